//! What the bank answered: a place for its file, what the last one did, and those before.

use super::words::{failure, outcome_name};
use crate::api::{IdempotencyKey, Reading, fund_payments};
use crate::forms::field_text;
use crate::i18n::{self, keys, t, text, text_with};
use crate::ui::{Banner, Card, Data, Field, FileDrop, FileEntry, FileState, Time, TimeStyle, Tone, announce};
use entente_model::funds::payment::{
    Confirmation, ConfirmationOutcome, ConfirmationResult, MAX_CONFIRMATION_BYTES, PaymentBatch,
};
use entente_model::ids::PaymentBatchId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

/// The kinds that the browser's dialog offers.
const ACCEPTED: &str = ".xml,.csv";
/// What the one file is known by.
const ENTRY: &str = "answer";

/// The card.
#[component]
pub(super) fn Answers(
    /// Which batch.
    batch: Signal<PaymentBatch>,
    /// Where the batch as it stands after an import is put.
    reading: Reading<PaymentBatch>,
) -> impl IntoView {
    let id = batch.with_untracked(|batch| batch.summary.id);
    let done = RwSignal::new(None::<ConfirmationResult>);
    let sending = Sending {
        id,
        entries: RwSignal::new(Vec::new()),
        kept: StoredValue::new_local(None),
        done,
        reading,
    };
    let rule = move || {
        let max = i18n::file_size(MAX_CONFIRMATION_BYTES);
        Some(text_with(keys::PAYMENTS_ANSWER_RULE, &[("max", &max)]))
    };
    let known = Memo::new(move |_| batch.with(|batch| batch.confirmations.clone()));
    view! {
        <Card title=keys::PAYMENTS_ANSWER text=keys::PAYMENTS_ANSWER_TEXT>
            <div class="stack">
                {move || done.get().map(result)}
                <Field label=keys::PAYMENTS_ANSWER_FILE group=true>
                    <FileDrop
                        entries=sending.entries
                        on_add=move |file: File| sending.take(file)
                        on_remove=move |_: String| sending.forget()
                        on_retry=move |_: String| sending.run()
                        accept=ACCEPTED
                        rule=Signal::derive(rule)
                        single=true
                    />
                </Field>
                {move || {
                    let known = known.get();
                    (!known.is_empty()).then(|| view! {
                        <div class="stack-tight">
                            <h3 class="fund-subhead">{t(keys::PAYMENTS_ANSWERS)}</h3>
                            <ul class="payments-answers">{known.iter().map(entry).collect_view()}</ul>
                        </div>
                    })
                }}
            </div>
        </Card>
    }
}

/// A file on its way. Copied freely.
#[derive(Clone, Copy)]
struct Sending {
    id: PaymentBatchId,
    entries: RwSignal<Vec<FileEntry>>,
    kept: StoredValue<Option<(File, IdempotencyKey)>, LocalStorage>,
    done: RwSignal<Option<ConfirmationResult>>,
    reading: Reading<PaymentBatch>,
}

impl Sending {
    fn take(self, file: File) {
        let size = file.size() as u64;
        let refused = if size == 0 {
            Some(text(keys::FIELD_FILE_EMPTY))
        } else if size > MAX_CONFIRMATION_BYTES {
            let max = i18n::file_size(MAX_CONFIRMATION_BYTES);
            Some(text_with(keys::FIELD_FILE_TOO_LARGE, &[("max", &max)]))
        } else {
            None
        };
        let goes = refused.is_none();
        self.done.set(None);
        self.entries.set(vec![FileEntry {
            id: ENTRY.to_owned(),
            name: file.name(),
            size,
            state: refused.map_or(FileState::Waiting, FileState::Failed),
        }]);
        self.kept.set_value(goes.then(|| (file, IdempotencyKey::new())));
        if goes {
            self.run();
        }
    }

    fn forget(self) {
        self.kept.set_value(None);
        self.entries.set(Vec::new());
    }

    /// Sends it, again under the same key after it was lost on the way.
    fn run(self) {
        let Some((file, key)) = self.kept.get_value() else {
            return;
        };
        self.set_state(FileState::Sending(0.0));
        let progress = move |part: f64| {
            let state = if part < 1.0 {
                FileState::Sending(part)
            } else {
                FileState::Checking
            };
            self.set_state(state);
        };
        spawn_local(async move {
            match fund_payments::confirm(self.id, &file, &key, progress).await {
                Ok(result) => {
                    self.kept.try_set_value(None);
                    self.entries.try_set(Vec::new());
                    self.reading.set(result.batch.clone());
                    announce(summary(&result));
                    self.done.try_set(Some(result));
                }
                Err(error) => {
                    if !error.is_outcome_unknown() {
                        self.kept.try_set_value(Some((file, IdempotencyKey::new())));
                    }
                    let said = error.fields().first().map_or_else(|| failure(&error), field_text);
                    self.set_state(FileState::Failed(said));
                }
            }
        });
    }

    fn set_state(self, state: FileState) {
        self.entries.try_update(|entries| {
            if let Some(entry) = entries.first_mut() {
                entry.state = state;
            }
        });
    }
}

fn count(confirmation: &Confirmation, outcomes: &[ConfirmationOutcome]) -> usize {
    let lines = confirmation.lines.iter();
    lines.filter(|line| outcomes.contains(&line.outcome)).count()
}

/// What somebody has to look at.
const ODD: &[ConfirmationOutcome] = &[ConfirmationOutcome::Unknown, ConfirmationOutcome::Contradicts];

/// What an answer did, in a sentence; followed by language inside a reactive closure.
fn told(confirmation: &Confirmation) -> String {
    use ConfirmationOutcome::{Bounced, Paid, Unchanged, Waiting};
    let number = |outcomes: &[ConfirmationOutcome]| {
        i18n::integer(i64::try_from(count(confirmation, outcomes)).unwrap_or(i64::MAX))
    };
    let told = text_with(
        keys::PAYMENTS_ANSWER_TOLD,
        &[
            ("paid", &number(&[Paid])),
            ("bounced", &number(&[Bounced])),
            ("unchanged", &number(&[Unchanged, Waiting])),
        ],
    );
    if count(confirmation, ODD) == 0 {
        return told;
    }
    text_with(
        keys::PAYMENTS_ANSWER_TOLD_ODD,
        &[("told", &told), ("odd", &number(ODD))],
    )
}

fn summary(result: &ConfirmationResult) -> String {
    if result.repeated {
        text(keys::PAYMENTS_ANSWER_REPEATED)
    } else {
        told(&result.confirmation)
    }
}

/// What the last import did; the list below says what of it somebody has to look at.
fn result(result: ConfirmationResult) -> AnyView {
    let is_bad =
        count(&result.confirmation, ODD) > 0 || count(&result.confirmation, &[ConfirmationOutcome::Bounced]) > 0;
    let tone = match (result.repeated, is_bad) {
        (true, _) => Tone::Info,
        (false, true) => Tone::Warning,
        (false, false) => Tone::Success,
    };
    let line = Signal::derive(move || summary(&result));
    view! { <Banner title=line tone=tone takes_focus=true/> }.into_any()
}

/// An answer that was imported, with what of it somebody has to look at.
fn entry(confirmation: &Confirmation) -> AnyView {
    let at = confirmation.imported_at;
    let (name, person) = (confirmation.name.clone(), confirmation.imported_by.name.clone());
    let said = confirmation.clone();
    let odd = confirmation.lines.iter().filter(|line| ODD.contains(&line.outcome));
    let odd = odd.cloned().map(|line| {
        let outcome = line.outcome;
        view! { <li><Data value=line.end_to_end class="number"/> " – " {move || text(outcome_name(outcome))}</li> }
    });
    let odd: Vec<_> = odd.collect();
    view! {
        <li>
            <Data value=name class="strong"/>
            <span class="small muted">
                <Time value=at style=TimeStyle::DateTime/> " · " <Data value=person/> " · " {move || told(&said)}
            </span>
            {(!odd.is_empty()).then(|| view! { <ul class="payments-odd">{odd}</ul> })}
        </li>
    }
    .into_any()
}
