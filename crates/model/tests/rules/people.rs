//! People's addresses and passwords, and texts that all records share.

use entente_model::countries::{COUNTRIES, is_country};
use entente_model::people::{check_password, normalise_email};
use entente_model::problem::{FieldCode, FieldError};
use entente_model::text;
use proptest::prelude::*;

fn refused(password: &str) -> Option<FieldCode> {
    check_password(
        "/password",
        password,
        "ada.lovelace@analytical-engines.example",
        "Ada Lovelace",
    )
    .map(|error| error.code)
}

proptest! {
    #[test]
    fn any_password_is_judged(password in any::<String>(), email in any::<String>(), name in any::<String>()) {
        if check_password("/password", &password, &email, &name).is_none() {
            prop_assert!((10..=128).contains(&password.chars().count()));
        }
    }

    #[test]
    fn made_up_passwords_will_do(password in "[bcdfghjkmnpqrvwxz]{4}[2-9]{3}[BCDFGHJKMNPQRVWXZ]{4}[-_;:#]{2}[bcdfghjkmnpqrvwxz]{3}") {
        prop_assert_eq!(refused(&password), None);
    }

    #[test]
    fn addresses_are_found_however_they_are_typed(local in "[a-zA-Z0-9.+_-]{1,20}", domain in "[a-z]{2,10}\\.(com|de|co\\.uk)") {
        let email = format!("{local}@{domain}");
        prop_assert_eq!(normalise_email(&format!(" {} ", email.to_uppercase())), normalise_email(&email));
        prop_assert_eq!(normalise_email(&normalise_email(&email)), normalise_email(&email));
    }

    #[test]
    fn any_text_is_checked(text in any::<String>(), max in 0usize..50) {
        let mut errors = Vec::new();
        text::check_required("/text", &text, max, true, &mut errors);
        prop_assert!(errors.len() <= 1);
        text::domain_of_typed(&text);
        text::is_domain(&text);
        prop_assert!(!text::is_email(&text) || text.contains('@'));
        is_country(&text);
    }
}

#[test]
fn weak_passwords() {
    for weak in [
        "password123",
        "P@ssw0rd2026!",
        "Passwort2026",
        "1234567890",
        "0987654321",
        "qwertyuiop",
        "asdfghjkl;",
        "aaaaaaaaaa",
        "abcabcabcabc",
        "abababababab",
        "1q2w3e4r5t",
        "1qaz2wsx3edc",
        "iloveyou123",
        "Welcome2026!",
        "Sommer2026!!",
        "adalovelace1",
        "Lovelace2026!",
        "ada.lovelace@analytical-engines.example",
        "analytical-1",
        "basketball",
        "contraseña",
        "abcdefghij",
        "123456789a",
        "trustno1trustno1",
    ] {
        assert_eq!(refused(weak), Some(FieldCode::WeakPassword), "{weak}");
    }
    for fine in [
        "orange kettle window",
        "Tr4ktor-Wolke-9",
        "Lovelace wrote the first program",
        "correct staple battery house",
        "密码是很长的一句话没人猜得到",
        "vR7#kq2!Lm",
        "summer rain on tin roofs",
    ] {
        assert_eq!(refused(fine), None, "{fine}");
    }
    assert_eq!(refused(""), Some(FieldCode::Required));
    assert_eq!(refused("short"), Some(FieldCode::TooShort));
    assert_eq!(refused(&"long words ".repeat(12)), Some(FieldCode::TooLong));
}

#[test]
fn addresses() {
    for good in [
        "ada@acme.de",
        "ada.b+c@shop.acme.co.uk",
        "o'neil@acme.ie",
        "jörg@müller.de",
        "a@xn--mller-kva.de",
    ] {
        assert!(text::is_email(good), "{good}");
    }
    for bad in [
        "",
        "ada",
        "@acme.de",
        "ada@",
        "ada@acme",
        ".ada@acme.de",
        "a..b@acme.de",
        "a b@acme.de",
        "ada@acme.de ",
        "ada@-acme.de",
        "ada@127.0.0.1",
        "\"a\"@acme.de",
        "a@b@",
    ] {
        assert!(!text::is_email(bad), "{bad}");
    }
    assert!(!text::is_email(&format!("{}@acme.de", "a".repeat(65))));
}

#[test]
fn domains_as_typed() {
    let typed = [
        (" HTTPS://user:pw@WWW.Acme.de:443/path?x=http://other.com ", "acme.de"),
        ("acme.de/?u=http://other.com", "acme.de"),
        ("www.de", "www.de"),
        ("//acme.de", "acme.de"),
        ("ada@acme.de", "acme.de"),
        ("acme.de.", "acme.de"),
    ];
    for (text, expected) in typed {
        assert_eq!(text::domain_of_typed(text), expected, "{text}");
    }
    assert!(
        text::is_domain("acme.de")
            && text::is_domain("müller.de")
            && !text::is_domain("acme")
            && !text::is_domain("a_b.de")
    );
}

#[test]
fn texts_that_read_as_others_are_refused() {
    let found = |text: &str, multiline| {
        let mut errors: Vec<FieldError> = Vec::new();
        text::check("/text", text, 10, multiline, &mut errors);
        errors.first().map(|error| error.code)
    };
    assert_eq!(found("a\u{202e}b", true), Some(FieldCode::InvalidText));
    assert_eq!(found("a\0b", true), Some(FieldCode::InvalidText));
    assert_eq!(found("a\nb", false), Some(FieldCode::InvalidText));
    assert_eq!(found("a\nb", true), None);
    assert_eq!(found("\u{200f}ab", false), None);
    assert_eq!(found("ääääääääää", false), None);
    assert_eq!(found("äääääääääää", false), Some(FieldCode::TooLong));
}

#[test]
fn countries_are_in_order() {
    assert!(COUNTRIES.windows(2).all(|pair| pair[0] < pair[1]));
    assert!(is_country("DE") && !is_country("de") && !is_country("UK") && !is_country(""));
}
