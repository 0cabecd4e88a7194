//! The tax form: whether there is one, and a way to hand one in. What stands in it the vendor's finance people alone read.

use super::sending::{FilePlace, Sending};
use crate::api::{IdempotencyKey, Reading, partners};
use crate::i18n::{self, keys, t, text, text_with};
use crate::session::use_session;
use crate::ui::{Card, Data, Icon, IconName, Time, TimeStyle, toast};
use entente_model::partners::tax_form::MAX_BYTES;
use entente_model::partners::{Partner, TaxForm};
use leptos::prelude::*;
use std::rc::Rc;
use web_sys::File;

/// The kinds that the browser's dialog offers.
const ACCEPTED: &str = ".pdf,.png,.jpg,.jpeg";

/// The card.
#[component]
pub(super) fn TaxFormCard(
    /// What was read.
    partner: Signal<Partner>,
    /// Where the partner with another form is put.
    reading: Reading<Partner>,
    /// Whether the person may hand one in.
    may: bool,
) -> impl IntoView {
    let session = use_session();
    let id = partner.with_untracked(|partner| partner.summary.id);
    let form = Memo::new(move |_| partner.with(|partner| partner.tax_form.clone()));
    let there = move || match form.get() {
        Some(form) => view! { <There form=form/> }.into_any(),
        None => view! { <p class="muted small">{t(keys::COMPANY_TAX_NONE)}</p> }.into_any(),
    };
    let explained = Signal::derive(move || {
        let vendor = session
            .get()
            .map(|session| session.program.vendor.clone())
            .unwrap_or_default();
        Some(text_with(keys::COMPANY_TAX_TEXT, &[("vendor", &vendor)]))
    });
    let send = move |file: File, key: IdempotencyKey, progress: Box<dyn Fn(f64)>| {
        Box::pin(async move { partners::upload_tax_form(id, &file, &key, progress).await }) as _
    };
    let stored = Callback::new(move |(partner,): (Partner,)| {
        reading.set(partner);
        toast(text(keys::COMPANY_TAX_STORED));
    });
    let sending = Sending::new(MAX_BYTES, Rc::new(send), stored);
    let any = Memo::new(move |_| form.with(Option::is_some));
    let label = Signal::derive(move || {
        text(if any.get() {
            keys::COMPANY_TAX_REPLACE
        } else {
            keys::COMPANY_TAX_UPLOAD
        })
    });
    let rule = move || {
        Some(text_with(
            keys::COMPANY_TAX_RULE,
            &[("max", &i18n::file_size(MAX_BYTES))],
        ))
    };
    let change = may.then(|| {
        view! {
            <FilePlace sending=sending label=label accept=ACCEPTED rule=Signal::derive(rule)/>
        }
    });
    view! {
        <Card title=keys::COMPANY_TAX text=explained>
            <div class="stack">{there}{change}</div>
        </Card>
    }
}

#[component]
fn There(form: TaxForm) -> impl IntoView {
    let at = form.uploaded_at;
    let lines = match form.file {
        Some(file) => {
            let size = file.size;
            view! {
                <Data value=file.name class="strong truncate"/>
                <span class="small muted">
                    <span translate="no">{move || i18n::file_size(size)}</span> " · " <Data value=file.uploaded_by.name/> " · "
                    <Time value=at style=TimeStyle::Day/>
                </span>
            }
            .into_any()
        }
        None => view! {
            <span class="strong">{t(keys::COMPANY_TAX_THERE)}</span>
            <span class="small muted"><Time value=at style=TimeStyle::Day/></span>
        }
        .into_any(),
    };
    view! {
        <div class="tax-form">
            <Icon name=IconName::FileText/>
            <div class="tax-form-text">{lines}</div>
        </div>
    }
}
