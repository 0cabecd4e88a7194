//! What was sent, what was answered, and whether the database agrees with the answers to the last row.

use crate::support::{Client, TestResult};
use chrono::{DateTime, Utc};
use entente_model::deals::Deal;
use entente_server::store::Database;
use entente_server::store::entities::{
    account_holds, approvals, audit, comments, deal_products, deal_terms, deals, jobs,
};
use reqwest::Method;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A write as a client sends it, to be sent again the same.
#[derive(Clone, Debug)]
pub struct Send {
    /// What it does.
    pub kind: Kind,
    /// The deal; nil before it is begun.
    pub deal: Uuid,
    path: String,
    key: String,
    version: Option<i64>,
    body: Value,
}

/// What a write does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// Begins a draft.
    Begin,
    /// Saves it.
    Edit,
    /// Hands it in.
    Submit,
    /// Writes a comment.
    Comment,
    /// A manager's yes.
    Approve,
    /// A manager's no.
    Reject,
}

/// How a send went.
#[derive(Clone, Debug)]
pub enum Went {
    /// Acknowledged, with its answer.
    Done(Value),
    /// Refused: nothing was written.
    Refused(String),
    /// No answer came: it may have been done or not.
    Lost,
}

/// Sends with how they went.
pub type Sends = Vec<(Send, Went)>;

impl Send {
    /// A write with a key of its own.
    pub fn new(kind: Kind, deal: Uuid, path: String, version: Option<i64>, body: Value) -> Send {
        Send {
            kind,
            deal,
            path,
            key: Uuid::now_v7().to_string(),
            version,
            body,
        }
    }

    /// Sends it. A server that asks to come back later has done nothing that it tells of: that is as good as no answer.
    pub async fn by(&self, client: &Client) -> TestResult<Went> {
        let method = if self.kind == Kind::Edit {
            Method::PUT
        } else {
            Method::POST
        };
        let mut request = client.request(method, &self.path).key(&self.key).json(&self.body);
        if let Some(version) = self.version {
            request = request.version(version);
        }
        let Ok(answer) = request.send().await else {
            return Ok(Went::Lost);
        };
        let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        match answer.status.as_u16() {
            200 | 201 => Ok(Went::Done(body)),
            409 | 412 => Ok(Went::Refused(body["code"].as_str().unwrap_or_default().to_owned())),
            503 => Ok(Went::Lost),
            status => Err(format!("{:?} {} answered {status} {body}", self.kind, self.path).into()),
        }
    }

    /// Sends it again after its answer was lost.
    pub async fn again(&self, client: &Client) -> TestResult<Went> {
        match (self.by(client).await?, self.kind, self.version) {
            (Went::Lost, _, _) => Err(format!("{self:?} found no answer again").into()),
            // A save carries no key: that its version is used up says that it was done.
            (Went::Refused(code), Kind::Edit, Some(seen)) if code == "stale_version" => {
                let deal: Deal = client.get(&format!("/deals/{}", self.deal)).await?.expect(200)?;
                if deal.summary.version == seen + 1 {
                    Ok(Went::Done(serde_json::to_value(deal)?))
                } else {
                    Err(format!("{} is at version {}, not {}", self.deal, deal.summary.version, seen + 1).into())
                }
            }
            (went, _, _) => Ok(went),
        }
    }
}

/// What the answers say about one deal.
#[derive(Default, Debug)]
struct Expected {
    since: DateTime<Utc>,
    done: BTreeMap<Kind, i64>,
    comments: BTreeSet<Uuid>,
}

impl Expected {
    fn count(&self, kind: Kind) -> i64 {
        self.done.get(&kind).copied().unwrap_or_default()
    }

    fn state(&self) -> &'static str {
        let did = |kind| self.count(kind) > 0;
        match () {
            () if did(Kind::Approve) => "approved",
            () if did(Kind::Reject) => "rejected",
            () if did(Kind::Submit) => "submitted",
            () => "draft",
        }
    }
}

/// The rows of some deals, by deal.
struct Rows {
    audit: BTreeMap<Uuid, Vec<audit::Model>>,
    approvals: BTreeMap<Uuid, Vec<approvals::Model>>,
    comments: BTreeMap<Uuid, Vec<comments::Model>>,
    holds: BTreeMap<Uuid, Vec<account_holds::Model>>,
    products: BTreeMap<Uuid, Vec<deal_products::Model>>,
    terms: BTreeMap<Uuid, Vec<deal_terms::Model>>,
    clocks: BTreeMap<Uuid, Vec<jobs::Model>>,
    notices: BTreeMap<Uuid, Vec<jobs::Model>>,
}

fn by_deal<T>(rows: Vec<T>, deal: impl Fn(&T) -> Uuid) -> BTreeMap<Uuid, Vec<T>> {
    let mut found: BTreeMap<Uuid, Vec<T>> = BTreeMap::new();
    for row in rows {
        found.entry(deal(&row)).or_default().push(row);
    }
    found
}

fn of<T>(rows: &BTreeMap<Uuid, Vec<T>>, deal: Uuid) -> &[T] {
    rows.get(&deal).map(Vec::as_slice).unwrap_or_default()
}

impl Rows {
    async fn read(database: &Database, ids: &[Uuid], since: DateTime<Utc>) -> TestResult<Rows> {
        let (db, ids) = (database.read(), ids.to_vec());
        let audits = audit::Entity::find().filter(audit::Column::SubjectId.is_in(ids.clone()));
        let items = approvals::Entity::find().filter(approvals::Column::DealId.is_in(ids.clone()));
        let said = comments::Entity::find().filter(comments::Column::SubjectId.is_in(ids.clone()));
        let held = account_holds::Entity::find().filter(account_holds::Column::DealId.is_in(ids.clone()));
        let products = deal_products::Entity::find().filter(deal_products::Column::DealId.is_in(ids.clone()));
        let terms = deal_terms::Entity::find().filter(deal_terms::Column::DealId.is_in(ids.clone()));
        let clocks = jobs::Entity::find().filter(jobs::Column::SubjectId.is_in(ids));
        let notices = jobs::Entity::find()
            .filter(jobs::Column::Kind.eq("deal_notice"))
            .filter(jobs::Column::CreatedAt.gte(since));
        let deal_of = |job: &jobs::Model| {
            let payload: Value = serde_json::from_str(&job.payload).unwrap_or_default();
            payload["deal"]
                .as_str()
                .and_then(|id| id.parse().ok())
                .unwrap_or_default()
        };
        Ok(Rows {
            audit: by_deal(audits.all(db).await?, |row| row.subject_id),
            approvals: by_deal(items.all(db).await?, |row| row.deal_id.unwrap_or_default()),
            comments: by_deal(said.all(db).await?, |row| row.subject_id),
            holds: by_deal(held.all(db).await?, |row| row.deal_id),
            products: by_deal(products.all(db).await?, |row| row.deal_id),
            terms: by_deal(terms.all(db).await?, |row| row.deal_id),
            clocks: by_deal(clocks.all(db).await?, |row| row.subject_id.unwrap_or_default()),
            notices: by_deal(notices.all(db).await?, deal_of),
        })
    }
}

/// What was acknowledged so far.
#[derive(Default)]
pub struct Ledger {
    expected: BTreeMap<Uuid, Expected>,
    /// Acknowledged writes.
    pub writes: usize,
}

impl Ledger {
    /// Deals that were begun.
    pub fn deals(&self) -> usize {
        self.expected.len()
    }

    /// Takes note of sends since a time, all of them answered, if need be by sending them again; then holds the rows of every
    /// deal that they touched against all answers so far.
    pub async fn check(&mut self, database: &Database, sends: &Sends, since: DateTime<Utc>) -> TestResult {
        let id = |value: &Value| value.as_str().and_then(|id| Uuid::parse_str(id).ok()).ok_or("no id");
        let mut touched = BTreeSet::new();
        for (send, went) in sends {
            let Went::Done(answer) = went else { continue };
            let deal = if send.kind == Kind::Begin {
                id(&answer["id"])?
            } else {
                send.deal
            };
            let about = self.expected.entry(deal).or_insert_with(|| Expected {
                since,
                ..Expected::default()
            });
            *about.done.entry(send.kind).or_default() += 1;
            if send.kind == Kind::Comment {
                about.comments.insert(id(&answer["id"])?);
            }
            touched.insert(deal);
            self.writes += 1;
        }
        let begun = deals::Column::CreatedAt
            .gte(since)
            .or(deals::Column::Id.is_in(touched.iter().copied()));
        let found = deals::Entity::find().filter(begun).all(database.read()).await?;
        let found: BTreeMap<Uuid, deals::Model> = found.into_iter().map(|row| (row.id, row)).collect();
        if let Some(stray) = found.keys().find(|id| !self.expected.contains_key(id)) {
            return Err(format!("deal {stray} is there, and nobody was told").into());
        }
        let ids: Vec<Uuid> = touched.into_iter().collect();
        let earliest = ids
            .iter()
            .filter_map(|id| Some(self.expected.get(id)?.since))
            .min()
            .unwrap_or(since);
        let rows = Rows::read(database, &ids, earliest).await?;
        for id in ids {
            let row = found
                .get(&id)
                .ok_or_else(|| format!("deal {id} was acknowledged and is gone"))?;
            let about = self.expected.get(&id).ok_or("nothing is known of it")?;
            let faults = faults_of(row, about, &rows);
            if !faults.is_empty() {
                return Err(format!("deal {id}, acknowledged {about:?}: {}", faults.join("; ")).into());
            }
        }
        Ok(())
    }
}

fn faults_of(row: &deals::Model, about: &Expected, rows: &Rows) -> Vec<String> {
    let mut faults = Vec::new();
    let mut same = |what: &str, found: i64, told: i64| {
        if found != told {
            faults.push(format!("{what}: {found} there, {told} acknowledged"));
        }
    };
    let count = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    let audits = |kind: &str| {
        count(
            of(&rows.audit, row.id)
                .iter()
                .filter(|entry| entry.kind == kind)
                .count(),
        )
    };
    let (submits, yes, no) = (
        about.count(Kind::Submit),
        about.count(Kind::Approve),
        about.count(Kind::Reject),
    );
    same("begun in the audit", audits("deal.begun"), 1);
    same("submitted in the audit", audits("deal.submitted"), submits);
    same("approved in the audit", audits("deal.approved"), yes);
    same("rejected in the audit", audits("deal.rejected"), no);
    same(
        "commented in the audit",
        audits("deal.commented"),
        about.count(Kind::Comment),
    );
    // Gaining an account that another let go of is the one change of a deal that nobody asked for.
    let changes = about.count(Kind::Edit) + submits + yes + no + audits("deal.hold_gained");
    same("version", row.version, 1 + changes);
    let notices = submits + yes + no + about.count(Kind::Comment);
    same("notices queued", count(of(&rows.notices, row.id).len()), notices);
    same(
        "clocks wound",
        i64::from(!of(&rows.clocks, row.id).is_empty()),
        Ord::min(submits, 1),
    );
    let items = of(&rows.approvals, row.id);
    same("items of the queue", count(items.len()), submits);
    same(
        "open items",
        count(items.iter().filter(|item| item.state == "open").count()),
        submits - yes - no,
    );
    same("products", count(of(&rows.products, row.id).len()), 1);
    same("words to find it by", i64::from(!of(&rows.terms, row.id).is_empty()), 1);
    let said: BTreeSet<Uuid> = of(&rows.comments, row.id).iter().map(|comment| comment.id).collect();
    if said != about.comments {
        faults.push(format!("comments: {said:?} there, {:?} acknowledged", about.comments));
    }
    if row.state != about.state() {
        faults.push(format!("state: {} there, {} acknowledged", row.state, about.state()));
    }
    faults.extend(hold_fault(row, of(&rows.holds, row.id)));
    faults
}

/// A deal that holds its account holds one set of keys whole: its domain's and its name's, for its one product. One that does
/// not holds nothing, and an approved one always holds.
pub fn hold_fault(row: &deals::Model, holds: &[account_holds::Model]) -> Option<String> {
    let keys: BTreeSet<&str> = holds.iter().map(|hold| hold.account_key.as_str()).collect();
    let kinds: BTreeSet<&str> = keys.iter().filter_map(|key| key.split(':').next()).collect();
    let whole = kinds == BTreeSet::from(["d", "n"]) && holds.iter().all(|hold| hold.product == "workspace");
    let right = if row.holds_account {
        whole && keys.len() == 2
    } else {
        keys.is_empty()
    };
    let ended = matches!(row.state.as_str(), "draft" | "rejected");
    if !right || (ended && row.holds_account) || (row.state == "approved" && !row.holds_account) {
        return Some(format!(
            "{} with holds_account {} has {keys:?}",
            row.state, row.holds_account
        ));
    }
    None
}
