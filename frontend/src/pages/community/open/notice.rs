//! What a ranking and a bulletin have in common: the table as it hangs on a notice board, criticism, corrections.

use std::collections::BTreeMap;

use client::{Client, ClientError};
use contract::inspections::{
    CriticisedVillage, Criticisms, GetRanking, ListCriticisms, ListedRound, RankedPlace, Ranking,
    RoundRevision,
};
use domain::{
    ids::AreaId,
    inspections::{Month, Score},
};
use leptos::prelude::*;

use crate::{
    components::{Icon, Notice, TableBox, Time, Tone},
    format,
    i18n::open,
    pages::awards_words::{hundredths, month},
};

/// A month's ranking with what belongs to it.
#[derive(Clone, PartialEq)]
pub struct Published {
    /// The ranking.
    pub ranking: Ranking,
    /// The month it is compared with, and the scores of that month.
    pub before: Option<(Month, BTreeMap<AreaId, Score>)>,
    /// Who is criticised for this month.
    pub criticisms: Criticisms,
}

/// Reads the ranking of a round, of the round before it, and who is criticised.
pub(super) async fn read(
    client: Client,
    round: ListedRound,
    before: Option<ListedRound>,
) -> Result<Published, ClientError> {
    let ranking = client.get_ranking(round.id, &GetRanking::default()).await?;
    let before = match before {
        Some(before) => {
            let items = client.get_ranking(before.id, &GetRanking::default()).await?.items;
            let scores = items.into_iter().map(|item| (item.area_id, item.score)).collect();
            Some((before.month, scores))
        }
        None => None,
    };
    let query = ListCriticisms { area_id: round.area_id, from: round.month, until: round.month };
    let criticisms = client.list_criticisms(&query).await?;
    Ok(Published { ranking, before, criticisms })
}

/// The page of a village.
pub(super) fn village_href(id: AreaId) -> String {
    format!("/open/villages/{id}")
}

/// The ranking as a table: place, village, score, change.
#[component]
pub fn RankingTable(
    /// What it shows.
    published: Published,
) -> impl IntoView {
    let Published { ranking, before, .. } = published;
    let caption = {
        let (month_of, area) = (ranking.round.month, ranking.round.area_name.clone());
        move || format!("{} · {area}", month(month_of))
    };
    let places: Vec<u32> = ranking.items.iter().map(|item| item.place).collect();
    let compared = before.as_ref().map(|(month, _)| *month);
    let row = move |item: RankedPlace| {
        let shared = places.iter().filter(|place| **place == item.place).count() > 1;
        let old = before.as_ref().map(|(_, scores)| scores.get(&item.area_id).copied());
        view! {
            <tr class:ranking__first=item.place <= 3>
                <td class="number">
                    <span class="ranking__place">{item.place}</span>
                    {shared.then(|| view! { " " <span class="soft">{open::shared}</span> })}
                </td>
                <th scope="row"><a href=village_href(item.area_id)>{item.area_name}</a></th>
                <td class="number">{item.score.to_string()}</td>
                {old.map(|old| view! { <td><Change old new=item.score/></td> })}
            </tr>
        }
    };
    view! {
        <TableBox caption=caption>
            <thead><tr>
                <th scope="col" class="number">{open::place}</th>
                <th scope="col">{open::village}</th>
                <th scope="col" class="number">{open::score}</th>
                {compared.map(|compared| view! { <th scope="col">{move || open::change_since(month(compared))}</th> })}
            </tr></thead>
            <tbody>{ranking.items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
}

/// How a score changed: an arrow, a word, and by how much.
#[component]
fn Change(old: Option<Score>, new: Score) -> impl IntoView {
    let Some(old) = old else { return view! { <span class="soft">{open::change_none}</span> }.into_any() };
    let by = new.hundredths() - old.hundredths();
    let amount = hundredths(by.abs());
    let (class, icon) = match by {
        1.. => ("change change--up", icondata_lu::LuArrowUp),
        0 => ("change", icondata_lu::LuEqual),
        _ => ("change change--down", icondata_lu::LuArrowDown),
    };
    let words = move || match by {
        1.. => open::change_up(&amount),
        0 => open::change_same().to_owned(),
        _ => open::change_down(&amount),
    };
    view! { <span class=class><Icon icon/><span>{words}</span></span> }.into_any()
}

/// Who stays at the bottom month after month.
#[component]
pub fn Criticised(
    /// Who is.
    criticisms: Criticisms,
) -> impl IntoView {
    let line = |village: CriticisedVillage| {
        let months = village.months;
        let words = move || {
            let at =
                months.iter().map(|at| open::at_bottom(month(at.month), at.from_bottom, at.field, at.score));
            at.collect::<Vec<_>>().join(open::list_comma())
        };
        view! { <li><a href=village_href(village.village_id)>{village.village_name}</a>{open::colon}{words}</li> }
    };
    (!criticisms.items.is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Alert>
                <strong>{open::criticism}</strong>
                <ul>{criticisms.items.into_iter().map(line).collect_view()}</ul>
            </Notice>
        }
    })
}

/// That results were corrected: when and why, each time.
#[component]
pub fn Corrections(
    /// The revisions, the first first.
    revisions: Vec<RoundRevision>,
) -> impl IntoView {
    let corrected: Vec<_> = revisions.into_iter().filter(|revision| revision.number > 1).collect();
    let line = |revision: RoundRevision| {
        let (number, reason) = (revision.number, revision.reason.unwrap_or_default());
        let at = revision.published_at;
        view! {
            <li>
                <span class="no-print"><Time at/></span>
                <span class="print-only">{move || format::day_of(at)}</span>
                {open::colon}{move || open::corrected_as(number, &reason)}
            </li>
        }
    };
    (!corrected.is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Waiting>
                <strong>{open::corrections}</strong>
                <ul>{corrected.into_iter().map(line).collect_view()}</ul>
            </Notice>
        }
    })
}
