//! What a row of the table is.

use crate::support::{Client, TestApp, TestResult};
use entente_model::people::{Permission, Role, Side};
use futures::future::BoxFuture;
use serde_json::Value;

/// An operation, who may do it, and how it is called.
pub struct Row {
    /// Method and path as in the document, behind `/api/v1`.
    pub operation: &'static str,
    /// Who may.
    pub who: Who,
    /// Which records are within reach.
    pub sees: Sees,
    /// Status when it is done.
    pub ok: u16,
    /// Makes a record for the call and says how to call.
    pub call: Make,
    /// Whether the record depends on the role that calls.
    pub by_role: bool,
}

impl Row {
    /// The same with a record made for the role that calls.
    pub fn by_role(mut self) -> Row {
        self.by_role = true;
        self
    }

    /// Whether a role is told of a tenant's record.
    pub fn is_visible(&self, role: Role, tenant: Tenant) -> bool {
        match (self.sees, tenant) {
            (Sees::Queue, _) if role == Role::Finance => false,
            (Sees::Nothing, _) | (_, Tenant::Own) => true,
            (Sees::OwnSide, Tenant::Foreign) => false,
            (Sees::Given, Tenant::Foreign) => role.side() == Side::Vendor,
            // The foreign partner is of another region than the channel manager's.
            (Sees::Tenant | Sees::Queue, Tenant::Foreign) => {
                role.side() == Side::Vendor && role != Role::ChannelManager
            }
        }
    }

    /// Whether the call is done when a role makes it.
    pub fn is_done(&self, role: Role, tenant: Tenant) -> bool {
        self.who.includes(role) && self.is_visible(role, tenant) && self.who.includes_there(role)
    }
}

/// Makes a call for a role on a record of a tenant: anew for each call that is done, which changes what it is made on.
pub type Make = for<'a> fn(&'a World<'a>, Role, Tenant) -> BoxFuture<'a, TestResult<Call>>;

/// Who may do something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Who {
    /// Without a session too.
    Anybody,
    /// Whoever's browser holds an application, whatever session it has; the call is made by one ([`Call::by`]).
    Applicant,
    /// With a session.
    SignedIn,
    /// With a permission.
    Can(Permission),
    /// With one of two, whichever.
    CanEither(Permission, Permission),
    /// Whoever decides something of the queue gets as far as the item; what is done with this one takes the permission.
    Queue(Permission),
}

impl Who {
    /// Whether a role is among them.
    pub fn includes(self, role: Role) -> bool {
        match self {
            Who::Anybody | Who::Applicant | Who::SignedIn => true,
            Who::Can(permission) => role.may(permission),
            Who::CanEither(one, other) => role.may(one) || role.may(other),
            Who::Queue(_) => role.may(Permission::DecideApprovals) || role.may(Permission::DecideClaims),
        }
    }

    /// Whether a role that gets as far as the record may do it there.
    pub fn includes_there(self, role: Role) -> bool {
        match self {
            Who::Queue(permission) => role.may(permission),
            _ => self.includes(role),
        }
    }
}

/// Which records an operation reaches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sees {
    /// It is about no record.
    Nothing,
    /// Records of one's company, of one's regions, or all: `Scope::tenant`.
    Tenant,
    /// Items of the queue that are no claims: the same, and none for finance.
    Queue,
    /// People and invitations of one's own side.
    OwnSide,
    /// Funds: all for the vendor's people, for a partner's those in which it was given something.
    Given,
}

/// Whose record is called for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Tenant {
    /// Within reach: of partner north, in region dach; for [`Sees::OwnSide`], of the role's own side.
    Own,
    /// Of partner south, in region uki; for [`Sees::OwnSide`], of another side.
    Foreign,
}

/// How an operation is called.
#[derive(Clone, Default)]
pub struct Call {
    /// Path with ids in it, and the query.
    pub path: String,
    /// `If-Match`.
    pub version: Option<i64>,
    /// JSON body.
    pub json: Option<Value>,
    /// Another body with its media type.
    pub raw: Option<(&'static str, Vec<u8>)>,
    /// Who calls, when it must be somebody in particular of the role.
    pub by: Option<Client>,
}

impl Call {
    /// A call without a body.
    pub fn at(path: impl Into<String>) -> Call {
        Call {
            path: path.into(),
            ..Call::default()
        }
    }
    /// The same on a version.
    pub fn version(mut self, version: i64) -> Call {
        self.version = Some(version);
        self
    }
    /// The same with a JSON body.
    pub fn json(mut self, body: Value) -> Call {
        self.json = Some(body);
        self
    }
    /// The same with another body.
    pub fn raw(mut self, media_type: &'static str, body: impl Into<Vec<u8>>) -> Call {
        self.raw = Some((media_type, body.into()));
        self
    }
    /// The same by somebody in particular.
    pub fn by(mut self, client: Client) -> Call {
        self.by = Some(client);
        self
    }
    /// The path with every id replaced by one that was never issued.
    pub fn with_unknown_id(&self) -> String {
        let (path, query) = self
            .path
            .split_once('?')
            .map_or((self.path.as_str(), None), |(path, query)| (path, Some(query)));
        let unknown = uuid::Uuid::now_v7().to_string();
        let part = |part: &str| {
            if uuid::Uuid::parse_str(part).is_ok() {
                unknown.clone()
            } else {
                part.to_owned()
            }
        };
        let path = path.split('/').map(part).collect::<Vec<_>>().join("/");
        query.map_or_else(|| path.clone(), |query| format!("{path}?{query}"))
    }
}

/// What the calls are made in.
pub struct World<'a> {
    /// The server.
    pub app: &'a TestApp,
    /// Somebody without a session.
    pub visitor: Client,
}

impl<'a> World<'a> {
    /// Of a fresh server.
    pub async fn new(app: &'a TestApp) -> TestResult<World<'a>> {
        Ok(World {
            app,
            visitor: app.visitor()?,
        })
    }

    /// The partner of a tenant.
    pub fn partner(&self, tenant: Tenant) -> entente_model::ids::PartnerId {
        match tenant {
            Tenant::Own => self.app.north,
            Tenant::Foreign => self.app.south,
        }
    }
}

/// A row about no record, called alike by everybody.
pub fn plain(operation: &'static str, who: Who, ok: u16, call: Make) -> Row {
    Row {
        operation,
        who,
        sees: Sees::Nothing,
        ok,
        call,
        by_role: false,
    }
}

/// A row about records.
pub fn on_records(operation: &'static str, who: Who, sees: Sees, ok: u16, call: Make) -> Row {
    Row {
        operation,
        who,
        sees,
        ok,
        call,
        by_role: false,
    }
}
