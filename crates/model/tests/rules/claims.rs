//! Claims: what is handed in is proven, what is paid was agreed to, and the books never disagree.

use crate::fund_story::*;
use chrono::{DateTime, TimeDelta, Utc};
use entente_model::approvals::Decision;
use entente_model::approvals::undo::{Before, Made, Reversal, take_back};
use entente_model::funds::activity::{ActivityRun, ProofKind};
use entente_model::funds::books::Books;
use entente_model::funds::claim::*;
use entente_model::funds::ledger::{AccountKind, AllocationBasis, LedgerRefusal, Posting};
use entente_model::funds::request::{
    self, FundRequestDraft, FundRequestFacts, FundRequestOccurrence, FundRequestState, RequestBooking,
};
use entente_model::funds::{FundActor, FundRefusal};
use entente_model::ids::{AttachmentId, ClaimId, FundRequestId, PaymentId};
use entente_model::money::Money;
use entente_model::problem::FieldCode;
use entente_model::settings::FundSettings;
use proptest::prelude::*;
use uuid::Uuid;

use ClaimOccurrence as Occurrence;

fn payment(number: u128) -> PaymentId {
    PaymentId(Uuid::from_u128(900 + number))
}

/// Who does such a thing.
fn actor(occurrence: &Occurrence) -> FundActor {
    match occurrence {
        Occurrence::Submit(_) => partner(),
        Occurrence::Decide(_) | Occurrence::Escalate | Occurrence::Pay { .. } => vendor(0),
        _ => FundActor::Portal,
    }
}

fn step_by(
    facts: &ClaimFacts,
    occurrence: &Occurrence,
    who: FundActor,
    now: DateTime<Utc>,
) -> Result<ClaimStep, FundRefusal> {
    let decision_due = now + TimeDelta::days(7);
    apply(facts, occurrence, who, now, &settings(), decision_due, now.date_naive())
}

fn step(facts: &ClaimFacts, occurrence: &Occurrence, now: DateTime<Utc>) -> Result<ClaimStep, FundRefusal> {
    step_by(facts, occurrence, actor(occurrence), now)
}

/// A claim after all of these, each on its day.
fn story(steps: &[(i64, Occurrence)]) -> ClaimFacts {
    steps.iter().fold(ClaimFacts::draft(), |facts, (day, occurrence)| {
        let step = step(&facts, occurrence, after(*day));
        step.unwrap_or_else(|refusal| panic!("{occurrence:?} on day {day}: {refusal:?}"))
            .facts
    })
}

/// The request of [`draft`] as it was approved on day 3, in full.
fn approved() -> FundRequestFacts {
    let (program, fund) = (program(), fund());
    let terms = draft()
        .terms(&rules(&program, &fund, day(0), &[]))
        .expect("a request that holds");
    let steps = [
        (0, FundRequestOccurrence::Submit(terms), partner()),
        (3, FundRequestOccurrence::Decide(approve()), vendor(0)),
    ];
    steps
        .iter()
        .fold(FundRequestFacts::draft(), |facts, (days, occurrence, who)| {
            let now = after(*days);
            let step = request::apply(&facts, occurrence, *who, now, &settings(), now, day(*days));
            step.expect("approved").facts
        })
}

fn terms(claimed: i64) -> ClaimTerms {
    ClaimTerms {
        claimed,
        currency: "EUR".to_owned(),
        asked_by: Some(person(2)),
        ends_on: day(21),
        deadline: day(81),
    }
}

fn submitted(claimed: i64) -> ClaimFacts {
    story(&[(30, Occurrence::Submit(terms(claimed)))])
}

fn cost(line: u32, number: &str, supplier: &str, minor: i64) -> ClaimLine {
    ClaimLine {
        line: Some(line),
        invoice_number: number.to_owned(),
        supplier: supplier.to_owned(),
        invoiced_on: Some(day(22)),
        minor,
    }
}

/// A claim for what [`draft`] planned, at what it cost.
fn complete() -> ClaimDraft {
    ClaimDraft {
        lines: vec![
            cost(0, "RE-2026/114", "Stadthalle Ulm", 700_000),
            cost(1, "K 77", "Krone Catering", 480_000),
            cost(1, "K 78", "Krone Catering", 20_000),
        ],
        leads: Some(31),
        pipeline: Some(Money::new(24_000_000, "EUR")),
        won: None,
        lessons: String::new(),
    }
}

fn proofs() -> Vec<ClaimProof> {
    let kinds = [
        ProofKind::Invoice,
        ProofKind::AttendeeList,
        ProofKind::Photo,
        ProofKind::Agenda,
    ];
    let file = |(number, kind): (u128, ProofKind)| ClaimProof {
        attachment_id: AttachmentId(Uuid::from_u128(number)),
        kind,
    };
    (1..).zip(kinds).map(file).collect()
}

/// All that [`ClaimRules`] borrow.
struct Ground {
    request: FundRequestDraft,
    facts: FundRequestFacts,
    settings: FundSettings,
    currencies: Vec<String>,
    proofs: Vec<ClaimProof>,
    used: Vec<UsedInvoice>,
}

impl Ground {
    fn new() -> Self {
        Ground {
            request: draft(),
            facts: approved(),
            settings: settings(),
            currencies: program().currencies,
            proofs: proofs(),
            used: Vec::new(),
        }
    }

    fn rules(&self, days: i64) -> ClaimRules<'_> {
        ClaimRules {
            request: &self.request,
            progress: &self.facts.progress,
            settings: &self.settings,
            currencies: &self.currencies,
            today: day(days),
            proofs: &self.proofs,
            used: &self.used,
        }
    }
}

/// A request with its claim, if there is one, and what was decided last.
#[derive(Clone)]
struct Pair {
    request: FundRequestFacts,
    claim: Option<ClaimFacts>,
}

/// What stood before the step that was taken last, if that was a decision.
#[derive(Clone)]
struct Decided {
    at: usize,
    before: Pair,
    of_claim: bool,
}

/// Two requests of one partner that a fund can't pay both in full, told as a server would: every step with its bookings, or not at all.
#[derive(Clone)]
struct World {
    books: Books,
    pairs: Vec<Pair>,
    decided: Option<Decided>,
    now: DateTime<Utc>,
}

#[derive(Clone, Debug)]
enum Deed {
    Submit,
    Request(FundRequestOccurrence),
    BeginClaim,
    HandIn { costs: [i64; 2] },
    Claim(Occurrence, Option<u128>),
    Undo,
    CloseFund,
}

fn request_id(at: usize) -> FundRequestId {
    FundRequestId(Uuid::from_u128(100 + at as u128))
}

fn plan(at: usize) -> FundRequestDraft {
    let currency = ["EUR", "USD"][at].to_owned();
    FundRequestDraft { currency, ..draft() }
}

impl World {
    fn new() -> Self {
        let mut books = Books::default();
        let partner_id = partner_id();
        let basis = AllocationBasis::Granted;
        books.post(Posting::Fund {}, 2_000_000).expect("funded");
        books
            .post(Posting::Allocate { partner_id, basis }, 1_000_000)
            .expect("allocated");
        let pair = Pair {
            request: FundRequestFacts::draft(),
            claim: None,
        };
        World {
            books,
            pairs: vec![pair.clone(), pair],
            decided: None,
            now: start(),
        }
    }

    /// Does it whole, or says that it can't be. Whatever the books refuse but the reserving is a mistake of the rules.
    fn try_to(&mut self, at: usize, deed: &Deed) -> Result<(), TestCaseError> {
        let mut next = self.clone();
        next.decided = None;
        if next.go(at, deed)? {
            *self = next;
        }
        Ok(())
    }

    fn go(&mut self, at: usize, deed: &Deed) -> Result<bool, TestCaseError> {
        match deed {
            Deed::Submit => {
                let (program, fund, today) = (program(), fund(), self.now.date_naive());
                let starts_on = today + TimeDelta::days(12);
                let draft = FundRequestDraft {
                    starts_on: Some(starts_on),
                    ends_on: Some(starts_on),
                    ..plan(at)
                };
                match draft.terms(&rules(&program, &fund, today, &[])) {
                    Ok(terms) => self.request(at, &FundRequestOccurrence::Submit(terms), partner()),
                    Err(_) => Ok(false),
                }
            }
            Deed::Request(occurrence) => {
                let before = self.pairs[at].clone();
                let who = match occurrence {
                    FundRequestOccurrence::Submit(_) | FundRequestOccurrence::Withdraw => partner(),
                    FundRequestOccurrence::Decide(_) | FundRequestOccurrence::Escalate => vendor(0),
                    _ => FundActor::Portal,
                };
                // Only a claim causes these.
                let of_claim = matches!(
                    occurrence,
                    FundRequestOccurrence::ClaimHandedIn
                        | FundRequestOccurrence::ClaimRejected
                        | FundRequestOccurrence::ClaimPaid { .. }
                        | FundRequestOccurrence::ClaimBounced
                );
                let done = !of_claim && self.request(at, occurrence, who)?;
                if done && matches!(occurrence, FundRequestOccurrence::Decide(_)) {
                    self.decided = Some(Decided {
                        at,
                        before,
                        of_claim: false,
                    });
                }
                Ok(done)
            }
            Deed::BeginClaim => {
                let pair = &mut self.pairs[at];
                let may = request::allowed(
                    &pair.request,
                    request::FundRequestEventKind::Claim,
                    partner(),
                    self.now,
                    self.now.date_naive(),
                );
                let free = pair
                    .claim
                    .as_ref()
                    .is_none_or(|claim| claim.state == ClaimState::Rejected);
                if may.is_ok() && free {
                    pair.claim = Some(ClaimFacts::draft());
                }
                Ok(may.is_ok() && free)
            }
            Deed::HandIn { costs } => {
                let draft = ClaimDraft {
                    lines: vec![cost(0, "1", "A", costs[0]), cost(1, "2", "B", costs[1])],
                    ..complete()
                };
                let progress = &self.pairs[at].request.progress;
                let Some(terms) = progress.terms.clone() else {
                    return Ok(false);
                };
                let Some(deadline) = progress.claim_deadline else {
                    return Ok(false);
                };
                let terms = ClaimTerms {
                    claimed: claimable(&plan(at), progress, &draft),
                    currency: terms.fund_currency,
                    asked_by: progress.handed_in_by,
                    ends_on: terms.ends_on,
                    deadline,
                };
                self.claim(at, &Occurrence::Submit(terms), partner())
            }
            Deed::Claim(occurrence, who) => {
                let before = self.pairs[at].clone();
                let who = who.map_or(actor(occurrence), vendor);
                let done = self.claim(at, occurrence, who)?;
                if done && matches!(occurrence, Occurrence::Decide(_)) {
                    self.decided = Some(Decided {
                        at,
                        before,
                        of_claim: true,
                    });
                }
                Ok(done)
            }
            Deed::Undo => Ok(false),
            Deed::CloseFund => Ok(self.books.close().is_ok()),
        }
    }

    fn request(
        &mut self,
        at: usize,
        occurrence: &FundRequestOccurrence,
        who: FundActor,
    ) -> Result<bool, TestCaseError> {
        let (now, request) = (self.now, &self.pairs[at].request);
        let step = request::apply(
            request,
            occurrence,
            who,
            now,
            &settings(),
            now + TimeDelta::days(7),
            now.date_naive(),
        );
        let Ok(step) = step else { return Ok(false) };
        self.pairs[at].request = step.facts;
        self.book(at, step.booking)
    }

    fn book(&mut self, at: usize, booking: Option<RequestBooking>) -> Result<bool, TestCaseError> {
        let Some(booking) = booking else { return Ok(true) };
        let (posting, minor) = booking.posting(partner_id(), request_id(at));
        match (booking, self.books.post(posting, minor)) {
            (_, Ok(_)) => Ok(true),
            // Another request came first, or the period was closed.
            (RequestBooking::Reserve { .. }, Err(LedgerRefusal::Insufficient { .. } | LedgerRefusal::FundClosed)) => {
                Ok(false)
            }
            (_, Err(refusal)) => Err(TestCaseError::fail(format!("{booking:?}: {refusal:?}"))),
        }
    }

    fn claim(&mut self, at: usize, occurrence: &Occurrence, who: FundActor) -> Result<bool, TestCaseError> {
        let Some(before) = self.pairs[at].claim.clone() else {
            return Ok(false);
        };
        let Ok(step) = step_by(&before, occurrence, who, self.now) else {
            return Ok(false);
        };
        self.book_claim(at, step.booking)?;
        self.follow(at, &before, step.facts)
    }

    fn book_claim(&mut self, at: usize, booking: Option<ClaimBooking>) -> Result<(), TestCaseError> {
        let Some(booking) = booking else { return Ok(()) };
        let (posting, minor) = booking.posting(partner_id(), request_id(at), ClaimId(Uuid::from_u128(7)));
        let posted = self.books.post(posting, minor);
        prop_assert!(posted.is_ok(), "{:?}: {:?}", booking, posted);
        Ok(())
    }

    fn follow(&mut self, at: usize, before: &ClaimFacts, facts: ClaimFacts) -> Result<bool, TestCaseError> {
        let follows = request_follows(before, &facts);
        self.pairs[at].claim = Some(facts);
        let Some(follows) = follows else { return Ok(true) };
        let done = self.request(at, &follows, FundActor::Portal)?;
        // Only a claim that is handed in for the first time may find its request elsewhere.
        prop_assert!(done || follows == FundRequestOccurrence::ClaimHandedIn, "{:?}", follows);
        Ok(done)
    }

    /// Takes the last step back when that was a decision, as a server would.
    fn undo(&mut self) -> Result<(), TestCaseError> {
        let Some(Decided { at, before, of_claim }) = self.decided.take() else {
            return Ok(());
        };
        let pair = self.pairs[at].clone();
        if of_claim {
            let (Some(claim), Some(decided)) = (before.claim, pair.claim) else {
                return Ok(());
            };
            self.book_claim(at, undo_booking(&decided))?;
            prop_assert!(self.follow(at, &decided, claim)?);
        } else {
            prop_assert!(self.book(at, request::undo_booking(&pair.request))?);
            self.pairs[at].request = before.request;
        }
        Ok(())
    }

    fn check(&self) -> Result<(), TestCaseError> {
        for (at, pair) in self.pairs.iter().enumerate() {
            let progress = &pair.request.progress;
            let of = |kind| self.books.of_request(request_id(at), kind);
            let (reserved, payable, paid) = (
                of(AccountKind::Reserved),
                of(AccountKind::Payable),
                of(AccountKind::Paid),
            );
            prop_assert_eq!(reserved + payable, progress.held(), "the facts say what the books do");
            prop_assert_eq!(paid, progress.paid);
            prop_assert!(
                reserved + payable + paid <= progress.reserved_minor(),
                "more than was approved"
            );
            if pair.request.state.is_final() {
                prop_assert_eq!((reserved, payable), (0, 0), "something stayed promised");
            }
            let Some(claim) = &pair.claim else { continue };
            check_claim(claim)?;
            let owed = claim.progress.approved.filter(|_| claim.state == ClaimState::Approved);
            prop_assert_eq!(payable, owed.unwrap_or(0));
            // A claim that waits keeps its request; one that was paid has closed it.
            prop_assert_eq!(
                claim.state.counts() && claim.state != ClaimState::Paid,
                pair.request.state == FundRequestState::Claimed
            );
            if claim.state == ClaimState::Paid {
                prop_assert_eq!(pair.request.state, FundRequestState::Closed);
            }
        }
        let partner = self.books.partner(partner_id());
        prop_assert_eq!(partner.allocated(), 1_000_000);
        prop_assert!(partner.available >= 0);
        Ok(())
    }
}

/// What always holds of a claim.
fn check_claim(facts: &ClaimFacts) -> Result<(), TestCaseError> {
    let (state, progress) = (facts.state, &facts.progress);
    prop_assert_eq!(progress.submitted_at.is_none(), state == ClaimState::Draft);
    prop_assert_eq!(progress.decision_due.is_some(), state == ClaimState::Submitted);
    prop_assert_eq!(progress.answer_due.is_some(), state == ClaimState::ActionRequired);
    prop_assert_eq!(
        progress.approved.is_some(),
        matches!(state, ClaimState::Approved | ClaimState::Paid)
    );
    prop_assert_eq!(progress.paid_at.is_some(), state == ClaimState::Paid);
    let Some(terms) = &progress.terms else { return Ok(()) };
    let approvals = &progress.approvals;
    for (at, approval) in approvals.iter().enumerate() {
        prop_assert!((1..=terms.claimed).contains(&approval.minor));
        prop_assert!(
            approvals[..at].iter().all(|earlier| earlier.by != approval.by),
            "one person agreed twice"
        );
        prop_assert!(
            approvals[..at].iter().all(|earlier| earlier.minor >= approval.minor),
            "more than the first agreed to"
        );
        prop_assert!(
            Some(approval.by) != progress.handed_in_by && Some(approval.by) != terms.asked_by,
            "one's own"
        );
    }
    match state {
        ClaimState::Approved | ClaimState::Paid => {
            let needed = if settings().needs_second(approvals[0].minor, &terms.currency) {
                2
            } else {
                1
            };
            prop_assert_eq!(approvals.len(), needed);
            prop_assert_eq!(progress.approved, approvals.last().map(|last| last.minor));
        }
        ClaimState::Submitted => prop_assert!(approvals.len() <= 1),
        _ => prop_assert!(approvals.is_empty()),
    }
    Ok(())
}

fn any_decision() -> impl Strategy<Value = Decision> {
    prop_oneof![
        5 => Just(approve()),
        3 => (-5_i64..650_000).prop_map(approve_part),
        2 => Just(give_back()),
        2 => Just(reject()),
    ]
}

/// Something that somebody tries, whether or not it can be.
fn deed() -> impl Strategy<Value = Deed> {
    let decider = prop_oneof![4 => (0_u128..3).prop_map(Some), 1 => Just(None)];
    let of_claim = prop_oneof![
        4 => (any_decision(), decider).prop_map(|(decision, who)| Deed::Claim(Occurrence::Decide(decision), who)),
        1 => Just(Deed::Claim(Occurrence::Escalate, None)),
        1 => Just(Deed::Claim(Occurrence::Overdue, None)),
        1 => Just(Deed::Claim(Occurrence::AnswerOverdue, None)),
        2 => (0_u128..2).prop_map(|number| Deed::Claim(Occurrence::Pay { payment_id: payment(number) }, None)),
        2 => (0_u128..2).prop_map(|number| Deed::Claim(Occurrence::Bounce { payment_id: payment(number) }, None)),
    ];
    prop_oneof![
        2 => Just(Deed::Submit),
        3 => (1_i64..700_000).prop_map(|minor| Deed::Request(FundRequestOccurrence::Decide(approve_part(minor)))),
        1 => Just(Deed::Request(FundRequestOccurrence::Decide(give_back()))),
        1 => Just(Deed::Request(FundRequestOccurrence::Withdraw)),
        1 => Just(Deed::Request(FundRequestOccurrence::Start)),
        1 => Just(Deed::Request(FundRequestOccurrence::DeadlinePassed)),
        1 => Just(Deed::BeginClaim),
        1 => [0_i64..900_000, 0_i64..900_000].prop_map(|costs| Deed::HandIn { costs }),
        7 => of_claim,
        3 => Just(Deed::Undo),
        1 => Just(Deed::CloseFund),
    ]
}

/// What may well happen next to a request that stands so, and after how many days.
fn likely(pair: &Pair, choice: usize) -> (Deed, i64) {
    let request = |occurrence, days| (Deed::Request(occurrence), days);
    let claim = |occurrence, who, days| (Deed::Claim(occurrence, who), days);
    let costs = [100_000 * (choice as i64 % 9), 90_000 * (choice as i64 % 7)];
    let decision = [
        approve(),
        approve(),
        approve(),
        approve_part([250_000, 510_000][choice / 6 % 2]),
        give_back(),
        reject(),
    ][choice % 6]
        .clone();
    let who = Some(choice as u128 % 3);
    match (pair.request.state, pair.claim.as_ref().map(|claim| claim.state)) {
        (FundRequestState::Draft | FundRequestState::ActionRequired, _) => (Deed::Submit, 0),
        (FundRequestState::Submitted, _) => request(FundRequestOccurrence::Decide(decision), 1),
        (FundRequestState::Approved | FundRequestState::Executing, None | Some(ClaimState::Rejected)) => {
            match choice % 6 {
                0 => request(FundRequestOccurrence::Start, 15),
                1 => request(FundRequestOccurrence::DeadlinePassed, 90),
                _ => (Deed::BeginClaim, 15),
            }
        }
        (FundRequestState::Approved | FundRequestState::Executing, _) => (Deed::HandIn { costs }, 3),
        (_, Some(ClaimState::Submitted)) => claim(Occurrence::Decide(decision), who, 1),
        (_, Some(ClaimState::ActionRequired)) if choice.is_multiple_of(4) => claim(Occurrence::AnswerOverdue, None, 20),
        (_, Some(ClaimState::ActionRequired)) => (Deed::HandIn { costs }, 1),
        (_, Some(ClaimState::Approved)) => claim(Occurrence::Pay { payment_id: payment(0) }, None, 1),
        (_, Some(ClaimState::Paid)) => claim(Occurrence::Bounce { payment_id: payment(0) }, None, 1),
        _ => (Deed::Submit, 0),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_books_take_whatever_the_rules_say(
        deeds in prop::collection::vec((deed(), 0_usize..2, 0_i64..30, 0_usize..40, 0..10), 1..60),
    ) {
        let mut world = World::new();
        for (deed, at, hours, choice, kind) in &deeds {
            // Mostly what is likely, so that stories go somewhere; now and then anything.
            let (deed, days) = match kind {
                0..=1 => (deed.clone(), 0),
                2 => (Deed::Undo, 0),
                _ => likely(&world.pairs[*at], *choice),
            };
            if matches!(deed, Deed::Undo) {
                world.undo()?;
            } else {
                world.now += TimeDelta::days(days) + TimeDelta::hours(*hours);
                world.try_to(*at, &deed)?;
            }
            world.check()?;
        }
    }

    #[test]
    fn what_was_taken_back_was_never_decided(decision in any_decision(), claimed in 1_i64..1_200_000, first in any::<bool>(), seconds in 0_i64..10) {
        let mut before = submitted(claimed);
        if first {
            before = step_by(&before, &Occurrence::Decide(approve()), vendor(1), after(31)).expect("agreed").facts;
        }
        let Ok(decided) = step(&before, &Occurrence::Decide(decision), after(32)) else { return Ok(()) };
        let kept = serde_json::to_string(&Reversal { version: 9, before: Before::FundClaim(before.clone()) }).expect("it can be written");
        let reversal: Reversal = serde_json::from_str(&kept).expect("it can be read");
        let made = Made { by: vendor(0).person(), at: after(32), reversal: Some(&reversal) };
        let now = after(32) + TimeDelta::seconds(seconds);
        let Ok(Before::FundClaim(mut back)) = take_back(made, vendor(0).person(), 9, now) else {
            return Err(TestCaseError::fail("it can be taken back"));
        };
        prop_assert_eq!(back.progress.decision_undone_at.take(), Some(now));
        prop_assert_eq!(&back, &before);
        let owed = decided.facts.progress.approved;
        prop_assert_eq!(undo_booking(&decided.facts), owed.map(|minor| ClaimBooking::Disown { minor }));
        prop_assert_eq!(decided.booking, owed.map(|minor| ClaimBooking::Owe { minor }));
        // The request goes where it was, too.
        let rejected = decided.facts.state == ClaimState::Rejected;
        prop_assert_eq!(request_follows(&before, &decided.facts), rejected.then_some(FundRequestOccurrence::ClaimRejected));
        prop_assert_eq!(request_follows(&decided.facts, &back), rejected.then_some(FundRequestOccurrence::ClaimHandedIn));
    }

    #[test]
    fn a_claim_comes_to_the_approved_share_of_what_counts(
        costs in prop::collection::vec((0_u32..3, 0_i64..900_000), 0..8), more in 0_i64..100_000, part in 1_i64..600_000,
    ) {
        let mut ground = Ground::new();
        if let Some(reserved) = &mut ground.facts.progress.reserved {
            reserved.minor = part;
        }
        let (request, progress) = (&ground.request, &ground.facts.progress);
        let share = approved_share(progress).ok_or_else(|| TestCaseError::fail("no share of what was approved"))?;
        prop_assert!((share * 1_200_000.0 - part as f64).abs() < 0.5);
        let mut claim = ClaimDraft { lines: costs.iter().map(|(line, minor)| cost(*line, "1", "A", *minor)).collect(), ..complete() };
        let counted = counted_cost(request, &claim);
        let comes_to = claimable(request, progress, &claim);
        prop_assert!((0..=part).contains(&comes_to));
        prop_assert!(counted <= request.planned());
        prop_assert!((comes_to * 1_200_000 - counted * part).abs() * 2 <= 1_200_000, "off by more than half a minor unit");
        prop_assert_eq!(claimable(request, progress, &complete()), part, "what cost as planned is paid in full");
        // More cost never brings less.
        claim.lines.push(cost(0, "2", "A", more));
        prop_assert!(claimable(request, progress, &claim) >= comes_to);
    }

    #[test]
    fn fields_never_panic_and_limits_are_part_of_completeness(
        texts in prop::collection::vec(any::<String>(), 5), minor in any::<i64>(), line in prop::option::of(any::<u32>()), leads in any::<u32>(),
        days in -4_000_000_i64..4_000_000,
    ) {
        let far = start().date_naive().checked_add_signed(TimeDelta::days(days));
        let claim = ClaimDraft {
            lines: vec![
                ClaimLine { line, invoice_number: texts[0].clone(), supplier: texts[1].clone(), invoiced_on: far, minor },
                cost(0, &texts[0], &texts[1], 5),
            ],
            leads: Some(leads),
            pipeline: Some(Money::new(minor, texts[2].as_str())),
            won: Some(Money::new(minor, texts[3].as_str())),
            lessons: texts[4].clone(),
        };
        let mut ground = Ground::new();
        ground.proofs.pop();
        ground.used.push(UsedInvoice { reference: "7K3M-9QX2".to_owned(), invoice_number: texts[0].clone(), supplier: texts[1].clone(), invoiced_on: day(1) });
        let rules = ground.rules(40);
        let all = claim.check_complete(&rules);
        for limit in claim.check_limits() {
            prop_assert!(all.contains(&limit));
        }
        let mut pointers: Vec<&str> = all.iter().map(|error| error.pointer.as_str()).collect();
        pointers.sort_unstable();
        pointers.dedup();
        prop_assert_eq!(pointers.len(), all.len(), "one error a field: {:?}", &all);
        for error in &all {
            prop_assert!(claim.check_field(&error.pointer, &rules).contains(error));
        }
        claim.cautions(&rules);
        prop_assert_eq!(claim.terms(&rules), Err(all));
    }
}

#[test]
fn it_is_handed_in_after_the_activity_and_before_the_deadline() {
    let hand_in =
        |days| step(&ClaimFacts::draft(), &Occurrence::Submit(terms(5)), after(days)).map(|step| step.facts.state);
    assert_eq!(hand_in(20), Err(FundRefusal::NotYet { on: Some(day(21)) }));
    assert_eq!(hand_in(21), Ok(ClaimState::Submitted));
    assert_eq!(hand_in(81), Ok(ClaimState::Submitted));
    assert_eq!(hand_in(82), Err(FundRefusal::DeadlinePassed { on: Some(day(81)) }));
    let progress = approved().progress;
    assert_eq!(
        in_time(&progress, &ClaimFacts::draft(), day(82)),
        Err(FundRefusal::DeadlinePassed { on: Some(day(81)) })
    );
    // What was returned may come back later.
    let returned = story(&[
        (80, Occurrence::Submit(terms(5))),
        (81, Occurrence::Decide(give_back())),
    ]);
    assert_eq!(in_time(&progress, &returned, day(90)), Ok(()));
    assert!(step(&returned, &Occurrence::Submit(terms(4)), after(90)).is_ok());
    let missed = step(&returned, &Occurrence::AnswerOverdue, after(95))
        .expect("not answered")
        .facts;
    assert_eq!(
        (missed.state, missed.progress.unanswered_at),
        (ClaimState::Rejected, Some(after(95)))
    );
}

#[test]
fn one_agrees_up_to_the_threshold_and_two_above() {
    let one = step(&submitted(500_000), &Occurrence::Decide(approve()), after(31)).expect("agreed");
    assert_eq!(
        (one.facts.state, one.booking),
        (ClaimState::Approved, Some(ClaimBooking::Owe { minor: 500_000 }))
    );

    let first = step(&submitted(500_001), &Occurrence::Decide(approve()), after(31)).expect("agreed");
    assert_eq!((first.facts.state, first.booking), (ClaimState::Submitted, None));
    assert_eq!(
        first.facts.first_approval().map(|approval| approval.by),
        vendor(0).person()
    );
    let decide = |minor, who| step_by(&first.facts, &Occurrence::Decide(approve_part(minor)), who, after(32));
    assert_eq!(decide(500_001, vendor(0)), Err(FundRefusal::SameApprover));
    let Err(FundRefusal::Fields(errors)) = decide(500_002, vendor(1)) else {
        panic!("more than the first")
    };
    assert_eq!(
        (errors[0].pointer.as_str(), errors[0].params["max"].as_str()),
        ("/minor", "500001")
    );
    let second = decide(300_000, vendor(1)).expect("agreed to less");
    assert_eq!(
        (second.facts.state, second.booking),
        (ClaimState::Approved, Some(ClaimBooking::Owe { minor: 300_000 }))
    );
    assert_eq!(second.facts.progress.days_to_decision(), Some(2));

    // The second agrees to what the first has left of it.
    let less = step(
        &submitted(900_000),
        &Occurrence::Decide(approve_part(700_000)),
        after(31),
    )
    .expect("agreed to less");
    assert_eq!((less.facts.state, less.facts.most()), (ClaimState::Submitted, 700_000));
    let both = step_by(&less.facts, &Occurrence::Decide(approve()), vendor(1), after(32)).expect("agreed");
    assert_eq!(both.booking, Some(ClaimBooking::Owe { minor: 700_000 }));
    let more = step_by(
        &less.facts,
        &Occurrence::Decide(approve_part(700_001)),
        vendor(1),
        after(32),
    );
    assert!(matches!(more, Err(FundRefusal::Fields(_))));

    // A part that needs no second person is approved by one.
    let part = step(
        &submitted(900_000),
        &Occurrence::Decide(approve_part(500_000)),
        after(31),
    )
    .expect("agreed to less");
    assert_eq!(part.facts.state, ClaimState::Approved);
    // No threshold in that currency: always two.
    let kroner = ClaimTerms {
        currency: "ISK".to_owned(),
        ..terms(1)
    };
    let kroner = story(&[(30, Occurrence::Submit(kroner)), (31, Occurrence::Decide(approve()))]);
    assert_eq!(kroner.state, ClaimState::Submitted);
}

#[test]
fn returning_forgets_who_had_agreed() {
    let first = story(&[
        (30, Occurrence::Submit(terms(600_000))),
        (31, Occurrence::Decide(approve())),
    ]);
    let returned = step_by(&first, &Occurrence::Decide(give_back()), vendor(1), after(32))
        .expect("returned")
        .facts;
    assert_eq!(
        (returned.state, returned.progress.approvals.len()),
        (ClaimState::ActionRequired, 0)
    );
    let again = step(&returned, &Occurrence::Submit(terms(600_000)), after(33))
        .expect("handed in again")
        .facts;
    assert_eq!(
        (again.progress.submitted_at, again.progress.handed_in_at),
        (Some(after(30)), Some(after(33)))
    );
    assert!(step(&again, &Occurrence::Decide(approve()), after(34)).is_ok());
}

#[test]
fn nobody_agrees_to_their_own() {
    let claim = submitted(5);
    for own in [person(1), person(2)] {
        let refused = step_by(
            &claim,
            &Occurrence::Decide(approve()),
            FundActor::Vendor(own),
            after(31),
        );
        assert_eq!(refused, Err(FundRefusal::OwnRequest));
    }
    assert_eq!(
        step_by(&claim, &Occurrence::Decide(approve()), partner(), after(31)),
        Err(FundRefusal::WrongActor)
    );
    let Err(FundRefusal::Fields(errors)) = step(&claim, &Occurrence::Decide(approve_part(6)), after(31)) else {
        panic!("more than was claimed");
    };
    assert_eq!(errors[0].pointer, "/minor");
}

#[test]
fn it_is_paid_once_the_approval_stands() {
    let approved = story(&[
        (30, Occurrence::Submit(terms(400_000))),
        (31, Occurrence::Decide(approve())),
    ]);
    let pay = Occurrence::Pay { payment_id: payment(1) };
    let stands = after(31) + TimeDelta::seconds(10);
    assert_eq!(
        step(&approved, &pay, stands - TimeDelta::milliseconds(1)),
        Err(FundRefusal::NotDue { at: Some(stands) })
    );
    let paid = step(&approved, &pay, after(40)).expect("paid");
    let booking = ClaimBooking::Pay {
        minor: 400_000,
        payment_id: payment(1),
    };
    assert_eq!((paid.facts.state, paid.booking), (ClaimState::Paid, Some(booking)));
    assert_eq!(paid.facts.progress.days_to_payment(), Some(10));
    let follows = request_follows(&approved, &paid.facts);
    assert_eq!(follows, Some(FundRequestOccurrence::ClaimPaid { minor: 400_000 }));

    let other = Occurrence::Bounce { payment_id: payment(2) };
    assert_eq!(step(&paid.facts, &other, after(41)), Err(FundRefusal::OtherPayment));
    let bounced = step(&paid.facts, &Occurrence::Bounce { payment_id: payment(1) }, after(41)).expect("bounced");
    assert_eq!(
        (bounced.facts.state, bounced.facts.progress.paid_at),
        (ClaimState::Approved, None)
    );
    let again = step(&bounced.facts, &Occurrence::Pay { payment_id: payment(2) }, after(45)).expect("paid again");
    assert_eq!(again.facts.progress.days_to_payment(), Some(15));
}

#[test]
fn wrong_states_and_clocks_are_refused() {
    let claim = submitted(5);
    assert!(matches!(
        step(&claim, &Occurrence::Pay { payment_id: payment(1) }, after(40)),
        Err(FundRefusal::WrongClaimState {
            state: ClaimState::Submitted,
            possible: &[ClaimState::Approved]
        })
    ));
    assert_eq!(
        step(&claim, &Occurrence::Overdue, after(37)),
        Err(FundRefusal::NotDue { at: Some(after(37)) })
    );
    let late = step(&claim, &Occurrence::Overdue, after(38)).expect("late").facts;
    assert_eq!(
        step(&late, &Occurrence::Escalate, after(38)),
        Err(FundRefusal::AlreadyEscalated)
    );
    let draft = ClaimFacts::draft();
    assert_eq!(
        allowed(&draft, ClaimEventKind::Attach, vendor(0), start()),
        Err(FundRefusal::WrongActor)
    );
    assert_eq!(allowed(&draft, ClaimEventKind::Delete, partner(), start()), Ok(()));
    assert!(matches!(
        step(&draft, &Occurrence::Submit(terms(0)), after(30)),
        Err(FundRefusal::Fields(_))
    ));
}

#[test]
fn a_complete_claim_passes_and_each_mistake_is_named() {
    let ground = Ground::new();
    let rules = ground.rules(30);
    assert_eq!(complete().check_complete(&rules), []);
    assert_eq!(complete().cautions(&rules), []);
    assert_eq!(ClaimDraft::default().check_limits(), []);
    let terms = complete().terms(&rules).expect("it holds");
    assert_eq!(
        (terms.claimed, terms.currency.as_str(), terms.deadline),
        (600_000, "EUR", day(81))
    );

    type Mistake = (&'static str, FieldCode, fn(&mut ClaimDraft));
    let mistakes: &[Mistake] = &[
        ("/lines/0/line", FieldCode::Required, |claim| claim.lines[0].line = None),
        ("/lines/0/line", FieldCode::UnknownValue, |claim| {
            claim.lines[0].line = Some(2)
        }),
        ("/lines/1/supplier", FieldCode::Required, |claim| {
            claim.lines[1].supplier = " ".to_owned()
        }),
        ("/lines/1/supplier", FieldCode::TooLong, |claim| {
            claim.lines[1].supplier = "x".repeat(201)
        }),
        ("/lines/1/invoice_number", FieldCode::Required, |claim| {
            claim.lines[1].invoice_number.clear()
        }),
        // The same invoice for the same line; for another line it may be.
        ("/lines/2/invoice_number", FieldCode::Duplicate, |claim| {
            claim.lines[2].invoice_number = "k-77".to_owned()
        }),
        ("/lines/0/invoiced_on", FieldCode::Required, |claim| {
            claim.lines[0].invoiced_on = None
        }),
        ("/lines/0/invoiced_on", FieldCode::BeforeApproval, |claim| {
            claim.lines[0].invoiced_on = Some(day(2))
        }),
        ("/lines/0/invoiced_on", FieldCode::DateTooFar, |claim| {
            claim.lines[0].invoiced_on = Some(day(31))
        }),
        ("/lines/0/minor", FieldCode::OutOfRange, |claim| {
            claim.lines[0].minor = 0
        }),
        ("/leads", FieldCode::Required, |claim| claim.leads = None),
        ("/pipeline/minor", FieldCode::Required, |claim| claim.pipeline = None),
        ("/pipeline/currency", FieldCode::InvalidCurrency, |claim| {
            claim.pipeline = Some(Money::new(1, "VND"))
        }),
        ("/won/minor", FieldCode::OutOfRange, |claim| {
            claim.won = Some(Money::new(-1, "EUR"))
        }),
        ("/lessons", FieldCode::TooLong, |claim| {
            claim.lessons = "x".repeat(4_001)
        }),
    ];
    for (pointer, code, mistake) in mistakes {
        let mut claim = complete();
        mistake(&mut claim);
        let found = claim.check_complete(&rules).into_iter();
        let found: Vec<(String, FieldCode)> = found.map(|error| (error.pointer, error.code)).collect();
        assert_eq!(found, [((*pointer).to_owned(), *code)]);
    }
    let nothing = ClaimDraft {
        lines: vec![],
        ..complete()
    };
    assert_eq!(nothing.check_complete(&rules)[0].code, FieldCode::TooFew);
    // One invoice for two lines, and no pipeline at all.
    let mut fine = complete();
    fine.lines[1] = cost(1, "RE-2026/114", "Stadthalle Ulm", 480_000);
    fine.pipeline = Some(Money::new(0, "EUR"));
    assert_eq!(fine.check_complete(&rules), []);
}

#[test]
fn what_an_approver_would_send_back_is_told_before() {
    let mut ground = Ground::new();
    ground.proofs.retain(|proof| proof.kind != ProofKind::Photo);
    let missing = complete().check_complete(&ground.rules(30));
    assert_eq!(
        missing.iter().map(|error| error.pointer.as_str()).collect::<Vec<_>>(),
        ["/proofs/photo"]
    );
    let standings = proof_standings(&ground.request, &ground.settings, &ground.proofs);
    assert_eq!(
        standings.iter().map(|proof| proof.files).collect::<Vec<_>>(),
        [1, 1, 0, 1]
    );
    // What the portal runs brings all but the invoice.
    ground.request.run = ActivityRun::Portal {
        source: "landing_page:1".to_owned(),
    };
    ground.proofs.retain(|proof| proof.kind == ProofKind::Invoice);
    assert_eq!(complete().check_complete(&ground.rules(30)), []);

    // 8,000.00 for a hall of 7,000.00: it may be handed in, and counts as 7,000.00.
    let mut over = complete();
    over.lines[0].minor = 800_000;
    let cautions = over.cautions(&ground.rules(30));
    assert_eq!(
        (cautions[0].pointer.as_str(), cautions[0].code),
        ("/lines/0/minor", FieldCode::OverLine)
    );
    assert_eq!(cautions[0].params["max"], "700000");
    assert_eq!(over.terms(&ground.rules(30)).map(|terms| terms.claimed), Ok(600_000));
    // Less than planned elsewhere does not make up for it.
    over.lines.truncate(2);
    over.lines[1].minor = 250_000;
    assert_eq!(over.terms(&ground.rules(30)).map(|terms| terms.claimed), Ok(475_000));
}

#[test]
fn an_invoice_is_claimed_once() {
    let used = |number: &str, supplier: &str, days| UsedInvoice {
        reference: "7K3M-9QX2".to_owned(),
        invoice_number: number.to_owned(),
        supplier: supplier.to_owned(),
        invoiced_on: day(days),
    };
    let line = cost(0, "RE-2026/114", "Stadthalle Ulm", 5);
    assert_eq!(
        line.invoice_key(),
        ("re2026114".to_owned(), "stadthalle ulm".to_owned())
    );
    assert!(used("re 2026 114", "STADTHALLE ULM", 1).is_of(&line));
    // The same number of the same day, by a sender that was written otherwise.
    assert!(used("RE2026114", "Ulmer Hallen GmbH", 22).is_of(&line));
    assert!(!used("RE-2026/114", "Ulmer Hallen GmbH", 1).is_of(&line));
    assert!(!used("RE-2026/115", "Stadthalle Ulm", 22).is_of(&line));
    assert!(!used("-", "", 22).is_of(&ClaimLine {
        invoice_number: "/".to_owned(),
        ..line.clone()
    }));

    let mut ground = Ground::new();
    ground.used.push(used("K77", "Krone Catering", 22));
    let found = complete().check_complete(&ground.rules(30));
    assert_eq!(
        (found[0].pointer.as_str(), found[0].code),
        ("/lines/1/invoice_number", FieldCode::InvoiceUsed)
    );
    assert_eq!(found[0].params["reference"], "7K3M-9QX2");
}
