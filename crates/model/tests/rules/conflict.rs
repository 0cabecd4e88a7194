//! Channel conflict: names, domains and accounts that are the same are found to be, however they are written.

use entente_model::approvals::Evidence;
use entente_model::conflict::*;
use entente_model::settings::{AccountGroup, ReservedAccount};
use entente_model::text;
use proptest::prelude::*;

/// Names as people write them, of the scripts that customers use.
fn name() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => "[A-Z][a-z]{2,9}",
        2 => "[A-ZÄÖÜÉÈÇŁØÅ][a-zäöüßéèçłøåñ]{2,9}",
        1 => "[А-Я][а-я]{3,8}",
        1 => "[アカサタナハ日本電気工業]{2,6}",
        1 => "[0-9]{1,4}",
    ];
    let between = prop::sample::select(vec![" ", " ", " ", "-", " & ", " und ", ". "]);
    (word.clone(), prop::collection::vec((between, word), 0..3)).prop_map(|(first, rest)| {
        rest.into_iter()
            .fold(first, |name, (between, word)| name + between + &word)
    })
}

fn suffix() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "GmbH",
        "G.m.b.H.",
        "GmbH & Co. KG",
        "GmbH und Co. KGaA",
        "AG",
        "A.G.",
        "SE",
        "SE & Co. KGaA",
        "KG",
        "UG (haftungsbeschränkt)",
        "OHG",
        "e.V.",
        "eG",
        "Inc",
        "Inc.",
        ", Inc.",
        "Corp.",
        "Corporation",
        "LLC",
        "L.L.C.",
        "Ltd",
        "Ltd.",
        "Co., Ltd.",
        "Limited",
        "PLC",
        "p.l.c.",
        "LLP",
        "& Co.",
        "SARL",
        "S.A.R.L.",
        "S.à r.l.",
        "SAS",
        "S.A.S.",
        "SA",
        "S.A.",
        "EURL",
        "SpA",
        "S.p.A.",
        "Srl",
        "S.r.l.",
        "BV",
        "B.V.",
        "NV",
        "N.V.",
        "AB",
        "AB (publ)",
        "A/S",
        "AS",
        "ASA",
        "ApS",
        "Oy",
        "Oyj",
        "Oy Ab",
        "Sp. z o.o.",
        "Sp. z o. o.",
        "S.A. de C.V.",
        "S. de R.L. de C.V.",
        "S.L.",
        "S.L.U.",
        "Lda",
        "Lda.",
        "Ltda.",
        "Kft.",
        "Zrt.",
        "s.r.o.",
        "spol. s r.o.",
        "a.s.",
        "d.o.o.",
        "K.K.",
        "株式会社",
        "Pty Ltd",
        "Pty. Ltd.",
        "Pte. Ltd.",
        "Sdn Bhd",
        "A.Ş.",
        "Ltd. Şti.",
        "ООО",
        "有限公司",
        "股份有限公司",
        "주식회사",
        "gesellschaft mit beschränkter Haftung",
        "Société Anonyme",
        "Kabushiki Kaisha",
    ])
}

fn anything() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        name(),
        "[ -~]{0,40}",
        ".{0,60}",
        "[A-Za-z.&+' 株式会社()-]{0,30}"
    ]
}

fn unaccented(text: &str) -> String {
    let pairs = [
        ('ä', 'a'),
        ('ö', 'o'),
        ('ü', 'u'),
        ('é', 'e'),
        ('è', 'e'),
        ('ç', 'c'),
        ('å', 'a'),
        ('ñ', 'n'),
        ('ø', 'o'),
        ('ł', 'l'),
    ];
    let upper = [
        ('Ä', 'A'),
        ('Ö', 'O'),
        ('Ü', 'U'),
        ('É', 'E'),
        ('È', 'E'),
        ('Ç', 'C'),
        ('Å', 'A'),
        ('Ø', 'O'),
        ('Ł', 'L'),
    ];
    let plain = |c: char| {
        pairs
            .iter()
            .chain(&upper)
            .find(|(accented, _)| *accented == c)
            .map_or(c, |(_, plain)| *plain)
    };
    text.chars().map(plain).collect::<String>().replace('ß', "ss")
}

fn account(name: &str, domain: &str, country: &str) -> Account {
    Account::from_typed(name, domain, country, &AccountGroups::default())
}

fn any_account() -> impl Strategy<Value = Account> {
    let domain = prop::sample::select(vec![
        "",
        "acme.de",
        "shop.acme.de",
        "müller.de",
        "acme.co.uk",
        "gmail.com",
        "x.github.io",
        "no",
    ]);
    let country = prop::sample::select(vec!["", "DE", "FR", "de"]);
    let name = prop_oneof![
        name(),
        prop::sample::select(vec!["", "Acme GmbH", "ACME", "Acme SARL", "Acne AG", "Müller"]).prop_map(str::to_owned)
    ];
    (name, domain, country).prop_map(|(name, domain, country)| account(&name, domain, country))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 800, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn normalising_twice_changes_nothing(text in anything()) {
        let once = normalise(&text);
        prop_assert_eq!(normalise(&once), once.clone());
        prop_assert_eq!(once.is_empty(), text.trim().is_empty() || once.is_empty() && text.chars().all(|c| !c.is_alphanumeric()));
        prop_assert!(name_block(&once).chars().count() <= 3);
    }

    #[test]
    fn a_name_with_letters_never_becomes_empty(text in anything()) {
        prop_assert!(!normalise(&text).is_empty() || !text.chars().any(char::is_alphanumeric));
    }

    #[test]
    fn legal_forms_do_not_tell_names_apart(name in name(), suffix in suffix()) {
        prop_assert_eq!(normalise(&format!("{name} {suffix}")), normalise(&name));
    }

    #[test]
    fn neither_do_case_accents_and_punctuation(name in name()) {
        let plain = normalise(&name);
        prop_assert_eq!(&normalise(&name.to_uppercase()), &plain);
        prop_assert_eq!(&normalise(&name.to_lowercase()), &plain);
        prop_assert_eq!(&normalise(&unaccented(&name)), &plain);
        prop_assert_eq!(&normalise(&format!("  \"{}\", ", name.replace(' ', "  "))), &plain);
        prop_assert_eq!(&normalise(&name.replace(" & ", " und ").replace(" und ", " et ")), &plain);
    }

    #[test]
    fn similarity_is_symmetric_and_bounded(a in anything(), b in anything()) {
        let there = similarity(&a, &b);
        prop_assert_eq!(there, similarity(&b, &a));
        prop_assert!(there <= 1000);
        prop_assert_eq!(there == 1000, a == b);
        prop_assert_eq!(similarity(&a, &a), 1000);
    }

    #[test]
    fn similar_texts_too(a in "[ab]{0,8}", b in "[abc]{0,8}") {
        prop_assert_eq!(similarity(&a, &b), similarity(&b, &a));
        prop_assert_eq!(similarity(&a, &b) == 1000, a == b);
    }

    #[test]
    fn comparing_is_symmetric(a in any_account(), b in any_account(), threshold in 700u32..=1000) {
        let strip = |found: Option<Match>| found.map(|found| (found.certain, found.evidence.len()));
        prop_assert_eq!(strip(compare(&a, &b, threshold)), strip(compare(&b, &a, threshold)));
        let share_a_key = a.keys().iter().any(|key| b.keys().contains(key));
        prop_assert_eq!(compare(&a, &b, threshold).is_some_and(|found| found.certain), share_a_key, "keys and certainty are one");
    }

    #[test]
    fn any_text_may_be_a_domain(text in anything()) {
        if let Some(domain) = registrable_domain(&text) {
            prop_assert_eq!(registrable_domain(&domain), Some(domain.clone()), "registrable already");
            prop_assert!(domain.is_ascii() && text::is_domain(&domain));
        }
        has_known_suffix(&text);
        let typed = text::domain_of_typed(&text);
        text::is_domain(&typed);
        text::is_email(&text);
    }

    #[test]
    fn a_domain_is_known_however_it_is_typed(
        label in "kunde[a-z0-9]{0,12}", accented in "kunde[a-zäöüé]{1,10}", use_accents in any::<bool>(),
        suffix in prop::sample::select(vec!["de", "com", "co.uk", "co.jp", "com.br", "fr", "github.io"]),
        sub in prop::sample::select(vec!["", "www.", "shop.", "a.b.c."]),
        scheme in prop::sample::select(vec!["", "https://", "HTTP://", "//", "https://user:pass@"]),
        tail in prop::sample::select(vec!["", "/", ":8443", ":443/path?x=http://other.com#top", ".", "?q=1", "/@someone"]),
    ) {
        let label = if use_accents { accented } else { label };
        let plain = format!("{label}.{suffix}");
        let expected = idna::domain_to_ascii(&plain).expect("a domain");
        let typed = format!(" {scheme}{sub}{plain}{tail} ");
        prop_assert_eq!(registrable_domain(&typed), Some(expected.clone()), "{}", &typed);
        prop_assert_eq!(registrable_domain(&typed.to_uppercase()), Some(expected.clone()), "{}", typed.to_uppercase());
        prop_assert_eq!(registrable_domain(&format!("{sub}{expected}")), Some(expected), "punycode");
    }
}

#[test]
fn names_of_the_world() {
    let same = [
        ("Müller GmbH & Co. KG", "muller"),
        ("株式会社日本電気", "日本電気"),
        ("日本電気（株）", "日本電気"),
        ("㈱日立", "日立"),
        ("ООО Ромашка", "ромашка"),
        ("McDonald's Corporation", "mcdonalds"),
        ("L’Oréal S.A.", "loreal"),
        ("J. P. Morgan Inc", "jp morgan"),
        ("AT&T Inc.", "at and t"),
        ("Foo + Bar Ltd", "foo and bar"),
        ("ＡＢＣ Ｌｔｄ", "abc"),
        ("İstanbul Çimento A.Ş.", "istanbul cimento"),
        ("Æther ApS", "aether"),
        ("SE", "se"),
        ("AG & Co. KG", "ag"),
        ("株式会社", "株式会社"),
        ("!!!", "!!!"),
        ("  ", ""),
        ("Ernst et Fils SARL", "ernst and fils"),
        ("AB Volvo (publ)", "ab volvo"),
        ("Bücher e.K.", "bucher"),
    ];
    for (written, expected) in same {
        assert_eq!(normalise(written), expected, "{written}");
    }
}

#[test]
fn folding_keeps_what_people_type() {
    for (written, expected) in [
        ("Österreich  Systeme", "osterreich systeme"),
        ("Straße & Söhne GmbH", "strasse and sohne gmbh"),
        ("ＡＢＣ Ｌｔｄ.", "abc ltd."),
        ("Erika_100%@Müller.de", "erika_100%@muller.de"),
        ("L’Oréal", "loreal"),
        ("  ", ""),
    ] {
        assert_eq!(folded(written), expected, "{written}");
    }
    let mut names = ["Zebra", "Ärzte", "adesso"];
    names.sort_by_key(|name| folded(name));
    assert_eq!(names, ["adesso", "Ärzte", "Zebra"]);
}

#[test]
fn winklers_own_examples() {
    // Winkler 1990/1994: 0.961, 0.840, 0.813 for these pairs.
    assert_eq!(similarity("MARTHA", "MARHTA"), 961);
    assert_eq!(similarity("DWAYNE", "DUANE"), 840);
    assert_eq!(similarity("DIXON", "DICKSONX"), 813);
    assert_eq!(similarity("JONES", "JOHNSON"), 832);
    assert_eq!(similarity("abc", "xyz"), 0);
    assert_eq!((similarity("", ""), similarity("", "a")), (1000, 0));
}

#[test]
fn domains() {
    let found = [
        ("shop.müller.co.uk/en", Some("xn--mller-kva.co.uk")),
        ("www.de", Some("www.de")),
        ("co.uk", None),
        ("acme.github.io", Some("acme.github.io")),
        ("github.io", Some("github.io")),
        ("localhost", None),
        ("192.168.0.1", None),
        ("ada@acme.com", Some("acme.com")),
        ("acme.example", Some("acme.example")),
        ("食狮.公司.cn", Some("xn--85x722f.xn--55qx5d.cn")),
        ("", None),
    ];
    for (typed, expected) in found {
        assert_eq!(registrable_domain(typed).as_deref(), expected, "{typed}");
    }
    assert!(has_known_suffix("example.com") && !has_known_suffix("example.con"));
    assert!(is_public_mail_domain("gmail.com") && !is_public_mail_domain("siemens.com"));
    assert!(is_public_suffix("https://co.uk/") && is_public_suffix("公司.cn"));
    for typed in ["acme.co.uk", "github.io", "acme.example", "localhost", ""] {
        assert!(!is_public_suffix(typed), "{typed}");
    }
}

#[test]
fn public_mail_tells_nothing_of_a_company() {
    assert_eq!(account("Acme", "gmail.com", "DE").keys().len(), 1);
    assert!(
        compare(
            &account("Acme", "gmail.com", "DE"),
            &account("Zentrum", "gmail.com", "DE"),
            880
        )
        .is_none()
    );
}

#[test]
fn accounts_match_by_domain_name_or_likeness() {
    let acme = account("Acme Maschinenbau GmbH", "acme.de", "DE");
    assert_eq!(
        acme.keys().iter().map(AccountKey::as_str).collect::<Vec<_>>(),
        ["d:acme.de", "n:DE:acme maschinenbau"]
    );
    let certain = |other: &Account| compare(&acme, other, 880).map(|found| found.certain);
    assert_eq!(certain(&account("Other", "shop.ACME.de", "FR")), Some(true));
    assert_eq!(
        certain(&account("ACME MASCHINENBAU AG", "acme-group.com", "DE")),
        Some(true)
    );
    assert_eq!(certain(&account("Acme Maschinenbaw", "", "DE")), Some(false));
    assert_eq!(
        certain(&account("Acme Maschinenbau", "", "FR")),
        Some(false),
        "the name in another country"
    );
    assert_eq!(certain(&account("Acme Maschinenbaw", "", "FR")), None);
    assert_eq!(certain(&account("Zeta", "zeta.de", "DE")), None);
    let found = compare(&acme, &account("Acme Maschinenbaw", "", ""), 880).expect("alike");
    assert!(matches!(
        found.evidence[..],
        [Evidence::SimilarName {
            similarity_per_mille: 881..=999,
            ..
        }]
    ));
}

#[test]
fn groups_make_aliases_one_account() {
    let group = |domains: &[&str]| AccountGroup {
        name: "Acme".to_owned(),
        domains: domains.iter().map(|domain| (*domain).to_owned()).collect(),
    };
    let groups = AccountGroups::new(&[
        group(&["acme.de", "acme-group.com"]),
        group(&["ümlaut.de", "umlaut.fr"]),
    ]);
    let one = Account::from_typed("Acme Holding", "www.acme-group.com", "US", &groups);
    let other = Account::from_typed("Acme", "acme.de", "DE", &groups);
    assert!(compare(&one, &other, 1000).is_some_and(|found| found.certain));
    assert_eq!(one.registrable_domain.as_deref(), Some("acme-group.com"));
    assert_eq!(one.keys()[0].as_str(), "d:acme.de");
}

#[test]
fn reserved_accounts_and_territories() {
    let reserve = |name: &str, domain: &str, country: &str, territory| ReservedAccount {
        name: name.to_owned(),
        domain: domain.to_owned(),
        country: country.to_owned(),
        territory,
        reason: String::new(),
    };
    let reserved = [
        reserve("Acme AG", "acme.com", "", false),
        reserve("Zeta GmbH", "", "DE", false),
        reserve("Iceland", "", "IS", true),
    ];
    let touched = |name, domain, country| {
        let found = touches_reserved(&account(name, domain, country), &reserved, &AccountGroups::default());
        found.into_iter().map(|account| account.name).collect::<Vec<_>>()
    };
    assert_eq!(touched("Whoever", "eu.acme.com", "FR"), ["Acme AG"]);
    assert_eq!(touched("ACME", "acme.fr", "FR"), Vec::<String>::new());
    assert_eq!(touched("zeta", "", "DE"), ["Zeta GmbH"]);
    assert_eq!(touched("zeta", "", "AT"), Vec::<String>::new());
    assert_eq!(touched("Fiskur ehf.", "fiskur.is", "IS"), ["Iceland"]);
    assert_eq!(touched("Nobody", "", ""), Vec::<String>::new());
}

#[test]
fn products_shared() {
    assert_eq!(shared_products(["a", "b", "a", "c"], &["c", "a"]), ["a", "c"]);
}

/// The recall that `name_block` promises, over every single replaced, dropped or swapped letter of some names.
#[test]
fn most_similar_names_share_a_block() {
    let names = [
        "siemens energy",
        "deutsche bahn",
        "nordwind logistik",
        "fontaine freres",
        "hamilton and sons",
        "takeda yakuhin",
    ];
    let (mut alike, mut found) = (0, 0);
    for name in names {
        let letters: Vec<char> = name.chars().collect();
        for at in 0..letters.len() {
            let mut replaced = letters.clone();
            replaced[at] = 'x';
            let mut dropped = letters.clone();
            dropped.remove(at);
            let mut swapped = letters.clone();
            swapped.swap(at, (at + 1).min(letters.len() - 1));
            for variant in [replaced, dropped, swapped] {
                let variant: String = variant.into_iter().collect();
                if variant != name && similarity(name, &variant) >= 880 {
                    alike += 1;
                    found += usize::from(name_block(name) == name_block(&variant));
                }
            }
        }
    }
    assert!(found * 100 >= alike * 75, "{found} of {alike}");
}
