//! Properties of applications: their states, their fields, their score, and the proof of work.

use chrono::{DateTime, TimeDelta, Utc};
use entente_model::approvals::{ApprovalKind, Decision, RejectReason, ReturnReason};
use entente_model::money::Money;
use entente_model::onboarding::application::limits;
use entente_model::onboarding::application_transition::{apply, is_allowed};
use entente_model::onboarding::preview::{COLUMNS, preview};
use entente_model::onboarding::profile::{Span, score, total};
use entente_model::onboarding::proof_of_work::{is_proven, search};
use entente_model::onboarding::{
    ApplicationFacts, ApplicationFields, ApplicationOccurrence, ApplicationProgress, ApplicationRefusal,
    ApplicationRules, ApplicationState, ApplicationStep, Capacity, Contact, Criterion, CriterionRule, ProfilePreview,
};
use entente_model::people::PartnerType;
use entente_model::problem::FieldCode;
use entente_model::settings::{OnboardingSettings, ProgramSettings};
use proptest::prelude::*;

fn complete() -> ApplicationFields {
    ApplicationFields {
        legal_name: "Brandt Systemhaus GmbH".to_owned(),
        domain: "https://www.brandt-systemhaus.example/about".to_owned(),
        country: "DE".to_owned(),
        region: "dach".to_owned(),
        partner_type: Some(PartnerType::Var),
        regions_served: vec!["dach".to_owned(), "france".to_owned()],
        specialties: vec!["security".to_owned()],
        headcount: Some(40),
        expected_revenue: Some(Money::new(10_000_000, "EUR")),
        contact: Contact {
            name: "Mara Brandt".to_owned(),
            email: "mara@brandt-systemhaus.example".to_owned(),
            job_title: "Managing director".to_owned(),
            phone: String::new(),
        },
        capacity: Capacity {
            sellers: Some(4),
            technicians: Some(9),
        },
        consent: true,
        ..ApplicationFields::default()
    }
}

fn check(fields: &ApplicationFields) -> Vec<(String, FieldCode)> {
    let currencies = ["EUR".to_owned(), "USD".to_owned()];
    let rules = ApplicationRules {
        regions: &["dach", "france"],
        specialties: &["security", "data-analytics"],
        currencies: &currencies,
    };
    fields
        .check_complete(&rules)
        .into_iter()
        .map(|error| (error.pointer, error.code))
        .collect()
}

#[test]
fn a_complete_application_may_be_handed_in() {
    assert_eq!(check(&complete()), []);
}

#[test]
fn each_field_is_refused_for_its_own_fault() {
    type Spoil = fn(&mut ApplicationFields);
    let cases: [(&str, FieldCode, Spoil); 20] = [
        ("/legal_name", FieldCode::Required, |f| f.legal_name = "  ".to_owned()),
        ("/legal_name", FieldCode::TooLong, |f| f.legal_name = "x".repeat(201)),
        ("/domain", FieldCode::Required, |f| f.domain.clear()),
        ("/domain", FieldCode::InvalidDomain, |f| f.domain = "brandt".to_owned()),
        ("/country", FieldCode::InvalidCountry, |f| f.country = "XX".to_owned()),
        ("/region", FieldCode::UnknownValue, |f| f.region = "mars".to_owned()),
        ("/partner_type", FieldCode::Required, |f| f.partner_type = None),
        ("/regions_served", FieldCode::TooFew, |f| f.regions_served.clear()),
        ("/regions_served/1", FieldCode::Duplicate, |f| {
            f.regions_served[1] = "dach".to_owned()
        }),
        ("/specialties/0", FieldCode::UnknownValue, |f| {
            f.specialties[0] = "juggling".to_owned()
        }),
        ("/headcount", FieldCode::Required, |f| f.headcount = None),
        ("/headcount", FieldCode::OutOfRange, |f| {
            f.headcount = Some(limits::HEADCOUNT + 1)
        }),
        ("/capacity/sellers", FieldCode::OutOfRange, |f| {
            f.capacity.sellers = Some(41)
        }),
        ("/capacity/technicians", FieldCode::Required, |f| {
            f.capacity.technicians = None
        }),
        ("/expected_revenue/minor", FieldCode::Required, |f| {
            f.expected_revenue = None
        }),
        ("/expected_revenue/minor", FieldCode::OutOfRange, |f| {
            f.expected_revenue = Some(Money::new(-5, "EUR"))
        }),
        ("/expected_revenue/currency", FieldCode::InvalidCurrency, |f| {
            f.expected_revenue = Some(Money::new(5, "JPY"))
        }),
        ("/contact/email", FieldCode::InvalidEmail, |f| {
            f.contact.email = "mara".to_owned()
        }),
        ("/current_vendors", FieldCode::TooMany, |f| {
            f.current_vendors = vec!["x".to_owned(); 21]
        }),
        ("/consent", FieldCode::Required, |f| f.consent = false),
    ];
    for (pointer, code, spoil) in cases {
        let mut fields = complete();
        spoil(&mut fields);
        assert_eq!(check(&fields), [(pointer.to_owned(), code)]);
    }
}

#[test]
fn every_field_belongs_to_a_step() {
    let steps: Vec<ApplicationStep> = check(&ApplicationFields::default())
        .iter()
        .map(|(pointer, _)| ApplicationStep::of_pointer(pointer))
        .collect();
    for step in ApplicationStep::ALL {
        assert!(steps.contains(step), "{step:?} asks for nothing");
    }
}

fn time(seconds: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
}

fn state() -> impl Strategy<Value = ApplicationState> {
    prop::sample::select(ApplicationState::ALL)
}

fn decision() -> impl Strategy<Value = Decision> {
    let message = "[a-z ]{0,8}";
    prop_oneof![
        message.prop_map(|message| Decision::Approve { message }),
        (
            prop::collection::vec(prop::sample::select(ReturnReason::ALL), 0..3),
            message
        )
            .prop_map(|(reasons, message)| Decision::Return { reasons, message }),
        (
            prop::collection::vec(prop::sample::select(RejectReason::ALL), 0..3),
            message
        )
            .prop_map(|(reasons, message)| Decision::Reject { reasons, message }),
    ]
}

fn occurrence() -> impl Strategy<Value = ApplicationOccurrence> {
    prop_oneof![
        Just(ApplicationOccurrence::Submit {
            consent_sha256: "ab".repeat(32)
        }),
        Just(ApplicationOccurrence::StartReview),
        decision().prop_map(ApplicationOccurrence::Decide),
        Just(ApplicationOccurrence::Overdue),
    ]
}

proptest! {
    #[test]
    fn what_is_not_allowed_is_refused_and_changes_nothing(state in state(), occurrence in occurrence()) {
        let facts = ApplicationFacts { state, progress: ApplicationProgress::default() };
        let after = apply(&facts, &occurrence, time(10), time(20));
        if !is_allowed(state, &occurrence) {
            prop_assert_eq!(after, Err(ApplicationRefusal::State(state)));
        } else if let ApplicationOccurrence::Decide(decision) = &occurrence {
            let errors = decision.check_for(ApprovalKind::PartnerApplication);
            prop_assert_eq!(after.is_ok(), errors.is_empty());
        } else {
            prop_assert!(after.is_ok());
        }
    }

    #[test]
    fn a_walk_keeps_its_clock_and_ends_for_good(steps in prop::collection::vec(occurrence(), 0..20)) {
        let mut facts = ApplicationFacts { state: ApplicationState::Draft, progress: ApplicationProgress::default() };
        for (at, step) in steps.iter().enumerate() {
            let now = time(i64::try_from(at).unwrap_or(0));
            let before = facts.clone();
            let Ok(after) = apply(&facts, step, now, now + TimeDelta::days(3)) else { continue };
            prop_assert!(!before.state.is_final(), "something followed on {:?}", before.state);
            facts = after;
            prop_assert_eq!(facts.progress.decision_due.is_some(), facts.state.awaits_decision());
            prop_assert_eq!(facts.progress.submitted_at.is_none(), facts.state == ApplicationState::Draft);
            if before.progress.submitted_at.is_some() {
                prop_assert_eq!(before.progress.submitted_at, facts.progress.submitted_at);
            }
            if facts.state == ApplicationState::Approved {
                prop_assert!(facts.progress.consented_at.is_some(), "nobody is a partner without consent");
            }
        }
    }
}

fn span() -> impl Strategy<Value = Span> {
    (0_u32..50, 1_u32..100).prop_map(|(minimum, more)| Span {
        minimum,
        ideal: minimum + more,
    })
}

fn rule() -> impl Strategy<Value = CriterionRule> {
    let codes = || {
        prop::collection::vec(
            prop::sample::select(vec!["a".to_owned(), "b".to_owned(), "c".to_owned()]),
            1..3,
        )
    };
    prop_oneof![
        prop::collection::vec(prop::sample::select(PartnerType::ALL), 1..3)
            .prop_map(|types| CriterionRule::PartnerType { types }),
        (codes(), 1_u32..4).prop_map(|(regions, wanted)| CriterionRule::Regions { regions, wanted }),
        (codes(), 1_u32..4).prop_map(|(specialties, wanted)| CriterionRule::Specialties { specialties, wanted }),
        span().prop_map(CriterionRule::Headcount),
        span().prop_map(CriterionRule::Sellers),
        (1_i64..1_000_000).prop_map(|minor| CriterionRule::ExpectedRevenue {
            ideals: vec![Money::new(minor, "EUR")]
        }),
        codes().prop_map(|vendors| CriterionRule::CurrentVendors { vendors }),
        codes().prop_map(|vendors| CriterionRule::NoCompetitors { vendors }),
        Just(CriterionRule::ContactDomain {}),
    ]
}

fn criteria() -> impl Strategy<Value = Vec<Criterion>> {
    prop::collection::vec(
        (1_u32..=100, rule()).prop_map(|(weight, rule)| Criterion { weight, rule }),
        0..9,
    )
}

fn applicant() -> impl Strategy<Value = ApplicationFields> {
    let codes = || {
        prop::collection::vec(
            prop::sample::select(vec!["a".to_owned(), "b".to_owned(), "C ".to_owned()]),
            0..3,
        )
    };
    let number = || prop::option::of(0_u32..200);
    (
        prop::option::of(prop::sample::select(PartnerType::ALL)),
        codes(),
        codes(),
        codes(),
        number(),
        number(),
        prop::option::of(0_i64..2_000_000),
    )
        .prop_map(
            |(partner_type, regions_served, specialties, current_vendors, headcount, sellers, revenue)| {
                ApplicationFields {
                    partner_type,
                    regions_served,
                    specialties,
                    current_vendors,
                    headcount,
                    capacity: Capacity {
                        sellers,
                        technicians: None,
                    },
                    expected_revenue: revenue.map(|minor| Money::new(minor, "EUR")),
                    ..complete()
                }
            },
        )
}

proptest! {
    #[test]
    fn a_score_is_the_sum_of_its_parts(fields in applicant(), criteria in criteria()) {
        let found = score(&fields, &criteria, 7);
        prop_assert_eq!(found.criteria.len(), criteria.len());
        let most: u32 = found.criteria.iter().map(|criterion| criterion.most_tenths).sum();
        prop_assert_eq!(most, if criteria.is_empty() { 0 } else { 1_000 });
        let tenths: u32 = found.criteria.iter().map(|criterion| criterion.points_tenths).sum();
        prop_assert_eq!(u32::from(found.total), (tenths + 5) / 10);
        prop_assert!(found.total <= 100);
        prop_assert_eq!(total(&fields, &criteria), found.total);
        for criterion in &found.criteria {
            prop_assert!(criterion.points_tenths <= criterion.most_tenths);
        }
    }

    #[test]
    fn a_preview_counts_everybody_on_both_sides(
        applicants in prop::collection::vec(applicant(), 0..20),
        current in criteria(),
        edited in criteria(),
    ) {
        let outcome = preview(applicants.iter(), &current, &edited);
        prop_assert_eq!(outcome.applicants as usize, applicants.len());
        for columns in [&outcome.current, &outcome.edited] {
            prop_assert_eq!(columns.len(), COLUMNS);
            prop_assert_eq!(columns.iter().sum::<u32>(), outcome.applicants);
        }
        prop_assert!(outcome.up + outcome.down <= outcome.applicants);
        prop_assert_eq!(outcome.current_median.is_some(), !applicants.is_empty());
        let back = preview(applicants.iter(), &edited, &current);
        prop_assert_eq!((back.up, back.down), (outcome.down, outcome.up));
        prop_assert_eq!((&back.current, back.current_median), (&outcome.edited, outcome.edited_median));
    }

    #[test]
    fn equal_criteria_move_nobody(applicants in prop::collection::vec(applicant(), 0..20), criteria in criteria()) {
        let outcome = preview(applicants.iter(), &criteria, &criteria);
        prop_assert_eq!((outcome.up, outcome.down), (0, 0));
        prop_assert_eq!(outcome.current, outcome.edited);
        prop_assert_eq!(outcome.current_median, outcome.edited_median);
    }

    #[test]
    fn weights_count_beside_each_other_only(fields in applicant(), criteria in criteria(), times in 2_u32..5) {
        let scaled: Vec<Criterion> = criteria
            .iter()
            .map(|criterion| Criterion { weight: criterion.weight * times, rule: criterion.rule.clone() })
            .collect();
        prop_assert_eq!(score(&fields, &criteria, 1), score(&fields, &scaled, 1));
    }

    #[test]
    fn more_of_what_is_wanted_never_scores_less(fields in applicant(), span in span(), more in 0_u32..100) {
        let criteria = [Criterion { weight: 1, rule: CriterionRule::Headcount(span) }];
        let mut bigger = fields.clone();
        bigger.headcount = Some(fields.headcount.unwrap_or(0) + more);
        prop_assert!(score(&fields, &criteria, 1).total <= score(&bigger, &criteria, 1).total);
    }
}

#[test]
fn the_initial_profile_tells_good_from_poor() {
    let criteria = OnboardingSettings::initial().criteria;
    let mut ideal = complete();
    ideal.specialties = vec!["security".to_owned(), "data-analytics".to_owned()];
    ideal.expected_revenue = Some(Money::new(30_000_000, "EUR"));
    ideal.headcount = Some(80);
    ideal.capacity = Capacity {
        sellers: Some(8),
        technicians: Some(12),
    };
    assert_eq!(score(&ideal, &criteria, 1).total, 100);
    let poor = ApplicationFields {
        partner_type: Some(PartnerType::Agency),
        ..ApplicationFields::default()
    };
    assert_eq!(score(&poor, &criteria, 1).total, 0);
}

#[test]
fn every_currency_that_is_offered_has_its_ideal() {
    let settings = ProgramSettings::initial();
    for currency in &settings.currencies {
        let mut fields = complete();
        fields.expected_revenue = Some(Money::new(1_000_000_000_000, currency.as_str()));
        let criteria = settings.onboarding.criteria.iter();
        let revenue = criteria.filter(|criterion| matches!(criterion.rule, CriterionRule::ExpectedRevenue { .. }));
        let revenue: Vec<Criterion> = revenue.cloned().collect();
        assert_eq!(score(&fields, &revenue, 1).total, 100, "{currency}");
    }
}

#[test]
fn a_preview_tells_columns_middle_and_moves() {
    let of_headcount = |headcount| ApplicationFields {
        headcount: Some(headcount),
        ..complete()
    };
    let applicants: Vec<ApplicationFields> = [0, 5, 9, 10].map(of_headcount).to_vec();
    let profile = |minimum, ideal| {
        [Criterion {
            weight: 1,
            rule: CriterionRule::Headcount(Span { minimum, ideal }),
        }]
    };
    // 0, 50, 90 and 100 points before; after, only the largest has any.
    let outcome = preview(applicants.iter(), &profile(1, 10), &profile(10, 10));
    assert_eq!(outcome.current, [1, 0, 0, 0, 0, 1, 0, 0, 0, 2]);
    assert_eq!(outcome.edited, [3, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    assert_eq!((outcome.current_median, outcome.edited_median), (Some(70), Some(0)));
    assert_eq!((outcome.up, outcome.down), (0, 2));
}

#[test]
fn a_preview_asks_for_sound_criteria_and_takes_codes_that_are_not_published_yet() {
    let preview = |rule| ProfilePreview {
        criteria: vec![Criterion { weight: 5, rule }],
    };
    let settings = ProgramSettings::initial();
    let new_code = CriterionRule::Specialties {
        specialties: vec!["cold-chain".to_owned()],
        wanted: 1,
    };
    assert_eq!(preview(new_code).check(&settings), []);
    let backwards = CriterionRule::Sellers(Span { minimum: 9, ideal: 3 });
    let found = preview(backwards).check(&settings);
    assert_eq!(
        found.iter().map(|error| error.pointer.as_str()).collect::<Vec<_>>(),
        ["/criteria/0/rule/ideal"]
    );
}

#[test]
fn a_contact_of_a_subdomain_writes_from_the_company() {
    let criteria = [Criterion {
        weight: 1,
        rule: CriterionRule::ContactDomain {},
    }];
    let total = |email: &str| {
        let mut fields = complete();
        fields.contact.email = email.to_owned();
        score(&fields, &criteria, 1).total
    };
    assert_eq!(total("mara@Brandt-Systemhaus.example"), 100);
    assert_eq!(total("mara@mail.brandt-systemhaus.example"), 100);
    assert_eq!(total("mara@notbrandt-systemhaus.example"), 0);
    assert_eq!(total("mara@freemail.example"), 0);
}

#[test]
fn work_is_found_and_proves_itself_only() {
    let number = search("challenge", 10, 0, 1 << 20).expect("a number within a million");
    assert!(is_proven("challenge", number, 10));
    assert!(!is_proven("challenge", number, 40));
    assert!(!(0..number).any(|earlier| is_proven("challenge", earlier, 10)));
    assert_eq!(search("challenge", 64, 0, 1_000), None);
}
