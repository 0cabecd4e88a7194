//! The fields of the form.

use super::fields::Fields;
use super::model::{FundForm, fields_of};
use super::raw::grant_pointer;
use crate::forms::{TwoVersions, differing, error_text, restored_notice};
use crate::funds::rule::{at_closing_words, fund_lines};
use crate::i18n::{currency_name, keys, text};
use crate::session::{tier_name, use_session};
use crate::ui::{
    AmountInput, Banner, Button, ButtonKind, Choice, DateInput, DraftState, ErrorSummary, Field, Form, FormActions,
    FormSection, NumberInput, RadioGroup, Select, TextInput, Tone,
};
use entente_model::funds::closing::ReservationsAtClosing;
use entente_model::people::Tier;
use leptos::prelude::*;

/// The form, and what holds over it.
#[component]
pub(super) fn FundFormView(
    /// The form.
    form: FundForm,
) -> impl IntoView {
    let failed = move || {
        let said = form.errors.failed().get().map(|error| error_text(&error));
        said.map(|said| view! { <Banner title=said tone=Tone::Danger/> })
    };
    let save = if form.is_new { keys::FUND_MAKE } else { keys::FUND_SAVE };
    view! {
        <Notices form=form/>
        <Form state=form.errors.state() on_submit=move || form.save()>
            <ErrorSummary/>
            {failed}
            <Period form=form/>
            {form.is_new.then(|| view! { <FirstAmount form=form/> })}
            <RuleFields fields=form.fields/>
            <FormActions>
                <Button label=save kind=ButtonKind::Primary submit=true busy=form.saving.pending()/>
                <DraftState status=form.status/>
            </FormActions>
        </Form>
    }
}

#[component]
fn Period(form: FundForm) -> impl IntoView {
    let fields = form.fields;
    let first = move || Some(fields.starts_on.get()).filter(|day| !day.is_empty());
    view! {
        <FormSection title=keys::FUND_FORM_PERIOD text=keys::FUND_FORM_PERIOD_TEXT>
            <Field label=keys::FUND_FIELD_NAME name="/name" hint=keys::FUND_FIELD_NAME_HINT>
                <TextInput value=fields.name/>
            </Field>
            <Field label=keys::FUND_FIELD_STARTS name="/starts_on" hint=keys::FUND_FIELD_STARTS_HINT class="half">
                <DateInput value=fields.starts_on/>
            </Field>
            <Field label=keys::FUND_FIELD_ENDS name="/ends_on" hint=keys::FUND_FIELD_ENDS_HINT class="half">
                <DateInput value=fields.ends_on min=Signal::derive(first)/>
            </Field>
        </FormSection>
    }
}

/// Its currency, which stays, and what is put in at first.
#[component]
fn FirstAmount(form: FundForm) -> impl IntoView {
    let session = use_session();
    let fields = form.fields;
    let currencies = move || {
        let session = session.get();
        let codes = session.iter().flat_map(|session| &session.program.currencies);
        codes
            .map(|code| Choice::data(code.clone(), format!("{code} · {}", currency_name(code))))
            .collect::<Vec<_>>()
    };
    view! {
        <FormSection title=keys::FUND_FORM_MONEY text=keys::FUND_FORM_MONEY_TEXT>
            <Field label=keys::FUND_CURRENCY name="/currency" class="half">
                <Select value=fields.currency choices=Signal::derive(currencies)/>
            </Field>
            <Field label=keys::FUND_FIELD_AMOUNT name="/minor" hint=keys::FUND_FIELD_AMOUNT_HINT optional=true class="half">
                <AmountInput amount=fields.amount currency=fields.currency/>
            </Field>
        </FormSection>
    }
}

/// The numbers of the rule, and what becomes of reservations in the end.
#[component]
pub(in crate::funds) fn RuleFields(
    /// What is typed.
    fields: Fields,
) -> impl IntoView {
    let grants = Tier::ALL
        .iter()
        .zip(fields.grants)
        .map(|(tier, amount)| {
            let tier = *tier;
            view! {
                <Field label=Signal::derive(move || tier_name(tier)) name=grant_pointer(tier) optional=true class="half">
                    <AmountInput amount=amount currency=fields.currency/>
                </Field>
            }
        })
        .collect_view();
    view! {
        <FormSection title=keys::FUND_FORM_RULE text=keys::FUND_FORM_RULE_TEXT>
            <Field label=keys::FUND_RULE_REVENUE name="/rule/revenue_per_mille" hint=keys::FUND_FIELD_REVENUE_HINT class="half">
                <NumberInput value=fields.revenue unit=keys::SETTINGS_UNIT_PERCENT/>
            </Field>
            <Field label=keys::FUND_RULE_PERFORMANCE name="/rule/performance_per_mille" hint=keys::FUND_FIELD_PERFORMANCE_HINT class="half">
                <NumberInput value=fields.performance unit=keys::SETTINGS_UNIT_PERCENT/>
            </Field>
            <Field label=keys::FUND_RULE_TARGET name="/rule/target_return" hint=keys::FUND_FIELD_TARGET_HINT>
                <NumberInput value=fields.target unit=keys::FUND_FIELD_TARGET_UNIT/>
            </Field>
        </FormSection>
        <FormSection title=keys::FUND_RULE_GRANTS text=keys::FUND_FORM_GRANTS_TEXT>{grants}</FormSection>
        <FormSection title=keys::FUND_FORM_BOUNDS text=keys::FUND_FORM_BOUNDS_TEXT>
            <Field label=keys::FUND_RULE_SMALLEST name="/rule/smallest" hint=keys::FUND_FIELD_SMALLEST_HINT optional=true class="half">
                <AmountInput amount=fields.smallest currency=fields.currency/>
            </Field>
            <Field label=keys::FUND_RULE_LARGEST name="/rule/largest" hint=keys::FUND_FIELD_LARGEST_HINT optional=true class="half">
                <AmountInput amount=fields.largest currency=fields.currency/>
            </Field>
        </FormSection>
        <FormSection title=keys::FUND_FORM_CLOSING text=keys::FUND_FORM_CLOSING_TEXT>
            <Field label=keys::FUND_RULE_AT_CLOSING name="/rule/at_closing" group=true>
                <RadioGroup value=fields.at_closing choices=Signal::derive(closing_choices)/>
            </Field>
        </FormSection>
    }
}

/// What may become of reservations, each with what it means.
fn closing_choices() -> Vec<Choice> {
    ReservationsAtClosing::ALL
        .iter()
        .map(|choice| {
            let (label, hint) = at_closing_words(*choice);
            Choice::new(choice.as_str(), text(label)).with_hint(text(hint))
        })
        .collect()
}

/// What holds over the form: text of the last visit, and a version that somebody else has saved.
#[component]
fn Notices(form: FundForm) -> impl IntoView {
    let rows = Signal::derive(move || {
        let Some(theirs) = form.stale.with(|theirs| theirs.as_ref().and_then(fields_of)) else {
            return Vec::new();
        };
        let mine = form.typed.with(|(fund, _)| fund_lines(&fund.fields));
        differing(mine, fund_lines(&theirs))
    });
    let is_due = Signal::derive(move || form.stale.with(Option::is_some));
    view! {
        {restored_notice(
            form.restored,
            [keys::COMPANY_PROFILE_RESTORED, keys::COMPANY_PROFILE_RESTORED_TEXT, keys::COMPANY_PROFILE_DISCARD],
            Callback::new(move |()| form.discard()),
        )}
        <TwoVersions
            is_due=is_due
            rows=rows
            on_mine=Callback::new(move |()| form.keep_mine())
            on_theirs=Callback::new(move |()| form.take_theirs())
        />
    }
}
