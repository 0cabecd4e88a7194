//! Two versions of one draft, side by side, and the choice between them.

use super::fields::number_style;
use super::model::FormModel;
use super::raw::RawDeal;
use crate::deals::facts::{Section, facts};
use crate::i18n::{keys, t};
use crate::ui::{Banner, Button, ButtonKind, ButtonSize, CompareRow, Dialog, SideBySide, Tone};
use leptos::prelude::*;

/// Says that the draft was changed elsewhere, shows what differs, and lets one choose. Nothing is overwritten before that.
#[component]
pub fn StaleChoice(
    /// The form.
    form: FormModel,
) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(form.stale.with(Option::is_some)));
    let rows = Signal::derive(move || {
        let Some(theirs) = form.stale.get() else {
            return Vec::new();
        };
        form.reading.with(|(mine, _)| {
            form.program
                .try_with_value(|program| {
                    let of = |draft| {
                        Section::ALL
                            .into_iter()
                            .flat_map(move |section| facts(draft, section, program))
                    };
                    of(mine)
                        .zip(of(&theirs.fields))
                        .filter(|(mine, theirs)| mine.value != theirs.value)
                        .map(|(mine, theirs)| CompareRow::new(mine.label, mine.value, theirs.value))
                        .collect::<Vec<_>>()
                })
                .unwrap_or_default()
        })
    });
    let keep_mine = Callback::new(move |()| {
        if let (Some(theirs), Some(saver)) = (form.stale.get_untracked(), form.saver()) {
            form.stale.set(None);
            saver.resume(Some(&theirs));
        }
    });
    let take_theirs = Callback::new(move |()| {
        if let (Some(theirs), Some(saver)) = (form.stale.get_untracked(), form.saver()) {
            let currency = form.fields.currency.get_untracked();
            let raw = RawDeal::of_deal(&theirs, untrack(number_style), &currency);
            saver.take(&theirs, raw.clone());
            form.fields.fill(raw);
            form.status
                .set(crate::ui::DraftStatus::Saved(theirs.summary.updated_at));
            form.stale.set(None);
        }
    });
    let show = Callback::new(move |()| open.set(true));
    view! {
        {move || form.stale.with(Option::is_some).then(|| view! {
            <Banner title=keys::CONFLICT_STALE_TITLE text=keys::CONFLICT_STALE_TEXT tone=Tone::Warning>
                <Button label=keys::DEALS_FORM_COMPARE size=ButtonSize::Small on_press=show/>
            </Banner>
        })}
        <Dialog
            open=open
            title=keys::CONFLICT_STALE_TITLE
            on_close=Callback::new(move |()| open.set(false))
            wide=true
            foot=ViewFn::from(move || view! {
                <Button label=keys::CONFLICT_STALE_TAKE_THEIRS on_press=take_theirs/>
                <Button label=keys::CONFLICT_STALE_KEEP_MINE kind=ButtonKind::Primary on_press=keep_mine/>
            })
        >
            <p class="muted">{t(keys::CONFLICT_STALE_TEXT)}</p>
            <SideBySide
                label=keys::CONFLICT_STALE_TITLE
                left=keys::CONFLICT_STALE_MINE
                right=keys::CONFLICT_STALE_THEIRS
                rows=rows
            />
        </Dialog>
    }
}
