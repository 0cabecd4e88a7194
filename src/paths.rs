//! Every route of the portal as a typed builder, in one place. A link that is not made here does not exist.
//!
//! The patterns that the router matches stand beside the builders in [`pattern`]; `paths/every_address.rs` holds a snapshot of all addresses and
//! checks that the route table handles each.
//!
//! Mailed links carry their token in the fragment, which browsers send to nobody: no log and no referrer ever holds it. The server's mails
//! build exactly `{public_url}/invitation#token=T` ([`accept_invitation`]), `{public_url}/reset#token=T` ([`reset_password`]) and
//! `{public_url}/application#token=T` ([`open_application`]).

#[cfg(test)]
mod every_address;
mod query;
mod state;
mod token;

pub use query::{
    ApplicationsQuery, ApprovalsQuery, ApprovalsSort, AssigneeFilter, Closing, DealsQuery, DealsSort, Filtered,
    FundQuery, FundRequestsQuery, FundRequestsSort, FundReturnsQuery, FundTab, FunnelQuery, JourneysQuery,
    JourneysSort, NewFundRequestQuery, PartnerQuery, PartnerTab, PartnersQuery, PaymentsQuery, QueryState, Searched,
    ValueQuery,
};
pub use state::{AddressState, use_address_state};
pub use token::use_token;

use entente_model::ids::{
    ApplicationId, ApprovalId, ClaimId, DealId, FundId, FundRequestId, PartnerId, PaymentBatchId, PaymentId,
};
use entente_model::onboarding::ApplicationStep;

/// A person's own next steps.
pub fn home() -> String {
    "/".into()
}

/// Deals, without filters.
pub fn deals() -> String {
    "/deals".into()
}

/// Deals, filtered and sorted.
pub fn deals_with(query: &DealsQuery) -> String {
    format!("/deals{}", query.to_address())
}

/// One deal.
pub fn deal(id: DealId) -> String {
    format!("/deals/{id}")
}

/// The form of a draft or a returned registration.
pub fn deal_edit(id: DealId) -> String {
    format!("/deals/{id}/edit")
}

/// The form of a new registration.
pub fn deal_new() -> String {
    "/deals/new".into()
}

/// Funds.
pub fn funds() -> String {
    "/funds".into()
}

/// One fund.
pub fn fund(id: FundId) -> String {
    format!("/funds/{id}")
}

/// One fund, from one side, or the entries behind one of its figures.
pub fn fund_with(id: FundId, query: &FundQuery) -> String {
    format!("/funds/{id}{}", query.to_address())
}

/// The form of a fund.
pub fn fund_edit(id: FundId) -> String {
    format!("/funds/{id}/edit")
}

/// The form of a new fund.
pub fn fund_new() -> String {
    "/funds/new".into()
}

/// Requests for funds, without filters.
pub fn fund_requests() -> String {
    "/funds/requests".into()
}

/// Requests for funds, filtered and sorted.
pub fn fund_requests_with(query: &FundRequestsQuery) -> String {
    format!("/funds/requests{}", query.to_address())
}

/// One request for funds.
pub fn fund_request(id: FundRequestId) -> String {
    format!("/funds/requests/{id}")
}

/// The form of a draft or a returned request.
pub fn fund_request_edit(id: FundRequestId) -> String {
    format!("/funds/requests/{id}/edit")
}

/// The form of a new request.
pub fn fund_request_new() -> String {
    "/funds/requests/new".into()
}

/// The form of a new request to one fund.
pub fn fund_request_new_of(fund: FundId) -> String {
    let query = NewFundRequestQuery { fund: Some(fund) };
    format!("/funds/requests/new{}", query.to_address())
}

/// What is owed for claims, and batches of payments.
pub fn fund_payments() -> String {
    "/funds/payments".into()
}

/// What is owed in a currency.
pub fn fund_payments_with(query: &PaymentsQuery) -> String {
    format!("/funds/payments{}", query.to_address())
}

/// The batch that holds a payment.
pub fn fund_payment(id: PaymentId) -> String {
    format!("/funds/payments/{id}")
}

/// A batch of payments.
pub fn fund_payment_batch(id: PaymentBatchId) -> String {
    format!("/funds/payments/{id}")
}

/// One claim.
pub fn fund_claim(id: ClaimId) -> String {
    format!("/funds/claims/{id}")
}

/// The form of a draft or a returned claim.
pub fn fund_claim_edit(id: ClaimId) -> String {
    format!("/funds/claims/{id}/edit")
}

/// What activities cost and what came back.
pub fn fund_returns() -> String {
    "/funds/returns".into()
}

/// The same, grouped and filtered.
pub fn fund_returns_with(query: &FundReturnsQuery) -> String {
    format!("/funds/returns{}", query.to_address())
}

/// What the rule of a fund gives to every partner, to look at and to book.
pub fn fund_allocation(id: FundId) -> String {
    format!("/funds/{id}/allocation")
}

/// What one's own company could earn in the next period.
pub fn fund_outlook() -> String {
    "/funds/outlook".into()
}

/// What waits for a decision.
pub fn approvals() -> String {
    "/approvals".into()
}

/// What waits for a decision, filtered and sorted.
pub fn approvals_with(query: &ApprovalsQuery) -> String {
    format!("/approvals{}", query.to_address())
}

/// One item that waits, or waited.
pub fn approval(id: ApprovalId) -> String {
    format!("/approvals/{id}")
}

/// Applications, without filters.
pub fn applications() -> String {
    "/applications".into()
}

/// Applications, filtered.
pub fn applications_with(query: &ApplicationsQuery) -> String {
    format!("/applications{}", query.to_address())
}

/// One application.
pub fn application(id: ApplicationId) -> String {
    format!("/applications/{id}")
}

/// The journey of one's own company.
pub fn journey() -> String {
    "/journey".into()
}

/// The partner agreement, to read and to sign for one's own company.
pub fn agreement() -> String {
    "/agreement".into()
}

/// Profile, brand, logo and tax form of one's own company.
pub fn company() -> String {
    "/company".into()
}

/// All journeys, without filters.
pub fn journeys() -> String {
    "/journeys".into()
}

/// All journeys, filtered and sorted.
pub fn journeys_with(query: &JourneysQuery) -> String {
    format!("/journeys{}", query.to_address())
}

/// How many journeys reach each milestone.
pub fn journey_funnel() -> String {
    "/journeys/funnel".into()
}

/// Days from signature to first registered and to first won deal.
pub fn time_to_value() -> String {
    "/journeys/time-to-value".into()
}

/// Partners, without filters.
pub fn partners() -> String {
    "/partners".into()
}

/// Partners, filtered.
pub fn partners_with(query: &PartnersQuery) -> String {
    format!("/partners{}", query.to_address())
}

/// One partner, from all sides.
pub fn partner(id: PartnerId) -> String {
    format!("/partners/{id}")
}

/// One partner, from one side.
pub fn partner_tab(id: PartnerId, tab: PartnerTab) -> String {
    format!("/partners/{id}{}", PartnerQuery { tab }.to_address())
}

/// A section of the program's settings.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum SettingsSection {
    /// Names, accent, currencies, rules of engagement.
    #[default]
    Program,
    /// Numbers of deal registration.
    Deals,
    /// Regions with calendars and holidays.
    Regions,
    /// Rules that approve by themselves.
    Rules,
    /// Products.
    Products,
    /// Reserved accounts, territories, and domains that are one customer.
    Accounts,
    /// What may be asked of market development funds, and who has to agree.
    Funds,
    /// Who may apply to become a partner, and what is asked.
    Applications,
    /// The Ideal Partner Profile.
    Profile,
    /// Templates of journeys.
    Journeys,
    /// The partner agreement.
    Agreement,
    /// What was changed, when, by whom.
    History,
}

impl SettingsSection {
    /// Every section, in the order shown.
    pub const ALL: [SettingsSection; 12] = [
        Self::Program,
        Self::Deals,
        Self::Regions,
        Self::Rules,
        Self::Products,
        Self::Accounts,
        Self::Funds,
        Self::Applications,
        Self::Profile,
        Self::Journeys,
        Self::Agreement,
        Self::History,
    ];

    /// The word in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Program => "program",
            Self::Deals => "deals",
            Self::Regions => "regions",
            Self::Rules => "rules",
            Self::Products => "products",
            Self::Accounts => "accounts",
            Self::Funds => "funds",
            Self::Applications => "applications",
            Self::Profile => "profile",
            Self::Journeys => "journeys",
            Self::Agreement => "agreement",
            Self::History => "history",
        }
    }

    /// The section of a word, if there is one.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.as_str() == word)
    }
}

/// A section of the program's settings.
pub fn settings(section: SettingsSection) -> String {
    format!("/settings/{}", section.as_str())
}

/// The program's settings, at their first section.
pub fn settings_first() -> String {
    "/settings".into()
}

/// A version of the program's settings: its changes over the history, or its other sections as they were.
pub fn settings_version(section: SettingsSection, number: i64) -> String {
    format!("/settings/{}?version={number}", section.as_str())
}

/// People of one's own company, and invitations.
pub fn people() -> String {
    "/people".into()
}

/// One's own name, language, theme and password.
pub fn profile() -> String {
    "/profile".into()
}

/// Signing in; `next` is the address within the portal that follows, empty for the home page.
pub fn sign_in(next: &str) -> String {
    if next.is_empty() || next == "/" {
        return "/sign-in".into();
    }
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("next", next)
        .finish();
    format!("/sign-in?{query}")
}

/// The address that follows signing in, as the query of the sign-in page names it. Only addresses within the portal are followed: a
/// forged link must not lead a freshly signed-in person elsewhere.
pub fn next_after_sign_in(search: &str) -> String {
    let search = search.strip_prefix('?').unwrap_or(search);
    form_urlencoded::parse(search.as_bytes())
        .find(|(name, _)| name == "next")
        .map(|(_, next)| next.into_owned())
        .filter(|next| is_within_portal(next))
        .unwrap_or_else(home)
}

/// A path of this origin: `//host` and `/\host` would lead to another one.
fn is_within_portal(address: &str) -> bool {
    let mut characters = address.chars();
    characters.next() == Some('/')
        && !matches!(characters.next(), Some('/' | '\\'))
        && !address.contains(char::is_control)
}

/// Asking for a link to a new password.
pub fn forgot_password() -> String {
    "/forgot-password".into()
}

/// Where the mailed link to a new password leads; its token follows as `#token=…`.
pub fn reset_password() -> String {
    "/reset".into()
}

/// A company's application, at the first step that is open.
pub fn apply() -> String {
    "/apply".into()
}

/// A step of a company's application.
pub fn apply_step(step: ApplicationStep) -> String {
    format!("/apply?step={}", step.as_str())
}

/// Where a company's application stands.
pub fn application_status() -> String {
    "/apply/status".into()
}

/// Where the mailed link to an application leads; its token follows as `#token=…`.
pub fn open_application() -> String {
    "/application".into()
}

/// Where the mailed invitation leads; its token follows as `#token=…`.
pub fn accept_invitation() -> String {
    "/invitation".into()
}

/// The token of a mailed link, from the fragment of its address.
pub fn token_of_fragment(fragment: &str) -> Option<String> {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    form_urlencoded::parse(fragment.as_bytes())
        .find(|(name, _)| name == "token")
        .map(|(_, token)| token.into_owned())
        .filter(|token| !token.is_empty())
}

/// Every component of the kit in every state; in debug builds only.
pub fn gallery() -> String {
    "/gallery".into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn next_stays_within_the_portal() {
        let next = |next: &str| next_after_sign_in(&sign_in(next)["/sign-in".len()..]);
        assert_eq!(
            next("/deals?search=a%20b&state=draft"),
            "/deals?search=a%20b&state=draft"
        );
        assert_eq!(next("//evil.example"), "/");
        assert_eq!(next("/\\evil.example"), "/");
        assert_eq!(next("https://evil.example"), "/");
        assert_eq!(next(""), "/");
        assert_eq!(next_after_sign_in("?other=1"), "/");
    }

    #[test]
    fn token_is_read_from_the_fragment_alone() {
        assert_eq!(token_of_fragment("#token=abc-_1").as_deref(), Some("abc-_1"));
        assert_eq!(token_of_fragment("token=abc").as_deref(), Some("abc"));
        assert_eq!(token_of_fragment("#token="), None);
        assert_eq!(token_of_fragment(""), None);
    }

    #[test]
    fn sections_have_words_of_their_own() {
        for section in SettingsSection::ALL {
            assert_eq!(SettingsSection::parse(section.as_str()), Some(section));
        }
        assert_eq!(SettingsSection::parse("none"), None);
    }
}
