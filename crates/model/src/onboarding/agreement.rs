//! The partner agreement: a text that a partner's admin signs by typing their name.
//!
//! A version of the text is its SHA-256. Who has signed that very text has signed the agreement; a changed text asks for a new signature.

use crate::ids::AgreementSignatureId;
use crate::people::Person;
use crate::problem::{FieldCode, FieldError};
use crate::text;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Most characters of a signature's name and title.
pub const NAME: usize = 120;

/// The agreement that is in effect.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AgreementText {
    /// What it is called.
    pub title: String,
    /// The whole of it, plain text.
    pub text: String,
}

impl AgreementText {
    /// Title and text as they are signed, shown and kept: line breaks are single line feeds, whatever the editor wrote.
    pub fn as_signed(&self) -> AgreementText {
        AgreementText {
            title: self.title.trim().to_owned(),
            text: self.text.replace("\r\n", "\n"),
        }
    }

    /// SHA-256 of title, a line feed and text, in hexadecimal digits: what a signature is for.
    pub fn sha256(&self) -> String {
        let AgreementText { title, text } = self.as_signed();
        let hash = Sha256::digest(format!("{title}\n{text}"));
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Body of signing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewSignature {
    /// SHA-256 of the text that was read; refused when another is in effect by now.
    pub sha256: String,
    /// The name, typed as a signature.
    pub typed_name: String,
    /// What the person is in the company.
    pub job_title: String,
    /// Whether the person may sign for the company.
    pub is_authorised: bool,
}

impl NewSignature {
    /// What is missing or wrong. The name must be that of the person who is signed in, whatever case and spaces.
    pub fn check(&self, signer: &str) -> Vec<FieldError> {
        let mut errors = Vec::new();
        text::check_required("/typed_name", &self.typed_name, NAME, false, &mut errors);
        if errors.is_empty() && words(&self.typed_name) != words(signer) {
            errors.push(FieldError::new("/typed_name", FieldCode::NameDiffers).with("name", signer));
        }
        text::check_required("/job_title", &self.job_title, NAME, false, &mut errors);
        if !self.is_authorised {
            errors.push(FieldError::new("/is_authorised", FieldCode::Required));
        }
        errors
    }
}

fn words(name: &str) -> Vec<String> {
    name.split_whitespace().map(str::to_lowercase).collect()
}

/// A signature as it is kept.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgreementSignature {
    /// Id.
    pub id: AgreementSignatureId,
    /// Title of what was signed.
    pub title: String,
    /// SHA-256 of what was signed.
    pub sha256: String,
    /// Who signed.
    pub signer: Person,
    /// The name as typed.
    pub typed_name: String,
    /// What the signer is in the company.
    pub job_title: String,
    /// Network address that the signature came from; empty when unknown.
    pub address: String,
    /// When.
    pub signed_at: DateTime<Utc>,
}

/// The agreement as a partner meets it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Agreement {
    /// The text in effect.
    #[serde(flatten)]
    pub text: AgreementText,
    /// Its SHA-256.
    pub sha256: String,
    /// The signature of this very text, when there is one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub signature: Option<AgreementSignature>,
    /// Signatures of earlier texts, newest first.
    pub earlier: Vec<AgreementSignature>,
}
