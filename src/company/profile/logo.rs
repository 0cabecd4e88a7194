//! The logo: how it looks, another in its place, none.

use super::sending::{FilePlace, Sending};
use crate::api::{IdempotencyKey, Reading, partners, use_write};
use crate::forms::error_text;
use crate::i18n::{self, keys, t, text, text_with};
use crate::ui::{Button, ButtonKind, ButtonSize, Card, Dialog, IconName, Time, toast, toast_error};
use entente_model::ids::PartnerId;
use entente_model::partners::record::{MAX_LOGO_BYTES, MIN_LOGO_PIXELS};
use entente_model::partners::{Logo, Partner};
use leptos::prelude::*;
use std::rc::Rc;
use web_sys::File;

/// The kinds that the browser's dialog offers.
const ACCEPTED: &str = ".png,.jpg,.jpeg,.webp,.svg";

/// The card.
#[component]
pub(super) fn LogoCard(
    /// What was read.
    partner: Signal<Partner>,
    /// Where the partner with another logo is put.
    reading: Reading<Partner>,
    /// Whether the person may change it.
    may: bool,
) -> impl IntoView {
    let id = partner.with_untracked(|partner| partner.summary.id);
    let logo = Memo::new(move |_| partner.with(|partner| partner.logo.clone()));
    let name = Signal::derive(move || partner.with(|partner| partner.summary.display_name.clone()));
    let picture = move || match logo.get() {
        Some(logo) => view! { <Picture id=id logo=logo name=name/> }.into_any(),
        None => view! { <p class="muted small">{t(keys::COMPANY_LOGO_NONE)}</p> }.into_any(),
    };
    let change = may.then(|| view! { <Change id=id logo=logo reading=reading/> });
    view! {
        <Card title=keys::COMPANY_LOGO text=keys::COMPANY_LOGO_TEXT>
            <div class="stack">{picture}{change}</div>
        </Card>
    }
}

/// The picture on light and on dark.
#[component]
fn Picture(id: PartnerId, logo: Logo, name: Signal<String>) -> impl IntoView {
    let address = partners::logo_address(id, &logo);
    let alt = move || text_with(keys::COMPANY_LOGO_ALT, &[("name", &name.get())]);
    let (width, height, is_vector) = (logo.width, logo.height, logo.is_vector);
    let size = move || {
        let (width, height) = (i18n::integer(width.into()), i18n::integer(height.into()));
        let key = if is_vector {
            keys::COMPANY_LOGO_DRAWING
        } else {
            keys::COMPANY_LOGO_PIXELS
        };
        text_with(key, &[("width", &width), ("height", &height)])
    };
    view! {
        <div class="logo-grounds">
            <span class="logo-ground" data-ground="light"><img src=address.clone() alt=alt/></span>
            <span class="logo-ground" data-ground="dark"><img src=address alt=""/></span>
        </div>
        <p class="small muted">{size}<br/><Time value=logo.uploaded_at/></p>
    }
}

/// Sends another one, or takes it away.
#[component]
fn Change(id: PartnerId, logo: Memo<Option<Logo>>, reading: Reading<Partner>) -> impl IntoView {
    let removing = RwSignal::new(false);
    let send = move |file: File, key: IdempotencyKey, progress: Box<dyn Fn(f64)>| {
        Box::pin(async move { partners::upload_logo(id, &file, &key, progress).await }) as _
    };
    let stored = Callback::new(move |(partner,): (Partner,)| {
        reading.set(partner);
        toast(text(keys::COMPANY_LOGO_STORED));
    });
    let sending = Sending::new(MAX_LOGO_BYTES, Rc::new(send), stored);
    let rule = move || {
        let (max, pixels) = (i18n::file_size(MAX_LOGO_BYTES), i18n::integer(MIN_LOGO_PIXELS.into()));
        Some(text_with(
            keys::COMPANY_LOGO_RULE,
            &[("max", &max), ("pixels", &pixels)],
        ))
    };
    let any = Memo::new(move |_| logo.with(Option::is_some));
    let label = Signal::derive(move || {
        text(if any.get() {
            keys::COMPANY_LOGO_REPLACE
        } else {
            keys::COMPANY_LOGO_UPLOAD
        })
    });
    let remove = move || {
        any.get().then(|| {
            view! {
                <Button
                    label=keys::COMPANY_LOGO_REMOVE
                    kind=ButtonKind::Ghost
                    size=ButtonSize::Small
                    icon=IconName::Trash2
                    on_press=move || removing.set(true)
                />
            }
        })
    };
    view! {
        <FilePlace sending=sending label=label accept=ACCEPTED rule=Signal::derive(rule)/>
        {remove}
        <RemoveDialog id=id open=removing reading=reading/>
    }
}

/// Asks before the logo goes: it can't be had back from here.
#[component]
fn RemoveDialog(id: PartnerId, open: RwSignal<bool>, reading: Reading<Partner>) -> impl IntoView {
    let removing = use_write(
        move |id: &PartnerId, _| partners::remove_logo(*id),
        move |_, ()| {
            open.set(false);
            reading.refetch();
            toast(text(keys::COMPANY_LOGO_REMOVED));
        },
    );
    Effect::new(move |_| {
        if let Some(error) = removing.error().get() {
            toast_error(error_text(&error));
        }
    });
    let close = Callback::new(move |()| open.set(false));
    view! {
        <Dialog
            open=open
            title=keys::COMPANY_LOGO_REMOVE
            on_close=close
            foot=ViewFn::from(move || view! {
                <Button label=keys::COMPANY_CANCEL on_press=close/>
                <Button
                    label=keys::COMPANY_LOGO_REMOVE
                    kind=ButtonKind::Danger
                    busy=removing.pending()
                    on_press=move || removing.run(id)
                />
            })
        >
            <p>{t(keys::COMPANY_LOGO_REMOVE_TEXT)}</p>
        </Dialog>
    }
}
