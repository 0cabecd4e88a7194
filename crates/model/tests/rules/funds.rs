//! Properties of the books, of rates and of what partners are given.

use chrono::NaiveDate;
use entente_model::funds::allocation::{AllocationRule, PartnerPerformance, TierGrant, allocate, entitlement};
use entente_model::funds::books::Books;
use entente_model::funds::closing::ReservationsAtClosing;
use entente_model::funds::ledger::{
    Account, AccountKind, AllocationBasis, Entry, LedgerRefusal, MAX_FUND_MINOR, Posting, ReleaseReason,
};
use entente_model::funds::rate::{ExchangeRate, RATE_SCALE, convert_on, rate_on};
use entente_model::funds::share::{per_mille, share_out};
use entente_model::ids::{ClaimId, FundRequestId, PartnerId, PaymentId};
use entente_model::money::{CURRENCIES, MAX_MINOR, Money};
use entente_model::people::Tier;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use std::collections::BTreeMap;
use uuid::Uuid;

const PARTNERS: u8 = 3;
const REQUESTS: u8 = 5;

fn partner(number: u8) -> PartnerId {
    PartnerId(Uuid::from_u128(u128::from(number % PARTNERS) + 1))
}

/// Requests belong to partners as their numbers say.
fn request(number: u8) -> FundRequestId {
    FundRequestId(Uuid::from_u128(u128::from(number % REQUESTS) + 100))
}

/// What somebody tries to book.
#[derive(Clone, Copy, Debug)]
enum Attempt {
    Post(Posting, i64),
    Close,
}

fn attempt() -> impl Strategy<Value = Attempt> {
    let amount = prop_oneof![0_i64..2_000, Just(i64::MAX), Just(-5)];
    let reason = prop::sample::select(ReleaseReason::ALL);
    let basis = prop::sample::select(AllocationBasis::ALL);
    (0_u8..40, 0..REQUESTS, amount, reason, basis).prop_map(|(kind, number, minor, reason, basis)| {
        let request_id = request(number);
        let partner_id = partner(number);
        let claim_id = ClaimId(request_id.0);
        let payment_id = PaymentId(request_id.0);
        let posting = match kind {
            0 => return Attempt::Close,
            1..=4 => Posting::Fund {},
            5 => Posting::Defund {},
            6..=11 => Posting::Allocate { partner_id, basis },
            12 => Posting::Deallocate { partner_id },
            13..=19 => Posting::Reserve { partner_id, request_id },
            20..=23 => Posting::Release {
                partner_id,
                request_id,
                reason,
            },
            24..=29 => Posting::Owe {
                partner_id,
                request_id,
                claim_id,
            },
            30..=31 => Posting::Disown {
                partner_id,
                request_id,
                claim_id,
            },
            32..=36 => Posting::Pay {
                partner_id,
                request_id,
                payment_id,
            },
            37 => Posting::Bounce {
                partner_id,
                request_id,
                payment_id,
            },
            _ => Posting::Lapse {
                partner_id: Some(partner_id),
            },
        };
        Attempt::Post(posting, minor)
    })
}

/// The same money told without accounts: what was put in, what each partner was given, and where each request's stands.
#[derive(Default)]
struct Naive {
    put_in: i64,
    given: BTreeMap<PartnerId, i64>,
    lapsed: BTreeMap<Option<PartnerId>, i64>,
    requests: BTreeMap<FundRequestId, (PartnerId, [i64; 3])>,
    closed: bool,
}

impl Naive {
    fn unallocated(&self) -> i64 {
        self.put_in - self.given.values().sum::<i64>() - self.lapsed.get(&None).copied().unwrap_or(0)
    }

    fn available(&self, partner: PartnerId) -> i64 {
        let promised: i64 = self.of(partner).map(|stands| stands.iter().sum::<i64>()).sum();
        self.given.get(&partner).copied().unwrap_or(0)
            - promised
            - self.lapsed.get(&Some(partner)).copied().unwrap_or(0)
    }

    fn of(&self, partner: PartnerId) -> impl Iterator<Item = [i64; 3]> + '_ {
        self.requests
            .values()
            .filter(move |(owner, _)| *owner == partner)
            .map(|(_, stands)| *stands)
    }

    /// Moves an amount of a request from one place to the next; whether there was enough.
    fn shift(
        &mut self,
        request: FundRequestId,
        from: Option<usize>,
        to: Option<usize>,
        minor: i64,
        owner: PartnerId,
    ) -> bool {
        let stands = &mut self.requests.entry(request).or_insert((owner, [0; 3])).1;
        if from.is_some_and(|from| stands[from] < minor) {
            return false;
        }
        if let Some(from) = from {
            stands[from] -= minor;
        }
        if let Some(to) = to {
            stands[to] += minor;
        }
        true
    }

    /// Whether it can be done; then it is.
    fn post(&mut self, posting: Posting, minor: i64) -> bool {
        if !(1..=MAX_FUND_MINOR).contains(&minor) || (self.closed && !posting.fits_closed()) {
            return false;
        }
        match posting {
            Posting::Fund {} => {
                let fits = self.put_in + minor <= MAX_FUND_MINOR;
                self.put_in += if fits { minor } else { 0 };
                fits
            }
            Posting::Defund {} => {
                let fits = self.unallocated() >= minor;
                self.put_in -= if fits { minor } else { 0 };
                fits
            }
            Posting::Allocate { partner_id, .. } => {
                let fits = self.unallocated() >= minor;
                *self.given.entry(partner_id).or_default() += if fits { minor } else { 0 };
                fits
            }
            Posting::Deallocate { partner_id } => {
                let fits = self.available(partner_id) >= minor;
                *self.given.entry(partner_id).or_default() -= if fits { minor } else { 0 };
                fits
            }
            Posting::Reserve { partner_id, request_id } => {
                self.available(partner_id) >= minor && self.shift(request_id, None, Some(0), minor, partner_id)
            }
            Posting::Release {
                partner_id, request_id, ..
            } => {
                let fits = self.shift(request_id, Some(0), None, minor, partner_id);
                if fits && self.closed {
                    *self.lapsed.entry(Some(partner_id)).or_default() += minor;
                }
                fits
            }
            Posting::Owe {
                partner_id, request_id, ..
            } => self.shift(request_id, Some(0), Some(1), minor, partner_id),
            Posting::Disown {
                partner_id, request_id, ..
            } => self.shift(request_id, Some(1), Some(0), minor, partner_id),
            Posting::Pay {
                partner_id, request_id, ..
            } => self.shift(request_id, Some(1), Some(2), minor, partner_id),
            Posting::Bounce {
                partner_id, request_id, ..
            } => self.shift(request_id, Some(2), Some(1), minor, partner_id),
            Posting::Lapse { partner_id } => {
                let holds = partner_id.map_or(self.unallocated(), |partner| self.available(partner));
                let fits = holds >= minor;
                *self.lapsed.entry(partner_id).or_default() += if fits { minor } else { 0 };
                fits
            }
        }
    }

    fn close(&mut self) -> bool {
        if self.closed {
            return false;
        }
        for number in 0..PARTNERS {
            let rest = self.available(partner(number));
            *self.lapsed.entry(Some(partner(number))).or_default() += rest;
        }
        let rest = self.unallocated();
        *self.lapsed.entry(None).or_default() += rest;
        self.closed = true;
        true
    }
}

fn sum(entries: &[Entry]) -> i64 {
    entries.iter().map(|entry| entry.minor).sum()
}

proptest! {
    #[test]
    fn books_agree_with_money_told_without_accounts(attempts in prop::collection::vec(attempt(), 0..120)) {
        let mut books = Books::default();
        let mut naive = Naive::default();
        let mut entries: Vec<Entry> = Vec::new();
        for attempt in attempts {
            let before = books.clone();
            let (booked, expected) = match attempt {
                Attempt::Post(posting, minor) => {
                    (books.post(posting, minor).map(|pair| vec![pair]), naive.post(posting, minor))
                }
                Attempt::Close => (books.close(), naive.close()),
            };
            prop_assert_eq!(booked.is_ok(), expected, "{:?}: {:?}", attempt, booked);
            match booked {
                Err(_) => prop_assert_eq!(&books, &before),
                Ok(pairs) => {
                    for pair in pairs {
                        prop_assert_eq!(sum(&pair), 0);
                        entries.extend(pair);
                    }
                }
            }

            let mut sums: BTreeMap<Account, i64> = BTreeMap::new();
            for entry in &entries {
                *sums.entry(entry.account).or_default() += entry.minor;
            }
            prop_assert_eq!(sums.values().sum::<i64>(), 0);
            for (account, minor) in sums {
                prop_assert_eq!(books.balance(account), minor);
                prop_assert!(minor >= 0 || account.kind == AccountKind::Budget);
            }
            prop_assert_eq!(books.balance(Account::of(AccountKind::Budget, None)), -naive.put_in);
            prop_assert_eq!(books.balance(Account::of(AccountKind::Unallocated, None)), naive.unallocated());
            for number in 0..PARTNERS {
                let id = partner(number);
                let balance = books.partner(id);
                let stands: [i64; 3] = naive.of(id).fold([0; 3], |all, one| [0, 1, 2].map(|at| all[at] + one[at]));
                prop_assert_eq!([balance.reserved, balance.payable, balance.paid], stands);
                prop_assert_eq!(balance.available, naive.available(id));
                prop_assert_eq!(balance.allocated(), naive.given.get(&id).copied().unwrap_or(0));
            }
            for number in 0..REQUESTS {
                for (at, kind) in [AccountKind::Reserved, AccountKind::Payable, AccountKind::Paid].into_iter().enumerate() {
                    let told = naive.requests.get(&request(number)).map_or(0, |(_, stands)| stands[at]);
                    prop_assert_eq!(books.of_request(request(number), kind), told);
                }
            }
        }
    }

    #[test]
    fn closing_loses_nothing_and_leaves_nothing_to_ask_for(
        funded in 1_i64..MAX_MINOR, given in prop::collection::vec(0_i64..MAX_MINOR, 3), asked in prop::collection::vec(0_i64..MAX_MINOR, 5),
    ) {
        let mut books = Books::default();
        books.post(Posting::Fund {}, funded).unwrap();
        for (number, minor) in (0..).zip(given) {
            let _ = books.post(Posting::Allocate { partner_id: partner(number), basis: AllocationBasis::Granted }, minor);
        }
        for (number, minor) in (0..).zip(asked) {
            let _ = books.post(Posting::Reserve { partner_id: partner(number), request_id: request(number) }, minor);
        }
        let reserved: i64 = (0..PARTNERS).map(|number| books.partner(partner(number)).reserved).sum();
        books.close().unwrap();
        let after: Vec<_> = (0..PARTNERS).map(|number| books.partner(partner(number))).collect();
        let nobodys = books.balance(Account { kind: AccountKind::Lapsed, partner_id: None });
        prop_assert!(after.iter().all(|balance| balance.available == 0));
        prop_assert_eq!(books.balance(Account::of(AccountKind::Unallocated, None)), 0);
        prop_assert_eq!(after.iter().map(|balance| balance.reserved).sum::<i64>(), reserved);
        prop_assert_eq!(after.iter().map(|balance| balance.lapsed).sum::<i64>() + reserved + nobodys, funded);
        prop_assert_eq!(books.close(), Err(LedgerRefusal::FundClosed));
    }

    #[test]
    fn what_is_released_after_the_close_goes_back_to_the_vendor(reserved in 1_i64..MAX_MINOR, share in 1_i64..1_000) {
        let (partner_id, request_id) = (partner(0), request(0));
        let mut books = Books::default();
        books.post(Posting::Fund {}, reserved).unwrap();
        books.post(Posting::Allocate { partner_id, basis: AllocationBasis::Earned }, reserved).unwrap();
        books.post(Posting::Reserve { partner_id, request_id }, reserved).unwrap();
        books.close().unwrap();
        let released = per_mille(reserved, share as u32).clamp(1, reserved);
        books.post(Posting::Release { partner_id, request_id, reason: ReleaseReason::Expired }, released).unwrap();
        let balance = books.partner(partner_id);
        prop_assert_eq!((balance.available, balance.lapsed, balance.reserved), (0, released, reserved - released));
    }

    #[test]
    fn shares_add_up_and_keep_the_order_of_weights(minor in 0_i64..MAX_MINOR, weights in prop::collection::vec(-3_i64..MAX_MINOR, 0..40)) {
        let shares = share_out(minor, &weights);
        let some = weights.iter().any(|weight| *weight > 0);
        prop_assert_eq!(shares.iter().sum::<i64>(), if some { minor } else { 0 });
        for (share, weight) in shares.iter().zip(&weights) {
            prop_assert!(*share >= 0);
            prop_assert!(*weight > 0 || *share == 0);
        }
        // Who weighs more never gets less.
        let by_weight: BTreeMap<i64, i64> = weights.iter().copied().zip(shares.iter().copied()).collect();
        for (lighter, heavier) in by_weight.values().zip(by_weight.values().skip(1)) {
            prop_assert!(heavier >= lighter);
        }
    }

    #[test]
    fn allocation_gives_out_no_more_than_there_is(
        unallocated in 0_i64..MAX_MINOR,
        partners in prop::collection::vec((0_i64..MAX_MINOR, 0_i64..1_000_000, 0_i64..5_000_000, 0_usize..4), 0..30),
        performance in 0_u32..=1_000,
    ) {
        let rule = rule(performance);
        let partners: Vec<_> = (0_u128..).zip(partners).map(|(number, (revenue, spent, pipeline, tier))| PartnerPerformance {
            partner_id: PartnerId(Uuid::from_u128(number)), tier: TIERS[tier], revenue, spent, pipeline, already: 0,
        }).collect();
        let lines = allocate(&rule, unallocated, &partners);
        let entitled: i128 = lines.iter().map(|line| i128::from(line.entitled)).sum();
        let given: i128 = lines.iter().map(|line| i128::from(line.given)).sum();
        prop_assert_eq!(given, entitled.min(i128::from(unallocated)));
        for line in &lines {
            prop_assert!(line.earned <= line.possible && line.earned >= 0);
            prop_assert_eq!(line.base + line.possible, per_mille(line.performance.revenue, rule.revenue_per_mille));
            prop_assert!(line.entitled == 0 || line.entitled >= rule.smallest);
            prop_assert!(line.entitled <= rule.largest.unwrap());
        }
    }

    #[test]
    fn better_results_never_earn_less(spent in 1_i64..MAX_MINOR, pipeline in 0_i64..MAX_MINOR, more in 0_i64..MAX_MINOR, revenue in 0_i64..MAX_MINOR) {
        let of = |pipeline| entitlement(&rule(400), PartnerPerformance {
            partner_id: partner(0), tier: Tier::Gold, revenue, spent, pipeline, already: 0,
        });
        prop_assert!(of(pipeline + more).earned >= of(pipeline).earned);
        prop_assert_eq!(of(i64::MAX).earned, of(i64::MAX).possible);
    }

    #[test]
    fn a_conversion_is_off_by_half_a_minor_unit_at_most(
        minor in -MAX_MINOR..MAX_MINOR, from in 0..CURRENCIES.len(), to in 0..CURRENCIES.len(), rate in 1_i64..RATE_SCALE * 200,
    ) {
        let ((from, from_digits), (to, to_digits)) = (CURRENCIES[from], CURRENCIES[to]);
        let converted = exchange(from, to, rate, 1).convert(minor).unwrap();
        let exact = i128::from(minor) * i128::from(rate) * 10_i128.pow(to_digits);
        let unit = i128::from(RATE_SCALE) * 10_i128.pow(from_digits);
        prop_assert!((i128::from(converted) * unit - exact).abs() * 2 <= unit);
        prop_assert_eq!(exchange(from, to, rate, 1).convert(-minor), Some(-converted));
    }
}

const TIERS: [Tier; 4] = [Tier::Registered, Tier::Silver, Tier::Gold, Tier::Platinum];

fn rule(performance_per_mille: u32) -> AllocationRule {
    AllocationRule {
        revenue_per_mille: 30,
        performance_per_mille,
        target_return: 3_000,
        grants: vec![TierGrant {
            tier: Tier::Gold,
            minor: 500_000,
        }],
        smallest: 10_000,
        largest: Some(20_000_000_000),
        at_closing: ReservationsAtClosing::Keep,
    }
}

fn exchange(from: &str, to: &str, rate: i64, day: u32) -> ExchangeRate {
    ExchangeRate {
        from: from.to_owned(),
        to: to.to_owned(),
        rate,
        from_day: NaiveDate::from_ymd_opt(2026, 1, day).unwrap(),
    }
}

#[test]
fn currencies_without_and_with_three_decimals_round_to_their_minor_unit() {
    // 1,234 JPY at 0.006123 are 7.555782 EUR; 0.006123 EUR at 163.32 are 1 JPY; 12.345 KWD at 2.9715 are 36.68 EUR.
    assert_eq!(exchange("JPY", "EUR", 6_123_000, 1).convert(1_234), Some(756));
    assert_eq!(exchange("EUR", "JPY", 163_320_000_000, 1).convert(1), Some(2));
    assert_eq!(exchange("KWD", "EUR", 2_971_500_000, 1).convert(12_345), Some(3_668));
    assert_eq!(exchange("EUR", "KWD", 336_530_372, 1).convert(3_668), Some(12_344));
    // Halves go away from zero.
    assert_eq!(exchange("JPY", "EUR", 5_000_000, 1).convert(1), Some(1));
    assert_eq!(exchange("JPY", "EUR", 5_000_000, 1).convert(-1), Some(-1));
    assert_eq!(exchange("EUR", "KWD", i64::MAX, 1).convert(i64::MAX), None);
}

#[test]
fn the_rate_of_the_day_is_the_latest_up_to_it() {
    let rates = [
        exchange("JPY", "EUR", 6_000_000, 1),
        exchange("JPY", "EUR", 6_200_000, 20),
        exchange("JPY", "USD", 7_000_000, 10),
    ];
    let day = |day| NaiveDate::from_ymd_opt(2026, 1, day).unwrap();
    assert_eq!(rate_on(&rates, "JPY", "EUR", day(19)), Some(&rates[0]));
    assert_eq!(rate_on(&rates, "JPY", "EUR", day(20)), Some(&rates[1]));
    assert_eq!(
        rate_on(&rates, "JPY", "EUR", NaiveDate::from_ymd_opt(2025, 12, 31).unwrap()),
        None
    );
    assert_eq!(rate_on(&rates, "EUR", "JPY", day(20)), None);
    let kept = convert_on(&Money::new(10_000, "JPY"), "EUR", &rates, day(25)).unwrap();
    assert_eq!(kept.minor, 6_200);
    assert_eq!(kept.origin.unwrap().rate, rates[1]);
    let same = convert_on(&Money::new(10_000, "EUR"), "EUR", &rates, day(1)).unwrap();
    assert_eq!((same.minor, same.origin), (10_000, None));
}

proptest! {
    #[test]
    fn parts_of_what_was_converted_add_up_to_it(
        (asked, rate) in (1..=10_000_000_000_i64, 1_000..=500_000_000_000_i64),
        pair in prop_oneof![Just(("JPY", "EUR")), Just(("KWD", "EUR")), Just(("EUR", "JPY")), Just(("USD", "KWD"))],
        shares in proptest::collection::vec(0..=1_000_i64, 1..5),
    ) {
        let (from, to) = pair;
        let rates = [exchange(from, to, rate, 1)];
        let whole = convert_on(&Money::new(asked, from), to, &rates, rates[0].from_day);
        let whole = whole.ok_or_else(|| TestCaseError::reject("beyond 64 bits"))?;
        prop_assume!(whole.minor > 0);
        let (mut gone, mut of_parts) = (0, 0);
        let all: i64 = shares.iter().sum::<i64>().max(1);
        let sizes = shares.iter().map(|share| i64::try_from(i128::from(whole.minor) * i128::from(*share) / i128::from(all)).unwrap());
        for minor in sizes.collect::<Vec<_>>() {
            let part = whole.part(minor, gone).unwrap();
            prop_assert_eq!((&part.rate, part.money.currency.as_str()), (&rates[0], from));
            // No part differs by more than a unit from what the rate makes of it alone.
            let alone = i128::from(asked) * i128::from(minor) / i128::from(whole.minor);
            prop_assert!((i128::from(part.money.minor) - alone).abs() <= 1);
            (gone, of_parts) = (gone + minor, of_parts + part.money.minor);
        }
        let rest = whole.part(whole.minor - gone, gone).unwrap();
        prop_assert_eq!(of_parts + rest.money.minor, asked);
        prop_assert_eq!(whole.part(whole.minor, 0), whole.origin);
    }
}

#[test]
fn without_activities_there_is_nothing_to_judge_and_all_is_earned() {
    let line = entitlement(
        &rule(250),
        PartnerPerformance {
            partner_id: partner(0),
            tier: Tier::Silver,
            revenue: 40_000_000,
            spent: 0,
            pipeline: 0,
            already: 0,
        },
    );
    assert_eq!(
        (line.base, line.possible, line.earned, line.grant),
        (900_000, 300_000, 300_000, 0)
    );
    assert_eq!((line.return_per_mille, line.entitled), (None, 1_200_000));
    let half = entitlement(
        &rule(250),
        PartnerPerformance {
            spent: 1_000_000,
            pipeline: 1_500_000,
            ..line.performance
        },
    );
    assert_eq!((half.return_per_mille, half.earned), (Some(1_500), 150_000));
}

#[test]
fn rules_out_of_range_are_refused_at_their_field() {
    let mut wrong = rule(1_001);
    wrong.grants.push(TierGrant {
        tier: Tier::Gold,
        minor: -1,
    });
    wrong.target_return = 0;
    wrong.largest = Some(5);
    let pointers: Vec<String> = wrong.check().into_iter().map(|error| error.pointer).collect();
    assert_eq!(
        pointers,
        [
            "/performance_per_mille",
            "/target_return",
            "/largest",
            "/grants/1/minor",
            "/grants/1/tier"
        ]
    );
    assert!(rule(250).check().is_empty());
}
