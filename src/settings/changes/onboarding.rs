//! What differs in who may apply, what is asked, and who is the ideal partner.

use super::pair::{Pair, pairs};
use super::{Field, Found, Shown, Subject};
use entente_model::onboarding::profile::Span;
use entente_model::onboarding::{Criterion, CriterionRule};
use entente_model::settings::{OnboardingSettings, ProgramSettings};

impl Found {
    pub(super) fn applications(&mut self, old: &OnboardingSettings, new: &OnboardingSettings) {
        self.differ(
            Field::AcceptsApplications,
            &old.accepts_applications,
            &new.accepts_applications,
            |on| Shown::Flag(*on),
        );
        for (field, old, new) in [
            (
                Field::ApplicationDecisionDays,
                old.decision_business_days,
                new.decision_business_days,
            ),
            (Field::LinkDays, old.link_days, new.link_days),
            (Field::DraftDays, old.draft_days, new.draft_days),
            (Field::ProofBits, old.proof_bits, new.proof_bits),
        ] {
            self.differ(field, &old, &new, |number| Shown::Number(u64::from(*number)));
        }
        for pair in pairs(&old.specialties, &new.specialties, |specialty| specialty.code.clone()) {
            self.entry(
                Field::Specialty,
                pair,
                |specialty| specialty.name.clone(),
                |found, old, new| {
                    found.differ(Field::EntryName, &old.name, &new.name, |name| Shown::Text(name.clone()));
                    found.differ(Field::Offered, &old.offered, &new.offered, |on| Shown::Flag(*on));
                },
            );
        }
        self.differ(Field::Consent, &old.consent, &new.consent, |_| Shown::Long);
    }

    pub(super) fn profile(&mut self, old: &ProgramSettings, new: &ProgramSettings) {
        let (before, after) = (&old.onboarding.criteria, &new.onboarding.criteria);
        for pair in pairs(before, after, |criterion| criterion.rule.word().to_owned()) {
            self.criterion(pair, new);
        }
        let kept = |criteria: &[Criterion], others: &[Criterion]| -> Vec<&'static str> {
            let words = criteria.iter().map(|criterion| criterion.rule.word());
            words
                .filter(|word| others.iter().any(|other| other.rule.word() == *word))
                .collect()
        };
        // Of several of a kind one may be gone, which is told already.
        let (before, after) = (kept(before, after), kept(after, before));
        if before.len() == after.len() {
            self.differ(Field::CriterionOrder, &before, &after, |words| {
                Shown::Criteria(words.clone())
            });
        }
    }

    fn criterion(&mut self, pair: Pair<'_, Criterion>, settings: &ProgramSettings) {
        let shown = |criterion: &Criterion| Shown::Criteria(vec![criterion.rule.word()]);
        match pair {
            (Some(old), Some(new)) if old.rule.word() == new.rule.word() => {
                self.subject = Subject::Criterion(new.rule.word());
                self.differ(Field::Weight, &old.weight, &new.weight, |weight| {
                    Shown::Number(u64::from(*weight))
                });
                self.rule(&old.rule, &new.rule, settings);
                self.subject = Subject::Only;
            }
            (old, new) => {
                // One of another kind in the same place is another one.
                if let Some(old) = old {
                    self.push(Field::Criterion, Some(shown(old)), None);
                }
                if let Some(new) = new {
                    self.push(Field::Criterion, None, Some(shown(new)));
                }
            }
        }
    }

    fn rule(&mut self, old: &CriterionRule, new: &CriterionRule, settings: &ProgramSettings) {
        let names = |codes: &[String], name_of: &dyn Fn(&str) -> Option<String>| {
            let name = |code: &String| name_of(code).unwrap_or_else(|| code.clone());
            Shown::Names(codes.iter().map(name).collect())
        };
        match (old, new) {
            (CriterionRule::PartnerType { types: old }, CriterionRule::PartnerType { types: new }) => {
                self.differ(Field::PartnerTypes, old, new, |types| {
                    Shown::PartnerTypes(types.clone())
                });
            }
            (
                CriterionRule::Regions {
                    regions: old,
                    wanted: before,
                },
                CriterionRule::Regions {
                    regions: new,
                    wanted: after,
                },
            ) => {
                let region = |code: &str| {
                    let mut regions = settings.regions.iter();
                    regions
                        .find(|region| region.code == code)
                        .map(|region| region.name.clone())
                };
                self.differ(Field::WantedRegions, old, new, |codes| names(codes, &region));
                self.wanted(*before, *after);
            }
            (
                CriterionRule::Specialties {
                    specialties: old,
                    wanted: before,
                },
                CriterionRule::Specialties {
                    specialties: new,
                    wanted: after,
                },
            ) => {
                let specialty = |code: &str| {
                    let mut specialties = settings.onboarding.specialties.iter();
                    let found = specialties.find(|specialty| specialty.code == code);
                    found.map(|specialty| specialty.name.clone())
                };
                self.differ(Field::WantedSpecialties, old, new, |codes| names(codes, &specialty));
                self.wanted(*before, *after);
            }
            (CriterionRule::Headcount(old), CriterionRule::Headcount(new))
            | (CriterionRule::Sellers(old), CriterionRule::Sellers(new))
            | (CriterionRule::Technicians(old), CriterionRule::Technicians(new)) => self.span(*old, *new),
            (CriterionRule::ExpectedRevenue { ideals: old }, CriterionRule::ExpectedRevenue { ideals: new }) => {
                self.differ(Field::IdealRevenue, old, new, |amounts| Shown::Amounts(amounts.clone()));
            }
            (CriterionRule::CurrentVendors { vendors: old }, CriterionRule::CurrentVendors { vendors: new })
            | (CriterionRule::NoCompetitors { vendors: old }, CriterionRule::NoCompetitors { vendors: new }) => {
                self.differ(Field::Vendors, old, new, |vendors| Shown::Names(vendors.clone()));
            }
            // Of the domain of the contact there is nothing more to say, and two kinds are not compared.
            _ => {}
        }
    }

    fn wanted(&mut self, old: u32, new: u32) {
        self.differ(Field::Wanted, &old, &new, |count| Shown::Number(u64::from(*count)));
    }

    fn span(&mut self, old: Span, new: Span) {
        let number = |number: &u32| Shown::Number(u64::from(*number));
        self.differ(Field::Minimum, &old.minimum, &new.minimum, number);
        self.differ(Field::Ideal, &old.ideal, &new.ideal, number);
    }
}
