//! Who gets a title for a half-year, and awarding it.

use client::Client;
use contract::inspections::{
    AwardTitles, AwardedTitles, GetTitleCandidates, TitleCandidateLine, TitleCandidates,
};
use domain::{
    inspections::{HalfYear, Month, TitleKind, TitleRule},
    permissions::Permission,
};
use leptos::prelude::*;

use super::given::Given;
use crate::{
    components::{
        Badge, Button, ButtonKind, Confirm, EmptyState, FilterSelect, Filters, Notice, PageHead, Pager,
        TableBox, Toasts, Tone,
    },
    device,
    fetch::{Fetched, fetch},
    format,
    i18n::titles,
    once::Once,
    pages::{
        console::{
            BASE,
            lists::loaded,
            office::{Scope, placed},
        },
        honours,
        identity::SignedInOnly,
    },
    query::QueryParam,
    send::press,
    session::Session,
};

/// Half-years to choose from.
const HALF_YEARS: u32 = 6;
/// Candidates that are shown at first, and with every step further.
const ROWS: usize = 100;

/// The page.
#[component]
pub fn Titles() -> impl IntoView {
    view! {
        <SignedInOnly title=titles::titles home=BASE
            children=|me| placed(&me, Permission::ManageInspections, || view! { <Whole/> }.into_any())/>
    }
}

/// The half-year of this moment and those before it, the latest first.
fn half_years() -> Vec<HalfYear> {
    use chrono::Datelike as _;
    let today = domain::town_time::date(device::now());
    let month = u16::try_from(today.year())
        .ok()
        .zip(u8::try_from(today.month()).ok())
        .and_then(|(year, month)| Month::new(year, month).ok());
    let index = month.map_or(0, Month::index);
    let back = |number: u32| Month::from_index(index.saturating_sub(number * 6)).ok();
    (0..HALF_YEARS).filter_map(back).map(Month::half_year).collect()
}

#[component]
fn Whole() -> impl IntoView {
    let scope = Scope::get();
    let all = half_years();
    // The latest that is over.
    let latest = all.get(1).copied();
    let (kind, half_year) = (QueryParam::of("kind").value, QueryParam::of("half_year").value);
    let kind = Memo::new(move |_| kind.with(|word| TitleKind::parse(word)).unwrap_or(TitleKind::Household));
    let half_year = Memo::new(move |_| half_year.with(|text| text.parse::<HalfYear>().ok()).or(latest));
    let found = fetch(move |client| {
        let asked = scope.area.get().zip(half_year.get());
        let kind = kind.get();
        async move {
            let Some((area_id, half_year)) = asked else { return Ok(None) };
            let query = GetTitleCandidates { area_id, half_year, kind };
            match client.get_title_candidates(&query).await {
                Err(error) if error.code() == Some("title_rule_missing") => Ok(None),
                other => other.map(|found| Some((query, found))),
            }
        }
    });
    let options = Signal::derive(move || {
        all.iter().map(|half| (half.to_string(), honours::half_year(*half))).collect::<Vec<_>>()
    });
    let default = latest.map(|half| half.to_string()).unwrap_or_default();
    view! {
        <PageHead title=titles::titles lead=titles::console_lead/>
        <Filters>
            <FilterSelect name="half_year" label=titles::half_year options default=default/>
            <FilterSelect name="kind" label=titles::kind options=Signal::derive(honours::kinds) default="household"/>
        </Filters>
        {loaded(found, move |shown| match shown {
            Some((query, list)) => view! { <One query list fetched=found/> }.into_any(),
            None => view! {
                <EmptyState title=titles::no_rule detail=titles::no_rule_detail icon=icondata_lu::LuScale/>
            }
            .into_any(),
        })}
    }
}

type Shown = Option<(GetTitleCandidates, TitleCandidates)>;

#[component]
fn One(query: GetTitleCandidates, list: TitleCandidates, fetched: Fetched<Shown>) -> impl IntoView {
    let (session, toasts, once) = (Session::get(), Toasts::get(), Once::new());
    let (busy, asked) = (RwSignal::new(false), RwSignal::new(false));
    let (count, all, half, hash) = (list.awarded, list.lines.len(), query.half_year, list.hash);
    let (over, rounds_open) = (list.over, list.rounds_open);
    let (awarded, recomputed) = (list.awarded_at.is_some(), list.recomputed);
    let may_award = over && rounds_open == 0 && !awarded && count > 0;
    let award = move |()| {
        let GetTitleCandidates { area_id, half_year, kind } = query;
        let body = AwardTitles { area_id, half_year, kind, hash };
        let key = once.key(&body);
        let call = move |client: Client| {
            let key = key.clone();
            async move { client.award_titles(&body, Some(&key)).await }
        };
        press(session, toasts, busy, call, move |made: AwardedTitles| {
            toasts.say(titles::awarded(made.count));
            fetched.reload();
        });
    };
    let name = list.rule.name.clone();
    let question = move || titles::award_ask(honours::half_year(half), count, &name);
    view! {
        <Rule rule=list.rule.clone()/>
        {(!over).then(|| view! { <Notice tone=Tone::Waiting><p>{titles::not_over}</p></Notice> })}
        {(rounds_open > 0 && !awarded).then(|| view! {
            <Notice tone=Tone::Waiting><p>{move || titles::rounds_open(rounds_open)}</p></Notice>
        })}
        {awarded.then(|| if recomputed {
            view! { <Notice tone=Tone::Done><p>{titles::awarded_fixed}</p></Notice> }.into_any()
        } else {
            view! { <Notice tone=Tone::Alert><p>{titles::not_recomputed}</p></Notice> }.into_any()
        })}
        {if all == 0 {
            view! {
                <EmptyState title=titles::no_candidates detail=titles::no_candidates_detail icon=icondata_lu::LuAward/>
            }
            .into_any()
        } else {
            view! {
                <section class="stack" aria-labelledby="candidates-head">
                    <div class="row">
                        <h2 id="candidates-head" class="grow">{titles::candidates}</h2>
                        {may_award.then(|| view! {
                            <Button kind=ButtonKind::Primary busy icon=icondata_lu::LuAward on_press=move |()| asked.set(true)>{titles::award}</Button>
                        })}
                    </div>
                    <p>{move || titles::summary(count, all)}</p>
                    <Lines lines=list.lines/>
                </section>
            }
            .into_any()
        }}
        <Confirm open=asked title=question consequence=titles::award_effect verb=titles::award on_confirm=award/>
        {awarded.then(|| view! { <Given query/> })}
    }
}

/// What the title takes, in words.
#[component]
fn Rule(rule: TitleRule) -> impl IntoView {
    let words =
        move || honours::conditions(&rule).into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
    view! {
        <section class="stack" aria-labelledby="rule-head">
            <h2 id="rule-head">{titles::rule}</h2>
            <ul>{words}</ul>
        </section>
    }
}

#[component]
fn Lines(lines: Vec<TitleCandidateLine>) -> impl IntoView {
    let (all, shown) = (lines.len(), RwSignal::new(ROWS));
    let lines = StoredValue::new(lines);
    let row = |line: TitleCandidateLine| {
        let mean = line.mean.map_or_else(|| "—".to_owned(), |mean| mean.shown.to_string());
        let share =
            format!("{} / {}", format::number(line.pledged.into()), format::number(line.households.into()));
        let (count, misses) = (line.checks.len(), line.misses);
        let missed = !misses.is_empty();
        let why = move || {
            let words: Vec<&str> = misses.iter().map(|miss| honours::miss(*miss)).collect();
            honours::list(&words)
        };
        view! {
            <tr>
                <th scope="row">{honours::place(&line.place)}</th>
                <td class="number">{move || titles::checks_of(count)}</td>
                <td class="number">{mean}</td>
                <td class="number">{share}</td>
                <td>
                    {if missed {
                        view! { <Badge tone=Tone::Neutral label=titles::misses/> " " {why} }.into_any()
                    } else {
                        view! { <Badge tone=Tone::Done label=titles::gets/> }.into_any()
                    }}
                </td>
            </tr>
        }
    };
    view! {
        <TableBox caption=titles::candidates>
            <thead><tr>
                <th scope="col">{titles::place}</th>
                <th scope="col" class="number">{titles::checks}</th>
                <th scope="col" class="number">{titles::mean}</th>
                <th scope="col" class="number">{titles::pledged}</th>
                <th scope="col">{titles::outcome}</th>
            </tr></thead>
            <tbody>{move || lines.with_value(|lines| {
                lines.iter().take(shown.get()).cloned().map(row).collect_view()
            })}</tbody>
        </TableBox>
        <Pager
            shown=Signal::derive(move || shown.get().min(all))
            more=Signal::derive(move || shown.get() < all)
            on_more=move |()| shown.update(|shown| *shown += ROWS)
        />
    }
}
