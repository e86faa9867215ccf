//! What a project costs, what the committee granted and what was paid: as a picture, and as the table that it is a picture of.

use contract::funds::{FundPurpose, Project, ProjectLine};
use leptos::prelude::*;

use crate::{
    components::{Bar, Bars, PairedBar, PairedBars, TableBox},
    format,
    i18n::projects,
    pages::funds::words as fund_words,
};

/// The money of a project.
#[component]
pub(super) fn Budget(
    /// The project.
    project: Project,
    /// What the fund's purposes are called.
    purposes: Vec<FundPurpose>,
) -> impl IntoView {
    let whole = totals(&project);
    let lines = project.lines;
    let pair = |line: &ProjectLine| PairedBar {
        name: line.title.clone(),
        one: (line.limit_fen, format::money(line.limit_fen)),
        other: (line.spent_fen, format::money(line.spent_fen)),
    };
    let pairs: Vec<PairedBar> = lines.iter().map(pair).collect();
    let row = move |line: ProjectLine| {
        let purpose = line.purpose.map(|code| fund_words::purpose(Some(&code), &purposes));
        view! {
            <tr>
                <th scope="row">
                    {line.title}
                    {purpose.map(|purpose| view! { <br/><span class="small soft">{purpose}</span> })}
                </th>
                <td class="number">{format::money(line.limit_fen)}</td>
                <td class="number">{format::money(line.reserved_fen)}</td>
                <td class="number">{format::money(line.spent_fen)}</td>
            </tr>
        }
    };
    view! {
        <section class="stack" aria-labelledby="budget-head">
            <h2 id="budget-head">{projects::budget}</h2>
            {move || view! { <Bars caption=projects::budget_whole bars=bars(whole)/> }}
            <PairedBars caption=projects::budget_lines one=projects::planned other=projects::spent pairs/>
            <TableBox caption=projects::budget>
                <thead>
                    <tr>
                        <th scope="col">{projects::line}</th>
                        <th scope="col" class="number">{projects::planned}</th>
                        <th scope="col" class="number">{projects::reserved}</th>
                        <th scope="col" class="number">{projects::spent}</th>
                    </tr>
                </thead>
                <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
            </TableBox>
        </section>
    }
}

/// What it costs, what was granted of that, what was paid; in fen.
fn totals(project: &Project) -> (i64, Option<i64>, i64) {
    (project.summary.budget_fen, project.granted_fen, project.summary.spent_fen)
}

fn bars((cost, granted, spent): (i64, Option<i64>, i64)) -> Vec<Bar> {
    let bar =
        |name: &str, amount| Bar { name: name.to_owned(), amount, words: format::money(amount), href: None };
    let granted = match granted {
        Some(fen) => bar(projects::granted(), fen),
        None => Bar {
            name: projects::granted().to_owned(),
            amount: 0,
            words: projects::not_granted().to_owned(),
            href: None,
        },
    };
    vec![bar(projects::planned(), cost), granted, bar(projects::spent(), spent)]
}
