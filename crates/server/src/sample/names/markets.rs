//! Countries with their share of business, legal forms, domains and money.

use super::vocabulary::{self, Vocabulary};

/// A country in which partners and customers are.
pub struct Market {
    /// ISO 3166-1 alpha-2.
    pub country: &'static str,
    /// How much of the business is there.
    pub weight: u32,
    /// Whose words its companies are named with.
    pub vocabulary: &'static Vocabulary,
    /// Legal forms, common ones several times.
    pub legal_forms: &'static [&'static str],
    /// Ends of domains, common ones several times.
    pub domains: &'static [&'static str],
    /// Its currency.
    pub currency: &'static str,
    /// What a euro is worth there, roughly and in whole units, at least 1: sizes of deals, not rates of exchange.
    pub per_euro: i64,
    /// Regions that it may belong to, the first that a program has.
    pub regions: &'static [&'static str],
}

const DACH: &[&str] = &["dach"];
const FRANCE: &[&str] = &["france"];
const BENELUX: &[&str] = &["benelux", "france"];
const ITALY: &[&str] = &["italy", "southern-europe", "iberia"];
const IBERIA: &[&str] = &["iberia", "southern-europe"];
const UKI: &[&str] = &["uki"];
const NORDICS: &[&str] = &["nordics"];
const EAST: &[&str] = &["cee", "dach"];
const AMERICA: &[&str] = &["north-america", "americas"];
const LATIN_AMERICA: &[&str] = &["latam", "americas", "north-america"];
const GULF: &[&str] = &["mea"];
const JAPAN: &[&str] = &["japan", "apac"];
const ASIA: &[&str] = &["apac", "japan"];
const INDIA: &[&str] = &["apac", "mea"];

/// Every market.
#[rustfmt::skip]
pub const MARKETS: &[Market] = &[
    Market { country: "DE", weight: 170, vocabulary: &vocabulary::GERMAN, legal_forms: &["GmbH", "GmbH", "GmbH", "GmbH & Co. KG", "GmbH & Co. KG", "AG", "KG", "SE"], domains: &["de", "de", "de", "com"], currency: "EUR", per_euro: 1, regions: DACH },
    Market { country: "AT", weight: 40, vocabulary: &vocabulary::GERMAN, legal_forms: &["GmbH", "GmbH", "GmbH & Co KG", "AG", "Ges.m.b.H."], domains: &["at", "at", "co.at"], currency: "EUR", per_euro: 1, regions: DACH },
    Market { country: "CH", weight: 45, vocabulary: &vocabulary::GERMAN, legal_forms: &["AG", "AG", "GmbH"], domains: &["ch", "ch", "swiss"], currency: "CHF", per_euro: 1, regions: DACH },
    Market { country: "FR", weight: 110, vocabulary: &vocabulary::FRENCH, legal_forms: &["SAS", "SAS", "SARL", "SARL", "SA", "S.A.S."], domains: &["fr", "fr", "fr", "com"], currency: "EUR", per_euro: 1, regions: FRANCE },
    Market { country: "BE", weight: 25, vocabulary: &vocabulary::FRENCH, legal_forms: &["SRL", "SA", "SPRL"], domains: &["be"], currency: "EUR", per_euro: 1, regions: BENELUX },
    Market { country: "NL", weight: 55, vocabulary: &vocabulary::DUTCH, legal_forms: &["B.V.", "B.V.", "BV", "N.V.", "V.O.F."], domains: &["nl", "nl", "eu"], currency: "EUR", per_euro: 1, regions: BENELUX },
    Market { country: "ES", weight: 60, vocabulary: &vocabulary::SPANISH, legal_forms: &["S.L.", "S.L.", "SL", "S.A.", "S.L.U."], domains: &["es", "es", "com"], currency: "EUR", per_euro: 1, regions: IBERIA },
    Market { country: "IT", weight: 55, vocabulary: &vocabulary::ITALIAN, legal_forms: &["S.r.l.", "S.r.l.", "S.p.A.", "S.n.c."], domains: &["it", "it", "com"], currency: "EUR", per_euro: 1, regions: ITALY },
    Market { country: "GB", weight: 95, vocabulary: &vocabulary::ENGLISH, legal_forms: &["Ltd", "Ltd", "Limited", "plc", "LLP"], domains: &["co.uk", "co.uk", "uk", "com"], currency: "GBP", per_euro: 1, regions: UKI },
    Market { country: "IE", weight: 20, vocabulary: &vocabulary::ENGLISH, legal_forms: &["Ltd", "Limited", "DAC"], domains: &["ie", "ie", "com"], currency: "EUR", per_euro: 1, regions: UKI },
    Market { country: "SE", weight: 40, vocabulary: &vocabulary::SCANDINAVIAN, legal_forms: &["AB", "AB", "HB"], domains: &["se", "se", "nu"], currency: "SEK", per_euro: 11, regions: NORDICS },
    Market { country: "NO", weight: 25, vocabulary: &vocabulary::SCANDINAVIAN, legal_forms: &["AS", "AS", "ASA"], domains: &["no"], currency: "NOK", per_euro: 11, regions: NORDICS },
    Market { country: "DK", weight: 30, vocabulary: &vocabulary::DANISH, legal_forms: &["ApS", "ApS", "A/S"], domains: &["dk"], currency: "DKK", per_euro: 7, regions: NORDICS },
    Market { country: "FI", weight: 22, vocabulary: &vocabulary::FINNISH, legal_forms: &["Oy", "Oy", "Oyj"], domains: &["fi"], currency: "EUR", per_euro: 1, regions: NORDICS },
    Market { country: "PL", weight: 35, vocabulary: &vocabulary::POLISH, legal_forms: &["Sp. z o.o.", "Sp. z o.o.", "S.A.", "Sp. k."], domains: &["pl", "pl", "com.pl"], currency: "PLN", per_euro: 4, regions: EAST },
    Market { country: "US", weight: 200, vocabulary: &vocabulary::ENGLISH, legal_forms: &["Inc.", "Inc.", "Inc", "LLC", "LLC", "Corp.", "Co."], domains: &["com", "com", "com", "com", "net", "us"], currency: "USD", per_euro: 1, regions: AMERICA },
    Market { country: "CA", weight: 40, vocabulary: &vocabulary::ENGLISH, legal_forms: &["Inc.", "Ltd.", "Corp."], domains: &["ca", "ca", "com"], currency: "CAD", per_euro: 1, regions: AMERICA },
    Market { country: "MX", weight: 25, vocabulary: &vocabulary::SPANISH, legal_forms: &["S.A. de C.V.", "S.A. de C.V.", "S. de R.L. de C.V."], domains: &["com.mx", "mx"], currency: "MXN", per_euro: 20, regions: LATIN_AMERICA },
    Market { country: "BR", weight: 30, vocabulary: &vocabulary::PORTUGUESE, legal_forms: &["Ltda.", "Ltda.", "S.A."], domains: &["com.br"], currency: "BRL", per_euro: 6, regions: LATIN_AMERICA },
    Market { country: "JP", weight: 65, vocabulary: &vocabulary::JAPANESE, legal_forms: &["株式会社", "株式会社", "株式会社", "有限会社", "合同会社"], domains: &["co.jp", "co.jp", "jp"], currency: "JPY", per_euro: 160, regions: JAPAN },
    Market { country: "AU", weight: 35, vocabulary: &vocabulary::ENGLISH, legal_forms: &["Pty Ltd", "Pty Ltd", "Ltd"], domains: &["com.au", "com.au", "au"], currency: "AUD", per_euro: 2, regions: ASIA },
    Market { country: "SG", weight: 20, vocabulary: &vocabulary::ENGLISH, legal_forms: &["Pte. Ltd.", "Pte Ltd"], domains: &["com.sg", "sg"], currency: "SGD", per_euro: 1, regions: ASIA },
    Market { country: "IN", weight: 40, vocabulary: &vocabulary::INDIAN, legal_forms: &["Pvt. Ltd.", "Private Limited", "Ltd.", "LLP"], domains: &["in", "co.in", "com"], currency: "INR", per_euro: 90, regions: INDIA },
    Market { country: "AE", weight: 28, vocabulary: &vocabulary::GULF, legal_forms: &["LLC", "LLC", "L.L.C.", "FZE", "FZCO"], domains: &["ae", "ae", "com"], currency: "AED", per_euro: 4, regions: GULF },
    Market { country: "SA", weight: 22, vocabulary: &vocabulary::GULF, legal_forms: &["LLC", "Co. Ltd.", "Company"], domains: &["com.sa", "sa"], currency: "SAR", per_euro: 4, regions: GULF },
];

impl Market {
    /// The market of a country.
    pub fn of(country: &str) -> Option<&'static Market> {
        MARKETS.iter().find(|market| market.country == country)
    }
}

impl std::fmt::Debug for Market {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.country)
    }
}
