//! What a partner says of itself, once, for lists, co-branded material and whoever works with it (domain: Co-branded assets, "the partner
//! fills them once in the brand profile").

use crate::onboarding::Contact;
use crate::problem::{FieldCode, FieldError};
use crate::settings::Specialty;
use crate::text;
use serde::{Deserialize, Serialize};

/// Most characters and entries of each field.
pub mod limits {
    /// Name that people use.
    pub const DISPLAY_NAME: usize = 120;
    /// A line under the name.
    pub const TAGLINE: usize = 80;
    /// What the company does.
    pub const DESCRIPTION: usize = 1_000;
    /// Postal address.
    pub const ADDRESS: usize = 300;
    /// Name, job title and telephone number of the contact.
    pub const CONTACT: usize = 120;
}

/// A partner's profile. Everything may be empty until it is complete.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct PartnerProfile {
    /// The name that people use.
    pub display_name: String,
    /// A line under the name; may stay empty.
    pub tagline: String,
    /// What the company does and for whom, plain text.
    pub description: String,
    /// Postal address, in lines.
    pub address: String,
    /// Codes of specialties of the settings.
    pub specialties: Vec<String>,
    /// Whom to write to or call; may be another than who signs in.
    pub contact: Contact,
    /// The brand's colours.
    pub colours: BrandColours,
}

/// A brand's colours, as `#rrggbb`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct BrandColours {
    /// The one that the brand is known by.
    pub primary: String,
    /// Another beside it; may stay empty.
    pub accent: String,
}

/// What a profile is checked against.
#[derive(Clone, Copy, Debug)]
pub struct ProfileRules<'a> {
    /// Codes of the specialties that may be named.
    pub specialties: &'a [&'a str],
}

/// The specialties that a partner may name: those that are offered, and those that it has already.
pub fn choosable<'a>(known: &'a [Specialty], has: &[String]) -> Vec<&'a Specialty> {
    let may = |specialty: &&Specialty| specialty.offered || has.contains(&specialty.code);
    known.iter().filter(may).collect()
}

impl PartnerProfile {
    /// What is wrong with what is there: too long, not of its form, unknown. What is missing is no error, see [`Self::missing`]; only a
    /// name may not be empty, because lists show it.
    pub fn check(&self, rules: &ProfileRules) -> Vec<FieldError> {
        let mut errors = Vec::new();
        text::check_required(
            "/display_name",
            &self.display_name,
            limits::DISPLAY_NAME,
            false,
            &mut errors,
        );
        text::check("/tagline", &self.tagline, limits::TAGLINE, false, &mut errors);
        text::check(
            "/description",
            &self.description,
            limits::DESCRIPTION,
            true,
            &mut errors,
        );
        text::check("/address", &self.address, limits::ADDRESS, true, &mut errors);
        for (at, code) in self.specialties.iter().enumerate() {
            if !rules.specialties.contains(&code.as_str()) {
                errors.push(FieldError::new(format!("/specialties/{at}"), FieldCode::UnknownValue));
            } else if self.specialties[..at].contains(code) {
                errors.push(FieldError::new(format!("/specialties/{at}"), FieldCode::Duplicate));
            }
        }
        let contact = &self.contact;
        text::check("/contact/name", &contact.name, limits::CONTACT, false, &mut errors);
        text::check(
            "/contact/job_title",
            &contact.job_title,
            limits::CONTACT,
            false,
            &mut errors,
        );
        text::check("/contact/phone", &contact.phone, limits::CONTACT, false, &mut errors);
        if !contact.email.trim().is_empty() && !text::is_email(contact.email.trim()) {
            errors.push(FieldError::new("/contact/email", FieldCode::InvalidEmail));
        }
        for (pointer, colour) in [
            ("/colours/primary", &self.colours.primary),
            ("/colours/accent", &self.colours.accent),
        ] {
            if !colour.is_empty() && !text::is_colour(colour) {
                errors.push(FieldError::new(pointer, FieldCode::InvalidColour));
            }
        }
        errors
    }

    /// The same without spaces around its texts.
    pub fn trimmed(&self) -> PartnerProfile {
        let trim = |text: &String| text.trim().to_owned();
        PartnerProfile {
            display_name: trim(&self.display_name),
            tagline: trim(&self.tagline),
            description: trim(&self.description),
            address: trim(&self.address),
            specialties: self.specialties.clone(),
            contact: Contact {
                name: trim(&self.contact.name),
                job_title: trim(&self.contact.job_title),
                email: trim(&self.contact.email),
                phone: trim(&self.contact.phone),
            },
            colours: BrandColours {
                primary: trim(&self.colours.primary),
                accent: trim(&self.colours.accent),
            },
        }
    }

    /// Pointers of what a complete profile still needs, in the order of the form. The task of the journey is done when there are none. A
    /// program that offers no specialties asks for none.
    pub fn missing(&self, known: &[Specialty]) -> Vec<&'static str> {
        let is_empty = |text: &str| text.trim().is_empty();
        let lacks_specialties = self.specialties.is_empty() && known.iter().any(|specialty| specialty.offered);
        [
            ("/display_name", is_empty(&self.display_name)),
            ("/description", is_empty(&self.description)),
            ("/address", is_empty(&self.address)),
            ("/specialties", lacks_specialties),
            ("/contact/name", is_empty(&self.contact.name)),
            ("/contact/email", is_empty(&self.contact.email)),
            ("/colours/primary", is_empty(&self.colours.primary)),
        ]
        .into_iter()
        .filter_map(|(pointer, missing)| missing.then_some(pointer))
        .collect()
    }

    /// Whether nothing is missing.
    pub fn is_complete(&self, known: &[Specialty]) -> bool {
        self.missing(known).is_empty()
    }
}
