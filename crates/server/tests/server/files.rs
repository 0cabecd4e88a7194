//! Attached files, apart from the records that they are attached to.

use crate::support::TestResult;
use axum::body::Body;
use entente_model::problem::{Code, FieldCode, Problem};
use entente_server::config::Config;
use entente_server::files::Files;
use entente_server::http::Refusal;

const LIMIT: u64 = 1_000_000;

fn files(folder: &std::path::Path, scanner: &str) -> TestResult<Files> {
    let config = Config {
        data: folder.to_owned(),
        scanner: scanner.to_owned(),
        ..Config::default()
    };
    Ok(Files::new(&config)?)
}

async fn refused(files: &Files, name: &str, content: Vec<u8>) -> TestResult<Problem> {
    match files.store(name, Body::from(content), LIMIT).await {
        Ok(_) => Err(format!("{name} was taken").into()),
        Err(error) => Ok(Refusal::from(error).problem().clone()),
    }
}

fn count(folder: &std::path::Path) -> TestResult<usize> {
    Ok(std::fs::read_dir(folder.join("files"))?.count())
}

#[tokio::test]
async fn a_file_comes_back_as_an_attachment() -> TestResult {
    let folder = tempfile::tempdir()?;
    let files = files(folder.path(), "")?;
    let content = b"%PDF-1.7\nsome text".to_vec();
    let stored = files
        .store("../Angebot \u{202e}Müller.PDF", Body::from(content.clone()), LIMIT)
        .await?;
    assert_eq!(stored.name, "Angebot Müller.PDF");
    assert_eq!(
        (stored.media_type, stored.size),
        ("application/pdf", content.len() as i64)
    );
    assert!(!stored.key.contains("Angebot"), "names on the disk say nothing");
    let response = files.serve(&stored.key, &stored.name, stored.media_type).await?;
    let header = |name: &str| {
        response
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_owned()
    };
    assert!(header("content-disposition").starts_with("attachment; filename=\"Angebot_M"));
    assert!(header("content-disposition").contains("filename*=UTF-8''Angebot%20M%C3%BCller.PDF"));
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(axum::body::to_bytes(response.into_body(), 1 << 20).await?, content);
    files.remove(&stored.key).await?;
    files.remove(&stored.key).await?;
    assert_eq!(count(folder.path())?, 0);
    Ok(())
}

#[tokio::test]
async fn what_is_refused_leaves_nothing_behind() -> TestResult {
    let folder = tempfile::tempdir()?;
    let files = files(folder.path(), "")?;
    let field = |problem: Problem| problem.errors.first().map(|error| error.code);
    assert_eq!(
        field(refused(&files, "report.exe", b"MZ".to_vec()).await?),
        Some(FieldCode::FileKind)
    );
    assert_eq!(
        field(refused(&files, "report", b"text".to_vec()).await?),
        Some(FieldCode::FileKind)
    );
    assert_eq!(
        field(refused(&files, "logo.svg", b"<svg/>".to_vec()).await?),
        Some(FieldCode::FileKind)
    );
    assert_eq!(
        field(refused(&files, "report.pdf", b"MZ\x90\x00\x03".to_vec()).await?),
        Some(FieldCode::FileDisguised)
    );
    assert_eq!(
        field(refused(&files, "report.pdf", Vec::new()).await?),
        Some(FieldCode::FileEmpty)
    );
    assert_eq!(
        field(refused(&files, "list.csv", b"a,b\xff\xfe".to_vec()).await?),
        Some(FieldCode::FileDisguised)
    );
    let mut late = vec![b'a'; 100_000];
    late.push(0);
    assert_eq!(
        field(refused(&files, "notes.txt", late).await?),
        Some(FieldCode::FileDisguised)
    );
    let mut large = b"%PDF-1.7\n".to_vec();
    large.resize(1_000_001, b' ');
    let problem = refused(&files, "report.pdf", large).await?;
    assert_eq!((problem.code, problem.status), (Code::TooLarge, 413));
    assert_eq!(field(problem), Some(FieldCode::FileTooLarge));
    let broken = futures::stream::iter([Ok(b"%PDF-1.7\n".to_vec()), Err(std::io::Error::other("gone"))]);
    assert!(
        files
            .store("report.pdf", Body::from_stream(broken), LIMIT)
            .await
            .is_err()
    );
    assert_eq!(count(folder.path())?, 0, "nothing is left");
    Ok(())
}

#[tokio::test]
async fn the_scanner_has_the_last_word() -> TestResult {
    let folder = tempfile::tempdir()?;
    let clean = files(folder.path(), "cat")?;
    clean.store("a.txt", Body::from("harmless"), LIMIT).await?;
    let strict = files(folder.path(), "false")?;
    assert_eq!(
        refused(&strict, "a.txt", b"harmful".to_vec()).await?.errors[0].code,
        FieldCode::FileKind
    );
    let broken = files(folder.path(), "no-such-scanner")?;
    assert_eq!(
        refused(&broken, "a.txt", b"text".to_vec()).await?.code,
        Code::Unavailable
    );
    assert_eq!(count(folder.path())?, 1);
    Ok(())
}
