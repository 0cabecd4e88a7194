//! A fund with many entries, as each reader sees it: what partners have in it, and its statement. And what a rule would give to whom.

use super::readers::{asked, first_pages};
use super::sessions::Sessions;
use crate::client::{Change, Client};
use crate::data::DataSet;
use crate::measure::{Measurement, Times, together};
use crate::server::Server;
use anyhow::{Context, Result, ensure};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

/// Transactions that are booked, two entries each.
const TRANSACTIONS: usize = 100_000;
/// One in so many is of a partner of the small region, of the reader's own company, and of partners of other regions; all others are of the
/// large one's.
const SMALL: usize = 5_000;
const OWN: usize = 10;
const OTHERS: usize = 5;
/// Partners of the large region, of the small one, and of others.
const PARTNERS: [usize; 3] = [1_000, 4, 100];
/// Partners that statements are asked of one by one.
const ASKED_OF: usize = 20;
/// Clients that book at once.
const BOOKERS: usize = 64;
/// Requests a second of each, and how long they last.
const RATE: u32 = 300;
const SPAN: Duration = Duration::from_secs(10);
const CONNECTIONS: usize = 16;
/// Previews of an allocation a second, by whom at once, and fewest partners of one.
const PREVIEWS: u32 = 2;
const PREVIEWERS: usize = 2;
const PREVIEWED: usize = 5_000;

/// The preview of what the fund of these days gives to every active partner.
pub async fn allocation(server: &Server, set: &DataSet, sessions: &Sessions) -> Result<Measurement> {
    let mut client = Client::connect(&server.address).await?;
    let funds = client.get("/api/v1/funds", Some(sessions.admin())).await?.json()?;
    let today = chrono::Utc::now().date_naive().to_string();
    let mut funds = funds["items"].as_array().into_iter().flatten();
    let day = |fund: &serde_json::Value, name: &str| fund[name].as_str().unwrap_or_default().to_owned();
    let fund = funds.find(|fund| (day(fund, "starts_on")..=day(fund, "ends_on")).contains(&today));
    let id = fund.and_then(|fund| fund["id"].as_str()).context("no fund of today")?;
    let path = format!("/api/v1/funds/{id}/allocation");
    let preview = client.get(&path, Some(sessions.admin())).await?.json()?;
    let lines = preview["lines"].as_array().map_or(0, Vec::len);
    ensure!(lines >= PREVIEWED, "the preview is of {lines} partners only");
    let admin = vec![sessions.admin()];
    let (times, span) = asked(server, vec![path], admin, PREVIEWERS, PREVIEWS, SPAN).await?;
    Ok(times.measurement("fund_allocation", set.deals, PREVIEWERS as u32, span))
}

/// Books a fund full, and reads it.
pub async fn books(server: &Server, set: &DataSet, sessions: &Sessions) -> Result<Vec<Measurement>> {
    let session = sessions.admin();
    let cast = cast(server, set, sessions).await?;
    let fund = begin(server, session).await?;
    let booked = book(server, session, &fund, &cast).await?;
    ensure!(booked.failures() == 0, "{} bookings were refused", booked.failures());
    let base = format!("/api/v1/funds/{fund}");
    let small_regions = sessions.managers()[1];
    let readers = [
        ("", session, &cast.large),
        ("_of_large_region", sessions.managers()[0], &cast.large),
        ("_of_small_region", small_regions, &cast.small),
    ];
    let mut found = Vec::new();
    for (whose, reader, partners) in readers {
        let mut paths = vec![base.clone(), format!("{base}/balances?search=systems")];
        paths.extend(first_pages(server, reader, &format!("{base}/balances"), 4).await?);
        found.push(measured(server, set, (&format!("fund_balance{whose}"), reader), paths).await?);
        let mut paths = Vec::new();
        for filter in ["", "?account=available", "?account=unallocated", "?account=lapsed"] {
            paths.extend(first_pages(server, reader, &format!("{base}/entries{filter}"), 4).await?);
        }
        for partner in partners.iter().take(ASKED_OF) {
            paths.push(format!("{base}/entries?partner={partner}"));
            paths.push(format!("{base}/entries?account=available&partner={partner}"));
        }
        found.push(measured(server, set, (&format!("fund_statement{whose}"), reader), paths).await?);
    }
    let own = sessions.partners[1].as_str();
    let paths = vec!["/api/v1/funds".to_owned(), base.clone()];
    found.push(measured(server, set, ("fund_balance_of_partner", own), paths).await?);
    let mut paths = Vec::new();
    for filter in ["", "?account=available", "?account=reserved"] {
        paths.extend(first_pages(server, own, &format!("{base}/entries{filter}"), 4).await?);
    }
    found.push(measured(server, set, ("fund_statement_of_partner", own), paths).await?);
    Ok(found)
}

/// Asks for these paths in turn, some seconds to begin with and then to be measured.
async fn measured(
    server: &Server,
    set: &DataSet,
    (case, session): (&str, &str),
    paths: Vec<String>,
) -> Result<Measurement> {
    let warm = Duration::from_secs(1);
    asked(server, paths.clone(), vec![session], CONNECTIONS, 50, warm).await?;
    let (times, span) = asked(server, paths, vec![session], CONNECTIONS, RATE, SPAN).await?;
    Ok(times.measurement(case, set.deals, CONNECTIONS as u32, span))
}

/// Whom the entries are about.
struct Cast {
    /// The partner whose people ask.
    own: String,
    /// Partners of the first manager's region, to which that one belongs, too.
    large: Vec<String>,
    /// Those of the only region that the second manager looks after.
    small: Vec<String>,
    /// Those of other regions.
    others: Vec<String>,
}

impl Cast {
    /// Whom a transaction is about. They take turns, so that their entries lie between each other's.
    fn of(&self, at: usize) -> &str {
        let turn = |partners: &[String], every: usize| (at / every) % partners.len().max(1);
        if at.is_multiple_of(SMALL) {
            &self.small[turn(&self.small, SMALL)]
        } else if at % OWN == 1 {
            &self.own
        } else if at % OTHERS == 2 {
            &self.others[turn(&self.others, OTHERS)]
        } else {
            &self.large[turn(&self.large, 1)]
        }
    }
}

/// Draws partners by their regions, and gives the second manager one that the first does not look after: that with the fewest partners that
/// are enough.
async fn cast(server: &Server, set: &DataSet, sessions: &Sessions) -> Result<Cast> {
    let mut client = Client::connect(&server.address).await?;
    let admin = sessions.admin();
    let session = client
        .get("/api/v1/session", Some(&sessions.partners[1]))
        .await?
        .json()?;
    let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let (own, home) = (word(&session["partner"]["id"]), word(&session["partner"]["region"]));
    let users = client.get("/api/v1/users?limit=100", Some(admin)).await?.json()?;
    let user = |email: &str| {
        let mut users = users["items"].as_array().into_iter().flatten();
        users.find(|user| user["email"] == email)
    };
    let first = user(&set.sign_in("channel_manager")?.email).context("no first manager")?;
    let second = user(&set.sign_in("channel_manager_2")?.email).context("no second manager")?;
    ensure!(
        first["regions"]
            .as_array()
            .is_some_and(|all| all.iter().any(|region| *region == home)),
        "the first manager does not look after {home}"
    );

    let mut by_region: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut cursor = String::new();
    loop {
        let path = format!("/api/v1/partners?limit=100{cursor}");
        let page = client.get(&path, Some(admin)).await?.json()?;
        for partner in page["items"].as_array().into_iter().flatten() {
            let id = word(&partner["id"]);
            if id != own {
                by_region.entry(word(&partner["region"])).or_default().push(id);
            }
        }
        let Some(next) = page["next_cursor"].as_str() else {
            break;
        };
        cursor = format!("&cursor={next}");
    }
    let [large_count, small_count, others_count] = PARTNERS;
    let mut large = by_region.remove(&home).unwrap_or_default();
    large.truncate(large_count);
    let is_others = |region: &str| {
        first["regions"]
            .as_array()
            .is_none_or(|all| all.iter().all(|one| one != region))
    };
    let apart = by_region
        .iter()
        .filter(|(region, ids)| is_others(region) && ids.len() >= small_count);
    let (region, small) = apart.min_by_key(|(_, ids)| ids.len()).context("no small region")?;
    let (region, small) = (region.clone(), small[..small_count].to_vec());
    by_region.remove(&region);
    let others: Vec<String> = by_region.into_values().flatten().take(others_count).collect();
    ensure!(
        large.len() == large_count && others.len() == others_count,
        "the sample has {} partners in {home} and {} in others",
        large.len(),
        others.len()
    );
    let change = Change {
        body: serde_json::json!({ "regions": [region] }),
        version: second["version"].as_i64(),
        session: Some(admin),
    };
    client
        .patch(&format!("/api/v1/users/{}", word(&second["id"])), change)
        .await?
        .json()?;
    Ok(Cast {
        own,
        large,
        small,
        others,
    })
}

/// A fund that holds enough.
async fn begin(server: &Server, session: &str) -> Result<String> {
    let mut client = Client::connect(&server.address).await?;
    let rule = serde_json::json!({
        "revenue_per_mille": 0, "performance_per_mille": 0, "target_return": 1, "grants": [], "smallest": 0,
    });
    let fields = serde_json::json!({
        "name": "Measured", "currency": "EUR", "starts_on": "2026-01-01", "ends_on": "2026-12-31", "rule": rule,
    });
    let body = serde_json::json!({ "fields": fields, "minor": 1_000_000_000_000_i64 });
    let change = Change {
        body,
        version: None,
        session: Some(session),
    };
    let fund = client.post("/api/v1/funds", change).await?.json()?;
    let id = fund["id"].as_str().context("a fund without an id")?;
    Ok(id.to_owned())
}

/// Grants to one partner after the other.
async fn book(server: &Server, session: &str, fund: &str, cast: &Cast) -> Result<Times> {
    let mut clients = Vec::with_capacity(BOOKERS);
    for _ in 0..BOOKERS {
        clients.push(Client::connect(&server.address).await?);
    }
    let next = Rc::new(Cell::new(0));
    let whom: Vec<String> = (0..TRANSACTIONS).map(|at| cast.of(at).to_owned()).collect();
    let shared = Rc::new((session.to_owned(), format!("/api/v1/funds/{fund}/bookings"), whom));
    let (times, _) = together(clients, |mut client| {
        let (next, shared) = (next.clone(), shared.clone());
        async move {
            let (session, path, whom) = &*shared;
            let mut times = Times::default();
            while next.get() < TRANSACTIONS {
                let at = next.get();
                next.set(at + 1);
                let partner = &whom[at];
                let body = serde_json::json!({ "kind": "grant", "partner_id": partner, "minor": 100 + at, "note": "Measured" });
                let change = Change {
                    body,
                    version: None,
                    session: Some(session),
                };
                let answer = client.post(path, change).await?;
                times.keep(Duration::ZERO, answer.status == 200);
            }
            Ok(times)
        }
    })
    .await?;
    Ok(times)
}
