//! A place where servers run as processes of their own, to be killed and started again: a data folder, a database, people in it.
//!
//! Nothing here keeps the database open: a test that did would recover it before the server that was killed does.

use super::process::Launch;
use super::{Backend, Client, TestResult};
use chrono::{DateTime, SubsecRound, Utc};
use entente_model::conflict::folded;
use entente_model::ids::PartnerId;
use entente_model::people::{Role, Side};
use entente_server::auth::password::Hasher;
use entente_server::auth::{Scope, session, token};
use entente_server::clock::SystemClock;
use entente_server::store::entities::{partners, sessions, users};
use entente_server::store::{Database, Location, Options, search};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;
use uuid::Uuid;

/// A data folder, a migrated database, and two partners: `north` in region `dach`, `south` in region `uki`.
pub struct Place {
    /// A partner.
    pub north: PartnerId,
    /// Another.
    pub south: PartnerId,
    folder: TempDir,
    store: Options,
    backend: Backend,
    database_name: String,
}

/// Somebody, and how their session begins.
#[derive(Clone, Debug)]
pub struct Member {
    /// Address.
    pub email: String,
    /// `name=token` of a session that has begun.
    pub cookie: String,
}

impl Place {
    /// An empty program.
    pub async fn new(backend: Backend) -> TestResult<Place> {
        let folder = tempfile::tempdir()?;
        let (store, database_name) = backend.create(folder.path()).await?;
        let mut place = Place {
            north: PartnerId(Uuid::nil()),
            south: PartnerId(Uuid::nil()),
            folder,
            store,
            backend,
            database_name,
        };
        let database = place.open().await?;
        database.migrate().await?;
        place.north = add_partner(&database, "North Systems", "north.example", "dach").await?;
        place.south = add_partner(&database, "South Software", "south.example", "uki").await?;
        database.close().await;
        Ok(place)
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Address of the PostgreSQL database; `None` on SQLite.
    pub fn database_url(&self) -> Option<&str> {
        match &self.store.location {
            Location::Sqlite(_) => None,
            Location::Postgres(url) => Some(url),
        }
    }

    /// A server here, yet to be started.
    pub fn server(&self) -> TestResult<Launch> {
        Launch::new(self.folder(), self.database_url())
    }

    /// The store beside the server; to be closed after a look.
    pub async fn open(&self) -> TestResult<Database> {
        Ok(Database::open(&self.store, Arc::new(SystemClock)).await?)
    }

    /// Adds somebody with a session: of `partner` when the role is a partner's, else of the vendor; a channel manager looks after
    /// region `dach`.
    pub async fn member(&self, email: &str, role: Role, partner: PartnerId) -> TestResult<Member> {
        self.member_with_password(email, role, partner, None).await
    }

    /// The same with a password to sign in with.
    pub async fn member_with_password(
        &self,
        email: &str,
        role: Role,
        partner: PartnerId,
        password: Option<&str>,
    ) -> TestResult<Member> {
        let password_hash = match password {
            None => None,
            Some(password) => {
                // As little memory as Argon2 takes: these tests are not about the hash.
                let hash = Hasher::with_memory(8)?.hash(password.to_owned()).await;
                Some(hash.map_err(|refusal| refusal.problem().title.clone())?)
            }
        };
        let regions: &[&str] = if role == Role::ChannelManager { &["dach"] } else { &[] };
        let (id, secret, now) = (Uuid::now_v7(), token::generate(), now());
        let database = self.open().await?;
        let name = email.split('@').next().unwrap_or_default();
        let user = users::ActiveModel {
            id: Set(id),
            email: Set(email.to_owned()),
            name: Set(name.to_owned()),
            name_key: Set(folded(name)),
            search: Set(search::of_person(name, email)),
            role: Set(role.as_str().to_owned()),
            partner_id: Set((role.side() == Side::Partner).then_some(partner.0)),
            regions: Set(serde_json::to_string(regions)?),
            password_hash: Set(password_hash),
            locale: Set("en".to_owned()),
            disabled_at: Set(None),
            last_seen_at: Set(None),
            version: Set(1),
            created_at: Set(now),
        };
        insert(&database, user).await?;
        let begun = sessions::ActiveModel {
            token_hash: Set(token::hash(&secret)),
            user_id: Set(id),
            created_at: Set(now),
            last_seen_at: Set(now),
            expires_at: Set(now + session::ABSOLUTE),
        };
        insert(&database, begun).await?;
        database.close().await;
        Ok(Member {
            email: email.to_owned(),
            cookie: format!("entente={secret}"),
        })
    }

    /// Removes the database. Servers have ended before.
    pub async fn end(self) -> TestResult {
        Ok(self.backend.remove(&self.database_name).await?)
    }
}

impl Member {
    /// This person at a server, on connections of their own.
    pub fn at(&self, address: &str) -> TestResult<Client> {
        Client::new(address, Some(self.cookie.clone()))
    }
}

/// Whole microseconds, as both databases keep them.
fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(6)
}

async fn add_partner(database: &Database, name: &str, domain: &str, region: &str) -> TestResult<PartnerId> {
    let id = Uuid::now_v7();
    let partner = partners::ActiveModel {
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
        created_at: Set(now()),
        name_key: Set(folded(name)),
        search: Set(search::of_partner(name, domain)),
        ..Default::default()
    };
    insert(database, partner).await?;
    Ok(PartnerId(id))
}

async fn insert<A>(database: &Database, row: A) -> TestResult
where
    A: ActiveModelTrait + Clone + Send + Sync + 'static,
{
    let scope = Scope::for_tests();
    let inserted = database.write(&scope, row, |tx, row| {
        Box::pin(async move {
            <A::Entity as EntityTrait>::insert(row.clone())
                .exec_without_returning(tx.db())
                .await?;
            Ok(())
        })
    });
    Ok(inserted.await?)
}
