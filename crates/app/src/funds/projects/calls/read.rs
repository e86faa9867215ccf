//! Reading calls.

use diesel::{BoxableExpression, prelude::*, sql_types::Bool};
use domain::{
    funds::projects::CallStage,
    ids::{FundId, ProposalCallId},
    permissions::Actor,
};

use super::{StoredCall, find, row::Row};
use crate::{
    db::{Db, DbError, Key, Tx, schema::proposal_calls as t},
    funds::{Page, read::inside_paths, sees_drafts},
};

/// Which calls a list holds; all conditions at once.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    /// Only those of this fund.
    pub fund: Option<FundId>,
    /// Only where they stand so now.
    pub stage: Option<CallStage>,
}

type Condition = Box<dyn BoxableExpression<t::table, <Db as Connection>::Backend, SqlType = Bool>>;

/// Everybody sees what is published; who is inside sees drafts there.
fn seen_by(actor: Option<&Actor>) -> Condition {
    let everybody: Condition = Box::new(t::published_at.is_not_null());
    inside_paths(actor).into_iter().fold(everybody, |others, path| {
        let range = t::area_path.ge(path.as_str().to_owned()).and(t::area_path.lt(path.end()));
        Box::new(others.or(range))
    })
}

/// The calls of `filter` that somebody may see, the newest first: one statement.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    filter: Filter,
    page: Page<ProposalCallId>,
) -> Result<Vec<StoredCall>, DbError> {
    let now = tx.timestamp();
    let mut query = t::table.order(t::id.desc()).limit(page.limit).select(Row::as_select()).into_boxed();
    query = query.filter(seen_by(actor));
    if let Some(fund) = filter.fund {
        query = query.filter(t::fund_id.eq(Key(fund)));
    }
    query = match filter.stage {
        None => query,
        Some(CallStage::Draft) => query.filter(t::published_at.is_null()),
        Some(stage) => {
            let published = query.filter(t::published_at.is_not_null());
            match stage {
                CallStage::Closed => published.filter(t::closes_at.le(now)),
                CallStage::Announced => published.filter(t::closes_at.gt(now)).filter(t::opens_at.gt(now)),
                _ => published.filter(t::closes_at.gt(now)).filter(t::opens_at.le(now)),
            }
        }
    };
    if let Some(after) = page.after {
        query = query.filter(t::id.lt(Key(after)));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    rows.into_iter().map(StoredCall::try_from).collect()
}

/// One call that somebody may see.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or it is a draft and not for them.
pub fn call(tx: &mut Tx<'_>, actor: Option<&Actor>, id: ProposalCallId) -> Result<StoredCall, DbError> {
    let found = find(tx, id)?;
    let seen = found.call.published || sees_drafts(actor, &found.path);
    if seen { Ok(found) } else { Err(DbError::NotFound) }
}
