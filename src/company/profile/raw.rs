//! What a company has typed of itself, as typed, and how it becomes the model's [`PartnerProfile`].

use entente_model::onboarding::Contact;
use entente_model::partners::{BrandColours, PartnerProfile};
use entente_model::settings::Specialty;
use serde::{Deserialize, Serialize};

/// The text of every field of the form; it is kept on the device as it is.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct RawProfile {
    /// The name that people use.
    pub display_name: String,
    /// A line under it.
    pub tagline: String,
    /// What the company does.
    pub description: String,
    /// Postal address.
    pub address: String,
    /// Codes of specialties.
    pub specialties: Vec<String>,
    /// Name of the contact.
    pub contact_name: String,
    /// What the contact does there.
    pub contact_title: String,
    /// E-mail address of the contact.
    pub contact_email: String,
    /// Telephone number of the contact.
    pub contact_phone: String,
    /// The colour that the brand is known by.
    pub primary: String,
    /// Another beside it.
    pub accent: String,
}

impl RawProfile {
    /// What the server holds. Specialties that the program no longer has are left out: nobody could take them off.
    pub(super) fn of_profile(profile: &PartnerProfile, known: &[Specialty]) -> Self {
        let is_known = |code: &&String| known.iter().any(|known| known.code == **code);
        RawProfile {
            display_name: profile.display_name.clone(),
            tagline: profile.tagline.clone(),
            description: profile.description.clone(),
            address: profile.address.clone(),
            specialties: profile.specialties.iter().filter(is_known).cloned().collect(),
            contact_name: profile.contact.name.clone(),
            contact_title: profile.contact.job_title.clone(),
            contact_email: profile.contact.email.clone(),
            contact_phone: profile.contact.phone.clone(),
            primary: profile.colours.primary.clone(),
            accent: profile.colours.accent.clone(),
        }
    }
}

/// All of it can be read: what is wrong with it, the model says.
impl From<RawProfile> for PartnerProfile {
    fn from(raw: RawProfile) -> Self {
        let typed = PartnerProfile {
            display_name: raw.display_name,
            tagline: raw.tagline,
            description: raw.description,
            address: raw.address,
            specialties: raw.specialties,
            contact: Contact {
                name: raw.contact_name,
                email: raw.contact_email,
                job_title: raw.contact_title,
                phone: raw.contact_phone,
            },
            colours: BrandColours {
                primary: raw.primary.to_lowercase(),
                accent: raw.accent.to_lowercase(),
            },
        };
        typed.trimmed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn specialty(code: &str) -> Specialty {
        Specialty {
            code: code.into(),
            name: code.into(),
            offered: true,
        }
    }

    #[test]
    fn what_the_server_holds_survives_the_form() {
        let profile = PartnerProfile {
            display_name: "Nordlicht".into(),
            tagline: "Networks that last".into(),
            description: "Plans and runs networks.\nFor the public sector.".into(),
            address: "Am Kai 1\n20457 Hamburg".into(),
            specialties: vec!["networks".into()],
            contact: Contact {
                name: "Ada Nord".into(),
                email: "ada@nordlicht.example".into(),
                job_title: String::new(),
                phone: "+49 40 1".into(),
            },
            colours: BrandColours {
                primary: "#0a3d62".into(),
                accent: String::new(),
            },
        };
        let raw = RawProfile::of_profile(&profile, &[specialty("networks")]);
        assert_eq!(PartnerProfile::from(raw), profile);
    }

    #[test]
    fn a_specialty_that_the_program_no_longer_has_is_left_out() {
        let profile = PartnerProfile {
            specialties: vec!["gone".into(), "networks".into()],
            ..PartnerProfile::default()
        };
        let raw = RawProfile::of_profile(&profile, &[specialty("networks")]);
        assert_eq!(raw.specialties, ["networks"]);
    }

    #[test]
    fn spaces_at_the_ends_and_the_case_of_a_colour_say_nothing() {
        let raw = RawProfile {
            display_name: " Nordlicht ".into(),
            primary: "#0A3D62 ".into(),
            ..RawProfile::default()
        };
        let profile = PartnerProfile::from(raw);
        assert_eq!(profile.display_name, "Nordlicht");
        assert_eq!(profile.colours.primary, "#0a3d62");
    }
}
