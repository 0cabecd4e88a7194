//! IBAN (ISO 13616) and BIC (ISO 9362) as texts: their form, their check digits, and whose they are.

/// Countries of the IBAN registry (SWIFT, release 99) that are countries of ISO 3166-1, with the length of their IBANs.
#[rustfmt::skip]
const LENGTHS: &[(&str, usize)] = &[
    ("AD", 24), ("AE", 23), ("AL", 28), ("AT", 20), ("AZ", 28), ("BA", 20), ("BE", 16), ("BG", 22), ("BH", 22), ("BI", 27), ("BR", 29),
    ("BY", 28), ("CH", 21), ("CR", 22), ("CY", 28), ("CZ", 24), ("DE", 22), ("DJ", 27), ("DK", 18), ("DO", 28), ("EE", 20), ("EG", 29),
    ("ES", 24), ("FI", 18), ("FK", 18), ("FO", 18), ("FR", 27), ("GB", 22), ("GE", 22), ("GI", 23), ("GL", 18), ("GR", 27), ("GT", 28),
    ("HN", 28), ("HR", 21), ("HU", 28), ("IE", 22), ("IL", 23), ("IQ", 23), ("IS", 26), ("IT", 27), ("JO", 30), ("KW", 30), ("KZ", 20),
    ("LB", 28), ("LC", 32), ("LI", 21), ("LT", 20), ("LU", 20), ("LV", 21), ("LY", 25), ("MC", 27), ("MD", 24), ("ME", 22), ("MK", 19),
    ("MN", 20), ("MR", 27), ("MT", 31), ("MU", 30), ("NI", 28), ("NL", 18), ("NO", 15), ("OM", 23), ("PK", 24), ("PL", 28), ("PS", 29),
    ("PT", 25), ("QA", 29), ("RO", 24), ("RS", 22), ("RU", 33), ("SA", 24), ("SC", 31), ("SD", 18), ("SE", 24), ("SI", 19), ("SK", 24),
    ("SM", 27), ("SO", 23), ("ST", 25), ("SV", 28), ("TL", 23), ("TN", 24), ("TR", 26), ("UA", 29), ("VA", 22), ("VG", 24), ("YE", 30),
];

/// Countries whose banks take SEPA credit transfers (EPC409-09), by the code of their IBANs.
const SEPA: &[&str] = &[
    "AD", "AL", "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GI", "GR", "HR", "HU",
    "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MC", "MD", "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO", "RS", "SE",
    "SI", "SK", "SM", "VA",
];

/// The code that IBANs of a country begin with: a few territories have those of another.
pub(super) fn iban_code(country: &str) -> &str {
    match country {
        "GG" | "IM" | "JE" => "GB",
        "BL" | "GF" | "GP" | "MF" | "MQ" | "NC" | "PF" | "PM" | "RE" | "TF" | "WF" | "YT" => "FR",
        "AX" => "FI",
        "SJ" => "NO",
        other => other,
    }
}

/// The length of a country's IBANs; `None` where accounts have none.
pub(super) fn iban_length(country: &str) -> Option<usize> {
    let code = iban_code(country);
    let at = LENGTHS.binary_search_by(|(known, _)| (*known).cmp(code)).ok()?;
    Some(LENGTHS[at].1)
}

/// Whether the bank of a country takes SEPA credit transfers.
pub fn is_sepa(country: &str) -> bool {
    SEPA.binary_search(&iban_code(country)).is_ok()
}

/// Whether the text is an IBAN in electronic form: a known country, its length, and check digits that agree (ISO 7064, mod 97-10).
pub fn is_iban(text: &str) -> bool {
    let is_form = text.bytes().enumerate().all(|(at, byte)| match at {
        0 | 1 => byte.is_ascii_uppercase(),
        2 | 3 => byte.is_ascii_digit(),
        _ => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
    });
    // Only what is ASCII is cut.
    is_form
        && text.len() > 4
        && iban_length(&text[..2]) == Some(text.len())
        && is_own_code(&text[..2])
        && remainder(text) == 1
}

/// Whether IBANs begin with this code itself.
fn is_own_code(code: &str) -> bool {
    iban_code(code) == code
}

/// The number that an IBAN makes, with its first four characters at its end and two digits for a letter, divided by 97.
fn remainder(iban: &str) -> u32 {
    let (head, body) = iban.split_at(4);
    body.chars().chain(head.chars()).fold(0, |rest, c| {
        let value = c.to_digit(36).unwrap_or(0);
        let shift = if value > 9 { 100 } else { 10 };
        (rest * shift + value) % 97
    })
}

/// Whether the text is a BIC (`BICFIDec2014Identifier` of ISO 20022): four letters or digits, a country, two, and three more or none.
pub fn is_bic(text: &str) -> bool {
    let is_form = text.bytes().enumerate().all(|(at, byte)| match at {
        4 | 5 => byte.is_ascii_uppercase(),
        _ => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
    });
    is_form && matches!(text.len(), 8 | 11) && crate::countries::is_country(&text[4..6])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_in_order() {
        assert!(LENGTHS.is_sorted_by_key(|(country, _)| country));
        assert!(SEPA.is_sorted());
        assert!(SEPA.iter().all(|country| iban_length(country).is_some()));
        assert!(
            LENGTHS
                .iter()
                .all(|(country, length)| crate::countries::is_country(country) && *length <= 34)
        );
    }

    #[test]
    fn examples_of_the_registry_are_ibans() {
        for iban in [
            "DE89370400440532013000",
            "GB29NWBK60161331926819",
            "FR1420041010050500013M02606",
            "KW81CBKU0000000000001234560101",
            "NO9386011117947",
            "MT84MALT011000012345MTLCAST001S",
            "CH9300762011623852957",
        ] {
            assert!(is_iban(iban), "{iban}");
            assert!(!is_iban(&iban.to_lowercase()), "{iban} in lower case");
            assert!(!is_iban(&iban[..iban.len() - 1]), "{iban} cut");
        }
        for wrong in [
            "",
            "DE",
            "DE88370400440532013000",
            "JP89370400440532013000",
            "ÄÖ89370400440532013000",
        ] {
            assert!(!is_iban(wrong), "{wrong}");
        }
    }

    #[test]
    fn bics_have_eight_or_eleven_characters_and_a_country() {
        for bic in ["COBADEFF", "COBADEFFXXX", "BOTKJPJT", "NBOKKWKW"] {
            assert!(is_bic(bic), "{bic}");
        }
        for wrong in [
            "",
            "COBADEF",
            "COBAQQFF",
            "cobadeff",
            "COBADEFFXX",
            "COBA1EFF",
            "CÖBADEF",
        ] {
            assert!(!is_bic(wrong), "{wrong}");
        }
    }
}
