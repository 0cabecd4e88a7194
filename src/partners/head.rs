//! Who the partner is, in a line: logo, website, what it does, its tier, and where.

use crate::api::partners;
use crate::applications::facts::with_program;
use crate::applications::words::{region_name, type_name};
use crate::i18n::{self, keys, t, text};
use crate::session::{tier_name, use_session};
use crate::ui::{Avatar, Data, Icon, IconName};
use entente_model::partners::Partner;
use leptos::prelude::*;

/// The line.
#[component]
pub(super) fn Facts(
    /// The partner.
    partner: Signal<Partner>,
) -> impl IntoView {
    let program = StoredValue::new(use_session().get_untracked().map(|session| session.program.clone()));
    let summary = Memo::new(move |_| partner.with(|partner| partner.summary.clone()));
    let logo = Memo::new(move |_| {
        partner.with(|partner| {
            let logo = partner.logo.as_ref()?;
            Some(partners::logo_address(partner.summary.id, logo))
        })
    });
    let tagline = Memo::new(move |_| partner.with(|partner| partner.profile.tagline.clone()));
    let name = Signal::derive(move || summary.with(|summary| summary.display_name.clone()));
    let domain = move || summary.with(|summary| summary.domain.clone());
    let place = Signal::derive(move || {
        summary.with(|summary| {
            let region = with_program(program, |program| region_name(program, &summary.region));
            format!("{region} · {}", i18n::country_name(&summary.country))
        })
    });
    let mark = move || match logo.get() {
        Some(address) => view! {
            <span class="partner-logo"><img src=address alt=""/></span>
        }
        .into_any(),
        None => view! { <Avatar name=name company=true large=true/> }.into_any(),
    };
    view! {
        <div class="partner-facts">
            {mark}
            <div class="partner-facts-text">
                {move || Some(tagline.get()).filter(|line| !line.is_empty()).map(|line| view! {
                    <p class="partner-tagline"><Data value=line/></p>
                })}
                <ul class="partner-meta">
                    {move || Some(domain()).filter(|domain| !domain.is_empty()).map(|domain| view! {
                        <li>
                            <Icon name=IconName::Globe/>
                            <a class="link" href=format!("https://{domain}/") target="_blank" rel="noopener noreferrer" translate="no" dir="auto">{domain.clone()}</a>
                        </li>
                    })}
                    <li><Icon name=IconName::Building2/><span>{move || text(type_name(summary.with(|summary| summary.partner_type)))}</span></li>
                    <li>
                        <Icon name=IconName::Trophy/>
                        <span class="visually-hidden">{t(keys::PARTNERS_COLUMN_TIER)} " "</span>
                        <span>{move || tier_name(summary.with(|summary| summary.tier))}</span>
                    </li>
                    <li>
                        <Icon name=IconName::MapPin/>
                        <Data value=place/>
                    </li>
                </ul>
            </div>
        </div>
    }
}
