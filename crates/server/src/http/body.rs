//! JSON bodies, read strictly.

use super::idempotency::Key;
use super::{AppState, Refusal};
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use entente_model::problem::{Code, FieldCode, FieldError, Problem};
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use serde_path_to_error::{Path, Segment};

/// Most bytes of a JSON body.
pub const MOST_BYTES: usize = 256 * 1024;

/// A JSON body: 415 for another content type, 413 when too large, 400 when it is no JSON, 422 with the field's pointer when a
/// field is unknown, missing or of another type.
#[derive(Debug)]
pub struct Body<T>(pub T);

/// A JSON body of a POST that is answered once however often it is sent: the body with the key and the request's fingerprint.
#[derive(Debug)]
pub struct Posted<T> {
    /// The body.
    pub value: T,
    /// What repeated sends have in common.
    pub key: Key,
}

impl<T: DeserializeOwned> FromRequest<AppState> for Body<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &AppState) -> Result<Self, Refusal> {
        check_content_type(request.headers())?;
        Ok(Body(parse(&read(request).await?)?))
    }
}

impl<T: DeserializeOwned> FromRequest<AppState> for Posted<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &AppState) -> Result<Self, Refusal> {
        let header = super::KeyHeader::from_headers(request.headers())?;
        check_content_type(request.headers())?;
        let target = super::idempotency::target(&request);
        let bytes = read(request).await?;
        let key = header.with_body(&target, &bytes);
        Ok(Posted {
            value: parse(&bytes)?,
            key,
        })
    }
}

fn check_content_type(headers: &HeaderMap) -> Result<(), Refusal> {
    let content_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    if media_type.eq_ignore_ascii_case("application/json") {
        Ok(())
    } else {
        Err(Problem::new(Code::UnsupportedMediaType)
            .detail("Send application/json")
            .into())
    }
}

async fn read(request: Request) -> Result<Bytes, Refusal> {
    let declared = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.parse::<usize>().ok());
    let too_large = || Refusal::from(Problem::new(Code::TooLarge).param("max", MOST_BYTES));
    if declared.is_some_and(|length| length > MOST_BYTES) {
        return Err(too_large());
    }
    axum::body::to_bytes(request.into_body(), MOST_BYTES)
        .await
        .map_err(|error| {
            let limit =
                std::error::Error::source(&error).is_some_and(|cause| cause.to_string().contains("length limit"));
            if limit {
                too_large()
            } else {
                Problem::new(Code::MalformedBody).detail("The body broke off").into()
            }
        })
}

/// Reads JSON, naming the field at fault.
pub(crate) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refusal> {
    // serde would read a list as the fields in their order; no operation takes a list.
    if bytes.trim_ascii_start().first() == Some(&b'[') {
        return Err(Problem::fields(vec![FieldError::new("", FieldCode::WrongType)]).into());
    }
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path = pointer(error.path());
        fault(&path, error.inner())
    })?;
    deserializer.end().map_err(|error| fault("", &error))?;
    Ok(value)
}

fn fault(path: &str, error: &serde_json::Error) -> Refusal {
    let text = error.to_string();
    match error.classify() {
        Category::Syntax | Category::Eof | Category::Io => {
            // The position helps whoever writes a client; the content is not repeated.
            let at = format!("Line {}, column {}", error.line(), error.column());
            Problem::new(Code::MalformedBody).detail(at).into()
        }
        Category::Data => Problem::fields(vec![field_fault(path, &text)]).into(),
    }
}

/// serde tells kinds of faults apart by text alone; the texts are those of `serde::de::Error`.
fn field_fault(path: &str, text: &str) -> FieldError {
    let quoted = || text.split('`').nth(1).unwrap_or_default();
    let inside = |name: &str| format!("{path}/{}", escape(name));
    if text.starts_with("unknown field") {
        // The path already ends with the unknown field when serde knew it.
        let name = quoted();
        let whole = if path.ends_with(&format!("/{}", escape(name))) {
            path.to_owned()
        } else {
            inside(name)
        };
        FieldError::new(whole, FieldCode::UnknownField)
    } else if text.starts_with("missing field") {
        FieldError::new(inside(quoted()), FieldCode::Required)
    } else if text.starts_with("unknown variant") {
        FieldError::new(path, FieldCode::UnknownValue)
    } else if text.starts_with("duplicate field") {
        FieldError::new(inside(quoted()), FieldCode::Duplicate)
    } else if [
        "invalid value: integer",
        "number out of range",
        "invalid type: floating point",
    ]
    .iter()
    .any(|start| text.starts_with(start))
    {
        FieldError::new(path, FieldCode::OutOfRange)
    } else if text.starts_with("UUID parsing failed") {
        FieldError::new(path, FieldCode::UnknownValue)
    } else if text.starts_with("input contains invalid characters")
        || text.starts_with("input is out of range")
        || text.starts_with("premature end of input")
        || text.starts_with("trailing input")
    {
        FieldError::new(path, FieldCode::InvalidDate)
    } else {
        FieldError::new(path, FieldCode::WrongType)
    }
}

/// The path as a JSON pointer (RFC 6901).
fn pointer(path: &Path) -> String {
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => pointer.push_str(&format!("/{index}")),
            Segment::Map { key } => pointer.push_str(&format!("/{}", escape(key))),
            // Variants are no part of the document.
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    pointer
}

fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Deserialize, Debug)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Sample {
        name: String,
        lines: Vec<Line>,
        day: Option<chrono::NaiveDate>,
    }

    #[derive(Deserialize, Debug)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Line {
        quantity: u32,
    }

    fn fault_of(text: &str) -> (Code, Option<(String, FieldCode)>) {
        let problem = parse::<Sample>(text.as_bytes()).expect_err("refused").problem().clone();
        (
            problem.code,
            problem.errors.first().map(|error| (error.pointer.clone(), error.code)),
        )
    }

    #[test]
    fn faults_name_their_field() {
        let field = |pointer: &str, code| (Code::InvalidFields, Some((pointer.to_owned(), code)));
        assert_eq!(
            fault_of(r#"{"name":"a","lines":[],"colour":1}"#),
            field("/colour", FieldCode::UnknownField)
        );
        assert_eq!(
            fault_of(r#"{"name":"a","lines":[{"quantity":1,"x":2}]}"#),
            field("/lines/0/x", FieldCode::UnknownField)
        );
        assert_eq!(fault_of(r#"{"lines":[]}"#), field("/name", FieldCode::Required));
        assert_eq!(
            fault_of(r#"{"name":1,"lines":[]}"#),
            field("/name", FieldCode::WrongType)
        );
        assert_eq!(
            fault_of(r#"{"name":"a","lines":[{"quantity":-1}]}"#),
            field("/lines/0/quantity", FieldCode::OutOfRange)
        );
        assert_eq!(
            fault_of(r#"{"name":"a","lines":[],"day":"2026-02-30"}"#),
            field("/day", FieldCode::InvalidDate)
        );
        assert_eq!(fault_of(r#"{"name":"a","lines":[]"#), (Code::MalformedBody, None));
        assert_eq!(fault_of(r#"{"name":"a","lines":[]} x"#), (Code::MalformedBody, None));
        assert_eq!(fault_of(""), (Code::MalformedBody, None));
        assert_eq!(fault_of(r#"["a",[]]"#), field("", FieldCode::WrongType));
    }
}
