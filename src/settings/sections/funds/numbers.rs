//! Days and files, each with its unit, what it does and what a new program begins with.

use crate::i18n::{Key, file_size, integer, keys, text_plural};
use crate::settings::editor::{Editor, number_style};
use crate::settings::figure::Figure;
use crate::settings::raw::{RawFunds, write_funds};
use entente_model::settings::FundSettings;
use leptos::prelude::*;

/// How a figure is drawn: its pointer, its label, hint and unit, its text, its default in words, and the same as typed.
struct Drawn {
    editor: Editor,
    name: &'static str,
    words: [Key; 3],
    value: RwSignal<String>,
    default: Signal<String>,
    of: fn(RawFunds) -> String,
}

impl Drawn {
    fn view(self) -> AnyView {
        let [label, hint, unit] = self.words;
        let of = self.of;
        Figure {
            editor: self.editor,
            name: self.name,
            label,
            hint,
            unit,
            value: self.value,
            default: self.default,
            usual: Signal::derive(move || of(write_funds(&FundSettings::initial(), number_style()))),
        }
        .view()
    }
}

/// The days between a request, its decision, the activity and its claim.
pub(super) fn of_times(editor: Editor) -> Vec<AnyView> {
    let (fields, usual) = (editor.funds, FundSettings::initial());
    let days = |count: u32| Signal::derive(move || text_plural(keys::SETTINGS_DAYS, count.into()));
    let business_days = |count: u32| Signal::derive(move || text_plural(keys::SETTINGS_BUSINESS_DAYS, count.into()));
    let reminders: Vec<String> = usual.reminder_days.iter().map(u32::to_string).collect();
    let drawn = [
        Drawn {
            editor,
            name: "/settings/funds/lead_days",
            words: [
                keys::SETTINGS_FIELD_LEAD_DAYS,
                keys::SETTINGS_HINT_LEAD_DAYS,
                keys::SETTINGS_UNIT_DAYS,
            ],
            value: fields.lead_days,
            default: days(usual.lead_days),
            of: |usual| usual.lead_days,
        },
        Drawn {
            editor,
            name: "/settings/funds/decision_business_days",
            words: [
                keys::SETTINGS_FIELD_FUND_DECISION,
                keys::SETTINGS_HINT_FUND_DECISION,
                keys::SETTINGS_UNIT_BUSINESS_DAYS,
            ],
            value: fields.decision_business_days,
            default: business_days(usual.decision_business_days),
            of: |usual| usual.decision_business_days,
        },
        Drawn {
            editor,
            name: "/settings/funds/answer_days",
            words: [
                keys::SETTINGS_FIELD_FUND_ANSWER,
                keys::SETTINGS_HINT_FUND_ANSWER,
                keys::SETTINGS_UNIT_DAYS,
            ],
            value: fields.answer_days,
            default: days(usual.answer_days),
            of: |usual| usual.answer_days,
        },
        Drawn {
            editor,
            name: "/settings/funds/claim_days",
            words: [
                keys::SETTINGS_FIELD_CLAIM_DAYS,
                keys::SETTINGS_HINT_CLAIM_DAYS,
                keys::SETTINGS_UNIT_DAYS,
            ],
            value: fields.claim_days,
            default: days(usual.claim_days),
            of: |usual| usual.claim_days,
        },
        Drawn {
            editor,
            name: "/settings/funds/reminder_days",
            words: [
                keys::SETTINGS_FIELD_FUND_REMINDERS,
                keys::SETTINGS_HINT_FUND_REMINDERS,
                keys::SETTINGS_UNIT_DAYS,
            ],
            value: fields.reminder_days,
            default: Signal::stored(reminders.join(", ")),
            of: |usual| usual.reminder_days,
        },
        Drawn {
            editor,
            name: "/settings/funds/claim_decision_business_days",
            words: [
                keys::SETTINGS_FIELD_CLAIM_DECISION,
                keys::SETTINGS_HINT_CLAIM_DECISION,
                keys::SETTINGS_UNIT_BUSINESS_DAYS,
            ],
            value: fields.claim_decision_business_days,
            default: business_days(usual.claim_decision_business_days),
            of: |usual| usual.claim_decision_business_days,
        },
    ];
    drawn.into_iter().map(Drawn::view).collect()
}

/// How many files, and how large.
pub(super) fn of_files(editor: Editor) -> Vec<AnyView> {
    let (fields, usual) = (editor.funds, FundSettings::initial());
    let (files, bytes) = (usual.max_attachments, usual.max_attachment_bytes);
    let drawn = [
        Drawn {
            editor,
            name: "/settings/funds/max_attachments",
            words: [
                keys::SETTINGS_FIELD_FUND_FILES,
                keys::SETTINGS_HINT_FUND_FILES,
                keys::SETTINGS_UNIT_FILES,
            ],
            value: fields.max_attachments,
            default: Signal::derive(move || integer(files.into())),
            of: |usual| usual.max_attachments,
        },
        Drawn {
            editor,
            name: "/settings/funds/max_attachment_bytes",
            words: [
                keys::SETTINGS_FIELD_FUND_FILE_SIZE,
                keys::SETTINGS_HINT_ATTACHMENT_SIZE,
                keys::SETTINGS_UNIT_MEGABYTES,
            ],
            value: fields.max_attachment,
            default: Signal::derive(move || file_size(bytes)),
            of: |usual| usual.max_attachment,
        },
    ];
    drawn.into_iter().map(Drawn::view).collect()
}
