//! The proof of work before an application is begun, in small helpings, so that the page stays alive meanwhile.

use crate::api::{ApiError, onboarding};
use entente_model::onboarding::proof_of_work::{Challenge, Proof, search};
use gloo_timers::future::TimeoutFuture;
use js_sys::Date;
use leptos::prelude::*;

/// Milliseconds of work between two turns of the page.
const HELPING: f64 = 8.0;
/// Numbers tried between two looks at the clock.
const TRIES: u64 = 200;

/// Fetches a challenge and works until it is proven. `working` says so meanwhile.
pub async fn prove(working: RwSignal<bool>) -> Result<Proof, ApiError> {
    working.try_set(true);
    let proof = async {
        let challenge = onboarding::challenge().await?;
        Ok(solve(challenge).await)
    };
    let proof = proof.await;
    working.try_set(false);
    proof
}

async fn solve(challenge: Challenge) -> Proof {
    let mut first = 0;
    loop {
        let begun = Date::now();
        while Date::now() - begun < HELPING {
            if let Some(number) = search(&challenge.challenge, challenge.bits, first, TRIES) {
                return Proof {
                    challenge: challenge.challenge,
                    number,
                };
            }
            first += TRIES;
        }
        // What was pressed or typed meanwhile comes first.
        TimeoutFuture::new(0).await;
    }
}
