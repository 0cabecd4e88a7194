//! The brand's colours, and how name and logo look on them.

use super::model::ProfileForm;
use crate::api::partners;
use crate::i18n::{self, keys, t, text_with};
use crate::ui::{ColourInput, Data, Field, contrast};
use entente_model::partners::Partner;
use entente_model::text::is_colour;
use leptos::prelude::*;

/// Least contrast of text (WCAG 2.2, 1.4.3).
const READABLE: f64 = 4.5;
/// Least contrast of what is no text (WCAG 2.2, 1.4.11).
const TOLD_APART: f64 = 3.0;
/// The two inks that the preview writes with.
const INKS: [&str; 2] = ["#ffffff", "#16181d"];

/// The two fields and the preview.
#[component]
pub(super) fn Brand(
    /// The form.
    form: ProfileForm,
    /// The partner, for its logo.
    partner: Signal<Partner>,
) -> impl IntoView {
    let fields = form.fields;
    let colour = |value: RwSignal<String>| {
        Memo::new(move |_| value.with(|text| Some(text.trim().to_lowercase()).filter(|text| is_colour(text))))
    };
    let (primary, accent) = (colour(fields.primary), colour(fields.accent));
    let ratio = |ratio: f64| i18n::decimal((ratio * 10.0).floor() / 10.0);
    let primary_note = move || {
        let (ink, reached) = ink_on(&primary.get()?)?;
        let key = match (ink == INKS[0], reached >= READABLE) {
            (true, true) => keys::COMPANY_BRAND_WHITE,
            (false, true) => keys::COMPANY_BRAND_DARK,
            (_, false) => keys::COMPANY_BRAND_WEAK,
        };
        Some(text_with(key, &[("ratio", &ratio(reached))]))
    };
    let accent_note = move || {
        let reached = contrast(&accent.get()?, &primary.get()?)?;
        let key = if reached >= TOLD_APART {
            keys::COMPANY_BRAND_APART
        } else {
            keys::COMPANY_BRAND_ALIKE
        };
        Some(text_with(key, &[("ratio", &ratio(reached))]))
    };
    view! {
        <Field
            label=keys::COMPANY_PROFILE_PRIMARY
            name="/colours/primary"
            class="half"
            hint=keys::COMPANY_PROFILE_COLOUR_HINT
            note=move || view! { <span class="muted">{primary_note}</span> }
        >
            <ColourInput value=fields.primary pick_label=keys::COMPANY_BRAND_PICK_PRIMARY/>
        </Field>
        <Field
            label=keys::COMPANY_PROFILE_ACCENT
            name="/colours/accent"
            class="half"
            optional=true
            note=move || view! { <span class="muted">{accent_note}</span> }
        >
            <ColourInput value=fields.accent pick_label=keys::COMPANY_BRAND_PICK_ACCENT/>
        </Field>
        <Preview form=form partner=partner primary=primary accent=accent/>
    }
}

/// The ink that stands out most on a colour, and by how much.
fn ink_on(colour: &str) -> Option<(&'static str, f64)> {
    let reached = |ink: &'static str| Some((ink, contrast(ink, colour)?));
    INKS.into_iter()
        .filter_map(reached)
        .max_by(|one, other| one.1.total_cmp(&other.1))
}

/// Name and logo as they would stand on material.
#[component]
fn Preview(
    form: ProfileForm,
    partner: Signal<Partner>,
    primary: Memo<Option<String>>,
    accent: Memo<Option<String>>,
) -> impl IntoView {
    let ink = Memo::new(move |_| primary.with(|primary| primary.as_deref().and_then(ink_on).map(|(ink, _)| ink)));
    let logo = Memo::new(move |_| {
        partner.with(|partner| {
            let logo = partner.logo.as_ref();
            logo.map(|logo| partners::logo_address(partner.summary.id, logo))
        })
    });
    let (name, tagline) = (
        Signal::derive(move || form.typed.with(|typed| typed.display_name.clone())),
        Signal::derive(move || form.typed.with(|typed| typed.tagline.clone())),
    );
    let picture = move || {
        logo.get()
            .map(|address| view! { <span class="brand-plate"><img src=address alt=""/></span> })
    };
    view! {
        <figure class="brand-preview">
            <figcaption class="small muted">{t(keys::COMPANY_BRAND_PREVIEW)}</figcaption>
            <div
                class="brand-sheet"
                style:background-color=move || primary.get()
                style:color=move || ink.get()
                data-empty=move || primary.with(Option::is_none).to_string()
            >
                {picture}
                <span class="brand-words">
                    <Data value=name class="brand-name"/>
                    <Data value=tagline class="brand-tagline"/>
                </span>
                <span class="brand-stripe" style:background-color=move || accent.get()></span>
            </div>
        </figure>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ink_that_stands_out_more_is_written_with() {
        assert_eq!(ink_on("#0a3d62").map(|(ink, _)| ink), Some(INKS[0]));
        assert_eq!(ink_on("#ffd166").map(|(ink, _)| ink), Some(INKS[1]));
        assert_eq!(ink_on("no colour"), None);
    }

    #[test]
    fn one_of_the_inks_can_be_read_on_every_grey() {
        for grey in 0..=255_u8 {
            let colour = format!("#{grey:02x}{grey:02x}{grey:02x}");
            let (_, reached) = ink_on(&colour).unwrap();
            assert!(reached > 4.2, "{colour}: {reached}");
        }
    }
}
