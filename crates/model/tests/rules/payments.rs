//! Payments: the file for the bank, what it answers, and bank accounts.

use crate::pain001_schema::validate;
use chrono::{DateTime, NaiveDate, Utc};
use entente_model::funds::payment::*;
use entente_model::money::{NumberStyle, parse_amount};
use entente_model::problem::FieldCode;
use entente_model::settings::ProgramSettings;
use proptest::prelude::*;
use roxmltree::{Document, Node};

const STYLE: NumberStyle = NumberStyle {
    decimal: '.',
    group: ',',
};

/// An IBAN of a country with these digits behind its check digits.
fn iban(country: &str, body: &str) -> String {
    let value = |c: char| c.to_digit(36).expect("a letter or a digit").to_string();
    let digits: String = format!("{body}{country}00").chars().map(value).collect();
    let rest = digits
        .bytes()
        .fold(0_u32, |rest, digit| (rest * 10 + u32::from(digit - b'0')) % 97);
    format!("{country}{:02}{body}", 98 - rest)
}

fn holder() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "North Systems GmbH",
        "Müller & Söhne <Anlagen>",
        "=SUM(A1) Ltd.",
        "Ångström \"AB\"",
        "Łódź Zakład S.A.",
        "A very long name of a company that goes on until nobody reads any more",
    ])
    .prop_map(str::to_owned)
}

fn account() -> impl Strategy<Value = BankAccount> {
    let with_iban = ("[0-9]{18}", prop::option::of(Just("COBADEFFXXX"))).prop_map(|(body, bic)| BankAccount {
        country: "DE".to_owned(),
        iban: iban("DE", &body),
        bic: bic.unwrap_or_default().to_owned(),
        ..BankAccount::default()
    });
    let kuwait = "[0-9]{22}".prop_map(|body| BankAccount {
        country: "KW".to_owned(),
        iban: iban("KW", &format!("NBOK{body}")),
        bic: "NBOKKWKW".to_owned(),
        ..BankAccount::default()
    });
    let without = ("[0-9]{7,34}", "[0-9]{9}").prop_map(|(number, clearing)| BankAccount {
        country: "US".to_owned(),
        number,
        clearing,
        ..BankAccount::default()
    });
    let japan = "[0-9]{7}".prop_map(|number| BankAccount {
        country: "JP".to_owned(),
        number,
        bic: "BOTKJPJT".to_owned(),
        ..BankAccount::default()
    });
    let account = prop_oneof![with_iban, kuwait, without, japan];
    (holder(), account).prop_map(|(holder, account)| BankAccount { holder, ..account })
}

fn transfer() -> impl Strategy<Value = Transfer> {
    (
        "[0-9A-Z]{4}-[0-9A-Z]{4}(-[0-9])?",
        1_i64..1_000_000_000_000,
        account(),
        ".{0,200}",
    )
        .prop_map(|(end_to_end, minor, account, title)| Transfer {
            remittance: remittance(&end_to_end, &title),
            end_to_end,
            minor,
            account,
        })
}

fn batch() -> impl Strategy<Value = Initiation> {
    let currency = prop::sample::select(vec!["EUR", "JPY", "KWD", "USD"]);
    let made = ("[0-9a-f]{32}", 0_i64..4_000_000_000, 0_i64..90);
    (made, currency, account(), prop::collection::vec(transfer(), 1..20)).prop_map(
        |((message_id, seconds, days), currency, account, transfers)| {
            let created_at = DateTime::<Utc>::from_timestamp(seconds, 0).expect("a time");
            Initiation {
                message_id,
                created_at,
                execute_on: created_at.date_naive() + chrono::Duration::days(days),
                payer: PayerAccount {
                    currency: currency.to_owned(),
                    account,
                },
                transfers,
            }
        },
    )
}

fn child<'a, 'i>(node: Node<'a, 'i>, path: &str) -> Option<Node<'a, 'i>> {
    path.split('/').try_fold(node, |node, name| {
        node.children().find(|child| child.tag_name().name() == name)
    })
}

fn text<'a>(node: Node<'a, '_>, path: &str) -> &'a str {
    child(node, path).and_then(|node| node.text()).unwrap_or_default()
}

proptest! {
    #[test]
    fn every_file_is_one_of_the_schema_and_reads_back(batch in batch()) {
        let file = payment_file(&batch);
        prop_assert_eq!(&file, &payment_file(&batch));
        prop_assert_eq!(validate(&file), Ok(()));
        let document = Document::parse(&file).expect("well-formed");
        let group = child(document.root_element(), "CstmrCdtTrfInitn").expect("the message");
        let information = child(group, "PmtInf").expect("the payments");
        let currency = batch.payer.currency.as_str();
        let sum = batch.transfers.iter().map(|transfer| transfer.minor).sum::<i64>();
        let count = batch.transfers.len().to_string();
        for (node, prefix) in [(group, "GrpHdr/"), (information, "")] {
            prop_assert_eq!(text(node, &format!("{prefix}NbOfTxs")), &count);
            let told = text(node, &format!("{prefix}CtrlSum"));
            let minor: i64 = told.replace('.', "").parse().expect("digits");
            prop_assert_eq!(minor, sum);
        }
        prop_assert_eq!(text(group, "GrpHdr/MsgId"), &batch.message_id);
        prop_assert_eq!(text(information, "DbtrAcct/Ccy"), currency);
        let written = information.children().filter(|node| node.has_tag_name((NAMESPACE, "CdtTrfTxInf")));
        let written: Vec<Node<'_, '_>> = written.collect();
        prop_assert_eq!(written.len(), batch.transfers.len());
        for (node, transfer) in written.iter().zip(&batch.transfers) {
            let amount = child(*node, "Amt/InstdAmt").expect("an amount");
            prop_assert_eq!(amount.attribute("Ccy"), Some(currency));
            let told = amount.text().unwrap_or_default();
            prop_assert_eq!(parse_amount(told, currency, STYLE), Ok(transfer.minor));
            prop_assert_eq!(text(*node, "PmtId/EndToEndId"), &transfer.end_to_end);
            let number = text(*node, "CdtrAcct/Id/IBAN");
            prop_assert_eq!(number, &transfer.account.iban);
            prop_assert_eq!(text(*node, "CdtrAcct/Id/Othr/Id"), &transfer.account.number);
            prop_assert_eq!(text(*node, "CdtrAgt/FinInstnId/BICFI"), &transfer.account.bic);
            let name = text(*node, "Cdtr/Nm");
            prop_assert!((1..=70).contains(&name.len()));
            prop_assert!(text(*node, "RmtInf/Ustrd").len() <= 140);
        }
        let taken = |c: char| c.is_ascii_alphanumeric() || "/-?:().,'+ \n_".contains(c);
        let texts = document.descendants().filter(Node::is_text).filter_map(|node| node.text());
        for text in texts {
            prop_assert!(text.chars().all(taken), "{text:?}");
        }
    }

    #[test]
    fn tables_tell_the_same(batch in batch()) {
        let rows = rows(&batch);
        prop_assert_eq!(rows.len(), batch.transfers.len());
        for (row, transfer) in rows.iter().zip(&batch.transfers) {
            prop_assert_eq!(&row[0], &transfer.end_to_end);
            prop_assert_eq!(parse_amount(&row[1], &row[2], STYLE), Ok(transfer.minor));
            prop_assert_eq!(&row[5], &transfer.account.iban);
        }
    }

    #[test]
    fn accounts_that_are_made_right_are_right(account in account()) {
        prop_assert_eq!(account.check(), Vec::new());
        prop_assert_eq!(account.normal(), account.clone());
        let masked = account.masked();
        let whole = if account.iban.is_empty() { &account.number } else { &account.iban };
        prop_assert!(!masked.contains(whole.as_str()));
        prop_assert!(masked.chars().filter(char::is_ascii_digit).count() <= 4);
    }

    #[test]
    fn one_wrong_digit_is_found(body in "[0-9]{18}", at in 4_usize..22, shift in 1_u8..10) {
        let right = iban("DE", &body);
        prop_assert!(is_iban(&right));
        let mut bytes = right.into_bytes();
        bytes[at] = b'0' + (bytes[at] - b'0' + shift) % 10;
        prop_assert!(!is_iban(&String::from_utf8(bytes).expect("ASCII")));
    }

    #[test]
    fn any_text_becomes_one_that_banks_take(text in ".{0,300}", max in 1_usize..150) {
        let written = latin(&text, max);
        prop_assert!(written.chars().count() <= max);
        prop_assert!(written.chars().all(|c| c.is_ascii_alphanumeric() || "/-?:().,'+ ".contains(c)));
        prop_assert!(!written.starts_with('/') && !written.ends_with('/') && !written.contains("//"));
        prop_assert_eq!(latin(&written, max), written);
    }

    #[test]
    fn an_answer_twice_is_an_answer_once(before in states(), answer in answer()) {
        let payments: Vec<(String, PaymentState)> = before.into_iter().enumerate().map(|(at, state)| (at.to_string(), state)).collect();
        let first = outcomes(&payments, &answer);
        let after: Vec<(String, PaymentState)> = payments.iter().map(|(reference, state)| {
            let said = first.iter().filter(|line| line.end_to_end == *reference).filter_map(|line| line.outcome.verdict());
            let state = said.fold(*state, |state, verdict| {
                state.after(verdict).ok().flatten().expect("an outcome that is allowed")
            });
            (reference.clone(), state)
        }).collect();
        // What an answer says both ways of one payment, the last said holds.
        for line in outcomes(&after, &answer) {
            prop_assert!(line.outcome.verdict().is_none(), "{line:?}");
        }
        for ((_, before), (_, after)) in payments.iter().zip(&after) {
            prop_assert_eq!(*before == PaymentState::Withdrawn, *after == PaymentState::Withdrawn);
            prop_assert!(*before != PaymentState::Bounced || *after == PaymentState::Bounced, "owed again, and perhaps paid anew");
        }
    }

    #[test]
    fn a_batch_stands_as_its_payments_do(states in states(), is_exported in any::<bool>()) {
        let state = BatchState::of(is_exported, states.clone());
        let live: Vec<PaymentState> = states.into_iter().filter(|state| *state != PaymentState::Withdrawn).collect();
        prop_assert_eq!(state == BatchState::Cancelled, live.is_empty());
        prop_assert_eq!(state.is_over(), !live.contains(&PaymentState::Waiting));
        prop_assert!(!is_exported || export_allowed(state, is_exported).is_err());
        if export_allowed(state, is_exported).is_ok() {
            prop_assert!(live.iter().all(|state| *state == PaymentState::Waiting));
        }
    }
}

fn states() -> impl Strategy<Value = Vec<PaymentState>> {
    prop::collection::vec(prop::sample::select(PaymentState::ALL), 0..8)
}

fn answer() -> impl Strategy<Value = BankAnswer> {
    let verdict = || prop::sample::select(Verdict::ALL);
    let line = (0_u32..10, prop::option::of(verdict())).prop_map(|(at, verdict)| BankLine {
        end_to_end: at.to_string(),
        verdict,
        reason: "AC04".to_owned(),
    });
    let rest = prop::option::of((verdict(), Just("AM05".to_owned())));
    (prop::collection::vec(line, 0..12), rest).prop_map(|(lines, rest)| BankAnswer { lines, rest })
}

#[test]
fn amounts_have_the_decimals_of_their_currency() {
    let account = BankAccount {
        holder: "Example".to_owned(),
        country: "DE".to_owned(),
        iban: "DE89370400440532013000".to_owned(),
        ..BankAccount::default()
    };
    for (currency, told) in [("EUR", "1234.56"), ("JPY", "123456"), ("KWD", "123.456")] {
        let batch = Initiation {
            message_id: "1".to_owned(),
            created_at: "2026-03-02T09:00:00Z".parse().expect("a time"),
            execute_on: "2026-03-03".parse().expect("a day"),
            payer: PayerAccount {
                currency: currency.to_owned(),
                account: account.clone(),
            },
            transfers: vec![Transfer {
                end_to_end: "7K3M-9QX2".to_owned(),
                minor: 123_456,
                account: account.clone(),
                remittance: remittance("7K3M-9QX2", "Plant tour"),
            }],
        };
        let file = payment_file(&batch);
        let amount = format!("<InstdAmt Ccy=\"{currency}\">{told}</InstdAmt>");
        assert!(file.contains(&amount), "{file}");
        assert_eq!(file.contains("<Cd>SEPA</Cd>"), currency == "EUR");
    }
}

#[test]
fn a_batch_is_asked_for_within_bounds() {
    let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
    let code = |on: &str| {
        let export = PaymentExport { execute_on: day(on) };
        export.check(day("2026-03-02")).first().map(|error| error.code)
    };
    assert_eq!(code("2026-03-01"), None);
    assert_eq!(code("2026-05-31"), None);
    assert_eq!(code("2026-02-28"), Some(FieldCode::DateInPast));
    assert_eq!(code("2026-06-01"), Some(FieldCode::DateTooFar));
    let none = NewPaymentBatch {
        currency: "XXX".to_owned(),
        claims: Vec::new(),
    };
    let codes: Vec<FieldCode> = none.check().into_iter().map(|error| error.code).collect();
    assert_eq!(codes, [FieldCode::InvalidCurrency, FieldCode::TooFew]);
    let bounced = PaymentMark {
        verdict: Verdict::Bounced,
        reason: String::new(),
    };
    assert_eq!(bounced.check().len(), 1);
}

#[test]
fn accounts_that_pay_are_checked_and_kept_from_partners() {
    let mut settings = ProgramSettings::initial();
    let payer = |currency: &str, iban: &str| PayerAccount {
        currency: currency.to_owned(),
        account: BankAccount {
            holder: "Example AG".to_owned(),
            country: "DE".to_owned(),
            iban: iban.to_owned(),
            ..BankAccount::default()
        },
    };
    settings.funds.payers = vec![payer("EUR", "DE89370400440532013000")];
    assert!(settings.check(&|_| true).is_empty());
    assert!(settings.funds.for_partners().payers.is_empty());
    assert!(settings.funds.payer_of("EUR").is_some() && settings.funds.payer_of("JPY").is_none());
    settings.funds.payers.push(payer("EUR", "DE1"));
    settings.funds.payers.push(payer("XXX", "DE89370400440532013000"));
    let pointers: Vec<String> = settings
        .check(&|_| true)
        .into_iter()
        .map(|error| error.pointer)
        .collect();
    assert_eq!(
        pointers,
        [
            "/funds/payers/1/account/iban",
            "/funds/payers/2/currency",
            "/funds/payers/1/currency"
        ]
    );
}
