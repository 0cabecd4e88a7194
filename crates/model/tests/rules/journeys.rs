//! Properties of journeys: what completes, what blocks, how far they have come, and what moving them keeps.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use entente_model::ids::PartnerId;
use entente_model::onboarding::agreement::AgreementText;
use entente_model::onboarding::following::{NUDGE_PAUSE, refusal_to_nudge};
use entente_model::onboarding::template::choose;
use entente_model::onboarding::{
    Journey, JourneyActor, JourneyMovePreview, JourneyOccurrence, JourneyRefusal, JourneyRisk, JourneyTemplate,
    Milestone, MoveTally, NewSignature, Spread, TaskChange, TaskKind, TaskTemplate, ValueDates,
};
use entente_model::people::{PartnerStatus, PartnerSummary, PartnerType, Person, Side, Tier};
use entente_model::problem::{Code, FieldCode, Problem};
use entente_model::settings::{OnboardingSettings, ProgramSettings};
use proptest::prelude::*;

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + TimeDelta::days(number.into())
}

fn time(seconds: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
}

fn actor(side: Option<Side>) -> JourneyActor {
    JourneyActor {
        side,
        person: Person {
            id: None,
            name: "Mara Brandt".to_owned(),
        },
    }
}

/// Templates whose tasks are named by numbers and blocked by some before them. `offset` shifts the numbers, so that two templates share some.
fn template(offset: usize) -> impl Strategy<Value = JourneyTemplate> {
    let task = (
        prop::sample::select(TaskKind::ALL),
        1_u32..4,
        prop::bool::ANY,
        0_u32..90,
        1_u32..20,
        prop::collection::vec(0_usize..12, 0..3),
    );
    prop::collection::vec(prop::collection::vec(task, 1..4), 1..5).prop_map(move |milestones| {
        let mut number = offset;
        let mut milestone_of = |(place, tasks): (usize, Vec<_>)| Milestone {
            code: format!("m{}", place + offset / 3),
            name: format!("Milestone {place}"),
            due_days: u32::try_from(place).unwrap() * 14,
            tasks: tasks
                .into_iter()
                .map(
                    |(kind, count, vendor, due_days, weight, blockers): (TaskKind, u32, bool, u32, u32, Vec<usize>)| {
                        let mut blocked_by: Vec<String> = blockers
                            .into_iter()
                            .filter(|blocker| *blocker >= offset && *blocker < number)
                            .map(|blocker| format!("t{blocker}"))
                            .collect();
                        blocked_by.dedup();
                        let task = TaskTemplate {
                            code: format!("t{number}"),
                            kind,
                            name: String::new(),
                            help: String::new(),
                            count,
                            owner: if vendor { Side::Vendor } else { Side::Partner },
                            due_days,
                            weight,
                            blocked_by,
                        };
                        number += 1;
                        task
                    },
                )
                .collect(),
        };
        JourneyTemplate {
            code: "journey".to_owned(),
            name: "Journey".to_owned(),
            partner_types: Vec::new(),
            tiers: Vec::new(),
            regions: Vec::new(),
            milestones: milestones.into_iter().enumerate().map(&mut milestone_of).collect(),
        }
    })
}

fn occurrence() -> impl Strategy<Value = (JourneyOccurrence, Option<Side>)> {
    let side = prop::sample::select(vec![None, Some(Side::Partner), Some(Side::Vendor)]);
    let achieved = (prop::sample::select(TaskKind::ALL), 0_u32..5)
        .prop_map(|(kind, total)| JourneyOccurrence::Achieved { kind, total });
    let complete = (0_usize..16, prop::bool::ANY).prop_map(|(task, noted)| JourneyOccurrence::Complete {
        task: format!("t{task}"),
        note: if noted {
            "Seen on the call.".to_owned()
        } else {
            String::new()
        },
    });
    (prop_oneof![achieved, complete], side)
}

fn partner() -> PartnerSummary {
    PartnerSummary {
        id: PartnerId(uuid::Uuid::nil()),
        display_name: "Blauwerk".to_owned(),
        domain: "blauwerk.example".to_owned(),
        country: "DE".to_owned(),
        region: "dach".to_owned(),
        partner_type: PartnerType::Reseller,
        tier: Tier::Registered,
        status: PartnerStatus::Onboarding,
    }
}

fn done_codes(journey: &Journey) -> Vec<String> {
    let done = journey.tasks().filter(|task| task.done.is_some());
    done.map(|task| task.code.clone()).collect()
}

/// Walks a journey through occurrences; those that are refused change nothing.
fn walk(template: &JourneyTemplate, steps: &[(JourneyOccurrence, Option<Side>)]) -> Journey {
    let mut journey = Journey::begin(template, 1, day(0));
    for (at, (step, side)) in steps.iter().enumerate() {
        if let Ok(after) = journey.apply(step, &actor(*side), time(i64::try_from(at).unwrap())) {
            journey = after;
        }
    }
    journey
}

proptest! {
    #[test]
    fn nothing_completes_twice_or_while_blocked(template in template(0), steps in prop::collection::vec(occurrence(), 0..40)) {
        let mut journey = Journey::begin(&template, 1, day(0));
        let mut progress = 0;
        for (at, (step, side)) in steps.iter().enumerate() {
            let before = journey.clone();
            let result = journey.apply(step, &actor(*side), time(i64::try_from(at).unwrap()));
            if let JourneyOccurrence::Complete { task, .. } = step {
                match before.task(task) {
                    None => prop_assert_eq!(&result, &Err(JourneyRefusal::UnknownTask)),
                    Some(task) if task.done.is_some() => prop_assert_eq!(&result, &Err(JourneyRefusal::AlreadyDone)),
                    Some(task) if !before.is_ready(task) => prop_assert!(result.is_err(), "a blocked task completed"),
                    Some(_) => {}
                }
            }
            let Ok(after) = result else { continue };
            for task in after.tasks() {
                let earlier = before.task(&task.code).unwrap();
                if earlier.done.is_some() {
                    prop_assert_eq!(&earlier.done, &task.done, "what was done was done anew");
                }
                if task.done.is_some() {
                    prop_assert!(
                        task.blocked_by.iter().all(|blocker| after.task(blocker).is_some_and(|other| other.done.is_some())),
                        "{} is done before what blocks it", task.code
                    );
                }
            }
            let standing = after.standing(day(30), 7);
            prop_assert!(standing.progress_per_mille >= progress && standing.progress_per_mille <= 1_000);
            prop_assert_eq!(standing.progress_per_mille == 1_000, after.is_completed());
            prop_assert_eq!(standing.risk == JourneyRisk::Completed, after.is_completed());
            prop_assert_eq!(standing.stage.is_none(), after.is_completed());
            prop_assert_eq!(after.completed_at().is_some(), after.is_completed());
            progress = standing.progress_per_mille;
            journey = after;
        }
    }

    #[test]
    fn what_is_seen_may_be_seen_in_any_order(template in template(0), steps in prop::collection::vec((prop::sample::select(TaskKind::ALL), 0_u32..5), 0..20)) {
        let achieved = |steps: &mut dyn Iterator<Item = &(TaskKind, u32)>| {
            let steps: Vec<_> = steps
                .map(|(kind, total)| (JourneyOccurrence::Achieved { kind: *kind, total: *total }, None))
                .collect();
            done_codes(&walk(&template, &steps))
        };
        prop_assert_eq!(achieved(&mut steps.iter()), achieved(&mut steps.iter().rev()));
    }

    #[test]
    fn moving_never_loses_what_is_done(first in template(0), second in template(3), steps in prop::collection::vec(occurrence(), 0..30)) {
        let journey = walk(&first, &steps);
        let moved = journey.move_to(&second, 2, time(1_000));
        for task in journey.tasks().filter(|task| task.done.is_some()) {
            let after = moved.task(&task.code);
            prop_assert_eq!(after.and_then(|after| after.done.as_ref()), task.done.as_ref());
        }
        for task in second.tasks() {
            prop_assert_eq!(moved.tasks().filter(|own| own.code == task.code).count(), 1);
        }
        let open = moved.tasks().filter(|task| task.done.is_none());
        for task in open {
            prop_assert!(second.tasks().any(|known| known.code == task.code), "an open task stayed that is in no template");
        }
        prop_assert!(moved.standing(day(0), 7).progress_per_mille <= 1_000);
        prop_assert_eq!(moved.move_to(&second, 2, time(2_000)), moved, "moving again changes nothing");
    }

    #[test]
    fn a_diff_says_all_that_moving_changes(first in template(0), second in template(3), steps in prop::collection::vec(occurrence(), 0..30)) {
        let journey = walk(&first, &steps);
        let moved = journey.move_to(&second, 2, time(1_000));
        let diff = journey.diff(&second, 2, time(1_000));
        let of = |change: TaskChange| {
            let tasks = diff.tasks.iter().filter(move |diff| diff.change == change);
            tasks.map(|diff| diff.task.code.clone()).collect::<Vec<_>>()
        };
        let added: Vec<_> = moved.tasks().filter(|task| journey.task(&task.code).is_none()).map(|task| task.code.clone()).collect();
        let removed: Vec<_> = journey.tasks().filter(|task| moved.task(&task.code).is_none()).map(|task| task.code.clone()).collect();
        prop_assert_eq!(of(TaskChange::Added), added);
        prop_assert_eq!(of(TaskChange::Removed), removed);
        prop_assert_eq!(diff.progress_after, moved.standing(day(0), 7).progress_per_mille);
    }

    #[test]
    fn a_move_to_the_same_template_changes_nothing(template in template(0), steps in prop::collection::vec(occurrence(), 0..30)) {
        let journey = walk(&template, &steps);
        prop_assert_eq!(journey.diff(&template, 1, time(1_000)).tasks, vec![]);
    }

    #[test]
    fn a_tally_counts_every_change_of_every_journey_once(
        first in template(0), second in template(3),
        walks in prop::collection::vec(prop::collection::vec(occurrence(), 0..20), 0..40),
    ) {
        let now = time(1_000);
        let journeys: Vec<Journey> = walks.iter().map(|steps| walk(&first, steps)).collect();
        let mut tally = MoveTally::new(second.clone(), 2, now);
        for journey in &journeys {
            tally.look(journey, &partner());
        }
        let outcome = tally.outcome();
        let moving: Vec<&Journey> = journeys.iter().filter(|journey| {
            let moved = journey.move_to(&second, 2, now);
            Journey { template_version: journey.template_version, ..moved } != **journey
        }).collect();
        prop_assert_eq!(outcome.running as usize, journeys.len());
        prop_assert_eq!(outcome.changing as usize, moving.len());
        prop_assert_eq!(outcome.examples.len(), moving.len().min(20));
        let diffs: Vec<_> = moving.iter().flat_map(|journey| journey.diff(&second, 2, now).tasks).collect();
        prop_assert_eq!(outcome.changes.iter().map(|change| change.count as usize).sum::<usize>(), diffs.len());
        for change in &outcome.changes {
            let same = diffs.iter().filter(|diff| diff.change == change.change && diff.task.code == change.task.code);
            prop_assert_eq!(same.count(), change.count as usize);
        }
        prop_assert!(outcome.changes.is_sorted_by(|one, next| one.count >= next.count));
    }

    #[test]
    fn a_moved_journey_is_by_its_template(first in template(0), second in template(3), steps in prop::collection::vec(occurrence(), 0..30)) {
        let moved = walk(&first, &steps).move_to(&second, 2, time(1_000));
        prop_assert!(moved.is_by(&second, time(2_000)));
        let mut renamed = second.clone();
        renamed.milestones[0].name.push_str(" again");
        prop_assert!(!moved.is_by(&renamed, time(2_000)), "another name of a milestone is a change");
    }

    #[test]
    fn reminders_come_once_on_their_days_and_none_is_lost(
        template in template(0),
        steps in prop::collection::vec(occurrence(), 0..20),
        reminder_days in prop::collection::vec(1_u32..20, 0..4),
        looked in prop::collection::vec(prop::bool::ANY, 130),
    ) {
        let journey = walk(&template, &steps);
        let (mut last, mut unseen) = (None, false);
        for (today, looked) in (0_u32..).zip(looked) {
            let late = journey.late_on(Side::Partner, day(today));
            prop_assert!(late.iter().all(|task| task.owner == Side::Partner && journey.is_ready(task)));
            prop_assert!(late.iter().all(|task| task.due_on < day(today)));
            let comes = |days: &u32| late.iter().any(|task| task.due_on + TimeDelta::days((*days).into()) == day(today));
            unseen |= reminder_days.iter().any(comes);
            if looked {
                prop_assert_eq!(journey.is_reminded_on(day(today), &reminder_days, last), unseen, "on day {}", today);
                if unseen {
                    last = Some(day(today));
                    prop_assert!(!journey.is_reminded_on(day(today), &reminder_days, last), "twice on day {}", today);
                }
                unseen = false;
            }
        }
        if journey.is_completed() {
            prop_assert_eq!(last, None);
        }
    }

    #[test]
    fn what_is_late_of_the_vendors_is_told_and_not_to_the_partner(
        template in template(0),
        steps in prop::collection::vec(occurrence(), 0..20),
        today in 0_u32..120,
    ) {
        let journey = walk(&template, &steps);
        let standing = journey.standing(day(today), 7);
        let vendors = journey.late_on(Side::Vendor, day(today));
        prop_assert!(vendors.iter().all(|task| task.owner == Side::Vendor && journey.is_ready(task)));
        prop_assert_eq!(standing.is_vendor_late(), !vendors.is_empty());
        let is_partner_late = !journey.late_on(Side::Partner, day(today)).is_empty();
        prop_assert_eq!(standing.risk == JourneyRisk::VendorLate, !vendors.is_empty() && !is_partner_late);
        prop_assert_eq!(matches!(standing.risk, JourneyRisk::Late | JourneyRisk::AtRisk), is_partner_late);
        if !is_partner_late {
            prop_assert!(!journey.is_reminded_on(day(today), &[1, 7, 14], None), "the partner was reminded of the vendor's");
        }
    }

    #[test]
    fn quartiles_are_measured_numbers_in_their_order(days in prop::collection::vec(0_u32..400, 0..60)) {
        match Spread::of(days.clone()) {
            None => prop_assert!(days.is_empty()),
            Some(spread) => {
                prop_assert_eq!(spread.count as usize, days.len());
                prop_assert_eq!(Some(spread.least), days.iter().copied().min());
                prop_assert_eq!(Some(spread.most), days.iter().copied().max());
                prop_assert!(spread.least <= spread.lower && spread.lower <= spread.median);
                prop_assert!(spread.median <= spread.upper && spread.upper <= spread.most);
                for number in [spread.lower, spread.median, spread.upper] {
                    prop_assert!(days.contains(&number));
                }
                let at_most = days.iter().filter(|days| **days <= spread.median).count();
                prop_assert!(at_most * 2 >= days.len());
            }
        }
    }
}

#[test]
fn a_partner_is_asked_at_most_once_an_hour_and_not_at_the_end() {
    let hour = NUDGE_PAUSE.num_seconds();
    let refusal = |completed_at, nudged_at, now| refusal_to_nudge(PartnerStatus::Active, completed_at, nudged_at, now);
    assert_eq!(refusal(None, None, time(0)), None);
    let just_now = refusal(None, Some(time(0)), time(hour - 1));
    assert_eq!(just_now, Some(JourneyRefusal::NudgedRecently));
    assert_eq!(refusal(None, Some(time(0)), time(hour)), None);
    let ended = refusal(Some(time(5)), None, time(hour));
    assert_eq!(ended, Some(JourneyRefusal::Completed));
    let suspended = refusal_to_nudge(PartnerStatus::Suspended, None, None, time(0));
    assert_eq!(suspended, Some(JourneyRefusal::PartnerPaused));
    let problem = Problem::from(JourneyRefusal::NudgedRecently);
    assert_eq!(
        (problem.code, problem.params["reason"].as_str()),
        (Code::InvalidState, Some("nudged_recently"))
    );
}

#[test]
fn the_initial_journeys_fit_everybody() {
    let settings = ProgramSettings::initial();
    assert_eq!(settings.check(&|_| true), []);
    let journeys = OnboardingSettings::initial().journeys;
    let chosen =
        |partner_type| choose(&journeys, partner_type, Tier::Registered, "dach").map(|found| found.code.as_str());
    assert_eq!(chosen(PartnerType::Agency), Some("referring"));
    assert_eq!(chosen(PartnerType::Var), Some("selling"));
    let weeks: Vec<u32> = journeys[1]
        .milestones
        .iter()
        .map(|milestone| milestone.due_days / 7)
        .collect();
    assert_eq!(weeks, [1, 2, 4, 8, 12]);
}

#[test]
fn a_deal_that_came_early_counts_once_the_agreement_is_signed() {
    let journeys = OnboardingSettings::initial().journeys;
    let journey = Journey::begin(&journeys[1], 1, day(0));
    let seen = |journey: &Journey, kind| {
        let occurrence = JourneyOccurrence::Achieved { kind, total: 1 };
        journey.apply(&occurrence, &actor(None), time(5)).unwrap()
    };
    let registered = seen(&journey, TaskKind::RegisterDeal);
    assert_eq!(done_codes(&registered), [""; 0]);
    let signed = seen(&registered, TaskKind::SignAgreement);
    assert_eq!(done_codes(&signed), ["agreement", "deal"]);
}

#[test]
fn training_is_confirmed_by_the_vendor_with_a_note() {
    let journeys = OnboardingSettings::initial().journeys;
    let signed = Journey::begin(&journeys[1], 1, day(0))
        .apply(
            &JourneyOccurrence::Achieved {
                kind: TaskKind::SignAgreement,
                total: 1,
            },
            &actor(None),
            time(1),
        )
        .unwrap();
    let complete = |journey: &Journey, task: &str, note: &str, side| {
        let occurrence = JourneyOccurrence::Complete {
            task: task.to_owned(),
            note: note.to_owned(),
        };
        journey.apply(&occurrence, &actor(Some(side)), time(2))
    };
    assert_eq!(
        complete(&signed, "training", "Done", Side::Partner),
        Err(JourneyRefusal::NotYours)
    );
    let Err(JourneyRefusal::Fields(errors)) = complete(&signed, "training", " ", Side::Vendor) else {
        panic!("a note is needed");
    };
    assert_eq!(
        (errors[0].pointer.as_str(), errors[0].code),
        ("/note", FieldCode::Required)
    );
    let trained = complete(&signed, "training", "Both courses, 12 March", Side::Vendor).unwrap();
    assert!(trained.task("training").unwrap().done.is_some());
    assert_eq!(
        complete(&trained, "deal", "x", Side::Vendor),
        Err(JourneyRefusal::CompletesItself)
    );
    let unsigned = Journey::begin(&journeys[1], 1, day(0));
    assert_eq!(
        complete(&unsigned, "training", "x", Side::Vendor),
        Err(JourneyRefusal::Blocked(vec!["agreement".to_owned()]))
    );
}

#[test]
fn being_late_is_told_in_steps() {
    let journey = Journey::begin(&OnboardingSettings::initial().journeys[1], 1, day(0));
    let risk = |number| journey.standing(day(number), 7).risk;
    assert_eq!(
        [risk(0), risk(7), risk(8), risk(13), risk(14)],
        [
            JourneyRisk::OnTrack,
            JourneyRisk::OnTrack,
            JourneyRisk::Late,
            JourneyRisk::Late,
            JourneyRisk::AtRisk,
        ]
    );
}

#[test]
fn a_partner_that_begins_nothing_is_left_in_peace() {
    for risk in JourneyRisk::ALL {
        assert_eq!(risk.of_partner(PartnerStatus::Onboarding), *risk);
        let is_paused = risk.of_partner(PartnerStatus::Terminated) == JourneyRisk::Paused;
        assert_eq!(is_paused, *risk != JourneyRisk::Completed);
    }
}

#[test]
fn a_changed_text_is_another_agreement() {
    let text = |text: &str| AgreementText {
        title: "Partner agreement".to_owned(),
        text: text.to_owned(),
    };
    assert_eq!(text("One\r\nTwo").sha256(), text("One\nTwo").sha256());
    assert_ne!(text("One").sha256(), text("Two").sha256());
    assert_eq!(text("One").sha256().len(), 64);
}

#[test]
fn who_signs_types_their_own_name() {
    let signature = NewSignature {
        sha256: String::new(),
        typed_name: "  mara   BRANDT ".to_owned(),
        job_title: "Managing director".to_owned(),
        is_authorised: true,
    };
    assert_eq!(signature.check("Mara Brandt"), []);
    let codes = |signature: NewSignature| -> Vec<(String, FieldCode)> {
        let errors = signature.check("Mara Brandt").into_iter();
        errors.map(|error| (error.pointer, error.code)).collect()
    };
    assert_eq!(
        codes(NewSignature {
            typed_name: "Jonas Keller".to_owned(),
            is_authorised: false,
            ..signature
        }),
        [
            ("/typed_name".to_owned(), FieldCode::NameDiffers),
            ("/is_authorised".to_owned(), FieldCode::Required),
        ]
    );
}

#[test]
fn time_to_value_counts_whole_days_from_the_signature() {
    let at = |days: i64| Some(time(days * 86_400 + 3_600));
    let dates = ValueDates {
        signed_at: at(10),
        first_registered_at: at(9),
        first_won_at: at(41),
    };
    assert_eq!((dates.days_to_registered(), dates.days_to_won()), (Some(0), Some(31)));
    assert_eq!(
        ValueDates {
            signed_at: None,
            ..dates
        }
        .days_to_won(),
        None
    );
}

#[test]
fn a_template_to_move_to_is_checked_as_the_settings_check_it() {
    let settings = ProgramSettings::initial();
    let mut template = settings.onboarding.journeys[1].clone();
    let refused = |template: &JourneyTemplate| {
        let preview = JourneyMovePreview {
            template: template.clone(),
        };
        let errors = preview.check(&settings);
        errors
            .into_iter()
            .map(|error| (error.pointer, error.code))
            .collect::<Vec<_>>()
    };
    assert_eq!(refused(&template), []);
    // A region that is added together with the template is not known yet.
    template.regions = vec!["antarctica".to_owned()];
    assert_eq!(refused(&template), []);
    template.milestones[0].tasks[1].blocked_by = vec!["nothing".to_owned()];
    template.milestones[2].tasks[0].weight = 0;
    assert_eq!(
        refused(&template),
        [
            (
                "/template/milestones/0/tasks/1/blocked_by/0".to_owned(),
                FieldCode::UnknownValue
            ),
            (
                "/template/milestones/2/tasks/0/weight".to_owned(),
                FieldCode::OutOfRange
            ),
        ]
    );
}
