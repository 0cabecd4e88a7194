//! Opening a form: what the server holds, what this device kept of the last visit, and which of the two one sees.

use super::device::{DeviceCopy, Requests};
use super::files::uploads_of;
use super::model::{FormModel, Ground, eligible};
use super::raw::{RawRequest, Typed, read};
use crate::api::connection;
use crate::deals::uploads::Uploads;
use crate::forms::{self, Place, number_style};
use crate::paths;
use crate::ui::DraftStatus;
use entente_model::funds::fund::{Fund, FundState};
use entente_model::funds::request::FundRequest;
use entente_model::ids::{FundId, UserId};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

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

/// A form with all that belongs to it. Copied freely.
#[derive(Clone, Copy)]
pub struct Opened {
    /// The form.
    pub form: FormModel,
    /// Its files.
    pub uploads: Uploads,
    /// Keys of the outbox that hand it in; empty when nothing waits.
    pub queued: RwSignal<Vec<String>>,
    /// Whether text of the last visit was put in place that the server never got.
    pub restored: RwSignal<bool>,
    request: StoredValue<Option<FundRequest>>,
    opening: StoredValue<RawRequest>,
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
    let on_server = raw_of_server(request.as_ref(), &ground, &funds, fund);
    let kept = kept_text(&place, &on_server);
    let form = FormModel::new(user, ground, funds, request.as_ref(), place, on_server.clone());
    let files = request
        .as_ref()
        .map(|request| request.attachments.as_slice())
        .unwrap_or_default();
    let uploads = uploads_of(form, files);
    let opened = Opened {
        form,
        uploads,
        queued: RwSignal::new(Vec::new()),
        restored: RwSignal::new(false),
        request: StoredValue::new(request),
        opening: StoredValue::new(on_server),
    };
    if let Some(kept) = kept {
        opened.restore(kept);
    }
    opened.keep_saving();
    opened
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

/// What the device kept, when it says anything beyond what the server holds.
fn kept_text(place: &Place, on_server: &RawRequest) -> Option<DeviceCopy> {
    let kept: DeviceCopy = place.load()?;
    let raw = forms::kept_text::<Requests>(&kept, untrack(number_style));
    if raw == *on_server && kept.queued.is_empty() && kept.creating.is_none() {
        place.forget();
        return None;
    }
    Some(kept)
}

impl Opened {
    /// Puts the text of the last visit in place. Where the record has changed since, both are shown for a choice.
    fn restore(self, kept: DeviceCopy) {
        let style = untrack(number_style);
        let raw = forms::kept_text::<Requests>(&kept, style);
        let (mine, _) = read(Typed { raw: &raw, style });
        let request = self.request.get_value();
        let is_stale = request
            .as_ref()
            .is_some_and(|request| request.fields != kept.held && request.fields != mine);
        let is_queued = !kept.queued.is_empty();
        if let Some(saver) = self.form.saver() {
            saver.take_up(kept.creating);
            if is_stale {
                saver.hold_back(kept.version, kept.held);
            }
            if is_queued {
                saver.hand_over(raw.clone(), style, kept.queued.clone());
            }
        }
        if is_stale {
            self.form.stale.set(request);
            self.form.status.set(DraftStatus::Conflict);
        }
        self.form.fields.fill(raw);
        self.queued.set(kept.queued);
        self.restored.set(!is_stale && !is_queued);
    }

    /// Takes the text of the last visit out again, here and on the server.
    pub fn discard_restored(self) {
        let opening = self.opening.get_value();
        self.restored.set(false);
        if let Some(saver) = self.form.saver() {
            saver.forget_typed(opening.clone(), untrack(number_style));
        }
        self.form.fields.fill(opening);
    }

    /// The record as it was opened; none of a new one.
    pub fn request(self) -> Option<FundRequest> {
        self.request.try_get_value().flatten()
    }

    fn keep_saving(self) {
        let form = self.form;
        let fields = form.fields;
        Effect::new(move |_| {
            let (raw, style) = (fields.raw(), number_style());
            if let Some(saver) = form.saver() {
                saver.typed(raw, style);
            }
        });
        let restored = self.restored;
        // Discarding would overwrite what somebody else has written.
        Effect::new(move |_| {
            if form.stale.with(Option::is_some) {
                restored.set(false);
            }
        });
        // An amount keeps its worth when the reader changes the language over it.
        Effect::watch(
            number_style,
            move |now, before, _| {
                if let Some(before) = before.filter(|before| *before != now) {
                    let raw = untrack(|| fields.raw());
                    fields.fill(raw.in_signs(*before, *now));
                }
            },
            false,
        );
        let is_there = Memo::new(move |_| connection::away_since().is_none());
        Effect::watch(
            move || is_there.get(),
            move |is_there, _, _| {
                if let Some(saver) = form.saver().filter(|_| *is_there) {
                    saver.save();
                }
            },
            false,
        );
        on_cleanup(move || {
            if let Some(saver) = form.saver() {
                saver.save();
            }
        });
        if self.request.with_value(Option::is_none) {
            name_address(form);
        }
        take_refusals_off(form);
    }
}

/// Gives a new draft its own address once it has one, so that loading the page again opens it. The router is not asked: it would make the
/// page anew under the person's fingers.
fn name_address(form: FormModel) {
    Effect::new(move |_| {
        if let (Some(id), Ok(history)) = (form.id.get(), window().history()) {
            let state = history.state().unwrap_or(JsValue::NULL);
            let _ = history.replace_state_with_url(&state, "", Some(&paths::fund_request_edit(id)));
        }
    });
}

/// What the server refused of a field is no longer said once the field's text has changed.
fn take_refusals_off(form: FormModel) {
    let fields = form.fields;
    let lines = Signal::derive(move || format!("{:?}", fields.raw().lines));
    let accounts = Signal::derive(move || fields.accounts.get().join("\n"));
    let pipeline = Signal::derive(move || format!("{} {}", fields.pipeline.get(), fields.pipeline_currency.get()));
    form.errors
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
