//! Pictures of offers: by a plain address once an offer is shown, by way of the session before.

use contract::photos::PhotoSize;
use domain::ids::{OfferId, PhotoId};
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use web_sys::Blob;

use crate::{
    components::{Icon, Skeleton},
    device::ObjectUrl,
    fetch::fetch,
    i18n::redemptions,
};

/// The picture of an offer, or the shape of one.
#[component]
pub fn OfferPicture(
    /// Whose.
    offer: OfferId,
    /// Which; none where there is none.
    photo: Option<PhotoId>,
    /// What it shows.
    title: String,
    /// Whether the offer is or was shown to everybody.
    #[prop(default = true)]
    shown: bool,
    /// For looking closely.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let size = if large { PhotoSize::Medium } else { PhotoSize::Small };
    let alt = move || redemptions::picture_of(&title);
    match (photo, shown) {
        (None, _) => view! {
            <span class="offer-picture offer-picture--none" role="img" aria-label=redemptions::no_picture>
                <Icon icon=icondata_lu::LuPackage/>
            </span>
        }
        .into_any(),
        (Some(photo), true) => {
            let src = format!("/api/v1/offers/{offer}/photos/{photo}/{}", size.as_str());
            view! { <span class="offer-picture"><img src=src alt=alt loading="lazy"/></span> }.into_any()
        }
        (Some(photo), false) => view! { <Hidden photo size alt=Signal::derive(alt)/> }.into_any(),
    }
}

/// A picture that only those who manage the offer get.
#[component]
fn Hidden(photo: PhotoId, size: PhotoSize, alt: Signal<String>) -> impl IntoView {
    let fetched = fetch(move |client| async move { client.get_photo(photo, size).await });
    let address = StoredValue::new(None::<ObjectUrl>);
    move || {
        fetched.answer.with(|answer| match answer {
            None => view! { <Skeleton boxes=true count=1/> }.into_any(),
            Some(answer) => match answer.as_ref().ok().and_then(|bytes| made(bytes)) {
                None => view! { <p class="soft">{redemptions::no_picture}</p> }.into_any(),
                Some(url) => {
                    let src = url.to_string();
                    address.set_value(Some(url));
                    view! { <span class="offer-picture"><img src=src alt=move || alt.get()/></span> }
                        .into_any()
                }
            },
        })
    }
}

fn made(bytes: &[u8]) -> Option<ObjectUrl> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    Blob::new_with_u8_array_sequence(&parts).ok().map(|blob| ObjectUrl::new(&blob))
}
