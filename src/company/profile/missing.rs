//! What a complete profile still lacks, with ways to the fields.

use super::facts::label_of;
use crate::i18n::{keys, t, text_plural};
use crate::ui::{Card, FormState, Icon, IconName, IconSize};
use entente_model::partners::PartnerProfile;
use entente_model::settings::Specialty;
use leptos::prelude::*;

fn mark() -> impl IntoView {
    view! { <Icon name=IconName::CircleDashed size=IconSize::Small/> }
}

/// The list; once nothing is missing, a line that says so.
#[component]
pub(super) fn Missing(
    /// What is typed.
    typed: Memo<PartnerProfile>,
    /// What the program says that companies can be good at.
    specialties: StoredValue<Vec<Specialty>>,
    /// Whether the fields are on the page.
    #[prop(default = true)]
    is_form: bool,
) -> impl IntoView {
    let missing = Memo::new(move |_| {
        let lacks = |known: &Vec<Specialty>| typed.with(|typed| typed.missing(known));
        specialties.try_with_value(lacks).unwrap_or_default()
    });
    let line = move |pointer: &'static str| {
        label_of(pointer).map(|label| {
            if !is_form {
                return view! { <li class="company-missing">{mark()}{t(label)}</li> }.into_any();
            }
            let jump = move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                FormState::focus(pointer);
            };
            view! {
                <li>
                    <a class="company-missing" href=format!("#{}", FormState::field_id(pointer)) on:click=jump>
                        {mark()}
                        {t(label)}
                    </a>
                </li>
            }
            .into_any()
        })
    };
    let content = move || {
        let missing = missing.get();
        if missing.is_empty() {
            return view! {
                <p class="company-complete"><Icon name=IconName::CircleCheck/><span>{t(keys::COMPANY_PROFILE_COMPLETE)}</span></p>
            }
            .into_any();
        }
        let count = missing.len() as u64;
        view! {
            <p class="small muted">{move || text_plural(keys::COMPANY_PROFILE_MISSING, count)}</p>
            <ul class="company-missing-list">{missing.into_iter().map(line).collect_view()}</ul>
        }
        .into_any()
    };
    view! { <Card title=keys::COMPANY_PROFILE_COMPLETENESS>{content}</Card> }
}
