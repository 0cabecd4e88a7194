//! What a person chose in the list of journeys, in their funnel and in time to value.

use super::{QueryState, code_of, parsed, search_of, with_page};
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
    /// Whether anything is filtered out; the order does not count.
    pub fn is_filtered(&self) -> bool {
        let unfiltered = JourneysQuery {
            sort: self.sort,
            ..JourneysQuery::default()
        };
        *self != unfiltered
    }

    /// The query of the API for this state, without its `?`; a page of `limit` rows after `cursor`.
    pub fn to_api(&self, limit: Option<u32>, cursor: Option<&str>) -> String {
        with_page(self.pairs(), limit, cursor)
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
                "risk" => {
                    for risk in value.split(',').filter_map(JourneyRisk::parse) {
                        if !query.risks.contains(&risk) {
                            query.risks.push(risk);
                        }
                    }
                }
                "region" => query.region = code_of(&value),
                "sort" => query.sort = JourneysSort::parse(&value).unwrap_or_default(),
                _ => {}
            }
        }
        query
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.search.trim().is_empty() {
            pairs.push(("search", self.search.clone()));
        }
        if !self.template.is_empty() {
            pairs.push(("template", self.template.clone()));
        }
        if !self.milestone.is_empty() {
            pairs.push(("milestone", self.milestone.clone()));
        }
        if !self.risks.is_empty() {
            let risks: Vec<&str> = self.risks.iter().map(|risk| risk.as_str()).collect();
            pairs.push(("risk", risks.join(",")));
        }
        if !self.region.is_empty() {
            pairs.push(("region", self.region.clone()));
        }
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
        let region = Some(self.region.clone()).filter(|region| !region.is_empty());
        region.map(|region| ("region", region)).into_iter().collect()
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
