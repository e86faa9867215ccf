//! Two inspectors wrote different things about one place: both are shown, and who is here chooses for each indicator.

use std::collections::BTreeMap;

use domain::inspections::{Finding, Indicator, Template};
use leptos::prelude::*;

use super::super::{
    pen::Pen,
    photo::{Source, Thumb},
    words,
};
use crate::{
    components::{Button, ButtonKind, Notice, Tone},
    device, format,
    i18n::scoring,
    offline::model::{Base, Difference, KeptMark, KeptPhoto, Side, Trouble},
};

/// Both sides, indicator by indicator.
#[component]
pub fn Conflict(
    /// Writes on the sheet.
    pen: Pen,
    /// What the round looks at.
    template: Template,
) -> impl IntoView {
    let theirs = pen.sheet.with_untracked(|sheet| match &sheet.trouble {
        Some(Trouble::Conflict(theirs)) => theirs.clone(),
        _ => Base::default(),
    });
    let differences = pen.sheet.with_untracked(|sheet| sheet.differences(&theirs));
    let likely = differences.iter().filter_map(|one| Some((one.code.clone(), one.likely?))).collect();
    let chosen = RwSignal::new(BTreeMap::<String, Side>::from_iter::<Vec<_>>(likely));
    let asked = RwSignal::new(false);
    let total = differences.len();
    let left = Memo::new(move |_| total.saturating_sub(chosen.with(BTreeMap::len)));
    let (by, at, in_already) = (theirs.by.clone(), theirs.at, theirs.handed_in);
    let who = move || by.clone().unwrap_or_else(|| scoring::somebody_else().to_owned());
    let kept = StoredValue::new(theirs);
    let merge = move |()| {
        if left.get_untracked() > 0 {
            return asked.set(true);
        }
        let (theirs, chosen) = (kept.get_value(), chosen.get_untracked());
        pen.write(move |sheet| sheet.merge(device::now(), theirs, &chosen));
    };
    let one = move |difference: Difference| {
        let indicator = template.indicators().find(|indicator| indicator.code == difference.code).cloned();
        indicator.map(|indicator| view! { <Choose pen indicator theirs=kept chosen/> })
    };
    let lead = {
        let who = who.clone();
        move || scoring::conflict_lead(who(), at.map(format::date_time).unwrap_or_default())
    };
    view! {
        <Notice tone=Tone::Alert>
            <p><strong>{lead}</strong></p>
            <p>{scoring::conflict_detail}</p>
            {in_already.then(|| view! { <p>{scoring::conflict_handed_in}</p> })}
        </Notice>
        <div class="stack">{differences.into_iter().map(one).collect_view()}</div>
        <p class="field__error" role="alert" hidden=move || !asked.get() || left.get() == 0>
            {move || scoring::choose_left(left.get())}
        </p>
        <Button kind=ButtonKind::Primary wide=true icon=icondata_lu::LuGitMerge on_press=merge>{scoring::merge}</Button>
    }
}

#[component]
fn Choose(
    pen: Pen,
    indicator: Indicator,
    theirs: StoredValue<Base>,
    chosen: RwSignal<BTreeMap<String, Side>>,
) -> impl IntoView {
    let code = indicator.code.clone();
    let name = format!("side-{code}");
    let mine = pen.sheet.with_untracked(|sheet| sheet.marks.get(&code).cloned());
    let other = theirs.with_value(|theirs| theirs.findings.get(&code).map(KeptMark::of));
    let by = theirs.with_value(|theirs| theirs.by.clone());
    let side = {
        let (code, indicator) = (code.clone(), indicator.clone());
        move |side: Side, label: String, mark: Option<KeptMark>| {
            let (mine, set) = (code.clone(), code.clone());
            let checked = move || chosen.with(|chosen| chosen.get(&mine) == Some(&side));
            let photos = mark.as_ref().map(|mark| mark.photos.clone()).unwrap_or_default();
            let finding = mark.filter(|mark| mark.scored).map(|mark| mark.finding());
            let indicator = indicator.clone();
            view! {
                <div class="side">
                    <label class="choice">
                        <input type="radio" name=name.clone() prop:checked=checked
                            on:change=move |_| chosen.update(|chosen| { let _ = chosen.insert(set.clone(), side); })/>
                        <span class="choice__text">
                            <span class="choice__label">{label.clone()}</span>
                            <span>{move || said(&indicator, finding.as_ref())}</span>
                        </span>
                    </label>
                    <SidePhotos pen photos label/>
                </div>
            }
        }
    };
    let label = move || by.clone().unwrap_or_else(|| scoring::somebody_else().to_owned());
    view! {
        <fieldset class="card">
            <legend class="visually-hidden">{indicator.name.clone()}</legend>
            <h2 aria-hidden="true">{indicator.name.clone()}</h2>
            <div class="sides">
                {side(Side::Mine, scoring::mine().to_owned(), mine)}
                {side(Side::Theirs, label(), other)}
            </div>
        </fieldset>
    }
}

/// A finding in one line: the points, then the words.
fn said(indicator: &Indicator, finding: Option<&Finding>) -> String {
    let Some(finding) = finding else { return scoring::not_marked().to_owned() };
    let result = words::result(indicator, finding.points);
    if finding.note.is_empty() { result } else { scoring::result_and_note(result, &finding.note) }
}

#[component]
fn SidePhotos(pen: Pen, photos: Vec<KeptPhoto>, label: String) -> impl IntoView {
    let thumb = move |(number, photo): (usize, KeptPhoto)| {
        let alt = scoring::photo_of(&label, number + 1);
        view! { <li><Thumb source=Source::Device(pen.place, photo) alt/></li> }
    };
    (!photos.is_empty()).then(|| {
        view! { <ul class="thumbs" role="list">{photos.into_iter().enumerate().map(thumb).collect_view()}</ul> }
    })
}
