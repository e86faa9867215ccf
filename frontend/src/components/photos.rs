//! Choosing and taking photographs: camera first on a phone, previews at once.

use std::sync::Arc;

use leptos::{prelude::*, text_prop::TextProp};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, Event, File, HtmlInputElement};

use super::{Icon, field::Around};
use crate::{device::ObjectUrl, format, i18n::common, photos::scaled};

/// A photograph on this device.
#[derive(Clone)]
pub struct Photo {
    /// Its name on this page.
    pub id: u32,
    /// The file. It lives in the browser's only thread.
    pub file: SendWrapper<Blob>,
    /// Its file name.
    pub name: String,
    /// An address that shows it, as long as any copy of this lives.
    url: Arc<ObjectUrl>,
}

impl Photo {
    /// Takes a file in.
    pub fn new(id: u32, file: Blob, name: String) -> Self {
        let url = Arc::new(ObjectUrl::new(&file));
        Self { id, file: SendWrapper::new(file), name, url }
    }
}

/// Up to a number of photographs, with previews.
#[component]
pub fn PhotoPicker(
    /// The field's name.
    name: &'static str,
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
    let around = Around::new(name, &label, hint.is_some());
    let (id, described_by, invalid) = (around.id.clone(), around.described_by, around.invalid);
    let refused = RwSignal::new(None::<String>);
    let last = StoredValue::new(0_u32);

    // Photographs that are still being scaled.
    let reading = RwSignal::new(0_usize);

    let choose = move |event: Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        refused.set(None);
        let files = input.files();
        let files: Vec<File> =
            files.iter().flat_map(|files| (0..files.length()).filter_map(|index| files.get(index))).collect();
        // The same file can be chosen again after it was taken out.
        input.set_value("");
        reading.update(|reading| *reading += files.len());
        spawn_local(async move {
            for file in files {
                let name = file.name();
                let room = photos.try_with_untracked(|photos| photos.len() < photos_max);
                let refusal = match room {
                    Some(true) => add(photos, last, photo_bytes_max, file.into(), name).await,
                    Some(false) => Some(common::photos_at_most(photos_max)),
                    None => return,
                };
                // The step of the form may be gone by now; its photographs stay.
                let _ = reading.try_update(|reading| *reading -= 1);
                if refusal.is_some() {
                    let _ = refused.try_set(refusal);
                }
            }
        });
    };
    let remove = move |id: u32| {
        photos.update(|photos| photos.retain(|photo| photo.id != id));
    };

    let full = move || photos.with(Vec::len) >= photos_max;
    let count = move || {
        if reading.get() > 0 {
            return common::please_wait().to_owned();
        }
        common::photos_of(photos.with(Vec::len), photos_max)
    };
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
            <p class="field__foot" aria-live="polite">{count}</p>
            <p class="field__error" role="alert" hidden=move || refused.with(Option::is_none)>{move || refused.get()}</p>
        </fieldset>
    }
}

/// Scales a file and adds it; why not, where not.
async fn add(
    photos: RwSignal<Vec<Photo>>,
    last: StoredValue<u32>,
    bytes_max: u32,
    file: Blob,
    name: String,
) -> Option<String> {
    let file = scaled(file).await;
    if file.size() > f64::from(bytes_max) {
        return Some(common::photo_too_large(name, format::bytes(bytes_max.into())));
    }
    let used = photos.try_with_untracked(|photos| photos.iter().map(|photo| photo.id).max())?.unwrap_or(0);
    let id = last.try_get_value().unwrap_or(0).max(used) + 1;
    let _ = last.try_set_value(id);
    // The page may be gone by now.
    let _ = photos.try_update(|photos| photos.push(Photo::new(id, file, name)));
    None
}
