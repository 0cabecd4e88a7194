//! How the application scores against the Ideal Partner Profile: what each criterion looks at, what it earned, and why.

use super::criteria::{criterion_name, criterion_reason};
use super::facts::with_program;
use crate::i18n::{self, keys, t, text_with};
use crate::ui::{Card, ProgressBar};
use entente_model::onboarding::{Application, ScoredCriterion};
use entente_model::people::ProgramInfo;
use leptos::prelude::*;

/// The card; nothing before the first hand-in.
#[component]
pub fn ScoreCard(
    /// The application.
    application: Signal<Application>,
    /// The program, for names of regions and specialties.
    program: StoredValue<Option<ProgramInfo>>,
) -> impl IntoView {
    let score = Memo::new(move |_| application.with(|application| application.score_detail.clone()));
    move || {
        score.get().map(|score| {
            let total = score.total;
            let said = move || text_with(keys::APPROVAL_SCORE_OF, &[("score", &i18n::integer(i64::from(total)))]);
            let is_empty = score.criteria.is_empty();
            let rows = score.criteria.into_iter().map(|criterion| row(program, criterion)).collect_view();
            let table = move || {
                view! {
                    <div class="table-box">
                        <table class="approval-score" role="table" aria-label=t(keys::APPROVAL_SCORE)>
                            <thead role="rowgroup">
                                <tr role="row">
                                    <th role="columnheader" scope="col">{t(keys::CRITERION_COLUMN_NAME)}</th>
                                    <th role="columnheader" scope="col">{t(keys::CRITERION_COLUMN_POINTS)}</th>
                                    <th role="columnheader" scope="col">{t(keys::CRITERION_COLUMN_REASON)}</th>
                                </tr>
                            </thead>
                            <tbody role="rowgroup">{rows}</tbody>
                        </table>
                    </div>
                }
            };
            view! {
                <Card title=keys::APPROVAL_SCORE text=keys::APPROVAL_SCORE_TEXT actions=ViewFn::from(move || view! { <span class="strong">{said}</span> })>
                    {if is_empty {
                        view! { <p class="muted">{t(keys::CRITERION_NO_PROFILE)}</p> }.into_any()
                    } else {
                        table().into_any()
                    }}
                </Card>
            }
        })
    }
}

/// A criterion: its name, a bar of the points earned of those it can earn, and the reason.
fn row(program: StoredValue<Option<ProgramInfo>>, criterion: ScoredCriterion) -> AnyView {
    let (earned, most) = (criterion.points_tenths, criterion.most_tenths);
    let name = criterion_name(&criterion.rule);
    let points = move || {
        let tenths = |tenths: u32| i18n::decimal(f64::from(tenths) / 10.0);
        text_with(
            keys::CRITERION_POINTS,
            &[("earned", &tenths(earned)), ("most", &tenths(most))],
        )
    };
    let share = if most == 0 {
        0.0
    } else {
        f64::from(earned) / f64::from(most)
    };
    let reason = move || with_program(program, |program| criterion_reason(&criterion, program));
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">{t(name)}</th>
            <td role="cell">
                <span class="approval-points">
                    <span class="number nowrap">{points}</span>
                    <ProgressBar value=share/>
                </span>
            </td>
            <td role="cell">{reason}</td>
        </tr>
    }
    .into_any()
}
