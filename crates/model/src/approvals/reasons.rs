//! Why something is returned or refused: typed reasons, and which kinds of item take which.

use super::ApprovalKind;
use crate::words::words;

words! {
    /// Why something goes back to whoever handed it in.
    ReturnReason {
        /// Customer's name, domain or country are not enough to tell the account.
        CustomerUnclear = "customer_unclear",
        /// The need does not say what the customer wants to solve.
        NeedUnclear = "need_unclear",
        /// The company's name, domain or country are not enough to tell who applies.
        CompanyUnclear = "company_unclear",
        /// What the company does, or could do with the program, is not enough to judge.
        FitUnclear = "fit_unclear",
        /// The contact is missing, or not of the company.
        ContactUnclear = "contact_unclear",
        /// Value or quantities do not fit each other.
        ValueUnclear = "value_unclear",
        /// What is to happen, for whom and when, is not enough to judge.
        PlanUnclear = "plan_unclear",
        /// What it costs does not fit what is to happen.
        BudgetUnclear = "budget_unclear",
        /// Leads and pipeline that are expected, or what counts as a lead, do not fit what is to happen.
        GoalsUnclear = "goals_unclear",
        /// Invoices can't be read, or not be matched with the costs.
        InvoiceUnclear = "invoice_unclear",
        /// Costs do not fit what was approved.
        CostsUnclear = "costs_unclear",
        /// What came of it is not told, or can't be.
        ResultsUnclear = "results_unclear",
        /// Proof is wanted.
        ProofWanted = "proof_wanted",
        /// Something else; the message says what.
        Other = "other",
    }
}

impl ReturnReason {
    /// Those that such an item can be returned for, in the order shown; none when it can't be returned.
    pub fn of(kind: ApprovalKind) -> &'static [ReturnReason] {
        use ReturnReason::*;
        match kind {
            ApprovalKind::DealRegistration => &[
                CustomerUnclear,
                NeedUnclear,
                ContactUnclear,
                ValueUnclear,
                ProofWanted,
                Other,
            ],
            ApprovalKind::DealExtension | ApprovalKind::DealAppeal => &[],
            ApprovalKind::PartnerApplication => &[CompanyUnclear, FitUnclear, ContactUnclear, ProofWanted, Other],
            ApprovalKind::FundRequest => &[PlanUnclear, BudgetUnclear, GoalsUnclear, ProofWanted, Other],
            ApprovalKind::FundClaim => &[ProofWanted, InvoiceUnclear, CostsUnclear, ResultsUnclear, Other],
        }
    }
}

words! {
    /// Why something is refused.
    RejectReason {
        /// Another registration holds the account.
        AlreadyRegistered = "already_registered",
        /// The account or territory is kept for direct sales.
        ReservedAccount = "reserved_account",
        /// The vendor is in talks with the customer already.
        ExistingOpportunity = "existing_opportunity",
        /// No opportunity can be made out.
        NotQualified = "not_qualified",
        /// Outside the partner's agreement, region or products.
        OutsideAgreement = "outside_agreement",
        /// Too far from the Ideal Partner Profile.
        NotAFit = "not_a_fit",
        /// The region has the partners that it needs.
        RegionCovered = "region_covered",
        /// The company is a partner, or has applied, already.
        DuplicateCompany = "duplicate_company",
        /// What was said could not be verified.
        NotVerified = "not_verified",
        /// The program does not pay for such an activity or such costs.
        NotEligible = "not_eligible",
        /// The money is meant for something else.
        NoBudget = "no_budget",
        /// Too little can be expected of it for what it costs.
        WeakReturn = "weak_return",
        /// The same activity was asked for, or is paid for, already.
        DuplicateActivity = "duplicate_activity",
        /// The activity did not take place as it was approved.
        NotAsApproved = "not_as_approved",
        /// An invoice was claimed before, here or elsewhere.
        DuplicateInvoice = "duplicate_invoice",
        /// Something else; the message says what.
        Other = "other",
    }
}

impl RejectReason {
    /// Those that such an item can be refused for, in the order shown.
    pub fn of(kind: ApprovalKind) -> &'static [RejectReason] {
        use RejectReason::*;
        match kind {
            ApprovalKind::DealRegistration | ApprovalKind::DealExtension | ApprovalKind::DealAppeal => &[
                AlreadyRegistered,
                ReservedAccount,
                ExistingOpportunity,
                NotQualified,
                OutsideAgreement,
                Other,
            ],
            ApprovalKind::PartnerApplication => &[NotAFit, RegionCovered, DuplicateCompany, NotVerified, Other],
            ApprovalKind::FundRequest => &[
                NotEligible,
                NoBudget,
                WeakReturn,
                DuplicateActivity,
                OutsideAgreement,
                Other,
            ],
            ApprovalKind::FundClaim => &[NotEligible, NotAsApproved, NotVerified, DuplicateInvoice, Other],
        }
    }
}
