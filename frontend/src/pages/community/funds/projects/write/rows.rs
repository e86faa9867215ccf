//! The rows of a proposal: lines of its budget, and milestones with what is paid then.

use contract::funds::FundPurpose;
use leptos::{ev::KeyboardEvent, prelude::*};

use super::typed::{cell, cells};
use crate::{
    components::{Button, Cell, CellSelect, DateField, FormState, called, row_tools},
    i18n::projects,
    pages::funds::words as fund_words,
    rows::{Row, Rows, entered, moves_by_keys, refocus},
};

/// The cells of a row.
type Cells = [ArcRwSignal<String>; 3];

/// What the rows are.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    /// The name of a row in the names of its cells.
    pub(super) row: &'static str,
    /// The name of the rows in the body.
    pub(super) name: &'static str,
    /// What is asked.
    pub(super) label: fn() -> &'static str,
    /// What helps to answer.
    pub(super) hint: fn() -> &'static str,
    /// Adds one.
    pub(super) add: fn() -> &'static str,
    /// The most rows.
    pub(super) most: usize,
}

/// Shows the cells of a row: its key, they themselves, what it is called, and the options of its choices, each with its words.
type Shows = fn(u32, Cells, Signal<String>, Vec<(String, String)>) -> AnyView;

/// A fieldset with its rows.
#[component]
fn Outline(
    kind: Kind,
    rows: Rows<Cells>,
    state: FormState,
    one: Shows,
    options: Vec<(String, String)>,
) -> impl IntoView {
    state.register(kind.name, kind.label.into());
    let back = state.field_id(kind.name);
    let (all, full, adding) = (rows.clone(), rows.clone(), rows.clone());
    let add = move |()| {
        let key = adding.add(cells(Default::default()), None);
        refocus(state.field_id(&cell(kind.row, key, "title")));
    };
    let after = back.clone();
    let row = move |row: Row<Cells>| {
        let (key, keyed) = (row.key, rows.clone());
        let title = RwSignal::from(row.content[0].clone());
        let about = called(rows.clone(), key, title, projects::row_number);
        let keys = move |event: KeyboardEvent| {
            moves_by_keys(&keyed, key, &event);
        };
        let tools = row_tools(rows.clone(), key, after.clone(), about);
        view! { <li class="outline__line" on:keydown=keys>{one(key, row.content, about, options.clone())}{tools}</li> }
    };
    let name = kind.name;
    view! {
        <fieldset class="field outline" id=back tabindex="-1" on:keydown=|event| { entered(&event); }>
            <legend class="field__label">{kind.label}</legend>
            <p class="field__hint">{kind.hint}</p>
            <p class="field__error" hidden=move || state.error_of(name).is_none()>{move || state.error_of(name)}</p>
            <ol class="outline__lines" aria-label=kind.label>
                <For each=move || all.get() key=|row| row.key children=row/>
            </ol>
            <Show when=move || { full.count() < kind.most }>
                <div><Button small=true icon=icondata_lu::LuPlus on_press=add.clone()>{kind.add}</Button></div>
            </Show>
        </fieldset>
    }
}

/// What it costs, line by line.
#[component]
pub(super) fn LineRows(
    /// The rows.
    rows: Rows<Cells>,
    /// The form.
    state: FormState,
    /// What a line may serve.
    purposes: Vec<FundPurpose>,
) -> impl IntoView {
    let kind = Kind {
        row: "line",
        name: "lines",
        label: projects::budget,
        hint: projects::lines_hint,
        add: projects::add_line,
        most: 50,
    };
    view! { <Outline kind rows state one=line options=fund_words::purpose_options(&purposes)/> }
}

fn line(key: u32, content: Cells, about: Signal<String>, purposes: Vec<(String, String)>) -> AnyView {
    let [title, yuan, purpose] = content.map(RwSignal::from);
    let with_purposes = !purposes.is_empty();
    let options = Signal::derive(move || {
        let none = (String::new(), projects::any_purpose().to_owned());
        std::iter::once(none).chain(purposes.clone()).collect::<Vec<_>>()
    });
    view! {
        <Cell name=cell("line", key, "title") label=projects::line_title about value=title wide=true/>
        <Cell name=cell("line", key, "limit_fen") label=projects::yuan about value=yuan inputmode="decimal"/>
        {with_purposes.then(|| view! {
            <CellSelect name=cell("line", key, "purpose") label=projects::line_purpose about value=purpose options/>
        })}
    }
    .into_any()
}

/// When which part of that is paid.
#[component]
pub(super) fn MilestoneRows(
    /// The rows.
    rows: Rows<Cells>,
    /// The form.
    state: FormState,
) -> impl IntoView {
    let kind = Kind {
        row: "milestone",
        name: "milestones",
        label: projects::milestones,
        hint: projects::milestones_hint,
        add: projects::add_milestone,
        most: 20,
    };
    view! { <Outline kind rows state one=milestone options=Vec::new()/> }
}

fn milestone(key: u32, content: Cells, about: Signal<String>, _: Vec<(String, String)>) -> AnyView {
    let [title, yuan, due_on] = content.map(RwSignal::from);
    view! {
        <Cell name=cell("milestone", key, "title") label=projects::milestone_what about value=title wide=true/>
        <Cell name=cell("milestone", key, "instalment_fen") label=projects::yuan about value=yuan inputmode="decimal"/>
        <DateField name=cell("milestone", key, "due_on") label=projects::milestone_due value=due_on optional=true/>
    }
    .into_any()
}
