//! A mark as it is read: what it counts, why, and what shows it.

use domain::inspections::{Indicator, Score};
use leptos::prelude::*;

use super::{
    photo::{Source, Thumb},
    words,
};
use crate::i18n::scoring;

/// One indicator with its mark.
#[component]
pub fn MarkLine(
    /// The indicator.
    indicator: Indicator,
    /// The points; none where nobody marked it.
    points: Option<Score>,
    /// Why, in words.
    #[prop(into)]
    note: String,
    /// What shows it.
    photos: Vec<Source>,
    /// What belongs to it besides.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let name = indicator.name.clone();
    let lost = points.is_some_and(|points| points != indicator.best());
    let result = {
        let indicator = indicator.clone();
        move || points.map_or(scoring::not_marked().to_owned(), |points| words::result(&indicator, points))
    };
    let photo = move |source: Source| view! { <li><Thumb source alt=name.clone()/></li> };
    view! {
        <li class="mark-line" class:mark-line--lost=lost>
            <div class="mark-line__head">
                <h3>{indicator.name.clone()}</h3>
                <span class="mark-line__points">{result}</span>
            </div>
            {(!note.trim().is_empty()).then(|| view! { <p>{note}</p> })}
            {(!photos.is_empty()).then(|| {
                view! { <ul class="thumbs" role="list">{photos.into_iter().map(photo).collect_view()}</ul> }
            })}
            {children.map(|children| children())}
        </li>
    }
}
