//! A claim as every page shows it that shows one: what was spent, what came of it, what proves it, and what an approver would ask about.

use super::facts::{activity_facts, budget_line, goal_facts, result_facts};
use super::request_words::{ClaimStateBadge, proof_name};
use crate::api::funds;
use crate::applications::facts::fact_line;
use crate::files::File;
use crate::forms::field_text;
use crate::i18n::{self, keys, t, text_with};
use crate::ui::{
    Card, Data, DateText, Icon, IconName, IconSize, KeyValue, KeyValues, Money, StatusBadge, Time, TimeStyle, Tone,
};
use entente_model::funds::activity::ProofKind;
use entente_model::funds::claim::{
    ClaimLine, ClaimProof, FundClaim, UsedInvoice, approved_share, counted_cost, proof_standings,
};
use leptos::prelude::*;

/// What was spent, invoice by invoice, what of it is paid, and what came of it.
#[component]
pub fn ClaimSpent(
    /// The claim.
    claim: Signal<FundClaim>,
) -> impl IntoView {
    let state = Memo::new(move |_| claim.with(|claim| claim.summary.state));
    let results = move || {
        let facts = claim.with(|claim| result_facts(&claim.fields, &claim.request));
        facts.into_iter().map(fact_line).collect_view()
    };
    let owner = Memo::new(move |_| claim.with(|claim| claim.owner.name.clone()));
    let submitted = Memo::new(move |_| claim.with(|claim| claim.progress.submitted_at));
    view! {
        <Card title=keys::APPROVAL_CLAIM_TITLE actions=ViewFn::from(move || view! { <ClaimStateBadge state=state/> })>
            <section class="approval-section">
                <h3 class="approval-subhead">{t(keys::FUND_FACT_COSTS)}</h3>
                <Invoices claim=claim/>
            </section>
            <section class="approval-section">
                <h3 class="approval-subhead">{t(keys::APPROVAL_CLAIM_AMOUNTS)}</h3>
                <Amounts claim=claim/>
            </section>
            <section class="approval-section">
                <h3 class="approval-subhead">{t(keys::APPROVAL_CLAIM_RESULTS)}</h3>
                <KeyValues>{results}</KeyValues>
            </section>
            <section class="approval-section">
                <h3 class="approval-subhead">{t(keys::APPROVAL_RECORD)}</h3>
                <KeyValues>
                    <KeyValue label=keys::DEAL_FIELD_OWNER><Data value=owner/></KeyValue>
                    {move || submitted.get().map(|at| view! {
                        <KeyValue label=keys::DEAL_FIELD_SUBMITTED><Time value=at style=TimeStyle::DateTime/></KeyValue>
                    })}
                </KeyValues>
            </section>
        </Card>
    }
}

/// An invoice with what it was charged for, and what there is to ask about it.
#[derive(Clone, PartialEq)]
struct Invoice {
    line: ClaimLine,
    /// What was planned, in words, and how much.
    planned: Option<(String, i64)>,
    currency: String,
    cautions: Vec<String>,
}

/// The invoices of a claim; followed by language when called inside a reactive closure.
fn invoices(claim: &FundClaim) -> Vec<Invoice> {
    let lines = claim.fields.lines.iter().enumerate();
    lines
        .map(|(at, line)| {
            let planned = line.line.and_then(|at| claim.request.lines.get(at as usize));
            Invoice {
                line: line.clone(),
                planned: planned.map(|planned| (budget_line(planned), planned.minor)),
                currency: claim.request.currency.clone(),
                cautions: cautions(claim, at, line),
            }
        })
        .collect()
}

/// What an approver would ask about a line: what goes over its budget, and invoices of other claims that may be this one.
fn cautions(claim: &FundClaim, at: usize, line: &ClaimLine) -> Vec<String> {
    let pointer = format!("/lines/{at}/");
    let over = claim
        .cautions
        .iter()
        .filter(|error| error.pointer.starts_with(&pointer));
    let over = over.map(field_text);
    let used = claim.used.iter().filter_map(|used| {
        if used.is_of(line) {
            return Some(text_with(keys::FIELD_INVOICE_USED, &[("reference", &used.reference)]));
        }
        has_number_of(used, line).then(|| like_invoice(used))
    });
    over.chain(used).collect()
}

/// What there is to ask of an invoice that has the number of another one.
pub(super) fn like_invoice(used: &UsedInvoice) -> String {
    text_with(
        keys::APPROVAL_CLAIM_LIKE_INVOICE,
        &[
            ("reference", &used.reference),
            ("supplier", &used.supplier),
            ("day", &i18n::date(used.invoiced_on)),
        ],
    )
}

/// Whether an invoice of another claim has the number of a line, whoever sent it.
pub(super) fn has_number_of(used: &UsedInvoice, line: &ClaimLine) -> bool {
    let other = ClaimLine {
        invoice_number: used.invoice_number.clone(),
        ..ClaimLine::default()
    };
    let number = line.invoice_key().0;
    !number.is_empty() && number == other.invoice_key().0
}

#[component]
fn Invoices(claim: Signal<FundClaim>) -> impl IntoView {
    let invoices = Memo::new(move |_| claim.with(invoices));
    let rows = move || invoices.get().into_iter().map(invoice).collect_view();
    view! {
        <table class="approval-costs" aria-label=t(keys::FUND_FACT_COSTS)>
            <thead>
                <tr>
                    <th scope="col">{t(keys::APPROVAL_CLAIM_COLUMN_COST)}</th>
                    <th scope="col">{t(keys::APPROVAL_CLAIM_COLUMN_INVOICE)}</th>
                    <th scope="col" class="end">{t(keys::FUND_COLUMN_AMOUNT)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn invoice(invoice: Invoice) -> AnyView {
    let Invoice {
        line,
        planned,
        currency,
        cautions,
    } = invoice;
    let planned = planned.map(|(name, minor)| {
        let most = i18n::money(minor, &currency);
        view! {
            <Data value=name/>
            <span class="cell-sub">{move || text_with(keys::APPROVAL_CLAIM_LINE_PLANNED, &[("amount", &most)])}</span>
        }
    });
    let cautions = cautions
        .into_iter()
        .map(|said| {
            view! { <span class="approval-caution"><Icon name=IconName::TriangleAlert size=IconSize::Small/>{said}</span> }
        })
        .collect_view();
    view! {
        <tr>
            <th scope="row">{planned}</th>
            <td>
                <Data value=line.invoice_number/>
                <span class="cell-sub">
                    <Data value=line.supplier/>
                    {line.invoiced_on.map(|day| view! { " · "<DateText value=day/> })}
                </span>
                {cautions}
            </td>
            <td class="end"><Money minor=line.minor currency=currency/></td>
        </tr>
    }
    .into_any()
}

/// From what the invoices come to, to what is claimed.
#[component]
fn Amounts(claim: Signal<FundClaim>) -> impl IntoView {
    let own = Signal::derive(move || claim.with(|claim| claim.request.currency.clone()));
    let books = Signal::derive(move || claim.with(|claim| claim.summary.claimed.currency.clone()));
    let of = move |take: fn(&FundClaim) -> i64| Signal::derive(move || claim.with(take));
    let cost = of(|claim| {
        let lines = claim.fields.lines.iter();
        lines.fold(0, |sum, line| sum.saturating_add(line.minor))
    });
    let counted = of(|claim| counted_cost(&claim.request, &claim.fields));
    let reserved = of(|claim| claim.request_progress.reserved_minor());
    let claimed = of(|claim| claim.summary.claimed.minor);
    let approved =
        Memo::new(move |_| claim.with(|claim| claim.summary.approved.as_ref().map(|approved| approved.minor)));
    view! {
        <KeyValues>
            <KeyValue label=keys::APPROVAL_CLAIM_COST><Money minor=cost currency=own/></KeyValue>
            <KeyValue label=keys::APPROVAL_CLAIM_COUNTED><Money minor=counted currency=own/></KeyValue>
            <ApprovedShare claim=claim/>
            <KeyValue label=keys::APPROVAL_CLAIM_RESERVED><Money minor=reserved currency=books/></KeyValue>
            <KeyValue label=keys::APPROVAL_CLAIM_CLAIMED>
                <span class="strong"><Money minor=claimed currency=books/></span>
            </KeyValue>
            {move || approved.get().map(|minor| view! {
                <KeyValue label=keys::APPROVAL_FUND_APPROVED><Money minor=minor currency=books/></KeyValue>
            })}
        </KeyValues>
    }
}

/// How much of what counts is paid: the share of the plan that was approved.
#[component]
pub fn ApprovedShare(
    /// The claim.
    #[prop(into)]
    claim: Signal<FundClaim>,
) -> impl IntoView {
    let share = Memo::new(move |_| claim.with(|claim| approved_share(&claim.request_progress)));
    move || {
        let share = share.get()?;
        Some(view! {
            <KeyValue label=keys::CLAIM_SHARE><span translate="no">{move || i18n::percent(share)}</span></KeyValue>
        })
    }
}

/// The files, by what they prove: first what the program asks for, then what was added.
#[component]
pub fn ClaimProofs(
    /// The claim.
    claim: Signal<FundClaim>,
) -> impl IntoView {
    let proofs = Memo::new(move |_| claim.with(proofs));
    let lines = move || {
        let line = |(kind, is_needed, files): (ProofKind, bool, Vec<File>)| {
            let is_missing = is_needed && files.is_empty();
            let files = files.into_iter().map(File::line).collect_view();
            view! {
                <section class="approval-section">
                    <h3 class="approval-subhead">{t(proof_name(kind))}</h3>
                    {if is_missing {
                        view! { <StatusBadge label=keys::APPROVAL_CLAIM_PROOF_MISSING tone=Tone::Warning icon=Some(IconName::CircleAlert)/> }
                            .into_any()
                    } else {
                        view! { <ul class="approval-files" aria-label=t(proof_name(kind))>{files}</ul> }.into_any()
                    }}
                </section>
            }
        };
        proofs.get().into_iter().map(line).collect_view()
    };
    let nothing = move || {
        proofs
            .with(Vec::is_empty)
            .then(|| view! { <p class="muted">{t(keys::APPROVAL_CLAIM_NO_PROOFS)}</p> })
    };
    view! {
        <Card title=keys::APPROVAL_CLAIM_PROOFS text=keys::APPROVAL_CLAIM_PROOFS_TEXT>
            {nothing}
            {lines}
        </Card>
    }
}

/// Each kind of proof that is needed or there, whether it is needed, and its files.
fn proofs(claim: &FundClaim) -> Vec<(ProofKind, bool, Vec<File>)> {
    let brought: Vec<ClaimProof> = claim
        .proofs
        .iter()
        .map(|proof| ClaimProof {
            attachment_id: proof.file.id,
            kind: proof.kind,
        })
        .collect();
    let needed: Vec<ProofKind> = proof_standings(&claim.request, &claim.rules, &brought)
        .iter()
        .map(|standing| standing.kind)
        .collect();
    let files = |kind: ProofKind| {
        let of_kind = claim.proofs.iter().filter(|proof| proof.kind == kind);
        of_kind
            .map(|proof| File::of(&proof.file, funds::claim_proof(claim.summary.id, proof.file.id)))
            .collect::<Vec<_>>()
    };
    let further = ProofKind::ALL.iter().copied().filter(|kind| !needed.contains(kind));
    let further = further.map(|kind| (kind, false, files(kind)));
    let asked = needed.iter().map(|kind| (*kind, true, files(*kind)));
    asked.chain(further.filter(|(_, _, files)| !files.is_empty())).collect()
}

/// The activity as it was approved.
#[component]
pub fn ClaimPromised(
    /// The claim.
    claim: Signal<FundClaim>,
) -> impl IntoView {
    let facts = move || {
        let facts = claim.with(|claim| {
            let mut facts = activity_facts(&claim.request);
            facts.extend(goal_facts(&claim.request));
            facts
        });
        facts.into_iter().map(fact_line).collect_view()
    };
    let reference = Memo::new(move |_| claim.with(|claim| claim.summary.request_reference.clone()));
    let days = move || {
        let days = claim.with(|claim| {
            let progress = &claim.request_progress;
            progress.approved_on.zip(progress.claim_deadline)
        });
        days.map(|(approved, deadline)| {
            view! {
                <KeyValue label=keys::APPROVAL_CLAIM_APPROVED_ON><DateText value=approved/></KeyValue>
                <KeyValue label=keys::APPROVAL_CLAIM_DEADLINE><DateText value=deadline/></KeyValue>
            }
        })
    };
    view! {
        <Card title=keys::APPROVAL_CLAIM_PROMISED text=keys::APPROVAL_CLAIM_PROMISED_TEXT>
            <KeyValues>
                <KeyValue label=keys::APPROVAL_REFERENCE><Data value=reference class="approval-reference"/></KeyValue>
                {days}
                {facts}
            </KeyValues>
        </Card>
    }
}
