//! The page: the form, and beside it what is missing, the logo, the tax form and the bank account. Who may not change them reads them.

use super::bank_account::BankAccountCard;
use super::facts::ProfileFacts;
use super::form::{Notices, ProfileFields};
use super::logo::LogoCard;
use super::missing::Missing;
use super::model::ProfileForm;
use super::tax_form::TaxFormCard;
use crate::api::{Reading, partners, use_read};
use crate::company::PROFILE;
use crate::i18n::{country_name, keys, text};
use crate::session::{tier_name, use_session};
use crate::shell::{PageHead, Region};
use crate::ui::{Banner, Card, Data, IconName, KeyValue, KeyValues, Pane, Skeleton, SkeletonShape, StaleNotice, Tone};
use entente_model::events::LiveEvent;
use entente_model::ids::UserId;
use entente_model::partners::Partner;
use entente_model::people::{Permission, Session};
use entente_model::settings::Specialty;
use leptos::prelude::*;
use std::sync::Arc;

/// The page.
#[component]
pub fn ProfilePage() -> impl IntoView {
    let session = use_session();
    let own = Memo::new(move |_| session.partner_id());
    let reading = use_read(move || own.get().map(partners::one)).refetch_on(
        move |event| matches!(event, LiveEvent::Partner { id, .. } if Some(Some(*id)) == own.try_get_untracked()),
    );
    view! {
        <Pane>
            <PageHead page=&PROFILE lead=move || Some(text(keys::COMPANY_PROFILE_LEAD))/>
            <StaleNotice since=reading.stored_at() on_retry=move || reading.try_again()/>
            <Region reading=reading loading=|| view! { <Skeleton shape=SkeletonShape::Page/> } let:partner>
                {content(partner, reading)}
            </Region>
        </Pane>
    }
}

fn content(partner: Signal<Partner>, reading: Reading<Partner>) -> AnyView {
    let session = use_session();
    let reason = session.reason_not(Permission::ManageCompany);
    let present: Option<Arc<Session>> = session.get_untracked();
    let specialties = present
        .as_ref()
        .map(|present| present.program.specialties.clone())
        .unwrap_or_default();
    let may = reason.is_none();
    let id = partner.with_untracked(|partner| partner.summary.id);
    let (main, missing) = match present.filter(|_| may) {
        Some(present) => {
            let form = opened(partner, reading, present.user.id, specialties);
            (
                view! { <Notices form=form/> <ProfileFields form=form partner=partner/> }.into_any(),
                view! { <Missing typed=form.typed specialties=form.specialties/> }.into_any(),
            )
        }
        None => {
            let typed = Memo::new(move |_| partner.with(|partner| partner.profile.clone()));
            let known = StoredValue::new(specialties);
            let reason = move || session.reason_not(Permission::ManageCompany).unwrap_or_default();
            (
                view! {
                    <Banner title=keys::COMPANY_PROFILE_READ_ONLY text=Signal::derive(move || Some(reason())) tone=Tone::Info icon=IconName::Lock/>
                    <Card title=keys::COMPANY_PROFILE_SEEN><ProfileFacts partner=partner specialties=known/></Card>
                }
                .into_any(),
                view! { <Missing typed=typed specialties=known is_form=false/> }.into_any(),
            )
        }
    };
    view! {
        <div class="columns company-profile">
            <div class="company-lacks">{missing}</div>
            <div class="company-main">{main}</div>
            <div class="company-aside">
                <LogoCard partner=partner reading=reading may=may/>
                <TaxFormCard partner=partner reading=reading may=may/>
                {may.then(|| view! { <BankAccountCard id=id/> })}
                <Record partner=partner/>
            </div>
        </div>
    }
    .into_any()
}

fn opened(
    partner: Signal<Partner>,
    reading: Reading<Partner>,
    user: UserId,
    specialties: Vec<Specialty>,
) -> ProfileForm {
    partner.with_untracked(|partner| ProfileForm::open(partner, reading, user, specialties))
}

/// What the vendor keeps of the company; it is not the company's to change.
#[component]
fn Record(partner: Signal<Partner>) -> impl IntoView {
    let session = use_session();
    let of = move |take: fn(&Partner) -> String| Signal::derive(move || partner.with(take));
    let region = Signal::derive(move || {
        let code = partner.with(|partner| partner.summary.region.clone());
        let regions = session
            .get()
            .map(|session| session.program.regions.clone())
            .unwrap_or_default();
        let known = regions.into_iter().find(|region| region.code == code);
        known.map_or(code, |region| region.name)
    });
    view! {
        <Card title=keys::COMPANY_RECORD text=keys::COMPANY_RECORD_TEXT>
            <KeyValues>
                <KeyValue label=keys::COMPANY_RECORD_LEGAL_NAME><Data value=of(|partner| partner.legal_name.clone())/></KeyValue>
                <KeyValue label=keys::COMPANY_RECORD_DOMAIN><Data value=of(|partner| partner.summary.domain.clone())/></KeyValue>
                <KeyValue label=keys::COMPANY_RECORD_COUNTRY>
                    <Data value=of(|partner| country_name(&partner.summary.country))/>
                </KeyValue>
                <KeyValue label=keys::COMPANY_RECORD_REGION><Data value=region/></KeyValue>
                <KeyValue label=keys::COMPANY_RECORD_TIER>{of(|partner| tier_name(partner.summary.tier))}</KeyValue>
            </KeyValues>
        </Card>
    }
}
