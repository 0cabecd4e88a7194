//! What partners, people and applications are found and sorted by: their names folded, because the databases fold and sort letters
//! beyond ASCII each in their own way, or not at all.

use super::{column, index};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, QueryResult, Statement, Value};
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// All of it or nothing; also, rows that are written one by one are synced once.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        for (table, mut column) in [
            // The name folded, which lists sort by.
            ("partners", column::plain_order("name_key", backend)),
            // Name and domain folded, in which a search looks.
            ("partners", column::text("search")),
            ("users", column::plain_order("name_key", backend)),
            // Name and address folded.
            ("users", column::text("search")),
            // The words of its names, its domain and its reference, folded.
            ("applications", column::text("search")),
        ] {
            column.default("");
            let altered = Table::alter().table(table).add_column(column).to_owned();
            manager.alter_table(altered).await?;
        }
        fill_partners(manager).await?;
        fill_users(manager).await?;
        fill_applications(manager).await?;
        for (table, name) in OUTDATED {
            let dropped = Index::drop().name(*name).table(*table).to_owned();
            manager.drop_index(dropped).await?;
        }
        for (table, columns) in INDEXES {
            manager.create_index(index(table, columns)).await?;
        }
        Ok(())
    }
}

/// Indexes by the names as they are written, which nothing is sorted by any more.
const OUTDATED: &[(&str, &str)] = &[
    ("partners", "partners_by_region_display_name"),
    ("partners", "partners_by_display_name_id"),
    ("users", "users_by_partner_id_name_id"),
];

/// Lists by name; and all partners of a country, with which a company that applies is compared.
const INDEXES: &[(&str, &[&str])] = &[
    ("partners", &["region", "name_key", "id"]),
    ("partners", &["name_key", "id"]),
    ("partners", &["country", "id"]),
    ("users", &["partner_id", "name_key", "id"]),
];

async fn fill_partners(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for row in all(manager, "SELECT id, display_name, domain FROM partners").await? {
        let (name, domain): (String, String) = (row.try_get("", "display_name")?, row.try_get("", "domain")?);
        let search = folded(&format!("{name} {domain} {}", readable(&domain)));
        write_names(manager, "partners", row.try_get("", "id")?, folded(&name), search).await?;
    }
    Ok(())
}

async fn fill_users(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for row in all(manager, "SELECT id, name, email FROM users").await? {
        let (name, email): (String, String) = (row.try_get("", "name")?, row.try_get("", "email")?);
        let search = folded(&format!("{name} {email}"));
        write_names(manager, "users", row.try_get("", "id")?, folded(&name), search).await?;
    }
    Ok(())
}

async fn fill_applications(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for row in all(manager, "SELECT id, reference, fields, domain FROM applications").await? {
        let (fields, domain): (String, String) = (row.try_get("", "fields")?, row.try_get("", "domain")?);
        let names: Names = serde_json::from_str(&fields).map_err(|error| DbErr::Custom(error.to_string()))?;
        let reference: String = row.try_get("", "reference")?;
        let (legal, display) = (names.legal_name, names.display_name);
        let text = format!("{legal} {display} {} {domain} {reference}", readable(&domain));
        let id: Uuid = row.try_get("", "id")?;
        let values: Vec<Value> = vec![words(&text).into(), id.into()];
        write(manager, "UPDATE applications SET search = $1 WHERE id = $2", values).await?;
    }
    Ok(())
}

async fn all(manager: &SchemaManager<'_>, sql: &str) -> Result<Vec<QueryResult>, DbErr> {
    let statement = Statement::from_string(manager.get_database_backend(), sql);
    manager.get_connection().query_all_raw(statement).await
}

async fn write_names(
    manager: &SchemaManager<'_>,
    table: &str,
    id: Uuid,
    name_key: String,
    search: String,
) -> Result<(), DbErr> {
    let update = format!("UPDATE {table} SET name_key = $1, search = $2 WHERE id = $3");
    write(manager, &update, vec![name_key.into(), search.into(), id.into()]).await
}

async fn write(manager: &SchemaManager<'_>, sql: &str, values: Vec<Value>) -> Result<(), DbErr> {
    let statement = Statement::from_sql_and_values(manager.get_database_backend(), sql, values);
    manager.get_connection().execute_raw(statement).await?;
    Ok(())
}

/// What is read of an application's fields.
#[derive(Deserialize)]
struct Names {
    #[serde(default)]
    legal_name: String,
    #[serde(default)]
    display_name: String,
}

fn readable(domain: &str) -> String {
    idna::domain_to_unicode(domain).0
}

/// The words of a text as searches read them, with a space between them.
fn words(text: &str) -> String {
    let is_mark = |c: char| matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{1aff}');
    let words = text
        .split(|c: char| !c.is_alphanumeric() && !is_mark(c))
        .map(|word| {
            let word = folded(word);
            let bare = bare(&word).chars().filter(|c| !c.is_whitespace()).take(40);
            match bare.collect::<String>().as_str() {
                "und" | "et" => "and".to_owned(),
                bare => bare.to_owned(),
            }
        })
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// A word without the legal form that is written onto it, unless it is nothing else.
fn bare(word: &str) -> &str {
    const FORMS: [&str; 11] = [
        "株式会社",
        "有限会社",
        "合同会社",
        "合資会社",
        "合名会社",
        "股份有限公司",
        "有限责任公司",
        "有限責任公司",
        "有限公司",
        "주식회사",
        "유한회사",
    ];
    let rest = FORMS.iter().find_map(|form| word.strip_prefix(form));
    let word = rest.filter(|rest| !rest.is_empty()).unwrap_or(word);
    let rest = FORMS.iter().find_map(|form| word.strip_suffix(form));
    rest.filter(|rest| !rest.is_empty()).unwrap_or(word)
}

/// A text without case, accents and width, as texts were folded when this migration was written. The rules of names move on; what a
/// migration writes must not.
fn folded(text: &str) -> String {
    let mut folded = text.to_owned();
    // Lower-casing may bring marks and decomposing may bring capitals; a second round settles both.
    for _ in 0..2 {
        let letters = folded.nfkd().flat_map(char::to_lowercase).nfkd();
        folded = letters.filter(|c| !is_accent(*c)).fold(String::new(), |mut text, c| {
            match replaced(c) {
                Some(letters) => text.push_str(letters),
                None => text.push(c),
            }
            text
        });
    }
    let composed: String = folded.nfc().collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

fn replaced(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ς' => "σ",
        '&' | '+' => " and ",
        '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}' | '`' | '\u{b4}' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::Migrator;
    use sea_orm_migration::MigratorTrait;
    use sea_orm_migration::sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseBackend, DbErr, Statement};

    const ROWS: [&str; 3] = [
        "INSERT INTO partners (id, legal_name, display_name, domain, country, region, partner_type, tier, status, certified, version, \
         created_at) VALUES (x'00000000000000000000000000000001', 'Österreich Systeme GmbH', 'Österreich Systeme', \
         'xn--sterreich-z7a.example', 'AT', 'dach', 'reseller', 'gold', 'active', 1, 1, '2026-03-02T09:00:00Z')",
        "INSERT INTO users (id, email, name, role, regions, locale, version, created_at) VALUES \
         (x'00000000000000000000000000000002', 'joerg@north.example', 'Jörg Groß', 'partner_admin', '[]', '', 1, '2026-03-02T09:00:00Z')",
        "INSERT INTO applications (id, reference, state, fields, progress, company, domain, name_key, country, region, partner_type, \
         email, locale, invited_by_name, updated_at, created_at, version) VALUES (x'00000000000000000000000000000003', '7K3M-9QX2', \
         'submitted', '{\"legal_name\":\"Müller und Söhne GmbH\",\"display_name\":\"Müllerei\",\"headcount\":3}', '{}', 'Müllerei', \
         'xn--mller-kva.de', 'muller and sohne', 'DE', 'dach', 'reseller', 'e@x.de', '', '', '2026-03-02T09:00:00Z', \
         '2026-03-02T09:00:00Z', 1)",
    ];

    #[tokio::test]
    async fn rows_from_before_are_found() -> Result<(), DbErr> {
        let mut options = ConnectOptions::new("sqlite::memory:");
        options.max_connections(1);
        let db = Database::connect(options).await?;
        Migrator::up(&db, Some(10)).await?;
        for row in ROWS {
            db.execute_unprepared(row).await?;
        }
        Migrator::up(&db, None).await?;
        for (table, column, expected) in [
            ("partners", "name_key", "osterreich systeme"),
            (
                "partners",
                "search",
                "osterreich systeme xn--sterreich-z7a.example osterreich.example",
            ),
            ("users", "name_key", "jorg gross"),
            ("users", "search", "jorg gross joerg@north.example"),
            (
                "applications",
                "search",
                "muller and sohne gmbh mullerei muller de xn mller kva de 7k3m 9qx2",
            ),
        ] {
            let sql = format!("SELECT {column} AS text FROM {table}");
            let row = db
                .query_one_raw(Statement::from_string(DatabaseBackend::Sqlite, sql))
                .await?;
            let text: Option<String> = row.map(|row| row.try_get("", "text")).transpose()?;
            assert_eq!(text.as_deref(), Some(expected), "{table}.{column}");
        }
        Ok(())
    }
}
