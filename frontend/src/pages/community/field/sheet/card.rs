//! One indicator: large counters from which the points follow, points that can be put in freely, a note, photos.

use domain::inspections::{Guidance, Indicator, Method, Score, Tally};
use leptos::prelude::*;

use super::{super::pen::Pen, note::NoteField, photos::MarkPhotos};
use crate::{
    components::{Badge, Button, ButtonKind, Icon, Toasts, Tone},
    i18n::scoring,
    offline::model::KeptMark,
    pages::community::field::words,
};

/// The id of an indicator's card, where links from elsewhere lead.
pub fn card_id(code: &str) -> String {
    format!("mark-{code}")
}

/// One indicator.
#[component]
pub fn MarkCard(
    /// Writes on the sheet.
    pen: Pen,
    /// What is marked.
    indicator: Indicator,
) -> impl IntoView {
    let code = indicator.code.clone();
    let mark = {
        let code = code.clone();
        Memo::new(move |_| pen.sheet.with(|sheet| sheet.marks.get(&code).cloned()))
    };
    let scored = Memo::new(move |_| mark.with(|mark| mark.as_ref().is_some_and(|mark| mark.scored)));
    let begun = Memo::new(move |_| mark.with(Option::is_some));
    let photo_missing = {
        let wanted = indicator.photo_required;
        move || wanted && mark.with(|mark| mark.as_ref().is_none_or(|mark| mark.photos.is_empty()))
    };
    let shown = StoredValue::new(indicator.clone());
    let result = move || match mark.with(|mark| mark.as_ref().filter(|mark| mark.scored).map(|m| m.points)) {
        Some(points) => shown.with_value(|indicator| words::result(indicator, points)),
        None => scoring::not_marked().to_owned(),
    };
    let counter = move |(line, guidance): (usize, Guidance)| view! { <Counter pen indicator=shown line guidance mark/> };
    let lines = indicator.guidance.clone();
    let lead = indicator.name.clone();
    view! {
        <article class="card mark" class:mark--done=move || scored.get() id=card_id(&code) tabindex="-1" aria-label=lead>
            <header class="mark__head">
                <h2>{indicator.name.clone()}</h2>
                <p class="row">
                    <span class="soft small">{ let weight = indicator.weight; move || scoring::weight(weight) }</span>
                    {move || photo_missing().then(|| view! { <Badge tone=Tone::Waiting label=scoring::photo_required/> })}
                </p>
                <p class="mark__result" aria-live="polite">{result}</p>
            </header>
            {lines.into_iter().enumerate().map(counter).collect_view()}
            <NothingAmiss pen indicator=shown mark/>
            <MarkPhotos pen code=code.clone() name=indicator.name.clone() mark/>
            <NoteField pen code=code.clone() name=indicator.name.clone() mark/>
            <div class="mark__foot">
                <Correction pen indicator=shown mark/>
                <Show when=move || begun.get()><Clear pen indicator=shown/></Show>
            </div>
        </article>
    }
}

/// Counts one line of the guidance.
#[component]
fn Counter(
    pen: Pen,
    indicator: StoredValue<Indicator>,
    line: usize,
    guidance: Guidance,
    mark: Memo<Option<KeptMark>>,
) -> impl IntoView {
    let count = Memo::new(move |_| {
        mark.with(|mark| mark.as_ref().and_then(|mark| mark.tally.counts.get(line).copied())).unwrap_or(0)
    });
    let press = move |more: bool| {
        let indicator = indicator.get_value();
        pen.mark(&indicator.code.clone(), move |mark| {
            // Who said "nothing amiss", or "all of it", and now counts begins with nothing.
            let begun = mark.scored && mark.tally.counts.iter().any(|count| *count > 0);
            if !begun && mark.points == indicator.best() {
                mark.tally = Tally::default();
            }
            mark.tally = indicator.counting(&mark.tally, line, more);
            (mark.points, mark.scored) = (indicator.points(&mark.tally), true);
        });
    };
    let (each, most) = (guidance.points, guidance.points_max);
    let rule = move || match indicator.with_value(|indicator| indicator.method) {
        Method::Deduct => scoring::each_loses(each, most),
        Method::Add => scoring::each_gains(each, most),
    };
    let full = {
        let guidance = guidance.clone();
        move || guidance.is_full(count.get())
    };
    let none = move || count.get() == 0;
    let (text, less_name, more_name) = (guidance.text.clone(), guidance.text.clone(), guidance.text);
    view! {
        <div class="counter" role="group" aria-label=text.clone()>
            <div class="counter__words">
                <span>{text.clone()}</span>
                <span class="small soft">{rule}</span>
            </div>
            <button
                type="button" class="counter__step"
                aria-label=move || scoring::one_fewer(&less_name)
                aria-disabled=move || none().then_some("true")
                on:click=move |_| if !none() { press(false) }
            ><Icon icon=icondata_lu::LuMinus/></button>
            <output class="counter__count">{move || count.get()}</output>
            <button
                type="button" class="counter__step counter__step--more"
                aria-label=move || scoring::one_more(&more_name)
                on:click=move |_| press(true)
            ><Icon icon=icondata_lu::LuPlus/></button>
            {move || full().then(|| view! { <span class="counter__full small">{scoring::at_most_reached}</span> })}
        </div>
    }
}

/// One tap for an indicator that loses nothing.
#[component]
fn NothingAmiss(pen: Pen, indicator: StoredValue<Indicator>, mark: Memo<Option<KeptMark>>) -> impl IntoView {
    let best = indicator.with_value(Indicator::best);
    let so = move || mark.with(|mark| mark.as_ref().is_some_and(|mark| mark.scored && mark.points == best));
    let press = move |_| {
        let indicator = indicator.get_value();
        pen.mark(&indicator.code.clone(), move |mark| {
            let fresh = KeptMark::best(&indicator);
            (mark.points, mark.scored, mark.tally) = (fresh.points, true, fresh.tally);
        });
    };
    let label = move || match indicator.with_value(|indicator| indicator.method) {
        Method::Deduct => scoring::nothing_amiss(),
        Method::Add => scoring::all_of_it(),
    };
    view! {
        <button type="button" class="button button--secondary button--wide amiss" aria-pressed=move || so().to_string() on:click=press>
            {move || view! { <Icon icon=if so() { icondata_lu::LuCircleCheckBig } else { icondata_lu::LuCircle }/> }}
            <span>{label}</span>
        </button>
    }
}

/// Points put in freely, within the weight.
#[component]
fn Correction(pen: Pen, indicator: StoredValue<Indicator>, mark: Memo<Option<KeptMark>>) -> impl IntoView {
    let wrong = RwSignal::new(false);
    let (code, weight) = indicator.with_value(|indicator| (indicator.code.clone(), indicator.weight));
    let points = move || {
        mark.with(|mark| mark.as_ref().filter(|mark| mark.scored).map(|mark| mark.points.to_string()))
            .unwrap_or_default()
    };
    let put = move |text: String| {
        let Some(points) = score_of(&text).filter(|points| *points <= weight) else { return wrong.set(true) };
        wrong.set(false);
        let indicator = indicator.get_value();
        pen.mark(&indicator.code.clone(), move |mark| {
            mark.tally = indicator.corrected(&mark.tally, points);
            (mark.points, mark.scored) = (points, true);
        });
    };
    let by_hand = move || {
        mark.with(|mark| {
            mark.as_ref()
                .is_some_and(|mark| mark.tally.by_hand != 0 && mark.tally.counts.iter().any(|c| *c > 0))
        })
    };
    let recount = move |()| {
        let indicator = indicator.get_value();
        pen.mark(&indicator.code.clone(), move |mark| {
            mark.tally.by_hand = 0;
            mark.points = indicator.points(&mark.tally);
        });
    };
    let id = format!("points-{code}");
    let error_id = format!("{id}-error");
    let label = move || match indicator.with_value(|indicator| indicator.method) {
        Method::Deduct => scoring::points_lost(weight),
        Method::Add => scoring::points_gained(weight),
    };
    let described = {
        let id = error_id.clone();
        move || wrong.get().then(|| id.clone())
    };
    view! {
        <div class="field correction" class:field--bad=move || wrong.get()>
            <label class="field__label" for=id.clone()>{label}</label>
            <p class="field__error" id=error_id hidden=move || !wrong.get()>
                <Icon icon=icondata_lu::LuCircleAlert/><span>{move || scoring::points_wrong(weight)}</span>
            </p>
            <div class="input-group">
                <input
                    class="input" id=id inputmode="decimal" autocomplete="off"
                    prop:value=points
                    aria-invalid=move || wrong.get().then_some("true")
                    aria-describedby=described
                    on:change:target=move |event| put(event.target().value())
                />
                {move || by_hand().then(|| view! { <Button on_press=recount>{scoring::recount}</Button> })}
            </div>
        </div>
    }
}

/// Takes everything off an indicator; it can be undone.
#[component]
fn Clear(pen: Pen, indicator: StoredValue<Indicator>) -> impl IntoView {
    let toasts = Toasts::get();
    let clear = move |()| {
        let (code, name) = indicator.with_value(|indicator| (indicator.code.clone(), indicator.name.clone()));
        let Some(before) = pen.sheet.with_untracked(|sheet| sheet.marks.get(&code).cloned()) else { return };
        let gone = code.clone();
        pen.write(move |sheet| drop(sheet.marks.remove(&gone)));
        toasts.say_with_undo(scoring::cleared(name), move || {
            let (code, before) = (code.clone(), before.clone());
            pen.write(move |sheet| drop(sheet.marks.insert(code, before)));
        });
    };
    view! { <Button kind=ButtonKind::Quiet icon=icondata_lu::LuEraser on_press=clear>{scoring::clear}</Button> }
}

/// Points as somebody types them: `2`, `1.5` or `1.50`; none of anything else.
fn score_of(text: &str) -> Option<Score> {
    let text = text.trim().replace(['。', '，'], ".");
    let (whole, places) = text.split_once('.').unwrap_or((&text, ""));
    if places.len() > 2 || whole.is_empty() {
        return None;
    }
    format!("{whole}.{places:0<2}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_read_as_people_type_them_and_never_rounded() {
        let read = |text: &str| score_of(text).map(Score::hundredths);
        assert_eq!(
            [read("2"), read("1.5"), read(" 1.50 "), read("0.05"), read("1。5")].map(Option::unwrap),
            [200, 150, 150, 5, 150]
        );
        for wrong in ["", ".", "-1", "1.505", "1,5,", "一", "101", "1e2"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
