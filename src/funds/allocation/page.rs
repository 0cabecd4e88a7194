//! The page `/funds/{id}/allocation`: the rule's numbers to try, what they give to whom, and the way to save and to book them.

use super::book::{BookButton, BookingDialog};
use super::notices::{Notices, Totals};
use super::rows::Lines;
use super::trial::Trial;
use crate::api::{Reading, funds, use_read};
use crate::forms::error_text;
use crate::funds::ALLOCATION;
use crate::funds::form::RuleFields;
use crate::funds::page::{NotFound, is_about};
use crate::i18n::{self, keys, text, text_with};
use crate::paths;
use crate::shell::{PageHead, Region};
use crate::ui::{
    Banner, Button, ButtonKind, ErrorSummary, Form, IconName, LinkButton, Pane, Skeleton, SkeletonShape, StaleNotice,
    Tone,
};
use entente_model::funds::allocation_preview::AllocationPreview;
use entente_model::ids::FundId;
use entente_model::problem::Code;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The page.
#[component]
pub fn AllocationPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse::<FundId>().ok())));
    let content = move || match id.get() {
        Some(id) => view! { <OneAllocation id=id/> }.into_any(),
        None => view! { <NotFound/> }.into_any(),
    };
    view! { <Pane>{content}</Pane> }
}

#[component]
fn OneAllocation(id: FundId) -> impl IntoView {
    let reading: Reading<AllocationPreview> =
        use_read(move || Some(funds::allocation(id))).refetch_on(move |event| is_about(event, id));
    let is_missing = Memo::new(move |_| {
        let code = reading
            .error()
            .with(|error| error.as_ref().and_then(|error| error.code()));
        code == Some(Code::NotFound)
    });
    // The content brings its own head.
    let failed = move || reading.value().with(Option::is_none) && reading.error().with(Option::is_some);
    let head = move || failed().then(|| view! { <PageHead page=&ALLOCATION/> });
    move || {
        if is_missing.get() {
            return view! { <NotFound/> }.into_any();
        }
        view! {
            <StaleNotice since=reading.stored_at() on_retry=move || reading.try_again()/>
            {head}
            <Region reading=reading loading=loading let(preview)>
                <Allocation id=id preview=preview reading=reading/>
            </Region>
        }
        .into_any()
    }
}

/// The shape of the page while it is on its way.
fn loading() -> AnyView {
    view! {
        <PageHead page=&ALLOCATION/>
        <Skeleton shape=SkeletonShape::Page/>
    }
    .into_any()
}

#[component]
fn Allocation(id: FundId, preview: Signal<AllocationPreview>, reading: Reading<AllocationPreview>) -> impl IntoView {
    let trial = Trial::open(id, preview, reading);
    let booking = RwSignal::new(false);
    let lead = Signal::derive(move || {
        let said = preview.with(|preview| {
            text_with(
                keys::ALLOCATION_LEAD,
                &[
                    ("fund", &preview.fund.name),
                    ("first", &i18n::date(preview.fund.starts_on)),
                    ("last", &i18n::date(preview.fund.ends_on)),
                ],
            )
        });
        Some(said)
    });
    view! {
        <PageHead page=&ALLOCATION lead=lead>
            <LinkButton label=keys::ALLOCATION_BACK href=paths::fund(id) icon=IconName::ArrowLeft/>
            <LinkButton
                label=keys::ALLOCATION_EXPORT
                href=funds::allocation_export(id)
                icon=IconName::Download
                download="allocation.csv"
            />
            <BookButton trial=trial booking=booking/>
        </PageHead>
        <Notices trial=trial/>
        <Totals trial=trial/>
        <Rule trial=trial/>
        <Lines trial=trial/>
        <BookingDialog open=booking id=id trial=trial/>
    }
}

/// The numbers of the rule: what is typed is tried at once, and kept when somebody says so.
#[component]
fn Rule(trial: Trial) -> impl IntoView {
    let failed = move || {
        let said = trial.errors.failed().get().map(|error| error_text(&error));
        said.map(|said| view! { <Banner title=said tone=Tone::Danger/> })
    };
    let unchanged = Memo::new(move |_| !trial.differs.get());
    let refused = Signal::derive(move || {
        if unchanged.get() {
            return Some(text(keys::ALLOCATION_RULE_UNCHANGED));
        }
        trial.closed_reason()
    });
    let discard = Signal::derive(move || unchanged.get().then(|| text(keys::ALLOCATION_RULE_UNCHANGED)));
    let summary = move || {
        text(if trial.differs.get() {
            keys::ALLOCATION_RULE_TRIED
        } else {
            keys::ALLOCATION_RULE
        })
    };
    view! {
        <details class="card allocation-rule">
            <summary class="allocation-summary">{summary}</summary>
            <div class="card-body">
                <Form state=trial.errors.state() on_submit=move || trial.save()>
                    <ErrorSummary/>
                    {failed}
                    <RuleFields fields=trial.fields/>
                    <div class="dialog-actions">
                        <Button label=keys::ALLOCATION_RULE_DISCARD disabled_reason=discard on_press=move || trial.discard()/>
                        <Button
                            label=keys::ALLOCATION_RULE_SAVE
                            kind=ButtonKind::Primary
                            submit=true
                            busy=trial.saving.pending()
                            disabled_reason=refused
                        />
                    </div>
                </Form>
            </div>
        </details>
    }
}
