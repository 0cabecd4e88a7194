//! What an activity is to cost, line by line, as every page shows it that shows a request.

use super::facts::budget_line;
use crate::i18n::{self, keys, t, text_with};
use crate::ui::{Data, Money};
use entente_model::funds::request::FundRequest;
use leptos::prelude::*;

/// What it costs, line by line, and how much of it is asked for.
#[component]
pub fn BudgetTable(
    /// The request.
    request: Signal<FundRequest>,
) -> impl IntoView {
    let fields = Memo::new(move |_| request.with(|request| request.fields.clone()));
    let rows = move || {
        let fields = fields.get();
        let currency = fields.currency;
        fields
            .lines
            .into_iter()
            .map(|cost| {
                let (minor, currency) = (cost.minor, currency.clone());
                let name = Signal::derive(move || budget_line(&cost));
                view! {
                    <tr>
                        <th scope="row"><Data value=name/></th>
                        <td class="end"><Money minor=minor currency=currency/></td>
                    </tr>
                }
            })
            .collect_view()
    };
    let currency = Signal::derive(move || fields.with(|fields| fields.currency.clone()));
    let planned = Signal::derive(move || fields.with(|fields| fields.planned()));
    let asked = Signal::derive(move || fields.with(|fields| fields.asked.unwrap_or(0)));
    // How much of the cost that is, and how much the partner's tier could have asked for.
    let share = move || {
        let planned = planned.get();
        let most = request.with(|request| request.progress.terms.as_ref().map(|terms| terms.share_per_mille));
        let (true, Some(most)) = (planned > 0, most) else {
            return String::new();
        };
        let share = asked.get() as f64 / planned as f64;
        text_with(
            keys::APPROVAL_FUND_SHARE,
            &[
                ("share", &i18n::percent(share)),
                ("most", &i18n::percent(f64::from(most) / 1_000.0)),
            ],
        )
    };
    view! {
        <table class="approval-costs" aria-label=t(keys::FUND_FACT_COSTS)>
            <tbody>{rows}</tbody>
            <tfoot>
                <tr>
                    <th scope="row">{t(keys::APPROVAL_FUND_PLANNED)}</th>
                    <td class="end"><Money minor=planned currency=currency/></td>
                </tr>
                <tr class="strong">
                    <th scope="row">{t(keys::FUND_FACT_ASKED)}<span class="cell-sub">{share}</span></th>
                    <td class="end"><Money minor=asked currency=currency/></td>
                </tr>
            </tfoot>
        </table>
    }
}
