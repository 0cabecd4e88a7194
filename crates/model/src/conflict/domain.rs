//! The domain that stands for a company: what is registered below a public suffix (publicsuffix.org, compiled in).

use crate::text;

/// The registrable domain of a domain or address as typed, in its ASCII form: `shop.müller.co.uk/en` is `xn--mller-kva.co.uk`.
///
/// `None` when the text is no domain, or a public suffix alone. A suffix that the list does not know counts as one label (the
/// list's rule `*`); [`has_known_suffix`] tells. Below a suffix of a hosting provider's (`github.io`) each name is a
/// company of its own, and the bare suffix is the provider.
pub fn registrable_domain(typed: &str) -> Option<String> {
    let host = ascii_host(typed)?;
    if let Some(domain) = psl::domain_str(&host) {
        return Some(domain.to_owned());
    }
    let suffix = psl::suffix(host.as_bytes())?;
    (suffix.typ() == Some(psl::Type::Private) && suffix.as_bytes() == host.as_bytes()).then_some(host)
}

/// Whether what was typed is a public suffix alone, such as `co.uk`: a domain below which customers have theirs, and no customer's.
pub fn is_public_suffix(typed: &str) -> bool {
    ascii_host(typed).is_some() && registrable_domain(typed).is_none()
}

/// Whether the domain as typed ends in a suffix of the public list; a typing error such as `example.con` does not.
pub fn has_known_suffix(typed: &str) -> bool {
    ascii_host(typed).is_some_and(|host| psl::suffix(host.as_bytes()).is_some_and(|suffix| suffix.is_known()))
}

/// Whether anybody gets an address or a page below that registrable domain, so that it tells nothing of a company:
/// mail providers and social networks. The list is short on purpose: it holds those that customers' contacts use most;
/// one that is missing makes two customers conflict, which a manager sees and undoes.
pub fn is_public_mail_domain(registrable: &str) -> bool {
    PUBLIC_DOMAINS.binary_search(&registrable).is_ok()
}

/// In order, for the search.
#[rustfmt::skip]
const PUBLIC_DOMAINS: &[&str] = &[
    "126.com", "163.com", "aol.com", "arcor.de", "bluewin.ch", "bol.com.br", "btinternet.com", "comcast.net", "docomo.ne.jp",
    "facebook.com", "fastmail.com", "free.fr", "freenet.de", "gmail.com", "gmx.at", "gmx.ch", "gmx.com", "gmx.de", "gmx.net",
    "googlemail.com", "hey.com", "hotmail.co.uk", "hotmail.com", "hotmail.de", "hotmail.es", "hotmail.fr", "hotmail.it",
    "icloud.com", "instagram.com", "laposte.net", "libero.it", "linkedin.com", "live.com", "mac.com", "mail.com", "mail.ru",
    "mailbox.org", "me.com", "msn.com", "naver.com", "orange.fr", "outlook.com", "outlook.de", "outlook.fr", "posteo.de",
    "proton.me", "protonmail.com", "qq.com", "rediffmail.com", "seznam.cz", "sfr.fr", "t-online.de", "telefonica.net",
    "tutanota.com", "twitter.com", "uol.com.br", "verizon.net", "virgilio.it", "wanadoo.fr", "web.de", "wp.pl", "x.com",
    "yahoo.co.jp", "yahoo.co.uk", "yahoo.com", "yahoo.de", "yahoo.es", "yahoo.fr", "yahoo.it", "yandex.com", "yandex.ru",
    "youtube.com", "ziggo.nl", "zoho.com",
];

/// The host of what was typed, in ASCII, when it is a domain name.
fn ascii_host(typed: &str) -> Option<String> {
    let host = text::host_of_typed(typed);
    // Bound before the tables are asked: a pasted novel is no domain.
    if host.len() > 4 * 253 {
        return None;
    }
    let ascii = idna::domain_to_ascii(&host).ok()?;
    let ascii = ascii.trim_end_matches('.');
    text::is_domain(ascii).then(|| ascii.to_owned())
}
