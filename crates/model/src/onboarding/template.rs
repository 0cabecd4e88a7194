//! Journey templates: what a new partner is to do, in milestones with tasks, as a program admin designs it.

use crate::people::{PartnerType, Side, Tier};
use crate::words::words;
use serde::{Deserialize, Serialize};

words! {
    /// What a task is about, and so what completes it.
    TaskKind {
        /// The agreement in effect is signed.
        SignAgreement = "sign_agreement",
        /// The company's profile has all that it asks for.
        CompleteProfile = "complete_profile",
        /// A logo is there.
        UploadLogo = "upload_logo",
        /// A tax form is there.
        UploadTaxForm = "upload_tax_form",
        /// Colleagues have joined.
        InviteColleagues = "invite_colleagues",
        /// A learning path is finished. The portal has no courses, so a manager says so with a note.
        FinishTraining = "finish_training",
        /// Deals are registered: handed in, whatever becomes of them.
        RegisterDeal = "register_deal",
        /// Deals are won.
        WinDeal = "win_deal",
        /// Anything else; whoever owns the task says when it is done.
        Other = "other",
    }
}

impl TaskKind {
    /// Whether somebody says that it is done. All others complete themselves when the portal sees that they are.
    pub fn is_by_hand(self) -> bool {
        matches!(self, Self::FinishTraining | Self::Other)
    }
    /// Whether it counts something that there can be several of.
    pub fn counts(self) -> bool {
        matches!(self, Self::InviteColleagues | Self::RegisterDeal | Self::WinDeal)
    }
}

/// A journey as it is designed. The first template that fits a new partner is the one that it follows.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct JourneyTemplate {
    /// Short code that journeys keep; never reused for another template.
    pub code: String,
    /// Name as people read it.
    pub name: String,
    /// Partner types that it is for; empty for all.
    pub partner_types: Vec<PartnerType>,
    /// Tiers that it is for; empty for all.
    pub tiers: Vec<Tier>,
    /// Codes of regions that it is for; empty for all.
    pub regions: Vec<String>,
    /// What is to be reached, in order.
    pub milestones: Vec<Milestone>,
}

/// Something to be reached by a day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// Short code, one in the template.
    pub code: String,
    /// Name as people read it.
    pub name: String,
    /// Days from the journey's start until it should be reached.
    pub due_days: u32,
    /// What is to be done for it.
    pub tasks: Vec<TaskTemplate>,
}

/// Something to be done.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TaskTemplate {
    /// Short code, one in the template.
    pub code: String,
    /// What completes it.
    pub kind: TaskKind,
    /// Name as people read it; empty for the name of its kind in the reader's language.
    pub name: String,
    /// What to do and why, plain text; may be empty.
    pub help: String,
    /// How many of what it counts; 1 for what doesn't count.
    pub count: u32,
    /// Who has to do it.
    pub owner: Side,
    /// Days from the journey's start until it is due.
    pub due_days: u32,
    /// How much of the journey it is beside the other tasks, 1 to 100.
    pub weight: u32,
    /// Codes of tasks before it that must be done first.
    pub blocked_by: Vec<String>,
}

impl JourneyTemplate {
    /// Whether it is for such a partner.
    pub fn fits(&self, partner_type: PartnerType, tier: Tier, region: &str) -> bool {
        (self.partner_types.is_empty() || self.partner_types.contains(&partner_type))
            && (self.tiers.is_empty() || self.tiers.contains(&tier))
            && (self.regions.is_empty() || self.regions.iter().any(|own| own == region))
    }

    /// All tasks in their order.
    pub fn tasks(&self) -> impl Iterator<Item = &TaskTemplate> {
        self.milestones.iter().flat_map(|milestone| &milestone.tasks)
    }
}

/// The template that a new partner follows: the first that fits.
pub fn choose<'a>(
    templates: &'a [JourneyTemplate],
    partner_type: PartnerType,
    tier: Tier,
    region: &str,
) -> Option<&'a JourneyTemplate> {
    templates
        .iter()
        .find(|template| template.fits(partner_type, tier, region))
}
