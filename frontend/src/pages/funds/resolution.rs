//! A resolution: what is asked, who voted how, who kept out of it, and how it was decided.

use contract::funds::{Ballot, FundPurpose, Resolution, ResolutionMatter};
use domain::funds::committee::Tally;
use leptos::prelude::*;

use super::{open_address, projects::open_project, words};
use crate::{
    components::{Badge, TableBox, Time, Tone},
    format,
    i18n::{funds, projects},
};

/// A resolution in a list.
#[component]
pub fn ResolutionLine(
    /// The resolution.
    resolution: Resolution,
    /// What the fund's purposes are called.
    purposes: Vec<FundPurpose>,
    /// Where it is read.
    href: String,
) -> impl IntoView {
    let (tone, state) = words::standing(&resolution);
    let (matter, opened_at) = (resolution.matter, resolution.opened_at);
    view! {
        <li>
            <a class="list__link list__link--rows" href=href>
                <span class="grow">
                    {resolution.title}<br/>
                    <span class="small soft">
                        {move || format!("{} · {}", words::matter(&matter, &purposes), format::day_of(opened_at))}
                    </span>
                </span>
                <Badge tone label=state/>
            </a>
        </li>
    }
}

/// Everything about one resolution.
#[component]
pub fn ResolutionFacts(
    /// The resolution.
    resolution: Resolution,
    /// What the fund's purposes are called.
    purposes: Vec<FundPurpose>,
) -> impl IntoView {
    let (tone, state) = words::standing(&resolution);
    let Resolution { fund_id, charter_id, reason, matter, special, tally, used_fen, .. } = resolution;
    let draft = match &matter {
        ResolutionMatter::Charter { charter_id } => Some(*charter_id),
        _ => None,
    };
    let project = match &matter {
        ResolutionMatter::Project { project_id, .. } | ResolutionMatter::Termination { project_id } => {
            Some(open_project(fund_id, *project_id))
        }
        _ => None,
    };
    let charter = move |id| format!("{}/charters/{id}", open_address(fund_id));
    let votes = if special { funds::needs_special } else { funds::needs_ordinary };
    view! {
        {(!reason.is_empty()).then(|| view! { <p class="pre breakable">{reason}</p> })}
        <dl class="facts">
            <dt>{funds::column_state}</dt><dd><Badge tone label=state/></dd>
            <dt>{funds::matter}</dt>
            <dd>
                {move || words::matter(&matter, &purposes)}
                {project.map(|href| view! { " " <a href=href>{projects::project}</a> })}
                {draft.map(|id| view! { " " <a href=charter(id)>{funds::read_charter}</a> })}
            </dd>
            <dt>{funds::majority}</dt>
            <dd>{votes}" "<a href=charter(charter_id)>{funds::by_charter}</a></dd>
            <dt>{funds::voting_from}</dt><dd><Time at=resolution.opened_at/></dd>
            <dt>{funds::voting_until}</dt><dd>{move || format::date_time(resolution.until)}</dd>
            {resolution.closed_at.map(|at| view! { <dt>{funds::closed_at}</dt><dd><Time at/></dd> })}
            {(used_fen > 0).then(|| view! { <dt>{funds::used}</dt><dd>{format::money(used_fen)}</dd> })}
        </dl>
        {tally.map(|tally| view! { <Counted tally/> })}
        <Ballots ballots=resolution.ballots/>
    }
}

/// The numbers from which anybody can count again.
#[component]
fn Counted(tally: Tally) -> impl IntoView {
    view! {
        <section class="stack stack--tight" aria-labelledby="tally-head">
            <h2 id="tally-head">{funds::tally}</h2>
            <p>{move || funds::tally_votes(tally.yes, tally.no, tally.abstained)}</p>
            <p class="soft">{move || funds::tally_present(tally.present(), tally.unrecused(), tally.recused)}</p>
        </section>
    }
}

/// What a member's part is, in a word.
fn part_of(ballot: &Ballot) -> (Tone, fn() -> &'static str) {
    match (ballot.recusal, ballot.choice, ballot.voted) {
        (Some(_), ..) => (Tone::Neutral, funds::recused),
        (None, Some(choice), _) => words::choice(choice),
        (None, None, true) => (Tone::Working, funds::has_voted),
        (None, None, false) => (Tone::Waiting, funds::has_not_voted),
    }
}

/// The members of the day on which voting opened.
#[component]
fn Ballots(ballots: Vec<Ballot>) -> impl IntoView {
    if ballots.is_empty() {
        return ().into_any();
    }
    let row = |ballot: Ballot| {
        let (tone, words) = part_of(&ballot);
        view! {
            <tr>
                <th scope="row">{ballot.user_name}</th>
                <td>
                    <Badge tone label=words/>
                    {ballot.recusal.map(|ground| view! { <br/><span class="small soft">{move || words::recusal(ground)}</span> })}
                </td>
            </tr>
        }
    };
    view! {
        <section class="stack" aria-labelledby="ballots-head">
            <h2 id="ballots-head">{funds::ballots}</h2>
            <TableBox caption=funds::ballots>
                <thead><tr><th scope="col">{funds::column_member}</th><th scope="col">{funds::column_vote}</th></tr></thead>
                <tbody>{ballots.into_iter().map(row).collect_view()}</tbody>
            </TableBox>
        </section>
    }
    .into_any()
}
