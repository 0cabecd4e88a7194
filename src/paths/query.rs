//! What a person chose in a list (search, filters, sort, the open drawer), to and from the address.
//!
//! Words that the address should not hold are dropped, not refused: an old bookmark still opens the list.

mod applications;
mod approvals;
mod deals;
mod fund_requests;
mod funds;
mod journeys;
mod partners;
mod payments;

pub use applications::ApplicationsQuery;
pub use approvals::{ApprovalsQuery, ApprovalsSort, AssigneeFilter};
pub use deals::{Closing, DealsQuery, DealsSort};
pub use fund_requests::{FundRequestsQuery, FundRequestsSort, NewFundRequestQuery};
pub use funds::{FundQuery, FundReturnsQuery, FundTab};
pub use journeys::{FunnelQuery, JourneysQuery, JourneysSort, ValueQuery};
pub use partners::{PartnerQuery, PartnerTab, PartnersQuery};
pub use payments::PaymentsQuery;

/// A list's state as it lives in the address.
pub trait QueryState: Clone + PartialEq + Default + Send + Sync + 'static {
    /// Reads the query of an address, with or without its `?`.
    fn from_address(search: &str) -> Self;
    /// What differs from the default, as name and value.
    fn pairs(&self) -> Vec<(&'static str, String)>;

    /// The query with its `?`, or nothing when all is at its default.
    fn to_address(&self) -> String {
        encode(&self.pairs()).map_or_else(String::new, |query| format!("?{query}"))
    }
}

/// A list's state that holds what is searched.
pub trait Searched: QueryState {
    /// Words to find.
    fn search(&self) -> &str;
    /// The same, to be changed.
    fn search_mut(&mut self) -> &mut String;
}

/// A list's state that is narrowed by what is searched, and may be by filters.
pub trait Filtered: Searched {
    /// The same list with nothing filtered out; what does not narrow it, such as its order, stays.
    fn unfiltered(&self) -> Self;

    /// Whether anything is filtered out.
    fn is_filtered(&self) -> bool {
        *self != self.unfiltered()
    }

    /// Whether anything is filtered out but by the search.
    fn has_filters(&self) -> bool {
        let mut filters = self.clone();
        filters.search_mut().clear();
        filters.is_filtered()
    }
}

fn encode(pairs: &[(&'static str, String)]) -> Option<String> {
    if pairs.is_empty() {
        return None;
    }
    Some(
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish(),
    )
}

fn parsed(search: &str) -> impl Iterator<Item = (String, String)> + '_ {
    form_urlencoded::parse(search.strip_prefix('?').unwrap_or(search).as_bytes())
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
}

/// Longest search that the address takes over, in characters.
const MAX_SEARCH: usize = 200;

fn search_of(value: &str) -> String {
    value
        .chars()
        .filter(|character| !character.is_control())
        .take(MAX_SEARCH)
        .collect()
}

/// A code as settings give them: short, without separators of the address.
fn code_of(value: &str) -> String {
    if value.len() <= 64
        && value
            .chars()
            .all(|character| character.is_alphanumeric() || "-_.".contains(character))
    {
        value.to_owned()
    } else {
        String::new()
    }
}

/// What is searched, as a pair of the address.
fn searched(search: &str) -> Option<(&'static str, String)> {
    (!search.trim().is_empty()).then(|| ("search", search.to_owned()))
}

/// A code, as a pair of the address.
fn coded(name: &'static str, code: &str) -> Option<(&'static str, String)> {
    (!code.is_empty()).then(|| (name, code.to_owned()))
}

/// Values of which any will do, as a pair of the address: their words with commas between them.
fn listed<T: Copy>(name: &'static str, values: &[T], word: fn(T) -> &'static str) -> Option<(&'static str, String)> {
    let words: Vec<&str> = values.iter().map(|value| word(*value)).collect();
    (!words.is_empty()).then(|| (name, words.join(",")))
}

/// Takes over the values of words with commas between them, each once.
fn take_listed<T: PartialEq>(values: &mut Vec<T>, words: &str, parse: fn(&str) -> Option<T>) {
    for value in words.split(',').filter_map(parse) {
        if !values.contains(&value) {
            values.push(value);
        }
    }
}

/// The order as a pair of the address: its column, after a minus when the largest comes first.
fn sorted(column: &str, descending: bool) -> (&'static str, String) {
    let sign = if descending { "-" } else { "" };
    ("sort", format!("{sign}{column}"))
}

/// The column of an order and whether the largest comes first.
fn sort_of<Column>(value: &str, parse: fn(&str) -> Option<Column>) -> Option<(Column, bool)> {
    match value.strip_prefix('-') {
        Some(word) => parse(word).map(|column| (column, true)),
        None => parse(value).map(|column| (column, false)),
    }
}

fn with_page(mut pairs: Vec<(&'static str, String)>, limit: Option<u32>, cursor: Option<&str>) -> String {
    pairs.extend(limit.map(|limit| ("limit", limit.to_string())));
    pairs.extend(cursor.map(|cursor| ("cursor", cursor.to_owned())));
    encode(&pairs).unwrap_or_default()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use entente_model::approvals::{ApprovalKind, RiskFlag};
    use entente_model::deals::DealState;
    use entente_model::funds::activity::ActivityType;
    use entente_model::funds::ledger::AccountKind;
    use entente_model::funds::request::FundRequestState;
    use entente_model::onboarding::{ApplicationState, JourneyRisk, ValueGrouping};
    use proptest::prelude::*;

    fn id<Id: std::str::FromStr>(number: u128) -> Option<Id> {
        uuid::Uuid::from_u128(number).to_string().parse().ok()
    }

    proptest! {
        #[test]
        fn deals_query_survives_the_address(
            search in "\\PC{0,40}",
            states in proptest::sample::subsequence(DealState::ALL.to_vec(), 0..=DealState::ALL.len()),
            product in "[a-z0-9-]{0,12}",
            country in "|[A-Z]{2}",
            partner in proptest::option::of(any::<u128>()),
            mine: bool,
            closing in proptest::option::of(proptest::sample::select(Closing::ALL.to_vec())),
            sort in proptest::sample::select(DealsSort::ALL.to_vec()),
            descending: bool,
            open in proptest::option::of(any::<u128>()),
        ) {
            let search = if search.trim().is_empty() { String::new() } else { search };
            let query = DealsQuery {
                search, states, product, country, mine, closing, sort, descending,
                partner: partner.and_then(id), open: open.and_then(id),
            };
            prop_assert_eq!(DealsQuery::from_address(&query.to_address()), query);
        }

        #[test]
        fn approvals_query_survives_the_address(
            decided: bool,
            kind in proptest::option::of(proptest::sample::select(ApprovalKind::ALL.to_vec())),
            flag in proptest::option::of(proptest::sample::select(RiskFlag::ALL.to_vec())),
            person in proptest::option::of(any::<u128>()),
            region in "[a-z-]{0,8}",
            sort in proptest::sample::select(ApprovalsSort::ALL.to_vec()),
        ) {
            let assignee = person.and_then(|number| match number % 3 {
                0 => Some(AssigneeFilter::Me),
                1 => Some(AssigneeFilter::Nobody),
                _ => id(number).map(AssigneeFilter::Person),
            });
            let query = ApprovalsQuery { decided, kind, flag, assignee, region, sort, ..ApprovalsQuery::default() };
            prop_assert_eq!(ApprovalsQuery::from_address(&query.to_address()), query);
        }

        #[test]
        fn applications_query_survives_the_address(
            search in "\\PC{0,40}",
            states in proptest::sample::subsequence(ApplicationState::ALL.to_vec(), 0..=ApplicationState::ALL.len()),
        ) {
            let search = if search.trim().is_empty() { String::new() } else { search };
            let query = ApplicationsQuery { search, states };
            prop_assert_eq!(ApplicationsQuery::from_address(&query.to_address()), query);
        }

        #[test]
        fn journeys_query_survives_the_address(
            search in "\\PC{0,40}",
            template in "[a-z-]{0,8}",
            milestone in "[a-z-]{0,8}",
            risks in proptest::sample::subsequence(JourneyRisk::ALL.to_vec(), 0..=JourneyRisk::ALL.len()),
            region in "[a-z-]{0,8}",
            sort in proptest::sample::select(JourneysSort::ALL.to_vec()),
        ) {
            let search = if search.trim().is_empty() { String::new() } else { search };
            let query = JourneysQuery { search, template, milestone, risks, region, sort };
            prop_assert_eq!(JourneysQuery::from_address(&query.to_address()), query);
        }

        #[test]
        fn fund_query_survives_the_address(
            search in "\\PC{0,40}",
            tab in proptest::sample::select(FundTab::ALL.to_vec()),
            partner in proptest::option::of(any::<u128>()),
            account in proptest::option::of(proptest::sample::select(AccountKind::ALL.to_vec())),
        ) {
            let search = if search.trim().is_empty() { String::new() } else { search };
            let query = FundQuery { tab, partner: partner.and_then(id), account, search };
            prop_assert_eq!(FundQuery::from_address(&query.to_address()), query);
        }

        #[test]
        fn fund_requests_query_survives_the_address(
            search in "\\PC{0,40}",
            states in proptest::sample::subsequence(FundRequestState::ALL.to_vec(), 0..=FundRequestState::ALL.len()),
            fund in proptest::option::of(any::<u128>()),
            activity in proptest::option::of(proptest::sample::select(ActivityType::ALL.to_vec())),
            partner in proptest::option::of(any::<u128>()),
            sort in proptest::sample::select(FundRequestsSort::ALL.to_vec()),
            descending: bool,
        ) {
            let search = if search.trim().is_empty() { String::new() } else { search };
            let query = FundRequestsQuery {
                search, states, activity, sort, descending,
                fund: fund.and_then(id), partner: partner.and_then(id),
            };
            prop_assert_eq!(FundRequestsQuery::from_address(&query.to_address()), query);
            let begun = NewFundRequestQuery { fund: fund.and_then(id) };
            prop_assert_eq!(NewFundRequestQuery::from_address(&begun.to_address()), begun);
        }

        #[test]
        fn any_address_is_read(search in "\\PC{0,120}") {
            let _ = DealsQuery::from_address(&search);
            let _ = ApprovalsQuery::from_address(&search);
            let _ = ApplicationsQuery::from_address(&search);
            let _ = JourneysQuery::from_address(&search);
            let _ = PartnersQuery::from_address(&search);
            let _ = FunnelQuery::from_address(&search);
            let _ = ValueQuery::from_address(&search);
            let _ = PartnerQuery::from_address(&search);
            let _ = FundQuery::from_address(&search);
            let _ = FundRequestsQuery::from_address(&search);
            let _ = NewFundRequestQuery::from_address(&search);
        }
    }

    #[test]
    fn what_a_page_about_partners_shows_survives_the_address() {
        for by in ValueGrouping::ALL {
            let query = ValueQuery { by: *by };
            assert_eq!(ValueQuery::from_address(&query.to_address()), query);
        }
        for tab in PartnerTab::ALL {
            let query = PartnerQuery { tab };
            assert_eq!(PartnerQuery::from_address(&query.to_address()), query);
        }
        let query = FunnelQuery { region: "dach".into() };
        assert_eq!(FunnelQuery::from_address(&query.to_address()), query);
    }

    #[test]
    fn defaults_leave_the_address_bare() {
        assert_eq!(DealsQuery::default().to_address(), "");
        assert_eq!(ApprovalsQuery::default().to_address(), "");
        assert_eq!(ApplicationsQuery::default().to_address(), "");
        assert_eq!(JourneysQuery::default().to_address(), "");
        assert_eq!(PartnersQuery::default().to_address(), "");
        assert_eq!(FunnelQuery::default().to_address(), "");
        assert_eq!(ValueQuery::default().to_address(), "");
        assert_eq!(PartnerQuery::default().to_address(), "");
        assert_eq!(FundQuery::default().to_address(), "");
        assert_eq!(FundRequestsQuery::default().to_address(), "");
        assert_eq!(NewFundRequestQuery::default().to_address(), "");
    }

    #[test]
    fn unknown_words_are_dropped() {
        let query = DealsQuery::from_address(
            "?state=draft,nonsense,draft&country=germany&closing=7&sort=-colour&mine=maybe&else=1",
        );
        assert_eq!(
            query,
            DealsQuery {
                states: vec![DealState::Draft],
                ..DealsQuery::default()
            }
        );
    }

    #[test]
    fn the_api_is_not_told_of_the_drawer() {
        let query = DealsQuery {
            open: id(7),
            search: "a&b".into(),
            ..DealsQuery::default()
        };
        assert_eq!(query.to_api(Some(50), Some("c=")), "search=a%26b&limit=50&cursor=c%3D");
    }
}
