//! Checks of the settings: what a new version is refused for.

use super::bounds;
use super::*;
use crate::deals::draft::limits;
use crate::money::minor_digits;
use crate::problem::{FieldCode, FieldError};
use crate::text;
use std::collections::HashSet;

impl ProgramSettings {
    /// All that is wrong with the settings; empty when they may take effect. `known_zones` tells whether a name is an IANA time zone: the
    /// server asks its tables, the browser its `Intl`.
    pub fn check(&self, known_zones: &dyn Fn(&str) -> bool) -> Vec<FieldError> {
        let mut found = Found(Vec::new());
        found.name("/program/name", &self.program.name);
        found.name("/program/vendor", &self.program.vendor);
        if !text::is_colour(&self.program.accent) {
            found.refuse("/program/accent", FieldCode::InvalidColour);
        }
        found.count("/currencies", self.currencies.len(), 1, bounds::CURRENCIES);
        for (at, currency) in self.currencies.iter().enumerate() {
            if minor_digits(currency).is_none() {
                found.refuse(format!("/currencies/{at}"), FieldCode::InvalidCurrency);
            }
        }
        found.unique("/currencies", "", self.currencies.iter());
        found.regions(&self.regions, known_zones);
        found.count("/products", self.products.len(), 1, bounds::PRODUCTS);
        for (at, product) in self.products.iter().enumerate() {
            found.code(format!("/products/{at}/code"), &product.code);
            found.name(&format!("/products/{at}/name"), &product.name);
        }
        found.unique("/products", "/code", self.products.iter().map(|product| &product.code));
        found.numbers(&self.deals);
        found.rules(self);
        found.reserved(&self.reserved);
        found.groups(&self.account_groups);
        found.onboarding(self);
        found.funds(&self.funds);
        text::check(
            "/rules_of_engagement",
            &self.rules_of_engagement,
            bounds::RULES_OF_ENGAGEMENT,
            true,
            &mut found.0,
        );
        found.0
    }

    /// What keeps these settings from following older ones: regions, products and specialties whose codes records may keep. A product or a
    /// specialty is taken off by `offered: false`; a region stays.
    pub fn check_successor(&self, old: &ProgramSettings) -> Vec<FieldError> {
        let missing = |pointer: &str, code: &str| FieldError::new(pointer, FieldCode::InUse).with("code", code);
        let regions = old
            .regions
            .iter()
            .filter(|before| self.regions.iter().all(|region| region.code != before.code));
        let products = old
            .products
            .iter()
            .filter(|before| self.products.iter().all(|product| product.code != before.code));
        regions
            .map(|region| missing("/regions", &region.code))
            .chain(products.map(|product| missing("/products", &product.code)))
            .chain(super::check_onboarding::missing_specialties(self, old))
            .chain(super::check_journeys::missing_journeys(self, old))
            .collect()
    }
}

/// Whether the text is a code as records keep it: `[a-z0-9-]{1,32}`.
pub fn is_code(text: &str) -> bool {
    (1..=bounds::CODE).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// The errors found so far.
pub(super) struct Found(pub(super) Vec<FieldError>);

impl Found {
    pub(super) fn refuse(&mut self, pointer: impl Into<String>, code: FieldCode) {
        self.0.push(FieldError::new(pointer, code));
    }
    pub(super) fn name(&mut self, pointer: &str, name: &str) {
        text::check_required(pointer, name, bounds::NAME, false, &mut self.0);
    }
    pub(super) fn code(&mut self, pointer: String, code: &str) {
        if code.is_empty() {
            self.refuse(pointer, FieldCode::Required);
        } else if code.len() > bounds::CODE {
            self.0
                .push(FieldError::new(pointer, FieldCode::TooLong).with("max", bounds::CODE));
        } else if !is_code(code) {
            self.refuse(pointer, FieldCode::InvalidText);
        }
    }
    pub(super) fn count(&mut self, pointer: &str, count: usize, min: usize, max: usize) {
        if count < min {
            self.0
                .push(FieldError::new(pointer, FieldCode::TooFew).with("min", min));
        } else if count > max {
            self.0
                .push(FieldError::new(pointer, FieldCode::TooMany).with("max", max));
        }
    }
    pub(super) fn within(&mut self, pointer: &str, number: u64, min: u64, max: u64) {
        if !(min..=max).contains(&number) {
            self.0.push(
                FieldError::new(pointer, FieldCode::OutOfRange)
                    .with("min", min)
                    .with("max", max),
            );
        }
    }
    pub(super) fn unique<Entry: std::hash::Hash + Eq>(
        &mut self,
        list: &str,
        field: &str,
        entries: impl Iterator<Item = Entry>,
    ) {
        let mut seen = HashSet::new();
        for (at, entry) in entries.enumerate() {
            if !seen.insert(entry) {
                self.refuse(format!("{list}/{at}{field}"), FieldCode::Duplicate);
            }
        }
    }
    pub(super) fn known<'a>(
        &mut self,
        list: String,
        words: &[String],
        known: impl Iterator<Item = &'a String> + Clone,
    ) {
        for (at, word) in words.iter().enumerate() {
            if !known.clone().any(|code| code == word) {
                self.refuse(format!("{list}/{at}"), FieldCode::UnknownValue);
            }
        }
        self.unique(&list, "", words.iter());
    }

    fn regions(&mut self, regions: &[Region], known_zones: &dyn Fn(&str) -> bool) {
        self.count("/regions", regions.len(), 1, bounds::REGIONS);
        for (at, region) in regions.iter().enumerate() {
            let at = format!("/regions/{at}");
            self.code(format!("{at}/code"), &region.code);
            self.name(&format!("{at}/name"), &region.name);
            if !known_zones(&region.time_zone) {
                self.refuse(format!("{at}/time_zone"), FieldCode::UnknownValue);
            }
            let weekend = format!("{at}/weekend");
            for (day, number) in region.weekend.iter().enumerate() {
                self.within(&format!("{weekend}/{day}"), u64::from(*number), 1, 7);
            }
            self.unique(&weekend, "", region.weekend.iter());
            self.count(&weekend, region.weekend.len(), 0, 6);
            let holidays = format!("{at}/holidays");
            self.count(&holidays, region.holidays.len(), 0, bounds::HOLIDAYS);
            for (day, holiday) in region.holidays.iter().enumerate() {
                self.name(&format!("{holidays}/{day}/name"), &holiday.name);
                if !(1900..=2999).contains(&chrono::Datelike::year(&holiday.date)) {
                    self.refuse(format!("{holidays}/{day}/date"), FieldCode::InvalidDate);
                }
            }
            self.unique(&holidays, "/date", region.holidays.iter().map(|holiday| holiday.date));
            if region.weekend.len() < 7
                && region.holidays.len() <= bounds::HOLIDAYS
                && longest_time_off(region) > bounds::DAYS_OFF
            {
                self.0
                    .push(FieldError::new(holidays, FieldCode::TooMany).with("max", bounds::DAYS_OFF));
            }
        }
        self.unique("/regions", "/code", regions.iter().map(|region| &region.code));
    }

    fn numbers(&mut self, deals: &DealSettings) {
        self.within("/deals/protection_days", deals.protection_days.into(), 1, 730);
        self.within("/deals/extension_days", deals.extension_days.into(), 1, 365);
        self.within(
            "/deals/decision_business_days",
            deals.decision_business_days.into(),
            1,
            30,
        );
        self.within("/deals/activity_days", deals.activity_days.into(), 1, 365);
        self.within("/deals/answer_days", deals.answer_days.into(), 1, 365);
        self.within(
            "/deals/similarity_per_mille",
            deals.similarity_per_mille.into(),
            700,
            1000,
        );
        self.within(
            "/deals/need_min_characters",
            deals.need_min_characters.into(),
            0,
            limits::NEED as u64 / 4,
        );
        self.within(
            "/deals/max_attachment_bytes",
            deals.max_attachment_bytes,
            1_000,
            bounds::ATTACHMENT_BYTES,
        );
        self.within("/deals/max_attachments", deals.max_attachments.into(), 0, 100);
        self.count("/deals/reminder_days", deals.reminder_days.len(), 0, bounds::REMINDERS);
        for (at, days) in deals.reminder_days.iter().enumerate() {
            self.within(
                &format!("/deals/reminder_days/{at}"),
                (*days).into(),
                1,
                deals.protection_days.into(),
            );
        }
        self.unique("/deals/reminder_days", "", deals.reminder_days.iter());
    }

    fn rules(&mut self, settings: &ProgramSettings) {
        self.count("/auto_approval", settings.auto_approval.len(), 0, bounds::RULES);
        for (at, rule) in settings.auto_approval.iter().enumerate() {
            let at = format!("/auto_approval/{at}");
            self.name(&format!("{at}/name"), &rule.name);
            self.count(&format!("{at}/ceilings"), rule.ceilings.len(), 1, bounds::CURRENCIES);
            for (ceiling, money) in rule.ceilings.iter().enumerate() {
                money.check(&format!("{at}/ceilings/{ceiling}"), &settings.currencies, &mut self.0);
            }
            self.unique(
                &format!("{at}/ceilings"),
                "/currency",
                rule.ceilings.iter().map(|money| &money.currency),
            );
            self.known(
                format!("{at}/regions"),
                &rule.regions,
                settings.regions.iter().map(|region| &region.code),
            );
            self.known(
                format!("{at}/products"),
                &rule.products,
                settings.products.iter().map(|product| &product.code),
            );
        }
        // Decisions name the rule that made them.
        self.unique(
            "/auto_approval",
            "/name",
            settings.auto_approval.iter().map(|rule| rule.name.trim()),
        );
    }
}

/// The longest stretch of days without work around the region's holidays, counted up to a little over the bound.
fn longest_time_off(region: &Region) -> usize {
    let holidays: HashSet<NaiveDate> = region.holidays.iter().map(|holiday| holiday.date).collect();
    let off = |day: &NaiveDate| {
        let weekday = chrono::Datelike::weekday(day).number_from_monday();
        holidays.contains(day) || region.weekend.iter().any(|weekend| u32::from(*weekend) == weekday)
    };
    let stretch = |first: &NaiveDate| first.iter_days().take(bounds::DAYS_OFF + 1).take_while(off).count();
    holidays.iter().map(stretch).max().unwrap_or(0)
}
