//! Most entries and characters of each part of the settings.

/// Characters of a name.
pub const NAME: usize = 120;
/// Characters of a code.
pub const CODE: usize = 32;
/// Characters of the rules of engagement.
pub const RULES_OF_ENGAGEMENT: usize = 50_000;
/// Characters of a reserved account's reason and of a version's note.
pub const NOTE: usize = 500;
/// Currencies.
pub const CURRENCIES: usize = 60;
/// Regions.
pub const REGIONS: usize = 100;
/// Holidays of a region.
pub const HOLIDAYS: usize = 400;
/// Days without work in a row.
pub const DAYS_OFF: usize = 30;
/// Products.
pub const PRODUCTS: usize = 500;
/// Rules that approve by themselves.
pub const RULES: usize = 50;
/// Reserved accounts, and account groups.
pub const ACCOUNTS: usize = 2_000;
/// Domains of an account group.
pub const GROUP_DOMAINS: usize = 100;
/// Reminders before protection ends.
pub const REMINDERS: usize = 5;
/// Bytes of an attachment.
pub const ATTACHMENT_BYTES: u64 = 100_000_000;
/// Specialties.
pub const SPECIALTIES: usize = 100;
/// Criteria of the Ideal Partner Profile.
pub const CRITERIA: usize = 30;
/// Vendors that a criterion names.
pub const VENDORS: usize = 100;
/// Characters of what an applicant agrees to.
pub const CONSENT: usize = 10_000;
/// Characters of the partner agreement.
pub const AGREEMENT: usize = 200_000;
/// Journey templates.
pub const JOURNEYS: usize = 50;
/// Milestones of a journey.
pub const MILESTONES: usize = 20;
/// Tasks of a milestone.
pub const TASKS: usize = 30;
/// Days that a journey lasts at most.
pub const JOURNEY_DAYS: u32 = 730;
/// Characters of what a task says to do.
pub const TASK_HELP: usize = 2_000;
/// Exchange rates.
pub const RATES: usize = 2_000;
