//! The fields of lines: of a quotation, whose lines have prices, and of the material that was used.

use leptos::{ev::KeyboardEvent, prelude::*};

use super::{
    lines::{Line, Lines, cell},
    words::Words,
};
use crate::{
    components::{Button, Cell, FormState, called, row_tools},
    format,
    i18n::moves,
    rows::{Row, entered, moves_by_keys, refocus},
};

/// A row of fields for each line.
#[component]
pub(super) fn LineFields(
    /// What is typed.
    lines: Lines,
    /// The form.
    state: FormState,
    /// The name of the lines in the body.
    name: &'static str,
    /// What is asked.
    label: Words,
    /// What helps to answer.
    hint: Words,
    /// The most lines.
    lines_max: usize,
    /// Whether each has a price.
    #[prop(optional)]
    priced: bool,
) -> impl IntoView {
    state.register(name, label.into());
    let (all, rows, full) = (lines.rows.clone(), lines.rows.clone(), lines.rows.clone());
    let back = state.field_id(name);
    let add = move |()| refocus(state.field_id(&cell(lines.add(), "what")));
    let after = back.clone();
    let row = move |row: Row<Line>| {
        let (key, keyed) = (row.key, rows.clone());
        let what = RwSignal::from(row.content.what.clone());
        let about = called(rows.clone(), key, what, moves::line_number);
        let keys = move |event: KeyboardEvent| {
            moves_by_keys(&keyed, key, &event);
        };
        let tools = row_tools(rows.clone(), key, after.clone(), about);
        view! { <li class="outline__line" on:keydown=keys>{one(row, about, priced)}{tools}</li> }
    };
    view! {
        <fieldset class="field outline" id=back tabindex="-1" on:keydown=|event| { entered(&event); }>
            <legend class="field__label">{label}</legend>
            <p class="field__hint">{hint}</p>
            <p class="field__error" hidden=move || state.error_of(name).is_none()>{move || state.error_of(name)}</p>
            <ol class="outline__lines" aria-label=label>
                <For each=move || all.get() key=|row| row.key children=row/>
            </ol>
            <Show when=move || { full.count() < lines_max }>
                <div><Button small=true icon=icondata_lu::LuPlus on_press=add.clone()>{moves::add_line}</Button></div>
            </Show>
        </fieldset>
    }
}

fn one(row: Row<Line>, about: Signal<String>, priced: bool) -> impl IntoView {
    let Row { key, content } = row;
    let signal = |signal: &ArcRwSignal<String>| RwSignal::from(signal.clone());
    let (quantity, unit, price) =
        (signal(&content.quantity), signal(&content.unit), signal(&content.unit_price));
    let what = if priced { moves::line_what } else { moves::material_what };
    let priced_line = content.clone();
    let amount = move || priced_line.amount_fen().map(|fen| moves::line_amount(format::money(fen)));
    view! {
        <Cell name=cell(key, "what") label=what about value=signal(&content.what) wide=true/>
        <Cell name=cell(key, "quantity") label=moves::line_quantity about value=quantity inputmode="decimal"/>
        <Cell name=cell(key, "unit") label=moves::line_unit about value=unit/>
        {priced.then(|| view! {
            <Cell name=cell(key, "unit_price_fen") label=moves::line_unit_price about value=price inputmode="decimal"/>
            <span class="outline__sum">{amount}</span>
        })}
    }
}
