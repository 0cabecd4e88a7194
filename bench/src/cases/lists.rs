//! Pages of the deals list.

use super::sessions::Sessions;
use crate::client::Client;
use crate::data::{DataSet, SignIn};
use crate::measure::{Measurement, Schedule, Times, together};
use crate::server::Server;
use anyhow::Result;
use std::collections::HashMap;
use std::time::{Duration, Instant};

/// What people ask the list for: filters and sorts, 25 rows a page.
const PAGES: [&str; 10] = [
    "",
    "state=approved",
    "state=submitted,in_review&sort=submitted",
    "sort=customer",
    "sort=-value",
    "product=analytics&sort=expected_close",
    "country=FR",
    "state=won&sort=-submitted",
    "closing=90&sort=expected_close",
    "country=DE&product=security&sort=-value",
];

/// What people type into the list's search.
const SEARCHES: [&str; 12] = [
    "bra",
    "masch",
    "keller",
    "steiner energie",
    "ferro",
    "nova",
    "schmid log",
    "group",
    "kassel",
    "tech",
    "ander",
    "mon",
];

/// Requests a second of the open-loop load, and how long it lasts.
const RATE: u32 = 3_000;
const SPAN: Duration = Duration::from_secs(10);
/// Connections of the open-loop load: enough that none waits for another unless the server is late.
const CONNECTIONS: usize = 64;
/// Connections and time of the closed loop that asks as fast as answers come.
const BUSY: usize = 32;
const BUSY_SPAN: Duration = Duration::from_secs(5);
/// Pages that are turned before a person begins anew.
const DEPTH: u32 = 4;

/// A person who turns pages.
struct Reader {
    client: Client,
    session: String,
    at: usize,
    cursors: HashMap<usize, (String, u32)>,
}

impl Reader {
    async fn new(server: &Server, sessions: &Sessions, number: usize) -> Result<Self> {
        let client = Client::connect(&server.address).await?;
        Ok(Reader {
            client,
            session: sessions.at(number).to_owned(),
            at: number * 7,
            cursors: HashMap::new(),
        })
    }

    /// Asks for the next page; says whether the answer was good.
    async fn turn(&mut self) -> Result<bool> {
        self.at += 1;
        let shape = self.at % PAGES.len();
        let mut path = format!("/api/v1/deals?limit=25&{}", PAGES[shape]);
        let (cursor, depth) = self.cursors.remove(&shape).unwrap_or_default();
        if !cursor.is_empty() {
            path.push_str("&cursor=");
            path.push_str(&cursor);
        }
        let answer = self.client.get(path.trim_end_matches('&'), Some(&self.session)).await?;
        if answer.status != 200 {
            return Ok(false);
        }
        // Reading all of it would cost the generator more than the server: the cursor stands at the end.
        if depth < DEPTH
            && let Some(next) = next_cursor(&answer.body)
        {
            self.cursors.insert(shape, (next, depth + 1));
        }
        Ok(true)
    }
}

fn next_cursor(body: &[u8]) -> Option<String> {
    let tail = &body[body.len().saturating_sub(600)..];
    let text = String::from_utf8_lossy(tail);
    let (_, rest) = text.rsplit_once("\"next_cursor\":\"")?;
    rest.split('"').next().map(str::to_owned)
}

async fn readers(server: &Server, sessions: &Sessions, count: usize) -> Result<Vec<Reader>> {
    let mut readers = Vec::with_capacity(count);
    for number in 0..count {
        readers.push(Reader::new(server, sessions, number).await?);
    }
    Ok(readers)
}

async fn open_loop(readers: Vec<Reader>, rate: u32, span: Duration) -> Result<(Times, Duration)> {
    let schedule = Schedule::new(rate, span);
    together(readers, |mut reader| {
        let schedule = schedule.clone();
        async move {
            let mut times = Times::default();
            while let Some(moment) = schedule.next().await {
                let good = reader.turn().await?;
                times.keep(moment.elapsed(), good);
            }
            Ok(times)
        }
    })
    .await
}

/// The open-loop load and the most that the server gives.
pub async fn pages(server: &Server, set: &DataSet, sessions: &Sessions) -> Result<Vec<Measurement>> {
    // Once round, so that both databases of pages, the file's and ours, are warm.
    open_loop(readers(server, sessions, 8).await?, 200, Duration::from_secs(2)).await?;
    let (times, span) = open_loop(readers(server, sessions, CONNECTIONS).await?, RATE, SPAN).await?;
    let steady = times.measurement("list_open_loop", set.deals, CONNECTIONS as u32, span);
    let (times, span) = together(readers(server, sessions, BUSY).await?, |mut reader| async move {
        let mut times = Times::default();
        let started = Instant::now();
        while started.elapsed() < BUSY_SPAN {
            let sent = Instant::now();
            let good = reader.turn().await?;
            times.keep(sent.elapsed(), good);
        }
        Ok(times)
    })
    .await?;
    Ok(vec![
        steady,
        times.measurement("list_busy", set.deals, BUSY as u32, span),
    ])
}

/// Searching as one types, one person after the other.
pub async fn searches(server: &Server, set: &DataSet, sessions: &Sessions) -> Result<Measurement> {
    let mut client = Client::connect(&server.address).await?;
    let mut times = Times::default();
    let started = Instant::now();
    for number in 0..600 {
        let words = SEARCHES[number % SEARCHES.len()].replace(' ', "%20");
        let path = format!("/api/v1/deals?limit=25&search={words}");
        let sent = Instant::now();
        let answer = client.get(&path, Some(sessions.at(number))).await?;
        times.keep(sent.elapsed(), answer.status == 200);
        if started.elapsed() > Duration::from_secs(60) {
            break;
        }
    }
    Ok(times.measurement("search", set.deals, 1, started.elapsed()))
}

/// Lists at a moderate rate while twenty people sign in at once, again and again.
pub async fn while_signing_in(server: &Server, set: &DataSet, sessions: &Sessions) -> Result<Measurement> {
    let span = Duration::from_secs(6);
    let readers = readers(server, sessions, 16).await?;
    let schedule = Schedule::new(200, span);
    enum Person {
        Reads(Box<Reader>),
        SignsIn(Box<Client>, SignIn),
    }
    let mut people: Vec<Person> = readers
        .into_iter()
        .map(|reader| Person::Reads(Box::new(reader)))
        .collect();
    for number in 0..20 {
        // All accounts in turn: many attempts at one are slowed down, as they should be.
        let someone = set.sign_ins[number % set.sign_ins.len()].clone();
        people.push(Person::SignsIn(
            Box::new(Client::connect(&server.address).await?),
            someone,
        ));
    }
    let (times, taken) = together(people, |person| {
        let schedule = schedule.clone();
        async move {
            let mut times = Times::default();
            match person {
                Person::Reads(mut reader) => {
                    while let Some(moment) = schedule.next().await {
                        let good = reader.turn().await?;
                        times.keep(moment.elapsed(), good);
                    }
                }
                Person::SignsIn(mut client, someone) => {
                    let until = Instant::now() + span;
                    while Instant::now() < until {
                        client.sign_in(&someone).await?;
                    }
                }
            }
            Ok(times)
        }
    })
    .await?;
    Ok(times.measurement("list_while_signing_in", set.deals, 20, taken))
}
