//! Opening a form: what it begins with, and its files.

use super::fields::Fields;
use super::files::uploads_of;
use super::model::{FormModel, Ground, eligible};
use super::raw::RawRequest;
use crate::forms::{FormErrors, Place, Typing, Uploads, number_style};
use crate::paths;
use entente_model::funds::fund::{Fund, FundState};
use entente_model::funds::request::FundRequest;
use entente_model::ids::{FundId, UserId};
use leptos::prelude::*;

/// What a form is opened with.
pub struct Opening {
    /// Who writes.
    pub user: UserId,
    /// The program's rules, and who asks.
    pub ground: Ground,
    /// The partner's funds as they are now.
    pub funds: Vec<Fund>,
    /// The record, unless it is a new one.
    pub request: Option<FundRequest>,
    /// The fund that a new one is for, when that is known.
    pub fund: Option<FundId>,
    /// Where this device keeps what is typed.
    pub place: Place,
}

/// A form with its files. Copied freely.
#[derive(Clone, Copy)]
pub struct Opened {
    /// The form.
    pub form: FormModel,
    /// Its files.
    pub uploads: Uploads,
}

/// Opens the form, and begins to save what is typed.
pub fn open(opening: Opening) -> Opened {
    let Opening {
        user,
        ground,
        funds,
        request,
        fund,
        place,
    } = opening;
    let funds = with_own_fund(funds, request.as_ref());
    let raw = raw_of_server(request.as_ref(), &ground, &funds, fund);
    let files = request.as_ref().map(|request| request.attachments.clone());
    let is_new = request.is_none();
    let form = FormModel::open(user, ground, funds, request, place, raw);
    if is_new {
        form.draft.name_address(paths::fund_request_edit);
    }
    take_refusals_off(form.fields, form.errors);
    Opened {
        form,
        uploads: uploads_of(form, &files.unwrap_or_default()),
    }
}

/// The partner's funds with the one that a request names, should the list not reach to it.
pub fn with_own_fund(mut funds: Vec<Fund>, request: Option<&FundRequest>) -> Vec<Fund> {
    let own = request.and_then(|request| request.fund.as_ref());
    if let Some(own) = own
        && funds.iter().all(|fund| fund.id != own.id)
    {
        funds.push(own.clone());
    }
    funds
}

fn raw_of_server(request: Option<&FundRequest>, ground: &Ground, funds: &[Fund], fund: Option<FundId>) -> RawRequest {
    let first = ground.rules.currencies.first().map(String::as_str).unwrap_or_default();
    let Some(request) = request else {
        return begin(funds, fund, first);
    };
    let mut raw = RawRequest::of_request(request, untrack(number_style), first);
    if let Some(activity) = request.fields.activity {
        raw.propose(&eligible(&ground.rules, activity));
    }
    raw
}

/// A new request: to the fund that was asked for, or to the only one that is open.
fn begin(funds: &[Fund], wanted: Option<FundId>, currency: &str) -> RawRequest {
    let open: Vec<&Fund> = funds.iter().filter(|fund| fund.state == FundState::Open).collect();
    let fund = match (wanted, open.as_slice()) {
        (Some(id), open) => open.iter().copied().find(|fund| fund.id == id),
        (None, [only]) => Some(*only),
        _ => None,
    };
    let currency = fund.map_or(currency, |fund| fund.currency.as_str());
    RawRequest {
        fund: fund.map(|fund| fund.id.to_string()).unwrap_or_default(),
        ..RawRequest::begin(currency)
    }
}

/// What the server refused of a field is no longer said once the field's text has changed.
fn take_refusals_off(fields: Fields, errors: FormErrors) {
    let lines = Signal::derive(move || format!("{:?}", fields.raw().lines));
    let accounts = Signal::derive(move || fields.accounts.get().join("\n"));
    let pipeline = Signal::derive(move || format!("{} {}", fields.pipeline.get(), fields.pipeline_currency.get()));
    errors
        .follow("/fund_id", fields.fund)
        .follow("/activity", fields.activity)
        .follow("/title", fields.title)
        .follow("/starts_on", fields.starts_on)
        .follow("/ends_on", fields.ends_on)
        .follow("/audience", fields.audience)
        .follow("/plan", fields.plan)
        .follow("/currency", fields.currency)
        .follow("/lines", lines)
        .follow("/asked", fields.asked)
        .follow("/expected_leads", fields.leads)
        .follow("/expected_pipeline", pipeline)
        .follow("/lead_definition", fields.lead_definition)
        .follow("/target_accounts", accounts);
}
