//! The file that a bank is given: `pain.001.001.09` of ISO 20022, a customer's credit transfer initiation.
//!
//! Version 09 (2019) and no other: the SEPA rulebooks have asked for it since November 2023, Swiss and Nordic banks and SWIFT's CGI
//! guidelines take it, and 03 (2009) is withdrawn in November 2026. What is optional in it stays away unless a bank needs it.

use super::bank_account::{BankAccount, PayerAccount};
use super::iban::is_sepa;
use super::latin::latin;
use super::xml::Xml;
use crate::money::{Money, NumberStyle, plain_amount};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};

/// The namespace of the document.
pub const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

/// Most characters of a name (SEPA: 70 of the schema's 140).
const NAME: usize = 70;
/// Most characters of what a payment is for (`Max140Text`).
const REMITTANCE: usize = 140;
/// Most characters of references (`Max35Text`).
const REFERENCE: usize = 35;

/// A batch as its file tells it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Initiation {
    /// What the bank answers by: unique for a file, at most 33 characters that banks take.
    pub message_id: String,
    /// When the file was made.
    pub created_at: DateTime<Utc>,
    /// On which day the bank is to pay.
    pub execute_on: NaiveDate,
    /// Who pays, from which account, in which currency.
    pub payer: PayerAccount,
    /// The payments, all in the payer's currency.
    pub transfers: Vec<Transfer>,
}

/// A payment as its file tells it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Transfer {
    /// What both sides know it by.
    pub end_to_end: String,
    /// Minor units of the payer's currency.
    pub minor: i64,
    /// To where.
    pub account: BankAccount,
    /// What it is for.
    pub remittance: String,
}

/// What a payment of a claim is for, as the partner's bank shows it.
pub fn remittance(claim_reference: &str, title: &str) -> String {
    format!("{claim_reference} {title}")
}

impl Initiation {
    /// The sum of all payments, in minor units.
    pub fn control_sum(&self) -> i64 {
        self.transfers.iter().map(|transfer| transfer.minor).sum()
    }

    /// An amount as files have it: a point, the currency's decimals, nothing else.
    pub fn amount(&self, minor: i64) -> String {
        let style = NumberStyle {
            decimal: '.',
            group: ',',
        };
        plain_amount(&Money::new(minor, self.payer.currency.as_str()), style)
    }

    /// Whether all of it is a SEPA credit transfer: euros between accounts of its countries.
    fn is_sepa(&self) -> bool {
        let within = |account: &BankAccount| !account.iban.is_empty() && is_sepa(&account.country);
        let all_within = self.transfers.iter().all(|transfer| within(&transfer.account));
        self.payer.currency == "EUR" && within(&self.payer.account) && all_within
    }
}

/// The file: the same bytes for the same batch. A batch has one account that pays and one currency, and so one `PmtInf`.
pub fn payment_file(batch: &Initiation) -> String {
    let mut xml = Xml::document("Document", NAMESPACE);
    xml.within("CstmrCdtTrfInitn", |xml| {
        header(xml, batch);
        xml.within("PmtInf", |xml| {
            information(xml, batch);
            for transfer in &batch.transfers {
                xml.within("CdtTrfTxInf", |xml| payment(xml, batch, transfer));
            }
        });
    });
    xml.finish()
}

fn header(xml: &mut Xml, batch: &Initiation) {
    xml.within("GrpHdr", |xml| {
        xml.text("MsgId", &latin(&batch.message_id, REFERENCE));
        xml.text("CreDtTm", &batch.created_at.to_rfc3339_opts(SecondsFormat::Secs, true));
        sums(xml, batch);
        xml.within("InitgPty", |xml| {
            xml.text("Nm", &latin(&batch.payer.account.holder, NAME))
        });
    });
}

fn sums(xml: &mut Xml, batch: &Initiation) {
    xml.text("NbOfTxs", &batch.transfers.len().to_string());
    xml.text("CtrlSum", &batch.amount(batch.control_sum()));
}

/// What all payments have in common, in the schema's order.
fn information(xml: &mut Xml, batch: &Initiation) {
    let payer = &batch.payer.account;
    let is_sepa = batch.is_sepa();
    xml.text("PmtInfId", &latin(&format!("{}-1", batch.message_id), REFERENCE));
    xml.text("PmtMtd", "TRF");
    sums(xml, batch);
    if is_sepa {
        xml.within("PmtTpInf", |xml| xml.within("SvcLvl", |xml| xml.text("Cd", "SEPA")));
    }
    xml.within("ReqdExctnDt", |xml| xml.text("Dt", &batch.execute_on.to_string()));
    xml.within("Dbtr", |xml| xml.text("Nm", &latin(&payer.holder, NAME)));
    xml.within("DbtrAcct", |xml| {
        account(xml, payer);
        xml.text("Ccy", &batch.payer.currency);
    });
    xml.within("DbtrAgt", |xml| bank(xml, payer));
    xml.text("ChrgBr", if is_sepa { "SLEV" } else { "SHAR" });
}

fn payment(xml: &mut Xml, batch: &Initiation, transfer: &Transfer) {
    let payee = &transfer.account;
    xml.within("PmtId", |xml| {
        xml.text("EndToEndId", &latin(&transfer.end_to_end, REFERENCE))
    });
    xml.within("Amt", |xml| {
        let currency = Some(("Ccy", batch.payer.currency.as_str()));
        xml.text_with("InstdAmt", currency, &batch.amount(transfer.minor));
    });
    // An IBAN of SEPA says which bank it is.
    if !payee.bic.is_empty() || !payee.clearing.is_empty() {
        xml.within("CdtrAgt", |xml| bank(xml, payee));
    }
    xml.within("Cdtr", |xml| xml.text("Nm", &latin(&payee.holder, NAME)));
    xml.within("CdtrAcct", |xml| account(xml, payee));
    let remittance = latin(&transfer.remittance, REMITTANCE);
    if !remittance.is_empty() {
        xml.within("RmtInf", |xml| xml.text("Ustrd", &remittance));
    }
}

fn account(xml: &mut Xml, account: &BankAccount) {
    xml.within("Id", |xml| {
        if account.iban.is_empty() {
            xml.within("Othr", |xml| xml.text("Id", &account.number));
        } else {
            xml.text("IBAN", &account.iban);
        }
    });
}

/// The bank, by its BIC, its number, or as not given, which the guidelines of SEPA ask for where the IBAN says it.
fn bank(xml: &mut Xml, account: &BankAccount) {
    xml.within("FinInstnId", |xml| {
        if !account.bic.is_empty() {
            xml.text("BICFI", &account.bic);
        }
        if !account.clearing.is_empty() {
            xml.within("ClrSysMmbId", |xml| xml.text("MmbId", &account.clearing));
        }
        if account.bic.is_empty() && account.clearing.is_empty() {
            xml.within("Othr", |xml| xml.text("Id", "NOTPROVIDED"));
        }
    });
}
