//! Claiming points, and proposing them for somebody.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, ClaimId, PhotoId, ProgrammeId, UserId},
    permissions::{Actor, Denied, Permission},
    points::{Activity, Claim, ClaimEvent, ClaimState, Evidence, ProgrammeError, Source, sampled},
    town_time,
};

use super::{
    Error,
    new_row::{NewRow, insert},
    row::journal,
};
use crate::{
    db::{
        DbError, Key, Tx,
        schema::{areas, memberships},
    },
    photos,
    points::{
        award::Home,
        caps::{Counting, Deed, earner, lock_earner, used},
        programmes, rules,
    },
};

/// Points that are claimed or proposed.
#[derive(Clone, Debug)]
pub struct NewClaim {
    /// In which programme.
    pub programme: ProgrammeId,
    /// The code of what was done.
    pub activity: String,
    /// On which day, in town time.
    pub day: NaiveDate,
    /// How long it took.
    pub minutes: Option<u32>,
    /// What was done.
    pub words: Option<String>,
    /// What shows it: drafts of the caller.
    pub photos: Vec<PhotoId>,
    /// For whom, where it is proposed.
    pub beneficiary: Option<UserId>,
    /// Which of their homes it counts for.
    pub household: Option<AreaId>,
}

/// Claims points for the caller, or proposes them for somebody who lives where the caller may.
///
/// # Errors
/// [`Error::Denied`] for who neither lives in the programme's area nor may propose there; [`Error`], all but those of
/// decisions.
pub fn submit(tx: &mut Tx<'_>, actor: &Actor, new: NewClaim) -> Result<ClaimId, Error> {
    let programme = programmes::find(tx, new.programme).map_err(|error| match error {
        DbError::NotFound => Error::ProgrammeUnknown,
        other => other.into(),
    })?;
    programme.programme.earn(new.day, town_time::date(tx.now()))?;
    let rules = rules::in_force(tx, programme.id, new.day)?.ok_or(ProgrammeError::DayOutside)?;
    let activity = rules.content.activity(&new.activity).ok_or(Error::ActivityUnknown)?.clone();

    let person = new.beneficiary.unwrap_or(actor.user);
    let source = if person == actor.user { Source::Claimed } else { Source::Proposed };
    let open = if source == Source::Claimed { activity.by_resident } else { activity.by_worker };
    if !open {
        return Err(Error::ActivityClosed);
    }
    let home = home(tx, actor, person, &programme.path, new.household)?;
    let points = activity.earns(new.minutes).ok_or(Error::Minutes)?;
    if points < 1 {
        return Err(Error::TooShort);
    }
    require_evidence(&activity, &new)?;

    let earner = earner(home.person, home.household);
    lock_earner(tx, programme.id, earner)?;
    let deed = Deed { programme: programme.id, earner, activity: &activity.code, day: new.day, but: None };
    let used = used(tx, deed, Counting::Waiting)?;
    rules.content.allow(&activity, &used, points)?;

    let id: ClaimId = tx.new_id();
    let claim = Claim {
        source,
        issuer: Some(actor.user),
        beneficiary: Some(person),
        home: home.path.clone(),
        state: ClaimState::Submitted,
        re_audit: None,
    };
    let row = NewRow::submitted(
        id,
        (programme.id, rules.id),
        (&activity.code, activity.approver),
        &claim,
        (earner, home.household),
        (new.day, new.minutes, points),
        tx.timestamp(),
    );
    let words = new.words.as_deref().map(|words| words.trim().to_owned());
    insert(tx, &[row.with_words(words)])?;
    photos::give_to_claim(tx, actor.user, &new.photos, id)?.map_err(Error::PhotoUnknown)?;
    let event = ClaimEvent::Submitted { claim: id, programme: programme.id, source };
    journal(tx, Some(actor), id, &home.path, event)?;
    Ok(id)
}

/// The home for which somebody's points count.
fn home(
    tx: &mut Tx<'_>,
    actor: &Actor,
    person: UserId,
    under: &AreaPath,
    chosen: Option<AreaId>,
) -> Result<Home, Error> {
    let mut homes = homes_of(tx, person, under)?;
    if person != actor.user {
        // Who may propose nowhere hears that; who may elsewhere is not told where the person lives.
        if actor.scope(Permission::ProposePoints).is_empty() {
            actor.require(Permission::ProposePoints, under)?;
        }
        homes.retain(|(_, path)| actor.may(Permission::ProposePoints, path));
    }
    if person == actor.user && homes.is_empty() {
        return Err(Denied { permission: Permission::ReportTicket }.into());
    }
    let found = match (chosen, &homes[..]) {
        (_, []) => return Err(Error::BeneficiaryUnfit),
        (None, [only]) => only.clone(),
        (None, _) => return Err(Error::HouseholdChoice),
        (Some(id), all) => all.iter().find(|(home, _)| *home == id).cloned().ok_or(Error::HouseholdUnfit)?,
    };
    Ok(Home { person: Some(person), household: found.0, path: found.1 })
}

/// The homes of a person in and under an area, the first they came to first.
///
/// # Errors
/// [`DbError`].
pub(in crate::points) fn homes_of(
    tx: &mut Tx<'_>,
    person: UserId,
    under: &AreaPath,
) -> Result<Vec<(AreaId, AreaPath)>, DbError> {
    let rows: Vec<(Key<AreaId>, String)> = memberships::table
        .inner_join(areas::table)
        .filter(memberships::user_id.eq(Key(person)))
        .filter(memberships::state.eq("confirmed"))
        .filter(memberships::ended_at.is_null())
        .filter(areas::path.ge(under.as_str()))
        .filter(areas::path.lt(under.end()))
        .order(memberships::id)
        .select((areas::id, areas::path))
        .load(tx.db())?;
    let read = |(Key(id), path): (Key<AreaId>, String)| {
        AreaPath::parse(&path).map(|path| (id, path)).map_err(DbError::damaged)
    };
    rows.into_iter().map(read).collect()
}

fn require_evidence(activity: &Activity, new: &NewClaim) -> Result<(), Error> {
    match activity.evidence {
        Evidence::Words if new.words.is_none() => Err(Error::WordsMissing),
        Evidence::Photo if new.photos.is_empty() => Err(Error::PhotoMissing),
        _ => Ok(()),
    }
}

/// Whether chance draws an approved claim for a second look.
pub(in crate::points) fn drawn(tx: &Tx<'_>, share: u32) -> bool {
    loop {
        if let Some(drawn) = sampled(share, &tx.random::<16>()) {
            return drawn;
        }
    }
}
