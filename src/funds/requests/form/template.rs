//! The first section: types of activities as templates, each with the program's rules for it.

use super::history::{HistoryHint, of_activity};
use super::model::FormModel;
use super::rules::names;
use crate::funds::request_words::{activity_name, proof_name};
use crate::i18n::{self, keys, t, text, text_plural, text_with};
use crate::ui::{Field, FieldContext, FormSection, unique_id};
use entente_model::funds::activity::ActivityType;
use entente_model::funds::results::ActivityHistory;
use entente_model::settings::ActivityRules;
use leptos::prelude::*;

/// The section.
#[component]
pub fn TemplateSection(
    /// The form.
    form: FormModel,
    /// What came of such activities in the program.
    history: Signal<Vec<ActivityHistory>>,
) -> impl IntoView {
    view! {
        <div id="section-template" class="form-anchor">
            <FormSection title=keys::REQUEST_FORM_TEMPLATE text=keys::REQUEST_FORM_TEMPLATE_TEXT>
                <Field label=keys::FUND_FACT_ACTIVITY name="/activity" group=true>
                    <Templates form=form history=history/>
                </Field>
            </FormSection>
        </div>
    }
}

/// What a card shows: the rules of a type, and after how many days it may begin.
#[derive(Clone, PartialEq)]
struct Template {
    rules: ActivityRules,
    lead_days: u32,
}

/// The types that the program offers, and the one that is chosen should it no longer be offered.
fn templates(form: FormModel) -> Vec<Template> {
    let chosen = untrack(|| ActivityType::parse(&form.fields.activity.get()));
    let templates = form.ground.try_with_value(|ground| {
        let settings = &ground.rules.settings;
        let shown = settings
            .activities
            .iter()
            .filter(|rules| rules.offered || Some(rules.activity) == chosen);
        shown
            .map(|rules| Template {
                rules: rules.clone(),
                lead_days: settings.lead_days_of(rules.activity),
            })
            .collect()
    });
    templates.unwrap_or_default()
}

#[component]
fn Templates(form: FormModel, history: Signal<Vec<ActivityHistory>>) -> impl IntoView {
    let field = FieldContext::of_control("templates");
    let group = unique_id("template");
    let cards = templates(form)
        .into_iter()
        .map(|template| card(form, template, group.clone(), history))
        .collect_view();
    view! {
        <div
            class="request-templates"
            role="radiogroup"
            id=field.id.clone()
            aria-labelledby=field.label_id.clone()
            aria-required="true"
            aria-invalid=field.aria_invalid()
            aria-describedby=field.described_by
        >
            {cards}
        </div>
    }
}

fn card(form: FormModel, template: Template, group: String, history: Signal<Vec<ActivityHistory>>) -> AnyView {
    let activity = template.rules.activity;
    let word = activity.as_str();
    let rules = unique_id("template-rules");
    let described_by = rules.clone();
    let came_of_it = Signal::derive(move || history.with(|history| of_activity(history, activity)));
    let is_chosen = move || form.fields.activity.with(|chosen| chosen == word);
    let Template {
        rules: of_program,
        lead_days,
    } = template;
    let of_program = StoredValue::new(of_program);
    let costs = move || of_program.with_value(|rules| names(rules.eligible.iter().copied()));
    let proofs = move || {
        of_program.with_value(|rules| {
            let names: Vec<String> = rules.proofs.iter().map(|kind| text(proof_name(*kind))).collect();
            if names.is_empty() {
                text(keys::REQUEST_TEMPLATE_NO_PROOF)
            } else {
                i18n::list(&names)
            }
        })
    };
    view! {
        <div class="request-template" data-chosen=move || is_chosen().to_string()>
            <label class="choice">
                <input
                    class="radio"
                    type="radio"
                    name=group
                    value=word
                    aria-describedby=described_by
                    prop:checked=is_chosen
                    on:change=move |_| form.choose(activity)
                />
                <span class="choice-text">{t(activity_name(activity))}</span>
            </label>
            <div class="request-template-rules" id=rules>
                <p>{move || text_plural(keys::REQUEST_TEMPLATE_LEAD, u64::from(lead_days))}</p>
                <p>{move || text_with(keys::REQUEST_TEMPLATE_COSTS, &[("costs", &costs())])}</p>
                <p>{move || text_with(keys::REQUEST_TEMPLATE_PROOF, &[("proof", &proofs())])}</p>
                <HistoryHint history=came_of_it/>
            </div>
        </div>
    }
    .into_any()
}

/// An example of a title for a type of activity; followed by language inside a reactive closure.
pub fn title_example(activity: ActivityType) -> String {
    text(match activity {
        ActivityType::Webinar => keys::REQUEST_EXAMPLE_WEBINAR,
        ActivityType::ContentSyndication => keys::REQUEST_EXAMPLE_CONTENT_SYNDICATION,
        ActivityType::AccountEvent => keys::REQUEST_EXAMPLE_ACCOUNT_EVENT,
        ActivityType::PaidSearch => keys::REQUEST_EXAMPLE_PAID_SEARCH,
        ActivityType::FieldEvent => keys::REQUEST_EXAMPLE_FIELD_EVENT,
        ActivityType::TradeShow => keys::REQUEST_EXAMPLE_TRADE_SHOW,
        ActivityType::Other => keys::REQUEST_EXAMPLE_OTHER,
    })
}
