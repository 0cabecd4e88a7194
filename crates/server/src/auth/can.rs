//! Each permission as a type, so that it stands in a handler's signature: `scope: Permitted<can::ReadDeals>`, or, where each side does
//! something by a permission of its own, `scope: Permitted<can::Either<can::ManageCompany, can::GuideJourneys>>`.

use super::Scope;
use entente_model::people::Permission;
use std::marker::PhantomData;

/// What a scope may be allowed, as a type.
pub trait Can: Send + Sync + 'static {
    /// Whether a scope is.
    fn is_given_to(scope: &Scope) -> bool;
}

/// One of two permissions, whichever.
#[derive(Clone, Copy, Debug)]
pub struct Either<A, B>(PhantomData<(A, B)>);

impl<A: Can, B: Can> Can for Either<A, B> {
    fn is_given_to(scope: &Scope) -> bool {
        A::is_given_to(scope) || B::is_given_to(scope)
    }
}

macro_rules! permissions {
    ($($name:ident),* $(,)?) => {
        $(
            #[doc = concat!("Stands for [`Permission::", stringify!($name), "`].")]
            #[derive(Clone, Copy, Debug)]
            pub struct $name;
            impl Can for $name {
                fn is_given_to(scope: &Scope) -> bool {
                    scope.may(Permission::$name)
                }
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
    ReadFunds,
    ManageFunds,
    RequestFunds,
    CommentOnFunds,
    DecideClaims,
    PayClaims,
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
