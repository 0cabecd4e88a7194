//! The bank account: what may be shown of it, another in its place, none. Only the company's admins see the card.

use crate::api::{Reading, fund_payments, use_read, use_write};
use crate::forms::{FormErrors, error_text};
use crate::i18n::{country_name, keys, t, text, text_with};
use crate::session::use_session;
use crate::shell::Region;
use crate::ui::{
    Banner, Button, ButtonKind, ButtonSize, Card, Combobox, Data, Dialog, ErrorSummary, Field, Form, Icon, IconName,
    Skeleton, SkeletonShape, TextInput, Time, TimeStyle, Tone, country_choices, toast,
};
use entente_model::events::LiveEvent;
use entente_model::funds::payment::{BankAccount, BankAccountStanding};
use entente_model::ids::PartnerId;
use leptos::prelude::*;

/// The card.
#[component]
pub(super) fn BankAccountCard(
    /// Whose account.
    id: PartnerId,
) -> impl IntoView {
    let session = use_session();
    let reading = use_read(move || fund_payments::bank_account(id))
        .refetch_on(move |event| matches!(event, LiveEvent::Partner { id: changed, .. } if *changed == id));
    let explained = Signal::derive(move || {
        let vendor = session
            .get()
            .map(|session| session.program.vendor.clone())
            .unwrap_or_default();
        Some(text_with(keys::COMPANY_BANK_TEXT, &[("vendor", &vendor)]))
    });
    view! {
        <Card title=keys::COMPANY_BANK text=explained>
            <Region reading=reading loading=|| view! { <Skeleton shape=SkeletonShape::Lines/> } let(standing)>
                <Standing id=id standing=standing reading=reading/>
            </Region>
        </Card>
    }
}

#[component]
fn Standing(
    id: PartnerId,
    standing: Signal<BankAccountStanding>,
    reading: Reading<BankAccountStanding>,
) -> impl IntoView {
    let (editing, removing) = (RwSignal::new(false), RwSignal::new(false));
    let any = Memo::new(move |_| standing.with(|standing| standing.masked.is_some()));
    let can_keep = Memo::new(move |_| standing.with(|standing| standing.can_keep));
    let there = move || standing.with(shown);
    let label = Signal::derive(move || {
        text(if any.get() {
            keys::COMPANY_BANK_REPLACE
        } else {
            keys::COMPANY_BANK_ENTER
        })
    });
    let reason = Signal::derive(move || (!can_keep.get()).then(|| text(keys::PROBLEM_NO_ENCRYPTION_KEY)));
    let remove = move || {
        any.get().then(|| {
            view! {
                <Button
                    label=keys::COMPANY_BANK_REMOVE
                    kind=ButtonKind::Ghost
                    size=ButtonSize::Small
                    icon=IconName::Trash2
                    on_press=move || removing.set(true)
                />
            }
        })
    };
    view! {
        <div class="stack">
            {there}
            <div class="row">
                <Button
                    label=label
                    size=ButtonSize::Small
                    icon=IconName::Pencil
                    disabled_reason=reason
                    on_press=move || editing.set(true)
                />
                {remove}
            </div>
        </div>
        <Dialog open=editing title=label on_close=move || editing.set(false)>
            <AccountForm id=id open=editing standing=standing reading=reading/>
        </Dialog>
        <RemoveDialog id=id open=removing standing=standing reading=reading/>
    }
}

/// What may be shown of it, or that there is none.
fn shown(standing: &BankAccountStanding) -> AnyView {
    let Some(masked) = standing.masked.clone() else {
        return view! { <p class="muted small">{t(keys::COMPANY_BANK_NONE)}</p> }.into_any();
    };
    let country = standing.country.clone().unwrap_or_default();
    let country = Signal::derive(move || country_name(&country));
    let person = standing.changed_by.as_ref().map(|person| person.name.clone());
    let at = standing.changed_at;
    view! {
        <div class="tax-form">
            <Icon name=IconName::Wallet/>
            <div class="tax-form-text">
                <Data value=masked class="strong number"/>
                <span class="small muted">
                    <Data value=country/> " · " <Data value=person.unwrap_or_default()/> " · "
                    {at.map(|at| view! { <Time value=at style=TimeStyle::Day/> })}
                </span>
            </div>
        </div>
    }
    .into_any()
}

/// What is typed. Copied freely.
#[derive(Clone, Copy)]
struct Typed {
    holder: RwSignal<String>,
    country: RwSignal<String>,
    iban: RwSignal<String>,
    bic: RwSignal<String>,
    number: RwSignal<String>,
    clearing: RwSignal<String>,
}

impl Typed {
    /// Nothing but where the company is: its bank is mostly there, too.
    fn new(country: String) -> Self {
        let empty = || RwSignal::new(String::new());
        Typed {
            holder: empty(),
            country: RwSignal::new(country),
            iban: empty(),
            bic: empty(),
            number: empty(),
            clearing: empty(),
        }
    }

    /// The account as it would be sent: what another country's accounts have is left out. Followed inside a reactive closure.
    fn account(self) -> BankAccount {
        let country = self.country.get();
        let has_iban = BankAccount::has_iban(&country);
        let only = |holds: bool, typed: RwSignal<String>| if holds { typed.get() } else { String::new() };
        BankAccount {
            holder: self.holder.get(),
            iban: only(has_iban, self.iban),
            bic: self.bic.get(),
            number: only(!has_iban, self.number),
            clearing: only(!has_iban, self.clearing),
            country,
        }
        .normal()
    }
}

/// The form; made anew each time the dialog opens, because what was saved is never shown again.
#[component]
fn AccountForm(
    id: PartnerId,
    open: RwSignal<bool>,
    standing: Signal<BankAccountStanding>,
    reading: Reading<BankAccountStanding>,
) -> impl IntoView {
    let country = standing.with_untracked(|standing| standing.country.clone());
    let typed = Typed::new(country.unwrap_or_default());
    let errors = FormErrors::new(move || typed.account().check())
        .follow("/holder", typed.holder)
        .follow("/country", typed.country)
        .follow("/iban", typed.iban)
        .follow("/bic", typed.bic)
        .follow("/number", typed.number)
        .follow("/clearing", typed.clearing);
    let writing = use_write(
        move |(account, version): &(BankAccount, i64), _| fund_payments::save_bank_account(id, account, *version),
        move |_, after: BankAccountStanding| {
            toast(text(keys::COMPANY_BANK_SAVED));
            reading.set(after);
            open.set(false);
        },
    );
    Effect::new(move |_| {
        let Some(error) = writing.error().get() else { return };
        // Somebody else has saved one meanwhile: pressing again replaces that one.
        if let Some(current) = error.current::<BankAccountStanding>() {
            reading.set(current);
        }
        errors.show(&error);
    });
    let send = move || {
        let account = untrack(move || typed.account());
        if account.check().is_empty() {
            errors.clear();
            writing.run((account, standing.with_untracked(|standing| standing.version)));
        }
    };
    let failed = move || {
        let error = errors.failed().get();
        error.map(|error| view! { <Banner title=error_text(&error) tone=Tone::Danger/> })
    };
    let has_iban = Memo::new(move |_| {
        typed
            .country
            .with(|country| country.is_empty() || BankAccount::has_iban(country))
    });
    let number = move || {
        if has_iban.get() {
            view! {
                <Field label=keys::COMPANY_BANK_IBAN name="/iban"><TextInput value=typed.iban placeholder=keys::COMPANY_BANK_IBAN_EXAMPLE/></Field>
            }
            .into_any()
        } else {
            view! {
                <Field label=keys::COMPANY_BANK_NUMBER name="/number"><TextInput value=typed.number/></Field>
                <Field label=keys::COMPANY_BANK_CLEARING name="/clearing" hint=keys::COMPANY_BANK_CLEARING_HINT optional=true>
                    <TextInput value=typed.clearing/>
                </Field>
            }
            .into_any()
        }
    };
    view! {
        <Form state=errors.state() on_submit=send>
            <ErrorSummary/>
            {failed}
            <p class="muted small">{t(keys::COMPANY_BANK_SEALED)}</p>
            <Field label=keys::COMPANY_BANK_HOLDER name="/holder" hint=keys::COMPANY_BANK_HOLDER_HINT>
                <TextInput value=typed.holder/>
            </Field>
            <Field label=keys::COMPANY_BANK_COUNTRY name="/country">
                <Combobox value=typed.country choices=country_choices() placeholder=keys::DEALS_FORM_COUNTRY_EXAMPLE/>
            </Field>
            {number}
            <Field label=keys::COMPANY_BANK_BIC name="/bic" hint=keys::COMPANY_BANK_BIC_HINT optional=true>
                <TextInput value=typed.bic/>
            </Field>
            <div class="dialog-actions">
                <Button label=keys::COMPANY_CANCEL on_press=move || open.set(false)/>
                <Button label=keys::COMPANY_BANK_SAVE kind=ButtonKind::Primary submit=true busy=writing.pending()/>
            </div>
        </Form>
    }
}

/// Asks before the account goes: it can't be had back from here.
#[component]
fn RemoveDialog(
    id: PartnerId,
    open: RwSignal<bool>,
    standing: Signal<BankAccountStanding>,
    reading: Reading<BankAccountStanding>,
) -> impl IntoView {
    let removing = use_write(
        move |version: &i64, _| fund_payments::remove_bank_account(id, *version),
        move |_, after: BankAccountStanding| {
            toast(text(keys::COMPANY_BANK_REMOVED));
            reading.set(after);
            open.set(false);
        },
    );
    Effect::new(move |_| {
        let error = removing.error().get();
        let current = error.and_then(|error| error.current::<BankAccountStanding>());
        if let Some(current) = current {
            reading.set(current);
        }
    });
    let close = Callback::new(move |()| open.set(false));
    let failed = move || {
        let error = removing.error().get();
        error.map(|error| view! { <Banner title=error_text(&error) tone=Tone::Danger/> })
    };
    let press = move || removing.run(standing.with_untracked(|standing| standing.version));
    view! {
        <Dialog open=open title=keys::COMPANY_BANK_REMOVE on_close=close>
            <div class="stack">
                {failed}
                <p>{t(keys::COMPANY_BANK_REMOVE_TEXT)}</p>
            </div>
            <div class="dialog-actions">
                <Button label=keys::COMPANY_CANCEL on_press=close/>
                <Button label=keys::COMPANY_BANK_REMOVE kind=ButtonKind::Danger busy=removing.pending() on_press=press/>
            </div>
        </Dialog>
    }
}
