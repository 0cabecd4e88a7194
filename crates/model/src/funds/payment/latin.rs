//! The characters that banks take (EPC217-08, Requirements on the use of the SEPA character set): letters and digits of ASCII,
//! `/ - ? : ( ) . , ' +` and space. What else people write is put into these, by the conversion table of that document.

/// Whether the character is one of them.
fn is_taken(c: char) -> bool {
    c.is_ascii_alphanumeric() || "/-?:().,'+ ".contains(c)
}

/// A text in characters that banks take, at most `max` of them: letters without their marks (`ß` as `ss`), other alphabets in Latin letters
/// where the table has them, and a dot for what it lacks. Slashes neither begin nor end it nor stand in pairs (EPC132-08, 1.4). It is empty for an
/// empty text alone.
pub fn latin(text: &str, max: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        if is_taken(c) {
            out.push(c);
        } else if c.is_whitespace() || c.is_control() {
            out.push(' ');
        } else {
            out.push_str(converted(c).unwrap_or("."));
        }
    }
    while out.contains("//") {
        out = out.replace("//", "/");
    }
    let words = out.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = words.trim_matches('/').chars().take(max).collect();
    let cut = cut.trim_matches(['/', ' ']);
    if cut.is_empty() && !text.trim().is_empty() {
        return ".".to_owned();
    }
    cut.to_owned()
}

/// Whether a text of at most `max` characters can be written so that nothing of its letters is lost.
pub fn is_latin(text: &str, max: usize) -> bool {
    let is_known = |c: char| is_taken(c) || !c.is_alphanumeric() || converted(c).is_some();
    let written = latin(text, usize::MAX);
    text.chars().all(is_known) && written.len() <= max && written.chars().any(|c| c.is_ascii_alphanumeric())
}

/// Marks that follow a letter, as in decomposed accents: they are left away.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// What a character becomes; `None` for one that the table lacks.
#[rustfmt::skip]
fn converted(c: char) -> Option<&'static str> {
    if is_mark(c) {
        return Some("");
    }
    Some(match c {
        '!' | '"' | '#' | '$' | '%' | '*' | '<' | '=' | '>' | '@' | '^' | '|' | '€' | '£' | '§' => ".",
        '&' => "+", ';' => ",", '[' | '{' => "(", ']' | '}' => ")", '\\' => "/", '_' | '~' | '–' | '—' | '‐' | '‑' => "-",
        '`' | '´' | '’' | '‘' | '‚' | 'ʼ' | '„' | '“' | '”' | '«' | '»' => "'",
        'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' | 'Ā' | 'Ă' | 'Ą' => "A", 'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'Æ' => "AE", 'æ' => "ae", 'Œ' => "OE", 'œ' => "oe", 'ß' => "ss", 'ẞ' => "SS", 'Þ' => "TH", 'þ' => "th",
        'Ç' | 'Ć' | 'Ĉ' | 'Ċ' | 'Č' => "C", 'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'Ď' | 'Đ' | 'Ð' => "D", 'ď' | 'đ' | 'ð' => "d",
        'È' | 'É' | 'Ê' | 'Ë' | 'Ē' | 'Ĕ' | 'Ė' | 'Ę' | 'Ě' => "E", 'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'Ĝ' | 'Ğ' | 'Ġ' | 'Ģ' => "G", 'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g", 'Ĥ' | 'Ħ' => "H", 'ĥ' | 'ħ' => "h",
        'Ì' | 'Í' | 'Î' | 'Ï' | 'Ĩ' | 'Ī' | 'Ĭ' | 'Į' | 'İ' => "I", 'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'Ĵ' => "J", 'ĵ' => "j", 'Ķ' => "K", 'ķ' => "k", 'Ĺ' | 'Ļ' | 'Ľ' | 'Ŀ' | 'Ł' => "L", 'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'Ñ' | 'Ń' | 'Ņ' | 'Ň' => "N", 'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' | 'Ø' | 'Ō' | 'Ŏ' | 'Ő' => "O", 'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'Ŕ' | 'Ŗ' | 'Ř' => "R", 'ŕ' | 'ŗ' | 'ř' => "r", 'Ś' | 'Ŝ' | 'Ş' | 'Š' | 'Ș' => "S", 'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'Ţ' | 'Ť' | 'Ŧ' | 'Ț' => "T", 'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'Ù' | 'Ú' | 'Û' | 'Ü' | 'Ũ' | 'Ū' | 'Ŭ' | 'Ů' | 'Ű' | 'Ų' => "U", 'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'Ŵ' => "W", 'ŵ' => "w", 'Ý' | 'Ÿ' | 'Ŷ' => "Y", 'ý' | 'ÿ' | 'ŷ' => "y", 'Ź' | 'Ż' | 'Ž' => "Z", 'ź' | 'ż' | 'ž' => "z",
        'Α' | 'Ά' => "A", 'Β' => "V", 'Γ' => "G", 'Δ' => "D", 'Ε' | 'Έ' => "E", 'Ζ' => "Z", 'Η' | 'Ή' => "I", 'Θ' => "TH",
        'Ι' | 'Ί' | 'Ϊ' => "I", 'Κ' => "K", 'Λ' => "L", 'Μ' => "M", 'Ν' => "N", 'Ξ' => "X", 'Ο' | 'Ό' => "O", 'Π' => "P", 'Ρ' => "R",
        'Σ' => "S", 'Τ' => "T", 'Υ' | 'Ύ' | 'Ϋ' => "Y", 'Φ' => "F", 'Χ' => "CH", 'Ψ' => "PS", 'Ω' | 'Ώ' => "O",
        'α' | 'ά' => "a", 'β' => "v", 'γ' => "g", 'δ' => "d", 'ε' | 'έ' => "e", 'ζ' => "z", 'η' | 'ή' => "i", 'θ' => "th",
        'ι' | 'ί' | 'ϊ' | 'ΐ' => "i", 'κ' => "k", 'λ' => "l", 'μ' => "m", 'ν' => "n", 'ξ' => "x", 'ο' | 'ό' => "o", 'π' => "p", 'ρ' => "r",
        'σ' | 'ς' => "s", 'τ' => "t", 'υ' | 'ύ' | 'ϋ' | 'ΰ' => "y", 'φ' => "f", 'χ' => "ch", 'ψ' => "ps", 'ω' | 'ώ' => "o",
        'А' => "A", 'Б' => "B", 'В' => "V", 'Г' => "G", 'Д' => "D", 'Е' => "E", 'Ж' => "ZH", 'З' => "Z", 'И' => "I", 'Й' => "Y", 'К' => "K",
        'Л' => "L", 'М' => "M", 'Н' => "N", 'О' => "O", 'П' => "P", 'Р' => "R", 'С' => "S", 'Т' => "T", 'У' => "U", 'Ф' => "F", 'Х' => "H",
        'Ц' => "TS", 'Ч' => "CH", 'Ш' => "SH", 'Щ' => "SHT", 'Ъ' => "A", 'Ь' => "Y", 'Ю' => "YU", 'Я' => "YA",
        'а' => "a", 'б' => "b", 'в' => "v", 'г' => "g", 'д' => "d", 'е' => "e", 'ж' => "zh", 'з' => "z", 'и' => "i", 'й' => "y", 'к' => "k",
        'л' => "l", 'м' => "m", 'н' => "n", 'о' => "o", 'п' => "p", 'р' => "r", 'с' => "s", 'т' => "t", 'у' => "u", 'ф' => "f", 'х' => "h",
        'ц' => "ts", 'ч' => "ch", 'ш' => "sh", 'щ' => "sht", 'ъ' => "a", 'ь' => "y", 'ю' => "yu", 'я' => "ya",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_sound() {
        assert_eq!(latin("Müller & Söhne GmbH", 70), "Muller + Sohne GmbH");
        assert_eq!(latin("Łódź S.A. „Café“", 70), "Lodz S.A. 'Cafe'");
        assert_eq!(latin("//Αθήνα//\tСофия/", 70), "Athina/ Sofiya");
        assert_eq!(latin("北", 70), ".");
        assert_eq!(latin("", 70), "");
        assert_eq!(latin("abc/ def", 4), "abc");
    }

    #[test]
    fn what_would_be_lost_is_known_before() {
        assert!(is_latin("Müller & Söhne", 70));
        assert!(!is_latin("北システム", 70));
        assert!(!is_latin("...", 70));
        assert!(!is_latin(&"ß".repeat(36), 70), "two letters each");
    }
}
