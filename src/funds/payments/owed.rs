//! What is owed, by currency: claims to tick, what they come to, and the way to a batch of them.

use super::words::failure;
use crate::api::{fund_payments, use_write};
use crate::i18n::{self, keys, text, text_plural, text_with};
use crate::paths::{self, PaymentsQuery};
use crate::ui::{
    Badge, Banner, Button, ButtonKind, Card, Column, Data, DataTable, EmptyState, IconName, LinkTab, LinkTabs, Money,
    TableRow, Time, TimeStyle, Tone,
};
use entente_model::funds::payment::{NewPaymentBatch, Owed, OwedClaim, OwedSum, PaymentBatch};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The card of what is owed.
#[component]
pub(super) fn OwedClaims(
    /// What was read.
    owed: Signal<Owed>,
    /// The currency of the address; empty for the first.
    asked: Memo<String>,
) -> impl IntoView {
    let sums = Memo::new(move |_| owed.with(|owed| owed.sums.clone()));
    let currency = Memo::new(move |_| {
        let asked = asked.get();
        let first = || sums.with(|sums| sums.first().map(|sum| sum.amount.currency.clone()));
        if asked.is_empty() {
            first().unwrap_or_default()
        } else {
            asked
        }
    });
    let claims = Memo::new(move |_| {
        let shown = currency.get();
        owed.with(|owed| {
            let of_it = owed.claims.iter().filter(|claim| claim.amount.currency == shown);
            of_it.cloned().collect::<Vec<_>>()
        })
    });
    let selected = RwSignal::new(BTreeSet::<String>::new());
    // What went into another batch meanwhile is no longer meant.
    Effect::new(move |_| {
        let there: BTreeSet<String> = claims.with(|claims| claims.iter().map(key).collect());
        if selected.with_untracked(|selected| !selected.is_subset(&there)) {
            selected.update(|selected| selected.retain(|key| there.contains(key)));
        }
    });
    let tabs = move || {
        let here = currency.get();
        sums.with(|sums| {
            (sums.len() > 1 || !here.is_empty() && sums.iter().all(|sum| sum.amount.currency != here))
                .then(|| tabs_of(sums, &here))
        })
    };
    let shown = Memo::new(move |_| {
        let here = currency.get();
        sums.with(|sums| sums.iter().find(|sum| sum.amount.currency == here).cloned())
    });
    let rows = Signal::derive(move || claims.with(|claims| claims.iter().map(row).collect::<Vec<_>>()));
    let nothing = move || {
        view! { <EmptyState title=keys::PAYMENTS_OWED_NONE text=keys::PAYMENTS_OWED_NONE_TEXT icon=IconName::CircleCheck/> }
    };
    view! {
        <Card title=keys::PAYMENTS_OWED text=keys::PAYMENTS_OWED_TEXT flush=true>
            {tabs}
            {move || shown.get().map(warnings)}
            {move || shown.get().and_then(|sum| more(&sum, claims.with(Vec::len)))}
            <Making claims=claims selected=selected currency=currency/>
            <DataTable label=keys::PAYMENTS_OWED columns=columns() rows=rows selected=selected empty=nothing/>
        </Card>
    }
}

fn tabs_of(sums: &[OwedSum], here: &str) -> AnyView {
    let tab = |sum: &OwedSum| {
        let code = sum.amount.currency.clone();
        let (minor, currency) = (sum.amount.minor, code.clone());
        let label = Signal::derive(move || i18n::money(minor, &currency));
        let query = PaymentsQuery { currency: code.clone() };
        LinkTab::new(label, paths::fund_payments_with(&query), code == here)
    };
    let links: Vec<LinkTab> = sums.iter().map(tab).collect();
    view! { <LinkTabs label=keys::PAYMENTS_CURRENCIES links=links/> }.into_any()
}

/// What keeps claims of a currency from being paid.
fn warnings(sum: OwedSum) -> AnyView {
    let currency = sum.amount.currency.clone();
    let payer = (!sum.has_payer).then(|| {
        let line = Signal::derive(move || text_with(keys::REFUSAL_PAYMENT_NO_PAYER, &[("currency", &currency)]));
        view! { <Banner title=line tone=Tone::Warning/> }
    });
    let without = u64::from(sum.without_account);
    let accounts = (without > 0).then(|| {
        let line = Signal::derive(move || text_plural(keys::PAYMENTS_WITHOUT_ACCOUNT, without));
        view! { <Banner title=line text=keys::PAYMENTS_WITHOUT_ACCOUNT_TEXT tone=Tone::Warning/> }
    });
    view! { <div class="stack payments-notices">{payer}{accounts}</div> }.into_any()
}

/// Says how many there are when not all of them are shown.
fn more(sum: &OwedSum, shown: usize) -> Option<AnyView> {
    let all = usize::try_from(sum.claims).unwrap_or(usize::MAX);
    (shown < all).then(|| {
        let count = |count: usize| i18n::integer(i64::try_from(count).unwrap_or(i64::MAX));
        let line = text_with(
            keys::PAYMENTS_OWED_MORE,
            &[("shown", &count(shown)), ("all", &count(all))],
        );
        view! { <p class="muted payments-more" role="note">{line}</p> }.into_any()
    })
}

/// What is ticked, what it comes to, and the button.
#[component]
fn Making(claims: Memo<Vec<OwedClaim>>, selected: RwSignal<BTreeSet<String>>, currency: Memo<String>) -> impl IntoView {
    let navigate = use_navigate();
    let chosen = Memo::new(move |_| {
        claims.with(|claims| {
            selected.with(|selected| {
                let ticked = claims.iter().filter(|claim| selected.contains(&key(claim)));
                ticked.fold((Vec::new(), 0_i64), |(mut ids, sum), claim| {
                    ids.push(claim.claim_id);
                    (ids, sum + claim.amount.minor)
                })
            })
        })
    });
    let making = use_write(
        |body: &NewPaymentBatch, key| fund_payments::create(body, key),
        move |_, made: PaymentBatch| navigate(&paths::fund_payment_batch(made.summary.id), Default::default()),
    );
    let reason = Signal::derive(move || {
        let none = chosen.with(|(ids, _)| ids.is_empty());
        none.then(|| text(keys::PAYMENTS_MAKE_NONE))
    });
    let line = move || {
        let (count, minor) = chosen.with(|(ids, sum)| (ids.len(), *sum));
        (count > 0).then(|| {
            let amount = i18n::money(minor, &currency.get());
            let count = i18n::integer(i64::try_from(count).unwrap_or(i64::MAX));
            text_with(keys::PAYMENTS_CHOSEN, &[("count", &count), ("amount", &amount)])
        })
    };
    let failed = move || {
        let error = making.error().get();
        error.map(|error| view! { <Banner title=failure(&error) tone=Tone::Danger/> })
    };
    let make = move || {
        let body = NewPaymentBatch {
            currency: currency.get_untracked(),
            claims: chosen.with_untracked(|(ids, _)| ids.clone()),
        };
        making.run(body);
    };
    let any = Memo::new(move |_| claims.with(|claims| !claims.is_empty()));
    move || {
        any.get().then(|| {
            view! {
                <div class="payments-making">
                    <p class="grow" role="status">{line}</p>
                    <Button
                        label=keys::PAYMENTS_MAKE
                        kind=ButtonKind::Primary
                        icon=IconName::Plus
                        disabled_reason=reason
                        busy=making.pending()
                        on_press=make
                    />
                </div>
                {failed}
            }
        })
    }
}

fn key(claim: &OwedClaim) -> String {
    claim.claim_id.to_string()
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("claim", keys::PAYMENTS_COLUMN_CLAIM),
        Column::new("partner", keys::PAYMENTS_COLUMN_PARTNER),
        Column::new("account", keys::PAYMENTS_COLUMN_ACCOUNT),
        Column::new("since", keys::PAYMENTS_COLUMN_SINCE),
        Column::new("amount", keys::PAYMENTS_COLUMN_AMOUNT).numeric(),
    ]
}

fn row(claim: &OwedClaim) -> TableRow {
    let mut hasher = DefaultHasher::new();
    (&claim.account, claim.amount.minor, claim.since, claim.has_bounced).hash(&mut hasher);
    let shown = claim.clone();
    TableRow::new(key(claim), hasher.finish(), claim.title.clone(), move || cells(&shown))
}

fn cells(claim: &OwedClaim) -> Vec<AnyView> {
    let title = view! {
        <span class="approval-stacked">
            <a class="strong" href=paths::fund_claim(claim.claim_id)><Data value=claim.title.clone()/></a>
            <span class="cell-sub"><Data value=claim.reference.clone()/></span>
        </span>
    };
    let bounced = claim
        .has_bounced
        .then(|| view! { <Badge label=keys::PAYMENTS_BOUNCED_BEFORE tone=Tone::Warning/> });
    let partner = view! { <Data value=claim.partner_name.clone()/> };
    let account = view! { <span class="payments-account">{account(claim.account.clone())}{bounced}</span> };
    let since = claim.since;
    vec![
        title.into_any(),
        partner.into_any(),
        account.into_any(),
        view! { <Time value=since style=TimeStyle::Day/> }.into_any(),
        view! { <Money minor=claim.amount.minor currency=claim.amount.currency.clone()/> }.into_any(),
    ]
}

/// What is shown of an account, or that there is none.
pub(super) fn account(masked: Option<String>) -> AnyView {
    match masked {
        Some(masked) => view! { <Data value=masked class="number nowrap"/> }.into_any(),
        None => view! { <Badge label=keys::PAYMENTS_ACCOUNT_NONE tone=Tone::Danger/> }.into_any(),
    }
}
