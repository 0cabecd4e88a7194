//! A request's fields as people read them in the form: for the review, and two versions side by side.

use crate::forms::{Fact, is_within};
use crate::funds::facts::request_facts;
use crate::i18n::{Key, keys};
use entente_model::funds::fund::Fund;
use entente_model::funds::request::FundRequestDraft;

/// The section of the form that a field stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Section {
    /// What kind of activity it is.
    Template,
    /// What it is called, when it is, and which fund is to pay.
    Basics,
    /// What is to happen, and for whom.
    Plan,
    /// What it costs, and what is asked for.
    Budget,
    /// What is expected of it.
    Goals,
}

impl Section {
    /// Every section with fields, in order.
    pub const ALL: [Section; 5] = [Self::Template, Self::Basics, Self::Plan, Self::Budget, Self::Goals];

    /// Its heading.
    pub fn title(self) -> Key {
        match self {
            Self::Template => keys::REQUEST_FORM_TEMPLATE,
            Self::Basics => keys::REQUEST_FORM_BASICS,
            Self::Plan => keys::REQUEST_FORM_PLAN,
            Self::Budget => keys::REQUEST_FORM_BUDGET,
            Self::Goals => keys::REQUEST_FORM_GOALS,
        }
    }

    /// The id of its part of the page.
    pub fn anchor(self) -> &'static str {
        match self {
            Self::Template => "section-template",
            Self::Basics => "section-basics",
            Self::Plan => "section-plan",
            Self::Budget => "section-budget",
            Self::Goals => "section-goals",
        }
    }

    /// The pointers of its fields.
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Template => &["/activity"],
            Self::Basics => &["/title", "/fund_id", "/starts_on", "/ends_on"],
            Self::Plan => &["/audience", "/plan", "/target_accounts"],
            Self::Budget => &["/currency", "/lines", "/asked"],
            Self::Goals => &["/expected_leads", "/expected_pipeline", "/lead_definition"],
        }
    }

    /// Whether a field of that pointer, or a part of one, stands in it.
    pub fn holds(self, pointer: &str) -> bool {
        self.fields().iter().any(|field| is_within(pointer, field))
    }
}

/// The pointers of what a line of the review tells: days are one line, and so are costs with their currency.
pub fn told_by(pointer: &'static str) -> Vec<&'static str> {
    match pointer {
        "/starts_on" => vec!["/starts_on", "/ends_on"],
        "/lines" => vec!["/lines", "/currency"],
        other => vec![other],
    }
}

/// The fields of a section in the order of the form; followed by language when called inside a reactive closure.
pub fn facts(fields: &FundRequestDraft, section: Section, funds: &[Fund]) -> Vec<Fact> {
    all_facts(fields, funds)
        .into_iter()
        .filter(|fact| section.holds(fact.pointer))
        .collect()
}

/// All fields; followed by language when called inside a reactive closure.
pub fn all_facts(fields: &FundRequestDraft, funds: &[Fund]) -> Vec<Fact> {
    let fund = fields.fund_id.and_then(|id| funds.iter().find(|fund| fund.id == id));
    let fund = Fact {
        label: keys::FUND_TITLE,
        pointer: "/fund_id",
        value: fund.map(|fund| fund.name.clone()).unwrap_or_default(),
        is_long: false,
    };
    let mut facts = request_facts(fields);
    facts.push(fund);
    facts
}
