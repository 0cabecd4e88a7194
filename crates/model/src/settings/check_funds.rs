//! Checks of the settings of market development funds.

use super::bounds;
use super::check::Found;
use super::{ActivityRules, FundSettings};
use crate::funds::activity::{ActivityType, CostCategory, ProofKind};
use crate::funds::payment::PayerAccount;
use crate::funds::rate::ExchangeRate;
use crate::money::minor_digits;
use crate::people::Tier;
use crate::problem::FieldCode;

impl Found {
    pub(super) fn funds(&mut self, funds: &FundSettings) {
        let tiers = Tier::ALL.len();
        self.count("/funds/shares", funds.shares.len(), tiers, tiers);
        for (at, share) in funds.shares.iter().enumerate() {
            self.within(
                &format!("/funds/shares/{at}/per_mille"),
                share.per_mille.into(),
                0,
                1_000,
            );
        }
        self.unique("/funds/shares", "/tier", funds.shares.iter().map(|share| share.tier));
        self.numbers_of_funds(funds);
        for (at, threshold) in funds.second_approval.iter().enumerate() {
            // A currency that the program takes no more may still be that of a fund.
            threshold.check_known(&format!("/funds/second_approval/{at}"), &mut self.0);
        }
        self.unique(
            "/funds/second_approval",
            "/currency",
            funds.second_approval.iter().map(|threshold| &threshold.currency),
        );
        self.rates(&funds.rates);
        self.payers(&funds.payers);
        self.activities(&funds.activities);
    }

    fn numbers_of_funds(&mut self, funds: &FundSettings) {
        for (field, number, min, max) in [
            ("lead_days", funds.lead_days, 1, 365),
            ("decision_business_days", funds.decision_business_days, 1, 30),
            (
                "claim_decision_business_days",
                funds.claim_decision_business_days,
                1,
                30,
            ),
            ("answer_days", funds.answer_days, 1, 365),
            ("claim_days", funds.claim_days, 1, 365),
            ("max_attachments", funds.max_attachments, 1, 100),
        ] {
            self.within(&format!("/funds/{field}"), number.into(), min, max);
        }
        self.within(
            "/funds/max_attachment_bytes",
            funds.max_attachment_bytes,
            1_000,
            bounds::ATTACHMENT_BYTES,
        );
        let reminders = &funds.reminder_days;
        self.count("/funds/reminder_days", reminders.len(), 0, bounds::REMINDERS);
        for (at, days) in reminders.iter().enumerate() {
            self.within(
                &format!("/funds/reminder_days/{at}"),
                (*days).into(),
                1,
                funds.claim_days.into(),
            );
        }
        self.unique("/funds/reminder_days", "", reminders.iter());
    }

    fn rates(&mut self, rates: &[ExchangeRate]) {
        self.count("/funds/rates", rates.len(), 0, bounds::RATES);
        for (at, rate) in rates.iter().enumerate() {
            let at = format!("/funds/rates/{at}");
            rate.check(&at, &mut self.0);
            if !(1900..=2999).contains(&chrono::Datelike::year(&rate.from_day)) {
                self.refuse(format!("{at}/from_day"), FieldCode::InvalidDate);
            }
        }
        self.unique(
            "/funds/rates",
            "/from_day",
            rates.iter().map(|rate| (&rate.from, &rate.to, rate.from_day)),
        );
    }

    fn payers(&mut self, payers: &[PayerAccount]) {
        for (at, payer) in payers.iter().enumerate() {
            // A currency that the program takes no more may still be that of a fund.
            if minor_digits(&payer.currency).is_none() {
                self.refuse(format!("/funds/payers/{at}/currency"), FieldCode::InvalidCurrency);
            }
            for mut error in payer.account.check() {
                error.pointer.insert_str(0, &format!("/funds/payers/{at}/account"));
                self.0.push(error);
            }
        }
        self.unique("/funds/payers", "/currency", payers.iter().map(|payer| &payer.currency));
    }

    fn activities(&mut self, activities: &[ActivityRules]) {
        let types = ActivityType::ALL.len();
        self.count("/funds/activities", activities.len(), types, types);
        for (at, rules) in activities.iter().enumerate() {
            let at = format!("/funds/activities/{at}");
            self.count(
                &format!("{at}/eligible"),
                rules.eligible.len(),
                1,
                CostCategory::ALL.len(),
            );
            self.unique(&format!("{at}/eligible"), "", rules.eligible.iter());
            self.count(&format!("{at}/proofs"), rules.proofs.len(), 0, ProofKind::ALL.len());
            self.unique(&format!("{at}/proofs"), "", rules.proofs.iter());
            if let Some(days) = rules.lead_days {
                self.within(&format!("{at}/lead_days"), days.into(), 1, 365);
            }
        }
        self.unique(
            "/funds/activities",
            "/activity",
            activities.iter().map(|rules| rules.activity),
        );
    }
}
