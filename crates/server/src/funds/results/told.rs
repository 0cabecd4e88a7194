//! What a partner tells of an activity, kept with its request: whole for its page, and in columns for reports.

use crate::funds::claims::WholeClaim;
use crate::funds::requests::{as_seen, permit};
use crate::settings::InEffect;
use crate::store::entities::fund_requests::Model;
use crate::store::{StoreError, Tx};
use crate::work::Work;
use entente_model::funds::request::{FundRequest, FundRequestEventKind};
use entente_model::funds::results::ReportedResults;
use entente_model::ids::FundRequestId;
use entente_model::money::Money;

/// What was told so far.
pub(in crate::funds) fn told(row: &Model) -> Result<ReportedResults, serde_json::Error> {
    serde_json::from_str(&row.results)
}

/// Sets what was told, and the columns that reports read.
pub(crate) fn set(row: &mut Model, results: &ReportedResults) -> Result<(), serde_json::Error> {
    row.results = serde_json::to_string(results)?;
    row.leads = results.leads.unwrap_or(0).into();
    (row.pipeline_currency, row.pipeline_minor) = parts(results.pipeline.as_ref());
    (row.won_currency, row.won_minor) = parts(results.won.as_ref());
    Ok(())
}

fn parts(money: Option<&Money>) -> (String, i64) {
    money.map_or_else(Default::default, |money| (money.currency.clone(), money.minor))
}

/// Takes over what the partner tells now.
pub(super) async fn tell(
    tx: &Tx,
    settings: &InEffect,
    id: FundRequestId,
    seen: i64,
    results: &ReportedResults,
) -> Result<FundRequest, StoreError> {
    let mut request = as_seen(tx, id, seen).await?;
    permit(tx, settings, &request, FundRequestEventKind::Report)?;
    let mut work = Work::new(tx, settings);
    if told(&request.row)? != *results {
        set(&mut request.row, results)?;
        let facts = request.facts.clone();
        work.save_fund_request(&mut request, facts).await?;
        work.audit_fund_request("fund_request.results_told", &request, |entry| {
            let entry = match results.leads {
                Some(leads) => entry.param("leads", leads),
                None => entry,
            };
            let entry = match &results.pipeline {
                Some(money) => entry
                    .param("pipeline", money.minor)
                    .param("pipeline_currency", money.currency.clone()),
                None => entry,
            };
            match &results.won {
                Some(money) => entry
                    .param("won", money.minor)
                    .param("won_currency", money.currency.clone()),
                None => entry,
            }
        });
    }
    work.leave(tx)?;
    request.on_wire(tx.db(), tx.scope()).await
}

/// Takes over what a claim that was handed in says of its activity. The claim's own timeline tells that it was.
pub(in crate::funds) async fn follow_claim(work: &mut Work<'_>, claim: &mut WholeClaim) -> Result<(), StoreError> {
    let fields = claim.fields()?;
    let request = &mut claim.request;
    let before = told(&request.row)?;
    let after = before.after_claim(&fields);
    if after == before {
        return Ok(());
    }
    set(&mut request.row, &after)?;
    let facts = request.facts.clone();
    work.save_fund_request(request, facts).await?;
    Ok(())
}
