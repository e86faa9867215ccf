//! The form of a correction. What is typed stays on the device until it is sent.

use std::collections::{BTreeMap, BTreeSet};

use client::{Client, Tagged};
use contract::{
    inspections::{ChangeMark, CorrectRound, Round},
    problems::FieldProblem,
};
use domain::{
    ids::{AreaId, RoundId},
    inspections::{Findings, Indicator},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    super::{points, template::method, words},
    Begin, preview,
};
use crate::{
    components::{
        Button, ButtonKind, Confirm, Form, FormState, Notice, SelectField, TextArea, TextField, Toasts, Tone,
    },
    draft::Draft,
    failure::Failure,
    fetch::fetch,
    i18n::rounds,
    once::Once,
    route::Go,
    send::{attempt, mistakes},
    session::Session,
};

/// Longest reason, in characters.
const REASON_CHARS_MAX: u32 = 500;
/// Under which name it is kept on the device.
const DRAFT: &str = "round-correction";

/// One mark that becomes another one, as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Line {
    area: String,
    code: String,
    points: String,
}

/// What is typed, and for which round.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Typed {
    round: Option<RoundId>,
    reason: String,
    lines: Vec<Line>,
}

/// The form.
#[component]
pub(super) fn Correct(begin: Begin) -> impl IntoView {
    let (session, toasts, go) = (Session::get(), Toasts::get(), Go::new());
    let (state, once, asking) = (FormState::new("correction"), Once::new(), RwSignal::new(false));
    let id = begin.round.round.id;
    let draft = Draft::<Typed>::take_up(DRAFT);
    // Something that was begun for another round is not for this one.
    if draft.value.with_untracked(|typed| typed.round != Some(id)) {
        draft.value.set(Typed::default());
    }
    let reason = RwSignal::new(draft.value.with_untracked(|typed| typed.reason.clone()));
    // The line that is being put together; those that are ready are in the draft.
    let (area, code, typed) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let lines = Memo::new(move |_| draft.value.with(|typed| typed.lines.clone()));
    let keep = move |change: &dyn Fn(&mut Typed)| {
        draft.value.update(|typed| {
            typed.round = Some(id);
            change(typed);
            if typed.reason.is_empty() && typed.lines.is_empty() {
                typed.round = None;
            }
        });
    };
    Effect::new(move |_| {
        let text = reason.get();
        if draft.value.with_untracked(|typed| typed.reason != text) {
            keep(&|typed| typed.reason = text.clone());
        }
    });
    let begin = StoredValue::new(begin);
    let wanted = Memo::new(move |_| {
        let picked = area.get();
        let mut all: BTreeSet<AreaId> =
            lines.with(|lines| lines.iter().filter_map(|line| line.area.parse().ok()).collect());
        all.extend(picked.parse::<AreaId>().ok());
        all
    });
    let sheets = fetch(move |client| {
        let wanted = wanted.get();
        async move {
            let mut all = BTreeMap::<AreaId, Findings>::new();
            for area in wanted {
                all.insert(area, client.get_sheet(id, area).await?.body.findings);
            }
            Ok(all)
        }
    });
    let known = Memo::new(move |_| sheets.answer.get().and_then(Result::ok).unwrap_or_default());
    let before = move |area: &str, code: &str| {
        let area = area.parse::<AreaId>().ok()?;
        known.with(|known| known.get(&area)?.get(code).map(|finding| finding.points))
    };
    let villages = Signal::derive(move || {
        begin.with_value(|begin| {
            let mut all: Vec<_> = begin.ranking.items.iter().collect();
            all.sort_by(|a, b| a.area_path.cmp(&b.area_path));
            all.iter().map(|item| (item.area_id.to_string(), item.area_name.clone())).collect::<Vec<_>>()
        })
    });
    let indicators = Signal::derive(move || {
        begin.with_value(|begin| {
            let name = |indicator: &Indicator| (indicator.code.clone(), indicator.name.clone());
            begin.template.indicators().map(name).collect::<Vec<_>>()
        })
    });
    let indicator = move |code: &str| {
        begin
            .with_value(|begin| begin.template.indicators().find(|indicator| indicator.code == code).cloned())
    };
    let mark = move || {
        let (area, code) = (area.get(), code.get());
        let (points, indicator) = (before(&area, &code)?, indicator(&code)?);
        Some(rounds::mark_now(rounds::mark_of(method(indicator.method), points, indicator.weight)))
    };
    let add = move |()| {
        let line =
            Line { area: area.get_untracked(), code: code.get_untracked(), points: typed.get_untracked() };
        let weight = indicator(&line.code).map(|indicator| indicator.weight);
        let mut wrong = Vec::new();
        if line.area.is_empty() {
            wrong.push(problem("/area", rounds::choose_place()));
        }
        let Some(weight) = weight else {
            wrong.push(problem("/code", rounds::choose_indicator()));
            state.refuse_fields(wrong);
            return;
        };
        let now = untrack(|| before(&line.area, &line.code));
        match points::read(&line.points) {
            None => wrong.push(problem("/points", rounds::points_not_read())),
            Some(points) if points > weight => wrong.push(problem("/points", &rounds::points_above(weight))),
            Some(points) if Some(points) == now => wrong.push(problem("/points", rounds::points_unchanged())),
            Some(_) => {}
        }
        if state.refuse_fields(wrong) {
            return;
        }
        state.accept();
        keep(&|typed| {
            typed.lines.retain(|other| (&other.area, &other.code) != (&line.area, &line.code));
            typed.lines.push(line.clone());
        });
        code.set(String::new());
        typed.set(String::new());
    };
    let changes = move || {
        let change = |line: &Line| {
            Some(ChangeMark {
                area_id: line.area.parse().ok()?,
                code: line.code.clone(),
                points: points::read(&line.points)?,
            })
        };
        lines.with(|lines| lines.iter().filter_map(change).collect::<Vec<_>>())
    };
    let body =
        move || CorrectRound { reason: reason.with(|reason| reason.trim().to_owned()), changes: changes() };
    let ask = move |()| {
        let body = untrack(body);
        if body.changes.is_empty() {
            return state.refuse(Failure::here(rounds::no_changes()));
        }
        if !state.refuse_fields(mistakes(&body)) {
            state.accept();
            asking.set(true);
        }
    };
    let send = move |()| {
        let body = untrack(body);
        let key = once.key(&body);
        let sent = body.clone();
        let call = move || async move {
            session
                .call(|client: Client| {
                    let (body, key) = (sent.clone(), key.clone());
                    async move { client.correct_round(id, &body, Some(&key)).await }
                })
                .await
        };
        attempt(state, &body, call, move |_: Tagged<Round>| {
            draft.clear();
            toasts.say(rounds::corrected());
            go.to(&words::address(id));
        });
    };
    let name = move |area: &str| {
        begin.with_value(|begin| {
            let found = begin.ranking.items.iter().find(|item| item.area_id.to_string() == area);
            found.map(|item| item.area_name.clone()).unwrap_or_default()
        })
    };
    let line = move |line: Line| {
        let what = indicator(&line.code).map(|indicator| indicator.name).unwrap_or_default();
        let whose = name(&line.area);
        let (area, code, after) = (line.area.clone(), line.code.clone(), line.points.clone());
        let words = move || {
            let after = points::read(&after).map(|points| points.to_string()).unwrap_or_default();
            match before(&area, &code) {
                Some(before) => rounds::became(before, after),
                None => after,
            }
        };
        let (title, removed) = (format!("{whose} · {what}"), format!("{whose} · {what}"));
        let remove = move |()| keep(&|typed| typed.lines.retain(|other| *other != line));
        view! {
            <li class="list__line">
                <span class="grow"><strong>{title}</strong><br/>{words}</span>
                <Button small=true on_press=remove>{rounds::remove}<span class="visually-hidden">" "{removed}</span></Button>
            </li>
        }
    };
    let table = move || {
        let changes = changes();
        if changes.is_empty() {
            return view! { <p class="soft">{rounds::preview_empty}</p> }.into_any();
        }
        begin.with_value(|begin| {
            known.with(|known| {
                preview::table(preview::moved(&begin.ranking.items, &begin.template, known, &changes))
            })
        })
    };
    let (settled, revision, month) =
        begin.with_value(|begin| (begin.settled, begin.ranking.revision, begin.round.round.month));
    let half = move || half_words(month);
    let consequence = move || {
        let mut words = rounds::correct_consequence(revision + 1, revision);
        if settled {
            words.push_str(&rounds::settled_again(half()));
        }
        words
    };
    view! {
        <Form state on_submit=ask>
            {settled.then(|| view! { <Notice tone=Tone::Waiting><p>{move || rounds::settled_again(half())}</p></Notice> })}
            <section class="stack" aria-labelledby="changes-head">
                <h2 id="changes-head">{rounds::changes}</h2>
                {move || (!lines.with(Vec::is_empty)).then(|| view! {
                    <ul class="list">{lines.get().into_iter().map(line).collect_view()}</ul>
                })}
                <div class="card">
                    <SelectField name="area" label=rounds::column_place value=area options=villages/>
                    <SelectField name="code" label=rounds::indicator value=code options=indicators/>
                    <p role="status" class="soft">{mark}</p>
                    <TextField name="points" label=rounds::new_points hint=rounds::new_points_how value=typed inputmode="decimal" characters_max=6_u32/>
                    <div class="row"><Button icon=icondata_lu::LuPlus on_press=add>{rounds::add_change}</Button></div>
                </div>
                {move || sheets.answer.get().and_then(Result::err).map(|failure| view! {
                    <Notice tone=Tone::Alert><p>{failure.detail}</p></Notice>
                })}
            </section>
            <TextArea name="reason" label=rounds::reason hint=rounds::reason_hint value=reason characters_max=REASON_CHARS_MAX/>
            <section class="stack" aria-labelledby="preview-head">
                <h2 id="preview-head">{rounds::preview}</h2>
                <div role="status" class="stack">{table}</div>
            </section>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{rounds::correct}</Button>
            </div>
        </Form>
        <Confirm open=asking title=move || rounds::correct_question(words::month(month)) consequence verb=rounds::correct on_confirm=send/>
    }
}

fn problem(pointer: &str, detail: &str) -> FieldProblem {
    FieldProblem { pointer: pointer.to_owned(), code: "invalid".into(), detail: detail.to_owned() }
}

/// `2026年下半年`
fn half_words(month: domain::inspections::Month) -> String {
    let first = month.half_year().months()[0];
    if first.month() == 1 { rounds::first_half(first.year()) } else { rounds::second_half(first.year()) }
}
