//! Which templates nobody can come to follow.

use entente_model::onboarding::JourneyTemplate;

/// The place of an earlier template that is for everybody whom the one at `at` is for: it is followed in its stead, always.
pub fn hidden_by(templates: &[JourneyTemplate], at: usize) -> Option<usize> {
    let own = templates.get(at)?;
    templates.iter().take(at).position(|earlier| {
        covers(&earlier.partner_types, &own.partner_types)
            && covers(&earlier.tiers, &own.tiers)
            && covers(&earlier.regions, &own.regions)
    })
}

/// Whether a condition lets in all that another one lets in; an empty one lets in everything.
fn covers<T: PartialEq>(wide: &[T], narrow: &[T]) -> bool {
    wide.is_empty() || (!narrow.is_empty() && narrow.iter().all(|value| wide.contains(value)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use entente_model::onboarding::template::choose;
    use entente_model::people::{PartnerType, Tier};
    use proptest::prelude::*;
    use proptest::sample::subsequence;

    fn template() -> impl Strategy<Value = JourneyTemplate> {
        let regions = vec!["dach".to_owned(), "france".to_owned()];
        (
            subsequence(PartnerType::ALL, 0..=2),
            subsequence(Tier::ALL, 0..=2),
            subsequence(regions, 0..=2),
        )
            .prop_map(|(partner_types, tiers, regions)| JourneyTemplate {
                code: String::new(),
                name: String::new(),
                partner_types,
                tiers,
                regions,
                milestones: Vec::new(),
            })
    }

    proptest! {
        #[test]
        fn nobody_follows_a_hidden_template(templates in prop::collection::vec(template(), 1..6)) {
            // Their places tell them apart.
            let templates: Vec<JourneyTemplate> = templates
                .into_iter()
                .enumerate()
                .map(|(at, template)| JourneyTemplate { code: at.to_string(), ..template })
                .collect();
            for at in 0..templates.len() {
                let followed = PartnerType::ALL.iter().any(|kind| {
                    Tier::ALL.iter().any(|tier| {
                        ["dach", "france", "iberia"].iter().any(|region| {
                            choose(&templates, *kind, *tier, region).is_some_and(|chosen| chosen.code == at.to_string())
                        })
                    })
                });
                prop_assert!(hidden_by(&templates, at).is_none() || !followed);
            }
            prop_assert_eq!(hidden_by(&templates, 0), None);
        }
    }
}
