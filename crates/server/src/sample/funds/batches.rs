//! Payments of claims in batches: one for each week and currency of what was paid, and one that is being put together. With the program's key
//! their files were made and the bank has answered; without one nobody's account is known, and finance has said by hand what it paid.

use super::super::people::{People, Somebody};
use super::super::random::Chance;
use super::super::world::World;
use super::FundRows;
use super::bank::Kept;
use super::paying::{Due, made_at};
use crate::auth::side_text;
use crate::deals::reference;
use crate::files::Files;
use crate::funds::payments::set_sums;
use crate::store::StoreError;
use crate::store::entities::{audit, fund_payments, partner_bank_accounts, payment_batches, payment_confirmations};
use chrono::{DateTime, Duration, Utc};
use entente_model::funds::payment::{
    ConfirmationLine, ConfirmationOutcome, PayerAccount, PaymentFileFormat, PaymentState, Verdict,
};
use entente_model::people::Side;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Writes the batches of what was paid and of what is owed, made by somebody of finance. Partners have bank accounts when there are files that
/// can keep them encrypted.
pub fn draw(
    world: &World,
    people: &People,
    finance: &Somebody,
    files: Option<&Files>,
    rows: &mut FundRows,
) -> Result<(), StoreError> {
    let mut dues = std::mem::take(&mut rows.dues);
    dues.sort_by_key(|due| (due.approved_at, due.claim_id));
    let mut paid: BTreeMap<(DateTime<Utc>, String), Vec<Due>> = BTreeMap::new();
    let mut owed: BTreeMap<String, Vec<Due>> = BTreeMap::new();
    for due in dues {
        let currency = due.currency.clone();
        match due.paid {
            Some((_, at)) => paid.entry((at, currency)).or_default().push(due),
            None => owed.entry(currency).or_default().push(due),
        }
    }
    // What was approved last is in no batch yet.
    for waiting in owed.values_mut().filter(|waiting| waiting.len() > 1) {
        waiting.pop();
    }
    let mut teller = Teller {
        world,
        finance,
        chance: Chance::new(world.seed, "fund_payment", 0),
        accounts: BTreeMap::new(),
        rows,
    };
    if let Some(files) = files {
        let in_batches = paid.values().chain(owed.values()).flatten();
        teller.keep_accounts(people, files, in_batches)?;
    }
    for ((paid_at, currency), dues) in &paid {
        teller.paid(*paid_at, currency, dues)?;
    }
    for (currency, dues) in &owed {
        teller.open(currency, dues)?;
    }
    Ok(())
}

struct Teller<'a> {
    world: &'a World,
    finance: &'a Somebody,
    chance: Chance,
    /// Where partners are paid to.
    accounts: BTreeMap<Uuid, Kept>,
    rows: &'a mut FundRows,
}

impl Teller<'_> {
    /// Partners have said where to pay to, soon after they handed their first claim in.
    fn keep_accounts<'due>(
        &mut self,
        people: &People,
        files: &Files,
        dues: impl Iterator<Item = &'due Due>,
    ) -> Result<(), StoreError> {
        let mut first: BTreeMap<Uuid, DateTime<Utc>> = BTreeMap::new();
        for due in dues {
            let known = first.entry(due.partner_id).or_insert(due.handed_in_at);
            *known = due.handed_in_at.min(*known);
        }
        for (partner, row) in people.partners.iter().zip(&people.partner_rows) {
            let (Some(handed_in_at), Some(admin)) = (first.get(&partner.id), partner.people.first()) else {
                continue;
            };
            let at = *handed_in_at + Duration::minutes(self.chance.between(5, 90));
            let kept = Kept::draw(partner, row, files, &mut self.chance)?;
            self.rows.bank_accounts.push(partner_bank_accounts::Model {
                partner_id: partner.id,
                sealed: kept.sealed.clone(),
                masked: kept.masked.clone(),
                country: kept.country.clone(),
                changed_by: admin.id,
                changer_name: admin.name.clone(),
                changed_at: at,
                version: 1,
            });
            let (subject, by) = (("partner", partner.id), (admin, Side::Partner));
            self.enter((at, "partner.bank_account_saved"), subject, by, json!({}));
            self.accounts.insert(partner.id, kept);
        }
        Ok(())
    }

    /// A batch of what was known to be paid at a moment.
    fn paid(&mut self, paid_at: DateTime<Utc>, currency: &str, dues: &[Due]) -> Result<(), StoreError> {
        let mut batch = self.begin(made_at(paid_at), currency);
        let mut payments: Vec<fund_payments::Model> = Vec::with_capacity(dues.len());
        for due in dues {
            let id = due.paid.map(|(id, _)| id);
            payments.push(self.payment(&batch, due, id));
        }
        set_sums(&mut batch, &payments)?;
        self.tell_created(&batch);
        let payer = self.world.settings().funds.payer_of(currency);
        let can_export = dues.iter().all(|due| self.accounts.contains_key(&due.partner_id));
        let exported = payer.filter(|_| can_export);
        if let Some(payer) = exported {
            self.export(&mut batch, &mut payments, payer, paid_at)?;
        }
        settle(&mut payments, paid_at, self.finance);
        if exported.is_some() {
            self.confirm(&mut batch, &payments, paid_at)?;
        } else {
            self.mark(&mut batch, &payments, paid_at);
        }
        set_sums(&mut batch, &payments)?;
        self.rows.payments.append(&mut payments);
        self.rows.batches.push(batch);
        Ok(())
    }

    /// A batch that is being put together, of what is owed.
    fn open(&mut self, currency: &str, dues: &[Due]) -> Result<(), StoreError> {
        let Some(approved_at) = dues.last().map(|due| due.approved_at) else {
            return Ok(());
        };
        let made_at = approved_at + Duration::minutes(self.chance.between(20, 50));
        let mut batch = self.begin(made_at.min(self.world.now - Duration::minutes(1)), currency);
        let mut payments: Vec<fund_payments::Model> = Vec::with_capacity(dues.len());
        for due in dues {
            payments.push(self.payment(&batch, due, None));
        }
        set_sums(&mut batch, &payments)?;
        self.tell_created(&batch);
        self.rows.payments.append(&mut payments);
        self.rows.batches.push(batch);
        Ok(())
    }

    fn begin(&mut self, made_at: DateTime<Utc>, currency: &str) -> payment_batches::Model {
        let id = self.chance.uuid(made_at);
        payment_batches::Model {
            id,
            reference: reference(id),
            currency: currency.to_owned(),
            state: String::new(),
            minor: 0,
            payments: 0,
            paid: 0,
            bounced: 0,
            created_by: self.finance.id,
            creator_name: self.finance.name.clone(),
            created_at: made_at,
            exported_at: None,
            execute_on: None,
            payer: String::new(),
            updated_at: made_at,
            version: 1,
        }
    }

    /// A payment that waits, with the id that its claim names or one of its own.
    fn payment(&mut self, batch: &payment_batches::Model, due: &Due, id: Option<Uuid>) -> fund_payments::Model {
        fund_payments::Model {
            id: id.unwrap_or_else(|| self.chance.uuid(batch.created_at)),
            batch_id: batch.id,
            claim_id: due.claim_id,
            partner_id: due.partner_id,
            end_to_end: due.reference.clone(),
            minor: due.minor,
            state: PaymentState::Waiting.as_str().to_owned(),
            reason: String::new(),
            account: Vec::new(),
            masked: String::new(),
            settled_at: None,
            settled_by: None,
            settler_name: String::new(),
            created_at: batch.created_at,
        }
    }

    fn tell_created(&mut self, batch: &payment_batches::Model) {
        let params = json!({ "minor": batch.minor, "currency": batch.currency, "payments": batch.payments });
        self.tell(batch, batch.created_at, "payment_batch.created", params);
    }

    /// The file for the bank, some minutes after the batch was made, with the accounts as they were then; and read, to be sent to the bank.
    fn export(
        &mut self,
        batch: &mut payment_batches::Model,
        payments: &mut [fund_payments::Model],
        payer: &PayerAccount,
        paid_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        for payment in payments.iter_mut() {
            if let Some(kept) = self.accounts.get(&payment.partner_id) {
                payment.account.clone_from(&kept.sealed);
                payment.masked.clone_from(&kept.masked);
            }
        }
        let at = batch.created_at + Duration::minutes(self.chance.between(4, 25));
        let execute_on = paid_at.date_naive();
        batch.payer = serde_json::to_string(payer)?;
        batch.exported_at = Some(at);
        batch.execute_on = Some(execute_on);
        batch.version += 1;
        let params = json!({ "minor": batch.minor, "currency": batch.currency, "execute_on": execute_on.to_string() });
        self.tell(batch, at, "payment_batch.exported", params);
        let read_at = at + Duration::minutes(1);
        let params = json!({ "format": PaymentFileFormat::Pain001.as_str() });
        self.tell(batch, read_at, "payment_batch.file_read", params);
        let partners: BTreeSet<Uuid> = payments.iter().map(|payment| payment.partner_id).collect();
        for partner in partners {
            let params = json!({ "reference": batch.reference });
            let (subject, by) = (("partner", partner), (self.finance, Side::Vendor));
            self.enter((read_at, "partner.bank_account_read"), subject, by, params);
        }
        Ok(())
    }

    /// The bank's answer, that all was paid.
    fn confirm(
        &mut self,
        batch: &mut payment_batches::Model,
        payments: &[fund_payments::Model],
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut file = "end_to_end,status,reason\n".to_owned();
        let mut lines = Vec::with_capacity(payments.len());
        for payment in payments {
            file.push_str(&format!("{},ACSC,\n", payment.end_to_end));
            lines.push(ConfirmationLine {
                end_to_end: payment.end_to_end.clone(),
                outcome: ConfirmationOutcome::Paid,
                reason: String::new(),
            });
        }
        self.rows.confirmations.push(payment_confirmations::Model {
            id: self.chance.uuid(at),
            batch_id: batch.id,
            sha256: Sha256::digest(file.as_bytes()).to_vec(),
            name: format!("status-{}.csv", at.date_naive()),
            lines: serde_json::to_string(&lines)?,
            imported_by: self.finance.id,
            importer_name: self.finance.name.clone(),
            imported_at: at,
        });
        batch.updated_at = at;
        batch.version += 1;
        let params = json!({ "paid": payments.len(), "bounced": 0 });
        self.tell(batch, at, "payment_batch.confirmed", params);
        Ok(())
    }

    /// Finance says of each by hand that it was paid.
    fn mark(&mut self, batch: &mut payment_batches::Model, payments: &[fund_payments::Model], at: DateTime<Utc>) {
        for payment in payments {
            batch.updated_at = at;
            batch.version += 1;
            let params = json!({ "end_to_end": payment.end_to_end, "verdict": Verdict::Paid.as_str() });
            self.tell(batch, at, "payment_batch.marked", params);
        }
    }

    /// An entry about a batch, which is the vendor's own business.
    fn tell(&mut self, batch: &payment_batches::Model, at: DateTime<Utc>, kind: &str, mut params: Value) {
        params["reference"] = Value::from(batch.reference.as_str());
        let by = (self.finance, Side::Vendor);
        self.enter((at, kind), ("payment_batch", batch.id), by, params);
    }

    fn enter(
        &mut self,
        (at, kind): (DateTime<Utc>, &str),
        (subject_kind, subject_id): (&str, Uuid),
        (somebody, side): (&Somebody, Side),
        params: Value,
    ) {
        self.rows.audit.push(audit::Model {
            id: self.chance.uuid(at),
            at,
            actor_id: Some(somebody.id),
            actor_name: somebody.name.clone(),
            side: Some(side_text(side).to_owned()),
            kind: kind.to_owned(),
            subject_kind: subject_kind.to_owned(),
            subject_id,
            partner_id: (subject_kind == "partner").then_some(subject_id),
            internal: side == Side::Vendor,
            params: params.to_string(),
        });
    }
}

/// All of them were paid, as somebody knows from a moment on.
fn settle(payments: &mut [fund_payments::Model], at: DateTime<Utc>, by: &Somebody) {
    for payment in payments {
        payment.state = PaymentState::Paid.as_str().to_owned();
        payment.settled_at = Some(at);
        payment.settled_by = Some(by.id);
        payment.settler_name.clone_from(&by.name);
    }
}
