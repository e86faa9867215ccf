//! Adding a place, and changing one.

use client::{Client, Tagged};
use contract::areas::{Area, NewArea, PatchArea};
use domain::{areas::AreaKind, ids::AreaId};
use leptos::prelude::*;
use serde_json::Value;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, HtmlInputElement};

use crate::{
    components::{Button, ButtonKind, Field, Form, FormState, SelectField, TextArea, TextField},
    failure::Failure,
    fetch::fetch,
    i18n::places,
    once::Once,
    pages::console::{lists::loaded, words},
    send::send,
    session::Session,
};

/// Longest outline that can be pasted: 2,000 positions take less.
const OUTLINE_CHARACTERS_MAX: u32 = 200_000;

fn trimmed(text: RwSignal<String>) -> Option<String> {
    let text = text.with_untracked(|text| text.trim().to_owned());
    (!text.is_empty()).then_some(text)
}

/// A whole number or none; anything else is refused.
fn heads(state: FormState, text: RwSignal<String>) -> Result<Option<i64>, ()> {
    match trimmed(text).map(|text| text.parse::<i64>()) {
        None => Ok(None),
        Some(Ok(count)) => Ok(Some(count)),
        Some(Err(_)) => {
            state.refuse(Failure::here(places::heads_not_number()));
            Err(())
        }
    }
}

/// A GeoJSON geometry, alone or as the only feature of what a map program saves.
fn outline(state: FormState, text: RwSignal<String>) -> Result<Option<Value>, ()> {
    let Some(text) = trimmed(text) else { return Ok(None) };
    match serde_json::from_str::<Value>(&text) {
        Ok(value) => Ok(Some(geometry(value))),
        Err(error) => {
            state.refuse(Failure::here(places::outline_not_json(error.line(), error.column())));
            Err(())
        }
    }
}

fn geometry(mut value: Value) -> Value {
    if let Some([feature]) = value.get_mut("features").and_then(Value::as_array_mut).map(Vec::as_mut_slice) {
        value = feature.take();
    }
    match value.get_mut("geometry") {
        Some(geometry) => geometry.take(),
        None => value,
    }
}

/// Adds a place in another.
#[component]
pub fn AddArea(
    /// The place that it lies in.
    parent: Area,
    /// What follows.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let session = Session::get();
    let (state, once) = (FormState::new("area"), Once::new());
    let (kind, name, code) = (RwSignal::default(), RwSignal::default(), RwSignal::default());
    let (head_count, boundary) = (RwSignal::default(), RwSignal::default());
    let inside = parent.kind;
    let kinds = Signal::derive(move || {
        let fits = |kind: &AreaKind| *kind != AreaKind::Household && kind.may_lie_in(inside);
        let kinds = AreaKind::ALL.into_iter().filter(fits);
        kinds.map(|kind| (kind.as_str().to_owned(), words::kind(kind).to_owned())).collect::<Vec<_>>()
    });
    let submit = move |()| {
        let Some(kind) = kind.with_untracked(|kind: &String| AreaKind::parse(kind)) else {
            return state.refuse(Failure::here(places::choose_kind()));
        };
        let (Ok(head_count), Ok(boundary)) = (heads(state, head_count), outline(state, boundary)) else {
            return;
        };
        let name = trimmed(name).unwrap_or_default();
        let body = NewArea {
            parent_id: parent.id,
            kind,
            name,
            segment: None,
            code: trimmed(code),
            head_count,
            boundary,
        };
        let key = once.key(&body);
        let ask = move |client: Client, body: NewArea| {
            let key = key.clone();
            async move { client.create_area(&body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_| on_done.run(()));
    };
    view! {
        <Form state on_submit=submit>
            <SelectField name="kind" label=places::column_kind value=kind options=kinds/>
            <TextField name="name" label=places::column_name value=name characters_max=60_u32/>
            <TextField name="code" label=places::column_code hint=places::code_hint value=code optional=true inputmode="numeric" characters_max=12_u32/>
            <TextField name="head_count" label=places::column_heads value=head_count optional=true inputmode="numeric" characters_max=11_u32/>
            <OutlineField state value=boundary/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{places::add_area}</Button>
            </div>
        </Form>
    }
}

/// Changes a place. It is read anew first, so that nobody's change is overwritten.
#[component]
pub fn EditArea(
    /// The place.
    id: AreaId,
    /// What follows.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let found = fetch(move |client| async move { client.get_area(id).await });
    loaded(found, move |found| view! { <Edit found on_done/> })
}

#[component]
fn Edit(found: Tagged<Area>, on_done: Callback<()>) -> impl IntoView {
    let session = Session::get();
    let state = FormState::new("area");
    let Tagged { body: before, etag } = found;
    let written = |value: &Option<Value>| value.as_ref().map(ToString::to_string).unwrap_or_default();
    let name = RwSignal::new(before.name.clone());
    let head_count = RwSignal::new(before.head_count.map(|count| count.to_string()).unwrap_or_default());
    let boundary = RwSignal::new(written(&before.boundary));
    let submit = move |()| {
        let (Ok(heads), Ok(outline)) = (heads(state, head_count), outline(state, boundary)) else { return };
        let name = trimmed(name).unwrap_or_default();
        let patch = PatchArea {
            name: (name != before.name).then_some(name),
            head_count: (heads != before.head_count).then_some(heads),
            boundary: (outline != before.boundary).then_some(outline),
        };
        if patch == PatchArea::default() {
            return on_done.run(());
        }
        let (id, etag) = (before.id, etag.clone());
        let ask = move |client: Client, patch: PatchArea| {
            let etag = etag.clone();
            async move { client.change_area(id, &etag, &patch).await }
        };
        send(session, state, patch, ask, move |_| on_done.run(()));
    };
    view! {
        <Form state on_submit=submit>
            <TextField name="name" label=places::column_name value=name characters_max=60_u32/>
            <TextField name="head_count" label=places::column_heads value=head_count optional=true inputmode="numeric" characters_max=11_u32/>
            <OutlineField state value=boundary/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{places::save}</Button>
            </div>
        </Form>
    }
}

/// An outline: from a file, or pasted.
#[component]
fn OutlineField(state: FormState, value: RwSignal<String>) -> impl IntoView {
    let choose = move |event: Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(file) = input.and_then(|input| input.files()).and_then(|files| files.get(0)) else { return };
        if file.size() > f64::from(OUTLINE_CHARACTERS_MAX) {
            return state.refuse(Failure::here(places::outline_too_large()));
        }
        spawn_local(async move {
            let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
            match text {
                Some(text) => value.set(text),
                None => state.refuse(Failure::here(places::outline_unreadable())),
            }
        });
    };
    view! {
        <Field
            name="outline_file"
            label=places::outline_file
            optional=true
            children=Box::new(move |id: String| {
                view! { <input class="input" type="file" id=id accept=".json,.geojson,application/geo+json" on:change=choose/> }
                    .into_any()
            })
        />
        <TextArea name="boundary" label=places::outline_text hint=places::outline_hint value optional=true characters_max=OUTLINE_CHARACTERS_MAX/>
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_outline_is_found_in_what_map_programs_save() {
        let polygon = json!({"type": "Polygon", "coordinates": [[[1, 2], [3, 2], [3, 4], [1, 2]]]});
        let feature = json!({"type": "Feature", "properties": {}, "geometry": polygon});
        let collection = json!({"type": "FeatureCollection", "features": [feature]});
        let two = json!({"type": "FeatureCollection", "features": [feature, feature]});
        assert_eq!(geometry(polygon.clone()), polygon);
        assert_eq!(geometry(feature), polygon);
        assert_eq!(geometry(collection), polygon);
        assert_eq!(geometry(two.clone()), two, "which of two is meant is not guessed");
    }
}
