//! Beginning projects, and writing them anew.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    funds::{
        FundEvent, PROPOSALS_UNDECIDED_MAX,
        books::Budget,
        projects::{
            Action, By, CallError, CallStage, Milestones, ProjectError, Proposal, Proposer, StateName,
        },
    },
    identity::LoginName,
    ids::{FundId, ProjectId, ProposalCallId, ProviderId, UserId},
    journal::NodeHash,
    permissions::Actor,
};
use sha2::{Digest, Sha256};

use super::{
    Content, Error, calls,
    notes::journal,
    parts,
    sight::{standing, visible_locked},
};
use crate::{
    db::{
        DbError, Key, NewEntry, Tx,
        schema::{projects as t, users},
        subject,
    },
    funds::find_locked as lock_fund,
};

/// Begins a project that answers a call: a draft that nobody sees but its proposer and whom they name.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such call, or not for them; [`Error::Call`] once it is closed; [`Error::Project`] for who
/// does not live there; [`Error::Denied`] for who does not serve the organisation; [`Error::PersonUnknown`];
/// [`Error::TooManyProposals`].
pub fn draft(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalCallId,
    content: &Content,
) -> Result<ProjectId, Error> {
    let call = calls::call(tx, Some(actor), id)?;
    let fund = lock_fund(tx, call.call.fund)?;
    require_proposer(tx, actor, &content.in_name_of, (call.call.fund, &call.path))?;
    match call.call.stage(tx.now()) {
        CallStage::Draft => return Err(CallError::NotPublished.into()),
        CallStage::Closed => return Err(CallError::TooLate.into()),
        CallStage::Announced | CallStage::Open => {}
    }
    let undecided: i64 = t::table
        .filter(t::proposer_id.eq(Key(actor.user)))
        .filter(t::fund_id.eq(Key(fund.id)))
        .filter(t::state.eq_any(StateName::UNDECIDED.map(StateName::as_str)))
        .count()
        .get_result(tx.db())
        .map_err(DbError::from)?;
    if undecided >= PROPOSALS_UNDECIDED_MAX {
        return Err(Error::TooManyProposals);
    }
    proposal(content)?;
    let people = people(tx, actor, &content.people)?;
    let project: ProjectId = tx.new_id();
    let (group, provider) = named(&content.in_name_of);
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(project)),
            t::fund_id.eq(Key(fund.id)),
            t::area_path.eq(fund.path.as_str()),
            t::call_id.eq(Key(id)),
            t::title.eq(content.title.trim()),
            t::plan.eq(&content.plan),
            t::plan_hash.eq(hash(&content.plan).0.to_vec()),
            t::proposer_id.eq(Key(actor.user)),
            t::proposer_kind.eq(content.in_name_of.kind().as_str()),
            t::group_name.eq(group),
            t::provider_id.eq(provider.map(Key)),
            t::created_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    parts::insert(tx, project, content, &people, &BTreeMap::new())?;
    let event = FundEvent::ProjectDrafted { fund: fund.id, project };
    tx.journal(NewEntry {
        actor: Some(actor),
        area: &fund.path,
        subject: subject("project", project),
        event,
    })?;
    Ok(project)
}

/// Writes a project that has still `version` anew. Who was named and takes part stays in it where they are named again.
///
/// # Errors
/// As [`draft`]; [`Error::Stale`]; [`Error::Project`] where it cannot be changed.
pub fn revise(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProjectId,
    version: i64,
    content: &Content,
) -> Result<(), Error> {
    let old = visible_locked(tx, actor, id)?;
    let who = standing(tx, actor, old.head.fund, &old.head.path)?;
    old.project.permit(Action::Revise, who, tx.now())?;
    if old.head.version != version {
        return Err(Error::Stale);
    }
    // Who has moved away meanwhile goes on with what they began; who serves an organisation no more does not.
    let organisation = matches!(content.in_name_of, Proposer::Organisation { .. });
    if organisation || content.in_name_of != old.head.in_name_of {
        require_proposer(tx, actor, &content.in_name_of, (old.head.fund, &old.head.path))?;
    }
    old.project.clone().revise((who, tx.now()), proposal(content)?)?;
    let people = people(tx, actor, &content.people)?;
    let (group, provider) = named(&content.in_name_of);
    diesel::update(t::table.find(Key(id)))
        .set((
            t::title.eq(content.title.trim()),
            t::plan.eq(&content.plan),
            t::plan_hash.eq(hash(&content.plan).0.to_vec()),
            t::proposer_kind.eq(content.in_name_of.kind().as_str()),
            t::group_name.eq(group),
            t::provider_id.eq(provider.map(Key)),
            t::version.eq(version + 1),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    parts::delete(tx, id)?;
    let joined = old.people.iter().filter_map(|person| Some((person.user, person.joined_at?.naive_utc())));
    parts::insert(tx, id, content, &people, &joined.collect())?;
    Ok(journal(tx, Some(actor), &old, FundEvent::ProjectDrafted { fund: old.head.fund, project: id })?)
}

/// Lets pass who may propose in this name there.
fn require_proposer(
    tx: &mut Tx<'_>,
    actor: &Actor,
    name: &Proposer,
    (fund, path): (FundId, &AreaPath),
) -> Result<(), Error> {
    match name {
        Proposer::Organisation { provider } => Ok(actor.require_serves(*provider)?),
        Proposer::Resident | Proposer::Group { .. } => {
            let resides = standing(tx, actor, fund, path)?.resides;
            if resides { Ok(()) } else { Err(ProjectError::NotYours(By::Resident).into()) }
        }
    }
}

/// What is proposed, as the rules see it: nobody takes part who has not said so.
fn proposal(content: &Content) -> Result<Proposal, Error> {
    let lines = content.lines.iter().map(|line| (line.limit, line.purpose.clone())).collect();
    let budget = Budget::new(lines).map_err(|error| ProjectError::Proposal(error.into()))?;
    let instalments: Vec<_> = content.milestones.iter().map(|milestone| milestone.instalment).collect();
    let milestones = Milestones::new(&instalments, content.advance).map_err(ProjectError::from)?;
    Ok(Proposal { plan: hash(&content.plan), people: BTreeSet::new(), budget, milestones })
}

fn hash(plan: &str) -> NodeHash {
    NodeHash(Sha256::digest(plan.as_bytes()).into())
}

fn named(name: &Proposer) -> (Option<&str>, Option<ProviderId>) {
    match name {
        Proposer::Resident => (None, None),
        Proposer::Group { name } => (Some(name.trim()), None),
        Proposer::Organisation { provider } => (None, Some(*provider)),
    }
}

/// The people with these login names, the proposer left out: one statement.
fn people(tx: &mut Tx<'_>, actor: &Actor, logins: &[LoginName]) -> Result<BTreeSet<UserId>, Error> {
    if logins.is_empty() {
        return Ok(BTreeSet::new());
    }
    let names: BTreeSet<&str> = logins.iter().map(LoginName::as_str).collect();
    let rows: Vec<(Key<UserId>, String)> = users::table
        .filter(users::login.eq_any(names))
        .filter(users::state.eq("active"))
        .select((users::id, users::login))
        .load(tx.db())
        .map_err(DbError::from)?;
    let found: BTreeMap<String, UserId> = rows.into_iter().map(|(Key(id), login)| (login, id)).collect();
    let one =
        |(at, login): (usize, &LoginName)| found.get(login.as_str()).copied().ok_or(Error::PersonUnknown(at));
    let all: BTreeSet<UserId> = logins.iter().enumerate().map(one).collect::<Result<_, _>>()?;
    Ok(all.into_iter().filter(|user| *user != actor.user).collect())
}
