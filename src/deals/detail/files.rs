//! The files of the deal: those that are there, and those that are added.

use crate::api::{ApiError, Reading, attachments};
use crate::deals::decision::facts_of;
use crate::forms::{ACCEPTED, Uploads};
use crate::i18n::{file_size, keys, t, text_with};
use crate::session::use_session;
use crate::ui::each;
use crate::ui::{ButtonSize, Card, Field, FileDrop, FileState, Icon, IconButton, IconName, Time, now};
use entente_model::deals::{Actor, Attachment, Deal, DealEventKind, allowed};
use entente_model::people::{Permission, Side};
use leptos::prelude::*;
use std::rc::Rc;

/// The files.
#[component]
pub fn FilesCard(
    /// The deal.
    deal: Signal<Deal>,
    /// The page's reading, fetched anew when a file has come or gone.
    reading: Reading<Deal>,
) -> impl IntoView {
    let session = use_session();
    let max = session
        .get_untracked()
        .map_or(0, |session| session.program.max_attachment_bytes);
    let actor = move || {
        if session.side() == Some(Side::Vendor) {
            Actor::Manager
        } else {
            Actor::Partner
        }
    };
    let may = move |kind: DealEventKind| deal.with(|deal| allowed(&facts_of(deal), kind, actor(), now()).is_ok());
    let may_add = Memo::new(move |_| session.may(Permission::CommentOnDeals) && may(DealEventKind::Attach));
    let may_remove = Memo::new(move |_| session.may(Permission::RegisterDeals) && may(DealEventKind::Detach));
    let there = Memo::new(move |_| deal.with(|deal| deal.attachments.clone()));
    let of_deal = Rc::new(move || {
        let id = deal.try_with_untracked(|deal| deal.summary.id).ok_or(ApiError::Aborted);
        let id: futures::future::LocalBoxFuture<'static, _> = Box::pin(async move { id });
        id
    });
    let uploads = Uploads::new(
        &there.get_untracked(),
        max,
        of_deal,
        Some(Callback::new(move |_: (Attachment,)| reading.refetch())),
    );
    Effect::new(move |_| uploads.show(&there.get()));
    let on_their_way = Signal::derive(move || {
        uploads.entries().with(|entries| {
            entries
                .iter()
                .filter(|entry| entry.state != FileState::Stored)
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let stored = Memo::new(move |_| {
        let entries = uploads.entries().get();
        let is_there = |file: &Attachment| {
            entries
                .iter()
                .any(|entry| entry.state == FileState::Stored && entry.name == file.name)
        };
        there.get().into_iter().filter(is_there).collect::<Vec<_>>()
    });
    let remove = Callback::new(move |(file,): (Attachment,)| uploads.remove_stored(file.id));
    let rule = Signal::derive(move || {
        Some(text_with(
            keys::DEALS_FORM_ATTACHMENTS_TEXT,
            &[("size", &file_size(max))],
        ))
    });
    view! {
        <Card title=keys::DEAL_CARD_ATTACHMENTS>
            {move || stored.with(Vec::is_empty).then(|| view! { <p class="muted deal-files">{t(keys::DEAL_ATTACHMENTS_EMPTY)}</p> })}
            <ul class="deal-files" hidden=move || stored.with(Vec::is_empty)>
                {each(
                    move || stored.get(),
                    |file| file.id,
                    move |file| view! { <Line deal=deal file=file may_remove=may_remove on_remove=remove/> }.into_any(),
                )}
            </ul>
            {move || may_add.get().then(|| view! {
                <Field label=keys::DEAL_ATTACHMENTS_ADD group=true>
                    <FileDrop
                        entries=on_their_way
                        on_add=Callback::new(move |(file,)| uploads.add(file))
                        on_remove=Callback::new(move |(id,): (String,)| uploads.remove(&id))
                        on_retry=Callback::new(move |(id,): (String,)| uploads.retry(&id))
                        accept=ACCEPTED
                        rule=rule
                    />
                </Field>
            })}
        </Card>
    }
}

#[component]
fn Line(
    deal: Signal<Deal>,
    file: Attachment,
    may_remove: Memo<bool>,
    on_remove: Callback<(Attachment,)>,
) -> impl IntoView {
    let href = deal.with_untracked(|deal| attachments::address(deal.summary.id, file.id));
    let name = StoredValue::new(file.name.clone());
    let label = move || text_with(keys::DEAL_ATTACHMENTS_DOWNLOAD, &[("name", &name.get_value())]);
    let remove_label = Signal::derive(move || text_with(keys::DEAL_ATTACHMENTS_REMOVE, &[("name", &name.get_value())]));
    let size = file.size;
    let author = file.author.name.clone();
    let about = move || {
        text_with(
            keys::DEAL_ATTACHMENTS_BY,
            &[("size", &file_size(size)), ("author", &author)],
        )
    };
    let at = file.created_at;
    view! {
        <li class="deal-file">
            <Icon name=IconName::FileText/>
            <span>
                <a class="deal-file-name" href=href download=name.get_value() aria-label=label translate="no" dir="auto">{name.get_value()}</a>
                <span class="cell-sub">{about} " · " <Time value=at/></span>
            </span>
            {move || {
                let file = file.clone();
                may_remove.get().then(|| view! {
                    <IconButton
                        label=remove_label
                        icon=IconName::Trash2
                        size=ButtonSize::Small
                        on_press=Callback::new(move |()| on_remove.run((file.clone(),)))
                    />
                })
            }}
        </li>
    }
}
