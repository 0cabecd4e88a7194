//! The API's document, kept as a reviewed copy: a change of the API shows in the change that makes it.

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
