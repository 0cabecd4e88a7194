//! Settings of market development funds: what may be asked for, what proves it, and who has to agree (domain: MDF).

use crate::funds::activity::{ActivityRun, ActivityType, CostCategory, ProofKind};
use crate::funds::payment::PayerAccount;
use crate::funds::rate::ExchangeRate;
use crate::money::Money;
use crate::people::Tier;
use serde::{Deserialize, Serialize};

/// Numbers and lists of market development funds.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FundSettings {
    /// How much of an activity's cost may be asked for; each tier once, 500 per mille.
    pub shares: Vec<TierShare>,
    /// Days between the day of a request and the activity's first; 10.
    pub lead_days: u32,
    /// Business days within which a request is decided; 5.
    pub decision_business_days: u32,
    /// Business days within which a claim is decided; 5.
    pub claim_decision_business_days: u32,
    /// Days that a partner has to answer a returned request or claim; 14.
    pub answer_days: u32,
    /// Days after an activity's last within which it is claimed; 60.
    pub claim_days: u32,
    /// Reminders before that time is over, in days before; 14 and 3.
    pub reminder_days: Vec<u32>,
    /// Claims of more than this need two people, by currency of the fund. In a currency that is not named every claim does.
    pub second_approval: Vec<Money>,
    /// Exchange rates, in any order.
    pub rates: Vec<ExchangeRate>,
    /// Rules of each type of activity; each type once.
    pub activities: Vec<ActivityRules>,
    /// Most bytes of a file; 25 MB.
    pub max_attachment_bytes: u64,
    /// Most files of a request, and of a claim; 20.
    pub max_attachments: u32,
    /// The vendor's accounts that pay, each currency once. Without one for a currency no file is made for a bank.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub payers: Vec<PayerAccount>,
}

/// How much of an activity's cost partners of a tier may ask for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TierShare {
    /// The tier.
    pub tier: Tier,
    /// Parts of a thousand.
    pub per_mille: u32,
}

/// Rules of a type of activity.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ActivityRules {
    /// The type.
    pub activity: ActivityType,
    /// Whether new requests may be for it.
    pub offered: bool,
    /// What of its cost is shared.
    pub eligible: Vec<CostCategory>,
    /// Kinds of proof of which a claim needs at least one file each.
    pub proofs: Vec<ProofKind>,
    /// Days between the day of a request and the activity's first; absent for [`FundSettings::lead_days`].
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub lead_days: Option<u32>,
}

impl ActivityRules {
    /// The kinds of proof that a claim needs, in the order of the settings.
    pub fn proofs_for(&self, run: &ActivityRun) -> impl Iterator<Item = ProofKind> {
        self.proofs.iter().copied().filter(|kind| run.needs(*kind))
    }
}

impl FundSettings {
    /// How much of a cost partners of a tier may ask for, per mille.
    pub fn share_of(&self, tier: Tier) -> u32 {
        let share = self.shares.iter().find(|share| share.tier == tier);
        share.map_or(0, |share| share.per_mille)
    }

    /// The rules of a type of activity.
    pub fn rules_of(&self, activity: ActivityType) -> Option<&ActivityRules> {
        self.activities.iter().find(|rules| rules.activity == activity)
    }

    /// Days between the day of a request and the first day of such an activity.
    pub fn lead_days_of(&self, activity: ActivityType) -> u32 {
        let own = self.rules_of(activity).and_then(|rules| rules.lead_days);
        own.unwrap_or(self.lead_days)
    }

    /// The same for a partner's eyes: from which amount on two people of the vendor have to agree, and from where it pays, is not its business.
    pub fn for_partners(&self) -> Self {
        FundSettings {
            second_approval: Vec::new(),
            payers: Vec::new(),
            ..self.clone()
        }
    }

    /// The vendor's account that pays in a currency.
    pub fn payer_of(&self, currency: &str) -> Option<&PayerAccount> {
        self.payers.iter().find(|payer| payer.currency == currency)
    }

    /// Whether two people have to agree to pay an amount, in minor units of a fund's currency.
    pub fn needs_second(&self, minor: i64, currency: &str) -> bool {
        let threshold = self.second_approval.iter().find(|money| money.currency == currency);
        threshold.is_none_or(|threshold| minor > threshold.minor)
    }
}
