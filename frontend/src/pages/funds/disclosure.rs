//! The account of a period as everybody reads it: its figures as a picture and as tables, who signed it, and what proves its text.

use chrono::NaiveDate;
use contract::funds::{Disclosure, DisclosureSignature, FundPeriod};
use domain::funds::{Disclosed, Figures, PeriodState, ProjectDisclosed, PurposeDisclosed, Signatory};
use leptos::prelude::*;

use super::words::{self, Text};
use crate::{
    components::{Badge, Copyable, Fall, Notice, Save, TableBox, Time, Tone, Waterfall},
    format,
    i18n::funds,
};

/// The media type of the paper.
const PDF: &str = "application/pdf";

/// Where the account of a period stands.
pub fn standing(state: PeriodState, late: bool) -> (Tone, Text) {
    match state {
        PeriodState::Running => (Tone::Neutral, funds::period_running),
        PeriodState::Awaited => (Tone::Waiting, funds::period_awaited),
        PeriodState::Prepared => (Tone::Working, funds::period_prepared),
        PeriodState::Overdue => (Tone::Alert, funds::period_overdue),
        PeriodState::Published if late => (Tone::Done, funds::period_published_late),
        PeriodState::Published => (Tone::Done, funds::period_published),
    }
}

/// The days of a period, the last one included.
pub fn days(from: NaiveDate, until: NaiveDate) -> String {
    let last = until.pred_opt().unwrap_or(until);
    funds::period_days(format::date(from), format::date(last))
}

/// By when the account is to be there, or when it came.
pub fn dated(period: &FundPeriod) -> String {
    match (period.state, period.published_on) {
        (_, Some(day)) => funds::period_published_on(format::date(day)),
        (PeriodState::Overdue, None) => funds::period_overdue_since(format::date(period.due_on)),
        _ => funds::period_due(format::date(period.due_on)),
    }
}

/// As whom somebody signs.
pub fn signatory(signatory: Signatory) -> &'static str {
    match signatory {
        Signatory::Treasurer => funds::signatory_treasurer(),
        Signatory::Auditor => funds::signatory_auditor(),
    }
}

/// Saves the account as a paper to pin up.
#[component]
pub fn DisclosurePaper(
    /// The account.
    disclosure: Disclosure,
) -> impl IntoView {
    let id = disclosure.id;
    let ask = move |client: client::Client| async move { client.get_disclosure_paper(id).await };
    let name = format!("disclosure-{}.pdf", disclosure.content.from);
    view! { <Save name kind=PDF ask>{funds::save_disclosure}</Save> }
}

/// A whole account.
#[component]
pub fn DisclosureText(
    /// The account.
    disclosure: Disclosure,
) -> impl IntoView {
    let (tone, state) = standing(disclosure.state, disclosure.late);
    let holds = Disclosed::hash(&disclosure.document) == disclosure.document_hash
        && Disclosed::read(&disclosure.document).is_ok_and(|said| said == disclosure.content);
    let Disclosure { content: said, due_on, published_on, prepared_at, signatures, document_hash, .. } =
        disclosure;
    let (figures, note) = (said.figures, said.note.clone());
    view! {
        <dl class="facts">
            <dt>{funds::column_state}</dt><dd><Badge tone label=state/></dd>
            <dt>{funds::period_due_on}</dt><dd>{move || format::date(due_on)}</dd>
            {published_on.map(|day| view! { <dt>{funds::period_published_day}</dt><dd>{move || format::date(day)}</dd> })}
            <dt>{funds::disclosure_prepared_at}</dt><dd><Time at=prepared_at/></dd>
        </dl>
        <FiguresPart figures postings=said.postings/>
        {(!note.is_empty()).then(|| view! {
            <section class="stack" aria-labelledby="note-head">
                <h2 id="note-head">{funds::disclosure_note}</h2>
                <p class="pre breakable">{note}</p>
            </section>
        })}
        <SourcesPart said=said.clone()/>
        <PurposesPart purposes=said.purposes/>
        <ProjectsPart projects=said.projects/>
        <Signatures signatures/>
        <section class="stack" aria-labelledby="hash-head">
            <h2 id="hash-head">{funds::charter_hash}</h2>
            <Copyable text=document_hash.to_string()/>
            {if holds {
                view! { <Notice tone=Tone::Done><p>{funds::charter_hash_holds}</p></Notice> }.into_any()
            } else {
                view! { <Notice tone=Tone::Alert><p>{funds::charter_hash_fails}</p></Notice> }.into_any()
            }}
        </section>
    }
}

/// From what was there to what is there, as a picture and as facts.
#[component]
fn FiguresPart(figures: Figures, postings: i64) -> impl IntoView {
    let fact = |label: Text, fen: i64| view! { <dt>{label}</dt><dd>{format::money(fen)}</dd> };
    view! {
        <section class="stack" aria-labelledby="figures-head">
            <h2 id="figures-head">{funds::disclosure_figures}</h2>
            <Waterfall caption=funds::disclosure_picture falls=falls(&figures)/>
            <dl class="facts">
                {fact(funds::figure_opening, figures.opening_fen)}
                {fact(funds::figure_brought, figures.brought_fen)}
                {fact(funds::part_income, figures.income_fen)}
                {fact(funds::part_expense, figures.expense_fen)}
                {fact(funds::figure_closing, figures.closing_fen)}
                {fact(funds::part_in_kind, figures.in_kind_fen)}
                <dt>{funds::disclosure_postings}</dt><dd>{format::number(postings)}</dd>
            </dl>
        </section>
    }
}

/// The steps from what was there to what is there; goods are no part of the money.
fn falls(figures: &Figures) -> Vec<Fall> {
    let (opening, closing) = (figures.opening_fen, figures.closing_fen);
    let brought = opening.saturating_add(figures.brought_fen);
    let income = brought.saturating_add(figures.income_fen);
    let fall = |name: &'static str, from, to, words: String| Fall { name: name.to_owned(), from, to, words };
    let mut all = vec![fall(funds::figure_opening(), 0, opening, format::money(opening))];
    if figures.brought_fen != 0 {
        all.push(fall(funds::figure_brought(), opening, brought, words::signed(figures.brought_fen)));
    }
    all.push(fall(funds::part_income(), brought, income, words::signed(figures.income_fen)));
    let expense = figures.expense_fen.saturating_neg();
    all.push(fall(funds::part_expense(), income, income.saturating_add(expense), words::signed(expense)));
    all.push(fall(funds::figure_closing(), 0, closing, format::money(closing)));
    all
}

#[component]
fn SourcesPart(said: Disclosed) -> impl IntoView {
    let row = |of: domain::funds::SourceDisclosed| {
        view! {
            <tr>
                <th scope="row">{move || words::source(of.source)}</th>
                <td class="number">{format::money(of.income_fen)}</td>
                <td class="number">{format::money(of.in_kind_fen)}</td>
            </tr>
        }
    };
    let none = said.sources.is_empty();
    view! {
        <section class="stack" aria-labelledby="period-sources-head">
            <h2 id="period-sources-head">{funds::where_from}</h2>
            {if none {
                view! { <p class="soft">{funds::nothing_in_period}</p> }.into_any()
            } else {
                view! {
                    <TableBox caption=funds::by_source>
                        <thead><tr>
                            <th scope="col">{funds::disclosure_source}</th>
                            <th scope="col" class="number">{funds::part_income}</th>
                            <th scope="col" class="number">{funds::part_in_kind}</th>
                        </tr></thead>
                        <tbody>{said.sources.into_iter().map(row).collect_view()}</tbody>
                    </TableBox>
                }.into_any()
            }}
        </section>
    }
}

#[component]
fn PurposesPart(purposes: Vec<PurposeDisclosed>) -> impl IntoView {
    if purposes.is_empty() {
        return ().into_any();
    }
    // Where nothing moved between purposes, nothing is said of it.
    let moves = purposes.iter().any(|of| of.moved_fen != 0);
    let row = move |of: PurposeDisclosed| {
        let name = of.name.clone().or(of.purpose.clone());
        let cell = |fen: i64| view! { <td class="number">{format::money(fen)}</td> };
        view! {
            <tr>
                <th scope="row">{move || name.clone().unwrap_or_else(|| funds::purpose_free().to_owned())}</th>
                {cell(of.opening_fen)}{cell(of.income_fen)}{cell(of.expense_fen)}
                {moves.then(|| cell(of.moved_fen))}{cell(of.closing_fen)}
            </tr>
        }
    };
    view! {
        <section class="stack" aria-labelledby="period-purposes-head">
            <h2 id="period-purposes-head">{funds::by_purpose}</h2>
            <TableBox caption=funds::by_purpose>
                <thead><tr>
                    <th scope="col">{funds::purpose}</th>
                    <th scope="col" class="number">{funds::figure_opening}</th>
                    <th scope="col" class="number">{funds::part_income}</th>
                    <th scope="col" class="number">{funds::part_expense}</th>
                    {moves.then(|| view! { <th scope="col" class="number">{funds::moved}</th> })}
                    <th scope="col" class="number">{funds::figure_closing}</th>
                </tr></thead>
                <tbody>{purposes.into_iter().map(row).collect_view()}</tbody>
            </TableBox>
        </section>
    }
    .into_any()
}

#[component]
fn ProjectsPart(projects: Vec<ProjectDisclosed>) -> impl IntoView {
    let row = |of: ProjectDisclosed| {
        let title = of.title.clone();
        view! {
            <tr>
                <th scope="row">{move || title.clone().unwrap_or_else(|| funds::disclosure_own().to_owned())}</th>
                <td class="number">{format::money(of.expense_fen)}</td>
                <td class="number">{format::money(of.handed_out_fen)}</td>
            </tr>
        }
    };
    let none = projects.is_empty();
    view! {
        <section class="stack" aria-labelledby="period-projects-head">
            <h2 id="period-projects-head">{funds::by_project}</h2>
            {if none {
                view! { <p class="soft">{funds::nothing_spent}</p> }.into_any()
            } else {
                view! {
                    <TableBox caption=funds::by_project>
                        <thead><tr>
                            <th scope="col">{funds::disclosure_project}</th>
                            <th scope="col" class="number">{funds::part_expense}</th>
                            <th scope="col" class="number">{funds::part_handed_out}</th>
                        </tr></thead>
                        <tbody>{projects.into_iter().map(row).collect_view()}</tbody>
                    </TableBox>
                }.into_any()
            }}
        </section>
    }
}

/// Who signed, by their office, and who did not yet.
#[component]
fn Signatures(signatures: Vec<DisclosureSignature>) -> impl IntoView {
    let line = move |office: Signatory| {
        let found = signatures.iter().find(|signature| signature.signatory == office).copied();
        view! {
            <dt>{move || signatory(office)}</dt>
            <dd>{match found {
                Some(signature) => view! { <Badge tone=Tone::Done label=funds::signature_given/>" "<Time at=signature.at/> }.into_any(),
                None => view! { <Badge tone=Tone::Waiting label=funds::signature_missing/> }.into_any(),
            }}</dd>
        }
    };
    view! {
        <section class="stack" aria-labelledby="signatures-head">
            <h2 id="signatures-head">{funds::signatures}</h2>
            <dl class="facts">{line(Signatory::Treasurer)}{line(Signatory::Auditor)}</dl>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_goes_from_what_was_there_to_what_is_there() {
        let figures = Figures {
            opening_fen: 100,
            brought_fen: 10,
            income_fen: 50,
            expense_fen: 30,
            closing_fen: 130,
            in_kind_fen: 7,
        };
        let steps: Vec<_> = falls(&figures).iter().map(|fall| (fall.from, fall.to)).collect();
        assert_eq!(steps, [(0, 100), (100, 110), (110, 160), (160, 130), (0, 130)]);
        assert_eq!(falls(&Figures { brought_fen: 0, ..figures }).len(), 4);
    }

    #[test]
    fn what_is_overdue_alarms_and_says_so() {
        assert_eq!(standing(PeriodState::Overdue, true).0, Tone::Alert);
        assert_ne!(standing(PeriodState::Published, true).1(), standing(PeriodState::Published, false).1());
    }
}
