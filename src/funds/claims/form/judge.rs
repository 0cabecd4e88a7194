//! What finance would send back or ask about, told before it is asked: the model's rules, run on what is typed.

use crate::forms::with_refused;
use crate::funds::claim_cards::{has_number_of, like_invoice};
use crate::funds::request_words::refusal_text;
use chrono::NaiveDate;
use entente_model::funds::claim::{
    ClaimDraft, ClaimFacts, ClaimProof, ClaimRules, FundClaim, claimable, counted_cost, in_time,
};
use entente_model::problem::{FieldCode, FieldError};

/// What the claim as typed comes to, and what there is to say of it.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Judged {
    /// What it can't be handed in with, one a field.
    pub errors: Vec<FieldError>,
    /// What may be asked about, though it can be handed in.
    pub cautions: Vec<FieldError>,
    /// Why it can't be handed in today, whatever it says.
    pub not_today: Option<String>,
    /// Invoices of other claims that may be one of these: the place of the line that is sent, and a sentence.
    pub alike: Vec<(usize, String)>,
    /// What all invoices come to, in minor units of the request's currency.
    pub cost: i64,
    /// What of that is within the plan.
    pub counted: i64,
    /// What it comes to, in minor units of the fund's currency.
    pub claimable: i64,
}

/// What a claim is judged with beside itself.
pub(super) struct Against<'a> {
    /// The claim as the server has it: what was approved, by which rules, and invoices of other claims.
    pub claim: &'a FundClaim,
    /// Currencies that the program takes.
    pub currencies: &'a [String],
    /// The day where the partner is.
    pub today: NaiveDate,
    /// The claim's files.
    pub proofs: &'a [ClaimProof],
}

/// Judges what is typed; `unreadable` is what of it can't be read. Followed by language inside a reactive closure.
pub(super) fn judge(draft: &ClaimDraft, unreadable: &[FieldError], against: &Against) -> Judged {
    let claim = against.claim;
    let rules = ClaimRules {
        request: &claim.request,
        progress: &claim.request_progress,
        settings: &claim.rules,
        currencies: against.currencies,
        today: against.today,
        proofs: against.proofs,
        used: &claim.used,
    };
    let facts = ClaimFacts {
        state: claim.summary.state,
        progress: claim.progress.clone(),
    };
    let alike = draft.lines.iter().enumerate().flat_map(|(at, line)| {
        let others = claim.used.iter();
        // The same invoice is an error already.
        let others = others.filter(move |used| !used.is_of(line) && has_number_of(used, line));
        others.map(move |used| (at, like_invoice(used)))
    });
    Judged {
        errors: errors(draft.check_complete(&rules), unreadable),
        cautions: draft.cautions(&rules),
        not_today: in_time(&claim.request_progress, &facts, against.today)
            .err()
            .map(refusal_text),
        alike: alike.collect(),
        cost: draft.lines.iter().fold(0, |sum, line| sum.saturating_add(line.minor)),
        counted: counted_cost(&claim.request, draft),
        claimable: claimable(&claim.request, &claim.request_progress, draft),
    }
}

/// What can't be read, then what handing in refuses of the rest. That all comes to nothing is no news while an invoice has a fault itself.
fn errors(refused: Vec<FieldError>, unreadable: &[FieldError]) -> Vec<FieldError> {
    let mut errors = with_refused(unreadable, refused);
    let is_of_invoice = |error: &FieldError| error.pointer.starts_with("/lines/");
    if errors.iter().any(is_of_invoice) {
        errors.retain(|error| error.pointer != "/lines" || error.code != FieldCode::OutOfRange);
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(pointer: &str, code: FieldCode) -> FieldError {
        FieldError::new(pointer, code)
    }

    fn pointers(errors: &[FieldError]) -> Vec<&str> {
        errors.iter().map(|error| error.pointer.as_str()).collect()
    }

    #[test]
    fn what_cannot_be_read_is_said_once_and_before_the_rest() {
        let refused = vec![
            error("/lines/0/minor", FieldCode::OutOfRange),
            error("/leads", FieldCode::Required),
        ];
        let found = errors(refused, &[error("/lines/0/minor", FieldCode::NotANumber)]);
        assert_eq!(pointers(&found), ["/lines/0/minor", "/leads"]);
        assert_eq!(found[0].code, FieldCode::NotANumber);
    }

    #[test]
    fn that_all_comes_to_nothing_is_said_only_when_no_invoice_says_why() {
        let nothing = || error("/lines", FieldCode::OutOfRange);
        assert_eq!(pointers(&errors(vec![nothing()], &[])), ["/lines"]);
        let with_invoice = vec![nothing(), error("/lines/0/supplier", FieldCode::Required)];
        assert_eq!(pointers(&errors(with_invoice, &[])), ["/lines/0/supplier"]);
        let none = vec![error("/lines", FieldCode::TooFew)];
        assert_eq!(pointers(&errors(none, &[])), ["/lines"]);
    }
}
