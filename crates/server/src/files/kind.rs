//! Which kinds of files are taken, by name and by content; both must agree.

use entente_model::problem::FieldCode;

/// What a file is taken as, and so which kinds are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accepted {
    /// Something attached to a record.
    Attachment,
    /// A picture or a drawing.
    Logo,
    /// A document or a picture of one.
    TaxForm,
    /// What a bank answers to a file of payments.
    BankAnswer,
}

impl Accepted {
    fn has(self, extension: &str) -> bool {
        match self {
            Accepted::Attachment => !["svg", "xml"].contains(&extension),
            Accepted::Logo => ["png", "jpg", "jpeg", "webp", "svg"].contains(&extension),
            Accepted::TaxForm => ["pdf", "png", "jpg", "jpeg"].contains(&extension),
            Accepted::BankAnswer => ["xml", "csv"].contains(&extension),
        }
    }
}

/// A kind of file that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    /// Media type that it is sent back as.
    pub media_type: &'static str,
    content: Content,
}

/// How the content is recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    /// By its first bytes, as this media type.
    Magic,
    /// A zip whose first entry is that of Office Open XML (ECMA-376, part 2).
    OfficeOpenXml,
    /// A zip whose first entry is `mimetype` with this type (OpenDocument 1.3, part 2, 3.3).
    OpenDocument,
    /// UTF-8 without control characters.
    Text,
    /// The same, with an `svg` element soon.
    Drawing,
    /// The same, as XML.
    Markup,
}

/// Bytes of the beginning that decide.
pub(super) const HEAD: usize = 8192;

impl Kind {
    /// The kind that a name promises, if it is taken.
    pub fn of_extension(accepted: Accepted, extension: &str) -> Option<Kind> {
        let kind = |media_type, content| Some(Kind { media_type, content });
        if !accepted.has(extension) {
            return None;
        }
        match extension {
            "pdf" => kind("application/pdf", Content::Magic),
            "png" => kind("image/png", Content::Magic),
            "jpg" | "jpeg" => kind("image/jpeg", Content::Magic),
            "webp" => kind("image/webp", Content::Magic),
            "svg" => kind("image/svg+xml", Content::Drawing),
            "xml" => kind("application/xml", Content::Markup),
            "gif" => kind("image/gif", Content::Magic),
            "docx" => kind(
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                Content::OfficeOpenXml,
            ),
            "xlsx" => kind(
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                Content::OfficeOpenXml,
            ),
            "pptx" => kind(
                "application/vnd.openxmlformats-officedocument.presentationml.presentation",
                Content::OfficeOpenXml,
            ),
            "odt" => kind("application/vnd.oasis.opendocument.text", Content::OpenDocument),
            "ods" => kind("application/vnd.oasis.opendocument.spreadsheet", Content::OpenDocument),
            "txt" => kind("text/plain; charset=utf-8", Content::Text),
            "csv" => kind("text/csv; charset=utf-8", Content::Text),
            _ => None,
        }
    }

    /// Whether the beginning of the content is what the name promises.
    pub fn check(self, head: &[u8]) -> Result<(), FieldCode> {
        let found = infer::get(head).map(|found| found.mime_type());
        let agrees = match self.content {
            Content::Magic => found == Some(self.media_type),
            // `infer` tells Word from Excel when the parts come in the usual order; else the container has to do.
            Content::OfficeOpenXml => {
                let container = is_zip(head) && contains(head, b"[Content_Types].xml");
                let other = found.is_some_and(|found| found.contains("officedocument") && found != self.media_type);
                (found == Some(self.media_type) || container) && !other
            }
            Content::OpenDocument => {
                is_zip(head)
                    && head.get(30..).is_some_and(|rest| {
                        rest.starts_with(b"mimetype") && rest[8..].starts_with(self.media_type.as_bytes())
                    })
            }
            // What looks like a program or an archive is none, whatever its name says; HTML is not taken under another name.
            Content::Text => found.is_none(),
            Content::Drawing => matches!(found, None | Some("text/xml" | "image/svg+xml")) && contains(head, b"<svg"),
            Content::Markup => matches!(found, None | Some("text/xml")) && contains(head, b"<"),
        };
        if agrees { Ok(()) } else { Err(FieldCode::FileDisguised) }
    }

    /// Whether the content must be text throughout.
    pub fn is_text(self) -> bool {
        matches!(self.content, Content::Text | Content::Drawing | Content::Markup)
    }
}

fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
}

fn contains(head: &[u8], needle: &[u8]) -> bool {
    head.windows(needle.len()).any(|window| window == needle)
}

/// Checks text as it streams: UTF-8 without control characters but tabs and the ends of lines and pages, characters cut in two at the edges of pieces included.
#[derive(Default)]
pub(super) struct TextCheck {
    rest: Vec<u8>,
}

impl TextCheck {
    /// Takes a piece.
    pub fn push(&mut self, piece: &[u8]) -> Result<(), FieldCode> {
        let is_text = |byte: &u8| *byte >= 0x20 || matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c);
        if !piece.iter().all(is_text) {
            return Err(FieldCode::FileDisguised);
        }
        self.rest.extend_from_slice(piece);
        match std::str::from_utf8(&self.rest) {
            Ok(_) => self.rest.clear(),
            // No length says that the text ends within a character.
            Err(error) if error.error_len().is_none() => {
                self.rest.drain(..error.valid_up_to());
            }
            Err(_) => return Err(FieldCode::FileDisguised),
        }
        Ok(())
    }

    /// Takes the end.
    pub fn finish(&self) -> Result<(), FieldCode> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(FieldCode::FileDisguised)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(extension: &str, head: &[u8]) -> Option<bool> {
        check_as(Accepted::Attachment, extension, head)
    }

    fn check_as(accepted: Accepted, extension: &str, head: &[u8]) -> Option<bool> {
        Kind::of_extension(accepted, extension).map(|kind| kind.check(head).is_ok())
    }

    #[test]
    fn each_use_takes_its_own_kinds() {
        let drawing = b"<?xml version=\"1.0\"?><!-- drawn by hand --><svg xmlns=\"http://www.w3.org/2000/svg\"/>";
        assert_eq!(check_as(Accepted::Logo, "svg", drawing), Some(true));
        assert_eq!(
            check_as(Accepted::Logo, "svg", b"<!DOCTYPE html><html><svg/>"),
            Some(false)
        );
        assert_eq!(check_as(Accepted::Logo, "svg", b"\x89PNG\r\n\x1a\n<svg"), Some(false));
        assert_eq!(check_as(Accepted::Logo, "svg", b"drawing"), Some(false));
        assert_eq!(check_as(Accepted::Logo, "pdf", b"%PDF-1.7\n"), None);
        assert_eq!(check_as(Accepted::Logo, "gif", b"GIF89a"), None);
        assert_eq!(check_as(Accepted::TaxForm, "pdf", b"%PDF-1.7\n"), Some(true));
        assert_eq!(check_as(Accepted::TaxForm, "svg", drawing), None);
        assert_eq!(check_as(Accepted::TaxForm, "docx", b"PK\x03\x04"), None);
    }

    #[test]
    fn names_and_contents_must_agree() {
        assert_eq!(check("pdf", b"%PDF-1.7\n"), Some(true));
        assert_eq!(check("pdf", b"MZ\x90\x00\x03"), Some(false));
        assert_eq!(check("png", b"\xff\xd8\xff\xe0"), Some(false));
        assert_eq!(check("txt", b"hello"), Some(true));
        let mut program = b"\x7fELF\x02\x01\x01".to_vec();
        program.resize(64, 1);
        assert_eq!(check("txt", &program), Some(false));
        assert_eq!(check("txt", b"<!DOCTYPE html><html>"), Some(false));
        assert_eq!(check("exe", b"MZ"), None);
        assert_eq!(check("svg", b"<svg>"), None);
        let mut odt = b"PK\x03\x04".to_vec();
        odt.resize(30, 0);
        odt.extend_from_slice(b"mimetypeapplication/vnd.oasis.opendocument.text");
        assert_eq!(check("odt", &odt), Some(true));
        assert_eq!(check("ods", &odt), Some(false));
    }

    #[test]
    fn text_may_be_cut_anywhere() {
        let text = "Grüße €".as_bytes();
        for at in 0..text.len() {
            let mut check = TextCheck::default();
            assert!(check.push(&text[..at]).is_ok() && check.push(&text[at..]).is_ok() && check.finish().is_ok());
        }
        assert!(TextCheck::default().push(b"a\0b").is_err());
        assert!(TextCheck::default().push(b"a\xffb").is_err());
        let mut cut = TextCheck::default();
        assert!(cut.push(b"\xe2\x82").is_ok() && cut.finish().is_err());
    }
}
