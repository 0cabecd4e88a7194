//! A batch as a table, for banks and people who take no ISO 20022. How cells are quoted and defused is the writer's.

use super::pain001::Initiation;

/// The columns.
pub const COLUMNS: [&str; 11] = [
    "end_to_end",
    "amount",
    "currency",
    "execute_on",
    "holder",
    "iban",
    "bic",
    "account_number",
    "clearing",
    "bank_country",
    "remittance",
];

/// The rows, one a payment, in the file's order. Texts stand as they are: a table has more characters than a bank's format.
pub fn rows(batch: &Initiation) -> Vec<[String; 11]> {
    let row = |transfer: &super::pain001::Transfer| {
        let account = transfer.account.clone();
        [
            transfer.end_to_end.clone(),
            batch.amount(transfer.minor),
            batch.payer.currency.clone(),
            batch.execute_on.to_string(),
            account.holder,
            account.iban,
            account.bic,
            account.number,
            account.clearing,
            account.country,
            transfer.remittance.clone(),
        ]
    };
    batch.transfers.iter().map(row).collect()
}
