//! What a disclosure says: the figures of a period from the fund's books, with what they are made of.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use domain::{
    funds::{
        Disclosed, Figures, Part, Period, ProjectDisclosed, PurposeDisclosed, SourceDisclosed,
        income::SourceKind,
    },
    ids::ProjectId,
    ledger::Purpose,
    town_time,
};

use crate::{
    areas,
    db::{DbError, Key, Tx, schema::projects},
    funds::{
        StoredFund,
        books::{self, Choice, Span},
        purposes,
    },
};

/// What is to be said of a period, with these words. Seven statements.
///
/// # Errors
/// [`DbError`].
pub(super) fn content(
    tx: &mut Tx<'_>,
    fund: &StoredFund,
    period: &Period,
    note: &str,
) -> Result<Disclosed, DbError> {
    let time = town_time::begin(period.from)..town_time::begin(period.until);
    let span = books::span(tx, fund.id, &time)?;
    let areas = areas::names_by_id(tx, vec![fund.area])?;
    Ok(Disclosed {
        fund_id: fund.id,
        fund_name: fund.name.clone(),
        area_name: areas.get(&fund.area).cloned().unwrap_or_default(),
        from: period.from,
        until: period.until,
        figures: figures(&span),
        sources: sources(&span),
        purposes: by_purpose(tx, fund, &span)?,
        projects: by_project(tx, &span)?,
        postings: span.postings,
        last_entry_id: span.last,
        note: note.trim().to_owned(),
    })
}

fn figures(span: &Span) -> Figures {
    let within = |part| span.within.fen(&Choice::of(part));
    Figures {
        opening_fen: span.before.fen(&Choice::of(Part::Cash)),
        brought_fen: within(Part::Opening),
        income_fen: within(Part::Income),
        expense_fen: within(Part::Expense),
        closing_fen: span.after.fen(&Choice::of(Part::Cash)),
        in_kind_fen: within(Part::InKind),
    }
}

fn sources(span: &Span) -> Vec<SourceDisclosed> {
    let of = |source: SourceKind| SourceDisclosed {
        source,
        income_fen: span.within.fen(&Choice::of(Part::Income).from(source)),
        in_kind_fen: span.within.fen(&Choice::of(Part::InKind).from(source)),
    };
    let any = |said: &SourceDisclosed| (said.income_fen, said.in_kind_fen) != (0, 0);
    SourceKind::ALL.into_iter().map(of).filter(any).collect()
}

/// What a purpose has more, or less, than came in for it and was spent on it: what moved between purposes.
fn moved(span: &Span, purpose: &Option<Purpose>) -> i64 {
    let within = |part| span.within.fen(&Choice::of(part).for_purpose(purpose.clone()));
    within(Part::Cash) - within(Part::Income) - within(Part::Opening) + within(Part::Expense)
}

fn by_purpose(tx: &mut Tx<'_>, fund: &StoredFund, span: &Span) -> Result<Vec<PurposeDisclosed>, DbError> {
    let names: BTreeMap<Purpose, String> =
        purposes(tx, fund.id)?.into_iter().map(|purpose| (purpose.code, purpose.name)).collect();
    let of = |purpose: Option<Purpose>| {
        let choice = |part| Choice::of(part).for_purpose(purpose.clone());
        let within = |part| span.within.fen(&choice(part));
        PurposeDisclosed {
            opening_fen: span.before.fen(&choice(Part::Cash)),
            income_fen: within(Part::Income) + within(Part::Opening),
            expense_fen: within(Part::Expense),
            moved_fen: moved(span, &purpose),
            closing_fen: span.after.fen(&choice(Part::Cash)),
            in_kind_fen: within(Part::InKind),
            name: purpose.as_ref().and_then(|purpose| names.get(purpose).cloned()),
            purpose: purpose.as_ref().map(|purpose| purpose.as_str().to_owned()),
        }
    };
    let all: BTreeSet<Option<Purpose>> =
        [&span.before, &span.within, &span.after].into_iter().flat_map(books::Totals::purposes).collect();
    Ok(all.into_iter().map(of).collect())
}

fn by_project(tx: &mut Tx<'_>, span: &Span) -> Result<Vec<ProjectDisclosed>, DbError> {
    let all = span.within.projects();
    let ids: Vec<Key<ProjectId>> = all.iter().flatten().copied().map(Key).collect();
    let rows: Vec<(Key<ProjectId>, String)> = projects::table
        .filter(projects::id.eq_any(ids))
        .select((projects::id, projects::title))
        .load(tx.db())?;
    let titles: BTreeMap<ProjectId, String> = rows.into_iter().map(|(Key(id), title)| (id, title)).collect();
    let of = |project: Option<ProjectId>| ProjectDisclosed {
        project_id: project,
        title: project.and_then(|id| titles.get(&id).cloned()),
        expense_fen: span.within.of_project(Part::Expense, project),
        handed_out_fen: span.within.of_project(Part::HandedOut, project),
    };
    Ok(all.into_iter().map(of).collect())
}
