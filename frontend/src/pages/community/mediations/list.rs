//! What one mediates or is a party of. Nobody else sees any of it.

use contract::mediations::{ListMediations, MediationItem};
use domain::{mediations::Side, permissions::Permission};
use leptos::prelude::*;

use super::words;
use crate::{
    components::{
        BackLink, Badge, ButtonKind, ButtonLink, Card, EmptyState, ErrorState, PageHead, Skeleton, Time, Tone,
    },
    fetch::{Listed, More, fetch_list},
    i18n::{common, mediations as texts},
    live,
    pages::identity::SignedInOnly,
    session::Session,
};

/// The page.
#[component]
pub fn Mediations() -> impl IntoView {
    let session = Session::get();
    let listed = fetch_list(move |client, after| async move {
        client.list_mediations(&ListMediations { after, limit: Some(50), ..Default::default() }).await
    });
    live::follow(|event| event.subject.starts_with("mediation:"), move || listed.reload());
    view! {
        <SignedInOnly title=texts::title home="/" let:_me>
            <div class="stack">
                <BackLink href="/mine" label=common::nav_mine/>
                <PageHead title=texts::title lead=texts::lead/>
                <Show when=move || session.may_somewhere(Permission::Mediate)>
                    <div class="row">
                        <ButtonLink kind=ButtonKind::Primary href="/work/mediations/new" icon=icondata_lu::LuPlus>{texts::open_one}</ButtonLink>
                    </div>
                </Show>
                <Cards listed/>
            </div>
        </SignedInOnly>
    }
}

#[component]
fn Cards(listed: Listed<MediationItem>) -> impl IntoView {
    move || match listed.answer.get() {
        None => view! { <Skeleton boxes=true count=3/> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| listed.reload()/> }.into_any(),
        Some(Ok(items)) if items.is_empty() => {
            view! { <EmptyState title=texts::none detail=texts::none_detail icon=icondata_lu::LuHandshake/> }
                .into_any()
        }
        Some(Ok(items)) => view! {
            <div class="stack">{items.into_iter().map(|item| view! { <One item/> }).collect_view()}</div>
            <More list=listed/>
        }
        .into_any(),
    }
}

#[component]
fn One(item: MediationItem) -> impl IntoView {
    let (word, tone) = words::state(item.state);
    let side: fn() -> &'static str = match item.side {
        Side::Mediator => texts::you_mediate,
        Side::Party => texts::you_are_party,
    };
    view! {
        <Card title=item.matter href=format!("/mediations/{}", item.id)>
            <p class="card__foot">
                <Badge tone label=word/>
                {item.asked.then(|| view! { <Badge tone=Tone::Waiting label=texts::asks_you/> })}
                <span>{side}</span>
                <span>{item.area_name}</span>
                <Time at=item.opened_at/>
            </p>
        </Card>
    }
}
