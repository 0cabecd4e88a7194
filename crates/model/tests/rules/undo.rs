//! Ten seconds of undo: what is taken back was never decided, and nothing else can be taken back.

use chrono::{DateTime, TimeDelta, Utc};
use entente_model::approvals::undo::{Before, Made, Reversal, UNDO_SECONDS, final_from, take_back};
use entente_model::approvals::{ApprovalKind, Decision, RejectReason, ReturnReason};
use entente_model::deals::*;
use entente_model::ids::UserId;
use entente_model::onboarding::{
    ApplicationFacts, ApplicationOccurrence, ApplicationProgress, ApplicationState, application_transition,
};
use entente_model::problem::{Code, Problem};
use entente_model::settings::DealSettings;
use proptest::prelude::*;
use uuid::Uuid;

fn start() -> DateTime<Utc> {
    "2026-03-02T09:00:00Z".parse().expect("a time")
}

fn decider() -> UserId {
    UserId(Uuid::from_u128(7))
}

fn step(facts: &DealFacts, occurrence: &Occurrence, actor: Actor, now: DateTime<Utc>) -> Result<DealFacts, Refusal> {
    apply(
        facts,
        occurrence,
        actor,
        now,
        &DealSettings::initial(),
        now + TimeDelta::days(2),
    )
}

fn partner(event: DealEvent) -> Occurrence {
    Occurrence::Partner(event)
}

/// A registration that waits, and what deciding it is.
type Awaiting = (DealFacts, fn(Decision) -> Occurrence);

/// Registrations on which a decision of some kind waits, with how it is decided.
fn awaiting(hold: bool, review: bool, overdue: bool) -> Vec<Awaiting> {
    let now = start();
    let go = |facts: &DealFacts, occurrence: Occurrence, actor| {
        step(facts, &occurrence, actor, now).unwrap_or_else(|refusal| panic!("{occurrence:?}: {refusal:?}"))
    };
    let mut submitted = go(&DealFacts::draft(), partner(DealEvent::Submit {}), Actor::Partner);
    submitted.progress.holds_account = hold;
    if review {
        submitted = go(&submitted, Occurrence::StartReview, Actor::Manager);
    }
    let approved = go(
        &submitted,
        Occurrence::Decide(Decision::Approve { message: "Go".into() }),
        Actor::Manager,
    );
    let extension = go(
        &approved,
        partner(DealEvent::RequestExtension {
            progress: "Offer is out".into(),
        }),
        Actor::Partner,
    );
    let reasons = vec![RejectReason::NotQualified];
    let rejected = Occurrence::Decide(Decision::Reject {
        reasons,
        message: String::new(),
    });
    let rejected = go(&submitted, rejected, Actor::Manager);
    let appeal = go(
        &rejected,
        partner(DealEvent::Appeal {
            argument: "They asked us".into(),
        }),
        Actor::Partner,
    );
    let mut all: Vec<Awaiting> = vec![
        (submitted, Occurrence::Decide),
        (extension, Occurrence::DecideExtension),
        (appeal, Occurrence::DecideAppeal),
    ];
    if overdue {
        for (facts, _) in &mut all {
            *facts = step(facts, &Occurrence::Overdue, Actor::Portal, now + TimeDelta::days(3))
                .unwrap_or_else(|refusal| panic!("overdue: {refusal:?}"));
        }
    }
    all
}

fn decision() -> impl Strategy<Value = Decision> {
    prop_oneof![
        "[a-z]{0,8}".prop_map(|message| Decision::Approve { message }),
        "[a-z]{0,8}".prop_map(|message| Decision::Return {
            reasons: vec![ReturnReason::NeedUnclear],
            message
        }),
        "[a-z]{0,8}".prop_map(|message| Decision::Reject {
            reasons: vec![RejectReason::NotQualified],
            message
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_taken_back_was_never_decided(
        decision in decision(), hold in any::<bool>(), review in any::<bool>(), overdue in any::<bool>(),
        at in 0i64..60 * 86_400, elapsed in -5_000i64..20_000, version in 1i64..100, changes in 0i64..3, person in 0u128..12,
    ) {
        for (before, decide) in awaiting(hold, review, overdue) {
            let decided_at = start() + TimeDelta::days(3) + TimeDelta::seconds(at);
            let Ok(after) = step(&before, &decide(decision.clone()), Actor::Manager, decided_at) else { continue };
            prop_assert!(after != before);
            let reversal = Reversal { version, before: Before::Deal(before.clone()) };
            // As the store keeps it.
            let kept = serde_json::to_string(&reversal).expect("it can be written");
            let reversal: Reversal = serde_json::from_str(&kept).expect("it can be read");
            let made = Made { by: Some(decider()), at: decided_at, reversal: Some(&reversal) };
            let now = decided_at + TimeDelta::milliseconds(elapsed);
            let by = UserId(Uuid::from_u128(person));
            let answer = take_back(made, Some(by), version + changes, now);
            let in_time = elapsed < i64::from(UNDO_SECONDS) * 1_000;
            prop_assert_eq!(now < final_from(decided_at), in_time);
            match answer {
                Ok(Before::Deal(mut back)) => {
                    prop_assert!(by == decider() && in_time && changes == 0);
                    prop_assert_eq!(back.progress.decision_undone_at.take(), Some(now));
                    prop_assert_eq!(&back, &before);
                    // It waits again, and can be decided again.
                    prop_assert!(step(&back, &decide(decision.clone()), Actor::Manager, now.max(decided_at)).is_ok());
                }
                Ok(_) => prop_assert!(false, "a deal came back as something else"),
                Err(Refusal::NotDecider) => prop_assert!(by != decider()),
                Err(Refusal::UndoOver) => prop_assert!(!in_time),
                Err(Refusal::ChangedSince) => prop_assert!(changes != 0),
                Err(other) => prop_assert!(false, "{:?}", other),
            }
        }
    }

    #[test]
    fn an_application_stands_where_it_stood(
        decision in decision_of_an_application(), review in any::<bool>(), escalated in any::<bool>(), undone in any::<bool>(),
        at in 0i64..60 * 86_400, elapsed in 0i64..20_000, version in 1i64..100, changes in 0i64..3, person in 0u128..12,
    ) {
        let before = application(review, escalated, undone);
        let decided_at = start() + TimeDelta::days(3) + TimeDelta::seconds(at);
        let decide = ApplicationOccurrence::Decide(decision);
        let after = step_application(&before, &decide, decided_at);
        prop_assert!(after.as_ref().is_some_and(|after| *after != before));
        let reversal = Reversal { version, before: Before::Application(before.clone()) };
        let kept = serde_json::to_string(&reversal).expect("it can be written");
        let reversal: Reversal = serde_json::from_str(&kept).expect("it can be read");
        let made = Made { by: Some(decider()), at: decided_at, reversal: Some(&reversal) };
        let now = decided_at + TimeDelta::milliseconds(elapsed);
        let by = UserId(Uuid::from_u128(person));
        let in_time = elapsed < i64::from(UNDO_SECONDS) * 1_000;
        match take_back(made, Some(by), version + changes, now) {
            Ok(Before::Application(mut back)) => {
                prop_assert!(by == decider() && in_time && changes == 0);
                prop_assert_eq!(std::mem::replace(&mut back.progress.decision_undone_at, before.progress.decision_undone_at), Some(now));
                prop_assert_eq!(&back, &before);
                prop_assert!(step_application(&back, &decide, now).is_some());
            }
            Ok(_) => prop_assert!(false, "an application came back as something else"),
            Err(Refusal::NotDecider) => prop_assert!(by != decider()),
            Err(Refusal::UndoOver) => prop_assert!(!in_time),
            Err(Refusal::ChangedSince) => prop_assert!(changes != 0),
            Err(other) => prop_assert!(false, "{:?}", other),
        }
    }
}

/// An application that waits for its decision.
fn application(review: bool, escalated: bool, undone: bool) -> ApplicationFacts {
    let now = start();
    let go = |facts: &ApplicationFacts, occurrence| {
        step_application(facts, &occurrence, now).unwrap_or_else(|| panic!("{occurrence:?} is refused"))
    };
    let draft = ApplicationFacts {
        state: ApplicationState::Draft,
        progress: ApplicationProgress::default(),
    };
    let consent_sha256 = "00".repeat(32);
    let mut facts = go(&draft, ApplicationOccurrence::Submit { consent_sha256 });
    if review {
        facts = go(&facts, ApplicationOccurrence::StartReview);
    }
    if escalated {
        facts = go(&facts, ApplicationOccurrence::Escalate);
    }
    facts.progress.decision_undone_at = undone.then_some(now);
    facts
}

fn step_application(
    facts: &ApplicationFacts,
    occurrence: &ApplicationOccurrence,
    now: DateTime<Utc>,
) -> Option<ApplicationFacts> {
    application_transition::apply(facts, occurrence, now, now + TimeDelta::days(2)).ok()
}

/// A decision with a reason that applications take.
fn decision_of_an_application() -> impl Strategy<Value = Decision> {
    let kind = ApprovalKind::PartnerApplication;
    prop_oneof![
        "[a-z]{0,8}".prop_map(|message| Decision::Approve { message }),
        ("[a-z]{1,8}", prop::sample::select(ReturnReason::of(kind))).prop_map(|(message, reason)| Decision::Return {
            reasons: vec![reason],
            message
        }),
        ("[a-z]{1,8}", prop::sample::select(RejectReason::of(kind))).prop_map(|(message, reason)| Decision::Reject {
            reasons: vec![reason],
            message
        }),
    ]
}

#[test]
fn reasons_of_another_kind_are_refused() {
    let waits = application(false, false, false);
    for kind in ApprovalKind::ALL {
        for reason in RejectReason::ALL {
            let decision = Decision::Reject {
                reasons: vec![*reason],
                message: "Because".into(),
            };
            let errors = decision.check_for(*kind);
            assert_eq!(errors.is_empty(), RejectReason::of(*kind).contains(reason));
            assert!(errors.iter().all(|error| error.pointer == "/reasons/0"));
            if *kind == ApprovalKind::PartnerApplication {
                let taken = step_application(&waits, &ApplicationOccurrence::Decide(decision), start());
                assert_eq!(taken.is_some(), errors.is_empty());
            }
        }
    }
}

fn draft_at_version_four() -> Reversal {
    Reversal {
        version: 4,
        before: Before::Deal(DealFacts::draft()),
    }
}

#[test]
fn the_last_moment_is_the_one_before_the_tenth_second() {
    let reversal = draft_at_version_four();
    let made = Made {
        by: Some(decider()),
        at: start(),
        reversal: Some(&reversal),
    };
    let at = |milliseconds| {
        take_back(
            made,
            Some(decider()),
            4,
            start() + TimeDelta::milliseconds(milliseconds),
        )
        .map(|_| ())
    };
    assert_eq!(at(0), Ok(()));
    assert_eq!(at(9_999), Ok(()));
    assert_eq!(at(10_000), Err(Refusal::UndoOver));
    assert_eq!(at(10_001), Err(Refusal::UndoOver));
    // A clock that was set back takes nothing away.
    assert_eq!(at(-1), Ok(()));
}

#[test]
fn what_a_rule_decided_and_what_stands_for_good_is_nobodys_to_take_back() {
    let reversal = draft_at_version_four();
    let by_rule = Made {
        by: None,
        at: start(),
        reversal: Some(&reversal),
    };
    for person in [None, Some(decider())] {
        assert_eq!(take_back(by_rule, person, 4, start()), Err(Refusal::NotDecider));
    }
    let settled = Made {
        by: Some(decider()),
        at: start(),
        reversal: None,
    };
    assert_eq!(take_back(settled, Some(decider()), 4, start()), Err(Refusal::UndoOver));
    let problem = Problem::from(Refusal::NotDecider);
    assert_eq!(
        (problem.code, problem.params["reason"].as_str()),
        (Code::Forbidden, Some("not_decider"))
    );
    let problem = Problem::from(Refusal::ChangedSince);
    assert_eq!(
        (problem.code, problem.params["reason"].as_str()),
        (Code::InvalidState, Some("changed_since"))
    );
}
