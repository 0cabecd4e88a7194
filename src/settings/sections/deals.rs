//! The numbers of deal registration, each with its unit, what it does and what a new program begins with.

use crate::i18n::{file_size, integer, keys, percent, text_plural};
use crate::settings::editor::{Editor, number_style};
use crate::settings::figure::Figure;
use crate::settings::raw::{RawDeals, write_deals};
use crate::ui::Card;
use entente_model::settings::DealSettings;
use leptos::prelude::*;

/// The section.
#[component]
pub fn DealsSection(
    /// The settings.
    editor: Editor,
) -> impl IntoView {
    let fields = editor.deals;
    let usual = DealSettings::initial();
    let days = |count: u32| move || text_plural(keys::SETTINGS_DAYS, count.into());
    let reminders: Vec<String> = usual.reminder_days.iter().map(u32::to_string).collect();
    let reminders = reminders.join(", ");
    let figure = move |name, label, hint, unit, value, default: Signal<String>, of: fn(RawDeals) -> String| {
        let usual = Signal::derive(move || of(write_deals(&DealSettings::initial(), number_style())));
        Figure {
            editor,
            name,
            label,
            hint,
            unit,
            value,
            default,
            usual,
        }
        .view()
    };
    let protection = [
        figure(
            "/settings/deals/protection_days",
            keys::SETTINGS_FIELD_PROTECTION,
            keys::SETTINGS_HINT_PROTECTION,
            keys::SETTINGS_UNIT_DAYS,
            fields.protection_days,
            Signal::derive(days(usual.protection_days)),
            |usual| usual.protection_days,
        ),
        figure(
            "/settings/deals/extension_days",
            keys::SETTINGS_FIELD_EXTENSION,
            keys::SETTINGS_HINT_EXTENSION,
            keys::SETTINGS_UNIT_DAYS,
            fields.extension_days,
            Signal::derive(days(usual.extension_days)),
            |usual| usual.extension_days,
        ),
        figure(
            "/settings/deals/reminder_days",
            keys::SETTINGS_FIELD_REMINDERS,
            keys::SETTINGS_HINT_REMINDERS,
            keys::SETTINGS_UNIT_DAYS,
            fields.reminder_days,
            Signal::stored(reminders),
            |usual| usual.reminder_days,
        ),
        figure(
            "/settings/deals/activity_days",
            keys::SETTINGS_FIELD_ACTIVITY,
            keys::SETTINGS_HINT_ACTIVITY,
            keys::SETTINGS_UNIT_DAYS,
            fields.activity_days,
            Signal::derive(days(usual.activity_days)),
            |usual| usual.activity_days,
        ),
    ];
    let decision_days = usual.decision_business_days;
    let deciding = [
        figure(
            "/settings/deals/decision_business_days",
            keys::SETTINGS_FIELD_DECISION,
            keys::SETTINGS_HINT_DECISION,
            keys::SETTINGS_UNIT_BUSINESS_DAYS,
            fields.decision_business_days,
            Signal::derive(move || text_plural(keys::SETTINGS_BUSINESS_DAYS, decision_days.into())),
            |usual| usual.decision_business_days,
        ),
        figure(
            "/settings/deals/answer_days",
            keys::SETTINGS_FIELD_ANSWER,
            keys::SETTINGS_HINT_ANSWER,
            keys::SETTINGS_UNIT_DAYS,
            fields.answer_days,
            Signal::derive(days(usual.answer_days)),
            |usual| usual.answer_days,
        ),
        figure(
            "/settings/deals/similarity_per_mille",
            keys::SETTINGS_FIELD_SIMILARITY,
            keys::SETTINGS_HINT_SIMILARITY,
            keys::SETTINGS_UNIT_PERCENT,
            fields.similarity,
            Signal::derive(move || percent(f64::from(usual.similarity_per_mille) / 1000.0)),
            |usual| usual.similarity,
        ),
    ];
    let form = [
        figure(
            "/settings/deals/need_min_characters",
            keys::SETTINGS_FIELD_NEED,
            keys::SETTINGS_HINT_NEED,
            keys::SETTINGS_UNIT_CHARACTERS,
            fields.need_min_characters,
            Signal::derive(move || integer(usual.need_min_characters.into())),
            |usual| usual.need_min_characters,
        ),
        figure(
            "/settings/deals/max_attachments",
            keys::SETTINGS_FIELD_ATTACHMENTS,
            keys::SETTINGS_HINT_ATTACHMENTS,
            keys::SETTINGS_UNIT_FILES,
            fields.max_attachments,
            Signal::derive(move || integer(usual.max_attachments.into())),
            |usual| usual.max_attachments,
        ),
        figure(
            "/settings/deals/max_attachment_bytes",
            keys::SETTINGS_FIELD_ATTACHMENT_SIZE,
            keys::SETTINGS_HINT_ATTACHMENT_SIZE,
            keys::SETTINGS_UNIT_MEGABYTES,
            fields.max_attachment,
            Signal::derive(move || file_size(usual.max_attachment_bytes)),
            |usual| usual.max_attachment,
        ),
    ];
    view! {
        <Card title=keys::SETTINGS_DEALS_PROTECTION text=keys::SETTINGS_DEALS_PROTECTION_TEXT>
            <div class="settings-numbers">{protection.into_iter().collect_view()}</div>
        </Card>
        <Card title=keys::SETTINGS_DEALS_DECIDING text=keys::SETTINGS_DEALS_DECIDING_TEXT>
            <div class="settings-numbers">{deciding.into_iter().collect_view()}</div>
        </Card>
        <Card title=keys::SETTINGS_DEALS_FORM text=keys::SETTINGS_DEALS_FORM_TEXT>
            <div class="settings-numbers">{form.into_iter().collect_view()}</div>
        </Card>
    }
}
