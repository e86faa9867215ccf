//! What disbursements take of a project: of the lines of its budget, and of its milestones' instalments. `funds::disbursements` decides
//! that under the lock of the project's row.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::{funds::projects::Project, ids::ProjectId};

use crate::{
    db::{
        DbError, Key, Tx,
        schema::{project_lines as lines, project_milestones as milestones, projects as t},
    },
    funds::budget,
};

/// Saves how far lines and instalments are used that a step changed. It is no step of the project: neither its version nor its timeline
/// counts it.
///
/// # Errors
/// [`DbError`].
pub(in crate::funds) fn save(tx: &mut Tx<'_>, old: &Project, new: &Project) -> Result<(), DbError> {
    for (number, line) in budget::changed(&old.proposal.budget, &new.proposal.budget) {
        diesel::update(lines::table.find((Key(new.id), i64::from(number))))
            .set((lines::reserved_fen.eq(line.reserved_fen), lines::spent_fen.eq(line.spent_fen)))
            .execute(tx.db())?;
    }
    let both = old.proposal.milestones.all().iter().zip(new.proposal.milestones.all());
    for (number, (before, after)) in (0_i64..).zip(both) {
        if before.used_fen != after.used_fen {
            diesel::update(milestones::table.find((Key(new.id), number)))
                .set(milestones::used_fen.eq(after.used_fen))
                .execute(tx.db())?;
        }
    }
    Ok(())
}

/// What some projects are called: one statement.
///
/// # Errors
/// [`DbError`].
pub(in crate::funds) fn titles(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = ProjectId>,
) -> Result<BTreeMap<ProjectId, String>, DbError> {
    let ids: Vec<Key<ProjectId>> = ids.into_iter().map(Key).collect();
    let rows: Vec<(Key<ProjectId>, String)> =
        t::table.filter(t::id.eq_any(ids)).select((t::id, t::title)).load(tx.db())?;
    Ok(rows.into_iter().map(|(Key(id), title)| (id, title)).collect())
}
