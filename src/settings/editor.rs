//! The settings being edited: one document, whichever section is open.

mod faults;
mod kept;

use super::changes::{Change, changes};
use super::device::Place;
use super::fields::{
    ActivityFields, AgreementFields, ApplicationsFields, CeilingFields, CriterionFields, DealFields, Fill,
    FollowUpFields, FundFields, GroupFields, JourneyFields, PayerFields, ProductFields, ProgramFields, RateFields,
    RegionFields, ReservedFields, RuleFields, ShareFields, SpecialtyFields,
};
use super::issues::{self, section_of};
use super::merge::merge;
use super::raw::{RawSettings, read, restyled, write};
use super::rows::{Fields, Rows};
use super::zones;
use crate::i18n;
use crate::paths::SettingsSection;
use crate::ui::FormState;
use entente_model::money::NumberStyle;
use entente_model::onboarding::Criterion;
use entente_model::problem::FieldError;
use entente_model::settings::{ProgramSettings, SettingsVersion};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the edits are made upon: the newest version.
#[derive(Clone, PartialEq, Debug)]
pub struct Base {
    /// Its number.
    pub number: i64,
    /// What it says, as the text of its fields reads back.
    pub settings: Arc<ProgramSettings>,
}

/// What was done with edits that were found on the device.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Restored {
    /// When they were typed.
    pub at: chrono::DateTime<chrono::Utc>,
    /// Whether a newer version was published in the meantime, upon which they were put.
    pub moved: bool,
    /// How many fields both have changed.
    pub disputed: usize,
}

/// The settings as signals, what is wrong with them and what differs from the newest version. Copied freely; lives as long as the page.
#[derive(Clone, Copy)]
pub struct Editor {
    /// Names, colour and rules of engagement.
    pub program: ProgramFields,
    /// Codes of currencies, in order.
    pub currencies: RwSignal<Vec<String>>,
    /// Numbers of deal registration.
    pub deals: DealFields,
    /// Regions.
    pub regions: Rows<RegionFields>,
    /// Products.
    pub products: Rows<ProductFields>,
    /// Rules, in order.
    pub rules: Rows<RuleFields>,
    /// Reserved accounts and territories.
    pub reserved: Rows<ReservedFields>,
    /// Groups of domains.
    pub groups: Rows<GroupFields>,
    /// Who may apply, what is asked, and in which time.
    pub applications: ApplicationsFields,
    /// What companies are good at.
    pub specialties: Rows<SpecialtyFields>,
    /// The Ideal Partner Profile, in order.
    pub criteria: Rows<CriterionFields>,
    /// Templates of journeys, in order.
    pub journeys: Rows<JourneyFields>,
    /// What happens when a journey falls behind.
    pub follow_up: FollowUpFields,
    /// The partner agreement.
    pub agreement: AgreementFields,
    /// Numbers of funds.
    pub funds: FundFields,
    /// How much partners of each tier may ask for.
    pub shares: Rows<ShareFields>,
    /// Amounts above which two people have to agree to pay a claim.
    pub second_approval: Rows<CeilingFields>,
    /// Exchange rates.
    pub rates: Rows<RateFields>,
    /// The vendor's accounts that pay.
    pub payers: Rows<PayerFields>,
    /// Rules of the types of activity.
    pub activities: Rows<ActivityFields>,
    /// What the edits are made upon.
    pub base: RwSignal<Base>,
    /// What wrong fields may say, and when.
    pub form: FormState,
    /// Why nothing can be changed; none when it can.
    pub locked: Signal<Option<String>>,
    /// Edits that were found on the device, until the notice is put away.
    pub restored: RwSignal<Option<Restored>>,
    /// Keys of the entries that are unfolded.
    pub unfolded: RwSignal<BTreeSet<u32>>,
    read: Memo<(ProgramSettings, Vec<FieldError>)>,
    changes: Memo<Vec<Change>>,
    raw: Memo<RawSettings>,
    refused: RwSignal<Vec<FieldError>>,
    place: StoredValue<Option<Place>>,
}

/// The reader's signs for numbers; followed inside a reactive closure.
pub fn number_style() -> NumberStyle {
    let (decimal, group) = i18n::number_signs();
    NumberStyle { decimal, group }
}

impl Editor {
    /// An editor that holds a version. `locked` says why nothing can be changed.
    pub fn new(version: &SettingsVersion, locked: Signal<Option<String>>) -> Self {
        let style = untrack(number_style);
        let raw = write(&version.settings, style);
        let program = ProgramFields::hold(raw.program);
        let currencies = RwSignal::new(raw.currencies);
        let deals = DealFields::hold(raw.deals);
        let regions = Rows::new(raw.regions);
        let products = Rows::new(raw.products);
        let rules = Rows::new(raw.rules);
        let reserved = Rows::new(raw.reserved);
        let groups = Rows::new(raw.groups);
        let applications = ApplicationsFields::hold(raw.applications);
        let specialties = Rows::new(raw.specialties);
        let criteria = Rows::new(raw.criteria);
        let journeys = Rows::new(raw.journeys);
        let follow_up = FollowUpFields::hold(raw.follow_up);
        let agreement = AgreementFields::hold(raw.agreement);
        let funds = FundFields::hold(raw.funds);
        let shares = Rows::new(raw.shares);
        let second_approval = Rows::new(raw.second_approval);
        let rates = Rows::new(raw.rates);
        let payers = Rows::new(raw.payers);
        let activities = Rows::new(raw.activities);
        let base = RwSignal::new(Base {
            number: version.number,
            settings: Arc::new(version.settings.clone()),
        });
        // One memo a section: a key pressed in one does not read the thousand fields of the others.
        let program_raw = Memo::new(move |_| program.raw());
        let deals_raw = Memo::new(move |_| deals.raw());
        let regions_raw = Memo::new(move |_| regions.raw());
        let products_raw = Memo::new(move |_| products.raw());
        let rules_raw = Memo::new(move |_| rules.raw());
        let reserved_raw = Memo::new(move |_| reserved.raw());
        let groups_raw = Memo::new(move |_| groups.raw());
        let applications_raw = Memo::new(move |_| applications.raw());
        let specialties_raw = Memo::new(move |_| specialties.raw());
        let criteria_raw = Memo::new(move |_| criteria.raw());
        let journeys_raw = Memo::new(move |_| journeys.raw());
        let follow_up_raw = Memo::new(move |_| follow_up.raw());
        let agreement_raw = Memo::new(move |_| agreement.raw());
        let funds_raw = Memo::new(move |_| funds.raw());
        let shares_raw = Memo::new(move |_| shares.raw());
        let second_approval_raw = Memo::new(move |_| second_approval.raw());
        let rates_raw = Memo::new(move |_| rates.raw());
        let payers_raw = Memo::new(move |_| payers.raw());
        let activities_raw = Memo::new(move |_| activities.raw());
        let raw = Memo::new(move |_| RawSettings {
            program: program_raw.get(),
            currencies: currencies.get(),
            deals: deals_raw.get(),
            regions: regions_raw.get(),
            products: products_raw.get(),
            rules: rules_raw.get(),
            reserved: reserved_raw.get(),
            groups: groups_raw.get(),
            applications: applications_raw.get(),
            specialties: specialties_raw.get(),
            criteria: criteria_raw.get(),
            journeys: journeys_raw.get(),
            follow_up: follow_up_raw.get(),
            agreement: agreement_raw.get(),
            funds: funds_raw.get(),
            shares: shares_raw.get(),
            second_approval: second_approval_raw.get(),
            rates: rates_raw.get(),
            payers: payers_raw.get(),
            activities: activities_raw.get(),
        });
        let style_now = RwSignal::new(style);
        let read = Memo::new(move |_| {
            let newest = base.with(|base| base.settings.clone());
            let (settings, mut errors) = raw.with(|raw| read(raw, style_now.get()));
            let known =
                |errors: &[FieldError], found: &FieldError| errors.iter().any(|error| error.pointer == found.pointer);
            for error in settings
                .check(&zones::is_known)
                .into_iter()
                .chain(settings.check_successor(&newest))
            {
                if !known(&errors, &error) {
                    errors.push(error);
                }
            }
            errors
                .iter_mut()
                .for_each(|error| error.pointer.insert_str(0, "/settings"));
            (settings, errors)
        });
        let differ = Memo::new(move |_| base.with(|base| read.with(|(settings, _)| changes(&base.settings, settings))));
        let refused: RwSignal<Vec<FieldError>> = RwSignal::default();
        let form = FormState::new(move || {
            let told = |errors: &[FieldError], refused: &[FieldError], raw: &RawSettings| {
                issues::issues(errors.iter().chain(refused), raw)
            };
            read.with(|(_, errors)| refused.with(|refused| raw.with(|raw| told(errors, refused, raw))))
        });
        let forget_refusals = move |(): &(), _: Option<&()>, _: Option<()>| {
            if refused.with_untracked(|refused| !refused.is_empty()) {
                refused.set(Vec::new());
            }
        };
        Effect::watch(move || raw.track(), forget_refusals, false);
        let editor = Editor {
            program,
            currencies,
            deals,
            regions,
            products,
            rules,
            reserved,
            groups,
            applications,
            specialties,
            criteria,
            journeys,
            follow_up,
            agreement,
            funds,
            shares,
            second_approval,
            rates,
            payers,
            activities,
            base,
            form,
            locked,
            restored: RwSignal::new(None),
            unfolded: RwSignal::default(),
            read,
            changes: differ,
            raw,
            refused,
            place: StoredValue::new(None),
        };
        // Amounts keep their worth when the reader changes the language.
        Effect::new(move |_| {
            let now = number_style();
            let before = style_now.get_untracked();
            if now != before {
                editor.fill(restyled(raw.get_untracked(), before, now));
                style_now.set(now);
            }
        });
        editor
    }

    /// Puts other text in place.
    pub fn fill(self, raw: RawSettings) {
        self.program.fill(raw.program);
        self.currencies.try_set(raw.currencies);
        self.deals.fill(raw.deals);
        self.regions.fill(raw.regions);
        self.products.fill(raw.products);
        self.rules.fill(raw.rules);
        self.reserved.fill(raw.reserved);
        self.groups.fill(raw.groups);
        self.applications.fill(raw.applications);
        self.specialties.fill(raw.specialties);
        self.criteria.fill(raw.criteria);
        self.journeys.fill(raw.journeys);
        self.follow_up.fill(raw.follow_up);
        self.agreement.fill(raw.agreement);
        self.funds.fill(raw.funds);
        self.shares.fill(raw.shares);
        self.second_approval.fill(raw.second_approval);
        self.rates.fill(raw.rates);
        self.payers.fill(raw.payers);
        self.activities.fill(raw.activities);
    }

    /// All that was typed now.
    pub fn typed(self) -> RawSettings {
        self.raw.get_untracked()
    }

    /// What the text means; followed inside a reactive closure.
    pub fn settings(self) -> ProgramSettings {
        self.read.with(|(settings, _)| settings.clone())
    }

    /// A part of what the text means; followed inside a reactive closure.
    pub fn part<T>(self, of: impl FnOnce(&ProgramSettings) -> T) -> T {
        self.read.with(|(settings, _)| of(settings))
    }

    /// The criteria, once nothing is wrong with them; followed inside a reactive closure.
    pub fn sound_criteria(self) -> Option<Vec<Criterion>> {
        self.read.with(|(settings, errors)| {
            let is_of_profile = |error: &FieldError| section_of(&error.pointer) == SettingsSection::Profile;
            (!errors.iter().any(is_of_profile)).then(|| settings.onboarding.criteria.clone())
        })
    }

    /// What differs from the newest version.
    pub fn changes(self) -> Memo<Vec<Change>> {
        self.changes
    }

    /// How many changes there are; text that can't be read yet is one, too. Followed inside a reactive closure.
    pub fn pending(self) -> usize {
        let told = self.changes.with(Vec::len);
        if told > 0 {
            return told;
        }
        let unread = self.read.with(|(_, errors)| !errors.is_empty())
            && self
                .base
                .with(|base| self.raw.with(|raw| *raw != write(&base.settings, number_style())));
        usize::from(unread)
    }

    /// Takes what the server refused, to be shown at the fields until something is typed.
    pub fn refuse(self, errors: Vec<FieldError>) {
        self.refused.try_set(errors);
    }

    /// Holds a version and nothing else: it was published, or the edits are given up.
    pub fn load(self, version: &SettingsVersion) {
        self.base.try_set(Base {
            number: version.number,
            settings: Arc::new(version.settings.clone()),
        });
        self.fill(write(&version.settings, untrack(number_style)));
        self.form.reset();
        self.restored.try_set(None);
    }

    /// Takes back every edit, and gives what was typed for those who change their mind.
    pub fn discard(self) -> RawSettings {
        let typed = self.typed();
        let settings = self.base.with_untracked(|base| base.settings.clone());
        self.fill(write(&settings, untrack(number_style)));
        self.form.reset();
        self.restored.try_set(None);
        typed
    }

    /// Puts the edits upon a newer version, field by field, and tells how many fields both have changed.
    pub fn move_to(self, version: &SettingsVersion) -> usize {
        let style = untrack(number_style);
        let (before, theirs) = (
            self.base.with_untracked(|base| write(&base.settings, style)),
            write(&version.settings, style),
        );
        let merged = merge(&before, &self.typed(), &theirs);
        self.base.try_set(Base {
            number: version.number,
            settings: Arc::new(version.settings.clone()),
        });
        merged.map_or(0, |merged| {
            self.fill(merged.raw);
            merged.disputed
        })
    }
}
