//! What partners say of themselves, where they are, and what managers note about them.

/// Lines under a company's name.
pub const TAGLINES: &[&str] = &[
    "IT that fits the plant",
    "Your digital workplace, looked after",
    "Integration without detours",
    "Data that people decide by",
    "Close to customers since 1996",
    "Security for mid-sized business",
    "",
];

/// What a company does and for whom.
pub const DESCRIPTIONS: &[&str] = &[
    "We plan, introduce and run collaboration platforms for manufacturers with 200 to 2,000 people. Our customers keep one contact from the first workshop to the service desk.",
    "Consulting and integration for wholesale and logistics: we connect warehouse, shop and ERP, and automate what is typed twice today.",
    "A managed service provider for practices, law firms and tax advisers. Twelve technicians, a service desk of our own, and response times that stand in the contract.",
    "We help public administrations to move to digital files: procurement, rollout, training and operation, with references in eleven municipalities.",
    "Analytics specialists for retail and consumer goods. We build the model, train the controllers and leave when they no longer need us.",
    "Family-owned systems house with three offices. Networks, workplaces and security from one hand, for companies that have no IT department.",
    "System integrator for regulated industries. We validate, document and operate platforms for pharmaceutical and medical companies.",
    "Cloud migration and security for financial services. Our team holds the certificates that auditors ask for.",
];

/// Colours of brands: the main one and one beside it.
pub const COLOURS: &[(&str, &str)] = &[
    ("#0f4c81", "#f2a900"),
    ("#1b5e20", "#aed581"),
    ("#7b1fa2", ""),
    ("#b71c1c", "#37474f"),
    ("#00695c", "#ffb300"),
    ("#283593", "#90caf9"),
    ("#bf360c", ""),
    ("#263238", "#26c6da"),
];

/// Addresses by country; `#` stands for a number of the street.
#[rustfmt::skip]
const ADDRESSES: &[(&str, &[&str])] = &[
    ("DE", &["Industriestraße #\n70565 Stuttgart", "Hafenstraße #\n20457 Hamburg", "Theresienhöhe #\n80339 München", "Kölner Straße #\n40227 Düsseldorf"]),
    ("AT", &["Mariahilfer Straße #\n1060 Wien", "Industriezeile #\n4020 Linz"]),
    ("CH", &["Hardstrasse #\n8005 Zürich", "Freiburgstrasse #\n3008 Bern"]),
    ("FR", &["# rue de la République\n69002 Lyon", "# avenue de la Grande Armée\n75017 Paris"]),
    ("BE", &["Rue de la Loi #\n1040 Bruxelles", "Boulevard d'Avroy #\n4000 Liège"]),
    ("NL", &["Stationsplein #\n3511 Utrecht", "Coolsingel #\n3011 Rotterdam"]),
    ("ES", &["Calle de Alcalá #\n28014 Madrid", "Carrer de Mallorca #\n08008 Barcelona"]),
    ("IT", &["Via Torino #\n20123 Milano", "Via Emilia #\n40124 Bologna"]),
    ("GB", &["# Deansgate\nManchester M3 2BW", "# Queen Square\nBristol BS1 4NT"]),
    ("IE", &["# Harcourt Street\nDublin 2", "# South Mall\nCork"]),
    ("SE", &["Storgatan #\n411 38 Göteborg", "Vasagatan #\n111 20 Stockholm"]),
    ("NO", &["Storgata #\n0184 Oslo"]),
    ("DK", &["Vesterbrogade #\n1620 København"]),
    ("FI", &["Mannerheimintie #\n00100 Helsinki"]),
    ("PL", &["ul. Marszałkowska #\n00-590 Warszawa", "ul. Długa #\n31-147 Kraków"]),
    ("US", &["# Market Street\nColumbus, OH 43215", "# Main Street\nDenver, CO 80202"]),
    ("CA", &["# King Street West\nToronto, ON M5H 1A1"]),
    ("MX", &["Av. Insurgentes Sur #\n03100 Ciudad de México"]),
    ("BR", &["Av. Paulista #\nSão Paulo 01310-100"]),
    ("JP", &["#-# Nihonbashi, Chuo-ku\nTokyo 103-0027"]),
    ("AU", &["# Collins Street\nMelbourne VIC 3000"]),
    ("SG", &["# Cecil Street\nSingapore 069541"]),
    ("IN", &["# Residency Road\nBengaluru 560025"]),
    ("AE", &["# Sheikh Zayed Road\nDubai"]),
    ("SA", &["# King Fahd Road\nRiyadh 12271"]),
];

/// Addresses of a country; those of the first for one that has none.
pub fn addresses(country: &str) -> &'static [&'static str] {
    let found = ADDRESSES.iter().find(|(code, _)| *code == country);
    found.or(ADDRESSES.first()).map_or(&[], |(_, addresses)| addresses)
}

/// What managers note about partners.
pub const NOTES: &[&str] = &[
    "Met at the autumn fair. Two of their sellers know our product from their former employer; ask for them when there is a tender.",
    "Prefers the telephone to mail. Best reached before ten.",
    "Wants to begin with existing customers and only then look for new ones. Fine with us; first list of names promised for next month.",
    "Their largest customer renews in spring. Worth a joint visit with pre-sales.",
    "Asked for marketing money for an event with four of their customers. Told them what we need to decide.",
    "Also sells a competing suite. They say openly that they lead with us where security decides.",
    "Management changed in summer; the new managing director wants to see figures per quarter.",
];

/// What managers note about partners that have fallen behind.
pub const WORRIES: &[&str] = &[
    "Called twice, nobody called back. Their project manager is on leave until the end of the month.",
    "The person who was to do this has left the company. Ask for a new contact.",
    "They wait for their lawyers before they go on. Offered a call with ours.",
];

/// What managers write when they ask a partner to go on.
pub const NUDGES: &[&str] = &[
    "You are nearly there. Shall we do the rest together on the telephone? Thirty minutes are enough.",
    "I saw that the next step is open. Is there anything that you need from us?",
    "",
];

/// What managers note when they have given a partner what was theirs to give.
pub const GIVEN: &[&str] = &[
    "Agreed in a call with the managing director: three accounts each quarter.",
    "Two pages, sent to both sides. Next look at it in half a year.",
    "",
];

/// How managers confirm a training.
pub const TRAININGS: &[&str] = &[
    "Two sellers and one technician attended the virtual training; all passed.",
    "On-site training on two days, five people.",
    "Finished the sales training; the technicians follow in the next course.",
];
