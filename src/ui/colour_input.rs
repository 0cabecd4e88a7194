//! A colour, typed or picked, and how much two colours stand out from each other.

use super::TextInput;
use entente_model::text::is_colour;
use leptos::prelude::*;

/// A colour as `#rrggbb`, with the browser's picker before it.
#[component]
pub fn ColourInput(
    /// The text as typed.
    value: RwSignal<String>,
    /// What the picker is for.
    #[prop(into)]
    pick_label: Signal<String>,
) -> impl IntoView {
    // What is typed may not be a colour yet: the picker shows black meanwhile, and says so in its shape.
    let colour = Memo::new(move |_| value.with(|text| Some(text.trim().to_owned()).filter(|text| is_colour(text))));
    view! {
        <span class="colour-input" data-empty=move || colour.with(Option::is_none).to_string()>
            <input
                type="color"
                class="colour-picker"
                aria-label=pick_label
                prop:value=move || colour.get().unwrap_or_else(|| "#000000".to_owned())
                on:input:target=move |event| value.set(event.target().value())
            />
            <TextInput value=value/>
        </span>
    }
}

/// How much two colours stand out from each other, from 1 to 21 (WCAG 2.2, contrast ratio); none where one is no colour.
pub fn contrast(one: &str, other: &str) -> Option<f64> {
    let (one, other) = (luminance(one)?, luminance(other)?);
    Some((one.max(other) + 0.05) / (one.min(other) + 0.05))
}

fn luminance(colour: &str) -> Option<f64> {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(colour.get(at..at + 2)?, 16).ok()?) / 255.0;
        Some(if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        })
    };
    Some(0.2126 * channel(1)? + 0.7152 * channel(3)? + 0.0722 * channel(5)?)
}
