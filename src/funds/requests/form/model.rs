//! The form as its sections see it: fields, what is wrong with them, how they stand to the program's rules, and the draft behind.

use super::device::Requests;
use super::fields::Fields;
use super::raw::{RawLine, RawRequest};
use crate::forms::{
    Draft, FormErrors, News, Opening, Place, ReadingOf, Typing, number_style, reading_of, with_refused,
};
use chrono::NaiveDate;
use entente_model::funds::activity::{ActivityType, CostCategory};
use entente_model::funds::fund::Fund;
use entente_model::funds::request::{
    FundRequest, FundRequestDraft, FundRules, PlannedActivity, RequestRules, RuleStanding,
};
use entente_model::ids::{PartnerId, UserId};
use entente_model::money::Money;
use entente_model::people::Tier;
use entente_model::problem::FieldError;
use leptos::prelude::*;

/// What stays the same while the form is open: the program's rules, and who asks.
#[derive(Clone, PartialEq, Debug)]
pub struct Ground {
    /// Settings of funds, currencies, and the day where the partner is.
    pub rules: FundRules,
    /// Who asks.
    pub partner_id: PartnerId,
    /// Its tier.
    pub tier: Tier,
    /// The day on which the request was first handed in.
    pub handed_in_on: Option<NaiveDate>,
}

/// What a draft is judged by. Copied freely.
#[derive(Clone, Copy)]
struct Basis {
    ground: StoredValue<Ground>,
    funds: RwSignal<Vec<Fund>>,
    others: RwSignal<Vec<PlannedActivity>>,
}

impl Basis {
    /// Judges a draft by the rules as they are known now; nothing once the page is gone. Followed inside a reactive closure.
    fn judge<T>(self, draft: &FundRequestDraft, judge: impl FnOnce(&RequestRules) -> T) -> Option<T> {
        let (funds, others) = (self.funds.get(), self.others.get());
        let fund = draft.fund_id.and_then(|id| funds.iter().find(|fund| fund.id == id));
        self.ground.try_with_value(|ground| {
            judge(&RequestRules {
                settings: &ground.rules.settings,
                currencies: &ground.rules.currencies,
                partner_id: ground.partner_id,
                tier: ground.tier,
                today: ground.rules.today,
                handed_in_on: ground.handed_in_on,
                fund,
                available: fund.and_then(|fund| fund.balance).map(|balance| balance.available),
                others: &others,
            })
        })
    }

    /// What can't be read, then what handing in refuses of the rest, one of each field.
    fn complete(self, reading: &(FundRequestDraft, Vec<FieldError>)) -> Vec<FieldError> {
        let (draft, unreadable) = reading;
        let refused = self.judge(draft, |rules| draft.check_complete(rules));
        with_refused(unreadable, refused.unwrap_or_default())
    }
}

/// The form. Copied freely; lives as long as the page.
#[derive(Clone, Copy)]
pub struct FormModel {
    /// Raw text.
    pub fields: Fields,
    /// What is wrong.
    pub errors: FormErrors,
    /// The program's rules, and who asks.
    pub ground: StoredValue<Ground>,
    /// The partner's funds.
    pub funds: RwSignal<Vec<Fund>>,
    /// What can be read of what is typed, and what can't.
    pub reading: ReadingOf<Requests>,
    /// How the draft stands to each rule.
    pub standings: Memo<Vec<RuleStanding>>,
    /// Where the draft stands.
    pub draft: Draft<Requests>,
    basis: Basis,
}

impl FormModel {
    /// Opens a form that begins with `raw` and begins to save what is typed, on this device at `place`; `request` is what the server holds of it.
    pub fn open(
        user: UserId,
        ground: Ground,
        funds: Vec<Fund>,
        request: Option<FundRequest>,
        place: Place,
        raw: RawRequest,
    ) -> Self {
        let fields = Fields::new(raw.clone());
        let others = request.as_ref().map(|request| request.others.clone());
        let basis = Basis {
            ground: StoredValue::new(ground),
            funds: RwSignal::new(funds),
            others: RwSignal::new(others.unwrap_or_default()),
        };
        let reading = reading_of::<Requests>(fields);
        let standings = Memo::new(move |_| {
            reading.with(|(draft, _)| basis.judge(draft, |rules| draft.standings(rules)).unwrap_or_default())
        });
        let errors = FormErrors::new(move || reading.with(|reading| basis.complete(reading)));
        let opening = Opening {
            subject: Requests { user },
            fields,
            reading,
            errors,
            record: request,
            raw,
            kept: place.load(),
            place,
        };
        let draft = Draft::open(opening, move |news| {
            // Only the server knows what else is on the days that were just typed.
            if let News::Saved(request) = &news
                && basis.others.try_with_untracked(|others| *others != request.others) == Some(true)
            {
                basis.others.try_set(request.others.clone());
            }
            Some(news)
        });
        FormModel {
            fields,
            errors,
            ground: basis.ground,
            funds: basis.funds,
            reading,
            standings,
            draft,
            basis,
        }
    }

    /// The text of a request as the reader would have typed it, in the currency that stands there where it has none.
    pub fn raw_of(self, request: &FundRequest) -> RawRequest {
        let currency = self.fields.currency.get_untracked();
        RawRequest::of_request(request, untrack(number_style), &currency)
    }

    /// All that handing in would refuse now.
    pub fn missing(self) -> Vec<FieldError> {
        self.reading.with(|reading| self.basis.complete(reading))
    }

    /// The fund that is chosen; followed inside a reactive closure.
    pub fn fund(self) -> Option<Fund> {
        let id = self.reading.with(|(draft, _)| draft.fund_id)?;
        self.funds
            .with(|funds| funds.iter().find(|fund| fund.id == id).cloned())
    }

    /// The most that may be asked for what is planned, and not more than there is; nothing before a cost is known.
    pub fn most_asked(self) -> Option<Money> {
        self.reading.with(|(draft, _)| {
            let planned = draft.planned();
            let most = self.basis.judge(draft, |rules| {
                let most = rules.most_asked(planned);
                // In another currency than the fund's only its rate tells how much that is.
                let is_own = rules.fund.is_some_and(|fund| fund.currency == draft.currency);
                rules
                    .available
                    .filter(|_| is_own)
                    .map_or(most, |available| most.min(available))
            })?;
            (most > 0).then(|| Money::new(most, draft.currency.as_str()))
        })
    }

    /// What of the chosen amount is asked for in the fund's own currency; nothing when that is the same, or can't be told.
    pub fn asked_in_fund(self) -> Option<Money> {
        self.reading.with(|(draft, _)| {
            let asked = draft.asked?;
            self.basis.judge(draft, |rules| {
                let fund = rules.fund.filter(|fund| fund.currency != draft.currency)?;
                let minor = rules.in_fund(asked, &draft.currency)?;
                Some(Money::new(minor, fund.currency.as_str()))
            })?
        })
    }

    /// Chooses a type of activity, and proposes its costs where nothing is planned yet.
    pub fn choose(self, activity: ActivityType) {
        self.fields.activity.set(activity.as_str().to_owned());
        let eligible = self.eligible(activity);
        let mut raw = untrack(|| self.fields.raw());
        raw.propose(&eligible);
        self.fields.fill_lines(raw.lines);
    }

    /// The costs that the program shares of such an activity.
    pub fn eligible(self, activity: ActivityType) -> Vec<CostCategory> {
        let eligible = self.ground.try_with_value(|ground| eligible(&ground.rules, activity));
        eligible.unwrap_or_default()
    }

    /// What a new line of the budget begins with: the first shared cost that no line names yet.
    pub fn next_line(self) -> RawLine {
        let Some(activity) = untrack(|| ActivityType::parse(&self.fields.activity.get())) else {
            return RawLine::default();
        };
        let named = untrack(|| self.fields.raw().lines);
        let is_free = |category: &CostCategory| named.iter().all(|line| line.category != category.as_str());
        let free = self.eligible(activity).into_iter().find(is_free);
        free.map_or_else(RawLine::default, RawLine::of)
    }
}

/// The costs that the program shares of an activity.
pub fn eligible(rules: &FundRules, activity: ActivityType) -> Vec<CostCategory> {
    let of_activity = rules.settings.rules_of(activity);
    of_activity.map(|rules| rules.eligible.clone()).unwrap_or_default()
}
