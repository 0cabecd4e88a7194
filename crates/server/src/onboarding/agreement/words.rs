//! What a signed agreement says around the text, in the languages that the portal writes to people in.

/// The words of a language. `{name}` and the like stand for facts.
pub(super) struct Words {
    /// BCP 47 tag.
    pub language: &'static str,
    /// Heading of the page of the signature.
    pub signature: &'static str,
    /// What the signer did; `{name}`, `{company}`.
    pub statement: &'static str,
    /// How the SHA-256 came about.
    pub explanation: &'static str,
    pub agreement: &'static str,
    pub company: &'static str,
    pub signer: &'static str,
    pub job_title: &'static str,
    pub time: &'static str,
    pub address: &'static str,
    /// In place of an address that is not known.
    pub unknown: &'static str,
    pub sha256: &'static str,
    pub id: &'static str,
    /// Below each page; `{page}`, `{pages}`.
    pub page: &'static str,
}

const ENGLISH: Words = Words {
    language: "en",
    signature: "Signature",
    statement: "{name} signed this agreement for {company} by typing their name, and confirmed that they may sign for the company.",
    explanation: "The SHA-256 is that of the title, a line feed and the text of the agreement in UTF-8.",
    agreement: "Agreement",
    company: "Company",
    signer: "Signed by",
    job_title: "Job title",
    time: "Time",
    address: "Network address",
    unknown: "not known",
    sha256: "SHA-256 of the text",
    id: "Signature ID",
    page: "Page {page} of {pages}",
};

const GERMAN: Words = Words {
    language: "de",
    signature: "Unterschrift",
    statement: "{name} hat diese Vereinbarung für {company} durch Eintippen des Namens unterschrieben und bestätigt, für das Unternehmen unterschreiben zu dürfen.",
    explanation: "Der SHA-256 ist der des Titels, eines Zeilenumbruchs und des Textes der Vereinbarung in UTF-8.",
    agreement: "Vereinbarung",
    company: "Unternehmen",
    signer: "Unterschrieben von",
    job_title: "Funktion",
    time: "Zeitpunkt",
    address: "Netzadresse",
    unknown: "nicht bekannt",
    sha256: "SHA-256 des Textes",
    id: "Kennung der Unterschrift",
    page: "Seite {page} von {pages}",
};

/// The words of the portal's language.
pub(super) fn of(locale: &str) -> &'static Words {
    if locale.split(['-', '_']).next() == Some("de") {
        &GERMAN
    } else {
        &ENGLISH
    }
}
