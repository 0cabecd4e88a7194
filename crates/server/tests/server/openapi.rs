//! The API's document, kept as a reviewed copy: a change of the API shows in the change that makes it.

use entente_model::funds::request::FundRequestState;
use entente_model::problem::{Code, FieldCode};
use entente_server::http::router::document;
use std::fs;
use std::path::Path;

type TestResult = Result<(), Box<dyn std::error::Error>>;

on_both_databases!(the_document_is_served_to_anybody, async |app| {
    let served: serde_json::Value = app.visitor()?.get("/openapi.json").await?.expect(200)?;
    assert_eq!(served, serde_json::to_value(document())?);
    assert!(served["paths"]["/api/v1/deals"]["get"].is_object());
    Ok(())
});

#[test]
fn the_document_is_the_reviewed_one() -> TestResult {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    let (reviewed, new) = (folder.join("openapi.json"), folder.join("openapi.json.new"));
    let text = serde_json::to_string_pretty(&document())? + "\n";
    if fs::read_to_string(&reviewed).unwrap_or_default() == text {
        if new.exists() {
            fs::remove_file(&new)?;
        }
        return Ok(());
    }
    fs::create_dir_all(&folder)?;
    fs::write(&new, text)?;
    Err(format!(
        "the API has changed: compare {} with {} and, when it is meant, put it in its place",
        new.display(),
        reviewed.display()
    )
    .into())
}

/// What the document says of words is what is sent and taken.
#[test]
fn words_are_those_of_the_wire() -> TestResult {
    let document = serde_json::to_value(document())?;
    let schemas = &document["components"]["schemas"];
    let known = [
        ("FundRequestState", serde_json::to_value(FundRequestState::ALL)?),
        ("Code", serde_json::to_value(Code::ALL)?),
        ("FieldCode", serde_json::to_value(FieldCode::ALL)?),
    ];
    for (name, words) in known {
        assert_eq!(schemas[name]["enum"], words, "{name}");
    }
    for (name, schema) in schemas.as_object().ok_or("no schemas")? {
        let words = schema["enum"].as_array().into_iter().flatten();
        for word in words.filter_map(serde_json::Value::as_str) {
            assert!(!word.contains(|letter: char| letter.is_uppercase()), "{word} of {name}");
        }
    }
    Ok(())
}

/// Every operation names itself and its tag and says in a sentence what it does.
#[test]
fn every_operation_is_described() {
    for (path, item) in &document().paths.paths {
        let operations = [&item.get, &item.put, &item.post, &item.delete, &item.patch];
        for operation in operations.into_iter().flatten() {
            assert!(operation.operation_id.is_some(), "an operation of {path} has no id");
            assert!(operation.summary.is_some(), "an operation of {path} has no summary");
            assert!(
                operation.tags.as_ref().is_some_and(|tags| !tags.is_empty()),
                "an operation of {path} has no tag"
            );
        }
    }
}

/// Names of operations are those of functions in clients: each once.
#[test]
fn no_two_operations_share_a_name() {
    let mut names = std::collections::BTreeSet::new();
    for item in document().paths.paths.values() {
        let operations = [&item.get, &item.put, &item.post, &item.delete, &item.patch];
        for name in operations
            .into_iter()
            .flatten()
            .filter_map(|operation| operation.operation_id.clone())
        {
            assert!(names.insert(name.clone()), "{name} is there twice");
        }
    }
}
