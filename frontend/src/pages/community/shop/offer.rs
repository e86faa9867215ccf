//! One offer: what it is, where and when, and redeeming it.

use contract::redemptions::Offer;
use domain::{ids::OfferId, redemptions::OfferState};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::reserve::ReservePart;
use crate::{
    components::{BackLink, Badge, ButtonKind, ButtonLink, EmptyState, PageHead, Tone},
    fetch::{Loaded, fetch},
    format,
    i18n::redemptions,
    pages::offers::{Hours, OfferPicture, words},
};

/// The page.
#[component]
pub fn OfferPage() -> impl IntoView {
    let params = use_params_map();
    let id =
        Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse::<OfferId>().ok()));
    let fetched = fetch(move |client| {
        let id = id.get();
        async move {
            match id {
                Some(id) => client.get_offer(id).await.map(|offer| Some(offer.body)),
                None => Ok(None),
            }
        }
    });
    view! {
        <div class="stack">
            <BackLink href="/shop".to_owned() label=redemptions::shop/>
            <Loaded fetched let:found>
                {match found {
                    Some(offer) => view! { <One offer reload=Callback::new(move |()| fetched.reload())/> }.into_any(),
                    None => view! {
                        <PageHead title=redemptions::shop/>
                        <EmptyState title=redemptions::over icon=icondata_lu::LuStore>
                            <ButtonLink kind=ButtonKind::Primary href="/shop">{redemptions::show_all}</ButtonLink>
                        </EmptyState>
                    }
                    .into_any(),
                }}
            </Loaded>
        </div>
    }
}

#[component]
fn One(offer: Offer, reload: Callback<()>) -> impl IntoView {
    let (id, title) = (offer.id, offer.title.clone());
    let photos: Vec<_> =
        if offer.photos.is_empty() { vec![None] } else { offer.photos.iter().copied().map(Some).collect() };
    let pictures = photos.into_iter().map(|photo| {
        view! { <li><OfferPicture offer=id photo title=title.clone() large=true/></li> }
    });
    let (price, stock, kind, keep_days) = (offer.price, offer.stock, offer.kind, offer.keep_days);
    let (month_max, whole_max) = (offer.month_max, offer.whole_max);
    let limits = move || {
        let month = month_max.map(redemptions::limit_month);
        let whole = whole_max.map(redemptions::limit_whole);
        let both: Vec<String> = month.into_iter().chain(whole).collect();
        if both.is_empty() { redemptions::limit_none().to_owned() } else { both.join(" · ") }
    };
    let ended = offer.state == OfferState::Ended;
    let until = offer.shown_until;
    view! {
        <PageHead title=offer.title.clone() lead=offer.provider_name.clone()/>
        <ul class="offer-pictures" role="list">{pictures.collect_view()}</ul>
        <div class="row row--between">
            <p class="offer-price">{move || words::points(price)}</p>
            {if stock == Some(0) {
                view! { <Badge tone=Tone::Neutral label=redemptions::sold_out/> }.into_any()
            } else {
                view! { <span class="soft">{move || words::left(stock)}</span> }.into_any()
            }}
        </div>
        {(!offer.description.is_empty()).then(|| view! { <p class="pre-line">{offer.description.clone()}</p> })}
        {if ended {
            view! { <p class="soft">{redemptions::over}</p> }.into_any()
        } else {
            view! { <ReservePart offer=offer.clone() reload/> }.into_any()
        }}
        <dl class="facts">
            <dt>{redemptions::kind}</dt><dd>{move || words::kind(kind)}</dd>
            <dt>{redemptions::keeps}</dt><dd>{move || redemptions::keeps_days(keep_days)}</dd>
            <dt>{redemptions::limit}</dt><dd>{limits}</dd>
            {until.map(|until| view! { <dt>{redemptions::shown_until}</dt><dd>{move || format::date(until)}</dd> })}
            <dt>{redemptions::where_to}</dt><dd>{offer.pick_up}</dd>
            <dt>{redemptions::hours}</dt><dd><Hours hours=offer.opening_hours/></dd>
        </dl>
    }
}
