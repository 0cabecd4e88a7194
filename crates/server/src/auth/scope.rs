//! For whom something is done, and so which records it may touch.

use crate::store::Actor;
use crate::store::sql::Sql;
use chrono::{DateTime, Utc};
use entente_model::ids::{PartnerId, UserId};
use entente_model::people::{PartnerSummary, Permission, Person, Role, Side};
use sea_orm::{ColumnTrait, Condition};
use std::sync::Arc;
use uuid::Uuid;

/// For whom something is done. Only the session extractor makes one for a person, so a store method that asks for it
/// can't be called on behalf of nobody; the store adds what it says to each query.
#[derive(Clone, Debug)]
pub struct Scope {
    /// Nobody stands for the portal itself.
    signed_in: Arc<Option<SignedIn>>,
}

/// The signed-in person as the session query finds them.
#[derive(Debug)]
pub(crate) struct SignedIn {
    pub user_id: UserId,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub locale: String,
    pub version: i64,
    pub regions: Vec<String>,
    pub partner: Option<PartnerScope>,
    pub session: SessionKey,
}

/// Which session it is.
#[derive(Clone, Debug)]
pub(crate) struct SessionKey {
    pub token_hash: Vec<u8>,
    pub expires_at: DateTime<Utc>,
}

/// The company of a partner's person.
#[derive(Clone, Debug)]
pub struct PartnerScope {
    /// As headers show it.
    pub summary: PartnerSummary,
    /// Whether it holds a live certification.
    pub certified: bool,
}

impl Scope {
    /// The portal itself: jobs, rules, and what is done before anybody has signed in. Sees everything.
    pub(crate) fn portal() -> Scope {
        Scope {
            signed_in: Arc::new(None),
        }
    }

    /// The portal itself, for fixtures of tests. Not part of the program.
    #[doc(hidden)]
    pub fn for_tests() -> Scope {
        Scope::portal()
    }

    pub(crate) fn person(person: SignedIn) -> Scope {
        Scope {
            signed_in: Arc::new(Some(person)),
        }
    }

    pub(crate) fn signed_in(&self) -> Option<&SignedIn> {
        self.signed_in.as_ref().as_ref()
    }

    /// The person's id; `None` for the portal itself.
    pub fn user_id(&self) -> Option<UserId> {
        self.signed_in().map(|person| person.user_id)
    }

    /// The person as named beside what they do.
    pub fn person_ref(&self) -> Person {
        match self.signed_in() {
            Some(person) => Person {
                id: Some(person.user_id),
                name: person.name.clone(),
            },
            None => Person {
                id: None,
                name: String::new(),
            },
        }
    }

    /// The person as audit entries name them.
    pub fn actor(&self) -> Actor {
        match self.signed_in() {
            Some(person) => Actor {
                id: Some(person.user_id),
                name: person.name.clone(),
                side: Some(person.role.side()),
            },
            None => Actor::default(),
        }
    }

    /// The role; `None` for the portal itself.
    pub fn role(&self) -> Option<Role> {
        self.signed_in().map(|person| person.role)
    }

    /// Whose person it is; `None` for the portal itself.
    pub fn side(&self) -> Option<Side> {
        self.role().map(Role::side)
    }

    /// Whether it is a partner's person.
    pub fn is_partner(&self) -> bool {
        self.side() == Some(Side::Partner)
    }

    /// Whether it is one of the vendor's people: neither a partner's person nor the portal itself.
    pub fn is_vendor(&self) -> bool {
        self.side() == Some(Side::Vendor)
    }

    /// The person's company.
    pub fn partner(&self) -> Option<&PartnerScope> {
        self.signed_in().and_then(|person| person.partner.as_ref())
    }

    /// Id of the person's company.
    pub fn partner_id(&self) -> Option<PartnerId> {
        self.partner().map(|partner| partner.summary.id)
    }

    /// Regions that a channel manager looks after; `None` for who is not bound to regions.
    pub fn regions(&self) -> Option<&[String]> {
        self.signed_in()
            .filter(|person| person.role == Role::ChannelManager)
            .map(|person| person.regions.as_slice())
    }

    /// The person's language, empty to follow the browser.
    pub fn locale(&self) -> &str {
        self.signed_in().map_or("", |person| person.locale.as_str())
    }

    /// Whether the role may do something; the portal itself may.
    pub fn may(&self, permission: Permission) -> bool {
        self.role().is_none_or(|role| role.may(permission))
    }

    /// Whether a record of a partner and its region lies within: the same rule as [`Scope::tenant`], for what is no query.
    /// A record of no partner lies within everybody's; when it has a region, such as an application, within those of the vendor's
    /// people who look after the region, and of no partner's.
    pub fn covers(&self, partner_id: Option<Uuid>, region: Option<&str>) -> bool {
        let Some(person) = self.signed_in() else { return true };
        match (person.role.side(), partner_id, region) {
            (_, None, None) => true,
            (Side::Partner, id, _) => id.is_some_and(|id| self.partner_id().is_some_and(|own| own.0 == id)),
            (Side::Vendor, _, region) => self
                .regions()
                .is_none_or(|regions| region.is_some_and(|region| regions.iter().any(|own| own == region))),
        }
    }

    /// The condition that every query on partners' records carries: a partner's people see their own company's, a channel
    /// manager those of their regions, the vendor's others all. The columns are those of the record's partner and region.
    ///
    /// ```ignore
    /// deals::Entity::find().filter(scope.tenant(deals::Column::PartnerId, deals::Column::Region))
    /// ```
    pub fn tenant(&self, partner_column: impl ColumnTrait, region_column: impl ColumnTrait) -> Condition {
        let condition = Condition::all();
        let Some(person) = self.signed_in() else {
            return condition;
        };
        match person.role.side() {
            Side::Partner => {
                // A partner's person without a company can't sign in; should it happen, they see nothing.
                let own = self.partner_id().map_or(Uuid::nil(), |id| id.0);
                condition.add(partner_column.eq(own))
            }
            Side::Vendor => match self.regions() {
                Some(regions) => condition.add(region_column.is_in(regions.to_vec())),
                None => condition,
            },
        }
    }
}

impl Scope {
    /// The same as [`Scope::tenant`] for a statement that is written out: ` AND …`, or nothing for who sees all. The planner of SQLite is
    /// kept from choosing an index by it: what is asked for besides says more.
    pub fn push_tenant(&self, sql: &mut Sql, partner_column: &str, region_column: &str) {
        match self.regions() {
            _ if self.is_partner() => {
                sql.push(" AND ").unindexed(partner_column);
                sql.push(" = ").bind(self.partner_id().map_or(Uuid::nil(), |id| id.0));
            }
            Some([]) => {
                sql.push(" AND 1 = 0");
            }
            Some(regions) => {
                sql.push(" AND ").unindexed(region_column);
                sql.push(" IN ").bind_list(regions.iter().cloned());
            }
            None => {}
        }
    }
}

/// A side as in the database.
pub fn side_text(side: Side) -> &'static str {
    match side {
        Side::Partner => "partner",
        Side::Vendor => "vendor",
    }
}
