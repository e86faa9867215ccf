//! A photo that only those who may see the ticket get, so it is fetched with the session and not by a plain address.

use contract::{photos::PhotoSize, tickets::TicketPhoto};
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use web_sys::Blob;

use crate::{components::Skeleton, device::ObjectUrl, fetch::fetch, i18n::tickets};

/// One photo of a ticket.
#[component]
pub fn RemotePhoto(
    /// Which.
    photo: TicketPhoto,
) -> impl IntoView {
    let id = photo.id;
    let fetched = fetch(move |client| async move { client.get_photo(id, PhotoSize::Medium).await });
    let address = StoredValue::new(None::<ObjectUrl>);
    move || {
        fetched.answer.with(|answer| match answer {
            None => view! { <Skeleton boxes=true count=1/> }.into_any(),
            Some(answer) => match answer.as_ref().ok().and_then(|bytes| shown(bytes)) {
                None => view! { <p class="soft">{tickets::photo_failed}</p> }.into_any(),
                Some(url) => {
                    let src = url.to_string();
                    address.set_value(Some(url));
                    view! { <img src=src alt=tickets::photo_alt width=photo.width height=photo.height/> }
                        .into_any()
                }
            },
        })
    }
}

fn shown(bytes: &[u8]) -> Option<ObjectUrl> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    Blob::new_with_u8_array_sequence(&parts).ok().map(|blob| ObjectUrl::new(&blob))
}
