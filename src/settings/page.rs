//! The page: one document, a section at a time.

use super::PAGE;
use super::bar::ChangesBar;
use super::editor::Editor;
use super::nav::SectionNav;
use super::notices::{Notices, ViewedNotice};
use super::parts::Lock;
use super::sections::{
    AccountsSection, AgreementSection, ApplicationsSection, DealsSection, FundsSection, HistorySection,
    JourneysSection, ProductsSection, ProfileSection, ProgramSection, RegionsSection, RulesSection,
};
use super::versions::{FIRST, Versions};
use super::words::section_name;
use crate::api::{self, use_read};
use crate::i18n::{keys, t, text, text_with};
use crate::paths::SettingsSection;
use crate::session::use_session;
use crate::shell::{NotFoundPage, PageHead, Region, use_document_title};
use crate::ui::{Pane, Skeleton, SkeletonShape, StaleNotice, StatusBadge, Tone};
use entente_model::events::LiveEvent;
use entente_model::people::Permission;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// The page `/settings/:section`.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let params = use_params_map();
    let known = Memo::new(move |_| {
        params.with(|params| {
            params
                .get("section")
                .map_or(Some(SettingsSection::default()), |word| SettingsSection::parse(&word))
        })
    });
    let is_known = Memo::new(move |_| known.with(Option::is_some));
    let section =
        Memo::new(move |before: Option<&SettingsSection>| known.get().or(before.copied()).unwrap_or_default());
    move || {
        if is_known.get() {
            view! { <Settings section=section/> }.into_any()
        } else {
            view! { <NotFoundPage/> }.into_any()
        }
    }
}

#[component]
fn Settings(section: Memo<SettingsSection>) -> impl IntoView {
    let reading = use_read(|| Some(api::settings::versions(FIRST, None)))
        .refetch_on(|event| matches!(event, LiveEvent::Settings {}));
    let versions = Versions::new(reading);
    let status = move || {
        let number = Memo::new(move |_| {
            versions
                .all()
                .into_iter()
                .find(|version| version.in_effect)
                .map(|version| version.number)
        });
        move || {
            number.get().map(|number| {
                view! { <StatusBadge label=Signal::derive(move || text_with(keys::SETTINGS_IN_EFFECT, &[("number", &number)])) tone=Tone::Success/> }
            })
        }
    };
    view! {
        <Pane>
            <PageHead page=&PAGE lead=keys::SETTINGS_LEAD status=status/>
            <StaleNotice since=reading.stored_at() on_retry=move || reading.refetch()/>
            <Region reading=reading loading=Loading let:_page>
                <Document versions=versions section=section/>
            </Region>
        </Pane>
        <Title section=section/>
    }
}

/// Names the document after the section.
#[component]
fn Title(section: Memo<SettingsSection>) -> impl IntoView {
    use_document_title(Signal::derive(move || {
        format!("{} · {}", text(section_name(section.get())), text(keys::SETTINGS_TITLE))
    }));
}

#[component]
fn Loading() -> impl IntoView {
    view! {
        <div class="settings">
            <div class="section-nav"><Skeleton shape=SkeletonShape::Lines/></div>
            <div class="settings-body"><div class="card"><div class="card-body"><Skeleton shape=SkeletonShape::Page/></div></div></div>
        </div>
    }
}

/// The sections, once there is a version to show.
#[component]
fn Document(versions: Versions, section: Memo<SettingsSection>) -> impl IntoView {
    let session = use_session();
    let Some(newest) = versions.newest() else {
        return ().into_any();
    };
    let locked = Memo::new(move |_| session.reason_not(Permission::ManageSettings));
    let editor = Editor::new(&newest, locked.into());
    if locked.with_untracked(Option::is_none)
        && let Some(session) = session.get_untracked()
    {
        editor.keep_on_device(session.user.id);
    }
    // Without edits of one's own, the newest version is simply shown.
    Effect::new(move |_| {
        let Some(newest) = versions.newest() else { return };
        let is_newer = editor.base.with_untracked(|base| newest.number > base.number);
        if is_newer && untrack(|| editor.pending()) == 0 {
            editor.load(&newest);
        }
    });
    let query = use_query_map();
    let numbered =
        Memo::new(move |_| query.with(|query| query.get("version").and_then(|number| number.parse::<i64>().ok())));
    let opened = Memo::new(move |_| numbered.get().filter(|_| section.get() == SettingsSection::History));
    let viewed = Memo::new(move |_| numbered.get().filter(|_| section.get() != SettingsSection::History));
    // An older one may stand on a page that was not read yet.
    Effect::new(move |_| {
        let missing = viewed.get().is_some_and(|number| versions.find(number).is_none());
        if missing && versions.has_more() && !versions.is_reading().get() && versions.error().get().is_none() {
            versions.read_more();
        }
    });
    let shown = Memo::new(move |_| viewed.get().and_then(|number| versions.find(number)));
    let content = move || match shown.get() {
        Some(version) => {
            let number = version.number;
            let reason = Signal::derive(move || Some(text_with(keys::SETTINGS_VIEWED_REASON, &[("number", &number)])));
            let viewer = Editor::new(&version, reason);
            view! {
                <ViewedNotice version=version section=section/>
                <Sections editor=viewer versions=versions section=section opened=opened/>
            }
            .into_any()
        }
        None => view! {
            <Notices editor=editor versions=versions/>
            <Sections editor=editor versions=versions section=section opened=opened/>
            <ChangesBar editor=editor versions=versions section=section/>
        }
        .into_any(),
    };
    view! {
        <div class="settings">
            <SectionNav editor=editor section=section viewed=viewed/>
            <div class="settings-body">{content}</div>
        </div>
    }
    .into_any()
}

/// The open section. Where nothing can be changed its controls are disabled; the reason stands above and at its buttons.
#[component]
fn Sections(
    editor: Editor,
    versions: Versions,
    section: Memo<SettingsSection>,
    opened: Memo<Option<i64>>,
) -> impl IntoView {
    provide_context(editor.form);
    let content = move || {
        if section.get() == SettingsSection::History {
            return view! { <HistorySection versions=versions opened=opened/> }.into_any();
        }
        let fields = match section.get() {
            SettingsSection::Deals => view! { <Lock editor=editor><DealsSection editor=editor/></Lock> }.into_any(),
            SettingsSection::Regions => view! { <RegionsSection editor=editor/> }.into_any(),
            SettingsSection::Rules => view! { <RulesSection editor=editor/> }.into_any(),
            SettingsSection::Products => view! { <ProductsSection editor=editor/> }.into_any(),
            SettingsSection::Accounts => view! { <AccountsSection editor=editor/> }.into_any(),
            SettingsSection::Funds => view! { <FundsSection editor=editor/> }.into_any(),
            SettingsSection::Applications => view! { <ApplicationsSection editor=editor/> }.into_any(),
            SettingsSection::Profile => view! { <ProfileSection editor=editor/> }.into_any(),
            SettingsSection::Journeys => view! { <JourneysSection editor=editor versions=versions/> }.into_any(),
            SettingsSection::Agreement => view! { <AgreementSection editor=editor versions=versions/> }.into_any(),
            SettingsSection::Program | SettingsSection::History => {
                view! { <Lock editor=editor><ProgramSection editor=editor/></Lock> }.into_any()
            }
        };
        view! {
            <div class="settings-fields" role="group" aria-label=t(section_name(section.get()))>{fields}</div>
        }
        .into_any()
    };
    view! { {content} }
}
