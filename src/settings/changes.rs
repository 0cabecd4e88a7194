//! What differs between two versions, in the order in which the sections show it.

mod funds;
mod journeys;
mod onboarding;
mod pair;
mod payers;
mod told;

use crate::paths::SettingsSection;
use entente_model::settings::{AccountGroup, AutoApprovalRule, DealSettings, ProgramSettings, Region, ReservedAccount};
use pair::{Pair, pairs};

pub use told::{Change, Field, Shown, Subject, TaskName};

/// All that differs.
pub fn changes(old: &ProgramSettings, new: &ProgramSettings) -> Vec<Change> {
    let mut found = Found {
        section: SettingsSection::Program,
        subject: Subject::Only,
        changes: Vec::new(),
    };
    let text = |text: &str| Shown::Text(text.to_owned());
    found.differ(Field::ProgramName, &old.program.name, &new.program.name, |name| {
        text(name)
    });
    found.differ(Field::Vendor, &old.program.vendor, &new.program.vendor, |name| {
        text(name)
    });
    found.differ(Field::Accent, &old.program.accent, &new.program.accent, |accent| {
        text(accent)
    });
    found.differ(Field::Currencies, &old.currencies, &new.currencies, |codes| {
        Shown::Names(codes.clone())
    });
    found.differ(
        Field::RulesOfEngagement,
        &old.rules_of_engagement,
        &new.rules_of_engagement,
        |_| Shown::Long,
    );
    found.section = SettingsSection::Deals;
    found.deals(&old.deals, &new.deals);
    found.section = SettingsSection::Regions;
    for pair in pairs(&old.regions, &new.regions, |region| region.code.clone()) {
        found.region(pair);
    }
    found.section = SettingsSection::Rules;
    found.rules(old, new);
    found.section = SettingsSection::Products;
    for pair in pairs(&old.products, &new.products, |product| product.code.clone()) {
        found.entry(
            Field::Product,
            pair,
            |product| product.name.clone(),
            |found, old, new| {
                found.differ(Field::ProductName, &old.name, &new.name, |name| {
                    Shown::Text(name.clone())
                });
                found.differ(Field::Offered, &old.offered, &new.offered, |on| Shown::Flag(*on));
            },
        );
    }
    found.section = SettingsSection::Accounts;
    for pair in pairs(&old.reserved, &new.reserved, |account| account.name.to_lowercase()) {
        found.reserved(pair);
    }
    for pair in pairs(&old.account_groups, &new.account_groups, |group| {
        group.name.to_lowercase()
    }) {
        found.group(pair);
    }
    found.section = SettingsSection::Funds;
    found.funds(&old.funds, &new.funds);
    found.section = SettingsSection::Applications;
    found.applications(&old.onboarding, &new.onboarding);
    found.section = SettingsSection::Profile;
    found.profile(old, new);
    found.section = SettingsSection::Journeys;
    found.journeys(old, new);
    found.section = SettingsSection::Agreement;
    found.agreement(&old.onboarding.agreement, &new.onboarding.agreement);
    found.changes
}

struct Found {
    section: SettingsSection,
    subject: Subject,
    changes: Vec<Change>,
}

impl Found {
    fn push(&mut self, field: Field, before: Option<Shown>, after: Option<Shown>) {
        self.changes.push(Change {
            section: self.section,
            subject: self.subject.clone(),
            field,
            before,
            after,
        });
    }

    fn differ<T: PartialEq>(&mut self, field: Field, old: &T, new: &T, shown: impl Fn(&T) -> Shown) {
        if old != new {
            self.push(field, Some(shown(old)), Some(shown(new)));
        }
    }

    /// An entry of a list: new, taken out, or compared field by field.
    fn entry<T>(
        &mut self,
        field: Field,
        pair: Pair<'_, T>,
        name: impl Fn(&T) -> String,
        compare: impl Fn(&mut Self, &T, &T),
    ) {
        self.subject = Subject::Only;
        match pair {
            (Some(old), Some(new)) => {
                self.subject = Subject::Named(name(new));
                compare(self, old, new);
            }
            (None, Some(new)) => self.push(field, None, Some(Shown::Text(name(new)))),
            (Some(old), None) => self.push(field, Some(Shown::Text(name(old))), None),
            (None, None) => {}
        }
        self.subject = Subject::Only;
    }

    fn deals(&mut self, old: &DealSettings, new: &DealSettings) {
        let number = |number: &u32| Shown::Number(u64::from(*number));
        self.differ(
            Field::ProtectionDays,
            &old.protection_days,
            &new.protection_days,
            number,
        );
        self.differ(Field::ExtensionDays, &old.extension_days, &new.extension_days, number);
        self.differ(Field::ReminderDays, &old.reminder_days, &new.reminder_days, |days| {
            Shown::Numbers(days.clone())
        });
        self.differ(
            Field::DecisionDays,
            &old.decision_business_days,
            &new.decision_business_days,
            number,
        );
        self.differ(Field::AnswerDays, &old.answer_days, &new.answer_days, number);
        self.differ(Field::ActivityDays, &old.activity_days, &new.activity_days, number);
        let per_mille = |number: &u32| Shown::PerMille(u64::from(*number));
        self.differ(
            Field::Similarity,
            &old.similarity_per_mille,
            &new.similarity_per_mille,
            per_mille,
        );
        self.differ(
            Field::NeedCharacters,
            &old.need_min_characters,
            &new.need_min_characters,
            number,
        );
        self.differ(
            Field::AttachmentSize,
            &old.max_attachment_bytes,
            &new.max_attachment_bytes,
            |size| Shown::Size(*size),
        );
        self.differ(
            Field::AttachmentCount,
            &old.max_attachments,
            &new.max_attachments,
            number,
        );
    }

    fn region(&mut self, pair: Pair<'_, Region>) {
        self.entry(
            Field::Region,
            pair,
            |region| region.name.clone(),
            |found, old, new| {
                found.differ(Field::RegionName, &old.name, &new.name, |name| {
                    Shown::Text(name.clone())
                });
                found.differ(Field::TimeZone, &old.time_zone, &new.time_zone, |zone| {
                    Shown::Text(zone.clone())
                });
                found.differ(Field::Weekend, &old.weekend, &new.weekend, |days| {
                    Shown::Weekdays(days.clone())
                });
                for (before, after) in pairs(&old.holidays, &new.holidays, |holiday| holiday.date.to_string()) {
                    if before != after {
                        let shown = |holiday: &entente_model::settings::Holiday| {
                            Shown::Holiday(holiday.date, holiday.name.clone())
                        };
                        found.push(Field::Holiday, before.map(shown), after.map(shown));
                    }
                }
            },
        );
    }

    fn rules(&mut self, old: &ProgramSettings, new: &ProgramSettings) {
        let names = |codes: &[String], known: &dyn Fn(&str) -> Option<String>| {
            Shown::Names(
                codes
                    .iter()
                    .map(|code| known(code).unwrap_or_else(|| code.clone()))
                    .collect(),
            )
        };
        let region = |code: &str| {
            new.regions
                .iter()
                .find(|region| region.code == code)
                .map(|region| region.name.clone())
        };
        let product = |code: &str| {
            new.products
                .iter()
                .find(|product| product.code == code)
                .map(|product| product.name.clone())
        };
        for pair in pairs(&old.auto_approval, &new.auto_approval, |rule| rule.name.clone()) {
            self.entry(
                Field::Rule,
                pair,
                |rule| rule.name.clone(),
                |found, old, new| {
                    found.differ(Field::RuleName, &old.name, &new.name, |name| Shown::Text(name.clone()));
                    found.differ(Field::Enabled, &old.enabled, &new.enabled, |on| Shown::Flag(*on));
                    found.differ(Field::MinimumTier, &old.minimum_tier, &new.minimum_tier, |tier| {
                        Shown::Tier(*tier)
                    });
                    found.differ(Field::Ceilings, &old.ceilings, &new.ceilings, |amounts| {
                        Shown::Amounts(amounts.clone())
                    });
                    found.differ(Field::RuleRegions, &old.regions, &new.regions, |codes| {
                        names(codes, &region)
                    });
                    found.differ(Field::RuleProducts, &old.products, &new.products, |codes| {
                        names(codes, &product)
                    });
                    found.differ(
                        Field::Certification,
                        &old.requires_certification,
                        &new.requires_certification,
                        |on| Shown::Flag(*on),
                    );
                },
            );
        }
        let kept = |rules: &[AutoApprovalRule], others: &[AutoApprovalRule]| -> Vec<String> {
            let known = |rule: &&AutoApprovalRule| others.iter().any(|other| other.name == rule.name);
            rules.iter().filter(known).map(|rule| rule.name.clone()).collect()
        };
        let (before, after) = (
            kept(&old.auto_approval, &new.auto_approval),
            kept(&new.auto_approval, &old.auto_approval),
        );
        self.differ(Field::RuleOrder, &before, &after, |names| Shown::Names(names.clone()));
    }

    fn reserved(&mut self, pair: Pair<'_, ReservedAccount>) {
        self.entry(
            Field::Reserved,
            pair,
            |account| account.name.clone(),
            |found, old, new| {
                found.differ(Field::EntryName, &old.name, &new.name, |name| Shown::Text(name.clone()));
                found.differ(Field::Territory, &old.territory, &new.territory, |on| Shown::Flag(*on));
                found.differ(Field::Domain, &old.domain, &new.domain, |domain| {
                    Shown::Text(domain.clone())
                });
                found.differ(Field::Country, &old.country, &new.country, |country| {
                    Shown::Country(country.clone())
                });
                found.differ(Field::Reason, &old.reason, &new.reason, |reason| {
                    Shown::Text(reason.clone())
                });
            },
        );
    }

    fn group(&mut self, pair: Pair<'_, AccountGroup>) {
        self.entry(
            Field::Group,
            pair,
            |group| group.name.clone(),
            |found, old, new| {
                found.differ(Field::EntryName, &old.name, &new.name, |name| Shown::Text(name.clone()));
                found.differ(Field::GroupDomains, &old.domains, &new.domains, |domains| {
                    Shown::Names(domains.clone())
                });
            },
        );
    }
}

#[cfg(test)]
mod tests;
