//! What a difference says.

use crate::paths::SettingsSection;
use chrono::NaiveDate;
use entente_model::funds::activity::{ActivityType, CostCategory, ProofKind};
use entente_model::funds::rate::ExchangeRate;
use entente_model::money::Money;
use entente_model::onboarding::{TaskKind, TaskTemplate};
use entente_model::people::{PartnerType, Side, Tier};

/// One difference.
#[derive(Clone, PartialEq, Debug)]
pub struct Change {
    /// Where it is edited.
    pub section: SettingsSection,
    /// Of which entry.
    pub subject: Subject,
    /// Which field.
    pub field: Field,
    /// What stood there; none for something new.
    pub before: Option<Shown>,
    /// What stands there; none for something taken out.
    pub after: Option<Shown>,
}

/// The entry that a change is of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Subject {
    /// There is only one.
    Only,
    /// A region, a rule, a product by its name, from data.
    Named(String),
    /// A criterion by the word of its kind.
    Criterion(&'static str),
    /// A milestone of a journey, both by their names.
    Milestone(String, String),
    /// A task of a journey.
    Task(String, TaskName),
    /// A tier.
    Tier(Tier),
    /// A type of activity.
    Activity(ActivityType),
}

/// What a task is called: by its own name, or by that of its kind in the reader's language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TaskName {
    /// Its own name; may be empty.
    pub name: String,
    /// Its kind.
    pub kind: TaskKind,
    /// How many it asks for.
    pub count: u32,
}

impl TaskName {
    /// Of a task.
    pub fn of(task: &TaskTemplate) -> Self {
        TaskName {
            name: task.name.clone(),
            kind: task.kind,
            count: task.count,
        }
    }
}

/// A field that can differ.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "each is named after its field in the model")]
pub enum Field {
    ProgramName,
    Vendor,
    Accent,
    Currencies,
    RulesOfEngagement,
    ProtectionDays,
    ExtensionDays,
    ReminderDays,
    DecisionDays,
    ActivityDays,
    AnswerDays,
    Similarity,
    NeedCharacters,
    AttachmentSize,
    AttachmentCount,
    Region,
    RegionName,
    TimeZone,
    Weekend,
    Holiday,
    Product,
    ProductName,
    Offered,
    Rule,
    RuleOrder,
    RuleName,
    Enabled,
    MinimumTier,
    Ceilings,
    RuleRegions,
    RuleProducts,
    Certification,
    Reserved,
    EntryName,
    Domain,
    Country,
    Territory,
    Reason,
    Group,
    GroupDomains,
    AcceptsApplications,
    ApplicationDecisionDays,
    LinkDays,
    DraftDays,
    ProofBits,
    Specialty,
    Consent,
    Criterion,
    CriterionOrder,
    Weight,
    PartnerTypes,
    WantedRegions,
    WantedSpecialties,
    Wanted,
    Minimum,
    Ideal,
    IdealRevenue,
    Vendors,
    Journey,
    JourneyOrder,
    JourneyTypes,
    JourneyTiers,
    JourneyRegions,
    Milestone,
    MilestoneOrder,
    MilestoneDue,
    Task,
    TaskOrder,
    TaskMilestone,
    TaskKind,
    TaskHelp,
    TaskCount,
    TaskOwner,
    TaskDue,
    TaskBlockers,
    JourneyReminders,
    RiskDays,
    AgreementTitle,
    AgreementText,
    FundShare,
    LeadDays,
    FundDecisionDays,
    ClaimDecisionDays,
    FundAnswerDays,
    ClaimDays,
    FundReminders,
    SecondApproval,
    Rate,
    Payer,
    AccountHolder,
    BankCountry,
    Iban,
    Bic,
    AccountNumber,
    Clearing,
    Eligible,
    Proofs,
    FundFiles,
    FundFileSize,
}

/// A value as it is shown; what needs the reader's language is put into words by the view.
#[derive(Clone, PartialEq, Debug)]
pub enum Shown {
    /// Text from data.
    Text(String),
    /// Text that is too long for a line: only that it differs is shown.
    Long,
    /// Days, files, characters.
    Number(u64),
    /// Thousandths, shown as per cent.
    PerMille(u64),
    /// Bytes.
    Size(u64),
    /// Several, from data; empty means all.
    Names(Vec<String>),
    /// Several numbers.
    Numbers(Vec<u32>),
    /// Days of the week.
    Weekdays(Vec<u8>),
    /// A day and what it is called.
    Holiday(NaiveDate, String),
    /// Amounts.
    Amounts(Vec<Money>),
    /// A tier.
    Tier(Tier),
    /// A country's code.
    Country(String),
    /// Yes or no.
    Flag(bool),
    /// Several partner types.
    PartnerTypes(Vec<PartnerType>),
    /// Several criteria, by the words of their kinds.
    Criteria(Vec<&'static str>),
    /// Several tiers; empty means all.
    Tiers(Vec<Tier>),
    /// Several tasks.
    Tasks(Vec<TaskName>),
    /// What completes a task.
    TaskKind(TaskKind),
    /// Who has to do a task.
    Owner(Side),
    /// How many paragraphs of a long text are new, and how many of the old one are gone.
    Paragraphs(u64, u64),
    /// An exchange rate.
    Rate(ExchangeRate),
    /// Several kinds of costs.
    Costs(Vec<CostCategory>),
    /// Several kinds of proof.
    Proofs(Vec<ProofKind>),
    /// What holds for all.
    Usual,
}
