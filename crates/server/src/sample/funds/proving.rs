//! How a claim is written: begun, and proven with files.

use super::super::journeys::Paper;
use super::drawn;
use super::life::{Claiming, Life};
use super::proofs::Pictures;
use super::trail::told;
use crate::auth::side_text;
use crate::deals::reference;
use crate::funds::claims::set_fields;
use crate::store::StoreError;
use crate::store::entities::{attachments, fund_claims};
use chrono::Duration;
use entente_model::funds::activity::ProofKind;
use entente_model::funds::claim::{ClaimFacts, ClaimProof};
use entente_model::ids::AttachmentId;
use entente_model::people::Side;

impl Life<'_> {
    /// A claim with its files, begun just before it is handed in.
    pub fn begin_claim(&mut self, pictures: &Pictures) -> Result<(), StoreError> {
        let begun = self.at;
        let today = self.world.in_effect.day_in(self.cast.region, begun);
        let id = self.chance.uuid(begun);
        let fields = drawn::claim(&self.fields, &self.facts, (self.number, today), &mut self.chance);
        let row = fund_claims::Model {
            id,
            reference: reference(id),
            request_id: self.row.id,
            fund_id: self.fund.id.0,
            partner_id: self.row.partner_id,
            region: self.row.region.clone(),
            owner_id: self.cast.owner.id,
            owner_name: self.cast.owner.name.clone(),
            state: String::new(),
            minor: 0,
            fields: String::new(),
            progress: String::new(),
            due_at: None,
            submitted_at: begun,
            updated_at: begun,
            created_at: begun,
            version: 1 + self.chance.between(3, 12),
        };
        let mut claim = Claiming {
            row,
            facts: ClaimFacts::draft(),
            fields,
            proofs: Vec::new(),
        };
        set_fields(&mut claim.row, &claim.fields, (&self.fields, &self.facts.progress))?;
        self.claim = Some(claim);
        let rules = self
            .fields
            .activity
            .and_then(|activity| self.world.settings().funds.rules_of(activity));
        let needed: Vec<ProofKind> = rules.map_or_else(Vec::new, |rules| rules.proofs_for(&self.fields.run).collect());
        for kind in needed {
            self.at += Duration::minutes(self.chance.between(2, 9));
            self.prove(kind, pictures);
        }
        self.at += Duration::minutes(self.chance.between(3, 20));
        if let Some(claim) = &mut self.claim {
            claim.row.updated_at = self.at;
        }
        Ok(())
    }

    /// Attaches a file.
    fn prove(&mut self, kind: ProofKind, pictures: &Pictures) {
        let Some(subject) = self.claim.as_ref().map(|claim| claim.row.id) else {
            return;
        };
        let ends_on = self.row.ends_on;
        let proof = pictures.proof(
            kind,
            (self.row.title.as_str(), ends_on),
            self.cast.partner.market,
            &mut self.chance,
        );
        let (id, key) = (
            self.chance.uuid(self.at),
            self.chance.uuid(self.at).simple().to_string(),
        );
        let size = i64::try_from(proof.content.len()).unwrap_or(i64::MAX);
        let params = told([
            ("name", proof.name.clone().into()),
            ("size", size.into()),
            ("proof", kind.as_str().into()),
        ]);
        self.rows.attachments.push(attachments::Model {
            id,
            subject_id: subject,
            partner_id: self.row.partner_id,
            name: proof.name,
            media_type: proof.media_type.to_owned(),
            size,
            object_key: key.clone(),
            author_id: self.cast.owner.id,
            author_name: self.cast.owner.name.clone(),
            side: side_text(Side::Partner).to_owned(),
            created_at: self.at,
            proof: Some(kind.as_str().to_owned()),
        });
        self.rows.papers.push(Paper::plain(key, proof.content));
        if let Some(claim) = &mut self.claim {
            claim.proofs.push(ClaimProof {
                attachment_id: AttachmentId(id),
                kind,
            });
        }
        let by = self.by_owner();
        self.enter_claim(("fund_claim.file_added", false), by, params);
    }

    /// What is still missing from a claim that is being written: the last of its files, and what came of the activity.
    pub fn leave_unproven(&mut self) -> Result<(), StoreError> {
        let Some(claim) = &mut self.claim else { return Ok(()) };
        let is_proven = claim.proofs.pop().is_some();
        claim.fields.leads = None;
        claim.fields.pipeline = None;
        claim.fields.won = None;
        set_fields(&mut claim.row, &claim.fields, (&self.fields, &self.facts.progress))?;
        if is_proven {
            self.rows.attachments.pop();
            self.rows.papers.pop();
            self.rows.audit.pop();
        }
        Ok(())
    }
}
