//! The fields of rules of awards.

use domain::inspections::{PRIZES_MAX, TieCriterion};
use leptos::{ev::KeyboardEvent, prelude::*};

use super::{
    form::{CRITERIA, PrizeRow, RulesForm, TypedPrize},
    title_fields::title_fields,
};
use crate::{
    components::{Button, Cell, Choice, FormState, RadioCards, TextField, called, row_tools},
    i18n::awards,
    rows::{Row, moves_by_keys, refocus},
};

/// A criterion in a word.
fn criterion(criterion: TieCriterion) -> &'static str {
    match criterion {
        TieCriterion::LatestMonth => awards::by_latest_month(),
        TieCriterion::LowestMonth => awards::by_lowest_month(),
        TieCriterion::MonthsAtThreshold => awards::by_months_at_threshold(),
    }
}

/// All settings, group by group.
pub(super) fn rules_fields(form: RulesForm, state: FormState) -> impl IntoView {
    let signal = |signal: &ArcRwSignal<String>| RwSignal::from(signal.clone());
    let months = form.months.each_ref().map(|month| RwSignal::from(month.clone()));
    let month = move |(place, value): (usize, RwSignal<String>)| {
        let about = Signal::stored(String::new());
        let label = move || awards::month_of_either(place + 1, place + 7);
        view! { <Cell name=format!("month_weights/{place}") label about value inputmode="numeric"/> }
    };
    let rests = Signal::derive(|| {
        vec![
            Choice::new("share", awards::rest_share).hint(awards::rest_share_hint),
            Choice::new("lower", awards::rest_lower).hint(awards::rest_lower_hint),
            Choice::new("draw", awards::rest_draw).hint(awards::rest_draw_hint),
        ]
    });
    let undrawn = Signal::derive(|| {
        vec![Choice::new("breaks", awards::undrawn_breaks), Choice::new("bridges", awards::undrawn_bridges)]
    });
    let rest = signal(&form.rest);
    view! {
        <fieldset class="group">
            <legend>{awards::group_mean}</legend>
            <div class="field">
                <p class="field__label" id="months-label">{awards::month_weights}</p>
                <p class="field__hint">{awards::month_weights_hint}</p>
                <div class="cells" role="group" aria-labelledby="months-label">{months.into_iter().enumerate().map(month).collect_view()}</div>
            </div>
            <TextField name="threshold" label=awards::threshold hint=awards::threshold_hint value=signal(&form.threshold) inputmode="decimal"/>
        </fieldset>
        <fieldset class="group">
            <legend>{awards::group_awards}</legend>
            <TextField name="base_fen" label=awards::base_yuan hint=awards::base_yuan_hint value=signal(&form.base) inputmode="decimal"/>
            <Prizes form=form.clone() state/>
        </fieldset>
        <fieldset class="group">
            <legend>{awards::group_ties}</legend>
            <Criteria form=form.clone() state/>
            <RadioCards name="ties/rest" label=awards::rest value=rest choices=rests/>
            <TextField name="ties/share_unit_fen" label=awards::share_unit hint=awards::share_unit_hint value=signal(&form.share_unit) inputmode="decimal"/>
        </fieldset>
        <fieldset class="group">
            <legend>{awards::group_criticism}</legend>
            <TextField name="criticism/bottom_places" label=awards::bottom_places value=signal(&form.bottom_places) inputmode="numeric"/>
            <TextField name="criticism/months" label=awards::months_in_row value=signal(&form.months_in_row) inputmode="numeric"/>
            <TextField name="criticism/smallest_field" label=awards::smallest_field hint=awards::smallest_field_hint value=signal(&form.smallest_field) inputmode="numeric"/>
            <RadioCards name="criticism/undrawn" label=awards::undrawn value=signal(&form.undrawn) choices=undrawn/>
        </fieldset>
        <fieldset class="group">
            <legend>{awards::group_certificates}</legend>
            <TextField name="certificates_per_village" label=awards::certificates_per_village hint=awards::certificates_per_village_hint
                value=signal(&form.certificates) inputmode="numeric"/>
        </fieldset>
        <fieldset class="group">
            <legend>{awards::group_titles}</legend>
            {title_fields(form, state)}
        </fieldset>
    }
}

/// The prizes, the first first.
#[component]
fn Prizes(form: RulesForm, state: FormState) -> impl IntoView {
    let (all, rows, adding, full) =
        (form.prizes.clone(), form.prizes.clone(), form.prizes.clone(), form.prizes.clone());
    let add = move |()| {
        let key = adding.add(PrizeRow::of(TypedPrize::default()), None);
        refocus(state.field_id(&format!("p{key}-name")));
    };
    let prize = move |row: Row<PrizeRow>| {
        let Row { key, content } = row;
        let (name, places) = (RwSignal::from(content.name), RwSignal::from(content.places));
        let yuan = RwSignal::from(content.yuan);
        let keyed = rows.clone();
        let about = called(rows.clone(), key, name, awards::prize_number);
        let keys = move |event: KeyboardEvent| {
            moves_by_keys(&keyed, key, &event);
        };
        view! {
            <li class="outline__finding" on:keydown=keys>
                <Cell name=format!("p{key}-name") label=awards::prize_name about value=name wide=true/>
                <Cell name=format!("p{key}-places") label=awards::prize_places about value=places inputmode="numeric"/>
                <Cell name=format!("p{key}-fen") label=awards::prize_yuan about value=yuan inputmode="decimal"/>
                {row_tools(rows.clone(), key, state.field_id("base_fen"), about)}
            </li>
        }
    };
    view! {
        <div class="field">
            <p class="field__label" id="prizes-label">{awards::prizes}</p>
            <p class="field__hint">{awards::prizes_hint}</p>
            <ol class="outline__findings" aria-labelledby="prizes-label">
                <For each=move || all.get() key=|row| row.key children=prize/>
            </ol>
            <Show when=move || { full.count() < PRIZES_MAX }>
                <div><Button small=true icon=icondata_lu::LuPlus on_press=add.clone()>{awards::add_prize}</Button></div>
            </Show>
        </div>
    }
}

/// What tells equals apart, in order, and what could.
#[component]
fn Criteria(form: RulesForm, state: FormState) -> impl IntoView {
    let (all, rows, chosen) = (form.criteria.clone(), form.criteria.clone(), form.criteria);
    let first = format!("{}-first", state.field_id("ties/criteria"));
    let back = first.clone();
    let row = move |row: Row<TieCriterion>| {
        let Row { key, content } = row;
        let keyed = rows.clone();
        let keys = move |event: KeyboardEvent| {
            moves_by_keys(&keyed, key, &event);
        };
        view! {
            <li class="outline__finding" on:keydown=keys>
                <span class="grow">{move || criterion(content)}</span>
                {row_tools(rows.clone(), key, back.clone(), Signal::derive(move || criterion(content).to_owned()))}
            </li>
        }
    };
    let addable = chosen.clone();
    let others = move || {
        let taken: Vec<TieCriterion> = addable.get().iter().map(|row| row.content).collect();
        let open = CRITERIA.into_iter().filter(|criterion| !taken.contains(criterion));
        open.map(|open| {
            let chosen = addable.clone();
            let add = move |()| {
                chosen.add(open, None);
            };
            view! { <Button small=true icon=icondata_lu::LuPlus on_press=add>{move || criterion(open)}</Button> }
        })
        .collect_view()
    };
    let none = move || chosen.count() == 0;
    view! {
        <div class="field" id=first tabindex="-1">
            <p class="field__label" id="criteria-label">{awards::criteria}</p>
            <p class="field__hint">{awards::criteria_hint}</p>
            <ol class="outline__findings numbered" aria-labelledby="criteria-label">
                <For each=move || all.get() key=|row| row.key children=row/>
            </ol>
            <Show when=none><p class="soft">{awards::no_criteria}</p></Show>
            <div class="row">{others}</div>
        </div>
    }
}
