//! Handing a registration in: who holds the account, whether a rule approves by itself, and what a manager should look at.

use super::clock;
use super::notify::{self, Notice, To};
use super::record::{self, Registration};
use super::store::{write_products, write_terms};
use super::succession::pass_on;
use super::whole::Whole;
use crate::approvals::{self, About, Opening};
use crate::conflict::holds::{self, Held, Taken};
use crate::conflict::{self, Candidate};
use crate::onboarding::journeys;
use crate::partners::firsts;
use crate::settings::InEffect;
use crate::store::StoreError;
use crate::store::entities::deals;
use crate::work::{Work, moved_on_unless};
use entente_model::approvals::rules::{RuleInput, first_approving, is_high_value};
use entente_model::approvals::{ApprovalKind, RiskFlag};
use entente_model::conflict::{Account, registrable_domain};
use entente_model::deals::transition::{apply, rule_label};
use entente_model::deals::{Actor, DealDraft, DealEvent, Occurrence, ProgramRules};
use entente_model::ids::PartnerId;
use entente_model::money::Money;
use entente_model::onboarding::TaskKind;
use entente_model::problem::{FieldCode, FieldError, Problem};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use std::collections::BTreeSet;

/// Hands a draft, or a returned registration, in.
pub async fn submit(work: &mut Work<'_>, deal: &mut Whole) -> Result<(), StoreError> {
    let before = deal.facts.clone();
    let settings = work.settings;
    let fields = record::fields(&deal.row)?;
    let due = settings.decision_due(&deal.row.region, work.now);
    let submitted = Occurrence::Partner(DealEvent::Submit {});
    let mut after = apply(
        &before,
        &submitted,
        Actor::Partner,
        work.now,
        &settings.settings.deals,
        due,
    )
    .map_err(Problem::from)?;
    let mut errors = fields.check_complete(work.now.date_naive(), &ProgramRules::from(&settings.settings));
    // Only the server knows the public suffixes: `co.uk` looks like a domain and is nobody's.
    let is_sound = errors.iter().all(|error| error.pointer != "/customer_domain");
    if is_sound && registrable_domain(&fields.customer_domain).is_none() {
        errors.push(FieldError::new("/customer_domain", FieldCode::InvalidDomain));
    }
    if !errors.is_empty() {
        return Err(Problem::fields(errors).into());
    }
    let account = Account::from_typed(
        &fields.customer_name,
        &fields.customer_domain,
        &fields.customer_country,
        &settings.groups,
    );
    let freed = holds::release(work.db, deal.row.id).await?;
    let stake = Stake::claim(work, deal, &account, &fields, &freed).await?;
    after.progress.holds_account = stake.holds;
    let rule = stake.approving_rule(settings, deal, &fields);
    if let Some(rule) = &rule {
        let approved = Occurrence::AutoApprove {
            rule: rule.clone(),
            settings_version: settings.number,
        };
        after = apply(
            &after,
            &approved,
            Actor::Portal,
            work.now,
            &settings.settings.deals,
            due,
        )
        .map_err(Problem::from)?;
    }
    let registration = Registration {
        id: deal.row.id,
        reference: &deal.row.reference,
        partner_id: deal.row.partner_id,
        region: &deal.row.region,
        owner_id: deal.row.owner_id,
        fields: &fields,
        facts: &after,
        account: Some(&account),
        created_at: deal.row.created_at,
        updated_at: work.now,
        version: deal.row.version + 1,
    };
    let row = registration.row()?;
    replace(work.db, &row, deal.row.version).await?;
    write_products(work.db, deal.row.id, &fields).await?;
    write_terms(work.db, deal.row.id, &fields, &deal.row.reference).await?;
    deal.row = row;
    deal.facts = after;
    clock::wind(work, deal, &before)?;
    work.publish_deal(deal);
    work.audit("deal.submitted", deal, |entry| entry);
    if before.progress.submitted_at.is_none() {
        let partner = PartnerId(deal.row.partner_id);
        firsts::registered(work, partner).await?;
        journeys::one_more(work, partner, TaskKind::RegisterDeal).await?;
    }
    let opening = Opening {
        kind: ApprovalKind::DealRegistration,
        request: String::new(),
        flags: stake.flags(settings, &fields),
        due_at: due,
        rule: rule.as_deref().map(|rule| rule_label(rule, settings.number)),
    };
    approvals::open(work, About::Deal(deal), opening).await?;
    match rule {
        Some(rule) => {
            let number = settings.number;
            work.audit("deal.approved", deal, |entry| {
                entry
                    .by(crate::store::Actor::default())
                    .param("rule", rule)
                    .param("settings_version", number)
            });
            notify::queue(work, deal, Notice::Approved, To::Owner)?;
        }
        None => notify::queue(work, deal, Notice::Submitted, To::Managers)?,
    }
    let kept = conflict::hold_keys(&account, settings);
    let freed: Vec<Held> = freed
        .into_iter()
        .filter(|(key, _)| !stake.holds || !kept.contains(key))
        .collect();
    pass_on(work, &freed, None).await
}

/// What a registration meets when it claims its account.
pub struct Stake {
    /// Whether it holds the account now.
    pub holds: bool,
    others: Vec<Candidate>,
    reserved: bool,
}

impl Stake {
    /// Takes the account for a deal if nobody holds it and nobody waited for it before, and looks who else names it. `held` is what
    /// the deal itself held until now: nobody's turn has come for that.
    pub async fn claim(
        work: &mut Work<'_>,
        deal: &Whole,
        account: &Account,
        fields: &DealDraft,
        held: &[Held],
    ) -> Result<Stake, StoreError> {
        let settings = work.settings;
        let products: Vec<&str> = record::product_codes(fields).into_iter().collect();
        let keys = conflict::hold_keys(account, settings);
        let mut taken = holds::take(work.db, deal.row.id, &keys, products.iter().copied()).await?;
        let others = conflict::find(work.db, settings, account, &products, Some(deal.row.id)).await?;
        let since = deal.facts.progress.submitted_at.unwrap_or(work.now);
        let was_held = |product: &String| keys.iter().all(|key| held.contains(&(key.clone(), product.clone())));
        let overtaken = |other: &Candidate| other.waits_since_before(since) && !other.shared.iter().all(was_held);
        if taken == Taken::Holds && others.iter().any(overtaken) {
            // It is free only because the decision that freed it does not stand for good yet: the turn is another's.
            let freed = holds::release(work.db, deal.row.id).await?;
            pass_on(work, &freed, Some(deal.row.id)).await?;
            taken = holds::take(work.db, deal.row.id, &keys, products.iter().copied()).await?;
        }
        let reserved = !settings.reserved.touched_by(account).is_empty();
        Ok(Stake {
            holds: taken == Taken::Holds,
            others,
            reserved,
        })
    }

    /// The rule that approves by itself: only what nothing conflicts with, not even possibly.
    fn approving_rule(&self, settings: &InEffect, deal: &Whole, fields: &DealDraft) -> Option<String> {
        let products: Vec<&str> = record::product_codes(fields).into_iter().collect();
        let value = fields.value.as_ref()?;
        let conflict = !self.holds || self.reserved || !self.others.is_empty();
        let input = rule_input(deal, value, &products, conflict);
        first_approving(&settings.settings.auto_approval, &input)
            .filter(|_| !conflict)
            .map(|rule| rule.name.clone())
    }

    /// What a manager should look at.
    pub fn flags(&self, settings: &InEffect, fields: &DealDraft) -> BTreeSet<RiskFlag> {
        let mut flags = BTreeSet::new();
        let mut flag = |holds: bool, flag: RiskFlag| {
            if holds {
                flags.insert(flag);
            }
        };
        flag(!self.holds, RiskFlag::Conflict);
        flag(
            self.others.iter().any(|other| !other.matched.certain),
            RiskFlag::PossibleConflict,
        );
        flag(self.reserved, RiskFlag::Reserved);
        let high = |value: &Money| is_high_value(&settings.settings.auto_approval, value);
        flag(fields.value.as_ref().is_some_and(high), RiskFlag::HighValue);
        flags
    }
}

/// What rules that approve by themselves look at.
pub fn rule_input<'a>(deal: &'a Whole, value: &'a Money, products: &'a [&'a str], conflict: bool) -> RuleInput<'a> {
    RuleInput {
        tier: deal.partner.tier,
        value,
        region: &deal.row.region,
        products,
        conflict,
        certified: deal.partner.certified,
    }
}

/// Writes a row whole, if nobody changed it since it was read.
pub async fn replace<C: ConnectionTrait>(db: &C, row: &deals::Model, seen: i64) -> Result<(), StoreError> {
    let model = row.clone().into_active_model().reset_all();
    let written = deals::Entity::update_many()
        .set(model)
        .filter(deals::Column::Id.eq(row.id))
        .filter(deals::Column::Version.eq(seen))
        .exec(db)
        .await?;
    moved_on_unless(written.rows_affected)
}
