//! `entente backup` and `entente restore`: a folder with the database and the files.

use super::{CliError, open};
use crate::config::Config;
use crate::store::Location;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

const DATABASE: &str = "entente.db";
const FILES: &str = "files";

pub(super) async fn backup(config: &Config, folder: &Path) -> Result<(), CliError> {
    if folder.exists() {
        return Err(CliError(format!("{} is there already", folder.display())));
    }
    // It gets its name when it is whole: a folder of that name is a backup that can be trusted.
    let part = with_ending(folder, ".part");
    if part.exists() {
        fs::remove_dir_all(&part)?;
    }
    fs::create_dir_all(&part)?;
    let files = config.data.join(FILES);
    let kept_here = config.files_url.is_empty();
    // Files are copied before and after the database: one taken away meanwhile is there by the first round, one that came by the
    // second.
    if kept_here {
        copy_new(&files, &part.join(FILES))?;
    }
    match config.store().location {
        Location::Sqlite(path) if !path.exists() => {
            return Err(CliError(format!("there is no database at {}", path.display())));
        }
        Location::Sqlite(_) => {
            let database = open(config).await?;
            let copied = database.copy_into(&part.join(DATABASE)).await;
            database.close().await;
            copied?;
            fs::File::open(part.join(DATABASE))?.sync_all()?;
        }
        Location::Postgres(_) => {
            println!("The database is PostgreSQL: copy it with pg_dump. This backup holds the files alone.");
        }
    }
    if kept_here {
        copy_new(&files, &part.join(FILES))?;
    } else {
        println!("Files are in {}: they are not part of this backup.", config.files_url);
    }
    fs::rename(&part, folder)?;
    println!("{}", folder.display());
    Ok(())
}

pub(super) async fn restore(config: &Config, folder: &Path) -> Result<(), CliError> {
    let source = folder.join(DATABASE);
    let has_database = source.is_file();
    if !has_database && !folder.join(FILES).is_dir() {
        return Err(CliError(format!("{} is no backup", folder.display())));
    }
    let Location::Sqlite(target) = config.store().location else {
        return restore_files(config, folder);
    };
    if target.exists() {
        return Err(CliError(format!(
            "{} holds a database already; restore into an empty folder",
            config.data.display()
        )));
    }
    fs::create_dir_all(&config.data)?;
    restore_files(config, folder)?;
    if has_database {
        let part = with_ending(&target, ".part");
        fs::copy(&source, &part)?;
        fs::File::open(&part)?.sync_all()?;
        fs::rename(&part, &target)?;
        let database = open(config).await?;
        database.migrate().await?;
        database.close().await;
    }
    Ok(())
}

fn restore_files(config: &Config, folder: &Path) -> Result<(), CliError> {
    if config.files_url.is_empty() {
        fs::create_dir_all(&config.data)?;
        copy_new(&folder.join(FILES), &config.data.join(FILES))?;
    }
    Ok(())
}

/// Copies the files that are not there yet. A file never changes once it is kept; one that goes away meanwhile is left out.
fn copy_new(from: &Path, to: &Path) -> Result<(), CliError> {
    if !from.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        // What `object_store` is still writing carries a `#`.
        let unfinished = entry.file_name().to_string_lossy().contains('#');
        if unfinished || target.exists() || !entry.file_type()?.is_file() {
            continue;
        }
        match fs::copy(entry.path(), &target) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            other => {
                other?;
            }
        }
    }
    Ok(())
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
