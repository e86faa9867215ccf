//! Choosing and taking photographs: camera first on a phone, previews at once.

use std::{future::ready, sync::Arc};

use futures_util::{
    FutureExt as _,
    future::{LocalBoxFuture, Shared},
};
use leptos::{prelude::*, text_prop::TextProp};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, Event, HtmlInputElement};

use super::{Icon, field::Around};
use crate::{device::ObjectUrl, format, i18n::common, photos::scaled};

/// A photograph on this device.
#[derive(Clone)]
pub struct Photo {
    /// Its name on this page.
    pub id: u32,
    /// The file, as soon as it is scaled. It lives in the browser's only thread.
    file: SendWrapper<Shared<LocalBoxFuture<'static, Blob>>>,
    /// Its file name.
    pub name: String,
    /// An address that shows it, as long as any copy of this lives.
    url: Arc<ObjectUrl>,
}

impl Photo {
    /// Takes a file in that is sent as it is.
    pub fn new(id: u32, file: Blob, name: String) -> Self {
        let url = Arc::new(ObjectUrl::new(&file));
        Self { id, file: SendWrapper::new(ready(file).boxed_local().shared()), name, url }
    }

    /// Takes a file in that is scaled, once, when it is first asked for.
    fn unscaled(id: u32, file: Blob, name: String) -> Self {
        let url = Arc::new(ObjectUrl::new(&file));
        Self { id, file: SendWrapper::new(scaled(file).boxed_local().shared()), name, url }
    }

    /// The file as it is kept and sent.
    pub async fn file(&self) -> Blob {
        Shared::clone(&self.file).await
    }
}

/// Up to a number of photographs, with previews.
#[component]
pub fn PhotoPicker(
    /// The field's name.
    #[prop(into)]
    name: String,
    /// What the photographs should show.
    #[prop(into)]
    label: TextProp,
    /// The chosen photographs.
    photos: RwSignal<Vec<Photo>>,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// The most photographs.
    photos_max: usize,
    /// The largest file, in bytes.
    photo_bytes_max: u32,
) -> impl IntoView {
    let around = Around::new(&name, &label, hint.is_some());
    let (id, described_by, invalid) = (around.id.clone(), around.described_by, around.invalid);
    let refused = RwSignal::new(None::<String>);
    let last = StoredValue::new(0_u32);

    let choose = move |event: Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        refused.set(None);
        let files = input.files();
        let files = files.iter().flat_map(|files| (0..files.length()).filter_map(|index| files.get(index)));
        let (mut here, mut too_large) = (Vec::new(), Vec::new());
        for file in files {
            let name = file.name();
            if file.size() > f64::from(photo_bytes_max) {
                too_large.push((file, name));
                continue;
            }
            match added(photos, photos_max, last, |id| Photo::unscaled(id, file.into(), name)) {
                Some(photo) => here.push(photo),
                None => refused.set(Some(common::photos_at_most(photos_max))),
            }
        }
        // The same file can be chosen again after it was taken out.
        input.set_value("");
        spawn_local(async move {
            // One after the other: while it is scaled each takes much memory.
            for photo in here {
                photo.file().await;
            }
            for (file, name) in too_large {
                let file = scaled(file.into()).await;
                let refusal = if file.size() > f64::from(photo_bytes_max) {
                    common::photo_too_large(name, format::bytes(photo_bytes_max.into()))
                } else if added(photos, photos_max, last, |id| Photo::new(id, file, name)).is_none() {
                    common::photos_at_most(photos_max)
                } else {
                    continue;
                };
                // The page may be gone by now.
                let _ = refused.try_set(Some(refusal));
            }
        });
    };
    let remove = move |id: u32| {
        photos.update(|photos| photos.retain(|photo| photo.id != id));
    };

    let full = move || photos.with(Vec::len) >= photos_max;
    let empty = move || photos.with(Vec::is_empty);
    view! {
        <fieldset class="field" class:field--bad=move || invalid.get().is_some() aria-describedby=move || described_by.get()>
            <legend class="field__label">{move || label.get()}</legend>
            {around.hint_view(hint)}
            {around.error_view()}
            <div class="photos">
                <For each=move || photos.get() key=|photo| photo.id let:photo>
                    <div class="photo">
                        <img src=photo.url.to_string() alt=photo.name.clone()/>
                        <button
                            type="button"
                            class="photo__remove"
                            aria-label={ let name = photo.name.clone(); move || common::remove_photo(&name) }
                            on:click=move |_| remove(photo.id)
                        >
                            <Icon icon=icondata_lu::LuX/>
                        </button>
                    </div>
                </For>
                <label class="photo-add" class:photo-add--wide=empty hidden=full>
                    <input class="visually-hidden" type="file" id=id name=name accept="image/*" multiple on:change=choose/>
                    <Icon icon=icondata_lu::LuCamera/>
                    <span>{move || if empty() { common::take_photo() } else { common::one_more_photo() }}</span>
                </label>
            </div>
            <p class="field__foot">{move || common::photos_of(photos.with(Vec::len), photos_max)}</p>
            <p class="field__error" role="alert" hidden=move || refused.with(Option::is_none)>{move || refused.get()}</p>
        </fieldset>
    }
}

/// Adds a photograph under an id of its own; `None` where there is no room, or no page any more.
fn added(
    photos: RwSignal<Vec<Photo>>,
    photos_max: usize,
    last: StoredValue<u32>,
    make: impl FnOnce(u32) -> Photo,
) -> Option<Photo> {
    let used = photos.try_with_untracked(|photos| {
        (photos.len() < photos_max).then(|| photos.iter().map(|photo| photo.id).max().unwrap_or(0))
    })??;
    let id = last.try_get_value().unwrap_or(0).max(used) + 1;
    let _ = last.try_set_value(id);
    let photo = make(id);
    photos.try_update(|photos| photos.push(photo.clone()))?;
    Some(photo)
}
