//! Customers: whom a registration is about, who holds which account, and which names are alike.

use super::names::{MARKETS, Market};
use super::random::Chance;
use super::world::World;
use entente_model::conflict::{Account, AccountKey, name_block, similarity};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A customer as a partner writes it down.
#[derive(Clone, Debug)]
pub struct Customer {
    /// Name as typed.
    pub name: String,
    /// Domain as typed.
    pub domain: String,
    /// Where it is.
    pub market: &'static Market,
    /// As the rules read it.
    pub account: Account,
}

/// Which products a registration names, a bit each by their place in the settings.
pub type Products = u64;

/// What stands in the way of holding an account.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// Nobody holds it.
    Free,
    /// The partner itself holds it.
    Own,
    /// Another partner holds it.
    Taken,
}

/// A live registration, as later ones meet it.
#[derive(Clone, Debug)]
struct Live {
    name: String,
    products: Products,
}

/// Who holds what so far.
pub struct Accounts {
    /// How many customers each market has.
    sizes: Vec<u64>,
    holders: HashMap<u64, Vec<(Products, usize)>>,
    alike: HashMap<(String, String), Vec<Live>>,
    /// Some that hold, for later registrations to run into.
    recent: Vec<(Customer, Products, usize)>,
}

/// How many of those that hold are kept to run into.
const RECENT: usize = 512;

impl Accounts {
    /// Customers for so many deals; `home` of them belong to a partner of the first market.
    pub fn new(world: &World, home: u32) -> Self {
        let total: u64 = MARKETS.iter().map(|market| u64::from(market.weight)).sum();
        let sizes = MARKETS.iter().enumerate().map(|(at, market)| {
            let own = if at == 0 { u64::from(home) } else { 0 };
            (u64::from(world.deals) * u64::from(market.weight) / total + own) * 3 / 2 + 50
        });
        Accounts {
            sizes: sizes.collect(),
            holders: HashMap::new(),
            alike: HashMap::new(),
            recent: Vec::new(),
        }
    }

    /// A customer of a market. `beyond` numbers those that no other draw can meet.
    pub fn draw(&self, world: &World, market: usize, beyond: Option<u64>, chance: &mut Chance) -> Customer {
        let size = self.sizes.get(market).copied().unwrap_or(1);
        let number = beyond.map_or_else(|| chance.between(0, size as i64 - 1) as u64, |number| size + number);
        let market = &MARKETS[market.min(MARKETS.len() - 1)];
        let mut own = Chance::new(world.seed, market.country, number);
        let company = market.company(&mut own, beyond.is_some() || size > 4_000);
        customer(world, company.legal_name, company.domain, market)
    }

    /// A customer that is surely one that another partner holds, written otherwise; with the products that both name.
    pub fn same_as_held(&self, world: &World, partner: usize, chance: &mut Chance) -> Option<(Customer, Products)> {
        let (held, products) = self.held_by_others(partner, chance)?;
        let domain = match chance.below(3) {
            0 => format!("www.{}", held.domain),
            1 => format!("shop.{}", held.domain),
            _ => held.domain.clone(),
        };
        let name = if chance.per_mille(500) {
            held.account_name_loosely()
        } else {
            held.name.clone()
        };
        Some((customer(world, name, domain, held.market), products))
    }

    /// A customer whose name is like one that another partner holds.
    pub fn like_held(&self, world: &World, partner: usize, chance: &mut Chance) -> Option<(Customer, Products)> {
        let (held, products) = self.held_by_others(partner, chance)?;
        let mut letters: Vec<char> = held.name.chars().collect();
        // A letter doubled behind the fourth keeps the block and nearly the name.
        let places: Vec<usize> = (4..letters.len().saturating_sub(4))
            .filter(|at| letters[*at].is_alphabetic())
            .collect();
        let place = *places.get(chance.below(places.len()))?;
        letters.insert(place, letters[place]);
        let domain = match held.domain.split_once('.') {
            Some((host, suffix)) => format!("{host}-group.{suffix}"),
            None => return None,
        };
        let like = customer(world, letters.into_iter().collect(), domain, held.market);
        let threshold = world.settings().deals.similarity_per_mille;
        let alike = similarity(&like.account.normalised_name, &held.account.normalised_name);
        (alike >= threshold && alike < 1000).then_some((like, products))
    }

    fn held_by_others(&self, partner: usize, chance: &mut Chance) -> Option<(&Customer, Products)> {
        for _ in 0..8 {
            let (held, products, holder) = self.recent.get(chance.below(self.recent.len()))?;
            if *holder != partner {
                return Some((held, *products));
            }
        }
        None
    }

    /// Whether the account is free for a partner.
    pub fn standing(&self, account: &Account, products: Products, partner: usize) -> Standing {
        let mut standing = Standing::Free;
        for key in account.keys() {
            for (held, holder) in self.holders.get(&hash(&key)).into_iter().flatten() {
                if held & products != 0 {
                    if *holder == partner {
                        return Standing::Own;
                    }
                    standing = Standing::Taken;
                }
            }
        }
        standing
    }

    /// Whether a live registration has a name like it, not equal, and a product that both name.
    pub fn possibly_taken(&self, world: &World, account: &Account, products: Products) -> bool {
        let threshold = world.settings().deals.similarity_per_mille;
        let name = &account.normalised_name;
        self.alike.get(&block(account)).into_iter().flatten().any(|live| {
            live.products & products != 0 && live.name != *name && similarity(name, &live.name) >= threshold
        })
    }

    /// Remembers a live registration, which later ones may conflict with.
    pub fn meet(&mut self, customer: &Customer, products: Products) {
        let account = &customer.account;
        let live = Live {
            name: account.normalised_name.clone(),
            products,
        };
        self.alike.entry(block(account)).or_default().push(live);
    }

    /// Lets a partner hold an account from now on.
    pub fn hold(&mut self, customer: &Customer, products: Products, partner: usize, chance: &mut Chance) {
        for key in customer.account.keys() {
            self.holders.entry(hash(&key)).or_default().push((products, partner));
        }
        let kept = (customer.clone(), products, partner);
        if self.recent.len() < RECENT {
            self.recent.push(kept);
        } else {
            let place = chance.below(RECENT);
            self.recent[place] = kept;
        }
    }
}

impl Customer {
    /// The name as somebody writes it who does not look it up.
    fn account_name_loosely(&self) -> String {
        let words: Vec<&str> = self.name.split(' ').collect();
        match words.as_slice() {
            [first, .., _last] if words.len() > 2 => format!("{first} {}", words[1..words.len() - 1].join(" ")),
            _ => self.name.clone(),
        }
    }
}

fn customer(world: &World, name: String, domain: String, market: &'static Market) -> Customer {
    let account = Account::from_typed(&name, &domain, market.country, &world.in_effect.groups);
    Customer {
        name,
        domain,
        market,
        account,
    }
}

fn block(account: &Account) -> (String, String) {
    (account.country.clone(), name_block(&account.normalised_name))
}

fn hash(key: &AccountKey) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}
