//! What residents say of projects.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    funds::{FundEvent, PROJECT_COMMENTS_MAX, projects::Action},
    identity::masked_name,
    ids::{ProjectCommentId, ProjectId, UserId},
    permissions::Actor,
};

use super::{
    Error,
    notes::journal,
    sight::{standing, visible, visible_locked},
};
use crate::{
    db::{DbError, Key, Tx, schema::project_comments as t},
    funds::Page,
    identity::names_of,
};

/// A comment as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Its id.
    pub id: ProjectCommentId,
    /// What was said.
    pub text: String,
    /// Who said it: all but the first character of their name hidden.
    pub by: String,
    /// Whether it is the caller's own.
    pub mine: bool,
    /// When.
    pub at: DateTime<Utc>,
}

/// Says something of a project.
///
/// # Errors
/// [`Error::Project`] for who does not live there, and outside the time to comment; [`Error::CommentsFull`].
pub fn comment(tx: &mut Tx<'_>, actor: &Actor, id: ProjectId, text: &str) -> Result<ProjectCommentId, Error> {
    // Under the project's lock, so that nothing is said once the committee votes, and no more than may be.
    let stored = visible_locked(tx, actor, id)?;
    let who = standing(tx, actor, stored.head.fund, &stored.head.path)?;
    stored.project.permit(Action::Comment, who, tx.now())?;
    let said: i64 = t::table
        .filter(t::user_id.eq(Key(actor.user)))
        .filter(t::project_id.eq(Key(id)))
        .count()
        .get_result(tx.db())
        .map_err(DbError::from)?;
    if said >= PROJECT_COMMENTS_MAX {
        return Err(Error::CommentsFull);
    }
    let comment: ProjectCommentId = tx.new_id();
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(comment)),
            t::project_id.eq(Key(id)),
            t::user_id.eq(Key(actor.user)),
            t::text.eq(text.trim()),
            t::at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    journal(tx, Some(actor), &stored, FundEvent::ProjectCommented { fund: stored.head.fund, project: id })?;
    Ok(comment)
}

/// Takes one's own comment back, with its words, whenever one likes.
///
/// # Errors
/// [`DbError::NotFound`] where there is none of theirs.
pub fn withdraw_comment(tx: &mut Tx<'_>, actor: &Actor, id: ProjectCommentId) -> Result<(), Error> {
    let mine = t::table.find(Key(id)).filter(t::user_id.eq(Key(actor.user))).filter(t::text.is_not_null());
    let Key(project): Key<ProjectId> = mine.select(t::project_id).first(tx.db()).map_err(DbError::from)?;
    let stored = visible_locked(tx, actor, project)?;
    let taken =
        diesel::update(mine).set(t::text.eq(None::<String>)).execute(tx.db()).map_err(DbError::from)?;
    if taken == 0 {
        return Err(DbError::NotFound.into());
    }
    Ok(journal(tx, Some(actor), &stored, FundEvent::CommentWithdrawn { fund: stored.head.fund, project })?)
}

/// What was said of a project that somebody may know of, the latest first, without what was taken back.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such project, or not for them.
pub fn comments(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    id: ProjectId,
    page: Page<ProjectCommentId>,
) -> Result<Vec<Comment>, DbError> {
    visible(tx, actor, id)?;
    let mut query = t::table
        .filter(t::project_id.eq(Key(id)))
        .filter(t::text.is_not_null())
        .order(t::id.desc())
        .limit(page.limit)
        .select((t::id, t::user_id, t::text.assume_not_null(), t::at))
        .into_boxed();
    if let Some(after) = page.after {
        query = query.filter(t::id.lt(Key(after)));
    }
    let rows: Vec<(Key<ProjectCommentId>, Key<UserId>, String, NaiveDateTime)> = query.load(tx.db())?;
    let names: BTreeMap<UserId, String> = names_of(tx, rows.iter().map(|row| row.1.0).collect::<Vec<_>>())?;
    let shown = |(Key(id), Key(by), text, at): (_, Key<UserId>, _, NaiveDateTime)| Comment {
        id,
        text,
        by: names.get(&by).map(|name| masked_name(name)).unwrap_or_default(),
        mine: actor.is_some_and(|actor| actor.user == by),
        at: at.and_utc(),
    };
    Ok(rows.into_iter().map(shown).collect())
}
