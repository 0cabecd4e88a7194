//! Names of files, as people see them and as headers carry them.

use crate::http::Refusal;
use entente_model::problem::{FieldCode, FieldError, Problem};
use serde::Deserialize;
use utoipa::IntoParams;

/// Most characters of a name.
const MOST: usize = 120;
/// Most characters of a name as it is sent.
const MOST_SENT: usize = 255;

/// The name of a file that is sent as the body.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct NameQuery {
    /// The file's name with its ending, which says what it claims to be.
    name: String,
}

impl NameQuery {
    /// The name, where the query says more than that.
    pub fn new(name: String) -> Self {
        NameQuery { name }
    }

    /// The name, unless it is empty or too long to be one.
    pub fn checked(self) -> Result<String, Refusal> {
        let code = if self.name.trim().is_empty() {
            FieldCode::Required
        } else if self.name.chars().count() > MOST_SENT {
            FieldCode::TooLong
        } else {
            return Ok(self.name);
        };
        Err(Problem::fields(vec![FieldError::new("/name", code).with("max", MOST_SENT)]).into())
    }
}

/// The name without folders, control characters, and marks that make text run backwards; its end is kept when it is too long.
pub(super) fn clean(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last
        .chars()
        .filter(|c| !c.is_control() && !is_invisible(*c) && !"<>:\"|?*".contains(*c))
        .collect();
    let kept = kept.trim().trim_start_matches('.').trim_end_matches(['.', ' ']);
    let count = kept.chars().count();
    if count <= MOST {
        return kept.to_owned();
    }
    let (stem, extension) = kept.rsplit_once('.').unwrap_or((kept, ""));
    let room = MOST.saturating_sub(extension.chars().count() + 1);
    let stem: String = stem.chars().take(room).collect();
    format!("{stem}.{extension}")
}

/// Directional overrides and zero-width marks: `invoice\u{202e}fdp.exe` reads as a PDF.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The extension in lower case.
pub(super) fn extension(name: &str) -> Option<String> {
    let (stem, extension) = name.rsplit_once('.')?;
    (!stem.is_empty() && !extension.is_empty()).then(|| extension.to_lowercase())
}

/// `Content-Disposition` with the name in both forms of RFC 6266.
pub(super) fn disposition(name: &str) -> String {
    let ascii: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_graphic() && !"\"\\%".contains(c) {
                c
            } else {
                '_'
            }
        })
        .collect();
    let encoded: String = name
        .bytes()
        .map(|byte| {
            // attr-char of RFC 5987.
            if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect();
    format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_what_misleads() {
        assert_eq!(clean("../../etc/passwd.txt"), "passwd.txt");
        assert_eq!(clean("C:\\temp\\a.pdf"), "a.pdf");
        assert_eq!(clean("invoice\u{202e}fdp.exe"), "invoicefdp.exe");
        assert_eq!(clean(".htaccess"), "htaccess");
        assert_eq!(clean("a\r\nb.pdf"), "ab.pdf");
        let long = clean(&format!("{}.pdf", "ä".repeat(300)));
        assert_eq!(long.chars().count(), MOST);
        assert!(long.ends_with(".pdf"));
    }

    #[test]
    fn headers_carry_any_name() {
        assert_eq!(
            disposition("Ä \"x\".pdf"),
            "attachment; filename=\"___x_.pdf\"; filename*=UTF-8''%C3%84%20%22x%22.pdf"
        );
    }
}
