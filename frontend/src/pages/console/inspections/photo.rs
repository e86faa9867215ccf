//! Photos of a sheet: small beside the words, large when pressed. They are fetched with the session's token, so they have
//! no plain addresses.

use std::sync::Arc;

use contract::photos::PhotoSize;
use domain::ids::PhotoId;
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use web_sys::Blob;

use crate::{
    components::{Button, Dialog, Skeleton},
    device::ObjectUrl,
    fetch::fetch,
    i18n::{common, console, rounds},
};

/// Photos of one thing; nothing where there are none.
#[component]
pub(in crate::pages::console) fn SheetPhotos(
    /// Which.
    photos: Vec<PhotoId>,
    /// What they show, for those who do not see them.
    #[prop(into)]
    of: String,
) -> impl IntoView {
    let (open, chosen) = (RwSignal::new(false), RwSignal::new(None::<(usize, PhotoId)>));
    let count = photos.len();
    let (of, here) = (StoredValue::new(of), !photos.is_empty());
    let words = move |number: usize| of.with_value(|of| rounds::photo_of(of, number, count));
    let thumb = move |(index, photo): (usize, PhotoId)| {
        let press = move |_| {
            chosen.set(Some((index, photo)));
            open.set(true);
        };
        view! {
            <button type="button" class="photo photo--press" aria-label=move || rounds::enlarge(words(index + 1)) on:click=press>
                <Picture id=photo size=PhotoSize::Small alt=""/>
            </button>
        }
    };
    let title = move || chosen.get().map(|(index, _)| words(index + 1)).unwrap_or_default();
    here.then(|| {
        view! {
            <div class="photos photos--small">{photos.into_iter().enumerate().map(thumb).collect_view()}</div>
            <Dialog open title=title>
                {move || chosen.get().map(|(index, photo)| view! {
                    <Picture id=photo size=PhotoSize::Full alt=words(index + 1)/>
                })}
                <div class="dialog__actions"><Button on_press=move |()| open.set(false)>{common::close}</Button></div>
            </Dialog>
        }
    })
}

/// A photo; while it loads, its shape; where it cannot be shown, a word.
#[component]
fn Picture(id: PhotoId, size: PhotoSize, #[prop(into)] alt: String) -> impl IntoView {
    let bytes = fetch(move |client| async move { client.get_photo(id, size).await });
    let address = Memo::new_with_compare(
        move |_| {
            bytes
                .answer
                .with(|answer| answer.as_ref()?.as_ref().ok().and_then(|bytes| address(bytes)))
                .map(Arc::new)
        },
        |_, _| true,
    );
    move || match (bytes.answer.with(Option::is_some), address.get()) {
        (false, _) => view! { <Skeleton boxes=true count=1/> }.into_any(),
        (true, None) => view! { <span class="soft">{console::photo_failed}</span> }.into_any(),
        (true, Some(address)) => view! { <img src=address.to_string() alt=alt.clone()/> }.into_any(),
    }
}

fn address(bytes: &[u8]) -> Option<ObjectUrl> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    Blob::new_with_u8_array_sequence(&parts).ok().map(|blob| ObjectUrl::new(&blob))
}
