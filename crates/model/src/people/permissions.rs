//! Roles and what each may do: one table, enforced by the server and read by the browser to show or explain.

use serde::{Deserialize, Serialize};

/// Whose person somebody is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// A partner's.
    Partner,
    /// The vendor's.
    Vendor,
}

/// A person's role. A person has exactly one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Works for a partner.
    PartnerMember,
    /// Works for a partner and looks after its people.
    PartnerAdmin,
    /// Decides for the partners assigned to them or in their regions.
    ChannelManager,
    /// Decides about money.
    Finance,
    /// Keeps the program's settings and people.
    ProgramAdmin,
    /// Reads reports and records.
    Executive,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 6] = [
        Self::PartnerMember,
        Self::PartnerAdmin,
        Self::ChannelManager,
        Self::Finance,
        Self::ProgramAdmin,
        Self::Executive,
    ];

    /// As on the wire and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PartnerMember => "partner_member",
            Self::PartnerAdmin => "partner_admin",
            Self::ChannelManager => "channel_manager",
            Self::Finance => "finance",
            Self::ProgramAdmin => "program_admin",
            Self::Executive => "executive",
        }
    }

    /// Whose role it is.
    pub fn side(self) -> Side {
        match self {
            Self::PartnerMember | Self::PartnerAdmin => Side::Partner,
            _ => Side::Vendor,
        }
    }

    /// Whether the role may do something, within its own partner or regions.
    pub fn may(self, permission: Permission) -> bool {
        permission.roles().contains(&self)
    }
}

/// What can be allowed. Each stands for a group of operations on records that the person may see.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// Read deals, their timeline, comments and attachments.
    ReadDeals,
    /// Register deals, edit drafts, and tell how they go: submit, withdraw, appeal, extension, stages, won and lost.
    RegisterDeals,
    /// Write comments on deals that one may read, and attach files.
    CommentOnDeals,
    /// See approvals that wait; finance sees claims alone.
    ReadApprovals,
    /// Approve, return, reject, escalate, reassign; claims are for [`Permission::DecideClaims`].
    DecideApprovals,
    /// See which registrations conflict and why.
    ReadConflicts,
    /// Read the applications of companies.
    ReadApplications,
    /// Invite companies to apply.
    InviteCompanies,
    /// See names of partners and filter by them.
    ReadPartners,
    /// Read a partner whole, its journey and the agreement.
    ReadCompany,
    /// Keep one's own company's profile, logo and tax form, and say what of its journey is done.
    ManageCompany,
    /// Sign the agreement for one's own company.
    SignAgreement,
    /// Read signed agreements, with who signed and from where.
    ReadSignatures,
    /// Read tax forms.
    ReadTaxForms,
    /// Follow all journeys: list, funnel, time to value.
    FollowJourneys,
    /// Say what of a partner's journey is done, and ask partners to go on.
    GuideJourneys,
    /// Read what the vendor's people note about partners.
    ReadPartnerNotes,
    /// Write such notes.
    WritePartnerNotes,
    /// Invite and disable people of one's own side.
    ManagePeople,
    /// See funds, what one's partners have in them, and the entries behind it.
    ReadFunds,
    /// Make funds, allocate and close them.
    ManageFunds,
    /// Ask for money of funds for one's own company's activities, and claim what they cost.
    RequestFunds,
    /// Write comments on requests for money and on claims that one may read.
    CommentOnFunds,
    /// Agree to pay claims, return them and reject them.
    DecideClaims,
    /// Pay claims that are approved.
    PayClaims,
    /// See the program's settings whole, with drafts of the future.
    ReadSettings,
    /// Change the program's settings.
    ManageSettings,
}

impl Permission {
    /// Every permission.
    pub const ALL: [Permission; 27] = [
        Self::ReadDeals,
        Self::RegisterDeals,
        Self::CommentOnDeals,
        Self::ReadApprovals,
        Self::DecideApprovals,
        Self::ReadConflicts,
        Self::ReadApplications,
        Self::InviteCompanies,
        Self::ReadPartners,
        Self::ReadCompany,
        Self::ManageCompany,
        Self::SignAgreement,
        Self::ReadSignatures,
        Self::ReadTaxForms,
        Self::FollowJourneys,
        Self::GuideJourneys,
        Self::ReadPartnerNotes,
        Self::WritePartnerNotes,
        Self::ManagePeople,
        Self::ReadFunds,
        Self::ManageFunds,
        Self::RequestFunds,
        Self::CommentOnFunds,
        Self::DecideClaims,
        Self::PayClaims,
        Self::ReadSettings,
        Self::ManageSettings,
    ];

    /// The roles that have it.
    pub fn roles(self) -> &'static [Role] {
        use Role::*;
        match self {
            Self::ReadDeals => &Role::ALL,
            Self::RegisterDeals => &[PartnerMember, PartnerAdmin],
            Self::CommentOnDeals => &[PartnerMember, PartnerAdmin, ChannelManager, ProgramAdmin],
            Self::ReadApprovals => &[ChannelManager, Finance, ProgramAdmin, Executive],
            Self::DecideApprovals => &[ChannelManager, ProgramAdmin],
            Self::ReadConflicts => &[ChannelManager, ProgramAdmin],
            Self::ReadApplications => &[ChannelManager, ProgramAdmin, Executive],
            Self::InviteCompanies => &[ChannelManager, ProgramAdmin],
            Self::ReadPartners => &[ChannelManager, Finance, ProgramAdmin, Executive],
            Self::ReadCompany => &Role::ALL,
            Self::ManageCompany | Self::SignAgreement => &[PartnerAdmin],
            Self::ReadSignatures => &[PartnerAdmin, ChannelManager, Finance, ProgramAdmin, Executive],
            Self::ReadTaxForms => &[Finance],
            Self::FollowJourneys => &[ChannelManager, ProgramAdmin, Executive],
            Self::GuideJourneys => &[ChannelManager, ProgramAdmin],
            Self::ReadPartnerNotes => &[ChannelManager, Finance, ProgramAdmin, Executive],
            Self::WritePartnerNotes => &[ChannelManager, ProgramAdmin],
            Self::ManagePeople => &[PartnerAdmin, ProgramAdmin],
            Self::ReadFunds => &Role::ALL,
            Self::ManageFunds => &[ProgramAdmin],
            Self::RequestFunds => &[PartnerMember, PartnerAdmin],
            Self::CommentOnFunds => &[PartnerMember, PartnerAdmin, ChannelManager, Finance, ProgramAdmin],
            Self::DecideClaims | Self::PayClaims => &[Finance],
            Self::ReadSettings => &[ChannelManager, Finance, ProgramAdmin, Executive],
            Self::ManageSettings => &[ProgramAdmin],
        }
    }
}
