//! The half-years of a place: which are settled, which can be, and what is missing for the others.

use std::collections::{BTreeMap, BTreeSet};

use client::{Client, ClientError, every_page};
use contract::{
    inspections::{
        AwardRulesVersion, ListAwardRules, ListRounds, ListSettlements, ListedRound, ListedSettlement,
    },
    page::LIMIT_MAX,
};
use domain::{
    ids::AreaId,
    inspections::{HalfYear, Month, Regularity, Subjects},
    permissions::Permission,
    town_time,
};
use leptos::prelude::*;

use super::{super::READING, settle::settle};
use crate::{
    components::{Badge, Button, ButtonKind, Dialog, EmptyState, PageHead, TableBox, Tone},
    device,
    fetch::fetch,
    i18n::awards,
    pages::{
        awards_words::{half_year, month},
        console::{
            BASE,
            ask::Ask,
            lists::loaded,
            office::{Scope, placed},
        },
        identity::SignedInOnly,
    },
};

/// Months back that unsettled half-years are looked for.
const MONTHS_BACK: u32 = 36;

/// The page.
#[component]
pub fn Settlements() -> impl IntoView {
    view! {
        <SignedInOnly title=awards::settlements home=BASE
            children=|me| placed(&me, READING, || view! { <List/> }.into_any())/>
    }
}

/// Where a half-year stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Settled; corrected where the revision is above 1.
    Settled(u32),
    /// Not over.
    Running,
    /// So many of its inspections are not published.
    RoundsOpen(usize),
    /// Nobody adopted rules for it.
    NoRules,
    /// Nothing of it was published.
    Nothing,
    /// Over, published, not settled.
    Ready,
}

/// A half-year of an area.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Half {
    pub(super) area_id: AreaId,
    pub(super) area_name: String,
    pub(super) half_year: HalfYear,
    /// Its routine inspections of villages, the earliest first.
    pub(super) rounds: Vec<ListedRound>,
    latest: Option<ListedSettlement>,
    /// The rules in force.
    pub(super) rules_from: Option<HalfYear>,
}

impl Half {
    fn standing(&self, today: chrono::NaiveDate) -> Standing {
        let open = self.open().count();
        match &self.latest {
            Some(latest) => Standing::Settled(latest.revision),
            None if self.half_year.end() > today => Standing::Running,
            None if open > 0 => Standing::RoundsOpen(open),
            None if self.rounds.is_empty() => Standing::Nothing,
            None if self.rules_from.is_none() => Standing::NoRules,
            None => Standing::Ready,
        }
    }

    /// Its inspections that are not published.
    fn open(&self) -> impl Iterator<Item = &ListedRound> {
        self.rounds.iter().filter(|round| round.state != "published")
    }

    /// Its months without an inspection.
    pub(super) fn without(&self) -> Vec<Month> {
        let has = |month: &Month| self.rounds.iter().any(|round| round.month == *month);
        self.half_year.months().into_iter().filter(|month| !has(month)).collect()
    }
}

/// The half-years of an area and of the areas around it, the latest first.
fn halves(
    lineage: &BTreeMap<AreaId, String>,
    rounds: Vec<ListedRound>,
    settled: Vec<ListedSettlement>,
    rules: &[AwardRulesVersion],
) -> Vec<Half> {
    let mut keys: BTreeSet<(std::cmp::Reverse<HalfYear>, AreaId)> = BTreeSet::new();
    let counts = |round: &ListedRound| {
        lineage.contains_key(&round.area_id)
            && round.regularity == Regularity::Regular
            && round.state != "cancelled"
    };
    let rounds: Vec<ListedRound> = rounds.into_iter().filter(counts).collect();
    keys.extend(rounds.iter().map(|round| (std::cmp::Reverse(round.month.half_year()), round.area_id)));
    keys.extend(settled.iter().map(|settled| (std::cmp::Reverse(settled.half_year), settled.area_id)));
    let half = |(std::cmp::Reverse(half_year), area_id): (std::cmp::Reverse<HalfYear>, AreaId)| {
        let of = |round: &&ListedRound| round.area_id == area_id && round.month.half_year() == half_year;
        let mut rounds: Vec<ListedRound> = rounds.iter().filter(of).cloned().collect();
        rounds.sort_by_key(|round| round.month);
        let same = |other: &&ListedSettlement| other.area_id == area_id && other.half_year == half_year;
        let latest = settled.iter().filter(same).max_by_key(|settled| settled.revision).cloned();
        let in_force = rules.iter().filter_map(|rules| rules.adopted_from).filter(|from| *from <= half_year);
        let rules_from = in_force.max();
        let area_name = lineage.get(&area_id).cloned().unwrap_or_default();
        Half { area_id, area_name, half_year, rounds, latest, rules_from }
    };
    keys.into_iter().map(half).collect()
}

async fn read(client: Client, area: Option<AreaId>) -> Result<Vec<Half>, ClientError> {
    let Some(area_id) = area else { return Ok(Vec::new()) };
    let lineage = client.get_lineage(area_id).await?.items;
    let lineage: BTreeMap<AreaId, String> = lineage.into_iter().map(|area| (area.id, area.name)).collect();
    let now = super::super::half_year_of(device::now()).map(|half| half.months()[5].index());
    let from = now.and_then(|now| Month::from_index(now.saturating_sub(MONTHS_BACK)).ok());
    let of = |after| ListRounds {
        area_id: Some(area_id),
        subjects: Some(Subjects::Villages),
        from,
        limit: Some(LIMIT_MAX),
        after,
        ..ListRounds::default()
    };
    let rounds = every_page(|after| {
        let (client, query) = (client.clone(), of(after));
        async move { client.list_rounds(&query).await }
    })
    .await?;
    let settled = client.list_settlements(&ListSettlements { area_id }).await?.items;
    let rules = client.list_award_rules(&ListAwardRules { area_id }).await?.items;
    Ok(halves(&lineage, rounds, settled, &rules))
}

#[component]
fn List() -> impl IntoView {
    let scope = Scope::get();
    let found = fetch(move |client| read(client, scope.area.get()));
    let settling = Ask::<Half>::new();
    let question =
        move || settling.words(|half| awards::settle_question(&half.area_name, half_year(half.half_year)));
    view! {
        <PageHead title=awards::settlements lead=awards::settlements_lead/>
        {loaded(found, move |items| {
            if items.is_empty() {
                return view! {
                    <EmptyState title=awards::no_settlements detail=awards::no_settlements_detail icon=icondata_lu::LuCalendarCheck/>
                }.into_any();
            }
            rows(items, scope, settling)
        })}
        <Dialog open=settling.open title=question>
            {move || settling.row().map(|half| settle(&half, Callback::new(move |()| found.reload())))}
        </Dialog>
    }
}

fn words(standing: Standing) -> (Tone, String) {
    match standing {
        Standing::Settled(1) => (Tone::Done, awards::settled().to_owned()),
        Standing::Settled(revision) => (Tone::Done, awards::settled_again(revision)),
        Standing::Running => (Tone::Working, awards::half_running().to_owned()),
        Standing::RoundsOpen(count) => (Tone::Waiting, awards::rounds_open(count)),
        Standing::NoRules => (Tone::Alert, awards::no_rules_in_force().to_owned()),
        Standing::Nothing => (Tone::Neutral, awards::nothing_published().to_owned()),
        Standing::Ready => (Tone::Waiting, awards::ready_to_settle().to_owned()),
    }
}

fn rows(items: Vec<Half>, scope: Scope, settling: Ask<Half>) -> AnyView {
    let today = town_time::date(device::now());
    let row = move |half: Half| {
        let standing = half.standing(today);
        let (tone, state) = words(standing);
        let published = half.rounds.len() - half.open().count();
        let total = half.rounds.len();
        let open: Vec<_> = half
            .open()
            .map(|round| {
                let href = format!("{BASE}/inspections/rounds/{}", round.id);
                let of = round.month;
                view! { <li><a href=href>{move || awards::not_published_yet(month(of))}</a></li> }
            })
            .collect();
        let without = half.without();
        let missing = (!without.is_empty() && standing != Standing::Running).then(|| {
            let names = move || {
                without.iter().map(|of| month(*of)).collect::<Vec<_>>().join(awards::list_separator())
            };
            view! { <li class="soft">{move || awards::without_inspection(names())}</li> }
        });
        let settled = half.latest.as_ref().map(|latest| {
            let href = format!("{BASE}/inspections/settlements/{}", latest.id);
            let name = half.half_year;
            view! { <a href=href>{awards::see_result}<span class="visually-hidden">{move || format!(" {}", half_year(name))}</span></a> }
        });
        let (name, of, area) = (half.half_year, half.area_name.clone(), half.area_id);
        let held = StoredValue::new(half);
        let button = move || {
            let own = scope.area.get() == Some(area) && scope.may(Permission::ManageInspections);
            (standing == Standing::Ready && own).then(|| view! {
                <Button kind=ButtonKind::Primary small=true on_press=move |()| settling.about(held.get_value())>
                    {awards::settle}<span class="visually-hidden">{move || format!(" {}", half_year(name))}</span>
                </Button>
            })
        };
        view! {
            <tr>
                <th scope="row">{move || half_year(name)}</th>
                <td>{of}</td>
                <td><Badge tone label=state/></td>
                <td class="text">
                    <p>{move || awards::published_of(published, total)}</p>
                    <ul class="plain small">{open}{missing}</ul>
                </td>
                <td>{settled}{button}</td>
            </tr>
        }
    };
    view! {
        <TableBox caption=awards::settlements>
            <thead><tr>
                <th scope="col">{awards::half_year}</th>
                <th scope="col">{awards::column_whose}</th>
                <th scope="col">{awards::column_state}</th>
                <th scope="col">{awards::column_rounds}</th>
                <th scope="col">{awards::column_actions}</th>
            </tr></thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn half(rules: bool, settled: bool) -> Half {
        let half_year: HalfYear = "2026-H1".parse().unwrap();
        let area_id = AreaId(uuid::Uuid::nil());
        let latest = settled.then(|| ListedSettlement {
            id: domain::ids::SettlementId(uuid::Uuid::nil()),
            area_id,
            area_path: domain::areas::AreaPath::root(),
            half_year,
            revision: 2,
            rules_id: domain::ids::AwardRulesId(uuid::Uuid::nil()),
            hash: domain::journal::NodeHash::of_nothing(),
            reason: None,
            settled_at: chrono::DateTime::UNIX_EPOCH,
        });
        let rules_from = rules.then_some(half_year);
        Half { area_id, area_name: String::new(), half_year, rounds: Vec::new(), latest, rules_from }
    }

    #[test]
    fn a_half_year_stands_where_it_stands() {
        let day = |text: &str| text.parse().unwrap();
        assert_eq!(half(true, false).standing(day("2026-06-30")), Standing::Running);
        assert_eq!(half(true, false).standing(day("2026-07-01")), Standing::Nothing);
        assert_eq!(half(true, true).standing(day("2026-07-01")), Standing::Settled(2));
        assert_eq!(half(true, false).without().len(), 6);
    }
}
