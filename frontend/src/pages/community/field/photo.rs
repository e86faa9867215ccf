//! Photos of a finding: the file on this device where there is one, else the server's; large when pressed.

use contract::photos::PhotoSize;
use domain::ids::PhotoId;
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use crate::{
    components::Dialog,
    device::ObjectUrl,
    i18n::scoring,
    offline::{
        model::KeptPhoto,
        store::{self, Place},
    },
    session::Session,
};

/// Where a photo can be had.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// On this device.
    Device(Place, KeptPhoto),
    /// On the server alone.
    Server(PhotoId),
}

#[derive(Clone, Copy)]
enum Shown {
    Fetching,
    Missing,
    Here,
}

/// A small picture; pressed, it is shown large.
#[component]
pub fn Thumb(
    /// Where it can be had.
    source: Source,
    /// What it shows.
    #[prop(into)]
    alt: String,
) -> impl IntoView {
    let large = RwSignal::new(false);
    let label = alt.clone();
    let (source, alt) = (StoredValue::new(source), StoredValue::new(alt));
    view! {
        <button type="button" class="thumb" aria-label=move || scoring::see_large(&label) on:click=move |_| large.set(true)>
            <Picture source=source.get_value() size=PhotoSize::Small alt=String::new()/>
        </button>
        <Dialog open=large title=move || alt.get_value()>
            <div class="photo-large"><Picture source=source.get_value() size=PhotoSize::Medium alt=alt.get_value()/></div>
            <div class="dialog__actions">
                <crate::components::Button on_press=move |()| large.set(false)>{crate::i18n::common::close}</crate::components::Button>
            </div>
        </Dialog>
    }
}

/// A picture as wide as its place.
#[component]
pub fn Picture(
    /// Where it can be had.
    source: Source,
    /// How large it is fetched.
    size: PhotoSize,
    /// What it shows.
    #[prop(into)]
    alt: String,
    /// What is said where it cannot be had.
    #[prop(default = scoring::photo_elsewhere)]
    missing: fn() -> &'static str,
) -> impl IntoView {
    let session = Session::get();
    let shown = RwSignal::new(Shown::Fetching);
    let url = StoredValue::new(None::<ObjectUrl>);
    spawn_local(async move {
        let found = found(session, source, size).await;
        let here = found.as_ref().map_or(Shown::Missing, |_| Shown::Here);
        if url.try_update_value(|url| *url = found).is_some() {
            shown.set(here);
        }
    });
    move || match shown.get() {
        Shown::Fetching => view! { <span class="skeleton__box" aria-hidden="true"></span> }.into_any(),
        Shown::Missing => view! { <span class="small soft">{missing}</span> }.into_any(),
        Shown::Here => {
            let src = url.with_value(|url| url.as_ref().map(ToString::to_string));
            view! { <img src=src alt=alt.clone()/> }.into_any()
        }
    }
}

async fn found(session: Session, source: Source, size: PhotoSize) -> Option<ObjectUrl> {
    let id = match source {
        Source::Device(place, photo) => {
            if let Some(file) = &photo.file
                && let Ok(Some(blob)) = store::photo(place, file).await
            {
                return Some(ObjectUrl::new(&blob));
            }
            photo.id?
        }
        Source::Server(id) => id,
    };
    let bytes = session.call(|client| async move { client.get_photo(id, size).await }).await.ok()?;
    let parts = Array::of1(&Uint8Array::from(bytes.as_slice()));
    Blob::new_with_u8_array_sequence(&parts).ok().map(|blob| ObjectUrl::new(&blob))
}
