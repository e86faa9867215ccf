//! What a claim says: what was done, by whom, and what shows it.

use contract::points::Claim;
use leptos::prelude::*;

use super::{super::words, earner};
use crate::{
    components::Time,
    format,
    i18n::programmes,
    pages::console::{BASE, inspections::photo::SheetPhotos},
};

/// A claim with its evidence.
#[component]
pub(in crate::pages::console::points) fn Facts(
    /// The claim.
    claim: Claim,
) -> impl IntoView {
    let (source, minutes, day) = (claim.source, claim.minutes, claim.day);
    let who = earner(&claim);
    let (activity, points) = (claim.activity_name.clone(), claim.points);
    let name = format!("{activity} · {who}");
    let none = claim.photos.is_empty() && claim.words.is_none();
    view! {
        <div class="row row--between">
            <p><strong>{activity}</strong>" · "{move || format::date(day)}{minutes.map(|minutes| move || format!(" · {}", programmes::minutes(minutes)))}</p>
            <p class="claim__points">{move || programmes::points(points)}</p>
        </div>
        {claim.words.clone().map(|text| view! { <blockquote class="pre">{text}</blockquote> })}
        <SheetPhotos photos=claim.photos.clone() of=name/>
        {none.then(|| view! { <p class="soft">{programmes::no_evidence}</p> })}
        <dl class="facts">
            <dt>{programmes::who_earns}</dt><dd>{who}</dd>
            <dt>{programmes::column_place}</dt>
            <dd><a href=format!("{BASE}/households/{}", claim.household_id)>{claim.place.join(" · ")}</a></dd>
            <dt>{programmes::programme}</dt>
            <dd><a href=format!("{BASE}/points/programmes/{}", claim.programme_id)>{claim.programme_name.clone()}</a></dd>
            <dt>{programmes::column_source}</dt>
            <dd>{move || words::source(source)}{claim.issuer.clone().map(|person| format!(" · {}", person.name))}</dd>
            <dt>{programmes::claimed_at}</dt><dd><Time at=claim.claimed_at/></dd>
        </dl>
    }
}

/// Who decided, what a second look found, and what could not be taken back.
pub(in crate::pages::console::points) fn people(claim: &Claim) -> impl IntoView + use<> {
    let decided = claim.decided_at.map(|at| {
        let who = claim.decider.as_ref().map_or_else(|| programmes::by_itself().to_owned(), |person| person.name.clone());
        view! { <dt>{programmes::decided_by}</dt><dd>{who}" · "<Time at/></dd> }
    });
    let number = |label: fn() -> &'static str, value: i64| {
        (value > 0).then(|| view! { <dt>{label}</dt><dd>{move || programmes::points(value)}</dd> })
    };
    view! {
        <dl class="facts">
            {decided}
            {claim.reason.clone().map(|reason| view! { <dt>{programmes::reason}</dt><dd class="pre">{reason}</dd> })}
            {claim.re_audit.map(|stands| {
                let (tone, label) = words::re_audit(stands);
                view! { <dt>{programmes::second_look}</dt><dd><crate::components::Badge tone label/></dd> }
            })}
            {claim.re_audit_reason.clone().map(|reason| view! { <dt>{programmes::what_was_found}</dt><dd class="pre">{reason}</dd> })}
            {number(programmes::taken_back, claim.taken_back)}
            {number(programmes::unrecovered, claim.unrecovered)}
        </dl>
    }
}
