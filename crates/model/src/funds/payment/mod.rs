//! Payments: approved claims that finance pays in batches, the file that the bank is given, and what the bank says became of it.

mod account_check;
mod bank_account;
mod batch;
mod confirmation;
mod csv;
mod iban;
mod latin;
mod pain001;
mod refusal;
mod state;
mod views;
mod xml;

pub use bank_account::{BankAccount, BankAccountStanding, PayerAccount, limits};
pub use batch::{
    MOST_PAYMENTS, NewPaymentBatch, PaymentBatchCancel, PaymentExport, PaymentFileFormat, PaymentMark, REASON,
    export_allowed, open_allowed,
};
pub use confirmation::{BankAnswer, BankLine, ConfirmationLine, ConfirmationOutcome, MAX_CONFIRMATION_BYTES, outcomes};
pub use csv::{COLUMNS, rows};
pub use iban::{is_bic, is_iban, is_sepa};
pub use latin::{is_latin, latin};
pub use pain001::{Initiation, NAMESPACE, Transfer, payment_file, remittance};
pub use refusal::{PaymentRefusal, PaymentRefusalCode};
pub use state::{BatchState, PaymentState, Verdict};
pub use views::{
    Confirmation, ConfirmationResult, Owed, OwedClaim, OwedSum, Payment, PaymentBatch, PaymentBatchSummary,
};
