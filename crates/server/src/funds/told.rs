//! What mails tell of a request or a claim, and whom.

use super::claims::WholeClaim;
use super::notify::{Notice, Subject, To};
use super::requests::WholeRequest;
use crate::approvals;
use crate::mail::{self, Letter, readers};
use crate::partners::bank_account;
use crate::settings::InEffect;
use crate::store::{StoreError, Tx};
use chrono::{DateTime, Utc};
use entente_model::approvals::ApprovalRecord;
use entente_model::ids::{PartnerId, UserId};
use uuid::Uuid;

/// What letters say of a request or a claim.
pub(super) struct Told {
    subject: Subject,
    owner: Uuid,
    partner_id: PartnerId,
    partner: String,
    region: String,
    title: String,
    reference: String,
    /// The last day of what is awaited: a decision, an answer, a claim.
    due: String,
    message: String,
}

impl Told {
    /// As it stands; none when it is gone.
    pub async fn find(tx: &Tx, subject: Subject, settings: &InEffect) -> Result<Option<Told>, StoreError> {
        let day = |region: &str, due: Option<DateTime<Utc>>| due.map(|due| settings.last_day(region, due).to_string());
        match subject {
            Subject::Request(id) => {
                let request = WholeRequest::by_id(tx.db(), id).await?;
                Ok(request.map(|request| {
                    let progress = &request.facts.progress;
                    let deadline = progress.claim_deadline.map(|day| day.to_string());
                    let due = day(&request.row.region, request.row.due_at);
                    Told {
                        message: progress.decision_message.clone(),
                        due: due.or(deadline).unwrap_or_default(),
                        ..Told::of(subject, &request)
                    }
                }))
            }
            Subject::Claim(id) => {
                let claim = WholeClaim::by_id(tx.db(), id).await?;
                Ok(claim.map(|claim| Told {
                    owner: claim.row.owner_id,
                    reference: claim.row.reference.clone(),
                    message: claim.facts.progress.decision_message.clone(),
                    due: day(&claim.row.region, claim.row.due_at).unwrap_or_default(),
                    ..Told::of(subject, &claim.request)
                }))
            }
        }
    }

    fn of(subject: Subject, request: &WholeRequest) -> Told {
        Told {
            subject,
            owner: request.row.owner_id,
            partner_id: request.partner_id(),
            partner: request.partner.name.clone(),
            region: request.row.region.clone(),
            title: request.row.title.clone(),
            reference: request.row.reference.clone(),
            due: String::new(),
            message: String::new(),
        }
    }

    /// What the button opens: for who decides the item that waits, for the partner's people the record.
    pub async fn path(&self, tx: &Tx, to: &To) -> Result<String, StoreError> {
        let (record, page) = match self.subject {
            Subject::Request(id) => (ApprovalRecord::FundRequest(id), format!("/funds/requests/{id}")),
            Subject::Claim(id) => (ApprovalRecord::FundClaim(id), format!("/funds/claims/{id}")),
        };
        if *to == To::Owner {
            return Ok(page);
        }
        let item = approvals::waiting_about(tx.db(), record).await?;
        Ok(item.map_or(page, |item| format!("/approvals/{item}")))
    }

    /// Whom a notice goes to.
    pub async fn recipients(&self, tx: &Tx, to: &To) -> Result<Vec<UserId>, StoreError> {
        match to {
            To::Person(user) => Ok(vec![*user]),
            To::Admins => readers::admins(tx).await,
            To::Deciders => self.deciders(tx).await,
            To::DecidersAndAdmins => {
                let mut both = self.deciders(tx).await?;
                both.extend(readers::admins(tx).await?);
                both.sort_unstable();
                both.dedup();
                Ok(both)
            }
            To::Owner => {
                let owner = readers::people(tx, |sql| {
                    sql.push("id = ").bind(self.owner);
                });
                let owner = owner.await?;
                if !owner.is_empty() {
                    return Ok(owner);
                }
                readers::partner_admins(tx, self.partner_id).await
            }
        }
    }

    async fn deciders(&self, tx: &Tx) -> Result<Vec<UserId>, StoreError> {
        match self.subject {
            Subject::Request(_) => readers::in_charge(tx, &self.region).await,
            Subject::Claim(_) => readers::finance(tx).await,
        }
    }

    /// Asks the partner's admins where to pay to, when a claim is owed and they have not said.
    pub async fn ask_for_bank_account(&self, tx: &Tx) -> Result<(), StoreError> {
        if !matches!(self.subject, Subject::Claim(_)) || bank_account::is_there(tx.db(), self.partner_id).await? {
            return Ok(());
        }
        for admin in readers::partner_admins(tx, self.partner_id).await? {
            let letter = Letter::to_user(admin, "bank_account_wanted")
                .link("/company")
                .param("title", self.title.clone())
                .param("reference", self.reference.clone());
            mail::queue(tx, &letter)?;
        }
        Ok(())
    }

    /// The letter to one of them.
    pub fn letter(&self, notice: &Notice, user: UserId, path: String) -> Letter {
        let letter = Letter::to_user(user, &self.template(notice))
            .link(path)
            .param("title", self.title.clone())
            .param("reference", self.reference.clone())
            .param("partner", self.partner.clone())
            .param("due", self.due.clone())
            .param("message", self.message.clone());
        match notice {
            Notice::Escalated { note } | Notice::Assigned { note } => letter.param("note", note.clone()),
            Notice::ClaimWanted { days } => letter.param("days", days.to_string()),
            Notice::Commented { author } => letter.param("author", author.clone()),
            _ => letter,
        }
    }

    fn template(&self, notice: &Notice) -> String {
        let kind = match self.subject {
            Subject::Request(_) => "fund_request",
            Subject::Claim(_) => "fund_claim",
        };
        format!("{kind}_{}", notice.word())
    }
}
