//! The route table, and what stands around it.

use crate::agreement::AgreementRoutes;
use crate::applications::ApplicationRoutes;
use crate::approvals::ApprovalRoutes;
use crate::company::CompanyRoutes;
use crate::deals::DealRoutes;
use crate::funds::FundRoutes;
use crate::home::HomeRoutes;
use crate::i18n::{keys, t};
use crate::journey::JourneyRoutes;
use crate::journeys::JourneysRoutes;
use crate::onboarding::{ApplicationStatusPage, ApplyPage, OpenApplicationPage};
use crate::partners::PartnerRoutes;
use crate::paths;
use crate::session::{
    AcceptInvitationPage, ForgotPasswordPage, PROFILE, ProfilePage, ResetPasswordPage, SessionState, SignInPage,
    guarded, provide_session, use_session,
};
use crate::settings::SettingsRoutes;
use crate::shell::{FailureState, Frame, NotFoundPage, chunk};
use crate::ui::{Skeleton, SkeletonShape, ToastRegion};
use leptos::prelude::*;
use leptos_router::components::{ProtectedParentRoute, Route, RouteChildren, Router, Routes};
use leptos_router::hooks::use_location;
use leptos_router::path;

/// The app.
#[component]
pub fn App() -> impl IntoView {
    provide_session();
    view! {
        <Router>
            <Routes fallback=NotFoundPage children=routes()/>
        </Router>
        <ToastRegion/>
    }
}

/// The route table. A feature's pages are one line here, the component that holds its routes.
pub fn routes() -> RouteChildren<impl leptos_router::MatchNestedRoutes + Clone + Send> {
    ToChildren::to_children(|| {
        (
            view! { <Route path=path!("/sign-in") view=chunk!(entry, SignInPage)/> }.into_inner(),
            view! { <Route path=path!("/forgot-password") view=chunk!(entry, ForgotPasswordPage)/> }.into_inner(),
            view! { <Route path=path!("/reset") view=chunk!(entry, ResetPasswordPage)/> }.into_inner(),
            view! { <Route path=path!("/invitation") view=chunk!(entry, AcceptInvitationPage)/> }.into_inner(),
            view! { <Route path=path!("/apply") view=chunk!(apply, ApplyPage)/> }.into_inner(),
            view! { <Route path=path!("/apply/status") view=chunk!(apply, ApplicationStatusPage)/> }.into_inner(),
            view! { <Route path=path!("/application") view=chunk!(apply, OpenApplicationPage)/> }.into_inner(),
            view! { <GalleryRoute/> }.into_inner(),
            view! { <PortalRoutes/> }.into_inner(),
        )
    })
}

/// The kit's gallery, in debug builds.
#[component(transparent)]
fn GalleryRoute() -> impl leptos_router::MatchNestedRoutes + Clone + Send {
    #[cfg(debug_assertions)]
    let gallery = crate::gallery::Gallery;
    #[cfg(not(debug_assertions))]
    let gallery = NotFoundPage;
    view! { <Route path=path!("/gallery") view=gallery/> }.into_inner()
}

/// All that needs a session.
#[component(transparent)]
fn PortalRoutes() -> impl leptos_router::MatchNestedRoutes + Clone + Send {
    let condition = move || use_session().is_here();
    let to_sign_in = move || {
        let location = use_location();
        let (path, search) = (location.pathname.get_untracked(), location.search.get_untracked());
        // Signing out has led there already.
        if path == paths::sign_in("") {
            return path;
        }
        let question = if search.is_empty() { "" } else { "?" };
        paths::sign_in(&format!("{path}{question}{search}"))
    };
    view! {
        <ProtectedParentRoute path=path!("") view=Frame condition=condition redirect_path=to_sign_in fallback=Waiting>
            <HomeRoutes/>
            <JourneyRoutes/>
            <DealRoutes/>
            <FundRoutes/>
            <ApprovalRoutes/>
            <ApplicationRoutes/>
            <AgreementRoutes/>
            <JourneysRoutes/>
            <PartnerRoutes/>
            <CompanyRoutes/>
            <SettingsRoutes/>
            <Route path=path!("/profile") view=guarded(&PROFILE, chunk!(account, ProfilePage))/>
            <Route path=path!("/*any") view=NotFoundPage/>
        </ProtectedParentRoute>
    }
    .into_inner()
}

/// While it is not known who is here; and when that can't be known, why.
#[component]
fn Waiting() -> impl IntoView {
    let session = use_session();
    move || match session.state() {
        SessionState::Failed(error) => view! {
            <main class="outside" id="content">
                <h1 class="visually-hidden">{t(keys::SHELL_FAILED_TITLE)}</h1>
                <FailureState error=Some(error) on_retry=move || session.ask()/>
            </main>
        }
        .into_any(),
        _ => view! { <main class="page" id="content"><Skeleton shape=SkeletonShape::Page/></main> }.into_any(),
    }
}
