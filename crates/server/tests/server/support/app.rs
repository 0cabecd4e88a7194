//! A server as a test sees it.

use super::{Backend, Client};
use chrono::{DateTime, Duration, NaiveTime, SubsecRound, Utc};
use entente_model::conflict::folded;
use entente_model::ids::{PartnerId, UserId};
use entente_model::people::Role;
use entente_server::auth::password::Hasher;
use entente_server::auth::{session, token};
use entente_server::clock::Clock;
use entente_server::config::Config;
use entente_server::http::{AppState, StateParts, serve};
use entente_server::mail::Mailer;
use entente_server::store::entities::{jobs as jobs_rows, partners, sessions, users};
use entente_server::store::{Database, Options, search};
use entente_server::{jobs, registry};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// What tests answer.
pub type TestResult<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// The machine's clock, moved by what a test asks.
pub struct MovableClock {
    microseconds: AtomicI64,
    stopped: OnceLock<DateTime<Utc>>,
}

impl MovableClock {
    /// Stops it, and goes on to noon in UTC, when most of the world has one day: from then on it moves by what is asked alone, and a test
    /// on a slow machine tells the same story as on a fast one.
    pub fn stop_at_noon(&self) {
        let _ = self.stopped.set(Utc::now());
        self.go_on_to_noon();
    }

    /// Goes on to noon of the next day.
    pub fn go_on_to_noon(&self) {
        let now = self.now();
        let tomorrow = (now + Duration::days(1)).date_naive();
        let noon = tomorrow.and_time(NaiveTime::MIN).and_utc() + Duration::hours(12);
        self.advance(noon - now);
    }

    /// Lets time pass.
    pub fn advance(&self, by: Duration) {
        self.microseconds
            .fetch_add(by.num_microseconds().unwrap_or_default(), Ordering::SeqCst);
    }
}

impl Clock for MovableClock {
    fn now(&self) -> DateTime<Utc> {
        let moved = Duration::microseconds(self.microseconds.load(Ordering::SeqCst));
        let unmoved = self.stopped.get().copied().unwrap_or_else(Utc::now);
        (unmoved + moved).trunc_subsecs(6)
    }
}

/// The key of tests: 32 zeros.
const ENCRYPTION_KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

/// What runs beside a test.
struct Running {
    server: JoinHandle<std::io::Result<()>>,
    worker: JoinHandle<()>,
}

/// A server on a port of its own, with two partners: `north` in region `dach`, `south` in region `uki`.
pub struct TestApp {
    /// The state that the server works on.
    pub state: AppState,
    /// Its clock.
    pub clock: Arc<MovableClock>,
    /// Its address, `http://127.0.0.1:port`.
    pub address: String,
    /// A partner.
    pub north: PartnerId,
    /// Another partner.
    pub south: PartnerId,
    /// Its folder.
    pub folder: TempDir,
    /// How its store is opened.
    pub store: Options,
    backend: Backend,
    database_name: String,
    running: Mutex<Option<Running>>,
}

impl TestApp {
    /// Starts a server on an empty database.
    pub async fn new(backend: Backend) -> TestResult<TestApp> {
        TestApp::with_config(backend, |config| config).await
    }

    /// The same, configured otherwise.
    pub async fn with_config(backend: Backend, configure: impl FnOnce(Config) -> Config) -> TestResult<TestApp> {
        TestApp::build(backend, configure, registry::jobs()).await
    }

    /// The same, with other jobs.
    pub async fn build(
        backend: Backend,
        configure: impl FnOnce(Config) -> Config,
        registry: jobs::Registry,
    ) -> TestResult<TestApp> {
        let folder = tempfile::tempdir()?;
        let (store, database_name) = backend.create(folder.path()).await?;
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}", listener.local_addr()?);
        let config = configure(Config {
            listen: listener.local_addr()?,
            data: folder.path().to_owned(),
            app: folder.path().join("dist").display().to_string(),
            encryption_key: ENCRYPTION_KEY.to_owned(),
            ..Config::default()
        });
        let clock = Arc::new(MovableClock {
            microseconds: AtomicI64::new(0),
            stopped: OnceLock::new(),
        });
        let database = Database::open(&store, clock.clone()).await?;
        database.migrate().await?;
        let stop = CancellationToken::new();
        let parts = StateParts {
            settings: Default::default(),
            database,
            clock: clock.clone(),
            files: entente_server::files::Files::new(&config)?,
            config,
            // As little memory as Argon2 takes: these tests are not about the hash.
            hasher: Hasher::with_memory(8)?,
            stop: stop.clone(),
        };
        let mailer = Mailer::new(&parts.config)?;
        let state = AppState::new(parts);
        let worker = tokio::spawn(jobs::run(
            registry,
            jobs::Context {
                state: state.clone(),
                mailer,
            },
        ));
        let server = tokio::spawn(serve::serve(state.clone(), listener));
        let mut app = TestApp {
            state,
            clock,
            address,
            north: PartnerId(Uuid::nil()),
            south: PartnerId(Uuid::nil()),
            folder,
            store,
            backend,
            database_name,
            running: Mutex::new(Some(Running { server, worker })),
        };
        app.north = app.add_partner("North Systems", "north.example", "dach").await?;
        app.south = app.add_partner("South Software", "south.example", "uki").await?;
        Ok(app)
    }

    /// Stops the server and removes its database.
    pub async fn end(self) -> TestResult {
        self.state.stop.cancel();
        let running = self.running.lock().map_err(|error| error.to_string())?.take();
        if let Some(running) = running {
            running.server.await??;
            running.worker.await?;
        }
        self.state.database.close().await;
        Ok(self.backend.remove(&self.database_name).await?)
    }

    /// Runs something in a transaction, as fixtures do.
    pub async fn insert<A>(&self, row: A) -> TestResult
    where
        A: sea_orm::ActiveModelTrait + Clone + Send + Sync + 'static,
    {
        let scope = entente_server::auth::Scope::for_tests();
        self.state
            .database
            .write(&scope, row, |tx, row| {
                Box::pin(async move {
                    <A::Entity as EntityTrait>::insert(row.clone())
                        .exec_without_returning(tx.db())
                        .await?;
                    Ok(())
                })
            })
            .await?;
        Ok(())
    }

    /// Adds an active, certified gold reseller.
    pub async fn add_partner(&self, name: &str, domain: &str, region: &str) -> TestResult<PartnerId> {
        let id = Uuid::now_v7();
        self.insert(partners::ActiveModel {
            id: Set(id),
            legal_name: Set(format!("{name} GmbH")),
            display_name: Set(name.to_owned()),
            domain: Set(domain.to_owned()),
            country: Set("DE".to_owned()),
            region: Set(region.to_owned()),
            partner_type: Set("reseller".to_owned()),
            tier: Set("gold".to_owned()),
            status: Set("active".to_owned()),
            certified: Set(true),
            version: Set(1),
            created_at: Set(self.clock.now()),
            name_key: Set(folded(name)),
            search: Set(search::of_partner(name, domain)),
            ..Default::default()
        })
        .await?;
        Ok(PartnerId(id))
    }

    /// Adds a person without a password. A channel manager looks after the regions given.
    pub async fn add_user(
        &self,
        email: &str,
        role: Role,
        partner: Option<PartnerId>,
        regions: &[&str],
    ) -> TestResult<UserId> {
        self.add_user_with_password(email, role, partner, regions, None).await
    }

    /// Adds a person.
    pub async fn add_user_with_password(
        &self,
        email: &str,
        role: Role,
        partner: Option<PartnerId>,
        regions: &[&str],
        password: Option<&str>,
    ) -> TestResult<UserId> {
        let id = Uuid::now_v7();
        let (name, email) = (email.split('@').next().unwrap_or_default(), email.to_lowercase());
        let password_hash = match password {
            Some(password) => Some(
                self.state
                    .hasher
                    .hash(password.to_owned())
                    .await
                    .map_err(|refusal| refusal.problem().title.clone())?,
            ),
            None => None,
        };
        self.insert(users::ActiveModel {
            id: Set(id),
            name: Set(name.to_owned()),
            name_key: Set(folded(name)),
            search: Set(search::of_person(name, &email)),
            email: Set(email),
            role: Set(role.as_str().to_owned()),
            partner_id: Set(partner.map(|id| id.0)),
            regions: Set(serde_json::to_string(regions)?),
            password_hash: Set(password_hash),
            locale: Set("en".to_owned()),
            disabled_at: Set(None),
            last_seen_at: Set(None),
            version: Set(1),
            created_at: Set(self.clock.now()),
        })
        .await?;
        Ok(UserId(id))
    }

    /// A client without a session.
    pub fn visitor(&self) -> TestResult<Client> {
        Client::new(&self.address, None)
    }

    /// A client with a session of a person, without going through the password.
    pub async fn client_of(&self, user: UserId) -> TestResult<Client> {
        let secret = token::generate();
        let now = self.clock.now();
        self.insert(sessions::ActiveModel {
            token_hash: Set(token::hash(&secret)),
            user_id: Set(user.0),
            created_at: Set(now),
            last_seen_at: Set(now),
            expires_at: Set(now + session::ABSOLUTE),
        })
        .await?;
        let cookie = format!("{}={secret}", session::cookie_name(&self.state.config));
        Client::new(&self.address, Some(cookie))
    }

    /// A client of a new person: of `partner` when the role is a partner's, else of the vendor, for region `dach` when it is a
    /// channel manager.
    pub async fn client(&self, role: Role, partner: PartnerId) -> TestResult<Client> {
        let email = format!(
            "{}-{}@people.example",
            role.as_str().replace('_', "-"),
            Uuid::now_v7().simple()
        );
        let is_partner = role.side() == entente_model::people::Side::Partner;
        let regions: &[&str] = if role == Role::ChannelManager { &["dach"] } else { &[] };
        let user = self
            .add_user(&email, role, is_partner.then_some(partner), regions)
            .await?;
        self.client_of(user).await
    }

    /// Every mail sent so far, oldest first, with quoted-printable undone.
    pub fn mails(&self) -> TestResult<Vec<String>> {
        let folder = self.folder.path().join("mail");
        if !folder.exists() {
            return Ok(Vec::new());
        }
        let entries = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
        let mut files: Vec<_> = entries.into_iter().map(|entry| entry.path()).collect();
        files.retain(|path| path.extension().is_some_and(|ending| ending == "eml"));
        files.sort();
        let texts = files.into_iter().map(std::fs::read_to_string);
        Ok(texts
            .map(|text| text.map(|text| text.replace("=\r\n", "").replace("=3D", "=")))
            .collect::<Result<_, _>>()?)
    }

    /// Waits for the next mail to an address that holds a link, and answers with the token of it.
    pub async fn mailed_token(&self, email: &str) -> TestResult<String> {
        self.eventually(async || {
            let mails = self.mails()?;
            let mail = mails
                .iter()
                .rev()
                .find(|mail| mail.contains(email) && mail.contains("#token="));
            Ok(mail.and_then(|mail| {
                let rest = mail.split("#token=").nth(1)?;
                Some(
                    rest.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))
                        .next()?
                        .to_owned(),
                )
            }))
        })
        .await
    }

    /// Waits until no job is due any more.
    pub async fn settle(&self) -> TestResult {
        let database = &self.state.database;
        for _ in 0..1_200 {
            let due = jobs_rows::Entity::find()
                .filter(jobs_rows::Column::State.is_in(["pending", "running"]))
                .filter(jobs_rows::Column::RunAt.lte(database.now()));
            if due.count(database.read()).await? == 0 {
                return Ok(());
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        Err("jobs are not done within a minute".into())
    }

    /// Waits until a condition holds, at most ten seconds.
    pub async fn eventually<T>(&self, mut condition: impl AsyncFnMut() -> TestResult<Option<T>>) -> TestResult<T> {
        for _ in 0..200 {
            if let Some(value) = condition().await? {
                return Ok(value);
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        Err("it did not happen within ten seconds".into())
    }
}
