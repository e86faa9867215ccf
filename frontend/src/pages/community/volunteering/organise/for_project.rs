//! For which project of a fund a shift is planned: a choice where projects run around its area, nothing elsewhere.

use domain::ids::AreaId;
use leptos::prelude::*;

use super::{place, typed::Typed};
use crate::{
    components::{ErrorState, SelectField},
    fetch::fetch,
    i18n::volunteering as texts,
};

/// The choice.
#[component]
pub fn ForProject(
    /// What is typed.
    typed: Typed,
) -> impl IntoView {
    let area = Memo::new(move |_| typed.area.with(|area| area.parse::<AreaId>().ok()));
    let fetched = fetch(move |client| {
        let area = area.get();
        async move {
            match area {
                Some(area) => place::projects(client, area).await,
                None => Ok(Vec::new()),
            }
        }
    });
    // What runs around one area may be none of another's.
    Effect::new(move |_| {
        let Some(Ok(projects)) = fetched.answer.get() else { return };
        let there = typed.project.with_untracked(|chosen| projects.iter().any(|(id, _)| id == chosen));
        if !there {
            typed.project.set(String::new());
        }
    });
    move || match fetched.answer.get() {
        Some(Ok(projects)) if !projects.is_empty() => view! {
            <SelectField name="project_id" label=texts::which_project hint=texts::which_project_hint
                value=typed.project options=Signal::stored(projects) optional=true/>
        }
        .into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| fetched.reload()/> }.into_any(),
        _ => ().into_any(),
    }
}
