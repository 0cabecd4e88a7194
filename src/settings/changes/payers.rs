//! What differs in the accounts that pay.

use super::pair::strict_pairs;
use super::{Field, Found, Shown, Subject};
use crate::settings::raw::in_fours;
use entente_model::funds::payment::{BankAccount, PayerAccount};

impl Found {
    /// Each currency has its account: one of another currency is another one.
    pub(super) fn payers(&mut self, old: &[PayerAccount], new: &[PayerAccount]) {
        for pair in strict_pairs(old, new, |payer| &payer.currency) {
            if let (Some(old), Some(new)) = pair {
                self.subject = Subject::Named(new.currency.clone());
                self.account(&old.account, &new.account);
                self.subject = Subject::Only;
            } else {
                let (before, after) = pair;
                self.push(Field::Payer, before.map(whole), after.map(whole));
            }
        }
    }

    fn account(&mut self, old: &BankAccount, new: &BankAccount) {
        let text = |text: &String| Shown::Text(text.clone());
        self.differ(Field::BankCountry, &old.country, &new.country, |country| {
            Shown::Country(country.clone())
        });
        self.differ(Field::AccountHolder, &old.holder, &new.holder, text);
        self.differ(Field::Iban, &old.iban, &new.iban, |iban| Shown::Text(in_fours(iban)));
        self.differ(Field::AccountNumber, &old.number, &new.number, text);
        self.differ(Field::Clearing, &old.clearing, &new.clearing, text);
        self.differ(Field::Bic, &old.bic, &new.bic, text);
    }
}

/// An account in a line: what it pays in, whose it is, and which.
fn whole(payer: &PayerAccount) -> Shown {
    let account = &payer.account;
    let number = if account.iban.is_empty() {
        account.number.clone()
    } else {
        in_fours(&account.iban)
    };
    let parts = [payer.currency.clone(), account.holder.clone(), number];
    let known: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Shown::Text(known.join(" · "))
}
