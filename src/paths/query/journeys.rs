//! What a person chose in the list of journeys, in their funnel and in time to value.

use super::{
    Filtered, QueryState, Searched, code_of, coded, listed, parsed, search_of, searched, take_listed, with_page,
};
use entente_model::onboarding::{JourneyRisk, ValueGrouping};

/// Order of the journeys.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum JourneysSort {
    /// Most pressing first: by the day that the partner's next task is due.
    #[default]
    Due,
    /// Longest at their milestone first.
    InStage,
    /// Least progress first.
    Progress,
    /// Last begun first.
    Started,
}

impl JourneysSort {
    /// Every order, as shown.
    pub const ALL: [JourneysSort; 4] = [Self::Due, Self::InStage, Self::Progress, Self::Started];
    /// The word in the address and for the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::InStage => "in_stage",
            Self::Progress => "progress",
            Self::Started => "-started",
        }
    }
    /// The order of a word, if there is one.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == word)
    }
}

/// The state of the list of journeys.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct JourneysQuery {
    /// Words to find in a partner's name or domain.
    pub search: String,
    /// Code of a template; empty for all.
    pub template: String,
    /// Code of the milestone where they are; empty for all.
    pub milestone: String,
    /// Going like one of these; all when empty.
    pub risks: Vec<JourneyRisk>,
    /// Code of a region; empty for all.
    pub region: String,
    /// Order.
    pub sort: JourneysSort,
}

impl JourneysQuery {
    /// The query of the API for this state, without its `?`; a page of `limit` rows after `cursor`.
    pub fn to_api(&self, limit: Option<u32>, cursor: Option<&str>) -> String {
        with_page(self.pairs(), limit, cursor)
    }
}

impl Searched for JourneysQuery {
    fn search(&self) -> &str {
        &self.search
    }

    fn search_mut(&mut self) -> &mut String {
        &mut self.search
    }
}

impl Filtered for JourneysQuery {
    fn unfiltered(&self) -> Self {
        JourneysQuery {
            sort: self.sort,
            ..JourneysQuery::default()
        }
    }
}

impl QueryState for JourneysQuery {
    fn from_address(search: &str) -> Self {
        let mut query = JourneysQuery::default();
        for (name, value) in parsed(search) {
            match name.as_str() {
                "search" => query.search = search_of(&value),
                "template" => query.template = code_of(&value),
                "milestone" => query.milestone = code_of(&value),
                "risk" => take_listed(&mut query.risks, &value, JourneyRisk::parse),
                "region" => query.region = code_of(&value),
                "sort" => query.sort = JourneysSort::parse(&value).unwrap_or_default(),
                _ => {}
            }
        }
        query
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        pairs.extend(searched(&self.search));
        pairs.extend(coded("template", &self.template));
        pairs.extend(coded("milestone", &self.milestone));
        pairs.extend(listed("risk", &self.risks, JourneyRisk::as_str));
        pairs.extend(coded("region", &self.region));
        if self.sort != JourneysSort::Due {
            pairs.push(("sort", self.sort.as_str().into()));
        }
        pairs
    }
}

/// The state of the funnel.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct FunnelQuery {
    /// Code of a region; empty for all.
    pub region: String,
}

impl QueryState for FunnelQuery {
    fn from_address(search: &str) -> Self {
        let region = parsed(search).find(|(name, _)| name == "region");
        FunnelQuery {
            region: region.map(|(_, code)| code_of(&code)).unwrap_or_default(),
        }
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        coded("region", &self.region).into_iter().collect()
    }
}

/// The state of time to value.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ValueQuery {
    /// What partners are grouped by.
    pub by: ValueGrouping,
}

impl Default for ValueQuery {
    fn default() -> Self {
        ValueQuery {
            by: ValueGrouping::PartnerType,
        }
    }
}

impl QueryState for ValueQuery {
    fn from_address(search: &str) -> Self {
        let by = parsed(search).find(|(name, _)| name == "by");
        by.and_then(|(_, word)| ValueGrouping::parse(&word))
            .map_or_else(ValueQuery::default, |by| ValueQuery { by })
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let differs = *self != ValueQuery::default();
        differs
            .then(|| ("by", self.by.as_str().to_owned()))
            .into_iter()
            .collect()
    }
}
