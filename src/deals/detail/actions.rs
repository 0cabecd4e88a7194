//! What can be done with the deal now. What can't stays in sight with its reason, by the rules of the model.

use super::again::RegisterAgain;
use crate::api::Reading;
use crate::deals::decision::facts_of;
use crate::deals::words::refusal_text;
use crate::i18n::{Key, keys, text};
use crate::paths::{self, ApprovalsQuery};
use crate::session::use_session;
use crate::shell::{page_command, use_commands};
use crate::ui::{Button, ButtonKind, GuardedLink, IconName, LinkButton, Menu, MenuItem, now};
use entente_model::deals::{Actor, Deal, DealEventKind, DealState, allowed};
use entente_model::people::{Permission, Side};
use leptos::prelude::*;

/// The deal of the page, which dialog is open over it, and which versions this page has made. Copied freely.
#[derive(Clone, Copy)]
pub struct Acting {
    /// The deal.
    pub deal: Signal<Deal>,
    /// The dialog that is open.
    pub open: RwSignal<Option<DealEventKind>>,
    reading: Reading<Deal>,
    own: StoredValue<i64>,
}

impl Acting {
    /// For the deal of a page.
    pub fn new(deal: Signal<Deal>, reading: Reading<Deal>) -> Self {
        Acting {
            deal,
            open: RwSignal::new(None),
            reading,
            own: StoredValue::new(0),
        }
    }

    /// Takes the deal as an action has left it.
    pub fn take(self, deal: Deal) {
        self.own.try_set_value(deal.summary.version);
        self.reading.set(deal);
    }

    /// Whether this page has made that version.
    pub fn is_own(self, version: i64) -> bool {
        self.own.try_get_value() == Some(version)
    }
}

/// The partner's actions in the order of the menu.
const ACTIONS: [DealEventKind; 6] = [
    DealEventKind::ChangeStage,
    DealEventKind::Win,
    DealEventKind::Lose,
    DealEventKind::RequestExtension,
    DealEventKind::Appeal,
    DealEventKind::Withdraw,
];

/// The actions that a state shows as buttons, beside the menu.
fn on_button(state: DealState) -> &'static [DealEventKind] {
    match state {
        DealState::Approved => &[DealEventKind::Win, DealEventKind::ChangeStage],
        DealState::Rejected => &[DealEventKind::Appeal],
        _ => &[],
    }
}

/// The name and shape of an action.
fn face(kind: DealEventKind) -> (Key, IconName) {
    match kind {
        DealEventKind::ChangeStage => (keys::DEAL_ACTION_STAGE, IconName::TrendingUp),
        DealEventKind::Win => (keys::DEAL_ACTION_WIN, IconName::Trophy),
        DealEventKind::Lose => (keys::DEAL_ACTION_LOSE, IconName::CircleSlash),
        DealEventKind::RequestExtension => (keys::DEAL_ACTION_EXTEND, IconName::CalendarClock),
        DealEventKind::Appeal => (keys::DEAL_ACTION_APPEAL, IconName::Gavel),
        _ => (keys::DEAL_ACTION_WITHDRAW, IconName::Undo2),
    }
}

/// The buttons of the page's head: those that the state asks for, and a menu with all the others while one of them can be done.
#[component]
pub fn Actions(
    /// The deal and its dialogs.
    acting: Acting,
) -> impl IntoView {
    let session = use_session();
    let Acting { deal, open, .. } = acting;
    let state = Memo::new(move |_| deal.with(|deal| deal.summary.state));
    let is_vendor = session
        .get_untracked()
        .is_some_and(|session| session.user.role.side() == Side::Vendor);
    if is_vendor {
        return view! { <ReviewLink deal=deal/> }.into_any();
    }
    let reason = move |kind: DealEventKind| {
        Signal::derive(move || {
            session.reason_not(Permission::RegisterDeals).or_else(|| {
                let judged = deal.with(|deal| allowed(&facts_of(deal), kind, Actor::Partner, now()));
                judged.err().map(|refusal| refusal_text(&refusal))
            })
        })
    };
    let act = move |kind: DealEventKind| Callback::new(move |()| open.set(Some(kind)));
    let button = move |kind: DealEventKind, primary: bool| {
        let (label, icon) = face(kind);
        let style = if primary {
            ButtonKind::Primary
        } else {
            ButtonKind::Secondary
        };
        view! { <Button label=label icon=icon kind=style disabled_reason=reason(kind) on_press=act(kind)/> }.into_any()
    };
    let edit = move |label: Key, icon: IconName| {
        let href = deal.with_untracked(|deal| paths::deal_edit(deal.summary.id));
        let reason = Signal::derive(move || session.reason_not(Permission::RegisterDeals));
        view! { <GuardedLink label=label href=href kind=ButtonKind::Primary icon=icon reason=reason/> }.into_any()
    };
    let leading = move || match state.get() {
        DealState::Draft => edit(keys::DEAL_ACTION_CONTINUE, IconName::Pencil),
        DealState::ActionRequired => edit(keys::DEAL_ACTION_ANSWER, IconName::Pencil),
        DealState::Approved => (
            button(DealEventKind::Win, false),
            button(DealEventKind::ChangeStage, true),
        )
            .into_any(),
        DealState::Rejected => button(DealEventKind::Appeal, true),
        _ => ().into_any(),
    };
    let items = move || {
        let on_button = on_button(state.get());
        let further = ACTIONS.into_iter().filter(|kind| !on_button.contains(kind));
        further
            .map(|kind| {
                let (label, icon) = face(kind);
                let item = MenuItem::new(label, act(kind)).icon(icon).disabled_reason(reason(kind));
                if kind == DealEventKind::Withdraw {
                    item.danger().rule_before()
                } else {
                    item
                }
            })
            .collect::<Vec<_>>()
    };
    use_commands(move || {
        let possible = ACTIONS.into_iter().filter(|kind| reason(*kind).with(Option::is_none));
        possible
            .map(|kind| {
                let (label, icon) = face(kind);
                page_command(kind.as_str(), label, icon, move || open.set(Some(kind)))
            })
            .collect()
    });
    // A menu in which nothing can be done at this point of the deal's life would only be in the way.
    let has_further = Memo::new(move |_| {
        let further = ACTIONS
            .into_iter()
            .filter(|kind| !on_button(state.get()).contains(kind));
        deal.with(|deal| {
            let facts = facts_of(deal);
            further
                .into_iter()
                .any(|kind| allowed(&facts, kind, Actor::Partner, now()).is_ok())
        })
    });
    view! {
        {leading}
        <RegisterAgain deal=deal/>
        {move || has_further.get().then(|| view! {
            <Menu label=keys::DEAL_MORE_ACTIONS items=Signal::derive(items) class="button button-secondary"/>
        })}
    }
    .into_any()
}

/// For the vendor: the way to the item of the queue that waits for a decision on this deal.
#[component]
fn ReviewLink(deal: Signal<Deal>) -> impl IntoView {
    let session = use_session();
    move || {
        let waits = deal.with(|deal| {
            let progress = &deal.progress;
            deal.summary.state.awaits_decision()
                || progress.extension_requested_at.is_some()
                || progress.appeal_requested_at.is_some()
        });
        let may_read = session.role().is_some_and(|role| role.may(Permission::ReadApprovals));
        (waits && may_read).then(|| {
            let search = deal.with(|deal| deal.summary.reference.clone());
            let href = paths::approvals_with(&ApprovalsQuery { search, ..ApprovalsQuery::default() });
            view! { <LinkButton label=text(keys::DEAL_ACTION_REVIEW) href=href kind=ButtonKind::Primary icon=IconName::Gavel/> }
        })
    }
}
