//! What only a browser can show: addresses through the browser's own parser, `Intl`, and what is kept on the device.
#![cfg(target_family = "wasm")]

use entente::api::{self, IdempotencyKey, outbox};
use entente::i18n::{self, keys};
use entente::paths::{self, Closing, DealsQuery, DealsSort, QueryState};
use entente_model::deals::{DealDraft, DealEvent, DealState};
use entente_model::ids::UserId;
use leptos::prelude::{document, window};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn query() -> DealsQuery {
    DealsQuery {
        search: "Größe & Söhne + 50 % #1 ?".into(),
        states: vec![DealState::Draft, DealState::InReview],
        country: "DE".into(),
        closing: Some(Closing::Overdue),
        sort: DealsSort::Customer,
        descending: false,
        ..DealsQuery::default()
    }
}

#[wasm_bindgen_test]
fn a_list_survives_the_browsers_address() {
    let address = web_sys::Url::new_with_base(&paths::deals_with(&query()), "https://portal.example").unwrap();
    assert_eq!(address.pathname(), "/deals");
    assert_eq!(address.hash(), "");
    assert_eq!(DealsQuery::from_address(&address.search()), query());
    // The browser reads the same values from it as we do.
    assert_eq!(
        address.search_params().get("search").as_deref(),
        Some(query().search.as_str())
    );
}

#[wasm_bindgen_test]
fn where_sign_in_leads_survives_the_browsers_address() {
    let next = paths::deals_with(&query());
    let address = web_sys::Url::new_with_base(&paths::sign_in(&next), "https://portal.example").unwrap();
    assert_eq!(paths::next_after_sign_in(&address.search()), next);
}

#[wasm_bindgen_test]
fn the_token_of_a_mailed_link_is_in_the_fragment_alone() {
    let address = web_sys::Url::new("https://portal.example/invitation#token=aB3-_x").unwrap();
    assert_eq!(address.search(), "");
    assert_eq!(paths::token_of_fragment(&address.hash()).as_deref(), Some("aB3-_x"));
}

#[wasm_bindgen_test]
fn amounts_sizes_and_times_are_written_by_the_browser() {
    document()
        .document_element()
        .unwrap()
        .set_attribute("lang", "en")
        .unwrap();
    assert_eq!(i18n::integer(1_234_567), "1,234,567");
    assert_eq!(i18n::money(125_000, "EUR"), "€1,250.00");
    assert_eq!(i18n::money(125_000, "JPY"), "¥125,000");
    // An amount that no float holds to the cent.
    assert_eq!(i18n::money(900_719_925_474_099_301, "USD"), "$9,007,199,254,740,993.01");
    assert_eq!(i18n::duration(93_600), "1 day 2 hr");
    assert_eq!(i18n::number_signs(), ('.', ','));
}

#[wasm_bindgen_test]
fn a_text_without_a_catalogue_shows_its_name() {
    assert_eq!(i18n::text(keys::SESSION_SIGN_IN), "session.sign-in");
    assert_eq!(
        i18n::text_plural(keys::SHELL_OUTBOX_WAITING, 2),
        "shell.outbox.waiting_other"
    );
}

fn device() -> web_sys::Storage {
    window().local_storage().unwrap().unwrap()
}

fn kept_entries(owner: UserId) -> serde_json::Value {
    device()
        .get_item(&format!("entente.outbox.{owner}"))
        .unwrap()
        .map_or(serde_json::Value::Null, |text| serde_json::from_str(&text).unwrap())
}

#[wasm_bindgen_test]
fn what_is_queued_is_kept_in_order_with_its_keys() {
    let owner = UserId(uuid::Uuid::from_u128(71));
    outbox::close();
    outbox::open(owner);
    let (create, submit) = (IdempotencyKey::new(), IdempotencyKey::new());
    let draft = DealDraft {
        customer_name: "Ostsee Reederei".into(),
        ..DealDraft::default()
    };
    let first = outbox::queue(api::deals::create(&draft, &create), "Ostsee Reederei", "/deals/{id}").unwrap();
    assert_eq!(first, create.as_str());
    outbox::queue_after(
        &first,
        api::deals::event_of_answer(&DealEvent::Submit {}, &submit),
        "Ostsee Reederei",
        "/deals/{id}",
    )
    .unwrap();

    let kept = kept_entries(owner);
    assert_eq!(kept[0]["key"], create.as_str());
    assert_eq!(kept[1]["key"], submit.as_str());
    assert_eq!(kept[1]["after"], create.as_str());
    assert_eq!(kept[1]["path"], "/deals/{id}/events");
    assert_eq!(outbox::entries().len(), 2);

    // Nobody else sees it, and it is there again when its owner is.
    outbox::open(UserId(uuid::Uuid::from_u128(72)));
    assert!(outbox::entries().is_empty());
    outbox::open(owner);
    assert_eq!(outbox::entries().len(), 2);

    // What needs the answer of a discarded entry goes with it.
    outbox::discard(&first);
    assert!(outbox::entries().is_empty());
    assert!(kept_entries(owner).is_null());
    outbox::close();
}

#[wasm_bindgen_test]
fn answers_of_an_earlier_visit_are_read_and_forgotten() {
    let deal = entente_model::ids::DealId(uuid::Uuid::from_u128(9));
    let comments = api::records::comments(&format!("/deals/{deal}"), None);
    let name = format!("entente.answer.{}", comments.path());
    let kept = r#"{"received_at":"2026-11-20T08:00:00Z","body":"{\"items\":[]}"}"#;
    device().set_item(&name, kept).unwrap();
    device().set_item("entente.theme", "dark").unwrap();
    let (page, received_at) = comments.kept().unwrap();
    assert!(page.items.is_empty());
    assert_eq!(received_at.to_rfc3339(), "2026-11-20T08:00:00+00:00");

    // What can't be read any more counts as not kept.
    device()
        .set_item(
            &name,
            r#"{"received_at":"2026-11-20T08:00:00Z","body":"{\"rows\":[]}"}"#,
        )
        .unwrap();
    assert!(comments.kept().is_none());

    device().set_item(&name, kept).unwrap();
    api::forget_everything();
    assert!(comments.kept().is_none());
    assert_eq!(device().get_item("entente.theme").unwrap().as_deref(), Some("dark"));
}

/// Stands in for the network: the first request is lost, the others answered. Notes each as "method path key if-match".
const NETWORK: &str = r#"
    const real = window.fetch, noted = (window.noted = []);
    window.fetch = (request) => {
        const path = new URL(request.url).pathname;
        noted.push([request.method, path, request.headers.get("idempotency-key"), request.headers.get("if-match")].join(" "));
        if (noted.length === 1) return Promise.reject(new TypeError("lost"));
        const body = JSON.stringify({ id: "0190a000-0000-7000-8000-000000000001", version: 4 });
        return Promise.resolve(new Response(body, { status: 201, headers: { "content-type": "application/json" } }));
    };
    return () => { window.fetch = real; };
"#;

#[wasm_bindgen_test]
async fn what_waited_is_sent_once_in_order_with_its_first_key() {
    let network = js_sys::Function::new_no_args(NETWORK)
        .call0(&wasm_bindgen::JsValue::UNDEFINED)
        .unwrap();
    outbox::close();
    outbox::open(UserId(uuid::Uuid::from_u128(73)));
    let (create, submit) = (IdempotencyKey::of("first"), IdempotencyKey::of("second"));
    let first = outbox::queue(api::deals::create(&DealDraft::default(), &create), "a", "").unwrap();
    outbox::queue_after(
        &first,
        api::deals::event_of_answer(&DealEvent::Submit {}, &submit),
        "a",
        "",
    )
    .unwrap();
    for _ in 0..50 {
        if outbox::entries().is_empty() {
            break;
        }
        gloo_timers::future::TimeoutFuture::new(100).await;
    }
    assert!(outbox::entries().is_empty());
    let noted = js_sys::Reflect::get(&window(), &"noted".into()).unwrap();
    let noted: Vec<String> = js_sys::Array::from(&noted)
        .iter()
        .filter_map(|line| line.as_string())
        .collect();
    assert_eq!(
        noted,
        [
            "POST /api/v1/deals first ",
            "POST /api/v1/deals first ",
            "POST /api/v1/deals/0190a000-0000-7000-8000-000000000001/events second \"4\"",
        ]
    );
    wasm_bindgen::JsCast::unchecked_into::<js_sys::Function>(network)
        .call0(&wasm_bindgen::JsValue::UNDEFINED)
        .unwrap();
    outbox::close();
}
