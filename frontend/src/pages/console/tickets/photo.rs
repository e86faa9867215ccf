//! A ticket's photo. It is fetched with the session's token, so it cannot be a plain address.

use contract::{photos::PhotoSize, tickets::TicketPhoto};
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use web_sys::Blob;

use crate::{
    components::Skeleton,
    device::ObjectUrl,
    fetch::fetch,
    i18n::{console, rectifications},
};

/// A photo; while it loads, its shape; where it cannot be shown, a word.
#[component]
pub(super) fn TicketImage(photo: TicketPhoto) -> impl IntoView {
    let id = photo.id;
    let bytes = fetch(move |client| async move { client.get_photo(id, PhotoSize::Medium).await });
    let address = Memo::new_with_compare(
        move |_| {
            bytes
                .answer
                .with(|answer| {
                    answer.as_ref().and_then(|answer| answer.as_ref().ok()).and_then(|bytes| address(bytes))
                })
                .map(std::sync::Arc::new)
        },
        |_, _| true,
    );
    let alt = match photo.kind.as_str() {
        "evidence" => console::photo_evidence,
        "objection" => console::photo_objection,
        "look_back" => rectifications::photo,
        _ => console::photo_report,
    };
    move || match (bytes.answer.with(Option::is_some), address.get()) {
        (false, _) => view! { <Skeleton boxes=true count=1/> }.into_any(),
        (true, None) => view! { <p class="soft">{console::photo_failed}</p> }.into_any(),
        (true, Some(address)) => view! {
            <a class="photo" href=address.to_string() target="_blank">
                <img src=address.to_string() alt=alt width=photo.width height=photo.height/>
            </a>
        }
        .into_any(),
    }
}

fn address(bytes: &[u8]) -> Option<ObjectUrl> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence(&parts).ok()?;
    Some(ObjectUrl::new(&blob))
}
