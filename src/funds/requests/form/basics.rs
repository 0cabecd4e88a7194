//! The section "Activity": what it is called, which fund is to pay, and when it is.

use super::model::FormModel;
use super::rules::others;
use super::template::title_example;
use crate::funds::words::period;
use crate::i18n::{self, keys, t, text_with};
use crate::ui::{Choice, DateInput, Field, FormSection, Icon, IconName, IconSize, Select, TextInput};
use chrono::NaiveDate;
use entente_model::funds::activity::ActivityType;
use entente_model::funds::fund::FundState;
use entente_model::funds::request::{RequestRule, Standing};
use leptos::prelude::*;

/// The section.
#[component]
pub fn BasicsSection(
    /// The form.
    form: FormModel,
) -> impl IntoView {
    let fields = form.fields;
    let example = Signal::derive(move || {
        let activity = fields.activity.with(|word| ActivityType::parse(word));
        activity.map(title_example)
    });
    let funds = Memo::new(move |_| {
        let chosen = fields.fund.get();
        form.funds.with(|funds| {
            // One whose period was closed stays in sight where it was chosen, so that its refusal can be understood.
            let shown = funds
                .iter()
                .filter(|fund| fund.state == FundState::Open || fund.id.to_string() == chosen);
            shown
                .map(|fund| Choice::data(fund.id.to_string(), fund.name.clone()))
                .collect::<Vec<_>>()
        })
    });
    let fund = Memo::new(move |_| form.fund());
    let fund_note = move || {
        move || {
            fund.get().map(|fund| {
                let available = fund.balance.map_or(0, |balance| balance.available);
                let amount = i18n::money(available, &fund.currency);
                view! { <span class="muted">{period(&fund)} " · " {text_with(keys::REQUEST_RULE_AVAILABLE_NOW, &[("available", &amount)])}</span> }
            })
        }
    };
    // The first day on which it may begin, and the fund's last.
    let earliest = Memo::new(move |_| {
        form.standings.with(|standings| {
            standings.iter().find_map(|standing| match standing.rule {
                RequestRule::LeadTime { earliest, .. } => earliest,
                _ => None,
            })
        })
    });
    let iso = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    let last = Signal::derive(move || fund.with(|fund| iso(fund.as_ref().map(|fund| fund.ends_on))));
    let first = Signal::derive(move || iso(earliest.get()));
    let after_start = Signal::derive(move || {
        let start = fields.starts_on.get();
        if start.is_empty() { first.get() } else { Some(start) }
    });
    view! {
        <div id="section-basics" class="form-anchor">
            <FormSection title=keys::REQUEST_FORM_BASICS text=keys::REQUEST_FORM_BASICS_TEXT>
                <Field label=keys::FUND_FACT_TITLE name="/title" hint=keys::REQUEST_FORM_TITLE_HINT note=move || view! { <SameNote form=form/> }>
                    <TextInput value=fields.title placeholder=example/>
                </Field>
                <Field label=keys::FUND_TITLE name="/fund_id" note=fund_note>
                    <Select value=fields.fund choices=funds placeholder=keys::REQUEST_FORM_FUND_CHOOSE/>
                </Field>
                <Field label=keys::REQUEST_FORM_STARTS name="/starts_on" class="half">
                    <DateInput value=fields.starts_on min=first max=last/>
                </Field>
                <Field label=keys::REQUEST_FORM_ENDS name="/ends_on" hint=keys::REQUEST_FORM_ENDS_HINT class="half">
                    <DateInput value=fields.ends_on min=after_start max=last/>
                </Field>
            </FormSection>
        </div>
    }
}

/// Says that the same activity was asked for already, and shows the way to it.
#[component]
fn SameNote(form: FormModel) -> impl IntoView {
    let same = Memo::new(move |_| {
        form.standings.with(|standings| {
            standings.iter().find_map(|standing| match &standing.rule {
                RequestRule::Overlap { with } if standing.standing == Standing::Fails => Some(with.clone()),
                _ => None,
            })
        })
    });
    move || {
        same.get().map(|same| {
            view! {
                <div class="request-same">
                    <p><Icon name=IconName::ShieldAlert size=IconSize::Small/> <strong>{t(keys::REQUEST_RULE_OVERLAP_SAME)}</strong></p>
                    {others(&same)}
                </div>
            }
        })
    }
}
