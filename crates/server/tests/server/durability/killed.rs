//! kill -9 under writes. The kernel keeps what a process wrote, so this is about half-done work, not about a power cut: that the
//! WAL is synced before the answer is `synchronous = FULL` and PostgreSQL's own default.

use super::ledger::{self, Kind, Ledger, Send, Sends, Went};
use crate::support::place::{Member, Place};
use crate::support::process::until;
use crate::support::registration::{approve, deal_in, fields_on};
use crate::support::{Backend, Client, TestResult};
use chrono::{SubsecRound, Utc};
use entente_model::approvals::ApprovalSummary;
use entente_model::page::Page;
use entente_model::people::Role;
use entente_server::store::Database;
use entente_server::store::entities::{account_holds, approvals, audit, deals, jobs};
use futures::future::try_join_all;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::Mutex;
use uuid::Uuid;

/// Clients that register, and clients that decide.
const PARTNERS: usize = 4;
const MANAGERS: usize = 2;
/// A round's writes are done within this time on any machine.
const WORK: Duration = Duration::from_secs(30);
/// A server is ready within this time after it was killed.
const READY: Duration = Duration::from_secs(2);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_kills_lose_nothing_on_sqlite() -> TestResult {
    kills(Backend::Sqlite, 100).await
}

/// Fewer: what is killed is the same program, and the database that goes on is not ours.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "on PostgreSQL"]
async fn kills_lose_nothing_on_postgres() -> TestResult {
    kills(Backend::postgres()?, 25).await
}

async fn kills(backend: Backend, rounds: u32) -> TestResult {
    // One after the other: how soon a server is ready is its own figure.
    static ALONE: Mutex<()> = Mutex::const_new(());
    let _alone = ALONE.lock().await;
    let place = Place::new(backend).await?;
    let mut people = Vec::new();
    for at in 0..PARTNERS + MANAGERS {
        let role = if at < PARTNERS {
            Role::PartnerMember
        } else {
            Role::ChannelManager
        };
        people.push(
            place
                .member(&format!("person{at}@people.example"), role, place.north)
                .await?,
        );
    }
    let launch = place.server()?;
    let mut server = launch.start().await?;
    let (mut ready, mut lost, mut ledger) = (Vec::new(), 0, Ledger::default());
    for round in 0..rounds {
        let since = Utc::now().trunc_subsecs(6);
        let address = server.address.clone();
        let told = Arc::new(AtomicUsize::new(0));
        let clients = people.iter().enumerate();
        let clients =
            clients.map(|(at, person)| tokio::spawn(work(address.clone(), person.clone(), at, round, told.clone())));
        let clients: Vec<_> = clients.collect();
        // Counted, not timed: on a machine that is busy with other things as much is under way. Never the same number, so that
        // the kill meets every step of a write.
        let enough = 6 + round as usize * 7 % 13;
        until(WORK, "writing", async || {
            Ok((told.load(Ordering::Relaxed) >= enough).then_some(()))
        })
        .await?;
        server.kill().await?;
        let sends: Vec<Sends> = try_join_all(clients).await?.into_iter().collect::<TestResult<_>>()?;
        server = launch.start().await?;
        ready.push(server.ready_after);
        let mut all = Sends::new();
        for (person, sends) in people.iter().zip(sends) {
            let client = person.at(&server.address)?;
            for (send, went) in sends {
                let went = match went {
                    Went::Lost => {
                        lost += 1;
                        send.again(&client).await?
                    }
                    answered => answered,
                };
                all.push((send, went));
            }
        }
        let database = place.open().await?;
        ledger
            .check(&database, &all, since)
            .await
            .map_err(|error| format!("round {round}: {error}"))?;
        database.close().await;
    }
    let database = place.open().await?;
    whole(&database).await?;
    database.close().await;
    server.stop().await?;
    place.end().await?;
    ready.sort();
    let (middle, slowest) = (ready[ready.len() / 2], ready[ready.len() - 1]);
    let (writes, deals) = (ledger.writes, ledger.deals());
    println!(
        "{rounds} kills: {writes} acknowledged writes on {deals} deals there, {lost} sends without answer settled by sending them again; ready after {middle:.0?}, at most {slowest:.0?}"
    );
    // The slowest is told and no more: it depends on what else runs beside the test.
    assert!(middle < READY, "a server takes {middle:?} to be ready");
    Ok(())
}

/// What one person does until the server is gone.
async fn work(address: String, person: Member, at: usize, round: u32, told: Arc<AtomicUsize>) -> TestResult<Sends> {
    let mut at_work = AtWork {
        client: person.at(&address)?,
        at,
        sends: Sends::new(),
        told,
    };
    if at < PARTNERS {
        at_work.register(round).await?
    } else {
        at_work.decide().await?
    }
    Ok(at_work.sends)
}

struct AtWork {
    client: Client,
    at: usize,
    sends: Sends,
    told: Arc<AtomicUsize>,
}

impl AtWork {
    /// Sends a write and notes how it went; `None` when the server is gone.
    async fn send(&mut self, send: Send) -> TestResult<Option<Went>> {
        let went = send.by(&self.client).await?;
        self.sends.push((send, went.clone()));
        if matches!(went, Went::Done(_)) {
            self.told.fetch_add(1, Ordering::Relaxed);
        }
        Ok((!matches!(went, Went::Lost)).then_some(went))
    }

    /// Begins, saves, hands in and comments, one registration after the other; each third names an account that others name too.
    async fn register(&mut self, round: u32) -> TestResult {
        for number in 0.. {
            let own = Uuid::now_v7().simple().to_string();
            let domain = if number % 3 == 2 {
                format!("contested{round}.de")
            } else {
                format!("customer{own}.de")
            };
            let mut fields = fields_on(Utc::now().date_naive(), &format!("Customer {own}"), &domain);
            let begin = Send::new(Kind::Begin, Uuid::nil(), "/deals".to_owned(), None, json!(fields));
            let Some(Went::Done(deal)) = self.send(begin).await? else {
                return Ok(());
            };
            let id = Uuid::parse_str(deal["id"].as_str().unwrap_or_default())?;
            let mut version = 1;
            if number % 2 == self.at % 2 {
                fields.notes = "Saved once more.".to_owned();
                let edit = Send::new(Kind::Edit, id, format!("/deals/{id}"), Some(version), json!(fields));
                let Some(Went::Done(_)) = self.send(edit).await? else {
                    return Ok(());
                };
                version += 1;
            }
            if number % 5 == 4 {
                continue;
            }
            let submit = Send::new(
                Kind::Submit,
                id,
                format!("/deals/{id}/events"),
                Some(version),
                json!({"event": "submit"}),
            );
            let Some(Went::Done(_)) = self.send(submit).await? else {
                return Ok(());
            };
            let comment = Send::new(
                Kind::Comment,
                id,
                format!("/deals/{id}/comments"),
                None,
                json!({"body": "Please look at this soon."}),
            );
            let Some(Went::Done(_)) = self.send(comment).await? else {
                return Ok(());
            };
        }
        Ok(())
    }

    /// Decides what waits, newest first, beside another who does the same.
    async fn decide(&mut self) -> TestResult {
        let mut held = BTreeSet::new();
        for number in self.at.. {
            let Ok(answer) = self.client.get("/approvals?limit=10&sort=-submitted").await else {
                return Ok(());
            };
            let page: Page<ApprovalSummary> = answer.expect(200)?;
            let Some(item) = page.items.get(number % page.items.len().max(1)) else {
                continue;
            };
            let path = format!("/approvals/{}/decision", item.id);
            let (kind, body) = if held.contains(&item.id.0) || number % 3 == 0 {
                (
                    Kind::Reject,
                    json!({"decision": "reject", "reasons": ["not_qualified"]}),
                )
            } else {
                (Kind::Approve, json!(approve()))
            };
            let decision = Send::new(kind, deal_in(item)?.0, path, Some(item.version), body);
            match self.send(decision).await? {
                None => return Ok(()),
                Some(Went::Refused(code)) if code == "account_held" => {
                    held.insert(item.id.0);
                }
                Some(_) => {}
            }
        }
        Ok(())
    }
}

/// No row is left without what it belongs to, each account that somebody wants is held by exactly one or about to be, and the file is
/// sound.
async fn whole(database: &Database) -> TestResult {
    let db = database.read();
    let deals: BTreeMap<Uuid, deals::Model> = deals::Entity::find()
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let mut holds: BTreeMap<Uuid, Vec<account_holds::Model>> = BTreeMap::new();
    for hold in account_holds::Entity::find().all(db).await? {
        assert!(deals.contains_key(&hold.deal_id), "a hold of no deal: {hold:?}");
        holds.entry(hold.deal_id).or_default().push(hold);
    }
    let mut wanted: BTreeMap<&str, usize> = BTreeMap::new();
    for deal in deals.values() {
        let fault = ledger::hold_fault(deal, holds.get(&deal.id).map(Vec::as_slice).unwrap_or_default());
        assert_eq!(fault, None, "deal {}", deal.id);
        if matches!(deal.state.as_str(), "submitted" | "in_review" | "approved") {
            *wanted.entry(&deal.account_domain).or_default() += usize::from(deal.holds_account);
        }
    }
    // What a decision let go of is passed on when the decision stands for good, by a job that a kill leaves behind.
    let open = jobs::Entity::find()
        .filter(jobs::Column::Kind.eq("account_succession"))
        .filter(jobs::Column::State.is_in(["pending", "running"]));
    let passed_on: Vec<String> = open.all(db).await?.into_iter().map(|job| job.payload).collect();
    for (account, holders) in wanted {
        let key = format!("\"d:{account}\"");
        let waits = holders == 0 && passed_on.iter().any(|freed| freed.contains(&key));
        assert!(holders == 1 || waits, "{holders} holders of {account}");
    }
    for item in approvals::Entity::find().all(db).await? {
        let known = item.deal_id.is_some_and(|id| deals.contains_key(&id));
        assert!(known, "an item of no deal: {item:?}");
    }
    for entry in audit::Entity::find().all(db).await? {
        assert!(
            entry.subject_kind != "deal" || deals.contains_key(&entry.subject_id),
            "an entry of no deal: {entry:?}"
        );
        serde_json::from_str::<Value>(&entry.params)?;
    }
    for job in jobs::Entity::find().all(db).await? {
        serde_json::from_str::<Value>(&job.payload)?;
        assert_ne!(job.state, "dead", "{job:?}");
    }
    if database.backend() == sea_orm::DatabaseBackend::Sqlite {
        let started = Instant::now();
        let row = db
            .query_one_raw(sea_orm::Statement::from_string(
                database.backend(),
                "PRAGMA integrity_check",
            ))
            .await?;
        let verdict: String = row.ok_or("no verdict")?.try_get("", "integrity_check")?;
        assert_eq!(verdict, "ok", "after {:?}", started.elapsed());
    }
    Ok(())
}
