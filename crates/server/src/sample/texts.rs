//! What people of the field write: needs, competition, campaigns, next steps, decisions, comments.

use super::random::Chance;

/// What a customer needs, by product code; the first list serves products that a program has added.
const NEEDS: &[(&str, &[&str])] = &[
    (
        "",
        &[
            "Wants to replace three tools that no longer talk to each other with one that the business units accept.",
            "The contract with the present supplier ends this year and will not be renewed; the short list has two names on it.",
            "Management asked for one platform after the merger; both companies still run their own.",
        ],
    ),
    (
        "workspace",
        &[
            "Offices in four countries share files by mail. They want one workspace with guest access for suppliers before the new plant opens.",
            "The intranet is nine years old and nobody finds anything in it. Two hundred people start in the new service centre and need a place to work together.",
            "Project teams keep their documents on private drives; the last audit asked for one place with rights and retention.",
            "The works council agreed to a pilot with 80 people in engineering; purchasing and service would follow in the second half of the year.",
            "Wants to bring field technicians and the office into one workspace, with documents that open on a tablet without a connection.",
        ],
    ),
    (
        "analytics",
        &[
            "Controllers build the monthly report from eleven spreadsheets. They want figures by product line on the second working day.",
            "Margins fell and nobody can say in which region. Wants sales and cost data in one model, with rights per country.",
            "The data team of three can't keep up with requests; business departments are to build their own reports on governed data.",
            "Wants to see machine downtime and scrap by shift, and to compare the three plants with each other.",
            "The board wants one set of figures for both companies after the takeover, ready for the half-year accounts.",
        ],
    ),
    (
        "automation",
        &[
            "Incoming orders are typed twice, once into the shop system and once into the ERP. About 400 a day, with errors in every twentieth.",
            "Invoice approval takes eleven days on average and discounts are lost. Wants approvals by amount and cost centre with a trail for the auditors.",
            "Onboarding a new colleague needs 23 tickets in six systems; human resources wants one process with deadlines.",
            "Customer service answers the same questions by hand. Wants requests sorted and routine answers prepared for release.",
            "Claims are checked on paper in two departments one after the other; the aim is a decision within two working days.",
        ],
    ),
    (
        "integration",
        &[
            "The ERP, the shop and the warehouse exchange files once a night. Stock shown to customers is wrong every afternoon.",
            "Two acquisitions brought two more CRM systems; accounts are to be kept in step until one of them is retired.",
            "Suppliers send orders in five formats. Wants one interface with checks, repeats and a view of what is stuck.",
            "Moves its ERP to the cloud next year and wants interfaces taken out of the old system before that.",
            "Machines report to three vendors' clouds; production data is to arrive in the own data platform within a minute.",
        ],
    ),
    (
        "security",
        &[
            "Falls under the new security law from next year and has to show who may access what, and that it is reviewed.",
            "After an incident at a supplier the insurer asks for multi-factor sign-in and a log of privileged access within six months.",
            "Shared administrator accounts in production are to go; 140 people in three shifts need a sign-in that works with gloves on.",
            "The last penetration test found forgotten accounts of former staff; leavers are to lose access on the same day.",
            "Wants one view of alerts for head office and 30 branches; the night shift is served by us as managed service.",
        ],
    ),
    (
        "premium-support",
        &[
            "Runs production around the clock and wants an answer within an hour on weekends too.",
            "The internal team lost two people; wants a named engineer who knows the installation.",
            "Plans a release change over the holidays and wants experts at hand while it lasts.",
        ],
    ),
];

const CONTEXTS: &[&str] = &[
    "Budget is released for this quarter.",
    "Budget is planned, the release depends on the proof of concept.",
    "We have looked after the customer for six years and run their infrastructure.",
    "The request came in after our joint webinar; two people from the business side took part.",
    "We were recommended by another customer in the same purchasing group.",
    "A workshop with the department heads took place last week; minutes can be shared.",
    "The managing director is the sponsor and decides together with finance.",
    "Purchasing will ask three suppliers for an offer; requirements are written with our help.",
    "A pilot with one site is agreed, the roll-out covers all sites.",
    "The decision is to fall before the summer break.",
    "The old system is out of maintenance at the end of the year.",
    "They saw the product at our customer day and asked for a demonstration with their own data.",
    "Go-live is wanted with the start of the new financial year.",
    "Our consultants hold the certification and would do the implementation.",
    "",
    "",
];

const COMPETITION: &[&str] = &[
    "None known.",
    "Incumbent supplier, contract ends this year.",
    "A large suite vendor, already in house for mail and office.",
    "Own development by the IT department.",
    "A regional competitor with a lower price and no local references.",
    "Two other vendors on the short list; we were told we are second on price and first on function.",
    "An open-source solution, run by themselves.",
    "The parent company prefers its group standard.",
    "A direct competitor showed a demonstration last month.",
    "",
    "",
    "",
];

const CAMPAIGNS: &[&str] = &[
    "Spring webinar series",
    "Customer day Hamburg",
    "Trade show booth, hall 7",
    "Security law readiness check",
    "Joint account mapping",
    "Referral by a technology partner",
    "Newsletter, renewal edition",
    "Cloud move workshop",
    "Manufacturing round table",
    "Search campaign, automation",
    "Co-branded white paper",
    "Executive dinner",
    "",
    "",
    "",
    "",
];

const NOTES: &[&str] = &[
    "Please speak to us before contacting the customer.",
    "Contact is best reached in the morning.",
    "References from the same industry would help.",
    "A non-disclosure agreement is in place.",
    "Second location follows next year, value not included here.",
    "We need list prices for 36 months as well.",
    "Framework agreement through the purchasing group.",
    "",
    "",
    "",
    "",
    "",
    "",
];

const ROLES: &[&str] = &[
    "Chief Information Officer",
    "Head of IT",
    "Head of IT",
    "IT Manager",
    "Managing Director",
    "Chief Financial Officer",
    "Head of Purchasing",
    "Purchasing Manager",
    "Head of Digitalisation",
    "Head of Operations",
    "Plant Manager",
    "Head of Customer Service",
    "Project Manager",
    "Information Security Officer",
    "Head of Controlling",
    "Enterprise Architect",
    "Chief Operating Officer",
    "Head of Human Resources",
    "",
];

const NEXT_STEPS: &[&str] = &[
    "Demonstration with the customer's data next week.",
    "Offer goes out on Friday.",
    "Proof of concept until the end of the month.",
    "Security questionnaire to be answered.",
    "Legal reads the contract.",
    "Reference call with a customer of the same size.",
    "Meeting with finance about the payment plan.",
    "Workshop on site with the department heads.",
    "Final price talk with purchasing.",
    "Waiting for the release by the board on the 15th.",
    "Licence count to be confirmed.",
    "",
];

const EXTENSIONS: &[&str] = &[
    "The proof of concept was finished and accepted; the customer's board meets only next month, so we need the thirty days.",
    "Two workshops took place and the offer is with purchasing. The legal department asked for more time to read the contract.",
    "The customer moved the project behind its year-end closing. Sponsor and budget are unchanged; the mail can be shared.",
    "The pilot is running at the first site with 40 people. Results are presented at the end of the month.",
];

const APPEALS: &[&str] = &[
    "The registration named above us is of the subsidiary in another country. Ours is the parent company with a budget of its own; the tender papers name us as the only partner invited.",
    "The customer confirmed in writing that no talks with you take place at present. We attach their mail and ask you to look again.",
    "We have since talked to the sponsor and can name budget, date and decision path. The need is described in full in the notes.",
];

const RETURNS: &[&str] = &[
    "Please name the legal entity that will sign; the group has several.",
    "Tell us what the customer wants to solve and by when, please.",
    "The contact has an address of another company. Who is it at the customer's?",
    "Value and licence count don't fit each other. Which one is right?",
    "Please attach the minutes of the workshop or the customer's mail.",
];

const REJECTIONS: &[&str] = &[
    "Another registration for this account is under protection.",
    "This account is served by our direct team under the rules of engagement, section 6.",
    "We are in talks with this customer since before your registration.",
    "From what is written here we can't make out an opportunity yet. Please come back when a need is confirmed.",
    "The customer is outside the region of your agreement.",
];

const APPROVALS: &[&str] = &[
    "",
    "",
    "",
    "Good luck! Tell us if a reference would help.",
    "Approved. Your partner manager joins the next call if you like.",
    "Approved; please add the second site once it is confirmed.",
];

const LOSSES: &[&str] = &[
    "The competitor was 18 percent below our last offer.",
    "The project was stopped by the parent company.",
    "Decided to stay with the present supplier for another two years.",
    "Budget was moved to another project.",
    "An interface that they need is not there.",
    "No decision after four months; we will ask again next year.",
];

const WITHDRAWALS: &[&str] = &[
    "The customer stopped the project.",
    "Registered twice by mistake.",
    "The customer buys through its own group contract.",
    "Postponed with no date.",
];

/// Comments of the partner's people, then of the vendor's, then of the vendor's among themselves.
const COMMENTS: [&[&str]; 3] = [
    &[
        "Had the call today. They liked the demonstration and asked for a price for three years.",
        "Could somebody from your side join the security meeting on Thursday?",
        "The customer asked for a reference in the same industry. Do you have one in mind?",
        "Offer is out. Purchasing answers within two weeks.",
        "They confirmed the licence count, see the changed fields.",
        "The sponsor is on leave until Monday; we continue with the deputy.",
    ],
    &[
        "Thank you, that helps. I'll join the call.",
        "I have sent you a reference with a similar number of sites.",
        "Please look at the new price list, valid from next month.",
        "Our architect can answer the questionnaire with you; I've put you in touch.",
        "Anything that we can do to speed up the legal review?",
    ],
    &[
        "Checked with the direct team: nobody is in touch with this account.",
        "Similar name in our CRM, another company though. No objection.",
        "Ask about the group contract before approving an extension.",
        "Value looks high for the number of users; they have 300 people in all.",
    ],
];

/// What happens between the lines of a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Next step of an approved deal.
    NextStep,
    /// Progress told with a request for longer protection.
    Extension,
    /// Argument of an appeal.
    Appeal,
    /// Message of a return.
    Return,
    /// Message of a rejection.
    Rejection,
    /// Message of an approval; often none.
    Approval,
    /// Note of a loss.
    Loss,
    /// Note of a withdrawal.
    Withdrawal,
    /// Who else the customer talks to; often nothing.
    Competition,
    /// Campaign that it came from; often none.
    Campaign,
    /// Notes; often none.
    Notes,
    /// Role of the contact.
    Role,
    /// Comment by the partner.
    PartnerComment,
    /// Comment by the vendor.
    VendorComment,
    /// Comment for the vendor's eyes only.
    InternalComment,
}

impl Line {
    /// A line of the kind.
    pub fn draw(self, chance: &mut Chance) -> String {
        let lines = match self {
            Line::NextStep => NEXT_STEPS,
            Line::Extension => EXTENSIONS,
            Line::Appeal => APPEALS,
            Line::Return => RETURNS,
            Line::Rejection => REJECTIONS,
            Line::Approval => APPROVALS,
            Line::Loss => LOSSES,
            Line::Withdrawal => WITHDRAWALS,
            Line::Competition => COMPETITION,
            Line::Campaign => CAMPAIGNS,
            Line::Notes => NOTES,
            Line::Role => ROLES,
            Line::PartnerComment => COMMENTS[0],
            Line::VendorComment => COMMENTS[1],
            Line::InternalComment => COMMENTS[2],
        };
        chance.pick(lines).to_owned()
    }
}

/// What the customer needs, for the first product of the deal.
pub fn need(product: &str, chance: &mut Chance) -> String {
    let lists = NEEDS.iter().find(|(code, _)| *code == product).or(NEEDS.first());
    let first = chance.pick(lists.map_or(&[], |(_, lines)| lines));
    let second = chance.pick(CONTEXTS);
    if second.is_empty() {
        first.to_owned()
    } else {
        format!("{first} {second}")
    }
}
