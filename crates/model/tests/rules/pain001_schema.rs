//! The rules of the schema `pain.001.001.09.xsd` (ISO 20022, Payments Initiation, version of February 2019) for what the portal writes:
//! order and number of elements, lengths, patterns and codes. Elements that it never writes stand with their place alone.

use entente_model::funds::payment::NAMESPACE;
use entente_model::funds::payment::{is_bic, is_iban};
use roxmltree::{Document, Node};

/// What an element holds.
enum Content {
    /// Elements in this order.
    Sequence(&'static [Part]),
    /// Exactly one of these.
    Choice(&'static [Part]),
    /// A text of a simple type.
    Text(fn(&str) -> bool),
    /// An amount with its currency.
    Amount,
    /// The portal writes none.
    Never,
}

/// An element of a content, with how often it stands there.
struct Part {
    name: &'static str,
    min: usize,
    max: usize,
    content: &'static Content,
}

const fn one(name: &'static str, content: &'static Content) -> Part {
    Part {
        name,
        min: 1,
        max: 1,
        content,
    }
}

const fn optional(name: &'static str, content: &'static Content) -> Part {
    Part {
        name,
        min: 0,
        max: 1,
        content,
    }
}

const fn many(name: &'static str, min: usize, content: &'static Content) -> Part {
    Part {
        name,
        min,
        max: usize::MAX,
        content,
    }
}

const fn never(name: &'static str) -> Part {
    many(name, 0, &Content::Never)
}

fn within(text: &str, max: usize) -> bool {
    (1..=max).contains(&text.chars().count())
}

/// `xs:decimal` with these facets.
fn is_decimal(text: &str, total: usize, fraction: usize) -> bool {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let ends = !text.ends_with('.') && !whole.is_empty();
    ends && digits(whole)
        && digits(decimals)
        && decimals.len() <= fraction
        && whole.trim_start_matches('0').len() + decimals.len() <= total
}

const MAX_34: Content = Content::Text(|text| within(text, 34));
const MAX_35: Content = Content::Text(|text| within(text, 35));
const MAX_140: Content = Content::Text(|text| within(text, 140));
const MAX_15_NUMERIC: Content =
    Content::Text(|text| within(text, 15) && text.bytes().all(|byte| byte.is_ascii_digit()));
const DECIMAL: Content = Content::Text(|text| is_decimal(text, 18, 17));
const DATE: Content = Content::Text(|text| text.len() == 10 && text.parse::<chrono::NaiveDate>().is_ok());
const DATE_TIME: Content = Content::Text(|text| chrono::DateTime::parse_from_rfc3339(text).is_ok());
const CURRENCY: Content = Content::Text(is_currency);
const IBAN: Content = Content::Text(is_iban);
const BIC: Content = Content::Text(is_bic);
/// `PaymentMethod3Code`.
const METHOD: Content = Content::Text(|text| ["CHK", "TRF", "TRA"].contains(&text));
/// `ChargeBearerType1Code`.
const BEARER: Content = Content::Text(|text| ["DEBT", "CRED", "SHAR", "SLEV"].contains(&text));
/// `ExternalServiceLevel1Code` has one to four characters.
const SERVICE: Content = Content::Text(|text| within(text, 4));

fn is_currency(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// `PartyIdentification135`.
const PARTY: Content = Content::Sequence(&[
    optional("Nm", &MAX_140),
    never("PstlAdr"),
    never("Id"),
    never("CtryOfRes"),
    never("CtctDtls"),
]);

/// `GenericAccountIdentification1`.
const OTHER_ACCOUNT: Content = Content::Sequence(&[one("Id", &MAX_34), never("SchmeNm"), never("Issr")]);
/// `AccountIdentification4Choice`.
const ACCOUNT_ID: Content = Content::Choice(&[one("IBAN", &IBAN), one("Othr", &OTHER_ACCOUNT)]);
/// `CashAccount38`.
const ACCOUNT: Content = Content::Sequence(&[
    one("Id", &ACCOUNT_ID),
    never("Tp"),
    optional("Ccy", &CURRENCY),
    never("Nm"),
    never("Prxy"),
]);

/// `ClearingSystemMemberIdentification2`.
const CLEARING: Content = Content::Sequence(&[never("ClrSysId"), one("MmbId", &MAX_35)]);
/// `GenericFinancialIdentification1`.
const OTHER_BANK: Content = Content::Sequence(&[one("Id", &MAX_35), never("SchmeNm"), never("Issr")]);
/// `FinancialInstitutionIdentification18`.
const INSTITUTION: Content = Content::Sequence(&[
    optional("BICFI", &BIC),
    optional("ClrSysMmbId", &CLEARING),
    never("LEI"),
    never("Nm"),
    never("PstlAdr"),
    optional("Othr", &OTHER_BANK),
]);
/// `BranchAndFinancialInstitutionIdentification6`.
const BANK: Content = Content::Sequence(&[one("FinInstnId", &INSTITUTION), never("BrnchId")]);

/// `GroupHeader85`.
const HEADER: Content = Content::Sequence(&[
    one("MsgId", &MAX_35),
    one("CreDtTm", &DATE_TIME),
    never("Authstn"),
    one("NbOfTxs", &MAX_15_NUMERIC),
    optional("CtrlSum", &DECIMAL),
    one("InitgPty", &PARTY),
    never("FwdgAgt"),
]);

/// `ServiceLevel8Choice`.
const SERVICE_LEVEL: Content = Content::Choice(&[one("Cd", &SERVICE), one("Prtry", &MAX_35)]);
/// `PaymentTypeInformation26`.
const TYPE: Content = Content::Sequence(&[
    never("InstrPrty"),
    many("SvcLvl", 0, &SERVICE_LEVEL),
    never("LclInstrm"),
    never("CtgyPurp"),
]);
/// `DateAndDateTime2Choice`.
const DAY: Content = Content::Choice(&[one("Dt", &DATE), one("DtTm", &DATE_TIME)]);

/// `PaymentIdentification6`.
const PAYMENT_ID: Content =
    Content::Sequence(&[optional("InstrId", &MAX_35), one("EndToEndId", &MAX_35), never("UETR")]);
/// `AmountType4Choice`.
const AMOUNT: Content = Content::Choice(&[one("InstdAmt", &Content::Amount), one("EqvtAmt", &Content::Never)]);
/// `RemittanceInformation16`.
const REMITTANCE: Content = Content::Sequence(&[many("Ustrd", 0, &MAX_140), never("Strd")]);
/// `CreditTransferTransaction34`.
const TRANSACTION: Content = Content::Sequence(&[
    one("PmtId", &PAYMENT_ID),
    never("PmtTpInf"),
    one("Amt", &AMOUNT),
    never("XchgRateInf"),
    optional("ChrgBr", &BEARER),
    never("ChqInstr"),
    never("UltmtDbtr"),
    never("IntrmyAgt1"),
    never("IntrmyAgt1Acct"),
    never("IntrmyAgt2"),
    never("IntrmyAgt2Acct"),
    never("IntrmyAgt3"),
    never("IntrmyAgt3Acct"),
    optional("CdtrAgt", &BANK),
    never("CdtrAgtAcct"),
    optional("Cdtr", &PARTY),
    optional("CdtrAcct", &ACCOUNT),
    never("UltmtCdtr"),
    never("InstrForCdtrAgt"),
    never("InstrForDbtrAgt"),
    never("Purp"),
    never("RgltryRptg"),
    never("Tax"),
    never("RltdRmtInf"),
    optional("RmtInf", &REMITTANCE),
    never("SplmtryData"),
]);

/// `PaymentInstruction30`.
const INSTRUCTION: Content = Content::Sequence(&[
    one("PmtInfId", &MAX_35),
    one("PmtMtd", &METHOD),
    never("BtchBookg"),
    optional("NbOfTxs", &MAX_15_NUMERIC),
    optional("CtrlSum", &DECIMAL),
    optional("PmtTpInf", &TYPE),
    one("ReqdExctnDt", &DAY),
    never("PoolgAdjstmntDt"),
    one("Dbtr", &PARTY),
    one("DbtrAcct", &ACCOUNT),
    one("DbtrAgt", &BANK),
    never("DbtrAgtAcct"),
    never("InstrForDbtrAgt"),
    never("UltmtDbtr"),
    optional("ChrgBr", &BEARER),
    never("ChrgsAcct"),
    never("ChrgsAcctAgt"),
    many("CdtTrfTxInf", 1, &TRANSACTION),
]);

/// `CustomerCreditTransferInitiationV09`.
const INITIATION: Content = Content::Sequence(&[
    one("GrpHdr", &HEADER),
    many("PmtInf", 1, &INSTRUCTION),
    never("SplmtryData"),
]);
const DOCUMENT: Content = Content::Sequence(&[one("CstmrCdtTrfInitn", &INITIATION)]);

/// Whether a text is a document of the schema, or where it is not and why.
pub fn validate(text: &str) -> Result<(), String> {
    let document = Document::parse(text).map_err(|error| error.to_string())?;
    let root = document.root_element();
    if root.tag_name().name() != "Document" {
        return Err(format!("the root is {}", root.tag_name().name()));
    }
    check(root, &DOCUMENT)
}

fn check(node: Node<'_, '_>, content: &Content) -> Result<(), String> {
    let name = node.tag_name().name();
    let refused = |why: &str| Err(format!("{name}: {why}"));
    if node.tag_name().namespace() != Some(NAMESPACE) {
        return refused("another namespace");
    }
    let is_amount = matches!(content, Content::Amount);
    if !is_amount && node.attributes().len() > 0 {
        return refused("an attribute");
    }
    let text = node.text().unwrap_or_default();
    match content {
        Content::Sequence(parts) => sequence(node, parts),
        Content::Choice(parts) => {
            let chosen: Vec<Node<'_, '_>> = node.children().filter(Node::is_element).collect();
            let [only] = chosen.as_slice() else {
                return refused("not one of a choice");
            };
            let part = parts.iter().find(|part| part.name == only.tag_name().name());
            part.map_or_else(|| refused("no part of the choice"), |part| check(*only, part.content))
        }
        Content::Text(_) | Content::Amount if node.children().any(|child| child.is_element()) => refused("elements"),
        Content::Text(is_right) if is_right(text) => Ok(()),
        Content::Text(_) => refused(&format!("{text:?}")),
        Content::Amount if node.attributes().len() == 1 && node.attribute("Ccy").is_some_and(is_currency) => {
            // `ActiveOrHistoricCurrencyAndAmount_SimpleType`.
            if is_decimal(text, 18, 5) { Ok(()) } else { refused(text) }
        }
        Content::Amount => refused("no currency"),
        Content::Never => refused("the portal writes none"),
    }
}

fn sequence(node: Node<'_, '_>, parts: &[Part]) -> Result<(), String> {
    let mut rest = node.children().filter(Node::is_element).peekable();
    for part in parts {
        let mut count = 0;
        while let Some(child) = rest.next_if(|child| child.tag_name().name() == part.name) {
            count += 1;
            check(child, part.content)?;
        }
        if !(part.min..=part.max).contains(&count) {
            return Err(format!(
                "{}: {} stands there {count} times",
                node.tag_name().name(),
                part.name
            ));
        }
    }
    match rest.next() {
        Some(child) => Err(format!(
            "{}: {} is out of its place",
            node.tag_name().name(),
            child.tag_name().name()
        )),
        None => Ok(()),
    }
}

#[test]
fn what_is_out_of_place_is_found() {
    let wrong = |body: &str| {
        validate(&format!(
            "<Document xmlns=\"{NAMESPACE}\"><CstmrCdtTrfInitn>{body}</CstmrCdtTrfInitn></Document>"
        ))
    };
    let header = "<MsgId>1</MsgId><CreDtTm>2026-03-02T09:00:00Z</CreDtTm><NbOfTxs>1</NbOfTxs>";
    let twice = format!("<GrpHdr>{header}<NbOfTxs>1</NbOfTxs></GrpHdr>");
    let late = format!("<GrpHdr>{header}<InitgPty/><CtrlSum>1</CtrlSum></GrpHdr>");
    for (body, why) in [
        ("", "GrpHdr stands there 0 times"),
        (
            "<GrpHdr><CreDtTm>2026-03-02T09:00:00Z</CreDtTm></GrpHdr>",
            "MsgId stands there 0 times",
        ),
        ("<GrpHdr><MsgId></MsgId></GrpHdr>", "MsgId: \"\""),
        (twice.as_str(), "NbOfTxs stands there 2 times"),
        (late.as_str(), "CtrlSum is out of its place"),
    ] {
        let error = wrong(body).expect_err(body);
        assert!(error.contains(why), "{body}: {error}");
    }
    assert!(validate("<Document/>").is_err());
}
