//! Short codes made from names.

use entente_model::settings::bounds;

/// The code of a name: `Ready to sell` is `ready-to-sell`. Empty when the name has neither a letter from a to z nor a digit.
pub fn code_of(name: &str) -> String {
    plain(&decomposed(&name.to_lowercase()))
}

/// Accents apart from their letters, which the browser's tables do.
#[cfg(target_arch = "wasm32")]
fn decomposed(text: &str) -> String {
    js_sys::JsString::from(spelt(text)).normalize("NFKD").into()
}

#[cfg(not(target_arch = "wasm32"))]
fn decomposed(text: &str) -> String {
    spelt(text)
}

/// Letters that have a spelling of two.
fn spelt(text: &str) -> String {
    [
        ("ä", "ae"),
        ("ö", "oe"),
        ("ü", "ue"),
        ("ß", "ss"),
        ("æ", "ae"),
        ("ø", "oe"),
        ("å", "aa"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (letter, spelling)| {
        text.replace(letter, spelling)
    })
}

fn plain(text: &str) -> String {
    let is_accent = |c: char| ('\u{300}'..='\u{36f}').contains(&c);
    let mut code = String::new();
    for c in text.chars().filter(|c| !is_accent(*c)) {
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            code.push(c);
        } else if !code.is_empty() && !code.ends_with('-') {
            code.push('-');
        }
    }
    code.truncate(bounds::CODE);
    code.truncate(code.trim_end_matches('-').len());
    code
}

/// The code, or the same with the first number that makes it another than those that are taken.
pub fn unused(code: &str, is_taken: impl Fn(&str) -> bool) -> String {
    if code.is_empty() || !is_taken(code) {
        return code.to_owned();
    }
    let numbered = |number: usize| {
        let end = format!("-{number}");
        let room = bounds::CODE.saturating_sub(end.len());
        let begin: String = code.chars().take(room).collect();
        format!("{}{end}", begin.trim_end_matches('-'))
    };
    (2..).map(numbered).find(|code| !is_taken(code)).unwrap_or_default()
}

/// Whether a code was made of a name, and so follows it when it changes: nobody has typed another.
pub fn was_made_of(code: &str, name: &str) -> bool {
    let made = code_of(name);
    let number = |rest: &str| rest.strip_prefix('-').is_some_and(|rest| rest.parse::<usize>().is_ok());
    code.is_empty() || code == made || code.strip_prefix(made.as_str()).is_some_and(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use entente_model::settings::check::is_code;
    use proptest::prelude::*;

    #[test]
    fn a_code_reads_like_its_name() {
        assert_eq!(code_of("Ready to sell"), "ready-to-sell");
        assert_eq!(code_of("  Größe & Maß: 2. Runde! "), "groesse-mass-2-runde");
        assert_eq!(code_of("パートナー"), "");
        assert_eq!(code_of(&"partner ".repeat(9)), "partner-partner-partner-partner");
    }

    #[test]
    fn a_second_one_has_a_number_and_still_follows_its_name() {
        let taken = ["deal".to_owned(), "deal-2".to_owned()];
        let code = unused("deal", |code| taken.iter().any(|taken| taken == code));
        assert_eq!(code, "deal-3");
        assert!(was_made_of(&code, "Deal") && was_made_of("", "Deal"));
        assert!(!was_made_of("my-deal", "Deal") && !was_made_of("deal-first", "Deal"));
    }

    proptest! {
        #[test]
        fn every_code_is_one_that_the_rules_take(name in "\\PC{0,60}", number in 1_usize..40) {
            let code = code_of(&name);
            prop_assert!(code.is_empty() || is_code(&code));
            let taken: Vec<String> = (0..number).fold(Vec::new(), |mut taken, _| {
                taken.push(unused(&code, |code| taken.iter().any(|taken| taken == code)));
                taken
            });
            prop_assert!(code.is_empty() || taken.iter().all(|code| is_code(code)));
            let mut distinct = taken.clone();
            distinct.sort();
            distinct.dedup();
            prop_assert!(code.is_empty() || distinct.len() == number);
        }
    }
}
