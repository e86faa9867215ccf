//! Photos that show how a project goes on: small beside the words, large when pressed. Projects that run are public, and so are these.

use contract::photos::PhotoSize;
use domain::ids::{PhotoId, ProjectId};
use leptos::prelude::*;

use crate::{
    components::{Button, Dialog},
    i18n::{common, projects},
};

fn address(project: ProjectId, photo: PhotoId, size: PhotoSize) -> String {
    format!("/api/v1/projects/{project}/photos/{photo}/{}", size.as_str())
}

/// Photos of one entry; nothing where there are none.
#[component]
pub(super) fn Photos(
    /// Of which project.
    project: ProjectId,
    /// Which.
    photos: Vec<PhotoId>,
    /// What they show, for those who do not see them.
    #[prop(into)]
    of: String,
) -> impl IntoView {
    if photos.is_empty() {
        return ().into_any();
    }
    let (open, chosen) = (RwSignal::new(false), RwSignal::new(None::<(usize, PhotoId)>));
    let (count, of) = (photos.len(), StoredValue::new(of));
    let words = move |number: usize| of.with_value(|of| projects::photo_of(of, number, count));
    let thumb = move |(index, photo): (usize, PhotoId)| {
        let press = move |_| {
            chosen.set(Some((index, photo)));
            open.set(true);
        };
        view! {
            <button type="button" class="thumb" aria-label=move || projects::see_large(words(index + 1)) on:click=press>
                <img src=address(project, photo, PhotoSize::Small) alt="" loading="lazy"/>
            </button>
        }
    };
    let title = move || chosen.get().map(|(index, _)| words(index + 1)).unwrap_or_default();
    view! {
        <div class="thumbs">{photos.into_iter().enumerate().map(thumb).collect_view()}</div>
        <Dialog open title>
            <div class="photo-large">
                {move || chosen.get().map(|(index, photo)| view! {
                    <img src=address(project, photo, PhotoSize::Medium) alt=words(index + 1)/>
                })}
            </div>
            <div class="dialog__actions"><Button on_press=move |()| open.set(false)>{common::close}</Button></div>
        </Dialog>
    }
    .into_any()
}
