//! Who comes to a shift, and who is there: big enough for a thumb in the rain.

use client::every_page;
use contract::{
    page::LIMIT_MAX,
    volunteering::{ListSignUps, Shift, ShiftState, SignUpEntry},
};
use domain::volunteering::{AttendanceName, Place};
use leptos::prelude::*;

use super::{
    super::{
        shift::{Facts, shift_of_address},
        words,
    },
    counter::Counter,
    line::{Line, Phase},
};
use crate::{
    components::{BackLink, Badge, ButtonKind, ButtonLink, EmptyState, Notice, PageHead, Tone},
    device,
    fetch::{Fetched, Loaded, fetch},
    i18n::volunteering as texts,
    live,
    pages::identity::SignedInOnly,
};

/// A shift with everybody who is signed up.
type Known = (Shift, Vec<SignUpEntry>);

/// The page.
#[component]
pub fn RosterPage() -> impl IntoView {
    view! { <SignedInOnly title=texts::roster home="/" let:_me><All/></SignedInOnly> }
}

#[component]
fn All() -> impl IntoView {
    let id = shift_of_address();
    let fetched = fetch(move |client| {
        let id = id.get();
        async move {
            let shift = client.get_shift(id).await?.body;
            let entries = every_page(|after| {
                let (client, query) = (client.clone(), ListSignUps { limit: Some(LIMIT_MAX), after });
                async move { client.list_sign_ups(id, &query).await }
            })
            .await?;
            Ok((shift, entries))
        }
    });
    live::follow(
        move |event| {
            event.subject.starts_with("sign_up:") || event.subject.ends_with(&id.get_untracked().to_string())
        },
        // Nobody is thrown out of what they are writing.
        move || {
            if !device::has_begun() {
                fetched.reload()
            }
        },
    );
    view! {
        <div class="stack">
            <BackLink href="/work/shifts" label=texts::organise/>
            <Loaded fetched let:known><Roster known fetched/></Loaded>
        </div>
    }
}

#[component]
fn Roster(known: Known, fetched: Fetched<Known>) -> impl IntoView {
    let (shift, entries) = known;
    let (id, now) = (shift.id, device::now());
    let phase = Phase::of(&shift, now);
    let live = shift.state == ShiftState::Planned;
    let shows_code = live && (shift.check_in_from..shift.check_out_until).contains(&now);
    let (placed, waiting): (Vec<_>, Vec<_>) =
        entries.into_iter().partition(|entry| entry.place == Place::Placed);
    let came =
        |entry: &&SignUpEntry| matches!(entry.attendance, AttendanceName::In | AttendanceName::Attended);
    let (present, all) = (placed.iter().filter(came).count(), placed.len());
    let tone = words::standing(&Shift { mine: None, ..shift.clone() }).1;
    let word = {
        let shift = Shift { mine: None, ..shift.clone() };
        move || words::standing(&shift).0
    };
    let reason = shift.cancel_reason.clone();
    let (whole, facts) = (shift.clone(), shift.clone());
    view! {
        <PageHead title=shift.title.clone()/>
        <p class="row"><Badge tone label=word/><span class="shift__when">{move || words::span(&whole)}</span></p>
        {reason.map(|reason| view! { <Notice tone=Tone::Alert><p>{move || texts::cancelled_because(&reason)}</p></Notice> })}
        <div class="row">
            {shows_code.then(|| view! {
                <ButtonLink kind=ButtonKind::Primary href=format!("/work/shifts/{id}/code") icon=icondata_lu::LuQrCode>{texts::show_code}</ButtonLink>
            })}
            {(live && phase == Phase::Before).then(|| view! {
                <ButtonLink href=format!("/work/shifts/{id}/edit") icon=icondata_lu::LuPencil>{texts::edit}</ButtonLink>
            })}
            {(live && now < shift.ends_at).then(|| view! { <Counter id fetched=Callback::new(move |()| fetched.reload())/> })}
        </div>
        {if placed.is_empty() && waiting.is_empty() {
            view! { <EmptyState title=texts::nobody detail=texts::nobody_detail icon=icondata_lu::LuUsers/> }.into_any()
        } else {
            view! {
                <section class="stack" aria-labelledby="placed-head">
                    <h2 id="placed-head">{texts::with_place}" "<span class="soft">{move || texts::present_of(present, all)}</span></h2>
                    <ul class="roster" role="list">
                        {placed.into_iter().map(|entry| view! { <Line shift=shift.clone() entry phase on_change=move |()| fetched.reload()/> }).collect_view()}
                    </ul>
                </section>
                {(!waiting.is_empty()).then(|| view! {
                    <section class="stack" aria-labelledby="waiting-head">
                        <h2 id="waiting-head">{texts::in_line}</h2>
                        <ul class="roster" role="list">
                            {waiting.into_iter().map(|entry| view! { <Line shift=shift.clone() entry phase on_change=move |()| fetched.reload()/> }).collect_view()}
                        </ul>
                    </section>
                })}
            }
            .into_any()
        }}
        <Facts shift=facts/>
    }
}
