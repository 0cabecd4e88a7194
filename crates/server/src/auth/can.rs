//! Each permission as a type, so that it stands in a handler's signature: `scope: Permitted<can::ReadDeals>`.

use entente_model::people::Permission;

/// A permission as a type.
pub trait Can: Send + Sync + 'static {
    /// The permission.
    const PERMISSION: Permission;
}

macro_rules! permissions {
    ($($name:ident),* $(,)?) => {
        $(
            #[doc = concat!("Stands for [`Permission::", stringify!($name), "`].")]
            #[derive(Clone, Copy, Debug)]
            pub struct $name;
            impl Can for $name {
                const PERMISSION: Permission = Permission::$name;
            }
        )*

        #[cfg(test)]
        const NAMED: &[Permission] = &[$(Permission::$name),*];
    };
}

permissions!(
    ReadDeals,
    RegisterDeals,
    CommentOnDeals,
    ReadApprovals,
    DecideApprovals,
    ReadConflicts,
    ReadApplications,
    InviteCompanies,
    ReadPartners,
    ReadCompany,
    ManageCompany,
    SignAgreement,
    ReadSignatures,
    ReadTaxForms,
    FollowJourneys,
    GuideJourneys,
    ReadPartnerNotes,
    WritePartnerNotes,
    ManagePeople,
    ReadSettings,
    ManageSettings,
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_permission_of_the_model_has_its_type() {
        for permission in Permission::ALL {
            assert!(NAMED.contains(&permission), "{permission:?} has no type");
        }
    }
}
