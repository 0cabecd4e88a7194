//! The page `/funds/payments`: what is owed, from which batches are made, and the batches so far. It changes by itself.

use super::batches::Batches;
use super::owed::OwedClaims;
use crate::api::{fund_payments, use_read};
use crate::funds::PAYMENTS;
use crate::funds::views::{View, Views};
use crate::i18n::keys;
use crate::paths::{PaymentsQuery, use_address_state};
use crate::shell::{PageHead, Region};
use crate::ui::{Pane, Skeleton, SkeletonShape, StaleNotice};
use entente_model::events::LiveEvent;
use leptos::prelude::*;

/// The page.
#[component]
pub fn PaymentsPage() -> impl IntoView {
    let address = use_address_state::<PaymentsQuery>();
    let asked = Memo::new(move |_| address.get().currency);
    let reading = use_read(move || fund_payments::owed(&asked.get())).refetch_on(|event| {
        matches!(
            event,
            LiveEvent::PaymentBatch { .. }
                | LiveEvent::FundClaim { .. }
                | LiveEvent::Partner { .. }
                | LiveEvent::Settings {}
        )
    });
    view! {
        <Pane>
            <PageHead page=&PAYMENTS lead=keys::PAYMENTS_LEAD/>
            <Views here=View::Payments/>
            <StaleNotice since=reading.stored_at() on_retry=move || reading.try_again()/>
            <Region reading=reading loading=|| view! { <Skeleton shape=SkeletonShape::Card/> } let(owed)>
                <OwedClaims owed=owed asked=asked/>
            </Region>
            <Batches/>
        </Pane>
    }
}
