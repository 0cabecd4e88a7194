//! The registration as the partner wrote it, with its files.

use super::Item;
use crate::api::attachments;
use crate::deals::facts::{Section, facts};
use crate::deals::words::DealStateBadge;
use crate::i18n::{self, keys, t};
use crate::ui::{Card, Data, Icon, IconName, IconSize, KeyValue, KeyValues, Time, TimeStyle};
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
                <Files item=item/>
            </section>
        </Card>
    }
}

#[component]
fn Files(item: Item) -> impl IntoView {
    let files = Memo::new(move |_| {
        item.with_deal(|deal| (deal.summary.id, deal.attachments.clone()))
            .filter(|(_, files)| !files.is_empty())
    });
    move || {
        files.get().map(|(deal, files)| {
            let lines = files
                .into_iter()
                .map(|file| {
                    let name = file.name.clone();
                    view! {
                        <li>
                            <Icon name=IconName::Paperclip size=IconSize::Small/>
                            <a href=attachments::address(deal, file.id) download=name translate="no" dir="auto">{file.name}</a>
                            <span class="muted small number" translate="no">{move || i18n::file_size(file.size)}</span>
                        </li>
                    }
                })
                .collect_view();
            view! { <ul class="approval-files" aria-label=t(keys::DEAL_CARD_ATTACHMENTS)>{lines}</ul> }
        })
    }
}
