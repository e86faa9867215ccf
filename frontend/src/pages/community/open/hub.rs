//! Everything that is public, with the newest of each.

use client::{Client, ClientError};
use contract::inspections::{
    GetRanking, ListCertificates, ListRounds, ListSettlements, ListedRound, Ranking, Settlement,
};
use domain::inspections::Subjects;
use leptos::prelude::*;

use crate::{
    components::{Card, PageHead},
    fetch::{Loaded, fetch},
    format,
    i18n::{funds, open, public_tickets, titles},
    pages::awards_words::{half_year, month},
};

/// The newest of each kind.
#[derive(Clone, PartialEq)]
struct Newest {
    ranking: Option<Ranking>,
    settlement: Option<Settlement>,
    certificates: usize,
    draw: Option<ListedRound>,
}

/// What is public here.
#[component]
pub fn Hub() -> impl IntoView {
    let newest = fetch(newest);
    view! {
        <div class="stack stack--loose">
            <PageHead title=open::hub lead=open::hub_lead/>
            <Loaded fetched=newest boxes=true children=|newest: Newest| view! { <Cards newest/> }/>
        </div>
    }
}

async fn newest(client: Client) -> Result<Newest, ClientError> {
    let query = |states: &str, limit| ListRounds {
        subjects: Some(Subjects::Villages),
        state: Some(states.to_owned()),
        limit: Some(limit),
        ..ListRounds::default()
    };
    let latest = client.list_rounds(&query("published", 1)).await?.items.pop();
    let drawn = client.list_rounds(&query("committed,drawn,started,objections,published", 20)).await?.items;
    let draw = drawn.into_iter().find(|round| round.draw.is_some());
    let Some(latest) = latest else {
        return Ok(Newest { ranking: None, settlement: None, certificates: 0, draw });
    };
    let ranking = Some(client.get_ranking(latest.id, &GetRanking::default()).await?);
    let settled = client.list_settlements(&ListSettlements { area_id: latest.area_id }).await?.items;
    let (mut settlement, mut certificates) = (None, 0);
    if let Some(listed) = settled.first() {
        let query = ListCertificates { area_id: listed.area_id, half_year: listed.half_year };
        let given = client.list_certificates(&query).await?.items;
        certificates = given.iter().filter(|certificate| certificate.revoked_at.is_none()).count();
        settlement = Some(client.get_settlement(listed.id).await?);
    }
    Ok(Newest { ranking, settlement, certificates, draw })
}

#[component]
fn Cards(newest: Newest) -> impl IntoView {
    let Newest { ranking, settlement, certificates, draw } = newest;
    let top = ranking.as_ref().map(|ranking| {
        let first: Vec<String> =
            ranking.items.iter().filter(|item| item.place == 1).map(|item| item.area_name.clone()).collect();
        let score = ranking.items.first().map(|item| item.score.to_string()).unwrap_or_default();
        let (of, area) = (ranking.round.month, ranking.round.area_name.clone());
        move || open::newest_ranking(&area, month(of), first.join(open::list_comma()), &score)
    });
    let bulletin = ranking.as_ref().map(|ranking| {
        let at = ranking.revisions.first().map(|revision| revision.published_at);
        let of = ranking.round.month;
        move || open::newest_bulletin(month(of), at.map(format::day_of).unwrap_or_default())
    });
    let (half, settled) = settlement
        .as_ref()
        .map(|settlement| {
            let half = settlement.settlement.half_year;
            let paid = settlement.base_fen + settlement.prize_fen;
            let villages = settlement.lines.iter().filter(|line| line.total_fen > 0).count();
            (half, move || open::newest_awards(half_year(half), format::money(paid), villages))
        })
        .unzip();
    let given = half.map(|half| move || open::newest_certificates(half_year(half), certificates));
    let drawn = draw.map(|round| {
        let (of, area) = (round.month, round.area_name);
        move || open::newest_draw(&area, month(of))
    });
    view! {
        <div class="columns">
            <Card title=open::results href="/open/inspections">
                <p>{fact(top, open::no_results)}</p>
                <p class="soft">{open::hub_ranking}</p>
            </Card>
            <Card title=open::bulletins href="/open/bulletins">
                <p>{fact(bulletin, open::no_bulletins)}</p>
                <p class="soft">{open::hub_bulletins}</p>
            </Card>
            <Card title=open::awards href="/open/awards">
                <p>{fact(settled, open::no_awards)}</p>
                <p class="soft">{open::hub_awards}</p>
            </Card>
            <Card title=open::draws href="/open/draws">
                <p>{fact(drawn, open::no_draws)}</p>
                <p class="soft">{open::hub_draws}</p>
            </Card>
            <Card title=open::certificate href="/open/certificates">
                <p>{fact(given, open::no_certificates)}</p>
                <p class="soft">{open::hub_certificates}</p>
            </Card>
            <Card title=funds::funds href="/open/funds"><p class="soft">{funds::hub_funds}</p></Card>
            <Card title=public_tickets::title href="/open/tickets"><p class="soft">{public_tickets::lead}</p></Card>
            <Card title=titles::titles href="/open/titles"><p class="soft">{titles::titles_lead}</p></Card>
        </div>
    }
}

/// The newest of a kind in words, or that there is none yet.
fn fact(newest: Option<impl Fn() -> String + Send + Sync + 'static>, none: fn() -> &'static str) -> AnyView {
    match newest {
        Some(newest) => newest.into_any(),
        None => none.into_any(),
    }
}
