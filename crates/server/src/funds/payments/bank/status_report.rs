//! `pain.002.001` of ISO 20022, a customer's payment status report, from version 03 on: what is read of it stands in all of them alike.

use super::{Answer, reason, verdict_of};
use entente_model::funds::payment::{BankAnswer, BankLine, Verdict};
use roxmltree::{Document, Node, ParsingOptions};

/// The namespace of every version.
const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.";
/// Most elements, attributes and texts of a report.
const NODES: u32 = 400_000;

/// A report, or nothing when the text is none. Document types and with them entities are refused by the parser.
pub(super) fn read(text: &str) -> Option<Answer> {
    let options = ParsingOptions {
        nodes_limit: NODES,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options).ok()?;
    let root = document.root_element();
    let is_known = root
        .tag_name()
        .namespace()
        .is_some_and(|namespace| namespace.starts_with(NAMESPACE));
    if !is_known {
        return None;
    }
    let report = child(root, "CstmrPmtStsRpt")?;
    let group = child(report, "OrgnlGrpInfAndSts")?;
    let about = text_of(group, "OrgnlMsgId")?.to_owned();
    let mut said = BankAnswer {
        lines: Vec::new(),
        rest: status(group, "GrpSts"),
    };
    for information in children(report, "OrgnlPmtInfAndSts") {
        // One file has one batch: what is said of it holds for all that is not named, and more than what is said of the message.
        said.rest = status(information, "PmtInfSts").or(said.rest);
        for transaction in children(information, "TxInfAndSts") {
            said.lines.extend(line(transaction, said.rest.as_ref()));
        }
    }
    Some(Answer {
        about: Some(about),
        said,
    })
}

/// What is said of a payment; one without a status of its own stands as all do.
fn line(transaction: Node<'_, '_>, rest: Option<&(Verdict, String)>) -> Option<BankLine> {
    let end_to_end = text_of(transaction, "OrgnlEndToEndId")?.to_owned();
    let (verdict, reason) = match text_of(transaction, "TxSts") {
        Some(status) => (verdict_of(status), why(transaction)),
        None => match rest {
            Some((verdict, reason)) => (Some(*verdict), reason.clone()),
            None => (None, String::new()),
        },
    };
    Some(BankLine {
        end_to_end,
        verdict,
        reason,
    })
}

fn status(node: Node<'_, '_>, name: &str) -> Option<(Verdict, String)> {
    Some((verdict_of(text_of(node, name)?)?, why(node)))
}

/// The first reason: its code or the bank's own word, and what is said beside it.
fn why(node: Node<'_, '_>) -> String {
    let Some(information) = child(node, "StsRsnInf") else {
        return String::new();
    };
    let code = child(information, "Rsn").and_then(|code| text_of(code, "Cd").or_else(|| text_of(code, "Prtry")));
    let mut parts: Vec<&str> = code.into_iter().collect();
    parts.extend(children(information, "AddtlInf").filter_map(|said| said.text()));
    reason(&parts)
}

fn children<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children()
        .filter(move |child| child.is_element() && child.tag_name().name() == name)
}

fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children()
        .find(|child| child.is_element() && child.tag_name().name() == name)
}

fn text_of<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    let text = child(node, name)?.text()?.trim();
    Some(text).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(body: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?>\n<Document xmlns=\"{NAMESPACE}10\"><CstmrPmtStsRpt>{body}</CstmrPmtStsRpt></Document>"
        )
    }

    fn said(reference: &str, verdict: Option<Verdict>, reason: &str) -> BankLine {
        BankLine {
            end_to_end: reference.to_owned(),
            verdict,
            reason: reason.to_owned(),
        }
    }

    #[test]
    fn what_is_named_comes_before_what_is_said_of_all() {
        let text = report(
            "<GrpHdr><MsgId>B1</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>M1</OrgnlMsgId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>\
             <OrgnlPmtInfAndSts><OrgnlPmtInfId>M1-1</OrgnlPmtInfId><PmtInfSts>ACSC</PmtInfSts>\
             <TxInfAndSts><OrgnlEndToEndId>A</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn>\
             <AddtlInf>Account\n closed</AddtlInf></StsRsnInf></TxInfAndSts>\
             <TxInfAndSts><OrgnlEndToEndId>B</OrgnlEndToEndId><TxSts>PDNG</TxSts></TxInfAndSts>\
             <TxInfAndSts><OrgnlEndToEndId>C</OrgnlEndToEndId></TxInfAndSts></OrgnlPmtInfAndSts>",
        );
        let answer = read(&text).expect("a report");
        assert_eq!(answer.about.as_deref(), Some("M1"));
        assert_eq!(answer.said.rest, Some((Verdict::Paid, String::new())));
        let expected = [
            said("A", Some(Verdict::Bounced), "AC04 Account closed"),
            said("B", None, ""),
            said("C", Some(Verdict::Paid), ""),
        ];
        assert_eq!(answer.said.lines, expected);
    }

    #[test]
    fn what_is_no_report_is_not_read() {
        let entity = report("&x;").replace("<Document", "<!DOCTYPE d [<!ENTITY x \"y\">]><Document");
        let other = report("").replace("pain.002", "pain.001");
        for text in ["", "<a/>", "<Document/>", &entity, &other, &report(""), "<Document"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
