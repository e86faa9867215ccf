//! Planning a round.

use std::collections::BTreeSet;

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, RoundId, TargetId, TemplateId, UserId},
    inspections::{
        Axes, CANDIDATES_MAX, DrawPlan, Month, Notice, OBJECTION_HOURS_MAX, Regularity, RoundError,
        RoundEvent, RoundState, Subjects,
    },
    permissions::{Actor, Permission},
};

use super::{
    Error, StoredRound, find, journal, lock_round,
    row::{notice, regularity, report},
};
use crate::{
    areas,
    db::{
        DbError, Key, Tx, bulk_insert, on_each,
        schema::{
            areas as places, inspection_rounds as t, inspection_targets as targets, inspection_team as team,
        },
    },
    grants,
    inspections::{settlements, templates},
};

/// Most places of a round.
pub const TARGETS_MAX: usize = 20_000;
/// Most members of a team.
pub const TEAM_MAX: usize = 100;
/// Most places drawn in one group.
pub const TAKE_MAX: u32 = 1_000;

/// A round as it is planned.
#[derive(Clone, Debug)]
pub struct NewRound {
    /// The area that holds it.
    pub area: AreaId,
    /// For which month.
    pub month: Month,
    /// What is inspected.
    pub subjects: Subjects,
    /// Its three choices.
    pub axes: Axes,
    /// What it looks at: the latest version.
    pub template: TemplateId,
    /// Who leads it; can be said later.
    pub lead: Option<UserId>,
    /// Who inspects.
    pub team: Vec<UserId>,
    /// How long villages may object.
    pub objection_hours: u32,
    /// What is drawn.
    pub draw: Option<DrawPlan>,
    /// Only these places; all of the subjects where absent.
    pub chosen: Option<Vec<AreaId>>,
}

/// What changes in a round; what is absent stays.
#[derive(Clone, Debug, Default)]
pub struct RoundPatch {
    /// Who leads it.
    pub lead: Option<UserId>,
    /// Who inspects, all of them.
    pub team: Option<Vec<UserId>>,
    /// How long villages may object.
    pub objection_hours: Option<u32>,
}

#[derive(Insertable)]
#[diesel(table_name = targets, treat_none_as_default_value = false)]
struct NewTarget {
    id: Key<TargetId>,
    round_id: Key<RoundId>,
    area_id: Key<AreaId>,
    area_path: String,
    findings: String,
    version: i64,
}

/// A place that can be inspected.
pub(super) type Place = (Key<AreaId>, String);

/// Plans a round.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageInspections`] there; every other [`Error`] that names something of
/// the plan.
pub fn plan(tx: &mut Tx<'_>, actor: &Actor, new: &NewRound) -> Result<RoundId, Error> {
    let area = areas::lock_area(tx, new.area).map_err(|error| match error {
        DbError::NotFound => Error::AreaUnknown,
        other => other.into(),
    })?;
    actor.require(Permission::ManageInspections, &area.path)?;
    let counts = new.subjects == Subjects::Villages && new.axes.regularity == Regularity::Regular;
    // Its scores would be in no settlement.
    if counts && settlements::latest(tx, area.id, new.month.half_year())?.is_some() {
        return Err(Error::HalfYearSettled);
    }
    let template = templates::template(tx, new.template, None).map_err(|error| match error {
        DbError::NotFound => Error::TemplateUnknown,
        other => other.into(),
    })?;
    if !template.listed.active || !template.listed.path.covers(&area.path) {
        return Err(Error::TemplateUnknown);
    }
    require_hours(new.objection_hours)?;
    require_lead(tx, new.lead, &area.path)?;
    require_team(tx, &new.team, &area.path)?;
    let places = places_of(tx, new, &area.path)?;
    require_drawable(new, places.len())?;

    let id: RoundId = tx.new_id();
    let now = tx.timestamp();
    let draw_plan =
        new.draw.map(|draw| serde_json::to_string(&draw)).transpose().map_err(DbError::damaged)?;
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::area_id.eq(Key(area.id)),
            t::area_path.eq(area.path.as_str()),
            t::month.eq(new.month.to_string()),
            t::subjects.eq(new.subjects.as_str()),
            t::regularity.eq(regularity(new.axes.regularity)),
            t::notice.eq(notice(new.axes.notice)),
            t::report.eq(report(new.axes.report)),
            t::template_id.eq(Key(new.template)),
            t::template_number.eq(template.number),
            t::lead_id.eq(new.lead.map(Key)),
            t::objection_hours.eq(i64::from(new.objection_hours)),
            t::chosen.eq(new.chosen.is_some()),
            t::draw_plan.eq(draw_plan),
            t::state.eq(RoundState::Planned.name()),
            t::created_by.eq(Key(actor.user)),
            t::created_at.eq(now),
            t::updated_at.eq(now),
        ))
        .execute(tx.db())
        .map_err(|error| match DbError::from(error) {
            DbError::Unique(_) => Error::MonthTaken,
            other => other.into(),
        })?;
    set_team(tx, id, &new.team)?;
    if !matches!(new.draw, Some(DrawPlan::Subjects { .. })) {
        insert_targets(tx, id, places)?;
    }
    journal(tx, actor, (id, &area.path), RoundEvent::Planned { round: id, month: new.month })?;
    Ok(id)
}

/// Changes a round that has still `version`, before its scoring ends.
///
/// # Errors
/// [`Error::Denied`], [`Error::Stale`], [`Error::TeamFixed`], [`Error::LeadUnfit`], [`Error::InspectorUnfit`],
/// [`Error::Team`], [`RoundError::ObjectionHours`]; [`RoundError::Forbidden`] once villages see their scores.
pub fn change(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: RoundId,
    version: i64,
    patch: &RoundPatch,
) -> Result<StoredRound, Error> {
    let old = lock_round(tx, id)?;
    actor.require(Permission::ManageInspections, &old.path)?;
    if old.version != version {
        return Err(Error::Stale);
    }
    // Whoever may cancel a round may still change it: not once its scores are seen.
    old.round.cancel()?;
    let lead = patch.lead.or(old.round.lead);
    require_lead(tx, patch.lead, &old.path)?;
    let hours = patch.objection_hours.unwrap_or(old.objection_hours);
    require_hours(hours)?;
    if let Some(members) = &patch.team {
        if team_is_fixed(&old) {
            return Err(Error::TeamFixed);
        }
        require_team(tx, members, &old.path)?;
        diesel::delete(team::table.filter(team::round_id.eq(Key(id))))
            .execute(tx.db())
            .map_err(DbError::from)?;
        set_team(tx, id, members)?;
    }
    diesel::update(t::table.find(Key(id)))
        .set((
            t::lead_id.eq(lead.map(Key)),
            t::objection_hours.eq(i64::from(hours)),
            t::version.eq(version + 1),
            t::updated_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    journal(tx, actor, (id, &old.path), RoundEvent::Changed { round: id })?;
    Ok(find(tx, id)?)
}

/// Whoever joins the team of a covert round reads where it goes: so nobody joins between its places' being fixed and
/// its start.
fn team_is_fixed(round: &StoredRound) -> bool {
    let still_open =
        round.round.state == RoundState::Planned && matches!(round.draw, Some(DrawPlan::Subjects { .. }));
    round.round.axes.notice == Notice::Covert && !round.round.state.has_started() && !still_open
}

fn require_hours(hours: u32) -> Result<(), RoundError> {
    if (1..=OBJECTION_HOURS_MAX).contains(&hours) { Ok(()) } else { Err(RoundError::ObjectionHours) }
}

fn require_lead(tx: &mut Tx<'_>, lead: Option<UserId>, path: &AreaPath) -> Result<(), Error> {
    let Some(lead) = lead else { return Ok(()) };
    let fit = grants::who_may(tx, &[lead], Permission::ManageInspections, path)?;
    if fit.contains(&lead) { Ok(()) } else { Err(Error::LeadUnfit) }
}

fn require_team(tx: &mut Tx<'_>, members: &[UserId], path: &AreaPath) -> Result<(), Error> {
    let once: BTreeSet<&UserId> = members.iter().collect();
    if members.len() > TEAM_MAX || once.len() < members.len() {
        return Err(Error::Team);
    }
    let fit = grants::who_may(tx, members, Permission::Inspect, path)?;
    match members.iter().position(|member| !fit.contains(member)) {
        None => Ok(()),
        Some(index) => Err(Error::InspectorUnfit(index)),
    }
}

fn set_team(tx: &mut Tx<'_>, round: RoundId, members: &[UserId]) -> Result<(), DbError> {
    let rows: Vec<_> = members
        .iter()
        .map(|member| (team::round_id.eq(Key(round)), team::user_id.eq(Key(*member))))
        .collect();
    on_each!(tx.db(), |c| diesel::insert_into(team::table).values(rows).execute(c))?;
    Ok(())
}

/// Every place of these kinds under `path`, in the order of the tree.
pub(super) fn places_under(
    tx: &mut Tx<'_>,
    kinds: &[domain::areas::AreaKind],
    path: &AreaPath,
) -> Result<Vec<Place>, DbError> {
    let kinds: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
    let found = places::table
        .filter(places::path.ge(path.as_str()))
        .filter(places::path.lt(path.end()))
        .filter(places::kind.eq_any(kinds))
        .order(places::path)
        .select((places::id, places::path));
    Ok(found.load(tx.db())?)
}

fn places_of(tx: &mut Tx<'_>, new: &NewRound, path: &AreaPath) -> Result<Vec<Place>, Error> {
    let all = places_under(tx, new.subjects.kinds(), path)?;
    let places = match &new.chosen {
        None => all,
        Some(chosen) => {
            let wanted: BTreeSet<&AreaId> = chosen.iter().collect();
            let there: BTreeSet<&AreaId> = all.iter().map(|(Key(id), _)| id).collect();
            if let Some(index) = chosen.iter().position(|id| !there.contains(id)) {
                return Err(Error::TargetUnknown(index));
            }
            all.iter().filter(|(Key(id), _)| wanted.contains(id)).cloned().collect()
        }
    };
    // Where some of them are drawn, all of them may be more than a round goes to.
    let most = match new.draw {
        Some(DrawPlan::Subjects { .. }) => CANDIDATES_MAX,
        _ => TARGETS_MAX,
    };
    match places.len() {
        0 => Err(Error::NoTargets),
        count if count <= most => Ok(places),
        _ => Err(Error::TooManyTargets),
    }
}

fn require_drawable(new: &NewRound, candidates: usize) -> Result<(), Error> {
    match new.draw {
        None => Ok(()),
        Some(DrawPlan::Subjects { take }) => {
            let most = candidates.min(TARGETS_MAX);
            let possible = new.chosen.is_none() && (1..=most).contains(&(take as usize));
            if possible { Ok(()) } else { Err(Error::DrawPlan) }
        }
        Some(DrawPlan::Within { kind, take }) => {
            let narrower = new.subjects.kinds().iter().all(|subject| *subject < kind);
            if !narrower || !(1..=TAKE_MAX).contains(&take) {
                Err(Error::DrawPlan)
            } else if new.chosen.is_some() && new.axes.notice == Notice::Covert {
                Err(Error::CovertChosenDraw)
            } else {
                Ok(())
            }
        }
    }
}

/// Makes places the targets of a round.
pub(super) fn insert_targets(tx: &mut Tx<'_>, round: RoundId, places: Vec<Place>) -> Result<(), DbError> {
    let mut rows = Vec::with_capacity(places.len());
    for (area_id, area_path) in places {
        let id = Key(tx.new_id());
        let findings = "{}".to_owned();
        rows.push(NewTarget { id, round_id: Key(round), area_id, area_path, findings, version: 0 });
    }
    bulk_insert!(tx.db(), targets::table, &rows)?;
    Ok(())
}
