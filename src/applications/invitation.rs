//! What is typed of a company that is to be invited, and how it becomes the model's [`CompanyInvitation`].

use crate::i18n::{Locale, locale};
use crate::session::use_session;
use entente_model::onboarding::application::limits;
use entente_model::onboarding::{ApplicationFields, CompanyInvitation, Contact};
use entente_model::people::PartnerType;
use entente_model::problem::{FieldCode, FieldError};
use entente_model::text;
use leptos::prelude::*;

/// Where the model keeps the company's fields within an invitation.
const FIELDS: &str = "/fields";

/// The text of every field.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct RawInvitation {
    /// Registered name of the company.
    pub legal_name: String,
    /// Name that people use, or empty.
    pub display_name: String,
    /// Domain as typed or pasted.
    pub domain: String,
    /// Code of a region, or empty.
    pub region: String,
    /// Country code, or empty.
    pub country: String,
    /// Word of what the company is, or empty.
    pub partner_type: String,
    /// Codes of specialties.
    pub specialties: Vec<String>,
    /// Name of the contact.
    pub contact_name: String,
    /// What the contact does there, or empty.
    pub contact_title: String,
    /// E-mail address of the contact.
    pub contact_email: String,
    /// What the inviter says.
    pub message: String,
    /// Tag of the mail's language.
    pub locale: String,
}

impl TryFrom<RawInvitation> for CompanyInvitation {
    type Error = Vec<FieldError>;

    fn try_from(raw: RawInvitation) -> Result<Self, Self::Error> {
        let domain = text::domain_of_typed(&raw.domain);
        let is_domain = text::is_domain(&domain);
        let fields = ApplicationFields {
            legal_name: raw.legal_name.trim().to_owned(),
            display_name: raw.display_name.trim().to_owned(),
            domain: if is_domain {
                domain
            } else {
                raw.domain.trim().to_owned()
            },
            region: raw.region,
            country: raw.country,
            partner_type: PartnerType::parse(&raw.partner_type),
            specialties: raw.specialties,
            contact: Contact {
                name: raw.contact_name.trim().to_owned(),
                email: raw.contact_email.trim().to_owned(),
                job_title: raw.contact_title.trim().to_owned(),
                ..Contact::default()
            },
            ..ApplicationFields::default()
        };
        let mut errors = fields.check_limits();
        let mut refuse = |pointer: &str, code| {
            if errors.iter().all(|known| known.pointer != pointer) {
                errors.push(FieldError::new(pointer, code));
            }
        };
        for (pointer, text) in [
            ("/legal_name", &fields.legal_name),
            ("/domain", &fields.domain),
            ("/region", &fields.region),
            ("/contact/name", &fields.contact.name),
            ("/contact/email", &fields.contact.email),
        ] {
            if text.is_empty() {
                refuse(pointer, FieldCode::Required);
            }
        }
        if !is_domain {
            refuse("/domain", FieldCode::InvalidDomain);
        }
        if !text::is_email(&fields.contact.email) {
            refuse("/contact/email", FieldCode::InvalidEmail);
        }
        for error in &mut errors {
            error.pointer.insert_str(0, FIELDS);
        }
        text::check("/message", &raw.message, limits::MOTIVATION, true, &mut errors);
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(CompanyInvitation {
            fields,
            message: raw.message.trim().to_owned(),
            locale: raw.locale,
        })
    }
}

/// The fields as signals. Copied freely; they outlive the dialog, so that closing it loses nothing typed.
#[derive(Clone, Copy)]
pub(super) struct InvitationFields {
    /// Registered name of the company.
    pub legal_name: RwSignal<String>,
    /// Name that people use.
    pub display_name: RwSignal<String>,
    /// Domain as typed.
    pub domain: RwSignal<String>,
    /// Code of the region.
    pub region: RwSignal<String>,
    /// Country code.
    pub country: RwSignal<String>,
    /// Word of what the company is.
    pub partner_type: RwSignal<String>,
    /// Codes of specialties.
    pub specialties: RwSignal<Vec<String>>,
    /// Name of the contact.
    pub contact_name: RwSignal<String>,
    /// What the contact does there.
    pub contact_title: RwSignal<String>,
    /// E-mail address of the contact.
    pub contact_email: RwSignal<String>,
    /// What the inviter says.
    pub message: RwSignal<String>,
    /// Tag of the mail's language.
    pub locale: RwSignal<String>,
}

impl InvitationFields {
    /// Empty fields, but for the language and a region where there is but one.
    pub fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        let fields = InvitationFields {
            legal_name: empty(),
            display_name: empty(),
            domain: empty(),
            region: empty(),
            country: empty(),
            partner_type: empty(),
            specialties: RwSignal::new(Vec::new()),
            contact_name: empty(),
            contact_title: empty(),
            contact_email: empty(),
            message: empty(),
            locale: empty(),
        };
        fields.put(first());
        fields
    }

    /// Begins another invitation.
    pub fn reset(self) {
        self.put(first());
    }

    /// What is typed; followed when read inside a reactive closure.
    pub fn raw(self) -> RawInvitation {
        RawInvitation {
            legal_name: self.legal_name.get(),
            display_name: self.display_name.get(),
            domain: self.domain.get(),
            region: self.region.get(),
            country: self.country.get(),
            partner_type: self.partner_type.get(),
            specialties: self.specialties.get(),
            contact_name: self.contact_name.get(),
            contact_title: self.contact_title.get(),
            contact_email: self.contact_email.get(),
            message: self.message.get(),
            locale: self.locale.get(),
        }
    }

    fn put(self, raw: RawInvitation) {
        self.legal_name.set(raw.legal_name);
        self.display_name.set(raw.display_name);
        self.domain.set(raw.domain);
        self.region.set(raw.region);
        self.country.set(raw.country);
        self.partner_type.set(raw.partner_type);
        self.specialties.set(raw.specialties);
        self.contact_name.set(raw.contact_name);
        self.contact_title.set(raw.contact_title);
        self.contact_email.set(raw.contact_email);
        self.message.set(raw.message);
        self.locale.set(raw.locale);
    }
}

fn first() -> RawInvitation {
    let session = use_session().get_untracked();
    let only_region = match session.as_ref().map(|session| session.program.regions.as_slice()) {
        Some([only]) => only.code.clone(),
        _ => String::new(),
    };
    let spoken = untrack(locale);
    let offered = Locale::OFFERED.into_iter().find(|offered| *offered == spoken);
    RawInvitation {
        region: only_region,
        locale: offered.unwrap_or(Locale::English).tag().to_owned(),
        ..RawInvitation::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw() -> RawInvitation {
        RawInvitation {
            legal_name: "Beispiel GmbH".into(),
            domain: "https://www.beispiel.example/about".into(),
            region: "dach".into(),
            contact_name: "Ada Beispiel".into(),
            contact_email: "ada@beispiel.example".into(),
            locale: "de".into(),
            ..RawInvitation::default()
        }
    }

    #[test]
    fn what_is_needed_is_enough() {
        let invitation = CompanyInvitation::try_from(raw()).expect("complete");
        assert_eq!(
            invitation.fields.domain,
            text::domain_of_typed("https://www.beispiel.example/about")
        );
        assert_eq!(invitation.fields.partner_type, None);
        assert_eq!(invitation.locale, "de");
    }

    #[test]
    fn what_is_known_besides_goes_along() {
        let invitation = CompanyInvitation::try_from(RawInvitation {
            display_name: " Beispiel ".into(),
            specialties: vec!["security".into()],
            contact_title: "Head of alliances ".into(),
            ..raw()
        })
        .expect("complete");
        let fields = invitation.fields;
        assert_eq!(
            (fields.display_name.as_str(), fields.contact.job_title.as_str()),
            ("Beispiel", "Head of alliances")
        );
        assert_eq!(fields.specialties, ["security"]);
    }

    #[test]
    fn what_is_missing_is_told_where_the_server_tells_it() {
        let errors = CompanyInvitation::try_from(RawInvitation::default()).expect_err("empty");
        let pointers: Vec<&str> = errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(
            pointers,
            [
                "/fields/legal_name",
                "/fields/domain",
                "/fields/region",
                "/fields/contact/name",
                "/fields/contact/email"
            ]
        );
        assert!(errors.iter().all(|error| error.code == FieldCode::Required));
    }
}
