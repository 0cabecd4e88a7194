//! Funds: the quarter before, the present one and, towards its end, the next one, given out by tier; and what was asked of them, spent,
//! proven and paid. What happens to a request or a claim the model's transitions make of it; what is booked is booked by the model's books.

mod bank;
mod batches;
mod claims;
mod drawn;
mod life;
mod links;
mod paying;
mod periods;
mod plan;
mod proofs;
mod proving;
mod rates;
mod requests;
mod running;
#[cfg(test)]
mod tests;
mod texts;
mod trail;

pub use bank::payers;
pub use links::Links;
pub use rates::rates;

use super::journeys::Paper;
use super::people::{People, Somebody};
use super::random::Chance;
use super::world::World;
use crate::files::Files;
use crate::store::StoreError;
use crate::store::entities::{
    approvals, attachments, audit, claim_invoices, comments, fund_accounts, fund_claims, fund_payments,
    fund_request_deals, fund_requests, funds, jobs, ledger_entries, ledger_transactions, partner_bank_accounts,
    payment_batches, payment_confirmations,
};
use chrono::Duration;
use entente_model::ids::PartnerId;
use entente_model::people::{Role, Tier};
use life::{Cast, Life};
use paying::Due;
use periods::Period;
use plan::{Days, Ending, Plot, plots};
use proofs::Pictures;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Days after it joined until a partner asks for money: its people are there then.
const SETTLED: i64 = 60;

/// Rows of funds, of their books, and of what was asked of them.
#[derive(Default)]
pub struct FundRows {
    /// Funds.
    pub funds: Vec<funds::Model>,
    /// What their accounts hold.
    pub accounts: Vec<fund_accounts::Model>,
    /// Transactions.
    pub transactions: Vec<ledger_transactions::Model>,
    /// Entries.
    pub entries: Vec<ledger_entries::Model>,
    /// Requests.
    pub requests: Vec<fund_requests::Model>,
    /// Claims.
    pub claims: Vec<fund_claims::Model>,
    /// Invoices that claims name.
    pub invoices: Vec<claim_invoices::Model>,
    /// Deals that came of activities.
    pub deals: Vec<fund_request_deals::Model>,
    /// What was paid, and what is owed, until it is put into batches.
    pub dues: Vec<Due>,
    /// Batches of payments.
    pub batches: Vec<payment_batches::Model>,
    /// Payments.
    pub payments: Vec<fund_payments::Model>,
    /// What banks answered.
    pub confirmations: Vec<payment_confirmations::Model>,
    /// Where partners are paid to.
    pub bank_accounts: Vec<partner_bank_accounts::Model>,
    /// Files that prove claims.
    pub attachments: Vec<attachments::Model>,
    /// What waits and waited.
    pub approvals: Vec<approvals::Model>,
    /// What was done: for auditors, and for timelines.
    pub audit: Vec<audit::Model>,
    /// What people wrote to each other.
    pub comments: Vec<comments::Model>,
    /// What the portal is to do when its time comes.
    pub jobs: Vec<jobs::Model>,
    /// Files that the rows name, which are to be kept before them.
    pub papers: Vec<Paper>,
}

/// Funds with all that was asked of them and paid. `admin` has made them. Each life is told once, or until there are as many requests as are
/// `wanted`: an error when no partner has money left before. Only with `files` that can keep them encrypted do partners have bank accounts.
pub fn draw(
    world: &World,
    people: &People,
    admin: &Somebody,
    wanted: Option<u32>,
    files: Option<&Files>,
) -> Result<FundRows, StoreError> {
    let mut rows = FundRows::default();
    let mut periods = Period::all(world, people, admin);
    let finance = people.of_role(Role::Finance);
    if let [first, second, ..] = finance.as_slice() {
        let mut narrator = Narrator {
            world,
            people,
            finance: [first, second],
            pictures: Pictures::draw()?,
            titles: BTreeSet::new(),
        };
        let mut number = 0;
        for plot in plots() {
            narrator.tell(number, plot, &mut periods, &mut rows)?;
            number += 1;
        }
        // Told again by others. Nobody needs money for a draft: of those there could be ever more.
        let wanted = wanted.map_or(0, |wanted| wanted as usize);
        while rows.requests.len() < wanted {
            let before = rows.requests.len();
            let others = plots().filter(|plot| plot.whose.is_none() && plot.ending != Ending::Draft);
            for plot in others.take(wanted - before) {
                narrator.tell(number, plot, &mut periods, &mut rows)?;
                number += 1;
            }
            if rows.requests.len() == before {
                let message = format!("the sample's partners have money for {before} requests only");
                return Err(StoreError::Internal(message));
            }
        }
        batches::draw(world, people, first, files, &mut rows)?;
    }
    for period in periods {
        period.write(&mut rows)?;
    }
    Ok(rows)
}

/// Tells one life after the other.
struct Narrator<'a> {
    world: &'a World,
    people: &'a People,
    /// Two, because a large claim takes two.
    finance: [&'a Somebody; 2],
    pictures: Pictures,
    /// What partners have called their activities: no partner asks for the same one twice.
    titles: BTreeSet<(Uuid, &'static str)>,
}

impl Narrator<'_> {
    /// Tells the life of one request, for the partner that the plot names or the first that can have it. When there is none, or the
    /// program's own rules don't take it, nothing is told.
    fn tell(&mut self, number: u64, plot: Plot, periods: &mut [Period], rows: &mut FundRows) -> Result<(), StoreError> {
        let mut chance = Chance::new(self.world.seed, "fund_request", number);
        let Some(days) = Days::of(self.world, plot, periods, &mut chance) else {
            return Ok(());
        };
        let Some(period) = periods.iter_mut().find(|period| period.fund.id == days.fund) else {
            return Ok(());
        };
        let currency = period.fund.currency.as_str();
        let people = self.people;
        let candidates = self.candidates(plot, &mut chance);
        let found = candidates.into_iter().find_map(|place| {
            let (partner, row) = (&people.partners[place], &people.partner_rows[place]);
            if row.created_at + Duration::days(SETTLED) > period.given_at {
                return None;
            }
            let title = self.title(partner.id, plot)?;
            let ask = drawn::Ask::draw(self.world, partner, plot, (currency, days), &mut chance)?;
            (ask.in_fund <= period.left(partner.id)).then_some((place, title, ask))
        });
        let Some((place, title, ask)) = found else {
            return Ok(());
        };
        let (partner, row) = (&people.partners[place], &people.partner_rows[place]);
        let person = plot
            .whose
            .map_or_else(|| chance.below(partner.people.len()), |(_, person)| person);
        let cast = Cast {
            partner,
            partner_name: &row.display_name,
            region: &row.region,
            owner: &partner.people[person.min(partner.people.len() - 1)],
            manager: people.manager_of(place),
            finance: self.finance,
        };
        let in_fund = ask.in_fund;
        let fields = drawn::request(
            self.world,
            partner,
            &period.fund,
            (plot, days),
            (title, ask),
            &mut chance,
        );
        let mut life = Life::begin(self.world, cast, &period.fund, (number, chance), (days, fields))?;
        if !life.live(plot.ending, days, &self.pictures)? {
            return Ok(());
        }
        self.titles.insert((partner.id, title));
        if plot.ending != Ending::Draft {
            period.promise(PartnerId(partner.id), in_fund);
        }
        period.book(life.end(rows)?);
        Ok(())
    }

    /// Whose it may be, best first: the partner that the plot names, or those with money, from one on that is drawn for each life, so that
    /// many ask and some ask often.
    fn candidates(&self, plot: Plot, chance: &mut Chance) -> Vec<usize> {
        if let Some((partner, _)) = plot.whose {
            return vec![partner];
        }
        let least = if plot.ending == Ending::ClaimAgreed {
            Tier::Gold
        } else {
            Tier::Silver
        };
        let partners = &self.people.partners;
        // The first partner's money is for the lives that it is named in.
        let able = (1..partners.len()).filter(|place| partners[*place].may_begin && partners[*place].tier >= least);
        let mut able: Vec<usize> = able.collect();
        if !able.is_empty() {
            let first = chance.below(able.len());
            able.rotate_left(first);
        }
        able
    }

    /// A name that the partner has given to none of its activities yet.
    fn title(&self, partner: Uuid, plot: Plot) -> Option<&'static str> {
        let titles = texts::of(plot.activity).titles.iter();
        titles.copied().find(|title| !self.titles.contains(&(partner, *title)))
    }
}
