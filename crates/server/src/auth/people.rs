//! People as rows, and what the command line does to them.

use super::password::Hasher;
use super::{Scope, session};
use crate::http::{Binding, Refusal};
use crate::store::entities::{partners, users};
use crate::store::{AuditEntry, Database, StoreError, Tx, search};
use entente_model::conflict::folded;
use entente_model::ids::{PartnerId, UserId};
use entente_model::page::Page;
use entente_model::people::{Role, Side, User, check_password, normalise_email};
use entente_model::problem::{Code, FieldCode, FieldError, Problem};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// Most characters of a name.
pub(super) const NAME: usize = 100;

/// The person with an address, which is normalised here.
pub(super) async fn find_by_email(database: &Database, email: &str) -> Result<Option<users::Model>, StoreError> {
    let email = normalise_email(email);
    Ok(users::Entity::find()
        .filter(users::Column::Email.eq(email))
        .one(database.read())
        .await?)
}

/// A person as lists show them.
pub(super) fn on_wire(row: users::Model) -> Result<User, StoreError> {
    Ok(User {
        id: UserId(row.id),
        name: row.name,
        email: row.email,
        role: session::word(&row.role)?,
        regions: serde_json::from_str(&row.regions)?,
        disabled: row.disabled_at.is_some(),
        last_seen_at: row.last_seen_at,
        version: row.version,
    })
}

/// A page of people, by name; of those whom the condition names.
pub(crate) async fn by_name(
    database: &Database,
    binding: &Binding,
    whose: Condition,
    limit: u32,
    cursor: Option<&str>,
) -> Result<Page<User>, Refusal> {
    use users::Column;
    let mut query = users::Entity::find()
        .filter(whose)
        .order_by_asc(Column::NameKey)
        .order_by_asc(Column::Id)
        .limit(u64::from(limit) + 1);
    if let Some((name, id)) = binding.decode_optional::<(String, Uuid)>(cursor)? {
        let same = Condition::all()
            .add(Column::NameKey.eq(name.as_str()))
            .add(Column::Id.gt(id));
        query = query.filter(Condition::any().add(Column::NameKey.gt(name)).add(same));
    }
    let rows = query.all(database.read()).await?;
    Ok(binding.page(rows, limit, |row| (row.name_key.clone(), row.id), on_wire)?)
}

/// A person about to be added.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// Address, normalised when written.
    pub email: String,
    /// Name.
    pub name: String,
    /// Role.
    pub role: Role,
    /// Company, for a partner's role.
    pub partner_id: Option<PartnerId>,
    /// Regions of a channel manager.
    pub regions: Vec<String>,
    /// Hash of the password.
    pub password_hash: String,
    /// Language, empty to follow the browser.
    pub locale: String,
}

/// Adds a person; refuses an address that somebody has.
pub(super) async fn insert(tx: &Tx, user: &NewUser) -> Result<UserId, StoreError> {
    let id = Uuid::now_v7();
    let email = normalise_email(&user.email);
    let row = users::ActiveModel {
        id: Set(id),
        name_key: Set(folded(&user.name)),
        search: Set(search::of_person(&user.name, &email)),
        email: Set(email),
        name: Set(user.name.clone()),
        role: Set(user.role.as_str().to_owned()),
        partner_id: Set(user.partner_id.map(|id| id.0)),
        regions: Set(serde_json::to_string(&user.regions)?),
        password_hash: Set(Some(user.password_hash.clone())),
        locale: Set(user.locale.clone()),
        disabled_at: Set(None),
        last_seen_at: Set(None),
        version: Set(1),
        created_at: Set(tx.now()),
    };
    match users::Entity::insert(row)
        .exec_without_returning(tx.db())
        .await
        .map_err(StoreError::from)
    {
        Ok(_) => {}
        Err(StoreError::Unique(_)) => return Err(Code::AlreadyExists.into()),
        Err(error) => return Err(error),
    }
    tx.audit(
        AuditEntry::new("user.added", "user", id)
            .partner(user.partner_id)
            .param("role", user.role.as_str()),
    );
    Ok(UserId(id))
}

/// Refuses to take away the last one who looks after people on a side. On PostgreSQL the rows of those who do are locked, so that
/// two of them can't remove each other at once.
pub(super) async fn keep_an_admin(tx: &Tx, leaving: &users::Model) -> Result<(), StoreError> {
    let role: Role = session::word(&leaving.role)?;
    let admin = match role.side() {
        Side::Partner => Role::PartnerAdmin,
        Side::Vendor => Role::ProgramAdmin,
    };
    if role != admin || leaving.disabled_at.is_some() {
        return Ok(());
    }
    let mut admins = users::Entity::find()
        .filter(users::Column::Role.eq(admin.as_str()))
        .filter(users::Column::DisabledAt.is_null());
    admins = match leaving.partner_id {
        Some(partner) => admins.filter(users::Column::PartnerId.eq(partner)),
        None => admins.filter(users::Column::PartnerId.is_null()),
    };
    let admins = admins.lock_exclusive().all(tx.db()).await?;
    if admins.iter().any(|row| row.id != leaving.id) {
        Ok(())
    } else {
        Err(Problem::new(Code::InvalidState)
            .detail("The last administrator has to stay")
            .into())
    }
}

/// Adds a person from the command line; a partner is named by its domain.
pub async fn add_user(
    database: &Database,
    hasher: &Hasher,
    mut user: NewUser,
    password: String,
    partner_domain: Option<String>,
) -> Result<UserId, Refusal> {
    let mut errors = Vec::new();
    if !entente_model::text::is_email(&normalise_email(&user.email)) {
        errors.push(FieldError::new("/email", FieldCode::InvalidEmail));
    }
    entente_model::text::check_required("/name", &user.name, NAME, false, &mut errors);
    errors.extend(check_password("/password", &password, &user.email, &user.name));
    match (user.role.side(), &partner_domain) {
        (Side::Partner, Some(domain)) => {
            let found = partners::Entity::find().filter(partners::Column::Domain.eq(domain.as_str()));
            match found.one(database.read()).await? {
                Some(partner) => user.partner_id = Some(PartnerId(partner.id)),
                None => errors.push(FieldError::new("/partner", FieldCode::UnknownValue)),
            }
        }
        (Side::Partner, None) => errors.push(FieldError::new("/partner", FieldCode::Required)),
        (Side::Vendor, Some(_)) => errors.push(FieldError::new("/partner", FieldCode::UnknownValue)),
        (Side::Vendor, None) => {}
    }
    Refusal::unless_empty(errors)?;
    user.password_hash = hasher.hash(password).await?;
    Ok(database
        .write(&Scope::portal(), user, |tx, user| Box::pin(insert(tx, user)))
        .await?)
}

/// Disables a person from the command line; their sessions end.
pub async fn disable_user(database: &Database, email: &str) -> Result<(), Refusal> {
    let user = find_by_email(database, email).await?.ok_or(Code::NotFound)?;
    let portal = Scope::portal();
    let disabled = database.write(&portal, user, |tx, user| {
        Box::pin(async move {
            users::Entity::update_many()
                .col_expr(users::Column::DisabledAt, Expr::value(Some(tx.now())))
                .col_expr(users::Column::Version, Expr::column(users::Column::Version).add(1))
                .filter(users::Column::Id.eq(user.id))
                .exec(tx.db())
                .await?;
            session::end_all(tx, UserId(user.id), None).await?;
            tx.audit(AuditEntry::new("user.disabled", "user", user.id).partner(user.partner_id.map(PartnerId)));
            Ok(())
        })
    });
    Ok(disabled.await?)
}

/// Sets a password from the command line; the person's sessions end.
pub async fn set_password(database: &Database, hasher: &Hasher, email: &str, password: String) -> Result<(), Refusal> {
    let user = find_by_email(database, email).await?.ok_or(Code::NotFound)?;
    if let Some(error) = check_password("/password", &password, &user.email, &user.name) {
        return Err(Problem::fields(vec![error]).into());
    }
    let hash = hasher.hash(password).await?;
    let portal = Scope::portal();
    let set = database.write(&portal, (user, hash), |tx, (user, hash)| {
        Box::pin(async move {
            super::resets::set(tx, user, hash).await?;
            session::end_all(tx, UserId(user.id), None).await
        })
    });
    Ok(set.await?)
}
