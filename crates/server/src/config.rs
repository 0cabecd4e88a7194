//! The server's configuration: `entente.toml`, then `ENTENTE_…` in the environment, then flags; the last named wins.

use crate::files::Sealer;
use crate::store::{Location, Options};
use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use serde::{Deserialize, Serialize};
use std::net::SocketAddr;
use std::path::PathBuf;
use url::Url;

/// What can be configured. Each field is `ENTENTE_<FIELD>` in the environment.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Address and port to serve on.
    pub listen: SocketAddr,
    /// Address and port of metrics, or `off`.
    pub admin_listen: String,
    /// Folder of the SQLite database, files and mail.
    pub data: PathBuf,
    /// PostgreSQL instead of SQLite: `postgres://…`. Empty for SQLite.
    pub database_url: String,
    /// Connections that read at once (SQLite) or in all (PostgreSQL).
    pub connections: u32,
    /// The portal's address as people type it; `http://<listen>` when empty.
    pub public_url: String,
    /// Folder of the built app; `dist` here or beside the program when empty.
    pub app: String,
    /// Proxies before the server that write `X-Forwarded-For`.
    pub proxies: u8,
    /// Where mail goes: `smtp://…` or `smtps://…`; a folder when empty.
    pub smtp_url: String,
    /// Sender of mail.
    pub mail_from: String,
    /// Language of mail to people who chose none: `en` or `de`.
    pub locale: String,
    /// Where attached files go: a folder below `data` when empty, or `s3://bucket/prefix`.
    pub files_url: String,
    /// Command that checks an attached file: gets it on its standard input, refuses it with exit code 1.
    pub scanner: String,
    /// Key that tax forms are encrypted with: 32 bytes in base64. Without one none are taken.
    pub encryption_key: String,
    /// What is logged, as for `RUST_LOG`.
    pub log: String,
    /// Log lines as JSON.
    pub log_json: bool,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            admin_listen: "127.0.0.1:9464".to_owned(),
            data: PathBuf::from("data"),
            database_url: String::new(),
            connections: 8,
            public_url: String::new(),
            app: String::new(),
            proxies: 0,
            smtp_url: String::new(),
            mail_from: "Entente <portal@localhost>".to_owned(),
            locale: "en".to_owned(),
            files_url: String::new(),
            scanner: String::new(),
            encryption_key: String::new(),
            log: "info,sqlx=warn,sea_orm_migration=warn".to_owned(),
            log_json: false,
        }
    }
}

/// Variables of the environment that begin with `ENTENTE_` and configure something else than the server.
const OTHERS: &[&str] = &["test_postgres_url", "password"];

impl Config {
    /// Reads the configuration; `flags` are those given on the command line.
    pub fn load<F: Serialize>(flags: &F) -> Result<Config, Box<figment::Error>> {
        let config: Config = Figment::from(Serialized::defaults(Config::default()))
            .merge(Toml::file("entente.toml"))
            .merge(Env::prefixed("ENTENTE_").ignore(OTHERS))
            .merge(Serialized::defaults(flags))
            .extract()
            .map_err(Box::new)?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), Box<figment::Error>> {
        let wrong = |text: String| Err(Box::new(figment::Error::from(text)));
        if let Err(error) = self.url() {
            return wrong(format!("public_url: {error}"));
        }
        if !self.database_url.is_empty() && !is_postgres(&self.database_url) {
            return wrong("database_url begins with postgres://; leave it out for SQLite".to_owned());
        }
        if let Err(error) = Sealer::of_key(&self.encryption_key) {
            return wrong(error.to_string());
        }
        if self.admin_address().is_err() {
            return wrong("admin_listen is an address with a port, or `off`".to_owned());
        }
        Ok(())
    }

    /// Where the rows are kept.
    pub fn store(&self) -> Options {
        let location = if self.database_url.is_empty() {
            Location::Sqlite(self.data.join("entente.db"))
        } else {
            Location::Postgres(self.database_url.clone())
        };
        Options {
            location,
            connections: self.connections,
        }
    }

    /// Where metrics are served, unless they are off.
    pub fn admin_address(&self) -> Result<Option<SocketAddr>, std::net::AddrParseError> {
        if self.admin_listen == "off" {
            Ok(None)
        } else {
            self.admin_listen.parse().map(Some)
        }
    }

    fn url(&self) -> Result<Url, url::ParseError> {
        if self.public_url.is_empty() {
            Url::parse(&format!("http://{}", self.listen))
        } else {
            Url::parse(&self.public_url)
        }
    }

    /// The portal's origin, `https://portal.example`, without a slash at its end.
    pub fn origin(&self) -> String {
        self.url()
            .map(|url| url.origin().ascii_serialization())
            .unwrap_or_default()
    }

    /// An address of the app for mailed links, from a path that begins with a slash.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.origin())
    }

    /// Whether people reach the portal by https.
    pub fn is_https(&self) -> bool {
        self.url().is_ok_and(|url| url.scheme() == "https")
    }

    /// Whether cookies can do without `Secure`: on plain http at a loopback address only.
    pub fn is_plain_loopback(&self) -> bool {
        let Ok(url) = self.url() else { return false };
        let loopback = match url.host() {
            Some(url::Host::Domain(name)) => name == "localhost",
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        };
        url.scheme() == "http" && loopback
    }
}

fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_plain_on_loopback_http_only() {
        let plain = |url: &str| {
            Config {
                public_url: url.to_owned(),
                ..Config::default()
            }
            .is_plain_loopback()
        };
        assert!(plain(""));
        assert!(plain("http://localhost:8080"));
        assert!(plain("http://[::1]:8080/"));
        assert!(!plain("https://127.0.0.1"));
        assert!(!plain("http://portal.example"));
    }

    #[test]
    fn a_key_that_is_none_is_told_at_the_start() {
        let check = |key: &str| {
            Config {
                encryption_key: key.to_owned(),
                ..Config::default()
            }
            .check()
        };
        assert!(check("").is_ok());
        assert!(check("secret").is_err_and(|error| error.to_string().contains("encryption_key")));
    }

    #[test]
    fn the_origin_has_no_path() {
        let config = Config {
            public_url: "https://portal.example:443/some/".to_owned(),
            ..Config::default()
        };
        assert_eq!(config.origin(), "https://portal.example");
        assert_eq!(config.link("/reset#token=x"), "https://portal.example/reset#token=x");
    }
}
