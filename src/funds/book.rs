//! Booking what a person decides: money into the fund or out of it, a grant to a partner, or one that goes back.

use super::words::refused_text;
use crate::api::{Reading, funds, use_write};
use crate::forms::{FormErrors, PartnerChoice, number_style};
use crate::i18n::{self, Key, keys, t, text, text_with};
use crate::paths::{AddressState, FundQuery};
use crate::ui::{
    AmountInput, Banner, Button, ButtonKind, Choice, Dialog, ErrorSummary, Field, Form, RadioGroup, TextArea, Tone,
    toast,
};
use entente_model::funds::fund::{BookingKind, Fund, NOTE, NewBooking};
use entente_model::money::{NumberStyle, parse_amount};
use entente_model::problem::{FieldCode, FieldError};
use leptos::prelude::*;

/// The dialog.
#[component]
pub(super) fn BookDialog(
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// In which fund.
    fund: Signal<Fund>,
    /// Where the fund as it stands after it is put.
    reading: Reading<Fund>,
    /// What is looked at: a partner whose entries are shown is the one that is meant.
    address: AddressState<FundQuery>,
) -> impl IntoView {
    view! {
        <Dialog open=open title=keys::FUND_BOOK_TITLE on_close=move || open.set(false)>
            <Booking open=open fund=fund reading=reading address=address/>
        </Dialog>
    }
}

/// What is typed, in the reader's signs.
struct RawBooking {
    kind: String,
    partner: String,
    amount: String,
    currency: String,
    note: String,
    style: NumberStyle,
}

impl TryFrom<RawBooking> for NewBooking {
    type Error = Vec<FieldError>;

    fn try_from(raw: RawBooking) -> Result<Self, Vec<FieldError>> {
        let Some(kind) = BookingKind::parse(&raw.kind) else {
            return Err(vec![FieldError::new("/kind", FieldCode::Required)]);
        };
        let mut errors = Vec::new();
        let minor = parse_amount(&raw.amount, &raw.currency, raw.style).unwrap_or_else(|code| {
            errors.push(FieldError::new("/minor", code));
            // One that nothing is said against.
            1
        });
        let booking = NewBooking {
            kind,
            partner_id: raw.partner.parse().ok().filter(|_| names_partner(kind)),
            minor,
            note: raw.note.trim().to_owned(),
        };
        errors.extend(booking.posting().err().unwrap_or_default());
        if errors.is_empty() { Ok(booking) } else { Err(errors) }
    }
}

/// Whether it is about a partner's money.
fn names_partner(kind: BookingKind) -> bool {
    matches!(kind, BookingKind::Grant | BookingKind::TakeBack)
}

/// What is done, and what follows from it.
fn kind_words(kind: BookingKind) -> (Key, Key) {
    match kind {
        BookingKind::Grant => (keys::FUND_BOOK_GRANT, keys::FUND_BOOK_GRANT_HINT),
        BookingKind::TakeBack => (keys::FUND_BOOK_TAKE_BACK, keys::FUND_BOOK_TAKE_BACK_HINT),
        BookingKind::Fund => (keys::FUND_BOOK_FUND, keys::FUND_BOOK_FUND_HINT),
        BookingKind::Defund => (keys::FUND_BOOK_DEFUND, keys::FUND_BOOK_DEFUND_HINT),
    }
}

fn done_words(kind: BookingKind) -> Key {
    match kind {
        BookingKind::Grant => keys::FUND_BOOKED_GRANT,
        BookingKind::TakeBack => keys::FUND_BOOKED_TAKE_BACK,
        BookingKind::Fund => keys::FUND_BOOKED_FUND,
        BookingKind::Defund => keys::FUND_BOOKED_DEFUND,
    }
}

/// What can be booked, what is done most first.
const KINDS: [BookingKind; 4] = [
    BookingKind::Grant,
    BookingKind::TakeBack,
    BookingKind::Fund,
    BookingKind::Defund,
];

/// The form; made anew each time the dialog opens.
#[component]
fn Booking(
    open: RwSignal<bool>,
    fund: Signal<Fund>,
    reading: Reading<Fund>,
    address: AddressState<FundQuery>,
) -> impl IntoView {
    let (id, code) = fund.with_untracked(|fund| (fund.id, fund.currency.clone()));
    let currency = Signal::stored(code);
    let meant = address.query().with_untracked(|query| query.partner);
    let (kind, partner) = (
        RwSignal::new(BookingKind::Grant.as_str().to_owned()),
        RwSignal::new(meant.map(|partner| partner.to_string()).unwrap_or_default()),
    );
    let (amount, note) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let raw = move || RawBooking {
        kind: kind.get(),
        partner: partner.get(),
        amount: amount.get(),
        currency: currency.get(),
        note: note.get(),
        style: number_style(),
    };
    let errors = FormErrors::new(move || NewBooking::try_from(raw()).err().unwrap_or_default())
        .follow("/kind", kind)
        .follow("/partner_id", partner)
        .follow("/minor", amount)
        .follow("/note", note);
    let writing = use_write(
        move |body: &NewBooking, key| funds::book(id, body, key),
        move |body: NewBooking, after: Fund| {
            let amount = i18n::money(body.minor, &after.currency);
            toast(text_with(done_words(body.kind), &[("amount", &amount)]));
            reading.set(after);
            open.set(false);
        },
    );
    Effect::new(move |_| {
        if let Some(error) = writing.error().get() {
            errors.show(&error);
        }
    });
    let send = move || {
        if let Ok(body) = NewBooking::try_from(untrack(raw)) {
            errors.clear();
            writing.run(body);
        }
    };
    let failed = move || {
        errors.failed().get().map(|error| {
            let said = refused_text(&error, &currency.get());
            view! { <Banner title=keys::FUND_BOOK_REFUSED text=Some(said) tone=Tone::Danger/> }
        })
    };
    let chosen = Memo::new(move |_| kind.with(|kind| BookingKind::parse(kind)));
    let is_about_partner = Memo::new(move |_| chosen.get().is_some_and(names_partner));
    let choices = || {
        KINDS
            .iter()
            .map(|kind| {
                let (label, hint) = kind_words(*kind);
                Choice::new(kind.as_str(), text(label)).with_hint(text(hint))
            })
            .collect::<Vec<_>>()
    };
    // What there is for it, where the fund itself says so.
    let holds = move || {
        let takes = matches!(chosen.get(), Some(BookingKind::Grant | BookingKind::Defund));
        let unallocated = fund.with(|fund| fund.totals.map(|totals| totals.unallocated));
        unallocated.filter(|_| takes).map(|minor| {
            let amount = i18n::money(minor, &currency.get());
            text_with(keys::FUND_BOOK_HOLDS, &[("amount", &amount)])
        })
    };
    view! {
        <Form state=errors.state() on_submit=send>
            <ErrorSummary/>
            {failed}
            <Field label=keys::FUND_BOOK_KIND name="/kind" group=true>
                <RadioGroup value=kind choices=Signal::derive(choices)/>
            </Field>
            {move || is_about_partner.get().then(|| view! {
                <Field label=keys::PARTNERS_COLUMN_NAME name="/partner_id"><PartnerChoice value=partner/></Field>
            })}
            <Field label=keys::FUND_COLUMN_AMOUNT name="/minor" note=move || view! { <span class="muted">{holds}</span> }>
                <AmountInput amount=amount currency=currency/>
            </Field>
            <Field label=keys::FUND_BOOK_NOTE name="/note" hint=keys::FUND_BOOK_NOTE_HINT>
                <TextArea value=note limit=NOTE rows=3/>
            </Field>
            <p class="muted small">{t(keys::FUND_BOOK_FOREVER)}</p>
            <div class="dialog-actions">
                <Button label=keys::COMPANY_CANCEL on_press=move || open.set(false)/>
                <Button label=keys::FUND_BOOK kind=ButtonKind::Primary submit=true busy=writing.pending()/>
            </div>
        </Form>
    }
}
