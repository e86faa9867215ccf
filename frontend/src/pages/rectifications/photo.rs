//! A photo that only those who work with a rectification get: fetched with the session and not by a plain address.

use contract::photos::PhotoSize;
use domain::ids::PhotoId;
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use web_sys::Blob;

use crate::{components::Skeleton, device::ObjectUrl, fetch::fetch, i18n::rectifications};

/// Photos side by side.
#[component]
pub fn Photos(
    /// Which.
    ids: Vec<PhotoId>,
) -> impl IntoView {
    (!ids.is_empty()).then(|| {
        view! { <div class="photos">{ids.into_iter().map(|id| view! { <div class="photo"><One id/></div> }).collect_view()}</div> }
    })
}

#[component]
fn One(id: PhotoId) -> impl IntoView {
    let fetched = fetch(move |client| async move { client.get_photo(id, PhotoSize::Medium).await });
    let address = StoredValue::new(None::<ObjectUrl>);
    move || {
        fetched.answer.with(|answer| match answer {
            None => view! { <Skeleton boxes=true count=1/> }.into_any(),
            Some(answer) => match answer.as_ref().ok().and_then(|bytes| shown(bytes)) {
                None => view! { <p class="small soft">{rectifications::photo_missing}</p> }.into_any(),
                Some(url) => {
                    let src = url.to_string();
                    address.set_value(Some(url));
                    view! { <img src=src alt=rectifications::photo/> }.into_any()
                }
            },
        })
    }
}

fn shown(bytes: &[u8]) -> Option<ObjectUrl> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    Blob::new_with_u8_array_sequence(&parts).ok().map(|blob| ObjectUrl::new(&blob))
}
