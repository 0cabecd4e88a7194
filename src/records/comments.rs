//! Comments on a record: read live, written in place.

use super::RecordKey;
use super::further::use_further;
use crate::api::{records, use_read, use_write};
use crate::forms::{FormErrors, error_text};
use crate::i18n::{keys, t, text};
use crate::session::use_session;
use crate::shell::Region;
use crate::ui::each;
use crate::ui::{
    Avatar, Badge, Banner, Button, ButtonKind, ButtonSize, Card, CheckBox, Data, Field, Form, IconName, Skeleton,
    TextArea, Time, Tone, announce,
};
use entente_model::activity::{Comment, NewComment};
use entente_model::deals::draft::limits;
use entente_model::page::Page;
use entente_model::people::Side;
use leptos::prelude::*;

/// The comments.
#[component]
pub fn RecordComments(
    /// On what.
    record: Signal<RecordKey>,
) -> impl IntoView {
    let session = use_session();
    let record = Memo::new(move |_| record.get());
    let reading = use_read(move || records::comments(&record.get().path(), None)).refetch_on(move |event| {
        let record = record.try_get_untracked();
        record.is_some_and(|record| record.is_changed_by(event))
    });
    let further: RwSignal<Vec<Comment>> = RwSignal::new(Vec::new());
    let written = Callback::new(move |(comment,): (Comment,)| {
        further.update(|further| further.push(comment));
        announce(text(keys::DEAL_COMMENTS_POSTED));
        reading.refetch();
    });
    let may_write = Memo::new(move |_| session.may(record.get().comments_need()));
    view! {
        <Card title=keys::DEAL_CARD_COMMENTS>
            <div class="comments">
                <Region reading=reading loading=|| view! { <Skeleton/> } let(page)>
                    <Entries record=record first=page further=further/>
                </Region>
                {move || may_write.get().then(|| view! { <Writing record=record on_written=written/> })}
            </div>
        </Card>
    }
}

#[component]
fn Entries(record: Memo<RecordKey>, first: Signal<Page<Comment>>, further: RwSignal<Vec<Comment>>) -> impl IntoView {
    let session = use_session();
    let comments = use_further(record, first, further);
    let all = Memo::new(move |_| {
        let mut all = comments.all.get();
        all.sort_by_key(|comment| (comment.created_at, comment.id));
        all
    });
    let empty = move || {
        let is_vendor = session.side() == Some(Side::Vendor);
        let line = if is_vendor {
            keys::DEAL_COMMENTS_EMPTY_VENDOR
        } else {
            record.get().no_comments()
        };
        all.with(Vec::is_empty)
            .then(|| view! { <p class="muted">{t(line)}</p> })
    };
    view! {
        {empty}
        {each(move || all.get(), |comment| comment.id, |comment| view! { <Entry comment=comment/> }.into_any())}
        {move || comments.has_more.get().then(|| view! {
            <Button label=keys::DEAL_COMMENTS_EARLIER kind=ButtonKind::Ghost size=ButtonSize::Small busy=comments.pending on_press=comments.more/>
        })}
    }
}

#[component]
fn Entry(comment: Comment) -> impl IntoView {
    let is_vendor = comment.side == Side::Vendor;
    let internal = comment.internal;
    view! {
        <article class="comment">
            <Avatar name=comment.author.name.clone()/>
            <div class="comment-head">
                <strong><Data value=comment.author.name.clone()/></strong>
                {is_vendor.then(|| view! { <Badge label=keys::DEAL_COMMENTS_VENDOR_BADGE/> })}
                {internal.then(|| view! { <Badge label=keys::DEAL_COMMENTS_INTERNAL_BADGE tone=Tone::Warning/> })}
                <span class="muted small"><Time value=comment.created_at/></span>
            </div>
            <p class="comment-body" translate="no" dir="auto">{comment.body}</p>
        </article>
    }
}

#[component]
fn Writing(record: Memo<RecordKey>, on_written: Callback<(Comment,)>) -> impl IntoView {
    let session = use_session();
    let is_vendor = session
        .get_untracked()
        .is_some_and(|session| session.user.role.side() == Side::Vendor);
    let body = RwSignal::new(String::new());
    let internal = RwSignal::new(false);
    let errors = FormErrors::new(move || {
        let mut errors = Vec::new();
        body.with(|body| entente_model::text::check_required("/body", body, limits::NOTES, true, &mut errors));
        errors
    })
    .follow("/body", body);
    let writing = use_write(
        move |comment: &NewComment, key| records::comment(&record.get_untracked().path(), comment, key),
        move |_, comment: Comment| {
            body.set(String::new());
            errors.state().reset();
            on_written.run((comment,));
        },
    );
    Effect::new(move |_| {
        if let Some(error) = writing.error().get() {
            errors.show(&error);
        }
    });
    let send = Callback::new(move |()| {
        errors.clear();
        writing.run(NewComment {
            body: body.get_untracked().trim().to_owned(),
            internal: internal.get_untracked(),
        });
    });
    view! {
        <Form state=errors.state() on_submit=send>
            <div class="comment-form">
                {move || errors.failed().get().map(|error| view! { <Banner title=error_text(&error) tone=Tone::Danger/> })}
                <Field label=keys::DEAL_COMMENTS_LABEL name="/body">
                    <TextArea value=body rows=2/>
                </Field>
                <div class="comment-form-foot">
                    {is_vendor.then(|| view! { <CheckBox checked=internal label=keys::DEAL_COMMENTS_INTERNAL/> })}
                    <Button label=keys::DEAL_COMMENTS_SEND icon=IconName::Send submit=true busy=writing.pending()/>
                </div>
            </div>
        </Form>
    }
}
