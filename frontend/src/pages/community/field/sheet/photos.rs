//! Photos of a finding: the camera first, each on the disk before it is shown.

use contract::photos::PHOTO_BYTES_MAX;
use domain::inspections::FINDING_PHOTOS_MAX;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, HtmlInputElement};

use super::super::{
    pen::Pen,
    photo::{Source, Thumb},
};
use crate::{
    components::{Icon, Toasts},
    device, format,
    i18n::{common, scoring},
    offline::model::{KeptMark, KeptPhoto},
    photos::scaled,
};

/// The photos of an indicator.
#[component]
pub fn MarkPhotos(
    /// Writes on the sheet.
    pen: Pen,
    /// Which indicator.
    code: String,
    /// What it is called.
    name: String,
    /// Its mark.
    mark: Memo<Option<KeptMark>>,
) -> impl IntoView {
    let toasts = Toasts::get();
    let photos = Memo::new(move |_| {
        mark.with(|mark| mark.as_ref().map(|mark| mark.photos.clone())).unwrap_or_default()
    });
    let refused = RwSignal::new(None::<String>);
    let code = StoredValue::new(code);
    let choose = move |event: web_sys::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        let files: Vec<File> = input
            .files()
            .map(|files| (0..files.length()).filter_map(|at| files.get(at)).collect())
            .unwrap_or_default();
        // The same file can be chosen again after it was taken out.
        input.set_value("");
        refused.set(None);
        spawn_local(async move {
            for file in files {
                let Some(code) = code.try_get_value() else { return };
                if let Some(why) = add(pen, code, file).await {
                    let _ = refused.try_set(Some(why));
                    return;
                }
            }
        });
    };
    let remove = move |photo: KeptPhoto| {
        let gone = photo.clone();
        pen.mark(&code.get_value(), move |mark| mark.photos.retain(|other| *other != gone));
        toasts.say_with_undo(scoring::photo_removed(), move || {
            let photo = photo.clone();
            if let Some(code) = code.try_get_value() {
                pen.mark(&code, move |mark| mark.photos.push(photo));
            }
        });
    };
    let label = name.clone();
    let thumb = move |(number, photo): (usize, KeptPhoto)| {
        let taken = photo.clone();
        let alt = scoring::photo_of(&label, number + 1);
        let remove_label = alt.clone();
        view! {
            <li class="photo">
                <Thumb source=Source::Device(pen.place, photo) alt/>
                <button type="button" class="photo__remove" aria-label=move || common::remove_photo(&remove_label)
                    on:click=move |_| remove(taken.clone())>
                    <Icon icon=icondata_lu::LuX/>
                </button>
            </li>
        }
    };
    let full = move || photos.with(Vec::len) >= FINDING_PHOTOS_MAX;
    let (camera, album) = (name.clone(), name);
    view! {
        <div class="stack stack--tight">
            {move || {
                let photos = photos.get();
                let thumb = thumb.clone();
                (!photos.is_empty()).then(|| view! {
                    <ul class="photos" role="list">{photos.into_iter().enumerate().map(thumb).collect_view()}</ul>
                })
            }}
            <div class="row" hidden=full>
                <label class="button button--secondary grow file-button">
                    <input class="visually-hidden" type="file" accept="image/*" capture="environment"
                        aria-label=move || scoring::take_photo_of(&camera) on:change=choose/>
                    <Icon icon=icondata_lu::LuCamera/><span>{scoring::take_photo}</span>
                </label>
                <label class="button file-button">
                    <input class="visually-hidden" type="file" accept="image/*" multiple
                        aria-label=move || scoring::choose_photo_of(&album) on:change=choose/>
                    <Icon icon=icondata_lu::LuImages/><span>{scoring::from_album}</span>
                </label>
            </div>
            <p class="field__error" role="alert" hidden=move || refused.with(Option::is_none)>{move || refused.get()}</p>
        </div>
    }
}

/// Keeps a photo with its finding; why not, where not.
async fn add(pen: Pen, code: String, file: File) -> Option<String> {
    let bytes_max = u32::try_from(PHOTO_BYTES_MAX).unwrap_or(u32::MAX);
    let name = file.name();
    let file = scaled(file.into()).await;
    if file.size() > f64::from(bytes_max) {
        return Some(common::photo_too_large(name, format::bytes(bytes_max.into())));
    }
    let key = device::fresh_key();
    let photo = KeptPhoto { file: Some(key.clone()), key: key.clone(), id: None };
    let mut over = false;
    pen.keep(Some((&key, &file)), |sheet| {
        let mark = sheet.marks.entry(code).or_insert_with(KeptMark::unscored);
        over = mark.photos.len() >= FINDING_PHOTOS_MAX;
        if !over {
            mark.photos.push(photo);
        }
    })
    .await;
    over.then(|| common::photos_at_most(FINDING_PHOTOS_MAX))
}
