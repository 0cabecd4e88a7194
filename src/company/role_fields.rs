//! Choosing a role, and the regions of a channel manager: shared by inviting and changing.

use crate::i18n::{keys, text};
use crate::session::{role_name, use_session};
use crate::ui::{CheckBox, Choice, Field, RadioGroup, RadioLayout};
use entente_model::people::{Role, Side};
use leptos::prelude::*;

/// What a role is for, in a line.
fn role_hint(role: Role) -> String {
    text(match role {
        Role::PartnerMember => keys::COMPANY_ROLE_PARTNER_MEMBER,
        Role::PartnerAdmin => keys::COMPANY_ROLE_PARTNER_ADMIN,
        Role::ChannelManager => keys::COMPANY_ROLE_CHANNEL_MANAGER,
        Role::Finance => keys::COMPANY_ROLE_FINANCE,
        Role::ProgramAdmin => keys::COMPANY_ROLE_PROGRAM_ADMIN,
        Role::Executive => keys::COMPANY_ROLE_EXECUTIVE,
    })
}

/// The role of a word as it goes over the wire.
pub(super) fn role_of(word: &str) -> Option<Role> {
    Role::ALL.into_iter().find(|role| role.as_str() == word)
}

/// What a person's role is chosen by: the word of the role and the regions ticked.
#[derive(Clone, Copy)]
pub(super) struct RoleInput {
    /// The word of the role.
    pub role: RwSignal<String>,
    regions: StoredValue<Vec<(String, String, RwSignal<bool>)>>,
}

impl RoleInput {
    /// Starts from a role and its regions.
    pub(super) fn new(role: Role, chosen: &[String]) -> Self {
        let regions = use_session()
            .get_untracked()
            .map(|session| session.program.regions.clone())
            .unwrap_or_default();
        let regions = regions
            .into_iter()
            .map(|region| {
                let ticked = RwSignal::new(chosen.contains(&region.code));
                (region.code, region.name, ticked)
            })
            .collect();
        RoleInput {
            role: RwSignal::new(role.as_str().to_owned()),
            regions: StoredValue::new(regions),
        }
    }

    /// The regions that go with the role: a channel manager's, nobody else's.
    pub(super) fn regions(self) -> Vec<String> {
        if self.role.with(|role| role_of(role)) != Some(Role::ChannelManager) {
            return Vec::new();
        }
        self.regions.with_value(|regions| {
            regions
                .iter()
                .filter(|(_, _, ticked)| ticked.get())
                .map(|(code, _, _)| code.clone())
                .collect()
        })
    }
}

/// The fields.
#[component]
pub(super) fn RoleFields(
    /// What is chosen.
    input: RoleInput,
    /// Whose roles are offered; both sides' when absent.
    #[prop(optional_no_strip)]
    side: Option<Side>,
) -> impl IntoView {
    let choices = move || {
        let offered = Role::ALL
            .into_iter()
            .filter(|role| side.is_none_or(|side| role.side() == side));
        offered
            .map(|role| Choice::new(role.as_str(), role_name(role)).with_hint(role_hint(role)))
            .collect::<Vec<_>>()
    };
    let choices = Signal::derive(choices);
    let has_regions = Memo::new(move |_| input.role.with(|role| role_of(role)) == Some(Role::ChannelManager));
    view! {
        <Field label=keys::COMPANY_ROLE name="/role" group=true>
            <RadioGroup value=input.role choices=choices layout=RadioLayout::Cards/>
        </Field>
        {move || has_regions.get().then(|| view! {
            <Field label=keys::COMPANY_REGIONS name="/regions" group=true hint=keys_hint()>
                <div class="choices">
                    {input.regions.with_value(|regions| regions.iter().map(|(_, name, ticked)| {
                        view! { <span translate="no"><CheckBox checked=*ticked label=name.clone()/></span> }
                    }).collect_view())}
                </div>
            </Field>
        })}
    }
}

fn keys_hint() -> impl Fn() -> Option<String> + Send + Sync + 'static {
    || Some(text(keys::COMPANY_REGIONS_HINT))
}
