//! Requests for market development money: whatever happens in whatever order, the rules of the domain hold.

use crate::fund_story::*;
use chrono::{DateTime, TimeDelta, Utc};
use entente_model::approvals::undo::{Before, Made, Reversal, take_back};
use entente_model::approvals::{Decision, RejectReason, ReturnReason};
use entente_model::deals;
use entente_model::funds::activity::{ActivityRun, ActivityType, CostCategory};
use entente_model::funds::fund::FundState;
use entente_model::funds::ledger::ReleaseReason;
use entente_model::funds::request::*;
use entente_model::funds::{FundActor, FundRefusal};
use entente_model::money::Money;
use entente_model::problem::{FieldCode, Problem};
use entente_model::settings::FundSettings;
use proptest::prelude::*;

use FundRequestOccurrence as Occurrence;

fn terms() -> FundRequestTerms {
    let (program, fund) = (program(), fund());
    draft()
        .terms(&rules(&program, &fund, day(0), &[]))
        .expect("a request that holds")
}

/// Who does such a thing.
fn actor(occurrence: &Occurrence) -> FundActor {
    match occurrence {
        Occurrence::Submit(_) | Occurrence::Withdraw => partner(),
        Occurrence::Decide(_) | Occurrence::Escalate => vendor(0),
        _ => FundActor::Portal,
    }
}

fn step_with(
    facts: &FundRequestFacts,
    occurrence: &Occurrence,
    who: FundActor,
    now: DateTime<Utc>,
    settings: &FundSettings,
) -> Result<FundRequestStep, FundRefusal> {
    apply(
        facts,
        occurrence,
        who,
        now,
        settings,
        now + TimeDelta::days(7),
        now.date_naive(),
    )
}

fn step(facts: &FundRequestFacts, occurrence: &Occurrence, now: DateTime<Utc>) -> Result<FundRequestStep, FundRefusal> {
    step_with(facts, occurrence, actor(occurrence), now, &settings())
}

/// The request after all of these, each on its day.
fn story(steps: &[(i64, Occurrence)]) -> FundRequestFacts {
    steps
        .iter()
        .fold(FundRequestFacts::draft(), |facts, (day, occurrence)| {
            let step = step(&facts, occurrence, after(*day));
            step.unwrap_or_else(|refusal| panic!("{occurrence:?} on day {day}: {refusal:?}"))
                .facts
        })
}

fn submitted() -> FundRequestFacts {
    story(&[(0, Occurrence::Submit(terms()))])
}

fn approved() -> FundRequestFacts {
    story(&[(0, Occurrence::Submit(terms())), (3, Occurrence::Decide(approve()))])
}

fn any_decision() -> impl Strategy<Value = Decision> {
    let message = prop_oneof![Just(String::new()), Just("See the plan".to_owned())];
    message.prop_flat_map(|message| {
        let (m1, m2, m3) = (message.clone(), message.clone(), message.clone());
        prop_oneof![
            4 => Just(Decision::Approve { message }),
            3 => (-5_i64..900_000).prop_map(move |minor| Decision::ApprovePart { minor, message: m3.clone() }),
            2 => prop::collection::vec(prop::sample::select(ReturnReason::ALL), 0..3)
                .prop_map(move |reasons| Decision::Return { reasons, message: m1.clone() }),
            2 => prop::collection::vec(prop::sample::select(RejectReason::ALL), 0..3)
                .prop_map(move |reasons| Decision::Reject { reasons, message: m2.clone() }),
        ]
    })
}

/// Terms as a store might hold them, not only as a draft makes them.
fn any_terms() -> impl Strategy<Value = FundRequestTerms> {
    let currency = prop::sample::select(vec!["EUR", "USD", "JPY"]);
    (
        12_i64..60,
        -1_i64..10,
        0_i64..2_000_000,
        0_i64..1_000_000,
        0_u32..1_200,
        currency,
    )
        .prop_map(
            |(begins, lasts, planned, asked, share_per_mille, currency)| FundRequestTerms {
                starts_on: day(begins),
                ends_on: day(begins + lasts),
                planned,
                asked,
                currency: currency.to_owned(),
                share_per_mille,
                fund_currency: "EUR".to_owned(),
            },
        )
}

fn occurrence() -> impl Strategy<Value = Occurrence> {
    prop_oneof![
        4 => Just(Occurrence::Submit(terms())),
        2 => any_terms().prop_map(Occurrence::Submit),
        1 => Just(Occurrence::Withdraw),
        6 => any_decision().prop_map(Occurrence::Decide),
        1 => Just(Occurrence::Escalate),
        2 => Just(Occurrence::Overdue),
        1 => Just(Occurrence::AnswerOverdue),
        1 => Just(Occurrence::FundClosed),
        3 => Just(Occurrence::Start),
        2 => Just(Occurrence::DeadlinePassed),
        3 => Just(Occurrence::ClaimHandedIn),
        2 => Just(Occurrence::ClaimRejected),
        2 => (-1_i64..700_000).prop_map(|minor| Occurrence::ClaimPaid { minor }),
        1 => Just(Occurrence::ClaimBounced),
    ]
}

fn any_actor() -> impl Strategy<Value = Option<FundActor>> {
    // Mostly whoever does it, so that stories go somewhere.
    prop_oneof![
        12 => Just(None),
        1 => Just(Some(partner())),
        1 => Just(Some(vendor(1))),
        1 => Just(Some(FundActor::Vendor(person(1)))),
        1 => Just(Some(FundActor::Portal)),
    ]
}

/// What always holds of a request.
fn check_invariants(facts: &FundRequestFacts) -> Result<(), TestCaseError> {
    use FundRequestState::{ActionRequired, Approved, Claimed, Closed, Draft, Executing, Rejected, Submitted};
    let (state, progress) = (facts.state, &facts.progress);
    prop_assert_eq!(progress.submitted_at.is_none(), state == Draft);
    prop_assert_eq!(progress.terms.is_none(), state == Draft);
    prop_assert_eq!(
        progress.decision_due.is_some(),
        state == Submitted,
        "a clock runs exactly while it waits"
    );
    prop_assert_eq!(progress.answer_due.is_some(), state == ActionRequired);
    prop_assert_eq!(progress.ended_at.is_some(), state.is_final());
    prop_assert_eq!(progress.ended_by.is_some(), state.is_final());
    let was_approved = progress.reserved.is_some();
    prop_assert_eq!(progress.approved_on.is_some(), was_approved);
    prop_assert_eq!(progress.claim_deadline.is_some(), was_approved);
    if matches!(state, Approved | Executing | Claimed | Closed) {
        prop_assert!(was_approved);
    }
    if matches!(state, Draft | Submitted | ActionRequired | Rejected) {
        prop_assert!(!was_approved);
    }
    if let (Some(terms), true) = (&progress.terms, was_approved) {
        prop_assert!(
            (1..=terms.asked).contains(&progress.approved_minor()),
            "more was approved than asked for"
        );
        prop_assert!(terms.asked <= terms.planned);
        prop_assert!(
            progress.approved_on.is_some_and(|on| on < terms.starts_on),
            "approved when it had begun"
        );
        prop_assert!(progress.claim_deadline > Some(terms.ends_on));
    }
    prop_assert!(progress.paid >= 0 && progress.released >= 0 && progress.held() >= 0);
    if state.is_final() {
        prop_assert_eq!(progress.held(), 0, "something stayed reserved");
    }
    if state == Approved {
        prop_assert_eq!(progress.held(), progress.reserved_minor());
    }
    if state == Executing {
        // What a claim left went back when it was paid, and stays there when the payment comes back: another claim has the rest.
        prop_assert_eq!(progress.held(), progress.reserved_minor() - progress.released);
        prop_assert!(progress.held() > 0);
    }
    prop_assert_eq!(
        progress.paid > 0,
        state == Closed && progress.claim_rejected_at.is_none()
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 800, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_story_keeps_the_rules(steps in prop::collection::vec((occurrence(), any_actor(), 0_i64..20 * 24), 1..30)) {
        let mut facts = FundRequestFacts::draft();
        let mut now = start();
        for (occurrence, somebody, hours) in &steps {
            now += TimeDelta::hours(*hours);
            let who = somebody.unwrap_or(actor(occurrence));
            let before = facts.clone();
            let may = allowed(&facts, occurrence.kind(), who, now, now.date_naive());
            let outcome = step_with(&facts, occurrence, who, now, &settings());
            prop_assert_eq!(&facts, &before);
            match (&may, &outcome) {
                (Err(why), Err(refusal)) => prop_assert_eq!(why, refusal),
                (Ok(()), Err(refusal)) => prop_assert!(
                    matches!(refusal, FundRefusal::Fields(_) | FundRefusal::StartPassed { .. } | FundRefusal::NoRate { .. }),
                    "{:?}", refusal
                ),
                (Err(why), Ok(_)) => prop_assert!(false, "applied though refused: {:?}", why),
                (Ok(()), Ok(_)) => {}
            }
            let Ok(FundRequestStep { facts: next, booking }) = outcome else { continue };
            check_invariants(&next)?;
            prop_assert!(!before.state.is_final() || occurrence.kind() == FundRequestEventKind::ClaimBounced);
            prop_assert!(before.progress.submitted_at.is_none() || next.progress.submitted_at == before.progress.submitted_at);
            // What it books is what the facts say has moved.
            match booking {
                Some(RequestBooking::Reserve { minor }) => {
                    prop_assert_eq!((before.progress.held(), next.progress.held()), (0, minor));
                    prop_assert!(who.person().is_some() && who.person() != before.progress.handed_in_by);
                }
                Some(RequestBooking::Release { minor, .. }) => {
                    prop_assert_eq!(next.progress.released - before.progress.released, minor);
                    prop_assert!(minor > 0);
                }
                None => prop_assert_eq!(next.progress.released, before.progress.released),
            }
            facts = next;
        }
    }

    #[test]
    fn a_decision_that_is_taken_back_was_never_made(decision in any_decision(), days in 0_i64..19, seconds in 0_i64..10) {
        let before = submitted();
        let decided_at = after(days);
        let Ok(FundRequestStep { facts: decided, booking }) = step(&before, &Occurrence::Decide(decision), decided_at) else {
            return Ok(());
        };
        let kept = serde_json::to_string(&Reversal { version: 4, before: Before::FundRequest(before.clone()) }).expect("it can be written");
        let reversal: Reversal = serde_json::from_str(&kept).expect("it can be read");
        let made = Made { by: vendor(0).person(), at: decided_at, reversal: Some(&reversal) };
        let now = decided_at + TimeDelta::seconds(seconds);
        let Ok(Before::FundRequest(mut back)) = take_back(made, vendor(0).person(), 4, now) else {
            return Err(TestCaseError::fail("it can be taken back"));
        };
        prop_assert_eq!(back.progress.decision_undone_at.take(), Some(now));
        prop_assert_eq!(&back, &before);
        match (booking, undo_booking(&decided)) {
            (Some(RequestBooking::Reserve { minor }), Some(RequestBooking::Release { minor: back, reason })) => {
                prop_assert_eq!((minor, reason), (back, ReleaseReason::DecisionUndone));
            }
            (booked, undone) => prop_assert_eq!((booked, undone), (None, None)),
        }
        prop_assert_eq!(take_back(made, vendor(0).person(), 5, now), Err(deals::Refusal::ChangedSince));
    }

    #[test]
    fn no_time_or_number_panics(seconds in any::<i64>(), days in any::<u32>(), minor in any::<i64>(), steps in prop::collection::vec(occurrence(), 1..12)) {
        let now = DateTime::from_timestamp(seconds % 8_000_000_000_000, 0).unwrap_or(start());
        let settings = FundSettings { lead_days: days, answer_days: days, claim_days: days, ..settings() };
        let mut facts = FundRequestFacts::draft();
        for occurrence in &steps {
            if let Ok(next) = step_with(&facts, occurrence, actor(occurrence), now, &settings) {
                facts = next.facts;
            }
        }
        let (mut program, fund, mut draft) = (program(), fund(), draft());
        program.funds = settings;
        draft.asked = Some(minor);
        for line in &mut draft.lines {
            line.minor = minor;
        }
        let rules = RequestRules { available: Some(minor), handed_in_on: Some(now.date_naive()), ..rules(&program, &fund, now.date_naive(), &[]) };
        draft.check_complete(&rules);
        draft.standings(&rules);
    }

    #[test]
    fn fields_never_panic_and_limits_are_part_of_completeness(
        texts in prop::collection::vec(any::<String>(), 8), minor in any::<i64>(), numbers in any::<(u32, u32)>(), days in -4_000_000_i64..4_000_000,
        activity in prop::option::of(prop::sample::select(ActivityType::ALL)), category in prop::option::of(prop::sample::select(CostCategory::ALL)),
        accounts in prop::collection::vec(any::<String>(), 0..4),
    ) {
        let (program, fund) = (program(), fund());
        let far = start().date_naive().checked_add_signed(TimeDelta::days(days));
        let draft = FundRequestDraft {
            activity, title: texts[0].clone(), starts_on: far, ends_on: Some(day(30)), audience: texts[1].clone(), plan: texts[2].clone(),
            currency: texts[3].clone(),
            lines: vec![BudgetLine { category, description: texts[4].clone(), minor }, draft().lines[0].clone()],
            asked: Some(minor), expected_leads: Some(numbers.0), expected_pipeline: Some(Money::new(minor, texts[5].as_str())),
            lead_definition: texts[6].clone(), target_accounts: accounts, run: ActivityRun::Portal { source: texts[7].clone() },
            ..draft()
        };
        let twin = draft.planned_activity(partner_id(), "7K3M-9QX2");
        let others: Vec<PlannedActivity> = twin.into_iter().collect();
        let rules = rules(&program, &fund, day(0), &others);
        let all = draft.check_complete(&rules);
        for limit in draft.check_limits() {
            prop_assert!(all.contains(&limit));
        }
        let mut pointers: Vec<&str> = all.iter().map(|error| error.pointer.as_str()).collect();
        pointers.sort_unstable();
        pointers.dedup();
        prop_assert_eq!(pointers.len(), all.len(), "one error a field: {:?}", &all);
        for error in &all {
            prop_assert!(draft.check_field(&error.pointer, &rules).contains(error));
        }
        prop_assert_eq!(draft.terms(&rules), Err(all));
    }

    #[test]
    fn a_rule_that_fails_as_one_types_refuses_the_request(
        begins in -5_i64..140, lasts in -2_i64..30, asked in prop::option::of(1_i64..1_500_000), costs in prop::collection::vec(1_i64..2_000_000, 0..3),
        activity in prop::option::of(prop::sample::select(ActivityType::ALL)), category in prop::sample::select(CostCategory::ALL),
        currency in prop::sample::select(vec!["EUR", "USD", "JPY", ""]), available in prop::option::of(0_i64..900_000), twin in any::<bool>(), fund_known in any::<bool>(),
    ) {
        let (program, fund) = (program(), fund());
        let lines = costs.iter().map(|minor| BudgetLine { category: Some(category), description: "This".to_owned(), minor: *minor }).collect();
        let draft = FundRequestDraft {
            activity, starts_on: Some(day(begins)), ends_on: Some(day(begins + lasts)), asked, lines, currency: currency.to_owned(), ..draft()
        };
        let other = FundRequestDraft { title: if twin { "PLANT TOUR, with dinner!".to_owned() } else { "Another".to_owned() }, target_accounts: vec![], ..draft.clone() };
        let others: Vec<PlannedActivity> = other.planned_activity(partner_id(), "7K3M-9QX2").into_iter().collect();
        let known = rules(&program, &fund, day(0), &others);
        let rules = RequestRules { available, fund: fund_known.then_some(&fund), ..known };
        let errors = draft.check_complete(&rules);
        let of_rule = |rule: &RequestRule| -> &[FieldCode] {
            match rule {
                RequestRule::ShareLimit { .. } => &[FieldCode::OverShare],
                RequestRule::LeadTime { .. } => &[FieldCode::TooSoon, FieldCode::DateInPast],
                RequestRule::EligibleCosts { .. } => &[FieldCode::NotEligible],
                RequestRule::FundPeriod { .. } => &[FieldCode::OutsidePeriod],
                RequestRule::Overlap { .. } => &[FieldCode::SameActivity],
                RequestRule::Available { .. } => &[FieldCode::OverAvailable],
            }
        };
        for RuleStanding { standing, rule } in draft.standings(&rules) {
            let refused = errors.iter().any(|error| of_rule(&rule).contains(&error.code));
            match standing {
                Standing::Fails => prop_assert!(!errors.is_empty(), "{:?} fails and nothing is refused", rule),
                // A day is in the past whatever is planned for it, and no share of nothing can be asked for.
                Standing::Unknown => prop_assert!(!refused || draft.activity.is_none() || costs.is_empty(), "{:?}", rule),
                Standing::Holds | Standing::Warns => prop_assert!(!refused, "{:?}: {:?}", rule, errors),
            }
        }
    }

    #[test]
    fn comparing_activities_has_no_direction(
        a in (0_i64..20, 0_i64..5, "[a-b ]{0,2}", prop::collection::vec("[a-c]", 0..4)), b in (0_i64..20, 0_i64..5, "[a-b ]{0,2}", prop::collection::vec("[a-c]", 0..4)),
    ) {
        let planned = |(begins, lasts, title, target_accounts): (i64, i64, String, Vec<String>)| {
            let draft = FundRequestDraft { title, target_accounts, starts_on: Some(day(begins)), ends_on: Some(day(begins + lasts)), ..draft() };
            draft.planned_activity(partner_id(), "").expect("type and days")
        };
        let (a, b) = (planned(a), planned(b));
        prop_assert_eq!(overlaps(&a, &b), overlaps(&b, &a));
        prop_assert_eq!(same_activity(&a, &b), same_activity(&b, &a));
        prop_assert!(!same_activity(&a, &b) || overlaps(&a, &b));
        prop_assert!(overlaps(&a, &a));
    }
}

#[test]
fn what_is_approved_is_reserved_and_has_a_deadline() {
    let step = step(&submitted(), &Occurrence::Decide(approve()), after(3)).expect("approved");
    assert_eq!(step.booking, Some(RequestBooking::Reserve { minor: 600_000 }));
    let progress = step.facts.progress;
    assert_eq!(
        (progress.approved_on, progress.claim_deadline),
        (Some(day(3)), Some(day(81)))
    );
    assert_eq!((progress.approved_minor(), progress.held()), (600_000, 600_000));
    assert_eq!(progress.days_to_decision(), Some(3));
}

#[test]
fn a_part_is_from_one_to_what_was_asked() {
    let decide = |minor| step(&submitted(), &Occurrence::Decide(approve_part(minor)), after(3));
    assert_eq!(
        decide(250_000).expect("a part").booking,
        Some(RequestBooking::Reserve { minor: 250_000 })
    );
    assert_eq!(
        decide(600_000).expect("all").booking,
        Some(RequestBooking::Reserve { minor: 600_000 })
    );
    for minor in [0, 600_001] {
        let Err(FundRefusal::Fields(errors)) = decide(minor) else {
            panic!("{minor}")
        };
        assert_eq!(
            (errors[0].pointer.as_str(), errors[0].code),
            ("/minor", FieldCode::OutOfRange)
        );
    }
    // Nobody approves a part of a deal.
    let errors = approve_part(5).check_for(entente_model::approvals::ApprovalKind::DealRegistration);
    assert_eq!(
        (errors[0].pointer.as_str(), errors[0].code),
        ("/decision", FieldCode::UnknownValue)
    );
}

#[test]
fn another_currency_is_reserved_by_the_rate_of_the_day_that_is_kept() {
    let dollars = Occurrence::Submit(FundRequestTerms {
        currency: "USD".to_owned(),
        ..terms()
    });
    let facts = story(&[(0, dollars), (3, Occurrence::Decide(approve_part(500_001)))]);
    let reserved = facts.progress.reserved.as_ref().expect("reserved");
    // 5,000.01 USD at 0.92 are 4,600.0092 EUR.
    assert_eq!(reserved.minor, 460_001);
    assert_eq!(
        reserved.origin.as_ref().map(|origin| origin.rate.clone()),
        Some(settings().rates[0].clone())
    );
    assert_eq!(facts.progress.approved_minor(), 500_001);
    let yen = story(&[(
        0,
        Occurrence::Submit(FundRequestTerms {
            currency: "JPY".to_owned(),
            ..terms()
        }),
    )]);
    assert_eq!(
        step(&yen, &Occurrence::Decide(approve()), after(1)),
        Err(FundRefusal::NoRate {
            from: "JPY".to_owned(),
            to: "EUR".to_owned()
        })
    );
}

#[test]
fn it_is_approved_before_it_begins_or_not_at_all() {
    assert!(step(&submitted(), &Occurrence::Decide(approve()), after(19)).is_ok());
    assert_eq!(
        step(&submitted(), &Occurrence::Decide(approve()), after(20)),
        Err(FundRefusal::StartPassed { on: day(20) })
    );
    assert!(step(&submitted(), &Occurrence::Decide(give_back()), after(20)).is_ok());
}

#[test]
fn nobody_approves_what_they_asked_for() {
    let own = FundActor::Vendor(person(1));
    let decide = Occurrence::Decide(approve());
    assert_eq!(
        step_with(&submitted(), &decide, own, after(1), &settings()),
        Err(FundRefusal::OwnRequest)
    );
    assert_eq!(
        step_with(&submitted(), &decide, partner(), after(1), &settings()),
        Err(FundRefusal::WrongActor)
    );
    let problem = Problem::from(FundRefusal::OwnRequest);
    assert_eq!(
        (problem.status, &problem.params["reason"]),
        (403, &"own_request".into())
    );
}

#[test]
fn it_begins_on_its_day_and_expires_after_its_deadline() {
    let facts = approved();
    assert_eq!(
        step(&facts, &Occurrence::Start, after(19)),
        Err(FundRefusal::NotYet { on: Some(day(20)) })
    );
    let executing = step(&facts, &Occurrence::Start, after(20)).expect("begun").facts;
    assert_eq!(
        step(&executing, &Occurrence::DeadlinePassed, after(81)),
        Err(FundRefusal::NotYet { on: Some(day(82)) })
    );
    let expired = step(&executing, &Occurrence::DeadlinePassed, after(82)).expect("expired");
    assert_eq!(expired.facts.state, FundRequestState::Expired);
    let release = RequestBooking::Release {
        minor: 600_000,
        reason: ReleaseReason::Expired,
    };
    assert_eq!(expired.booking, Some(release));

    let rejected = [Occurrence::ClaimHandedIn, Occurrence::ClaimRejected];
    let rejected = rejected.iter().fold(executing, |facts, occurrence| {
        step(&facts, occurrence, after(30)).expect("claimed in vain").facts
    });
    assert_eq!(rejected.state, FundRequestState::Executing);
    let closed = step(&rejected, &Occurrence::DeadlinePassed, after(82)).expect("closed");
    assert_eq!(closed.facts.state, FundRequestState::Closed);
    let release = RequestBooking::Release {
        minor: 600_000,
        reason: ReleaseReason::Rejected,
    };
    assert_eq!(closed.booking, Some(release));
}

#[test]
fn what_a_claim_leaves_goes_back_once() {
    let steps = [(20, Occurrence::Start), (30, Occurrence::ClaimHandedIn)];
    let claimed = steps.iter().fold(approved(), |facts, (day, occurrence)| {
        step(&facts, occurrence, after(*day)).expect("claimed").facts
    });
    assert_eq!(
        step(&claimed, &Occurrence::DeadlinePassed, after(90)).expect_err("a claim waits"),
        FundRefusal::WrongRequestState {
            state: FundRequestState::Claimed,
            possible: &[FundRequestState::Approved, FundRequestState::Executing]
        }
    );
    let pay = Occurrence::ClaimPaid { minor: 450_000 };
    let paid = step(&claimed, &pay, after(40)).expect("paid");
    let release = RequestBooking::Release {
        minor: 150_000,
        reason: ReleaseReason::Unclaimed,
    };
    assert_eq!(
        (paid.facts.state, paid.booking),
        (FundRequestState::Closed, Some(release))
    );
    let bounced = step(&paid.facts, &Occurrence::ClaimBounced, after(41)).expect("bounced");
    assert_eq!((bounced.facts.progress.held(), bounced.booking), (450_000, None));
    let again = step(&bounced.facts, &pay, after(42)).expect("paid again");
    assert_eq!((again.facts.state, again.booking), (FundRequestState::Closed, None));
    assert!(matches!(
        step(&claimed, &Occurrence::ClaimPaid { minor: 600_001 }, after(40)),
        Err(FundRefusal::Fields(_))
    ));
}

#[test]
fn withdrawing_gives_back_what_was_reserved() {
    let step = step(&approved(), &Occurrence::Withdraw, after(5)).expect("withdrawn");
    let release = RequestBooking::Release {
        minor: 600_000,
        reason: ReleaseReason::Withdrawn,
    };
    assert_eq!(
        (step.facts.state, step.booking),
        (FundRequestState::Withdrawn, Some(release))
    );
}

#[test]
fn a_returned_request_keeps_its_lead_and_waits_for_its_answer() {
    let returned = story(&[(0, Occurrence::Submit(terms())), (5, Occurrence::Decide(give_back()))]);
    assert_eq!(returned.progress.answer_due, Some(after(19)));
    assert_eq!(
        step(&returned, &Occurrence::AnswerOverdue, after(18)),
        Err(FundRefusal::NotDue { at: Some(after(19)) })
    );
    let expired = step(&returned, &Occurrence::AnswerOverdue, after(19)).expect("expired");
    assert_eq!(
        (expired.facts.state, expired.booking),
        (FundRequestState::Expired, None)
    );

    let (program, fund) = (program(), fund());
    let late = rules(&program, &fund, day(15), &[]);
    assert_eq!(draft().check_complete(&late)[0].code, FieldCode::TooSoon);
    let again = RequestRules {
        handed_in_on: returned.progress.submitted_on,
        ..late
    };
    let terms = draft().terms(&again).expect("it was in time at first");
    let again = step(&returned, &Occurrence::Submit(terms), after(15))
        .expect("handed in again")
        .facts;
    assert_eq!(
        (again.progress.submitted_at, again.progress.handed_in_at),
        (Some(after(0)), Some(after(15)))
    );
    assert_eq!(
        (again.progress.decision_due, again.progress.answer_due),
        (Some(after(22)), None)
    );
    let decided_in = [&returned, &again].map(|facts| facts.progress.days_to_decision());
    assert_eq!(decided_in, [Some(5), None]);
}

#[test]
fn a_late_decision_is_escalated_once() {
    let facts = submitted();
    assert_eq!(
        step(&facts, &Occurrence::Overdue, after(7)),
        Err(FundRefusal::NotDue { at: Some(after(7)) })
    );
    let late = step(&facts, &Occurrence::Overdue, after(8)).expect("late").facts;
    assert_eq!(late.progress.escalated_at, Some(after(8)));
    assert_eq!(
        step(&late, &Occurrence::Escalate, after(9)),
        Err(FundRefusal::AlreadyEscalated)
    );
}

#[test]
fn a_fund_that_closes_takes_waiting_requests_along() {
    let step = step(&submitted(), &Occurrence::FundClosed, after(9)).expect("closed");
    assert_eq!((step.facts.state, step.booking), (FundRequestState::Expired, None));
    assert_eq!(step.facts.progress.ended_by, Some(ReleaseReason::FundClosed));
}

#[test]
fn what_has_not_begun_is_called_off_with_its_fund_and_what_has_begun_is_not() {
    let approved = approved();
    let held = approved.progress.held();
    let called_off = step(&approved, &Occurrence::FundClosed, after(19)).expect("called off");
    assert_eq!(called_off.facts.state, FundRequestState::Expired);
    let reason = ReleaseReason::FundClosed;
    assert_eq!(
        called_off.booking,
        Some(RequestBooking::Release { minor: held, reason })
    );
    assert_eq!(called_off.facts.progress.held(), 0);
    // It begins on the 20th day, whether or not the portal's clock has told so.
    let begun = step(&approved, &Occurrence::FundClosed, after(20));
    assert_eq!(begun, Err(FundRefusal::StartPassed { on: day(20) }));
    let executing = step(&approved, &Occurrence::Start, after(20)).expect("begun").facts;
    assert!(matches!(
        step(&executing, &Occurrence::FundClosed, after(21)),
        Err(FundRefusal::WrongRequestState { .. })
    ));
}

#[test]
fn buttons() {
    let may = |facts: &FundRequestFacts, kind, who, days| allowed(facts, kind, who, after(days), day(days));
    let draft = FundRequestFacts::draft();
    assert_eq!(may(&draft, FundRequestEventKind::Edit, partner(), 0), Ok(()));
    assert_eq!(may(&draft, FundRequestEventKind::Delete, partner(), 0), Ok(()));
    assert_eq!(
        may(&draft, FundRequestEventKind::Attach, vendor(0), 0),
        Err(FundRefusal::WrongActor)
    );
    let approved = approved();
    assert_eq!(
        may(&approved, FundRequestEventKind::Claim, partner(), 19),
        Err(FundRefusal::NotYet { on: Some(day(20)) })
    );
    // The portal's clock has not told yet that it has begun.
    assert_eq!(may(&approved, FundRequestEventKind::Claim, partner(), 20), Ok(()));
    let over = Err(FundRefusal::DeadlinePassed { on: Some(day(81)) });
    assert_eq!(may(&approved, FundRequestEventKind::Claim, partner(), 82), over);
    let event: FundRequestEvent =
        serde_json::from_str(r#"{"event":"withdraw","note":"No speaker"}"#).expect("an event");
    assert_eq!((event.kind(), event.check()), (FundRequestEventKind::Withdraw, vec![]));
}

#[test]
fn activities_on_the_same_days_are_pointed_out_and_the_same_one_is_refused() {
    let (program, fund) = (program(), fund());
    let planned = |change: fn(&mut FundRequestDraft)| {
        let mut other = draft();
        change(&mut other);
        other
            .planned_activity(partner_id(), "7K3M-9QX2")
            .expect("type and days")
    };
    let standing = |other: &PlannedActivity| {
        let others = [other.clone()];
        let rules = rules(&program, &fund, day(0), &others);
        let overlap = draft().standings(&rules).remove(4).standing;
        (overlap, draft().check_complete(&rules).first().map(|error| error.code))
    };
    let same = Some(FieldCode::SameActivity);
    // The same title, however it is written.
    let title = planned(|other| {
        other.title = "Plant-Tour  WITH dinner".to_owned();
        other.target_accounts.clear();
    });
    assert_eq!(standing(&title), (Standing::Fails, same));
    // Another title for the same accounts.
    let accounts = planned(|other| {
        other.title = "Evening".to_owned();
        other.target_accounts = ["BLAUWERK GmbH", "Acme"].map(str::to_owned).to_vec();
    });
    assert_eq!(standing(&accounts), (Standing::Fails, same));
    // One account of many in common is chance.
    let many = planned(|other| {
        other.title = "Evening".to_owned();
        other.target_accounts = ["Blauwerk GmbH", "A", "B", "C", "D"].map(str::to_owned).to_vec();
    });
    assert_eq!(standing(&many), (Standing::Warns, None));
    let later = planned(|other| (other.starts_on, other.ends_on) = (Some(day(22)), Some(day(22))));
    assert_eq!(standing(&later), (Standing::Holds, None));
    let webinar = planned(|other| other.activity = Some(ActivityType::Webinar));
    assert_eq!(standing(&webinar), (Standing::Holds, None));
}

#[test]
fn rules_show_their_numbers_as_one_types() {
    let (program, fund) = (program(), fund());
    let nothing = FundRequestDraft::default();
    let unknown = RequestRules {
        fund: None,
        available: None,
        ..rules(&program, &fund, day(0), &[])
    };
    assert!(
        nothing
            .standings(&unknown)
            .iter()
            .all(|rule| rule.standing == Standing::Unknown)
    );
    let standings = draft().standings(&rules(&program, &fund, day(0), &[]));
    assert!(standings.iter().all(|rule| rule.standing == Standing::Holds));
    let euro = |minor| Some(Money::new(minor, "EUR"));
    assert_eq!(
        standings[0].rule,
        RequestRule::ShareLimit {
            per_mille: 500,
            most: euro(600_000)
        }
    );
    assert_eq!(
        standings[1].rule,
        RequestRule::LeadTime {
            days: 10,
            earliest: Some(day(10))
        }
    );
    assert_eq!(
        standings[3].rule,
        RequestRule::FundPeriod {
            period: Some((fund.starts_on, fund.ends_on))
        }
    );
    assert_eq!(
        standings[5].rule,
        RequestRule::Available {
            available: euro(1_000_000),
            left: euro(400_000)
        }
    );
    let dollars = FundRequestDraft {
        currency: "USD".to_owned(),
        ..draft()
    };
    let left = dollars.standings(&rules(&program, &fund, day(0), &[])).remove(5).rule;
    assert_eq!(
        left,
        RequestRule::Available {
            available: euro(1_000_000),
            left: euro(448_000)
        }
    );
}

#[test]
fn a_complete_request_passes_and_each_mistake_is_named() {
    let (program, fund) = (program(), fund());
    assert_eq!(draft().check_complete(&rules(&program, &fund, day(0), &[])), []);
    assert_eq!(FundRequestDraft::default().check_limits(), []);

    type Mistake = (&'static str, FieldCode, fn(&mut FundRequestDraft));
    let mistakes: &[Mistake] = &[
        ("/fund_id", FieldCode::Required, |draft| draft.fund_id = None),
        ("/activity", FieldCode::Required, |draft| draft.activity = None),
        ("/title", FieldCode::Required, |draft| draft.title = " ".to_owned()),
        ("/title", FieldCode::TooLong, |draft| draft.title = "x".repeat(201)),
        ("/audience", FieldCode::Required, |draft| draft.audience.clear()),
        ("/plan", FieldCode::Required, |draft| draft.plan.clear()),
        ("/starts_on", FieldCode::Required, |draft| draft.starts_on = None),
        ("/starts_on", FieldCode::DateInPast, |draft| {
            draft.starts_on = Some(day(0))
        }),
        ("/starts_on", FieldCode::TooSoon, |draft| draft.starts_on = Some(day(9))),
        ("/ends_on", FieldCode::Required, |draft| draft.ends_on = None),
        ("/ends_on", FieldCode::BeforeStart, |draft| {
            draft.ends_on = Some(day(19))
        }),
        ("/ends_on", FieldCode::OutsidePeriod, |draft| {
            draft.ends_on = Some(day(121))
        }),
        ("/currency", FieldCode::Required, |draft| draft.currency.clear()),
        ("/currency", FieldCode::InvalidCurrency, |draft| {
            draft.currency = "VND".to_owned()
        }),
        ("/currency", FieldCode::NoRate, |draft| {
            draft.currency = "JPY".to_owned()
        }),
        ("/lines/0/category", FieldCode::Required, |draft| {
            draft.lines[0].category = None
        }),
        ("/lines/0/category", FieldCode::NotEligible, |draft| {
            draft.lines[0].category = Some(CostCategory::Staff)
        }),
        ("/lines/1/minor", FieldCode::OutOfRange, |draft| {
            draft.lines[0].minor = 1_200_000;
            draft.lines[1].minor = 0;
        }),
        ("/asked", FieldCode::Required, |draft| draft.asked = None),
        ("/asked", FieldCode::OutOfRange, |draft| draft.asked = Some(0)),
        ("/asked", FieldCode::OverShare, |draft| draft.asked = Some(600_001)),
        ("/asked", FieldCode::OverAvailable, |draft| {
            draft.lines[0].minor = 5_000_000;
            draft.asked = Some(1_000_001);
        }),
        ("/expected_leads", FieldCode::Required, |draft| {
            draft.expected_leads = None
        }),
        ("/expected_leads", FieldCode::OutOfRange, |draft| {
            draft.expected_leads = Some(1_000_001)
        }),
        ("/expected_pipeline/minor", FieldCode::Required, |draft| {
            draft.expected_pipeline = None
        }),
        ("/expected_pipeline/currency", FieldCode::InvalidCurrency, |draft| {
            draft.expected_pipeline = Some(Money::new(1, "VND"))
        }),
        ("/lead_definition", FieldCode::Required, |draft| {
            draft.lead_definition.clear()
        }),
        ("/target_accounts/1", FieldCode::Duplicate, |draft| {
            draft.target_accounts[1] = "blauwerk gmbh ".to_owned()
        }),
        ("/target_accounts/0", FieldCode::Required, |draft| {
            draft.target_accounts[0].clear()
        }),
        ("/run/source", FieldCode::Required, |draft| {
            draft.run = ActivityRun::Portal { source: String::new() }
        }),
    ];
    for (pointer, code, mistake) in mistakes {
        let mut draft = draft();
        mistake(&mut draft);
        let found = draft.check_complete(&rules(&program, &fund, day(0), &[]));
        let found: Vec<(String, FieldCode)> = found.into_iter().map(|error| (error.pointer, error.code)).collect();
        assert_eq!(found, [((*pointer).to_owned(), *code)]);
    }
}

#[test]
fn the_fund_is_open_and_the_activity_offered() {
    let mut program = program();
    let closed = entente_model::funds::fund::Fund {
        state: FundState::Closed,
        ..fund()
    };
    let codes = |found: Vec<entente_model::problem::FieldError>| {
        found
            .into_iter()
            .map(|error| (error.pointer, error.code))
            .collect::<Vec<_>>()
    };
    let found = draft().check_complete(&rules(&program, &closed, day(0), &[]));
    assert_eq!(codes(found), [("/fund_id".to_owned(), FieldCode::FundClosed)]);
    let fund = fund();
    let unknown = RequestRules {
        fund: None,
        ..rules(&program, &fund, day(0), &[])
    };
    assert_eq!(
        codes(draft().check_complete(&unknown)),
        [("/fund_id".to_owned(), FieldCode::UnknownValue)]
    );
    for rules in &mut program.funds.activities {
        rules.offered = rules.activity != ActivityType::FieldEvent;
    }
    let found = draft().check_complete(&rules(&program, &fund, day(0), &[]));
    assert_eq!(codes(found), [("/activity".to_owned(), FieldCode::UnknownValue)]);
    // A trade show takes longer to decide than others.
    let show = FundRequestDraft {
        activity: Some(ActivityType::TradeShow),
        ..draft()
    };
    let found = show.check_complete(&rules(&program, &fund, day(0), &[]));
    assert_eq!(found[0].params.get("days").map(String::as_str), Some("30"));
}
