//! The rows as SeaORM sees them, one table a file. What a column holds is said in the migration that makes it.
#![allow(missing_docs)]

pub mod account_holds;
pub mod agreement_signatures;
pub mod applications;
pub mod approvals;
pub mod attachments;
pub mod audit;
pub mod claim_invoices;
pub mod comments;
pub mod deal_products;
pub mod deal_terms;
pub mod deals;
pub mod fund_accounts;
pub mod fund_claims;
pub mod fund_payments;
pub mod fund_requests;
pub mod funds;
pub mod idempotency_keys;
pub mod invitations;
pub mod jobs;
pub mod journey_milestones;
pub mod journeys;
pub mod ledger_entries;
pub mod ledger_transactions;
pub mod live_events;
pub mod partner_bank_accounts;
pub mod partner_notes;
pub mod partners;
pub mod payment_batches;
pub mod payment_confirmations;
pub mod sessions;
pub mod settings_versions;
pub mod tax_forms;
pub mod throttles;
pub mod tokens;
pub mod users;
