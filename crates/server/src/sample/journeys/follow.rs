//! What follows on a journey: it is completed, or its partner is reminded, looked after and noted about.

use super::super::cast::HOME;
use super::super::partner_texts::{NOTES, NUDGES, WORRIES};
use super::Telling;
use crate::store::entities::{journeys, partner_notes};
use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, Utc};
use entente_model::onboarding::{Journey, JourneyRisk};
use entente_model::people::{PartnerStatus, Side};
use serde_json::json;

/// The hour of the day at which the portal looks after journeys that are late.
const MORNING: Duration = Duration::hours(5);

impl Telling<'_> {
    /// All is done.
    pub(super) fn complete(&mut self, at: DateTime<Utc>) {
        if self.row.status == PartnerStatus::Onboarding.as_str() {
            self.row.status = PartnerStatus::Active.as_str().to_owned();
        }
        self.row.version += 1;
        let by = self.partner.people.first().map(|admin| (admin, Side::Partner));
        self.enter(at, "journey.completed", by, json!({}));
        self.enter(at, "partner.activated", None, json!({}));
    }

    /// A journey that is late has had its partner reminded; one that has fallen behind was shown to the manager, who asked to go on.
    pub(super) fn follow(&mut self, journey: &Journey, row: &mut journeys::Model) {
        let settings = &self.world.in_effect;
        let onboarding = &settings.settings.onboarding;
        let now = self.world.now;
        let today = settings.day_in(&row.region, now);
        let risk = journey.standing(today, onboarding.risk_days).risk;
        let (Some(due), JourneyRisk::Late | JourneyRisk::AtRisk) = (row.next_due, risk) else {
            return;
        };
        let later = |days: u32| due + Days::new(days.into());
        let reminded = onboarding.reminder_days.iter().map(|days| later(*days));
        if let Some(day) = reminded.filter(|day| *day <= today).max() {
            let at = self.morning(day, row);
            row.reminded_on = Some(day);
            self.touch(row, at);
            self.enter(at, "journey.reminded", None, json!({}));
        }
        if risk == JourneyRisk::Late {
            return;
        }
        let at = self.morning(later(onboarding.risk_days), row);
        row.flagged_at = Some(at);
        self.touch(row, at);
        self.enter(at, "journey.fell_behind", None, json!({}));
        let around = at + Duration::hours(self.chance.between(28, 75));
        if around < now && self.chance.per_mille(650) {
            let at = self.world.working_time(around, &mut self.chance).max(at);
            row.nudged_at = Some(at);
            self.touch(row, at);
            let message = self.chance.pick(NUDGES);
            let params = if message.is_empty() {
                json!({})
            } else {
                json!({ "message": message })
            };
            self.enter(at, "journey.nudged", Some((self.manager, Side::Vendor)), params);
        }
    }

    /// A task of the vendor's that is late has been shown to the manager.
    pub(super) fn owe(&mut self, journey: &Journey, row: &mut journeys::Model) {
        let settings = &self.world.in_effect;
        let today = settings.day_in(&row.region, self.world.now);
        let standing = journey.standing(today, settings.settings.onboarding.risk_days);
        let Some(due) = standing.vendor_due.filter(|_| standing.is_vendor_late()) else {
            return;
        };
        let at = self.morning(due + Days::new(1), row);
        row.vendor_flagged_at = Some(at);
        self.touch(row, at);
        self.enter(at, "journey.vendor_late", None, json!({}));
    }

    /// The morning of a day, or when the journey changed last, whichever is later; not in the future.
    fn morning(&self, day: NaiveDate, row: &journeys::Model) -> DateTime<Utc> {
        let morning = day.and_time(NaiveTime::MIN).and_utc() + MORNING;
        morning.max(row.updated_at).min(self.world.now)
    }

    fn touch(&self, row: &mut journeys::Model, at: DateTime<Utc>) {
        row.updated_at = row.updated_at.max(at);
        row.version += 1;
    }

    /// What the manager notes: of every sixth partner something, and of those that were asked to go on why they don't.
    pub(super) fn note_something(&mut self, row: &journeys::Model) {
        let joined = self.partner.course.joined;
        let (texts, from) = match row.nudged_at {
            Some(at) => (WORRIES, at),
            None if self.chance.per_mille(170) || self.row.domain == HOME => (NOTES, joined),
            None => return,
        };
        for _ in 0..self.chance.between(1, 2) {
            let span = (self.world.now - from).num_seconds();
            let drawn = from + Duration::seconds(self.chance.between(span / 3, span));
            let at = self.world.working_time(drawn, &mut self.chance).max(from);
            let id = self.chance.uuid(at);
            let body = self.chance.pick(texts).to_owned();
            if self.rows.notes.last().is_some_and(|last| last.body == body) {
                continue;
            }
            self.rows.notes.push(partner_notes::Model {
                id,
                partner_id: self.partner.id,
                author_id: self.manager.id,
                author_name: self.manager.name.clone(),
                body,
                created_at: at,
            });
            let params = json!({ "note_id": id.to_string() });
            self.enter(at, "partner.note_added", Some((self.manager, Side::Vendor)), params);
        }
    }
}
