//! People who turn the pages of a list, or ask for the same things again and again.

use crate::client::Client;
use crate::measure::{Schedule, Times, together};
use crate::server::Server;
use anyhow::Result;
use std::collections::HashMap;
use std::rc::Rc;
use std::time::Duration;

/// A list, and what people ask it for: filters and sorts, 25 rows a page.
pub struct List {
    /// Its path.
    pub path: &'static str,
    /// Queries without limit and cursor.
    pub queries: &'static [&'static str],
}

/// Pages that are turned before a person begins anew.
const DEPTH: u32 = 4;

/// A person who turns pages.
pub struct Reader {
    client: Client,
    list: &'static List,
    session: String,
    at: usize,
    cursors: HashMap<usize, (String, u32)>,
}

impl Reader {
    /// Asks for the next page; says whether the answer was good.
    pub async fn turn(&mut self) -> Result<bool> {
        self.at += 1;
        let shape = self.at % self.list.queries.len();
        let mut path = format!("{}?limit=25&{}", self.list.path, self.list.queries[shape]);
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

/// So many people with these sessions in turn.
pub async fn readers(server: &Server, list: &'static List, sessions: Vec<&str>, count: usize) -> Result<Vec<Reader>> {
    let mut readers = Vec::with_capacity(count);
    for (number, session) in sessions.iter().cycle().take(count).enumerate() {
        readers.push(Reader {
            client: Client::connect(&server.address).await?,
            list,
            session: (*session).to_owned(),
            at: number * 7,
            cursors: HashMap::new(),
        });
    }
    Ok(readers)
}

/// Lets them turn so many pages a second, at fixed moments.
pub async fn open_loop(readers: Vec<Reader>, rate: u32, span: Duration) -> Result<(Times, Duration)> {
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

/// The paths of a list's first pages, as one reader turns them; fewer when it ends before.
pub async fn first_pages(server: &Server, session: &str, list: &str, count: usize) -> Result<Vec<String>> {
    let mut client = Client::connect(&server.address).await?;
    let joint = if list.contains('?') { '&' } else { '?' };
    let mut paths = vec![list.to_owned()];
    while paths.len() < count {
        let Some(path) = paths.last() else { break };
        let page = client.get(path, Some(session)).await?.json()?;
        let Some(next) = page["next_cursor"].as_str() else {
            break;
        };
        paths.push(format!("{list}{joint}cursor={next}"));
    }
    Ok(paths)
}

/// Asks for these paths in turn, so many a second, at fixed moments.
pub async fn asked(
    server: &Server,
    paths: Vec<String>,
    sessions: Vec<&str>,
    count: usize,
    rate: u32,
    span: Duration,
) -> Result<(Times, Duration)> {
    let paths = Rc::new(paths);
    let mut people = Vec::with_capacity(count);
    for (number, session) in sessions.iter().cycle().take(count).enumerate() {
        // Each begins elsewhere.
        let first = number * paths.len() / count;
        people.push((first, Client::connect(&server.address).await?, (*session).to_owned()));
    }
    let schedule = Schedule::new(rate, span);
    together(people, |(mut at, mut client, session)| {
        let (schedule, paths) = (schedule.clone(), paths.clone());
        async move {
            let mut times = Times::default();
            while let Some(moment) = schedule.next().await {
                at += 1;
                let answer = client.get(&paths[at % paths.len()], Some(&session)).await?;
                times.keep(moment.elapsed(), answer.status == 200);
            }
            Ok(times)
        }
    })
    .await
}
