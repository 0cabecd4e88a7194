//! What happens to an approved activity: it begins, is reported on, and the time for its claim runs.

use super::life::Life;
use super::plan::{Days, Ending};
use super::proofs::Pictures;
use super::trail::told;
use crate::funds::results;
use crate::store::StoreError;
use chrono::{DateTime, Days as Later, Duration, Utc};
use entente_model::funds::FundActor;
use entente_model::funds::request::FundRequestOccurrence as Occurrence;
use entente_model::funds::results::ReportedResults;
use entente_model::money::Money;
use serde_json::Map;

/// How many of a thousand partners tell what comes of an activity while it runs.
const TOLD_PER_MILLE: u32 = 650;

impl Life<'_> {
    /// What becomes of an approved activity.
    pub fn go_on(&mut self, ending: Ending, days: Days, pictures: &Pictures) -> Result<(), StoreError> {
        if ending == Ending::GivenUp {
            let day = self.at.date_naive() + Duration::days(1);
            self.go(day);
            return self.withdraw();
        }
        self.start()?;
        let tells = match ending {
            Ending::Over => true,
            Ending::Running => self.chance.per_mille(TOLD_PER_MILLE),
            _ => false,
        };
        if tells {
            self.tell_results(days)?;
        }
        if let Some(claim) = ending.claims() {
            self.claim(claim, days, pictures)?;
        }
        self.deadline()
    }

    /// The first day has come.
    fn start(&mut self) -> Result<(), StoreError> {
        let starts_on = self.facts.progress.terms.as_ref().map(|terms| terms.starts_on);
        let begins = starts_on.map(|day| self.world.in_effect.day_begins(self.cast.region, day));
        let Some(begins) = begins.filter(|at| *at <= self.world.now) else {
            return Ok(());
        };
        self.go_to(begins);
        self.occur(&Occurrence::Start, FundActor::Portal, None)?;
        self.enter("fund_request.started", None, Map::new());
        Ok(())
    }

    /// The partner tells what has come of it so far: some of what it expected while it runs, about all of it once it is over.
    fn tell_results(&mut self, days: Days) -> Result<(), StoreError> {
        let yesterday = self.world.now.date_naive() - Duration::days(1);
        if !self.facts.state.is_claimable() || days.starts_on > yesterday {
            return Ok(());
        }
        self.go(yesterday.min(days.ends_on + Duration::days(1)));
        let part = if days.ends_on < yesterday {
            self.chance.between(800, 1_150)
        } else {
            self.chance.between(150, 400)
        };
        let leads = self
            .fields
            .expected_leads
            .map(|leads| (i64::from(leads) * part / 1_000).max(1));
        let pipeline = self.fields.expected_pipeline.as_ref().map(|expected| {
            let minor = expected.minor / 1_000 * part;
            Money::new(minor.max(1), expected.currency.as_str())
        });
        let told_so = ReportedResults {
            leads: leads.and_then(|leads| u32::try_from(leads).ok()),
            pipeline,
            won: None,
        };
        let mut params = Map::new();
        if let Some(leads) = told_so.leads {
            params.extend(told([("leads", leads.into())]));
        }
        if let Some(money) = &told_so.pipeline {
            params.extend(told([
                ("pipeline", money.minor.into()),
                ("pipeline_currency", money.currency.clone().into()),
            ]));
        }
        results::set(&mut self.row, &told_so)?;
        self.save();
        let by = self.by_owner();
        self.enter("fund_request.results_told", by, params);
        Ok(())
    }

    /// Reminders of the time for a claim that came before a moment.
    pub fn remind(&mut self, until: DateTime<Utc>) {
        let Some(last) = self
            .facts
            .progress
            .claim_deadline
            .filter(|_| self.facts.state.is_claimable())
        else {
            return;
        };
        let in_effect = &self.world.in_effect;
        let day = |days: &u32| last.checked_sub_days(Later::new(u64::from(*days)));
        let begins = |days: &u32| Some((in_effect.day_begins(self.cast.region, day(days)?), *days));
        let mut due: Vec<_> = in_effect
            .settings
            .funds
            .reminder_days
            .iter()
            .filter_map(begins)
            .collect();
        due.sort_unstable();
        let progress = &self.facts.progress;
        let (now, after) = (self.at, progress.claim_rejected_at.or(progress.decided_at));
        for (at, days) in due {
            if at < until && after.is_none_or(|after| at > after) {
                self.at = at;
                self.enter("fund_request.reminded", None, told([("days", days.into())]));
            }
        }
        self.at = now;
    }

    /// The time for a claim is over.
    fn deadline(&mut self) -> Result<(), StoreError> {
        self.remind(self.world.now);
        let last = self
            .facts
            .progress
            .claim_deadline
            .filter(|_| self.facts.state.is_claimable());
        let over = last.and_then(|last| last.checked_add_days(Later::new(1)));
        let over = over.map(|day| self.world.in_effect.day_begins(self.cast.region, day));
        let Some(over) = over.filter(|at| *at <= self.world.now) else {
            return Ok(());
        };
        let was_rejected = self.facts.progress.claim_rejected_at.is_some();
        self.go_to(over);
        self.occur(&Occurrence::DeadlinePassed, FundActor::Portal, None)?;
        if was_rejected {
            let params = told([("released", self.facts.progress.released.into())]);
            self.enter("fund_request.closed", None, params);
        } else {
            let params = self.expired("deadline_passed");
            self.enter("fund_request.expired", None, params);
        }
        Ok(())
    }
}
