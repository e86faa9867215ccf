//! The rules of a place: what holds from when on, and drafts.

use std::collections::{BTreeMap, BTreeSet};

use contract::inspections::{AwardRulesVersion, ListAwardRules};
use domain::{
    ids::{AreaId, AwardRulesId},
    inspections::HalfYear,
    permissions::Permission,
};
use leptos::prelude::*;

use super::{
    super::{READING, before, half_year_of},
    plain,
};
use crate::{
    components::{Badge, ButtonKind, ButtonLink, EmptyState, PageHead, Time, Timeline, TimelineEvent, Tone},
    device,
    fetch::fetch,
    i18n::awards,
    pages::{
        awards_words::half_year,
        console::{
            BASE,
            lists::loaded,
            office::{Scope, placed},
        },
        identity::SignedInOnly,
    },
};

/// The page.
#[component]
pub fn Rules() -> impl IntoView {
    view! {
        <SignedInOnly title=awards::rules home=BASE
            children=|me| placed(&me, READING, || view! { <List/> }.into_any())/>
    }
}

/// A time in which the same rules hold: from a half-year on, until another one where others follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    from: HalfYear,
    until: Option<HalfYear>,
    rules: AwardRulesId,
}

/// The rules that hold in a half-year: of the nearest area that has any by then the latest, as half-years are settled.
pub(super) fn in_force(items: &[AwardRulesVersion], half_year: HalfYear) -> Option<&AwardRulesVersion> {
    let by_then = items.iter().filter(|rules| rules.adopted_from.is_some_and(|since| since <= half_year));
    by_then.max_by(|a, b| {
        let depth = |rules: &AwardRulesVersion| rules.area_path.lineage().len();
        depth(a).cmp(&depth(b)).then(a.adopted_from.cmp(&b.adopted_from))
    })
}

/// Which rules hold when.
fn spans(items: &[AwardRulesVersion]) -> Vec<Span> {
    let starts: BTreeSet<HalfYear> = items.iter().filter_map(|rules| rules.adopted_from).collect();
    let mut spans: Vec<Span> = Vec::new();
    for from in starts {
        let Some(best) = in_force(items, from) else { continue };
        if let Some(last) = spans.last_mut() {
            if last.rules == best.id {
                continue;
            }
            last.until = Some(from);
        }
        spans.push(Span { from, until: None, rules: best.id });
    }
    spans
}

#[component]
fn List() -> impl IntoView {
    let scope = Scope::get();
    let found = fetch(move |client| {
        let area = scope.area.get();
        async move {
            let Some(area_id) = area else { return Ok((Vec::new(), BTreeMap::new())) };
            let items = client.list_award_rules(&ListAwardRules { area_id }).await?.items;
            let lineage = client.get_lineage(area_id).await?.items;
            let names: BTreeMap<AreaId, String> =
                lineage.into_iter().map(|area| (area.id, area.name)).collect();
            Ok((items, names))
        }
    });
    let manages = Signal::derive(move || scope.may(Permission::ManageInspections));
    view! {
        <PageHead title=awards::rules lead=awards::rules_lead>
            <Show when=move || manages.get()>
                <ButtonLink kind=ButtonKind::Primary icon=icondata_lu::LuPlus href=format!("{BASE}/inspections/rules/new")>
                    {awards::begin_with_ready_rules}
                </ButtonLink>
            </Show>
        </PageHead>
        {loaded(found, move |(items, names)| {
            if items.is_empty() {
                return view! {
                    <EmptyState title=awards::no_rules detail=awards::no_rules_detail icon=icondata_lu::LuScale/>
                }.into_any();
            }
            shown(items, &names, manages)
        })}
    }
}

fn shown(items: Vec<AwardRulesVersion>, names: &BTreeMap<AreaId, String>, manages: Signal<bool>) -> AnyView {
    let now = half_year_of(device::now());
    let spans = spans(&items);
    let name = |rules: &AwardRulesVersion| names.get(&rules.area_id).cloned().unwrap_or_default();
    let event = |span: &Span| {
        let rules = items.iter().find(|rules| rules.id == span.rules)?;
        let Span { from, until, .. } = *span;
        let ended = until.zip(now).is_some_and(|(until, now)| until <= now);
        let (tone, state): (Tone, fn() -> &'static str) = match now {
            Some(now) if now < from => (Tone::Waiting, awards::in_force_later),
            _ if ended => (Tone::Neutral, awards::in_force_before),
            _ => (Tone::Done, awards::in_force_now),
        };
        let until = until.and_then(before);
        let when = move || match until {
            Some(until) if until == from => half_year(from),
            Some(until) => awards::from_until(half_year(from), half_year(until)),
            None => awards::from_on(half_year(from)),
        };
        let (content, copy, id) = (rules.content.clone(), address_of_copy(rules.id), rules.id);
        let (at, whose) = (rules.adopted_at.unwrap_or(rules.written_at), name(rules));
        Some(view! {
            <TimelineEvent at title=when tone who=whose>
                <div class="stack stack--tight">
                    <div><Badge tone label=state/></div>
                    <p>{move || plain::sentences(&content).into_iter().skip(1).take(2).collect::<Vec<_>>().join(" ")}</p>
                    <div class="row">
                        <a href=format!("{BASE}/inspections/rules/{id}")>{awards::see_rules}</a>
                        <Show when=move || manages.get()><a href=copy.clone()>{awards::draft_from_these}</a></Show>
                    </div>
                </div>
            </TimelineEvent>
        })
    };
    let events: Vec<_> = spans.iter().filter_map(event).collect();
    let none = events.is_empty();
    let drafts: Vec<_> = items.iter().rev().filter(|rules| rules.adopted_from.is_none()).collect();
    let no_drafts = drafts.is_empty();
    let draft = |rules: &AwardRulesVersion| {
        let (content, written_at, id) = (rules.content.clone(), rules.written_at, rules.id);
        view! {
            <article class="card">
                <div class="row row--between">
                    <h3 class="card__title"><a href=format!("{BASE}/inspections/rules/{id}")>{awards::draft_of}" "<Time at=written_at/></a></h3>
                    <Badge tone=Tone::Neutral label=awards::draft/>
                </div>
                <p class="soft">{name(rules)}</p>
                <p>{move || plain::sentences(&content).into_iter().skip(1).take(2).collect::<Vec<_>>().join(" ")}</p>
            </article>
        }
    };
    view! {
        <section class="stack" aria-labelledby="spans-head">
            <h2 id="spans-head">{awards::in_force_when}</h2>
            {if none {
                view! { <EmptyState title=awards::none_in_force detail=awards::none_in_force_detail icon=icondata_lu::LuScale/> }.into_any()
            } else {
                view! { <Timeline>{events}</Timeline> }.into_any()
            }}
        </section>
        <section class="stack" aria-labelledby="drafts-head">
            <h2 id="drafts-head">{awards::drafts}</h2>
            {no_drafts.then(|| view! { <p class="soft">{awards::no_drafts}</p> })}
            <div class="columns">{drafts.into_iter().map(draft).collect_view()}</div>
        </section>
    }
    .into_any()
}

/// The way to a draft that begins with a version.
fn address_of_copy(id: AwardRulesId) -> String {
    format!("{BASE}/inspections/rules/new?from={id}")
}

#[cfg(test)]
mod tests {
    use domain::inspections::AwardRules;
    use uuid::Uuid;

    use super::*;

    fn rules(id: u128, path: &str, from: Option<&str>) -> AwardRulesVersion {
        AwardRulesVersion {
            id: AwardRulesId(Uuid::from_u128(id)),
            area_id: AreaId(Uuid::nil()),
            area_path: domain::areas::AreaPath::parse(path).unwrap(),
            content: AwardRules::plan_2(),
            adopted_from: from.map(|from| from.parse().unwrap()),
            adopted_at: None,
            written_at: chrono::DateTime::UNIX_EPOCH,
            version: 1,
        }
    }

    #[test]
    fn the_nearest_areas_rules_hold_once_there_are_any() {
        let all = [
            rules(1, "1/", Some("2025-H1")),
            rules(2, "1/", Some("2026-H2")),
            rules(3, "1/1/", Some("2026-H1")),
            rules(4, "1/1/", Some("2027-H1")),
            rules(5, "1/1/", None),
        ];
        let found: Vec<(String, Option<String>, u128)> = spans(&all)
            .into_iter()
            .map(|s| (s.from.to_string(), s.until.map(|until| until.to_string()), s.rules.0.as_u128()))
            .collect();
        let span = |from: &str, until: Option<&str>, id| (from.to_owned(), until.map(str::to_owned), id);
        assert_eq!(
            found,
            [
                span("2025-H1", Some("2026-H1"), 1),
                span("2026-H1", Some("2027-H1"), 3),
                span("2027-H1", None, 4)
            ]
        );
        assert!(spans(&all[4..]).is_empty());
    }
}
