//! What partners write about activities, and what the vendor's people answer.

use entente_model::funds::activity::{ActivityType, CostCategory};

/// What is written about a kind of activity, and what comes of it.
pub struct Kind {
    /// The kind.
    activity: ActivityType,
    /// Days that it lasts.
    pub days: i64,
    /// Names of activities.
    pub titles: &'static [&'static str],
    /// What is to happen.
    pub plans: &'static [&'static str],
    /// For whom it is.
    pub audiences: &'static [&'static str],
    /// What counts as a lead.
    pub lead: &'static str,
    /// Who sends invoices for it.
    pub suppliers: &'static [&'static str],
    /// What partners learned.
    pub lessons: &'static [&'static str],
    /// What a lead costs the vendor, in whole euros, roughly.
    pub per_lead: i64,
    /// Pipeline for each unit that the vendor pays, in thousandths, roughly.
    pub pipeline: i64,
}

/// The words of a kind of activity.
pub fn of(activity: ActivityType) -> &'static Kind {
    KINDS.iter().find(|kind| kind.activity == activity).unwrap_or(&KINDS[0])
}

static KINDS: [Kind; 7] = [
    Kind {
        activity: ActivityType::Webinar,
        days: 1,
        titles: &[
            "Webinar: one workspace after the merger",
            "Webinar: month-end figures on day two",
            "Webinar: the new security law in practice",
            "Webinar: orders without typing them twice",
            "Webinar: leavers, joiners and who may do what",
            "Webinar: connecting shop, warehouse and ERP",
        ],
        plans: &[
            "Forty-five minutes with a customer who tells how they did it, and fifteen for questions. Invitations go to our own list and to readers of one trade magazine; everybody who registers is called within three days.",
            "A live demonstration by our consultants with the data of a made-up manufacturer. Recorded, cut into three parts and sent to whoever registered and did not come.",
        ],
        audiences: &[
            "Heads of IT and of organisation in manufacturing, 200 to 2,000 people",
            "Finance directors and controllers of wholesale companies",
        ],
        lead: "Registered with a business address, stayed for half of it, and answered one of the two questions about their plans.",
        suppliers: &[
            "Studio Nord Media",
            "Streamhouse",
            "Fachverlag Kontor",
            "Bright Room Webcasts",
        ],
        lessons: &[
            "The customer's own story brought more questions than the demonstration. Next time it comes first.",
            "Tuesday at ten worked twice as well as Thursday afternoon.",
        ],
        per_lead: 24,
        pipeline: 6_100,
    },
    Kind {
        activity: ActivityType::ContentSyndication,
        days: 21,
        titles: &[
            "White paper: a year with one data platform",
            "Checklist: twelve questions before you replace your intranet",
            "Study: what manual orders cost",
            "Guide: access reviews that auditors accept",
        ],
        plans: &[
            "Twelve pages by our own consultants, laid out by an agency and offered on two portals of trade publishers for three weeks. Whoever downloads it gets a call from our inside sales.",
            "The paper exists in German and is translated and printed for the campaign. Downloads are counted by the publisher and handed over weekly.",
        ],
        audiences: &[
            "Readers of two trade portals, decision makers in IT and operations",
            "Project managers who have looked for such software within three months",
        ],
        lead: "Downloaded the paper with a business address at a company of 100 people or more.",
        suppliers: &["Verlagshaus Merian", "Contentwerk", "B2B Reach"],
        lessons: &["Many downloads, few conversations: half of those called did not remember the paper."],
        per_lead: 38,
        pipeline: 2_400,
    },
    Kind {
        activity: ActivityType::AccountEvent,
        days: 1,
        titles: &[
            "Breakfast for six manufacturers",
            "Executive dinner: security in production",
            "Workshop day with five named accounts",
            "Plant visit with four decision makers",
        ],
        plans: &[
            "Six companies that we have agreed on with your account team, one table, one customer who reports. No slides before the coffee.",
            "A half-day workshop at our office: each of the guests brings one process, and leaves with a sketch of how it would run.",
        ],
        audiences: &["Managing directors and heads of operations of named accounts"],
        lead: "Came, and agreed to a meeting of their own within four weeks.",
        suppliers: &["Hotel am Stadtgarten", "Werkhof Events", "Maison Dupré Catering"],
        lessons: &[
            "Small is right: with more than eight guests nobody speaks openly.",
            "Two of the guests brought a colleague who decides. Ask for that in the invitation.",
        ],
        per_lead: 95,
        pipeline: 5_000,
    },
    Kind {
        activity: ActivityType::PaidSearch,
        days: 28,
        titles: &[
            "Search campaign: integration platform",
            "Search campaign: workspace for mid-sized companies",
            "Search campaign: invoice approval",
            "Search campaign: analytics for retail",
        ],
        plans: &[
            "Forty search terms around the problem, none around the product's name; one landing page with a form of four fields. Bids are looked at twice a week.",
            "Advertisements in two languages for four weeks, with a page of their own for each of three trades.",
        ],
        audiences: &["People who look for a solution in our region, in working hours"],
        lead: "Filled in the form with a business address and picked up when called.",
        suppliers: &["Klickwerk Agentur", "Northbeam Digital", "Searchlight Partners"],
        lessons: &[
            "A third of the budget went to terms that students look for. They are excluded now.",
            "The page with a price range had three times as many forms as the one without.",
        ],
        per_lead: 31,
        pipeline: 2_900,
    },
    Kind {
        activity: ActivityType::FieldEvent,
        days: 1,
        titles: &[
            "Roadshow stop: digital operations",
            "Seminar: from paper to process",
            "Customer day in the brewery",
            "Evening seminar: figures people trust",
            "Lunch and learn: secure sign-in on the shop floor",
        ],
        plans: &[
            "An afternoon with three short talks, a demonstration stand and dinner. Two of our customers speak. We invite 120 and expect 40.",
            "A seminar for customers and those who may become some, at a place people like to come to. Our consultants sit at the tables.",
        ],
        audiences: &[
            "Existing customers and thirty companies of our region that we have spoken to",
            "IT and department heads within an hour's drive",
        ],
        lead: "Took part, is not a customer for the product, and asked for an offer or a meeting.",
        suppliers: &[
            "Alte Brauerei Veranstaltungen",
            "Kongresshaus Süd",
            "Tafelrunde Catering",
            "Druckerei Feldmann",
        ],
        lessons: &[
            "Half of the guests came because a colleague forwarded the invitation.",
            "Next time the talks end an hour earlier: the conversations were worth more.",
        ],
        per_lead: 68,
        pipeline: 3_800,
    },
    Kind {
        activity: ActivityType::TradeShow,
        days: 3,
        titles: &[
            "Stand at the regional IT fair",
            "Shared stand at the logistics fair",
            "Stand at the digital health days",
        ],
        plans: &[
            "Twelve square metres with two demonstration places and your logo beside ours. Four of our people on each day; contacts are entered on the spot.",
            "A corner of the association's shared stand. Appointments are made beforehand by telephone.",
        ],
        audiences: &["Visitors of the fair; forty appointments made beforehand"],
        lead: "Had a conversation of ten minutes or more that was written down, with a next step.",
        suppliers: &["Messebau Lindner", "Expo Services West", "Standwerk"],
        lessons: &["The appointments made beforehand brought two thirds of the leads. Passers-by mostly wanted a pen."],
        per_lead: 82,
        pipeline: 2_100,
    },
    Kind {
        activity: ActivityType::Other,
        days: 10,
        titles: &[
            "Customer film: the first hundred days",
            "Mailing with a printed sample to 300 plants",
        ],
        plans: &[
            "A film of three minutes with a customer of ours, to be shown on both our sites and in first meetings.",
            "A letter with something to touch, followed by a call from our inside sales within a week.",
        ],
        audiences: &["Companies that we have offered something to within a year"],
        lead: "Asked for a meeting and named the film or the letter.",
        suppliers: &["Filmlabor 9", "Briefwerk"],
        lessons: &["Hard to say what came of it by itself; it helped in meetings that we had anyway."],
        per_lead: 110,
        pipeline: 1_500,
    },
];

/// What a budget line is for.
pub fn cost(category: CostCategory) -> &'static str {
    match category {
        CostCategory::Venue => "Room and technology",
        CostCategory::Catering => "Coffee, lunch and drinks",
        CostCategory::Speaker => "Speaker's fee",
        CostCategory::Media => "Advertisements and placements",
        CostCategory::Production => "Design and text",
        CostCategory::Platform => "Platform and registration",
        CostCategory::Mailing => "Invitations, printed and posted",
        CostCategory::Giveaways => "Something to take home",
        CostCategory::Travel => "Journeys",
        CostCategory::Staff => "Hours of our own people",
        CostCategory::Other => "Fees and smaller costs",
    }
}

/// Notes with approvals of requests.
pub const APPROVALS: &[&str] = &[
    "Good plan. Please use the current logo and send us the invitation before it goes out.",
    "Approved. Our product manager would like to speak for ten minutes; shall we?",
    "",
    "",
];

/// Notes with approvals in part.
pub const PARTS: &[&str] = &[
    "We share the room and the speaker; gifts are yours.",
    "The fund is tight this quarter. This much we can do.",
];

/// What is asked when a request comes back.
pub const REQUEST_RETURNS: &[&str] = &[
    "Whom exactly do you invite, and how many of them have you spoken to? Please name the accounts.",
    "Please split the costs: one sum for everything is not enough for us to share it.",
    "Thirty leads for this budget is a lot. What do you base that on?",
];

/// Why requests are refused.
pub const REQUEST_REJECTIONS: &[&str] = &[
    "A campaign of this kind brought little twice. Let us plan a webinar together instead.",
    "We sponsor the same event ourselves; you are welcome on our stand.",
    "",
];

/// Why partners take requests back.
pub const WITHDRAWALS: &[&str] = &[
    "The venue has cancelled, and there is no other that week.",
    "Our speaker has left the company. We will ask again next quarter.",
];

/// What is asked when a claim comes back.
pub const CLAIM_RETURNS: &[&str] = &[
    "The list of participants shows companies only. Please add who came.",
    "We can't read the second page of the invoice. Could you send it again?",
];

/// Why claims are refused.
pub const CLAIM_REJECTIONS: &[&str] = &[
    "The invoices are for another campaign than the one that was approved.",
    "The photos show an event of another vendor.",
];

/// Notes with claims that are approved for less than they came to.
pub const CLAIM_PARTS: &[&str] = &[
    "Without the bar bill, which we don't share.",
    "The invoice of the agency names hours of another project; without those.",
];

/// What partners write beneath a request.
pub const PARTNER_COMMENTS: &[&str] = &[
    "The room is reserved until Friday; it would help us to know by then.",
    "Two of the accounts have said yes already.",
    "Can your pre-sales colleague take part again?",
];

/// What managers write beneath one.
pub const VENDOR_COMMENTS: &[&str] = &[
    "Looks good. Who of you speaks?",
    "Could you move it by a week? We have our own event on that day.",
    "Happy to send two of our people. Please share the agenda.",
];

/// What managers write for their colleagues.
pub const INTERNAL_COMMENTS: &[&str] = &[
    "Their last two events went well. I would approve this.",
    "Compare with the stand we pay for ourselves.",
];
