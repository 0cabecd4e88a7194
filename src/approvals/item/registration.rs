//! The registration as the partner wrote it, with its files.

use super::Item;
use crate::api::attachments;
use crate::deals::facts::{Section, facts};
use crate::deals::words::DealStateBadge;
use crate::files::{File, Files};
use crate::i18n::{keys, t};
use crate::ui::{Card, Data, KeyValue, KeyValues, Time, TimeStyle};
use leptos::prelude::*;

/// The card.
#[component]
pub(super) fn Registration(item: Item) -> impl IntoView {
    let state = Memo::new(move |_| item.with_deal(|deal| deal.summary.state));
    let fields = Memo::new(move |_| item.with_deal(|deal| deal.fields.clone()).unwrap_or_default());
    let sections = move || {
        Section::ALL
            .map(|section| {
                let lines = move || {
                    let fields = fields.get();
                    let lines = item.with_program(|program| facts(&fields, section, program));
                    lines
                        .into_iter()
                        .map(|fact| {
                            let value = if fact.value.is_empty() {
                                view! { <span class="faint">{t(keys::DEAL_NOT_GIVEN)}</span> }.into_any()
                            } else if fact.is_long {
                                view! { <Data value=fact.value class="approval-long"/> }.into_any()
                            } else {
                                view! { <Data value=fact.value/> }.into_any()
                            };
                            view! { <KeyValue label=fact.label>{value}</KeyValue> }
                        })
                        .collect_view()
                };
                view! {
                    <section class="approval-section">
                        <h3 class="approval-subhead">{t(section.title())}</h3>
                        <KeyValues>{lines}</KeyValues>
                    </section>
                }
            })
            .collect_view()
    };
    let owner = Memo::new(move |_| item.with_deal(|deal| deal.owner.name.clone()).unwrap_or_default());
    let submitted = Memo::new(move |_| item.with_deal(|deal| deal.progress.submitted_at).flatten());
    let files = Signal::derive(move || {
        let files = item.with_deal(|deal| {
            let files = deal.attachments.iter();
            files
                .map(|file| File::of(file, attachments::address(deal.summary.id, file.id)))
                .collect::<Vec<_>>()
        });
        files.unwrap_or_default()
    });
    view! {
        <Card
            title=keys::APPROVAL_REGISTRATION
            actions=ViewFn::from(move || view! { {move || state.get().map(|state| view! { <DealStateBadge state=state/> })} })
        >
            {sections()}
            <section class="approval-section">
                <h3 class="approval-subhead">{t(keys::APPROVAL_RECORD)}</h3>
                <KeyValues>
                    <KeyValue label=keys::DEAL_FIELD_OWNER><Data value=owner/></KeyValue>
                    {move || submitted.get().map(|at| view! {
                        <KeyValue label=keys::DEAL_FIELD_SUBMITTED><Time value=at style=TimeStyle::DateTime/></KeyValue>
                    })}
                </KeyValues>
                <Files files=files/>
            </section>
        </Card>
    }
}
