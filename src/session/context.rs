//! The session as the whole app sees it.

use super::brand::{paint, remember_program};
use super::roles::role_name;
use crate::api::{self, ApiError, connection, gate, live, outbox};
use crate::i18n::{self, Locale, keys, text_with};
use crate::shell::PAGES;
use crate::ui::forget_toasts;
use entente_model::ids::{PartnerId, UserId};
use entente_model::people::{Permission, Role, Session, Side};
use entente_model::problem::Code;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// Who is signed in on this device. `index.html` then asks for their data before the app is there, and other tabs learn of a change.
const HERE: &str = "entente.here";

/// What `index.html` may ask for before the app is there, as far as this person may read it: the addresses of pages, and their first words.
const READS: &str = "entente.reads";

/// The person's company, of which `index.html` may ask before the app is there; nothing for people of the vendor.
const PARTNER: &str = "entente.partner";

/// Where the app stands with the person in front of it.
#[derive(Clone, PartialEq, Debug)]
pub enum SessionState {
    /// The question is on its way.
    Unknown,
    /// Nobody is signed in.
    Nobody,
    /// Somebody is.
    Here(Arc<Session>),
    /// The question could not be answered, and nothing is kept of an earlier visit.
    Failed(ApiError),
}

/// Who is here and what they may do. Copied freely; all of it is followed when read inside a reactive closure.
#[derive(Clone, Copy)]
pub struct SessionContext {
    state: RwSignal<SessionState>,
    /// Equal answers are not news: a changed name must not rebuild the page.
    is_here: Memo<Option<bool>>,
}

/// Makes the session's context and asks who is here. Called once, by the app.
pub fn provide_session() -> SessionContext {
    let state = RwSignal::new(SessionState::Unknown);
    let is_here = Memo::new(move |_| {
        state.with(|state| match state {
            SessionState::Unknown | SessionState::Failed(_) => None,
            SessionState::Nobody => Some(false),
            SessionState::Here(_) => Some(true),
        })
    });
    let context = SessionContext { state, is_here };
    provide_context(context);
    context.ask();
    let other_tabs = window_event_listener(ev::storage, move |event| {
        if event.key().as_deref() == Some(HERE) {
            context.follow_other_tab(event.new_value());
        }
    });
    on_cleanup(move || other_tabs.remove());
    context
}

/// The session's context.
pub fn use_session() -> SessionContext {
    use_context().unwrap_or_else(|| {
        let state = RwSignal::new(SessionState::Nobody);
        SessionContext {
            state,
            is_here: Memo::new(|_| Some(false)),
        }
    })
}

impl SessionContext {
    /// Where the app stands.
    pub fn state(self) -> SessionState {
        self.state.get()
    }

    /// Whether somebody is signed in; `None` while that is not known.
    pub fn is_here(self) -> Option<bool> {
        self.is_here.get()
    }

    /// The session, when somebody is signed in.
    pub fn get(self) -> Option<Arc<Session>> {
        self.state.with(of_state)
    }

    /// The session now, without following it.
    pub fn get_untracked(self) -> Option<Arc<Session>> {
        self.state.with_untracked(of_state)
    }

    /// The person's role.
    pub fn role(self) -> Option<Role> {
        self.get().map(|session| session.user.role)
    }

    /// Whose person it is.
    pub fn side(self) -> Option<Side> {
        self.role().map(Role::side)
    }

    /// The person's company; none for people of the vendor.
    pub fn partner_id(self) -> Option<PartnerId> {
        self.get()
            .and_then(|session| session.partner.as_ref().map(|partner| partner.id))
    }

    /// Whether somebody is the person in front of the app.
    pub fn is_me(self, id: UserId) -> bool {
        self.get().is_some_and(|session| session.user.id == id)
    }

    /// Whether the role may do something. Suspended partners begin nothing new.
    pub fn may(self, permission: Permission) -> bool {
        self.get().is_some_and(|session| may(&session, permission))
    }

    /// Why it may not, for the button that stays and says so; `None` when it may.
    pub fn reason_not(self, permission: Permission) -> Option<String> {
        let session = self.get()?;
        if may(&session, permission) {
            return None;
        }
        if session.user.role.may(permission) {
            return Some(i18n::text(keys::SESSION_SUSPENDED));
        }
        let roles: Vec<String> = permission.roles().iter().map(|role| role_name(*role)).collect();
        Some(text_with(keys::SESSION_ROLE_NEEDED, &[("roles", &i18n::list(&roles))]))
    }

    /// Asks who is here. What the page asked before the app was there is taken up.
    pub fn ask(self) {
        spawn_local(async move {
            let question = api::session::read();
            let kept = question.kept();
            match question.await {
                Ok(session) => self.enter(session).await,
                Err(error) if error.code() == Some(Code::SignInRequired) => {
                    if kept.is_some() {
                        api::forget_everything();
                    }
                    self.nobody();
                }
                // Without the API the portal can still be read, as the person who was here last.
                Err(error) if error.is_away() => match kept {
                    Some((session, _)) => self.enter(session).await,
                    None => self.state.set(SessionState::Failed(error)),
                },
                Err(error) => self.state.set(SessionState::Failed(error)),
            }
        });
    }

    /// Takes a session: after signing in, accepting an invitation, a change of the profile, or asking.
    pub async fn enter(self, session: Session) {
        let before = self.get_untracked();
        let same = before.as_ref().is_some_and(|before| before.user.id == session.user.id);
        if before.is_some() && !same {
            api::forget_everything();
            forget_toasts();
        }
        if !session.user.locale.is_empty() {
            let wanted = Locale::from_tag(&session.user.locale);
            if wanted != i18n::locale() {
                i18n::set_locale(wanted).await;
            }
        }
        paint(&session.program.accent);
        remember_program(&session.program.name);
        if let Ok(Some(storage)) = window().local_storage() {
            let _ = storage.set_item(READS, &readable_pages(session.user.role));
            let _ = match &session.partner {
                Some(partner) => storage.set_item(PARTNER, &partner.id.to_string()),
                None => storage.remove_item(PARTNER),
            };
            let _ = storage.set_item(HERE, &session.user.id.to_string());
        }
        let owner = session.user.id;
        self.state.set(SessionState::Here(Arc::new(session)));
        gate::open();
        live::start();
        if !same {
            outbox::open(owner);
        }
        if connection::away_since().is_none() {
            outbox::flush();
        }
    }

    /// Forgets the person and all that was kept of them, save what waits to be sent.
    pub fn leave(self) {
        live::stop();
        gate::close();
        outbox::close();
        api::forget_everything();
        forget_toasts();
        self.nobody();
    }

    /// Another tab signed out, or somebody else in: all tabs share one session, and nobody may act here as somebody they don't see.
    fn follow_other_tab(self, here: Option<String>) {
        let Some(session) = self.get_untracked() else {
            if here.is_some() {
                self.ask();
            }
            return;
        };
        match here {
            None => self.leave(),
            Some(id) if id != session.user.id.to_string() => {
                let _ = window().location().reload();
            }
            Some(_) => {}
        }
    }

    fn nobody(self) {
        if let Ok(Some(storage)) = window().local_storage() {
            let _ = storage.remove_item(HERE);
        }
        self.state.set(SessionState::Nobody);
    }
}

fn readable_pages(role: Role) -> String {
    let addresses = PAGES
        .iter()
        .filter(|page| page.is_for(role))
        .filter_map(|page| page.address);
    let mut readable: Vec<String> = Vec::new();
    for address in addresses {
        let address = address();
        let page = address.trim_start_matches('/');
        let room = page.split('/').next().unwrap_or_default();
        for word in [room, page] {
            if !readable.iter().any(|known| known == word) {
                readable.push(word.to_owned());
            }
        }
    }
    readable.join(" ")
}

fn of_state(state: &SessionState) -> Option<Arc<Session>> {
    match state {
        SessionState::Here(session) => Some(session.clone()),
        _ => None,
    }
}

fn may(session: &Session, permission: Permission) -> bool {
    let begins = matches!(
        permission,
        Permission::RegisterDeals | Permission::RequestFunds | Permission::ManageCompany | Permission::SignAgreement
    );
    let suspended = session
        .partner
        .as_ref()
        .is_some_and(|partner| !partner.status.may_begin());
    session.user.role.may(permission) && !(begins && suspended)
}
