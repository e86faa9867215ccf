//! The fields of a template as an outline: parts, in them lines, in those what a finding counts.

use domain::inspections::{DIMENSIONS_MAX, GUIDANCE_MAX, INDICATORS_MAX};
use leptos::{ev::KeyboardEvent, prelude::*};

use super::{
    outline::{DimensionRow, GuidanceRow, IndicatorRow, Outline},
    typed::{TypedDimension, TypedGuidance},
};
use crate::{
    amounts::shown,
    components::{Button, Cell, CellSelect, FormState, row_tools},
    i18n::awards,
    rows::{Row, Rows, entered, moves_by_keys, refocus},
};

/// All parts.
pub(super) fn outline_fields(outline: Outline, state: FormState) -> impl IntoView {
    let (all, adding) = (outline.dimensions.clone(), outline.dimensions.clone());
    let full = outline.dimensions.clone();
    let add = {
        let outline = outline.clone();
        move |()| {
            let dimension = DimensionRow::of(TypedDimension::default());
            let key = adding.add(dimension.clone(), None);
            dimension.indicators.add(outline.new_indicator(key), None);
            refocus(state.field_id(&format!("d{key}-name")));
        }
    };
    let dimension =
        move |row: Row<DimensionRow>| view! { <DimensionFields outline=outline.clone() row state/> };
    // Enter saves nothing by accident.
    let keys = move |event: KeyboardEvent| {
        entered(&event);
    };
    view! {
        <div class="outline" on:keydown=keys>
            <For each=move || all.get() key=|row| row.key children=dimension/>
            <Show when=move || { full.count() < DIMENSIONS_MAX }>
                <div><Button icon=icondata_lu::LuPlus on_press=add.clone()>{awards::add_dimension}</Button></div>
            </Show>
        </div>
    }
}

#[component]
fn DimensionFields(outline: Outline, row: Row<DimensionRow>, state: FormState) -> impl IntoView {
    let Row { key, content: dimension } = row;
    let dimensions = outline.dimensions.clone();
    let name = RwSignal::from(dimension.name.clone());
    let place = {
        let dimensions = dimensions.clone();
        move || dimensions.place(key).map_or(0, |place| place + 1)
    };
    let about = Signal::derive(move || match name.get() {
        name if name.trim().is_empty() => awards::dimension_number(place()),
        name => name,
    });
    let (all, sum) = (dimension.indicators.clone(), dimension.clone());
    let indicators = dimension.indicators.clone();
    let (adder, full) = (outline.clone(), outline.clone());
    let add = Callback::new(move |after: Option<u32>| {
        let key = indicators.add(adder.new_indicator(key), after);
        refocus(state.field_id(&format!("i{key}-name")));
    });
    let lines = dimension.indicators.clone();
    let indicator = move |row: Row<IndicatorRow>| {
        view! { <IndicatorFields rows=lines.clone() row state on_next=move |after| add.run(Some(after))/> }
    };
    let rows = dimensions.clone();
    let keys = move |event: KeyboardEvent| {
        if !moves_by_keys(&rows, key, &event) && entered(&event) {
            add.run(None);
        }
    };
    let room = move || {
        full.dimensions.get().iter().map(|row| row.content.indicators.count()).sum::<usize>() < INDICATORS_MAX
    };
    let of_dimension = move || format!("dimension-{key}");
    view! {
        <section class="outline__part" aria-labelledby=of_dimension()>
            <div class="outline__head" on:keydown=keys>
                <span class="visually-hidden" id=of_dimension()>{move || about.get()}</span>
                <Cell name=format!("d{key}-name") label=awards::dimension about=Signal::stored(String::new()) value=name wide=true/>
                <p class="outline__sum">{move || awards::points(shown(sum.sum()))}</p>
                {row_tools(dimensions, key, state.field_id("name"), about)}
            </div>
            <ol class="outline__lines">
                <For each=move || all.get() key=|row| row.key children=indicator/>
            </ol>
            <Show when=room.clone()>
                <div>
                    <Button small=true icon=icondata_lu::LuPlus on_press=move |()| add.run(None)>
                        {awards::add_indicator}<span class="visually-hidden">{move || format!(" {}", about.get())}</span>
                    </Button>
                </div>
            </Show>
        </section>
    }
}

#[component]
fn IndicatorFields(
    rows: Rows<IndicatorRow>,
    row: Row<IndicatorRow>,
    state: FormState,
    /// Wants another line after this one.
    #[prop(into)]
    on_next: Callback<u32>,
) -> impl IntoView {
    let Row { key, content: indicator } = row;
    let name = RwSignal::from(indicator.name.clone());
    let (weight, method) =
        (RwSignal::from(indicator.weight.clone()), RwSignal::from(indicator.method.clone()));
    let open = RwSignal::from(indicator.open.clone());
    let place = {
        let rows = rows.clone();
        move || rows.place(key).map_or(0, |place| place + 1)
    };
    let number = place.clone();
    let about = Signal::derive(move || match name.get() {
        name if name.trim().is_empty() => awards::indicator_number(place()),
        name => name,
    });
    let (counted, photo) = (indicator.guidance.clone(), RwSignal::from(indicator.photo_required.clone()));
    let methods = Signal::derive(|| {
        vec![("deduct".to_owned(), awards::deduct().to_owned()), ("add".to_owned(), awards::add().to_owned())]
    });
    let keyed = rows.clone();
    let keys = move |event: KeyboardEvent| {
        if !moves_by_keys(&keyed, key, &event) && entered(&event) {
            on_next.run(key);
        }
    };
    let held = StoredValue::new(indicator);
    view! {
        <li class="outline__line" on:keydown=keys>
            <span class="outline__number" aria-hidden="true">{number}</span>
            <Cell name=format!("i{key}-name") label=awards::indicator about value=name wide=true/>
            <Cell name=format!("i{key}-weight") label=awards::weight about value=weight inputmode="decimal"/>
            <CellSelect name=format!("i{key}-method") label=awards::method about value=method options=methods/>
            {row_tools(rows, key, state.field_id("name"), about)}
            <div class="outline__more">
                <button type="button" class="button button--small" aria-expanded=move || open.get().to_string()
                    aria-controls=format!("more-{key}") on:click=move |_| open.update(|open| *open = !*open)>
                    {move || awards::more(counted.count(), if photo.get() { awards::with_photo() } else { awards::without_photo() })}
                    <span class="visually-hidden">{move || format!(" {}", about.get())}</span>
                </button>
                <div id=format!("more-{key}") class="outline__inside" hidden=move || !open.get()>
                    <Show when=move || open.get()>
                        <Inside indicator=held.get_value() key about state/>
                    </Show>
                </div>
            </div>
        </li>
    }
}

/// What few look at: code, photo, what findings count.
#[component]
fn Inside(indicator: IndicatorRow, key: u32, about: Signal<String>, state: FormState) -> impl IntoView {
    let (code, photo) =
        (RwSignal::from(indicator.code.clone()), RwSignal::from(indicator.photo_required.clone()));
    let (all, adding, full) =
        (indicator.guidance.clone(), indicator.guidance.clone(), indicator.guidance.clone());
    let add = Callback::new(move |after: Option<u32>| {
        if adding.count() < GUIDANCE_MAX {
            let key = adding.add(GuidanceRow::of(TypedGuidance::default()), after);
            refocus(state.field_id(&format!("g{key}-text")));
        }
    });
    let rows = indicator.guidance.clone();
    let back = state.field_id(&format!("i{key}-name"));
    let line = move |row: Row<GuidanceRow>| {
        let Row { key, content } = row;
        let (text, points) = (RwSignal::from(content.text), RwSignal::from(content.points));
        let points_max = RwSignal::from(content.points_max);
        let (keyed, placed) = (rows.clone(), rows.clone());
        let keys = move |event: KeyboardEvent| {
            if !moves_by_keys(&keyed, key, &event) && entered(&event) {
                add.run(Some(key));
            }
        };
        let of = Signal::derive(move || {
            let number = placed.place(key).map_or(0, |place| place + 1);
            format!("{} · {}", about.get(), awards::finding_number(number))
        });
        view! {
            <li class="outline__finding" on:keydown=keys>
                <Cell name=format!("g{key}-text") label=awards::finding about=of value=text wide=true/>
                <Cell name=format!("g{key}-points") label=awards::points_each about=of value=points inputmode="decimal"/>
                <Cell name=format!("g{key}-points_max") label=awards::points_most about=of value=points_max inputmode="decimal"/>
                {row_tools(rows.clone(), key, back.clone(), of)}
            </li>
        }
    };
    view! {
        <div class="row">
            <Cell name=format!("i{key}-code") label=awards::code about value=code/>
            <label class="checkbox">
                <input type="checkbox" bind:checked=photo/>
                <span>{awards::photo_required}<span class="visually-hidden">{move || format!(" {}", about.get())}</span></span>
            </label>
        </div>
        <ol class="outline__findings"><For each=move || all.get() key=|row| row.key children=line/></ol>
        <Show when=move || { full.count() < GUIDANCE_MAX }>
            <div>
                <Button small=true icon=icondata_lu::LuPlus on_press=move |()| add.run(None)>
                    {awards::add_finding}<span class="visually-hidden">{move || format!(" {}", about.get())}</span>
                </Button>
            </div>
        </Show>
    }
}
