//! What a partner's profile still needs, by what the program offers, and when an invitation may be sent again.

use chrono::{DateTime, Duration, Utc};
use entente_model::ids::InvitationId;
use entente_model::onboarding::Contact;
use entente_model::partners::profile::{ProfileRules, choosable};
use entente_model::partners::{BrandColours, PartnerProfile};
use entente_model::people::{INVITATION_DAYS, INVITATION_PAUSE_MINUTES, Invitation, Role};
use entente_model::settings::Specialty;
use proptest::prelude::*;

fn specialty(code: usize, offered: bool) -> Specialty {
    Specialty {
        code: format!("specialty-{code}"),
        name: format!("Specialty {code}"),
        offered,
    }
}

fn known() -> impl Strategy<Value = Vec<Specialty>> {
    proptest::collection::vec(any::<bool>(), 0..6).prop_map(|offered| {
        let named = offered.into_iter().enumerate();
        named.map(|(code, offered)| specialty(code, offered)).collect()
    })
}

fn complete(specialties: Vec<String>) -> PartnerProfile {
    PartnerProfile {
        display_name: "Nordlicht".to_owned(),
        description: "Plans depots.".to_owned(),
        address: "Hafenstraße 1".to_owned(),
        specialties,
        contact: Contact {
            name: "Ada Nord".to_owned(),
            email: "ada@nordlicht.example".to_owned(),
            ..Contact::default()
        },
        colours: BrandColours {
            primary: "#0a3d62".to_owned(),
            accent: String::new(),
        },
        ..PartnerProfile::default()
    }
}

proptest! {
    #[test]
    fn every_profile_can_be_completed_with_what_may_be_chosen(known in known(), has in any::<bool>()) {
        let has: Vec<String> = known.first().filter(|_| has).map(|first| first.code.clone()).into_iter().collect();
        let codes: Vec<&str> = choosable(&known, &has).into_iter().map(|known| known.code.as_str()).collect();
        let chosen: Vec<String> = codes.first().map(|code| (*code).to_owned()).into_iter().collect();
        let profile = complete(chosen);
        let rules = ProfileRules { specialties: &codes };
        prop_assert!(profile.check(&rules).is_empty());
        prop_assert_eq!(profile.missing(&known), Vec::<&str>::new());
    }

    #[test]
    fn a_specialty_is_missing_only_where_some_are_offered(known in known()) {
        let missing = complete(Vec::new()).missing(&known);
        let any = known.iter().any(|known| known.offered);
        prop_assert_eq!(missing, if any { vec!["/specialties"] } else { Vec::new() });
    }

    #[test]
    fn what_is_retired_stays_with_whom_has_it_alone(known in known(), at in 0_usize..6) {
        let has = vec![format!("specialty-{at}")];
        for specialty in &known {
            let is_there = choosable(&known, &has).contains(&specialty);
            prop_assert_eq!(is_there, specialty.offered || specialty.code == has[0]);
        }
    }
}

#[test]
fn an_invitation_is_sent_again_after_a_pause_and_over_after_a_week() {
    let sent_at = DateTime::<Utc>::UNIX_EPOCH;
    let invitation = Invitation {
        id: InvitationId(uuid::Uuid::nil()),
        email: "ada@nordlicht.example".to_owned(),
        name: "Ada Nord".to_owned(),
        role: Role::PartnerAdmin,
        created_at: sent_at,
        expires_at: sent_at + Duration::days(INVITATION_DAYS),
    };
    let pause = Duration::minutes(INVITATION_PAUSE_MINUTES);
    assert!(invitation.was_just_sent(sent_at) && invitation.was_just_sent(sent_at + pause - Duration::seconds(1)));
    assert!(!invitation.was_just_sent(sent_at + pause));
    assert!(!invitation.is_over(invitation.expires_at - Duration::seconds(1)));
    assert!(invitation.is_over(invitation.expires_at));
}
