//! The journeys and the agreement that a new program begins with (domain: Onboarding), for an admin to make their own.

use crate::onboarding::{AgreementText, JourneyTemplate, Milestone, TaskKind, TaskTemplate};
use crate::people::{PartnerType, Side};

/// Code, kind, weight, count, codes of tasks before it.
type TaskDefaults = (&'static str, TaskKind, u32, u32, &'static [&'static str]);
/// Code, name, week, tasks.
type MilestoneDefaults = (&'static str, &'static str, u32, &'static [TaskDefaults]);

#[rustfmt::skip]
const SELLING: &[MilestoneDefaults] = &[
    ("welcome", "Welcome aboard", 1, &[
        ("agreement", TaskKind::SignAgreement, 3, 1, &[]),
        ("profile", TaskKind::CompleteProfile, 2, 1, &[]),
    ]),
    ("set-up", "Set up", 2, &[
        ("logo", TaskKind::UploadLogo, 1, 1, &[]),
        ("tax-form", TaskKind::UploadTaxForm, 2, 1, &["agreement"]),
        ("colleagues", TaskKind::InviteColleagues, 2, 2, &[]),
    ]),
    ("trained", "Ready to sell", 4, &[
        ("training", TaskKind::FinishTraining, 4, 1, &["agreement"]),
    ]),
    ("first-deal", "First deal registered", 8, &[
        ("deal", TaskKind::RegisterDeal, 4, 1, &["agreement"]),
    ]),
    ("first-win", "First deal won", 12, &[
        ("win", TaskKind::WinDeal, 4, 1, &["deal"]),
    ]),
];

#[rustfmt::skip]
const REFERRING: &[MilestoneDefaults] = &[
    ("welcome", "Welcome aboard", 1, &[
        ("agreement", TaskKind::SignAgreement, 3, 1, &[]),
        ("profile", TaskKind::CompleteProfile, 2, 1, &[]),
    ]),
    ("set-up", "Set up", 2, &[
        ("logo", TaskKind::UploadLogo, 1, 1, &[]),
        ("tax-form", TaskKind::UploadTaxForm, 2, 1, &["agreement"]),
    ]),
    ("first-referral", "First referral", 4, &[
        ("deal", TaskKind::RegisterDeal, 4, 1, &["agreement"]),
    ]),
];

const AGREEMENT: &str = "\
1. Parties. This agreement is made between the vendor that runs this program and the company whose authorised person signs it.

2. Appointment. The vendor appoints the company as a partner of the program in the region named in its profile. The appointment is not \
exclusive and creates neither an agency nor a partnership under company law.

3. What the partner does. The partner markets and sells the vendor's products honestly, keeps its people trained, registers deals in the \
portal before quoting, and follows the published rules of engagement.

4. What the vendor does. The vendor decides on registered deals within the time that the rules of engagement name, protects approved deals, \
and gives the partner training, material and support.

5. Prices and payment. Prices and discounts follow the vendor's price list of the day of the order. Invoices are due within thirty days.

6. Marks. Each party may use the other's name and logo to say truthfully that they work together, and stops on request.

7. Confidentiality and personal data. Each party keeps the other's confidential information secret and processes personal data only as the \
law of the partner's country allows.

8. Term. The agreement begins with its signature and goes on until one party ends it with sixty days' notice in writing. Deals that are \
approved by then are completed under it.

9. Liability. Neither party excludes liability for intent or gross negligence. Beyond that, liability is limited to the fees of the twelve \
months before the damage.

10. Changes. A changed agreement is shown whole in the portal and binds the partner once it is signed anew.
";

pub(super) fn agreement() -> AgreementText {
    AgreementText {
        title: "Partner agreement".to_owned(),
        text: AGREEMENT.to_owned(),
    }
}

pub(super) fn journeys() -> Vec<JourneyTemplate> {
    vec![
        JourneyTemplate {
            partner_types: vec![PartnerType::Referral, PartnerType::Agency],
            ..journey("referring", "Referral partners", REFERRING)
        },
        journey("selling", "Partners that sell", SELLING),
    ]
}

fn journey(code: &str, name: &str, milestones: &[MilestoneDefaults]) -> JourneyTemplate {
    JourneyTemplate {
        code: code.to_owned(),
        name: name.to_owned(),
        partner_types: Vec::new(),
        tiers: Vec::new(),
        regions: Vec::new(),
        milestones: milestones.iter().map(milestone).collect(),
    }
}

fn milestone((code, name, week, tasks): &MilestoneDefaults) -> Milestone {
    Milestone {
        code: (*code).to_owned(),
        name: (*name).to_owned(),
        due_days: week * 7,
        tasks: tasks.iter().map(|defaults| task(defaults, week * 7)).collect(),
    }
}

fn task((code, kind, weight, count, blocked_by): &TaskDefaults, due_days: u32) -> TaskTemplate {
    TaskTemplate {
        code: (*code).to_owned(),
        kind: *kind,
        name: String::new(),
        help: String::new(),
        count: *count,
        owner: Side::Partner,
        due_days,
        weight: *weight,
        blocked_by: blocked_by.iter().map(|code| (*code).to_owned()).collect(),
    }
}
