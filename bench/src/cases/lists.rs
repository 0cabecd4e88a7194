//! Pages of the deals list.

use super::readers::{List, Reader, open_loop, readers};
use super::sessions::Sessions;
use crate::client::Client;
use crate::data::{DataSet, SignIn};
use crate::measure::{Measurement, Schedule, Times, together};
use crate::server::Server;
use anyhow::Result;
use std::time::{Duration, Instant};

/// What people ask the list for.
const DEALS: List = List {
    path: "/api/v1/deals",
    queries: &[
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
    ],
};

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

/// The open-loop load and the most that the server gives.
pub async fn pages(server: &Server, set: &DataSet, sessions: &Sessions) -> Result<Vec<Measurement>> {
    // Once round, so that both databases of pages, the file's and ours, are warm.
    open_loop(
        readers(server, &DEALS, sessions.all(), 8).await?,
        200,
        Duration::from_secs(2),
    )
    .await?;
    let (times, span) = open_loop(readers(server, &DEALS, sessions.all(), CONNECTIONS).await?, RATE, SPAN).await?;
    let steady = times.measurement("list_open_loop", set.deals, CONNECTIONS as u32, span);
    let (times, span) = together(
        readers(server, &DEALS, sessions.all(), BUSY).await?,
        |mut reader| async move {
            let mut times = Times::default();
            let started = Instant::now();
            while started.elapsed() < BUSY_SPAN {
                let sent = Instant::now();
                let good = reader.turn().await?;
                times.keep(sent.elapsed(), good);
            }
            Ok(times)
        },
    )
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
    let readers = readers(server, &DEALS, sessions.all(), 16).await?;
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
