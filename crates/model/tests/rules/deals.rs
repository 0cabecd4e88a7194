//! Deals: whatever happens in whatever order, the rules of the domain hold.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use entente_model::approvals::{Decision, RejectReason, ReturnReason};
use entente_model::deals::*;
use entente_model::money::Money;
use entente_model::problem::{FieldCode, Problem};
use entente_model::settings::{DealSettings, ProgramSettings};
use proptest::prelude::*;

fn start() -> DateTime<Utc> {
    "2026-03-02T09:00:00Z".parse().expect("a time")
}

fn after(days: i64) -> DateTime<Utc> {
    start() + TimeDelta::days(days)
}

fn settings() -> DealSettings {
    DealSettings::initial()
}

fn approve() -> Decision {
    Decision::Approve { message: String::new() }
}

fn reject() -> Decision {
    Decision::Reject {
        reasons: vec![RejectReason::NotQualified],
        message: String::new(),
    }
}

fn give_back() -> Decision {
    Decision::Return {
        reasons: vec![ReturnReason::NeedUnclear],
        message: String::new(),
    }
}

fn submit() -> Occurrence {
    Occurrence::Partner(DealEvent::Submit {})
}

fn extension() -> Occurrence {
    Occurrence::Partner(DealEvent::RequestExtension {
        progress: "Offer is out".to_owned(),
    })
}

fn appeal() -> Occurrence {
    Occurrence::Partner(DealEvent::Appeal {
        argument: "They asked us".to_owned(),
    })
}

fn win(day: NaiveDate) -> Occurrence {
    Occurrence::Partner(DealEvent::Win {
        value: Money::new(125_000, "EUR"),
        closed_on: day,
    })
}

/// Who does such a thing.
fn actor(occurrence: &Occurrence) -> Actor {
    match occurrence {
        Occurrence::Partner(_) => Actor::Partner,
        Occurrence::AutoApprove { .. }
        | Occurrence::Overdue
        | Occurrence::AnswerOverdue
        | Occurrence::ProtectionEnded => Actor::Portal,
        _ => Actor::Manager,
    }
}

fn step(facts: &DealFacts, occurrence: &Occurrence, now: DateTime<Utc>) -> Result<DealFacts, Refusal> {
    apply(
        facts,
        occurrence,
        actor(occurrence),
        now,
        &settings(),
        now + TimeDelta::days(2),
    )
}

/// The registration after all of these, each on its day.
fn story(steps: &[(i64, Occurrence)]) -> DealFacts {
    steps.iter().fold(DealFacts::draft(), |facts, (day, occurrence)| {
        step(&facts, occurrence, after(*day))
            .unwrap_or_else(|refusal| panic!("{occurrence:?} on day {day}: {refusal:?}"))
    })
}

fn decision() -> impl Strategy<Value = Decision> {
    let message = prop_oneof![Just(String::new()), Just("See the agreement".to_owned())];
    message.prop_flat_map(|message| {
        let (m1, m2, m3) = (message.clone(), message.clone(), message.clone());
        prop_oneof![
            3 => Just(Decision::Approve { message }),
            // Of a deal nobody approves a part.
            1 => (1_i64..1_000).prop_map(move |minor| Decision::ApprovePart { minor, message: m3.clone() }),
            2 => prop::collection::vec(prop::sample::select(ReturnReason::ALL), 0..3)
                .prop_map(move |reasons| Decision::Return { reasons, message: m1.clone() }),
            2 => prop::collection::vec(prop::sample::select(RejectReason::ALL), 0..3)
                .prop_map(move |reasons| Decision::Reject { reasons, message: m2.clone() }),
        ]
    })
}

fn occurrence() -> impl Strategy<Value = Occurrence> {
    let text = prop_oneof![Just(String::new()), Just("We met twice".to_owned())];
    prop_oneof![
        4 => Just(submit()),
        1 => Just(Occurrence::Partner(DealEvent::Withdraw { note: String::new() })),
        2 => text.clone().prop_map(|progress| Occurrence::Partner(DealEvent::RequestExtension { progress })),
        2 => text.clone().prop_map(|argument| Occurrence::Partner(DealEvent::Appeal { argument })),
        2 => (prop::sample::select(Stage::ALL), text)
            .prop_map(|(stage, next_step)| Occurrence::Partner(DealEvent::ChangeStage { stage, next_step })),
        1 => (-10i64..1_000_000, prop::sample::select(vec!["EUR", "JPY", "XXX"]), -60i64..60).prop_map(|(minor, currency, days)| {
            Occurrence::Partner(DealEvent::Win { value: Money::new(minor, currency), closed_on: after(days).date_naive() })
        }),
        1 => prop::sample::select(LossReason::ALL)
            .prop_map(|reason| Occurrence::Partner(DealEvent::Lose { reason, note: String::new() })),
        2 => Just(Occurrence::StartReview),
        5 => decision().prop_map(Occurrence::Decide),
        1 => Just(Occurrence::AutoApprove { rule: "Small deals".to_owned(), settings_version: 3 }),
        3 => decision().prop_map(Occurrence::DecideExtension),
        3 => decision().prop_map(Occurrence::DecideAppeal),
        1 => Just(Occurrence::Escalate),
        2 => Just(Occurrence::Overdue),
        1 => Just(Occurrence::AnswerOverdue),
        2 => Just(Occurrence::ProtectionEnded),
    ]
}

fn any_actor() -> impl Strategy<Value = Option<Actor>> {
    // Mostly whoever does it, so that stories go somewhere.
    prop_oneof![8 => Just(None), 1 => Just(Some(Actor::Partner)), 1 => Just(Some(Actor::Manager)), 1 => Just(Some(Actor::Portal))]
}

/// What always holds of a registration.
fn check_invariants(facts: &DealFacts, now: DateTime<Utc>) -> Result<(), TestCaseError> {
    let progress = &facts.progress;
    prop_assert!(
        !progress.holds_account || facts.state.can_hold(),
        "a hold outlived its state"
    );
    prop_assert_eq!(progress.submitted_at.is_none(), facts.state == DealState::Draft);
    prop_assert!(progress.decided_at.is_none() || progress.decided_at >= progress.submitted_at);
    prop_assert_eq!(progress.answer_due.is_some(), facts.state == DealState::ActionRequired);
    let waits = facts.state.awaits_decision()
        || progress.extension_requested_at.is_some()
        || progress.appeal_requested_at.is_some();
    prop_assert_eq!(
        progress.decision_due.is_some(),
        waits,
        "a clock runs exactly while something waits"
    );
    prop_assert!(progress.extension_requested_at.is_none() || facts.state == DealState::Approved);
    prop_assert!(progress.appeal_requested_at.is_none() || facts.state == DealState::Rejected);
    prop_assert!(
        !(progress.extended && progress.extension_refused),
        "one extension has one decision"
    );
    prop_assert!(
        progress.protected_from <= progress.protected_until,
        "protection ends before it begins"
    );
    prop_assert_eq!(progress.protected_from.is_some(), progress.protected_until.is_some());
    if facts.state == DealState::Approved {
        prop_assert!(progress.protected_until.is_some() && progress.stage.is_some() && progress.activity_due.is_some());
    }
    if facts.state.is_final() {
        prop_assert!(
            progress.protected_until.is_none_or(|until| until <= now),
            "protection outlived its state"
        );
    }
    prop_assert_eq!(progress.won_value.is_some(), facts.state == DealState::Won);
    prop_assert_eq!(progress.loss_reason.is_some(), facts.state == DealState::Lost);
    Ok(())
}

/// What holds between a registration before and after an occurrence.
fn check_step(before: &DealFacts, after: &DealFacts, occurrence: &Occurrence) -> Result<(), TestCaseError> {
    if before.state.is_final() {
        let of_appeal = matches!(occurrence.kind(), DealEventKind::Appeal | DealEventKind::DecideAppeal)
            || (matches!(occurrence, Occurrence::Escalate | Occurrence::Overdue) && before.state == after.state);
        prop_assert!(
            before.state == DealState::Rejected && of_appeal,
            "{:?} left {:?}",
            occurrence,
            before.state
        );
    }
    if before.state == DealState::Approved && after.state == DealState::Approved {
        prop_assert!(
            after.progress.protected_until >= before.progress.protected_until,
            "protection got shorter"
        );
        prop_assert_eq!(after.progress.protected_from, before.progress.protected_from);
    }
    if before.progress.protected_until.is_some() && after.state == DealState::Approved {
        prop_assert!(
            after.progress.protected_until >= before.progress.protected_until,
            "approving took protection away"
        );
        prop_assert!(after.progress.protected_from <= before.progress.protected_from);
    }
    prop_assert!(after.progress.extended >= before.progress.extended);
    prop_assert!(after.progress.appealed >= before.progress.appealed);
    prop_assert!(before.progress.submitted_at.is_none() || after.progress.submitted_at == before.progress.submitted_at);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_story_keeps_the_rules(steps in prop::collection::vec((occurrence(), any_actor(), 0i64..40 * 24, any::<bool>()), 1..30)) {
        let mut facts = DealFacts::draft();
        let (mut now, mut extensions, mut appeals) = (start(), 0, 0);
        for (occurrence, somebody, hours, hold) in &steps {
            now += TimeDelta::hours(*hours);
            // The store gives and keeps the hold.
            facts.progress.holds_account |= *hold && facts.state.can_hold();
            let who = somebody.unwrap_or(actor(occurrence));
            let before = facts.clone();
            let may = allowed(&facts, occurrence.kind(), who, now);
            let outcome = apply(&facts, occurrence, who, now, &settings(), now + TimeDelta::days(2));
            prop_assert_eq!(&facts, &before);
            match (&may, &outcome) {
                (Err(why), Err(refusal)) => prop_assert_eq!(why, refusal),
                (Ok(()), Err(refusal)) => prop_assert!(matches!(refusal, Refusal::Fields(_) | Refusal::CannotReturn), "{:?}", refusal),
                (Err(why), Ok(_)) => prop_assert!(false, "applied though refused: {:?}", why),
                (Ok(()), Ok(_)) => {}
            }
            if let Ok(next) = outcome {
                check_step(&before, &next, occurrence)?;
                check_invariants(&next, now)?;
                extensions += u32::from(occurrence.kind() == DealEventKind::RequestExtension);
                appeals += u32::from(occurrence.kind() == DealEventKind::Appeal);
                facts = next;
            }
        }
        prop_assert!(extensions <= 1 && appeals <= 1);
    }

    #[test]
    fn no_time_or_number_panics(seconds in any::<i64>(), days in any::<u32>(), steps in prop::collection::vec(occurrence(), 1..12)) {
        let now = DateTime::from_timestamp(seconds % 8_000_000_000_000, 0).unwrap_or(start());
        let settings = DealSettings { protection_days: days, extension_days: days, activity_days: days, answer_days: days, ..settings() };
        let mut facts = DealFacts::draft();
        for occurrence in &steps {
            if let Ok(next) = apply(&facts, occurrence, actor(occurrence), now, &settings, now) {
                facts = next;
            }
        }
    }

    #[test]
    fn fields_never_panic_and_limits_are_part_of_completeness(
        texts in prop::collection::vec(any::<String>(), 11), minor in any::<i64>(), quantity in any::<u32>(), days in -4_000_000i64..4_000_000,
    ) {
        let draft = DealDraft {
            customer_name: texts[0].clone(), customer_domain: texts[1].clone(), customer_country: texts[2].clone(),
            contact: Contact { name: texts[3].clone(), email: texts[4].clone(), role: texts[5].clone() },
            products: vec![DealProduct { code: texts[6].clone(), quantity }, DealProduct { code: "security".to_owned(), quantity: 1 }],
            value: Some(Money::new(minor, texts[7].as_str())),
            expected_close: start().date_naive().checked_add_signed(TimeDelta::days(days)),
            competition: texts[8].clone(), need: texts[9].clone(), campaign: texts[10].clone(), notes: texts[0].clone(),
        };
        let program = ProgramSettings::initial();
        let rules = ProgramRules::from(&program);
        let all = draft.check_complete(start().date_naive(), &rules);
        for limit in draft.check_limits() {
            prop_assert!(all.contains(&limit));
        }
        let mut pointers: Vec<&str> = all.iter().map(|error| error.pointer.as_str()).collect();
        pointers.sort_unstable();
        pointers.dedup();
        prop_assert_eq!(pointers.len(), all.len(), "one error a field: {:?}", &all);
        for error in &all {
            prop_assert_eq!(draft.check_field(&error.pointer, start().date_naive(), &rules), vec![error.clone()]);
        }
    }
}

#[test]
fn approval_in_time_protects_from_approval() {
    let facts = story(&[
        (0, submit()),
        (1, Occurrence::StartReview),
        (1, Occurrence::Decide(approve())),
    ]);
    assert_eq!(facts.state, DealState::Approved);
    assert_eq!(facts.progress.protected_from, Some(after(1)));
    assert_eq!(facts.progress.protected_until, Some(after(91)));
    assert_eq!(facts.progress.activity_due, Some(after(31)));
    assert_eq!(facts.progress.stage, Some(Stage::Qualified));
}

#[test]
fn a_late_decision_costs_the_partner_nothing() {
    let told = story(&[(0, submit()), (3, Occurrence::Overdue)]);
    assert_eq!(told.state, DealState::Submitted);
    assert_eq!(told.progress.escalated_at, Some(after(3)));
    assert_eq!(told.progress.protected_from, Some(start()));
    assert_eq!(told.progress.protected_until, Some(after(90)));
    assert_eq!(
        step(&told, &Occurrence::Overdue, after(4)),
        Err(Refusal::AlreadyEscalated)
    );

    let approved = step(&told, &Occurrence::Decide(approve()), after(5)).expect("approved");
    assert_eq!(approved.progress.protected_from, Some(start()));
    assert_eq!(approved.progress.protected_until, Some(after(95)));
    // The same when the portal's clock did not come to tell.
    let untold = story(&[(0, submit()), (5, Occurrence::Decide(approve()))]);
    assert_eq!(untold.progress.protected_from, Some(start()));
    assert_eq!(untold.progress.protected_until, Some(after(95)));

    for decision in [give_back(), reject()] {
        let ended = step(&told, &Occurrence::Decide(decision), after(5)).expect("decided");
        assert_eq!(
            (ended.progress.protected_from, ended.progress.protected_until),
            (None, None)
        );
    }
}

#[test]
fn settings_that_change_meanwhile_do_not_shorten_what_was_given() {
    let told = story(&[(0, submit()), (3, Occurrence::Overdue)]);
    let shorter = DealSettings {
        protection_days: 30,
        ..settings()
    };
    let decided = apply(
        &told,
        &Occurrence::Decide(approve()),
        Actor::Manager,
        after(5),
        &shorter,
        after(7),
    )
    .expect("approved");
    assert_eq!(decided.progress.protected_until, Some(after(90)));
}

#[test]
fn a_manager_escalating_early_does_not_keep_protection_from_the_partner() {
    let facts = story(&[(0, submit()), (1, Occurrence::Escalate), (3, Occurrence::Overdue)]);
    assert_eq!(facts.progress.escalated_at, Some(after(1)));
    assert_eq!(facts.progress.protected_from, Some(start()));
    assert_eq!(
        step(&facts, &Occurrence::Escalate, after(4)),
        Err(Refusal::AlreadyEscalated)
    );
}

#[test]
fn overdue_waits_for_its_time() {
    let facts = story(&[(0, submit())]);
    assert_eq!(
        step(&facts, &Occurrence::Overdue, after(2)),
        Err(Refusal::NotDue { at: Some(after(2)) })
    );
    assert!(step(&facts, &Occurrence::Overdue, after(2) + TimeDelta::seconds(1)).is_ok());
}

#[test]
fn returned_and_handed_in_again_runs_a_new_clock() {
    let returned = story(&[(0, submit()), (1, Occurrence::Decide(give_back()))]);
    assert_eq!(returned.state, DealState::ActionRequired);
    assert_eq!(returned.progress.answer_due, Some(after(15)));
    assert_eq!(returned.progress.decision_reasons, ["need_unclear"]);
    assert_eq!(
        step(&returned, &Occurrence::AnswerOverdue, after(14)),
        Err(Refusal::NotDue { at: Some(after(15)) })
    );
    let expired = step(&returned, &Occurrence::AnswerOverdue, after(15)).expect("expired");
    assert_eq!(expired.state, DealState::Expired);

    let again = step(&returned, &submit(), after(10)).expect("handed in again");
    assert_eq!(again.progress.submitted_at, Some(start()));
    assert_eq!(again.progress.decision_due, Some(after(12)));
    assert_eq!(again.progress.answer_due, None);
}

#[test]
fn one_extension_is_one_request_with_one_decision() {
    let approved = story(&[(0, submit()), (1, Occurrence::Decide(approve()))]);
    assert_eq!(step(&approved, &extension(), after(91)), Err(Refusal::ProtectionOver));
    let asked = step(&approved, &extension(), after(80)).expect("asked");
    assert_eq!(step(&asked, &extension(), after(81)), Err(Refusal::ExtensionPending));
    assert_eq!(
        step(&asked, &Occurrence::DecideExtension(give_back()), after(81)),
        Err(Refusal::CannotReturn)
    );

    let granted = step(&asked, &Occurrence::DecideExtension(approve()), after(82)).expect("granted");
    assert_eq!(granted.progress.protected_until, Some(after(121)));
    assert_eq!(step(&granted, &extension(), after(83)), Err(Refusal::AlreadyExtended));
    let refused = step(&asked, &Occurrence::DecideExtension(reject()), after(82)).expect("refused");
    assert_eq!(refused.progress.protected_until, Some(after(91)));
    assert_eq!(step(&refused, &extension(), after(83)), Err(Refusal::ExtensionRefused));

    let ended = step(&asked, &Occurrence::ProtectionEnded, after(91)).expect("ended");
    assert_eq!(
        (ended.state, ended.progress.extension_requested_at),
        (DealState::Expired, None)
    );
}

#[test]
fn one_appeal() {
    let rejected = story(&[(0, submit()), (1, Occurrence::Decide(reject()))]);
    let asked = step(&rejected, &appeal(), after(2)).expect("asked");
    assert_eq!(step(&asked, &appeal(), after(3)), Err(Refusal::AppealPending));
    let refused = step(&asked, &Occurrence::DecideAppeal(reject()), after(3)).expect("refused");
    assert_eq!(refused.state, DealState::Rejected);
    assert_eq!(step(&refused, &appeal(), after(4)), Err(Refusal::AlreadyAppealed));
    let granted = step(&asked, &Occurrence::DecideAppeal(approve()), after(3)).expect("granted");
    assert_eq!(
        (granted.state, granted.progress.decision_due),
        (DealState::InReview, Some(after(5)))
    );
    let again = step(&granted, &Occurrence::Decide(reject()), after(4)).expect("rejected for good");
    assert_eq!(step(&again, &appeal(), after(5)), Err(Refusal::AlreadyAppealed));
}

#[test]
fn winning_checks_value_and_day() {
    let approved = story(&[(0, submit()), (1, Occurrence::Decide(approve()))]);
    let won = step(&approved, &win(after(20).date_naive()), after(20)).expect("won");
    assert_eq!(won.state, DealState::Won);
    assert_eq!(won.progress.protected_until, Some(after(20)));
    for day in [-2, 23] {
        assert!(
            matches!(step(&approved, &win(after(day).date_naive()), after(20)), Err(Refusal::Fields(errors)) if errors[0].pointer == "/closed_on")
        );
    }
    let free = Occurrence::Partner(DealEvent::Win {
        value: Money::new(0, "EUR"),
        closed_on: after(20).date_naive(),
    });
    assert!(
        matches!(step(&approved, &free, after(20)), Err(Refusal::Fields(errors)) if errors[0].pointer == "/value/minor")
    );
}

#[test]
fn a_rule_decides_only_what_nobody_has_opened_and_says_which_rule() {
    let rule = Occurrence::AutoApprove {
        rule: "Small deals".to_owned(),
        settings_version: 7,
    };
    let facts = story(&[(0, submit()), (0, rule.clone())]);
    assert_eq!(facts.progress.decided_by_rule.as_deref(), Some("Small deals · v7"));
    let opened = story(&[(0, submit()), (1, Occurrence::StartReview)]);
    assert!(matches!(
        step(&opened, &rule, after(1)),
        Err(Refusal::WrongState { .. })
    ));
}

#[test]
fn buttons() {
    let draft = DealFacts::draft();
    assert_eq!(allowed(&draft, DealEventKind::Edit, Actor::Partner, start()), Ok(()));
    assert_eq!(allowed(&draft, DealEventKind::Delete, Actor::Partner, start()), Ok(()));
    assert_eq!(
        allowed(&draft, DealEventKind::Attach, Actor::Manager, start()),
        Err(Refusal::WrongActor)
    );
    let submitted = story(&[(0, submit())]);
    for kind in [DealEventKind::Edit, DealEventKind::Delete, DealEventKind::Detach] {
        assert!(matches!(
            allowed(&submitted, kind, Actor::Partner, start()),
            Err(Refusal::WrongState { .. })
        ));
    }
    assert_eq!(
        allowed(&submitted, DealEventKind::Attach, Actor::Manager, start()),
        Ok(())
    );
    let problem = Problem::from(Refusal::WrongState {
        state: DealState::Draft,
        possible: &[DealState::Approved],
    });
    assert_eq!(
        (problem.status, &problem.params["reason"]),
        (409, &"wrong_state".into())
    );
}

#[test]
fn decisions_need_reasons() {
    let submitted = story(&[(0, submit())]);
    let refused = |decision: Decision| match step(&submitted, &Occurrence::Decide(decision), after(1)) {
        Err(Refusal::Fields(errors)) => errors
            .into_iter()
            .map(|error| (error.pointer, error.code))
            .collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    let none = Decision::Return {
        reasons: vec![],
        message: String::new(),
    };
    assert_eq!(refused(none), [("/reasons".to_owned(), FieldCode::TooFew)]);
    let twice = Decision::Reject {
        reasons: vec![RejectReason::NotQualified; 2],
        message: String::new(),
    };
    assert_eq!(refused(twice), [("/reasons/1".to_owned(), FieldCode::Duplicate)]);
    let silent = Decision::Reject {
        reasons: vec![RejectReason::Other],
        message: "  ".to_owned(),
    };
    assert_eq!(refused(silent), [("/message".to_owned(), FieldCode::Required)]);
}

fn complete() -> DealDraft {
    DealDraft {
        customer_name: "Kärcher & Söhne GmbH".to_owned(),
        customer_domain: "https://www.kaercher-soehne.de/kontakt".to_owned(),
        customer_country: "DE".to_owned(),
        contact: Contact {
            name: "Ada Schmidt".to_owned(),
            email: "ada@kaercher-soehne.de".to_owned(),
            role: String::new(),
        },
        products: vec![DealProduct {
            code: "analytics".to_owned(),
            quantity: 40,
        }],
        value: Some(Money::new(1_250_000, "EUR")),
        expected_close: Some(after(60).date_naive()),
        need: "Wants to see stock in all plants at once.".to_owned(),
        ..DealDraft::default()
    }
}

#[test]
fn a_complete_registration_passes_and_each_mistake_is_named() {
    let program = ProgramSettings::initial();
    let rules = ProgramRules::from(&program);
    let today = start().date_naive();
    assert_eq!(complete().check_complete(today, &rules), []);
    assert_eq!(DealDraft::default().check_limits(), []);

    type Mistake = (&'static str, FieldCode, fn(&mut DealDraft));
    let mistakes: &[Mistake] = &[
        ("/customer_name", FieldCode::Required, |draft| {
            draft.customer_name = " ".to_owned()
        }),
        ("/customer_name", FieldCode::TooLong, |draft| {
            draft.customer_name = "x".repeat(201)
        }),
        ("/customer_name", FieldCode::InvalidText, |draft| {
            draft.customer_name = "A\nB".to_owned()
        }),
        ("/customer_domain", FieldCode::Required, |draft| {
            draft.customer_domain = String::new()
        }),
        ("/customer_domain", FieldCode::InvalidDomain, |draft| {
            draft.customer_domain = "kaercher".to_owned()
        }),
        ("/customer_country", FieldCode::Required, |draft| {
            draft.customer_country = String::new()
        }),
        ("/customer_country", FieldCode::InvalidCountry, |draft| {
            draft.customer_country = "UK".to_owned()
        }),
        ("/contact/name", FieldCode::Required, |draft| {
            draft.contact.name = String::new()
        }),
        ("/contact/email", FieldCode::InvalidEmail, |draft| {
            draft.contact.email = "ada".to_owned()
        }),
        ("/products", FieldCode::TooFew, |draft| draft.products.clear()),
        ("/products/0/quantity", FieldCode::OutOfRange, |draft| {
            draft.products[0].quantity = 0
        }),
        ("/products/0/quantity", FieldCode::OutOfRange, |draft| {
            draft.products[0].quantity = 1_000_001
        }),
        ("/products/0/code", FieldCode::UnknownValue, |draft| {
            draft.products[0].code = "toaster".to_owned()
        }),
        ("/products/1/code", FieldCode::Duplicate, |draft| {
            draft.products.push(draft.products[0].clone())
        }),
        ("/value/minor", FieldCode::Required, |draft| draft.value = None),
        ("/value/minor", FieldCode::OutOfRange, |draft| {
            draft.value = Some(Money::new(-1, "EUR"))
        }),
        ("/value/currency", FieldCode::InvalidCurrency, |draft| {
            draft.value = Some(Money::new(1, "VND"))
        }),
        ("/expected_close", FieldCode::Required, |draft| {
            draft.expected_close = None
        }),
        ("/expected_close", FieldCode::DateInPast, |draft| {
            draft.expected_close = Some(after(-1).date_naive())
        }),
        ("/expected_close", FieldCode::DateTooFar, |draft| {
            draft.expected_close = Some(after(365 * 5 + 3).date_naive())
        }),
        ("/need", FieldCode::TooShort, |draft| {
            draft.need = "Wants our software.".to_owned()
        }),
    ];
    for (pointer, code, mistake) in mistakes {
        let mut draft = complete();
        mistake(&mut draft);
        let found: Vec<(String, FieldCode)> = draft
            .check_complete(today, &rules)
            .into_iter()
            .map(|error| (error.pointer, error.code))
            .collect();
        assert_eq!(found, [((*pointer).to_owned(), *code)]);
    }
    assert_eq!(
        last_close(NaiveDate::from_ymd_opt(2028, 2, 29).expect("a day")).to_string(),
        "2033-02-28"
    );
}

#[test]
fn a_customer_is_registered_again_once_nothing_waits() {
    for state in DealState::ALL {
        let mut facts = DealFacts {
            state: *state,
            progress: DealProgress::default(),
        };
        assert_eq!(facts.has_ended(), state.is_final(), "{state:?}");
        facts.progress.appeal_requested_at = Some(start());
        assert!(!facts.has_ended(), "an appeal waits");
    }
    let fields = DealDraft {
        customer_name: "Blauwerk GmbH".to_owned(),
        value: Some(Money::new(5_000, "EUR")),
        expected_close: Some(start().date_naive()),
        need: "What they needed then.".to_owned(),
        notes: "Lost on price.".to_owned(),
        ..DealDraft::default()
    };
    let again = fields.again();
    assert_eq!(
        (&again.customer_name, &again.value),
        (&fields.customer_name, &fields.value)
    );
    assert_eq!(
        (again.expected_close, again.need.as_str(), again.notes.as_str()),
        (None, "", "")
    );
}

#[test]
fn a_report_that_says_nothing_new_is_no_activity() {
    let report = |stage, next_step: &str| {
        Occurrence::Partner(DealEvent::ChangeStage {
            stage,
            next_step: next_step.to_owned(),
        })
    };
    let approved = story(&[(0, submit()), (1, Occurrence::Decide(approve()))]);
    let Err(Refusal::Fields(errors)) = step(&approved, &report(Stage::Qualified, " "), after(9)) else {
        panic!("an approved deal is qualified already");
    };
    assert_eq!(
        (errors[0].pointer.as_str(), errors[0].code),
        ("/next_step", FieldCode::Unchanged)
    );
    let planned = step(&approved, &report(Stage::Qualified, "A workshop"), after(9)).expect("news");
    assert_eq!(planned.progress.last_activity_at, Some(after(9)));
    assert!(step(&planned, &report(Stage::Qualified, "A workshop "), after(12)).is_err());
    assert!(step(&planned, &report(Stage::Proposal, "A workshop"), after(12)).is_ok());
}
