//! Handing a request in: checked against the program, the fund and the partner's other activities, and put into the queue.

use super::{WholeRequest, others, step};
use crate::approvals::{self, About, Opening};
use crate::funds::notify::{self, Notice, To};
use crate::funds::{actor, ledger, store};
use crate::store::StoreError;
use crate::store::dialect::row_lock;
use crate::store::sql::Sql;
use crate::work::Work;
use entente_model::approvals::ApprovalKind;
use entente_model::funds::fund::Fund;
use entente_model::funds::request::{
    FundRequestDraft, FundRequestEventKind, FundRequestOccurrence, FundRequestTerms, RequestRules, allowed,
};
use entente_model::ids::PartnerId;
use entente_model::problem::{Code, Problem};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use std::collections::BTreeSet;

/// Hands a draft, or a returned request, in.
pub(super) async fn submit(work: &mut Work<'_>, request: &mut WholeRequest) -> Result<(), StoreError> {
    let actor = actor::of(work.scope);
    let today = work.settings.day_in(&request.row.region, work.now);
    let kind = FundRequestEventKind::Submit;
    allowed(&request.facts, kind, actor, work.now, today).map_err(Problem::from)?;
    if !request.partner.may_begin {
        return Err(Problem::new(Code::Forbidden)
            .param("reason", "partner_suspended")
            .into());
    }
    hold_partner(work.db, request.partner_id()).await?;
    let fields = request.fields()?;
    let fund = held_fund(work.db, &fields, request.partner_id()).await?;
    let terms = terms(work, request, &fields, fund.as_ref()).await?;
    request.row.tier = request.partner.tier.as_str().to_owned();
    // A draft may have named the fund before its partner was given something in it.
    request.row.fund_id = fund.map(|fund| fund.id.0);
    let again = request.facts.progress.submitted_at.is_some();
    step::occur(work, request, &FundRequestOccurrence::Submit(terms), actor).await?;
    let entry = if again {
        "fund_request.resubmitted"
    } else {
        "fund_request.submitted"
    };
    work.audit_fund_request(entry, request, |entry| entry);
    let opening = Opening {
        kind: ApprovalKind::FundRequest,
        request: String::new(),
        flags: BTreeSet::new(),
        due_at: work.settings.fund_request_due(&request.row.region, work.now),
        rule: None,
    };
    approvals::open(work, About::FundRequest(request), opening).await?;
    notify::request(work, request, Notice::Submitted, To::Deciders)
}

/// What is asked for, or all that is missing or wrong.
async fn terms(
    work: &Work<'_>,
    request: &WholeRequest,
    fields: &FundRequestDraft,
    fund: Option<&Fund>,
) -> Result<FundRequestTerms, StoreError> {
    let others = others::find(work.db, &request.row).await?;
    let settings = &work.settings.settings;
    let rules = RequestRules {
        settings: &settings.funds,
        currencies: &settings.currencies,
        partner_id: request.partner_id(),
        tier: request.partner.tier,
        today: work.settings.day_in(&request.row.region, work.now),
        handed_in_on: request.facts.progress.submitted_on,
        fund,
        available: fund.and_then(|fund| fund.balance).map(|balance| balance.available),
        others: &others,
    };
    Ok(fields.terms(&rules).map_err(Problem::fields)?)
}

/// The fund that is to pay, kept as open as it is until the transaction ends; none that the partner does not know.
async fn held_fund(
    db: &DatabaseTransaction,
    fields: &FundRequestDraft,
    partner: PartnerId,
) -> Result<Option<Fund>, StoreError> {
    let Some(id) = fields.fund_id else { return Ok(None) };
    if store::of_partner(db, id, partner).await?.is_none() {
        return Ok(None);
    }
    ledger::hold(db, id).await?;
    store::of_partner(db, id, partner).await
}

/// Lets what a partner hands in be handed in one after the other: each is compared with all that came before.
pub(in crate::funds) async fn hold_partner(db: &DatabaseTransaction, partner: PartnerId) -> Result<(), StoreError> {
    let backend = db.get_database_backend();
    let mut sql = Sql::new(backend, "SELECT id FROM partners WHERE id = ");
    sql.bind(partner.0).push(row_lock(backend));
    db.query_one_raw(sql.statement()).await?;
    Ok(())
}
