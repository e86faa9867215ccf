//! The fields of a charter: what people read, and its numbers.

use domain::{
    funds::{CHARTER_TEXT_CHARS_MAX, CHARTER_TITLE_CHARS_MAX, Step},
    permissions::Role,
};
use leptos::prelude::*;

use super::{
    super::chars,
    form::{CharterForm, LimitRow},
    threshold,
};
use crate::{
    components::{Button, Cell, CellSelect, FormState, SelectField, TextArea, TextField, row_tools},
    i18n::funds,
    pages::{funds::words, roles::role},
    rows::{Row, refocus},
};

/// Most limits of a charter: each role has one for each step.
const LIMITS_MAX: usize = 27;

/// All of them, group by group.
pub(super) fn charter_fields(form: CharterForm, state: FormState) -> impl IntoView {
    let signal = |signal: &ArcRwSignal<String>| RwSignal::from(signal.clone());
    let number = |name: &'static str, label: words::Text, hint: words::Text, value: &ArcRwSignal<String>| {
        view! { <TextField name label hint value=signal(value) inputmode="numeric"/> }
    };
    view! {
        <TextField name="title" label=funds::charter_title value=signal(&form.title) characters_max=chars(CHARTER_TITLE_CHARS_MAX)/>
        <TextArea name="document" label=funds::charter_text hint=funds::charter_text_hint value=signal(&form.document)
            characters_max=chars(CHARTER_TEXT_CHARS_MAX)/>
        <fieldset class="group">
            <legend>{funds::group_money}</legend>
            <Limits form=form.clone() state/>
            <TextField name="resolution_above" label=funds::resolution_above hint=funds::resolution_above_hint
                value=signal(&form.resolution_above) inputmode="decimal"/>
        </fieldset>
        <fieldset class="group">
            <legend>{funds::group_votes}</legend>
            <Majority name="quorum" label=funds::quorum hint=funds::quorum_hint value=signal(&form.quorum)/>
            <Majority name="ordinary" label=funds::ordinary hint=funds::ordinary_hint value=signal(&form.ordinary)/>
            <Majority name="special" label=funds::special hint=funds::special_hint value=signal(&form.special)/>
            {number("unrecused_min", funds::unrecused_min, funds::unrecused_min_hint, &form.unrecused_min)}
            {number("term_months_max", funds::term_months_max, funds::term_months_max_hint, &form.term_months_max)}
        </fieldset>
        <fieldset class="group">
            <legend>{funds::group_public}</legend>
            {number("comment_days", funds::comment_days, funds::days_hint, &form.comment_days)}
            {number("rating_days", funds::rating_days, funds::days_hint, &form.rating_days)}
            {number("disclosure_months", funds::disclosure_months, funds::disclosure_months_hint, &form.disclosure_months)}
            {number("disclosure_days", funds::disclosure_days, funds::disclosure_days_hint, &form.disclosure_days)}
        </fieldset>
    }
}

/// One of the usual majorities, or the one that the charter has.
#[component]
fn Majority(
    name: &'static str,
    label: words::Text,
    hint: words::Text,
    value: RwSignal<String>,
) -> impl IntoView {
    let had = value.get_untracked();
    let options = Signal::derive(move || {
        let other = Some(had.as_str()).filter(|had| !threshold::OFFERED.contains(had));
        let option = |name: &str| {
            threshold::read(name).map(|read| (name.to_owned(), words::threshold(read).trim().to_owned()))
        };
        threshold::OFFERED.into_iter().chain(other).filter_map(option).collect::<Vec<_>>()
    });
    view! { <SelectField name label hint value options/> }
}

/// Who takes which step up to how much, a row for each.
#[component]
fn Limits(form: CharterForm, state: FormState) -> impl IntoView {
    let (all, rows, adding, full) =
        (form.limits.clone(), form.limits.clone(), form.limits.clone(), form.limits);
    let add = move |()| {
        let key = adding.add(LimitRow::fresh(), None);
        refocus(state.field_id(&format!("l{key}-step")));
    };
    let back = state.field_id("limits");
    state.register("limits", funds::limits.into());
    let after = back.clone();
    let row = move |row: Row<LimitRow>| {
        let (key, rows) = (row.key, rows.clone());
        let about = {
            let rows = rows.clone();
            Signal::derive(move || funds::limit_number(rows.place(key).map_or(0, |place| place + 1)))
        };
        let tools = row_tools(rows, key, after.clone(), about).into_any();
        view! { <li class="outline__line">{one(&row, about, tools)}</li> }
    };
    view! {
        <div class="field" id=back tabindex="-1">
            <p class="field__hint">{funds::limits_hint}</p>
            <p class="field__error" hidden=move || state.error_of("limits").is_none()>{move || state.error_of("limits")}</p>
            <ol class="outline__lines" aria-label=funds::limits>
                <For each=move || all.get() key=|row| row.key children=row/>
            </ol>
            <Show when=move || { full.count() < LIMITS_MAX }>
                <div><Button small=true icon=icondata_lu::LuPlus on_press=add.clone()>{funds::add_limit}</Button></div>
            </Show>
        </div>
    }
}

fn one(row: &Row<LimitRow>, about: Signal<String>, tools: AnyView) -> impl IntoView + use<> {
    let (key, fields) = (row.key, &row.content);
    let signal = |signal: &ArcRwSignal<String>| RwSignal::from(signal.clone());
    let name = move |field: &str| format!("l{key}-{field}");
    let steps = Signal::derive(|| {
        Step::ALL.map(|step| (step.as_str().to_owned(), words::step(step).to_owned())).to_vec()
    });
    let roles = Signal::derive(|| {
        Role::ALL.iter().map(|held| (held.as_str().to_owned(), role(*held).to_owned())).collect::<Vec<_>>()
    });
    view! {
        <CellSelect name=name("step") label=funds::limit_step about value=signal(&fields.step) options=steps/>
        <CellSelect name=name("role") label=funds::limit_role about value=signal(&fields.role) options=roles/>
        <Cell name=name("max") label=funds::limit_max about value=signal(&fields.max) inputmode="decimal"/>
        {tools}
    }
}
