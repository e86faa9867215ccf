//! My households: where each stands, and leaving one.

use contract::memberships::Membership;
use domain::memberships::{MembershipState, Relation};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    components::{
        BackLink, Badge, Button, ButtonKind, ButtonLink, Confirm, EmptyState, PageHead, Time, Toasts, Tone,
    },
    fetch::{Fetched, Loaded, fetch},
    i18n::{households, identity, pledges},
    pages::identity::SignedInOnly,
    session::Session,
};

/// The page of one's households.
#[component]
pub fn MyHouseholds() -> impl IntoView {
    view! {
        <SignedInOnly title=identity::my_households home="/" let:_me>
            <div class="stack">
                <BackLink href="/mine".to_owned() label=identity::account/>
                <PageHead title=identity::my_households/>
                <All/>
            </div>
        </SignedInOnly>
    }
}

#[component]
fn All() -> impl IntoView {
    let fetched = fetch(|client| async move { client.list_my_memberships().await.map(|mine| mine.items) });
    view! {
        <Loaded fetched boxes=true let:items>
            {if items.is_empty() {
                view! {
                    <EmptyState title=households::none detail=households::none_detail icon=icondata_lu::LuHouse>
                        <ButtonLink kind=ButtonKind::Primary href="/join">{households::join}</ButtonLink>
                    </EmptyState>
                }
                .into_any()
            } else {
                view! {
                    <div class="stack">
                        {items.into_iter().map(|one| view! { <One one fetched/> }).collect_view()}
                        <div class="row">
                            <ButtonLink kind=ButtonKind::Primary href="/join" icon=icondata_lu::LuPlus>{households::join_another}</ButtonLink>
                        </div>
                    </div>
                }
                .into_any()
            }}
        </Loaded>
    }
}

#[component]
fn One(one: Membership, fetched: Fetched<Vec<Membership>>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let asked = RwSignal::new(false);
    let (id, household, state, relation) = (one.id, one.household_id, one.state, one.relation);
    let (word, tone) = standing(state);
    let name = one.place.last().cloned().unwrap_or_default();
    let above = above(&one.place);
    let leave = move |()| {
        spawn_local(async move {
            match session.call(|client| async move { client.leave_household(id).await }).await {
                Ok(()) => {
                    toasts.say(households::left());
                    // The rest of the app knows the households from `me`; it is told again with the next sign of life.
                    drop(session.reload_me().await);
                }
                Err(failure) => toasts.say(failure.detail),
            }
            fetched.reload();
        });
    };
    let is_pending = state == MembershipState::Pending;
    let verb = move || if is_pending { households::withdraw() } else { households::leave() };
    let question = {
        let name = name.clone();
        move || if is_pending { households::withdraw_ask(&name) } else { households::leave_ask(&name) }
    };
    let effect = move || if is_pending { households::withdraw_effect() } else { households::leave_effect() };
    let since = one.ended_at.or(one.decided_at).unwrap_or(one.created_at);
    view! {
        <article class="card">
            <div class="row">
                <h2 class="card__title grow">{name}</h2>
                <Badge tone label=word/>
            </div>
            <p class="soft">{above}</p>
            <p class="card__foot"><span>{move || relation_word(relation)}</span><Time at=since/></p>
            {one.reason.map(|reason| view! { <p>{reason}</p> })}
            {(state == MembershipState::Confirmed).then(|| view! {
                <div class="row"><ButtonLink href=format!("/households/{household}") icon=icondata_lu::LuHandshake>{pledges::see_household}</ButtonLink></div>
            })}
            {state.is_open().then(|| view! {
                <div class="row"><Button on_press=move |()| asked.set(true)>{verb}</Button></div>
                <Confirm open=asked title=question.clone() consequence=effect verb on_confirm=leave danger=true/>
            })}
        </article>
    }
}

fn standing(state: MembershipState) -> (fn() -> &'static str, Tone) {
    match state {
        MembershipState::Pending => (households::pending, Tone::Waiting),
        MembershipState::Confirmed => (households::confirmed, Tone::Done),
        MembershipState::Refused => (households::refused, Tone::Alert),
        MembershipState::Ended => (households::ended, Tone::Neutral),
    }
}

/// What somebody is to a household, in a word.
pub fn relation_word(relation: Relation) -> &'static str {
    match relation {
        Relation::Owner => households::owner(),
        Relation::Tenant => households::tenant(),
        Relation::Family => households::family(),
    }
}

/// Where a household lies, in the few names that its people use.
pub fn above(place: &[String]) -> String {
    let above = place.split_last().map(|(_, above)| above).unwrap_or_default();
    above.iter().skip(above.len().saturating_sub(3)).map(String::as_str).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_household_is_found_by_the_names_around_it() {
        let place: Vec<String> = ["甲县", "乙镇", "丙村", "一网格", "1栋", "101"].map(str::to_owned).into();
        assert_eq!(above(&place), "丙村 · 一网格 · 1栋");
        assert_eq!(above(&place[..1]), "");
        assert_eq!(above(&[]), "");
    }
}
