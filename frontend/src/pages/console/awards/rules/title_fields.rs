//! The fields of titles: a row for each kind.

use domain::inspections::TitleKind;
use leptos::{ev::KeyboardEvent, prelude::*};

use super::{
    form::RulesForm,
    plain::whom,
    titles::{TitleRow, kind_of},
};
use crate::{
    amounts::count,
    components::{Button, Cell, CellSelect, FormState, called, row_tools},
    i18n::awards,
    rows::{Row, moves_by_keys, refocus},
};

/// What households, groups and villages take to get a title.
pub(super) fn title_fields(form: RulesForm, state: FormState) -> impl IntoView {
    let (all, rows, adding, full) =
        (form.titles.clone(), form.titles.clone(), form.titles.clone(), form.titles);
    let add = move |()| {
        let there: Vec<TitleRow> = untrack(|| adding.get()).into_iter().map(|row| row.content).collect();
        let Some(next) = untrack(|| TitleRow::beside(&there)) else { return };
        let key = adding.add(next, None);
        refocus(state.field_id(&format!("t{key}-kind")));
    };
    let back = state.field_id("titles");
    let after = back.clone();
    let title = move |row: Row<TitleRow>| {
        let (key, keyed) = (row.key, rows.clone());
        let name = RwSignal::from(row.content.name.clone());
        let about = called(rows.clone(), key, name, awards::title_number);
        let keys = move |event: KeyboardEvent| {
            moves_by_keys(&keyed, key, &event);
        };
        let tools = row_tools(rows.clone(), key, after.clone(), about).into_any();
        view! { <li class="outline__line" on:keydown=keys>{one(&row, about, tools)}</li> }
    };
    view! {
        <div class="field" id=back tabindex="-1">
            <p class="field__label" id="titles-label">{awards::titles}</p>
            <p class="field__hint">{awards::titles_hint}</p>
            <ol class="outline__lines" aria-labelledby="titles-label">
                <For each=move || all.get() key=|row| row.key children=title/>
            </ol>
            <Show when=move || { full.count() < TitleKind::ALL.len() }>
                <div><Button small=true icon=icondata_lu::LuPlus on_press=add.clone()>{awards::add_title}</Button></div>
            </Show>
        </div>
    }
}

/// One title: who gets it, and what each kind is asked.
fn one(row: &Row<TitleRow>, about: Signal<String>, tools: AnyView) -> impl IntoView + use<> {
    let (key, fields) = (row.key, &row.content);
    let signal = |signal: &ArcRwSignal<String>| RwSignal::from(signal.clone());
    let (kind, pledged) = (signal(&fields.kind), signal(&fields.pledged));
    let criticism = RwSignal::from(fields.criticism.clone());
    let is = move |wanted: TitleKind| kind.with(|kind| kind_of(kind) == wanted);
    let kinds = Signal::derive(|| {
        TitleKind::ALL.map(|kind| (kind.as_str().to_owned(), whom(kind).to_owned())).to_vec()
    });
    let ties = Signal::derive(|| {
        vec![
            ("all".to_owned(), awards::title_ties_all().to_owned()),
            ("none".to_owned(), awards::title_ties_none().to_owned()),
        ]
    });
    let asked = move || pledged.with(|pledged| count(pledged) != Some(0));
    let of = move || view! { <span class="visually-hidden">{move || format!(" {}", about.get())}</span> };
    view! {
        <CellSelect name=format!("t{key}-kind") label=awards::title_whom about value=kind options=kinds/>
        <Cell name=format!("t{key}-name") label=awards::title_name about value=signal(&fields.name) wide=true/>
        {tools}
        <div class="outline__more">
            <div class="outline__finding">
                <Cell name=format!("t{key}-checks_min") label=awards::title_checks about value=signal(&fields.checks) inputmode="numeric"/>
                <Cell name=format!("t{key}-mean_min") label=awards::title_mean about value=signal(&fields.mean) inputmode="decimal"/>
                <Show when=move || !is(TitleKind::Household)>
                    <Cell name=format!("t{key}-pledged_percent_min") label=awards::title_pledged about value=pledged inputmode="numeric"/>
                </Show>
                <Cell name=format!("t{key}-titles_max") label=awards::title_most about value=signal(&fields.most) inputmode="numeric"/>
                <CellSelect name=format!("t{key}-ties") label=awards::title_ties about value=signal(&fields.ties) options=ties/>
            </div>
            <Show when=move || is(TitleKind::Household)>
                <label class="checkbox">
                    <input type="checkbox" prop:checked=asked
                        on:change:target=move |event| pledged.set(if event.target().checked() { "100" } else { "0" }.to_owned())/>
                    <span>{awards::title_pledged_own}{of()}</span>
                </label>
            </Show>
            <Show when=move || is(TitleKind::Village)>
                <label class="checkbox">
                    <input type="checkbox" bind:checked=criticism/>
                    <span>{awards::title_criticism}{of()}</span>
                </label>
            </Show>
        </div>
    }
}
