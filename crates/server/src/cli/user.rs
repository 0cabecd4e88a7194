//! `entente user`: the first administrator, and help when nobody can sign in.

use super::{CliError, DataFlags, configure, open};
use crate::auth::password::Hasher;
use crate::auth::{self, NewUser};
use clap::Subcommand;
use entente_model::people::Role;

/// What is done.
#[derive(Subcommand)]
pub(super) enum Action {
    /// Adds somebody.
    Add {
        /// E-mail address.
        #[arg(long)]
        email: String,
        /// Name.
        #[arg(long)]
        name: String,
        /// Role, such as program_admin, channel_manager or partner_admin.
        #[arg(long, value_parser = role)]
        role: Role,
        /// Domain of the company, for a partner's role.
        #[arg(long)]
        partner: Option<String>,
        /// Regions of a channel manager, comma-separated.
        #[arg(long, value_delimiter = ',')]
        regions: Vec<String>,
        #[command(flatten)]
        data: DataFlags,
    },
    /// Keeps somebody from signing in and ends their sessions.
    Disable {
        /// E-mail address.
        #[arg(long)]
        email: String,
        #[command(flatten)]
        data: DataFlags,
    },
    /// Sets somebody's password and ends their sessions.
    Password {
        /// E-mail address.
        #[arg(long)]
        email: String,
        #[command(flatten)]
        data: DataFlags,
    },
}

fn role(text: &str) -> Result<Role, String> {
    let names = || Role::ALL.map(Role::as_str).join(", ");
    Role::ALL
        .into_iter()
        .find(|role| role.as_str() == text)
        .ok_or_else(|| format!("roles are {}", names()))
}

pub(super) async fn run(action: Action) -> Result<(), CliError> {
    let data = match &action {
        Action::Add { data, .. } | Action::Disable { data, .. } | Action::Password { data, .. } => data,
    };
    let database = open(&configure(data)?).await?;
    database.migrate().await?;
    let hasher = Hasher::new().map_err(|error| CliError(format!("password hashing: {error}")))?;
    match action {
        Action::Add {
            email,
            name,
            role,
            partner,
            regions,
            ..
        } => {
            let (password, made) = password();
            let user = NewUser {
                email: email.clone(),
                name,
                role,
                partner_id: None,
                regions,
                password_hash: String::new(),
                locale: String::new(),
            };
            auth::add_user(&database, &hasher, user, password.clone(), partner).await?;
            tell(&email, &password, made);
        }
        Action::Disable { email, .. } => auth::disable_user(&database, &email).await?,
        Action::Password { email, .. } => {
            let (password, made) = password();
            auth::set_password(&database, &hasher, &email, password.clone()).await?;
            tell(&email, &password, made);
        }
    }
    database.close().await;
    Ok(())
}

/// The password of `ENTENTE_PASSWORD`, or a new one: passwords in arguments are seen by everybody on the machine.
fn password() -> (String, bool) {
    match std::env::var("ENTENTE_PASSWORD") {
        Ok(password) if !password.is_empty() => (password, false),
        _ => (auth::token::generate(), true),
    }
}

fn tell(email: &str, password: &str, made: bool) {
    if made {
        println!("{email}\t{password}");
    }
}
