//! A photo that only those who may see the ticket get, so it is fetched with the session and not by a plain address.

use contract::{photos::PhotoSize, tickets::TicketPhoto};
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use web_sys::{Blob, Url};

use crate::{components::Skeleton, fetch::fetch, i18n::tickets};

/// One photo of a ticket.
#[component]
pub fn RemotePhoto(
    /// Which.
    photo: TicketPhoto,
) -> impl IntoView {
    let id = photo.id;
    let fetched = fetch(move |client| async move { client.get_photo(id, PhotoSize::Medium).await });
    let address = StoredValue::new(None::<String>);
    on_cleanup(move || {
        if let Some(address) = address.try_get_value().flatten() {
            // Revoking an address that is gone is no error.
            let _ = Url::revoke_object_url(&address);
        }
    });
    move || {
        fetched.answer.with(|answer| match answer {
            None => view! { <Skeleton boxes=true count=1/> }.into_any(),
            Some(answer) => match answer.as_ref().ok().and_then(|bytes| shown(bytes)) {
                None => view! { <p class="soft">{tickets::photo_failed}</p> }.into_any(),
                Some(url) => {
                    address.set_value(Some(url.clone()));
                    view! { <img src=url alt=tickets::photo_alt width=photo.width height=photo.height/> }
                        .into_any()
                }
            },
        })
    }
}

fn shown(bytes: &[u8]) -> Option<String> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence(&parts).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}
