//! `entente sample-data`: a program that looks like real business, the same for the same seed and day.
//!
//! Rows come from the model's own transitions and from the same functions that write a registration's row, so that nothing
//! stands in the database that the portal could not have written itself.

mod accounts;
mod application_texts;
mod applications;
mod cast;
pub mod command;
mod course;
mod deals;
mod funds;
mod journeys;
mod load;
mod names;
mod partner_texts;
mod people;
mod random;
mod sign_ins;
mod story;
mod texts;
mod world;

pub use people::SignIn;

use crate::clock::SharedClock;
use crate::files::{FileError, Files};
use crate::settings::InEffect;
use crate::store::entities::{deals as deal_rows, settings_versions};
use crate::store::{Database, Options, StoreError};
use chrono::{DateTime, NaiveDate};
use deals::{Maker, Rows};
use entente_model::ids::SettingsVersionId;
use entente_model::onboarding::{TaskKind, TaskTemplate};
use entente_model::people::Side;
use entente_model::settings::ProgramSettings;
use funds::Links;
use journeys::{JourneyRows, Sales, Teller};
use load::{Loader, Words};
use people::People;
use random::Chance;
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};
use std::time::{Duration, Instant};
use tokio::sync::mpsc;
use world::World;

/// What sample to make.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// Registrations in all.
    pub deals: u32,
    /// What everything is drawn from.
    pub seed: u64,
    /// The day on whose morning the story stands.
    pub today: NaiveDate,
    /// How many of the registrations wait for a decision; some two in a hundred when not given.
    pub waiting: Option<u32>,
    /// How many partners are on their journey at least; some twenty in a hundred when not given.
    pub journeys: Option<u32>,
    /// How many requests for money of funds there are; one of each life that is told when not given.
    pub fund_requests: Option<u32>,
}

/// What was made.
#[derive(Debug)]
pub struct Report {
    /// Who can sign in.
    pub sign_ins: Vec<SignIn>,
    /// The passphrase that they share.
    pub passphrase: String,
    /// How long it took.
    pub took: Duration,
}

/// Why no sample was made.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// There are deals already.
    #[error("the database holds deals already; sample data goes into an empty one")]
    NotEmpty,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file could not be kept.
    #[error(transparent)]
    Files(#[from] FileError),
}

/// Registrations that are made before they are written.
const BATCH: usize = 2_000;
/// Batches that wait for the writer.
const AHEAD: usize = 4;

/// Makes the sample in an empty database, which is migrated first. Nothing else may use the database meanwhile; when it fails, the
/// database is to be thrown away. Without a key to encrypt with nobody has handed a tax form in or said where to be paid to.
pub async fn make(options: &Options, files: &Files, clock: SharedClock, sample: Sample) -> Result<Report, SampleError> {
    let started = Instant::now();
    let (settings, missing) = prepare(options, clock, sample).await?;
    let passphrase = sign_ins::passphrase(sample.seed);
    let world = World::new(sample.seed, sample.deals, sample.today, settings);
    let hash = sign_ins::password_hash(sample.seed, &passphrase)?;
    let mut people = People::draw(&world, sample.journeys, &hash);

    let applications = applications::draw(&world, &people)?;
    let sealing = files.can_seal().then_some(files);
    let mut fund_rows = funds::draw(&world, &people, &people.program_admin()?, sample.fund_requests, sealing)?;
    let mut links = Links::new(&fund_rows);
    let mut loader = Loader::open(&options.location, sample.deals).await?;
    let first = missing.then(|| first_settings(&world)).transpose()?;
    let (partner_rows, user_rows) = (
        std::mem::take(&mut people.partner_rows),
        std::mem::take(&mut people.user_rows),
    );
    loader.insert_program(first, user_rows).await?;
    loader.insert_applications(applications).await?;
    journeys::keep(files, std::mem::take(&mut fund_rows.papers)).await?;

    let sign_ins = std::mem::take(&mut people.sign_ins);
    let (sender, mut receiver) = mpsc::channel::<Result<Rows, StoreError>>(AHEAD);
    // Drawing takes one core, writing the other.
    let drawing = tokio::task::spawn_blocking(move || {
        let mut maker = Maker::new(&world, &people, sample.waiting);
        while let Some(rows) = maker.next(BATCH) {
            let failed = rows.is_err();
            if sender.blocking_send(rows).is_err() || failed {
                break;
            }
        }
        (world, people)
    });
    let mut words = Words::default();
    let mut holds = Vec::new();
    let mut sales = Sales::of(partner_rows.len());
    while let Some(rows) = receiver.recv().await {
        let mut rows = rows?;
        words.add(std::mem::take(&mut rows.terms));
        holds.append(&mut rows.holds);
        sales.add(std::mem::take(&mut rows.sales));
        links.see(&rows.deals);
        loader.insert_deals(rows).await?;
    }
    let (world, people) = drawing
        .await
        .map_err(|error| StoreError::Internal(format!("drawing the sample: {error}")))?;
    // Activities are linked with deals that came of them.
    links.tell(&world, &mut fund_rows);
    loader.insert_funds(fund_rows).await?;
    // Partners come last: what they sold decides how far their journeys have come.
    let teller = Teller::new(&world, &people, files.can_seal())?;
    let mut rows = JourneyRows::default();
    for (place, row) in partner_rows.into_iter().enumerate() {
        teller.tell(place, row, &sales, &mut rows)?;
        if rows.partners.len() == BATCH {
            insert_journeys(&mut loader, files, std::mem::take(&mut rows)).await?;
        }
    }
    insert_journeys(&mut loader, files, rows).await?;
    loader.insert_sorted(words, holds).await?;
    loader.finish().await?;
    Ok(Report {
        sign_ins,
        passphrase,
        took: started.elapsed(),
    })
}

/// Writes partners behind the files that their rows name.
async fn insert_journeys(loader: &mut Loader, files: &Files, mut rows: JourneyRows) -> Result<(), SampleError> {
    journeys::keep(files, std::mem::take(&mut rows.papers)).await?;
    Ok(loader.insert_journeys(rows).await?)
}

impl Report {
    /// The sign-ins as JSON: `{"address":null,"sign_ins":[{"role","email","password","partner"}]}`.
    pub fn json(&self) -> String {
        sign_ins::as_json(&self.sign_ins, &self.passphrase)
    }

    /// The sign-ins as a table.
    pub fn table(&self) -> String {
        sign_ins::as_table(&self.sign_ins, &self.passphrase)
    }
}

/// Makes the tables; answers with the settings to follow, and whether they are still to be written.
async fn prepare(options: &Options, clock: SharedClock, sample: Sample) -> Result<(InEffect, bool), SampleError> {
    let database = Database::open(options, clock).await?;
    let prepared = async {
        database.migrate().await?;
        let deal = deal_rows::Entity::find()
            .limit(1)
            .one(database.read())
            .await
            .map_err(StoreError::from)?;
        if deal.is_some() {
            return Err(SampleError::NotEmpty);
        }
        let newest = settings_versions::Entity::find()
            .order_by_desc(settings_versions::Column::Number)
            .one(database.read())
            .await
            .map_err(StoreError::from)?;
        Ok(match newest {
            None => {
                let id = Chance::new(sample.seed, "settings", 1).uuid(DateTime::UNIX_EPOCH);
                (
                    InEffect::new(SettingsVersionId(id), 1, first_program(sample.today)),
                    true,
                )
            }
            Some(row) => {
                let settings = serde_json::from_str(&row.settings).map_err(StoreError::from)?;
                (InEffect::new(SettingsVersionId(row.id), row.number, settings), false)
            }
        })
    };
    let prepared = prepared.await;
    database.close().await;
    prepared
}

/// The settings of a program that has none yet: those that each begins with, rates of exchange, accounts to pay from, and before the first
/// deal something that the vendor owes.
fn first_program(today: NaiveDate) -> ProgramSettings {
    let mut settings = ProgramSettings::initial();
    settings.funds.rates = funds::rates(&settings, today);
    settings.funds.payers = funds::payers(&settings);
    let registers = |task: &TaskTemplate| task.kind == TaskKind::RegisterDeal;
    // The last journey is for everybody whom none before it is for.
    let milestones = settings
        .onboarding
        .journeys
        .last_mut()
        .map(|template| &mut template.milestones);
    let first_deal = milestones.and_then(|all| all.iter_mut().find(|milestone| milestone.tasks.iter().any(registers)));
    if let Some(milestone) = first_deal {
        milestone.tasks.push(TaskTemplate {
            code: "account-plan".to_owned(),
            kind: TaskKind::Other,
            name: "Agree an account plan".to_owned(),
            help: "Which accounts come first, who meets them, and what the vendor adds.".to_owned(),
            count: 1,
            owner: Side::Vendor,
            due_days: milestone.due_days,
            weight: 1,
            blocked_by: Vec::new(),
        });
    }
    settings
}

fn first_settings(world: &World) -> Result<settings_versions::Model, StoreError> {
    Ok(settings_versions::Model {
        id: world.in_effect.id.0,
        number: world.settings_number(),
        effective_from: DateTime::UNIX_EPOCH,
        author_id: None,
        author_name: String::new(),
        created_at: DateTime::UNIX_EPOCH,
        note: String::new(),
        settings: serde_json::to_string(world.settings())?,
    })
}
