//! What the vendor's people note about the partner. Nobody of the partner ever sees it.

use super::page::is_about;
use crate::api::{Reading, partners, use_more, use_read, use_write};
use crate::forms::{FormErrors, error_text};
use crate::i18n::{keys, text};
use crate::session::use_session;
use crate::shell::Region;
use crate::ui::{
    Avatar, Banner, Button, ButtonKind, ButtonSize, Card, Data, EmptyState, Field, Form, IconButton, IconName,
    Skeleton, SkeletonShape, StaleNotice, TextArea, Time, Tone, announce, each, toast_error, toast_with_undo,
};
use entente_model::ids::PartnerId;
use entente_model::page::Page;
use entente_model::partners::note::NOTE;
use entente_model::partners::{NewPartnerNote, PartnerNote};
use entente_model::people::Permission;
use entente_model::problem::Code;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The tab.
#[component]
pub(super) fn NotesTab(
    /// About whom.
    id: PartnerId,
) -> impl IntoView {
    let reading = use_read(move || partners::notes(id, None)).refetch_on(move |event| is_about(event, id));
    let more = use_more(
        reading,
        move |cursor| partners::notes(id, Some(cursor)),
        |one, other| one.id == other.id,
    );
    view! {
        <StaleNotice since=reading.stored_at() on_retry=move || reading.refetch()/>
        <Card title=keys::PARTNER_TAB_NOTES text=keys::PARTNER_NOTES_TEXT>
            <div class="notes">
                <Writing id=id reading=reading/>
                <Region reading=reading loading=|| view! { <Skeleton shape=SkeletonShape::Card/> } let:page>
                    {move || page.with(|page| page.items.is_empty()).then(|| view! {
                        <EmptyState title=keys::PARTNER_NOTES_NONE text=keys::PARTNER_NOTES_NONE_TEXT icon=IconName::MessageSquare/>
                    })}
                    <div class="comments">
                        {each(move || page.with(|page| page.items.clone()), |note| note.id, move |note| view! { <Note id=id note=note reading=reading/> }.into_any())}
                    </div>
                    {move || more.error.with(|error| error.as_ref().map(error_text)).map(|line| view! { <p class="field-error" role="alert">{line}</p> })}
                    {move || page.with(|page| page.next_cursor.is_some()).then(|| view! {
                        <Button label=keys::DEAL_COMMENTS_EARLIER kind=ButtonKind::Ghost size=ButtonSize::Small busy=more.pending on_press=more.on_more/>
                    })}
                </Region>
            </div>
        </Card>
    }
}

/// Puts a note that was just written first.
fn put(reading: Reading<Page<PartnerNote>>, note: PartnerNote) {
    reading.update(|page| {
        if page.items.iter().all(|known| known.id != note.id) {
            page.items.insert(0, note);
        }
    });
}

#[component]
fn Note(id: PartnerId, note: PartnerNote, reading: Reading<Page<PartnerNote>>) -> impl IntoView {
    let session = use_session();
    let is_mine = note.author.id.is_some_and(|author| session.is_me(author));
    let (body, at) = (note.body.clone(), note.created_at);
    let author = note.author.name.clone();
    let remove = move || take_away(id, note.clone(), reading);
    view! {
        <article class="comment">
            <Avatar name=author.clone()/>
            <div class="comment-head">
                <strong><Data value=author/></strong>
                <span class="muted small"><Time value=at/></span>
                {is_mine.then(|| view! {
                    <span class="note-remove"><IconButton label=keys::PARTNER_NOTE_REMOVE icon=IconName::Trash2 size=ButtonSize::Small on_press=remove/></span>
                })}
            </div>
            <p class="comment-body" translate="no" dir="auto">{body}</p>
        </article>
    }
}

/// Takes one's own note away; undone, it is written again.
fn take_away(id: PartnerId, note: PartnerNote, reading: Reading<Page<PartnerNote>>) {
    spawn_local(async move {
        let outcome = partners::remove_note(id, note.id).await;
        let is_gone = outcome.as_ref().err().and_then(|error| error.code()) == Some(Code::NotFound);
        match outcome {
            Err(error) if !is_gone => toast_error(error_text(&error)),
            _ => {
                reading.update(|page| page.items.retain(|known| known.id != note.id));
                let body = note.body.clone();
                toast_with_undo(text(keys::PARTNER_NOTE_REMOVED), move || {
                    write_again(id, body.clone(), reading)
                });
            }
        }
    });
}

fn write_again(id: PartnerId, body: String, reading: Reading<Page<PartnerNote>>) {
    spawn_local(async move {
        let key = crate::api::IdempotencyKey::new();
        match partners::add_note(id, &NewPartnerNote { body }, &key).await {
            Ok(note) => put(reading, note),
            Err(error) => toast_error(error_text(&error)),
        }
    });
}

/// The form; for those who may not write, a button that says why.
#[component]
fn Writing(id: PartnerId, reading: Reading<Page<PartnerNote>>) -> impl IntoView {
    let session = use_session();
    let reason = Memo::new(move |_| session.reason_not(Permission::WritePartnerNotes));
    let body = RwSignal::new(String::new());
    let errors = FormErrors::new(move || NewPartnerNote { body: body.get() }.check()).follow("/body", body);
    let writing = use_write(
        move |note: &NewPartnerNote, key| partners::add_note(id, note, key),
        move |_, note: PartnerNote| {
            body.set(String::new());
            errors.state().reset();
            announce(text(keys::PARTNER_NOTE_WRITTEN));
            put(reading, note);
        },
    );
    Effect::new(move |_| {
        if let Some(error) = writing.error().get() {
            errors.show(&error);
        }
    });
    let send = Callback::new(move |()| {
        errors.clear();
        writing.run(NewPartnerNote {
            body: body.get_untracked().trim().to_owned(),
        });
    });
    move || {
        match reason.get() {
        Some(reason) => view! {
            <div><Button label=keys::PARTNER_NOTE_ADD icon=IconName::Plus disabled_reason=Some(reason)/></div>
        }
        .into_any(),
        None => view! {
            <Form state=errors.state() on_submit=send>
                {move || errors.failed().get().map(|error| view! { <Banner title=error_text(&error) tone=Tone::Danger/> })}
                <Field label=keys::PARTNER_NOTE_LABEL name="/body">
                    <TextArea value=body limit=NOTE rows=3/>
                </Field>
                <div class="note-foot">
                    <Button label=keys::PARTNER_NOTE_ADD icon=IconName::Plus submit=true busy=writing.pending()/>
                </div>
            </Form>
        }
        .into_any(),
    }
    }
}
