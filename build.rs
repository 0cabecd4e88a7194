//! Turns the English catalogue into typed keys, so that a key that no catalogue holds does not compile.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::{env, error::Error, fs, path::Path};

const CATALOGUE: &str = "public/locales/en.json";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={CATALOGUE}");
    let catalogue: BTreeMap<String, String> = serde_json::from_str(&fs::read_to_string(CATALOGUE)?)?;
    let mut keys = String::from("use super::{Key, Plural};\n");
    for (name, text) in &catalogue {
        // A plural is one constant for all its forms; `_other` is the form that every language has.
        if let Some(base) = name.strip_suffix("_other") {
            constant(&mut keys, base, "Plural", text)?;
        } else if !is_plural_form(name, &catalogue) {
            constant(&mut keys, name, "Key", text)?;
        }
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("keys.rs"), keys)?;
    let is_wasm = env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm");
    if is_wasm && env::var("PROFILE")? == "release" {
        // A release of the app is cut into chunks (`src/shell/chunk.rs`), which needs to know where functions are called.
        println!("cargo:rustc-cfg=split");
        println!("cargo:rustc-link-arg-bin=app=--emit-relocs");
    }
    Ok(())
}

/// Whether `name` is a form such as `_one` of a plural that also has `_other`.
fn is_plural_form(name: &str, catalogue: &BTreeMap<String, String>) -> bool {
    ["_zero", "_one", "_two", "_few", "_many"]
        .iter()
        .filter_map(|form| name.strip_suffix(form))
        .any(|base| catalogue.contains_key(&format!("{base}_other")))
}

/// One documented constant: `deals.title` becomes `DEALS_TITLE`.
fn constant(keys: &mut String, name: &str, kind: &str, text: &str) -> Result<(), Box<dyn Error>> {
    let constant = name.to_uppercase().replace(['.', '-'], "_");
    let shown = text.replace('\n', " ").replace('[', "\\[");
    writeln!(
        keys,
        "/// English: “{shown}”.\npub const {constant}: {kind} = {kind}({name:?});"
    )?;
    Ok(())
}
