//! A person or a company in a small round, or square.

use leptos::prelude::*;

/// The picture or the initials of somebody whose name stands beside it, or is read out where `label` asks for it.
#[component]
pub fn Avatar(
    /// The name.
    #[prop(into)]
    name: Signal<String>,
    /// The address of a picture.
    #[prop(into, optional)]
    picture: Signal<Option<String>>,
    /// A company: square.
    #[prop(optional)]
    company: bool,
    /// 36 px instead of 24.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let mut class = String::from("avatar");
    if company {
        class.push_str(" avatar-company");
    }
    if large {
        class.push_str(" avatar-large");
    }
    move || {
        let name = name.get();
        let inside = match picture.get() {
            Some(address) => view! { <img src=address alt="" loading="lazy"/> }.into_any(),
            None => initials(&name).into_any(),
        };
        view! { <span class=class.clone() aria-hidden="true" translate="no" data-hue=hue(&name).to_string()>{inside}</span> }
    }
}

/// The first letters of the first and the last word.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().next());
    let first = words.next();
    first
        .into_iter()
        .chain(words.next_back())
        .flat_map(char::to_uppercase)
        .collect()
}

/// One of seven colours, always the same for a name.
fn hue(name: &str) -> u32 {
    name.bytes()
        .fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)))
        % 7
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_of_the_first_and_the_last_word() {
        assert_eq!(initials("Ana Maria Öztürk"), "AÖ");
        assert_eq!(initials("Acme"), "A");
        assert_eq!(initials(""), "");
    }
}
