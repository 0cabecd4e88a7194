//! Accounts and territories kept for direct sales, and domains that are one customer.

use crate::i18n::{country_name, keys, text, text_plural};
use crate::settings::editor::Editor;
use crate::settings::fields::{GroupFields, ReservedFields};
use crate::settings::parts::{ListFault, Lock};
use crate::settings::raw::{RawGroup, RawReserved};
use crate::settings::row_card::{RowCard, add_unfolded, entries, remove_button, why_full};
use crate::settings::rows::{Fields, Row, below};
use crate::ui::{
    Badge, Button, Card, Choice, Combobox, Data, EmptyState, Field, IconName, InputKind, RadioGroup, RadioLayout,
    TextArea, TextInput, country_choices,
};
use entente_model::settings::bounds;
use leptos::prelude::*;

const RESERVED: &str = "/settings/reserved";
const GROUPS: &str = "/settings/account_groups";

/// The section.
#[component]
pub fn AccountsSection(
    /// The settings.
    editor: Editor,
) -> impl IntoView {
    let (reserved, groups) = (editor.reserved, editor.groups);
    let reserved_full = why_full(editor, reserved, bounds::ACCOUNTS);
    let groups_full = why_full(editor, groups, bounds::ACCOUNTS);
    let countries = country_choices();
    view! {
        <Card
            title=keys::SETTINGS_RESERVED
            text=keys::SETTINGS_RESERVED_TEXT
            actions=move || view! {
                <Button label=keys::SETTINGS_RESERVED_ADD icon=IconName::Plus disabled_reason=reserved_full on_press=move || add_unfolded(editor, reserved, RawReserved::default())/>
            }
            flush=true
        >
            {move || reserved.is_empty().then(|| view! {
                <EmptyState title=keys::SETTINGS_RESERVED_EMPTY text=keys::SETTINGS_RESERVED_EMPTY_TEXT icon=IconName::ShieldCheck/>
            })}
            {entries(reserved, move |row| account(editor, row, countries))}
            <div class="card-fault"><ListFault editor=editor pointer=RESERVED/></div>
        </Card>
        <Card
            title=keys::SETTINGS_GROUPS
            text=keys::SETTINGS_GROUPS_TEXT
            actions=move || view! {
                <Button label=keys::SETTINGS_GROUPS_ADD icon=IconName::Plus disabled_reason=groups_full on_press=move || add_unfolded(editor, groups, RawGroup::default())/>
            }
            flush=true
        >
            {move || groups.is_empty().then(|| view! {
                <EmptyState title=keys::SETTINGS_GROUPS_EMPTY text=keys::SETTINGS_GROUPS_EMPTY_TEXT icon=IconName::Link/>
            })}
            {entries(groups, move |row| group(editor, row))}
            <div class="card-fault"><ListFault editor=editor pointer=GROUPS/></div>
        </Card>
    }
}

fn account(editor: Editor, row: Row<ReservedFields>, countries: Signal<Vec<Choice>>) -> AnyView {
    let Row { key, fields } = row;
    let pointer = editor.reserved.pointer(RESERVED, key);
    let name = Signal::derive(move || fields.name.get());
    let territory = fields.territory;
    let kind = Signal::derive(move || {
        text(if territory.get() {
            keys::SETTINGS_RESERVED_TERRITORY
        } else {
            keys::SETTINGS_RESERVED_ACCOUNT
        })
    });
    let country = move || {
        Some(fields.country.get())
            .filter(|code| !code.is_empty())
            .map(|code| country_name(&code))
    };
    let summary = move || {
        let domain = move || Some(fields.domain.get()).filter(|domain| !territory.get() && !domain.trim().is_empty());
        let reason = move || Some(fields.reason.get()).filter(|reason| !reason.trim().is_empty());
        view! {
            <span class="entry-line">
                {move || domain().map(|domain| view! { <Data value=domain/> })}
                {move || country().map(|country| view! { <Data value=country/> })}
                {move || reason().map(|reason| view! { <Data value=reason class="faint"/> })}
            </span>
        }
    };
    view! {
        <RowCard
            editor=editor
            key=key
            pointer=pointer
            name=name
            unnamed=keys::SETTINGS_RESERVED_NEW
            badge=move || view! { <Badge label=kind/> }
            summary=summary
            tools=move || remove_button(editor, editor.reserved, key, RESERVED, name)
        >
            <Lock editor=editor>{reserved_fields(pointer, fields, countries)}</Lock>
        </RowCard>
    }
    .into_any()
}

fn reserved_fields(pointer: Signal<String>, fields: ReservedFields, countries: Signal<Vec<Choice>>) -> AnyView {
    let territory = fields.territory;
    let kind = RwSignal::new(
        if territory.get_untracked() {
            "territory"
        } else {
            "account"
        }
        .to_owned(),
    );
    Effect::watch(
        move || kind.with(|kind| kind == "territory"),
        move |chosen, _, _| territory.set(*chosen),
        false,
    );
    let kinds = Signal::derive(move || {
        vec![
            Choice::new("account", text(keys::SETTINGS_RESERVED_ACCOUNT))
                .with_hint(text(keys::SETTINGS_RESERVED_ACCOUNT_HINT)),
            Choice::new("territory", text(keys::SETTINGS_RESERVED_TERRITORY))
                .with_hint(text(keys::SETTINGS_RESERVED_TERRITORY_HINT)),
        ]
    });
    let country_hint = move || (!territory.get()).then(|| text(keys::SETTINGS_RESERVED_COUNTRY_HINT));
    let placeholder = Signal::derive(move || Some(text(keys::SETTINGS_RESERVED_COUNTRY_PLACEHOLDER)));
    view! {
        <div class="form-fields">
            <Field label=keys::SETTINGS_FIELD_KIND group=true>
                <RadioGroup value=kind choices=kinds layout=RadioLayout::Cards/>
            </Field>
            <Field label=keys::SETTINGS_FIELD_NAME name=below(pointer, "name")>
                <TextInput value=fields.name/>
            </Field>
            {move || (!territory.get()).then(|| view! {
                <Field label=keys::SETTINGS_FIELD_DOMAIN name=below(pointer, "domain") class="half">
                    <TextInput value=fields.domain kind=InputKind::Url/>
                </Field>
            })}
            <Field label=keys::SETTINGS_FIELD_COUNTRY name=below(pointer, "country") class="half" hint=Signal::derive(country_hint)>
                <Combobox value=fields.country choices=countries placeholder=placeholder/>
            </Field>
            <Field label=keys::SETTINGS_FIELD_REASON name=below(pointer, "reason") optional=true hint=keys::SETTINGS_RESERVED_REASON_HINT>
                <TextArea value=fields.reason rows=2 limit=bounds::NOTE/>
            </Field>
        </div>
    }
    .into_any()
}

fn group(editor: Editor, row: Row<GroupFields>) -> AnyView {
    let Row { key, fields } = row;
    let pointer = editor.groups.pointer(GROUPS, key);
    let name = Signal::derive(move || fields.name.get());
    let summary = move || {
        let line = move || {
            let raw = fields.raw();
            let count = raw.lines().count() as u64;
            let domains: Vec<String> = raw.lines().map(str::to_owned).collect();
            view! {
                <span class="entry-line">
                    <span>{text_plural(keys::SETTINGS_GROUPS_COUNT, count)}</span>
                    <Data value=domains.join(" · ") class="faint truncate"/>
                </span>
            }
        };
        view! { {line} }
    };
    view! {
        <RowCard
            editor=editor
            key=key
            pointer=pointer
            name=name
            unnamed=keys::SETTINGS_GROUPS_NEW
            summary=summary
            tools=move || remove_button(editor, editor.groups, key, GROUPS, name)
        >
            <Lock editor=editor>
                <div class="form-fields">
                    <Field label=keys::SETTINGS_FIELD_NAME name=below(pointer, "name")>
                        <TextInput value=fields.name/>
                    </Field>
                    <Field label=keys::SETTINGS_FIELD_DOMAINS name=below(pointer, "domains") hint=keys::SETTINGS_GROUPS_DOMAINS_HINT>
                        <TextArea value=fields.domains rows=4/>
                    </Field>
                </div>
            </Lock>
        </RowCard>
    }
    .into_any()
}
