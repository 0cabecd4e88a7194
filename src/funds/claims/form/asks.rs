//! What finance would ask, told as one types: what the claim can't be handed in with, and what it may be asked about, each with the way to
//! its field.

use super::costs::{control_id, focus_soon, part_name, row_name};
use super::model::FormModel;
use crate::forms::field_text;
use crate::funds::request_words::proof_name;
use crate::i18n::{keys, t, text, text_plural};
use crate::ui::{FormState, Icon, IconName, IconSize};
use entente_model::funds::activity::ProofKind;
use entente_model::problem::FieldError;
use leptos::prelude::*;

/// Something to ask: of what, what, and the id of the control where it is answered.
#[derive(Clone, PartialEq)]
struct Ask {
    about: String,
    said: String,
    control: Option<String>,
}

/// The list.
#[component]
pub(super) fn Asks(
    /// The form.
    form: FormModel,
) -> impl IntoView {
    let errors = Memo::new(move |_| {
        form.judged.with(|judged| {
            let today = judged.not_today.iter().map(|said| Ask {
                about: text(keys::CLAIM_ASK_DAY),
                said: said.clone(),
                control: None,
            });
            let of_fields = judged.errors.iter().map(|error| of_field(form, error));
            today.chain(of_fields).collect::<Vec<_>>()
        })
    });
    let cautions = Memo::new(move |_| {
        form.judged.with(|judged| {
            let over = judged.cautions.iter().map(|error| of_field(form, error));
            let alike = judged
                .alike
                .iter()
                .map(|(at, said)| of_line(form, *at, "invoice_number", said.clone()));
            over.chain(alike).collect::<Vec<_>>()
        })
    });
    let nothing = move || {
        let is_clear = errors.with(Vec::is_empty) && cautions.with(Vec::is_empty);
        is_clear.then(|| {
            view! {
                <p class="approval-clear">
                    <Icon name=IconName::ShieldCheck/>
                    <span>{t(keys::CLAIM_ASK_NOTHING)}</span>
                </p>
            }
        })
    };
    // Said aloud as a number only: the list itself changes with every key.
    let counted = move || {
        let (errors, cautions) = (errors.with(Vec::len), cautions.with(Vec::len));
        let errors = (errors > 0).then(|| text_plural(keys::CLAIM_ASK_ERRORS_COUNT, errors as u64));
        let cautions = (cautions > 0).then(|| text_plural(keys::CLAIM_ASK_CAUTIONS_COUNT, cautions as u64));
        let said: Vec<String> = errors.into_iter().chain(cautions).collect();
        if said.is_empty() {
            text(keys::CLAIM_ASK_NOTHING)
        } else {
            said.join(" ")
        }
    };
    view! {
        <section class="claim-asks" aria-labelledby="claim-asks">
            <h2 id="claim-asks">{t(keys::CLAIM_ASK_TITLE)}</h2>
            <p class="visually-hidden" role="status">{counted}</p>
            {nothing}
            {move || group(errors.get(), true)}
            {move || group(cautions.get(), false)}
        </section>
    }
}

fn group(asks: Vec<Ask>, is_error: bool) -> Option<AnyView> {
    let (tone, icon, title) = if is_error {
        ("danger", IconName::CircleAlert, keys::CLAIM_ASK_ERRORS)
    } else {
        ("warning", IconName::TriangleAlert, keys::CLAIM_ASK_CAUTIONS)
    };
    if asks.is_empty() {
        return None;
    }
    let lines = asks.into_iter().map(line).collect_view();
    let group = view! {
        <div class="claim-ask-group" data-tone=tone>
            <h3><Icon name=icon size=IconSize::Small/>{t(title)}</h3>
            <ul>{lines}</ul>
        </div>
    };
    Some(group.into_any())
}

fn line(ask: Ask) -> AnyView {
    let Ask { about, said, control } = ask;
    let about = match control {
        Some(id) => {
            let href = format!("#{id}");
            view! {
                <a class="link" translate="no" href=href on:click=move |event| {
                    // Within the page: not a step for the back button.
                    event.prevent_default();
                    focus_soon(id.clone());
                }>{about}</a>
            }
            .into_any()
        }
        None => view! { <strong>{about}</strong> }.into_any(),
    };
    view! { <li>{about}<span class="claim-ask-said" translate="no">{said}</span></li> }.into_any()
}

/// An error or a caution, with the control that it is about.
fn of_field(form: FormModel, error: &FieldError) -> Ask {
    let said = field_text(error);
    let pointer = error.pointer.as_str();
    if let Some((at, part)) = part_of_line(pointer) {
        return of_line(form, at, part, said);
    }
    let kind = pointer.strip_prefix("/proofs/").and_then(ProofKind::parse);
    let (about, field) = match (kind, pointer) {
        (Some(kind), _) => (proof_name(kind), pointer),
        (None, "/leads") => (keys::FUND_FACT_LEADS, pointer),
        (None, "/lessons") => (keys::FUND_FACT_LESSONS, pointer),
        (None, pointer) if pointer.starts_with("/pipeline") => (keys::FUND_FACT_PIPELINE, "/pipeline"),
        (None, pointer) if pointer.starts_with("/won") => (keys::FUND_FACT_WON, "/won"),
        _ => (keys::CLAIM_COSTS_LABEL, "/lines"),
    };
    Ask {
        about: text(about),
        said,
        control: Some(FormState::field_id(field)),
    }
}

fn of_line(form: FormModel, at: usize, part: &str, said: String) -> Ask {
    let row = form.row_at(at);
    let about = row.map_or_else(
        || text(keys::CLAIM_COSTS_LABEL),
        |row| format!("{}: {}", row_name(form, row), text(part_name(part))),
    );
    let id = row.map_or_else(|| FormState::field_id("/lines"), |row| control_id(row.id, part));
    Ask {
        about,
        said,
        control: Some(id),
    }
}

/// The place and the part of an invoice that a pointer names.
fn part_of_line(pointer: &str) -> Option<(usize, &str)> {
    let (at, part) = pointer.strip_prefix("/lines/")?.split_once('/')?;
    Some((at.parse().ok()?, part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_of_invoices_are_told_from_others() {
        assert_eq!(part_of_line("/lines/3/supplier"), Some((3, "supplier")));
        assert_eq!(part_of_line("/lines"), None);
        assert_eq!(part_of_line("/lines/x/minor"), None);
        assert_eq!(part_of_line("/leads"), None);
    }
}
