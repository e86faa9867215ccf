//! Whom an entry concerns beside those who did it.

use diesel::prelude::*;
use domain::ids::{
    AreaId, GrantId, MembershipId, PledgeId, ProviderId, RedemptionId, SignUpId, TicketId, TitleId, UserId,
};
use uuid::Uuid;

use crate::{
    db::{
        DbError, Key, Tx,
        schema::{grants, memberships, pledges, redemptions, shift_sign_ups, tickets, titles},
    },
    funds, mediations, points,
    tickets::staff_of_partners,
};

type People = fn(&mut Tx<'_>, Uuid) -> Result<Vec<UserId>, DbError>;

/// For each kind of subject, the people who may see what happens to it. An area whose things have such
/// people adds its line.
const CONCERNED: &[(&str, People)] = &[
    ("claim", points::claims::concerned),
    ("disbursement", funds::disbursements::took_part),
    ("finding", funds::findings::answered_by),
    ("fund_seat", funds::committee::seated),
    ("gift", points::gifts::concerned),
    ("grant", holder),
    ("income", funds::income::giver),
    ("ledger_account", points::wallets::concerned),
    ("mediation", mediations::concerned),
    ("membership", member),
    ("payment", funds::payments::payer),
    ("pledge", pledged),
    ("redemption", redeemer),
    ("sign_up", volunteer),
    ("ticket", reporter),
    ("title", honoured),
    ("user", |_, id| Ok(vec![UserId(id)])),
    ("wallet", points::wallets::concerned),
];

/// The people whom something about `subject` (`ticket:<id>`) concerns; nobody for what has no such people.
///
/// # Errors
/// [`DbError`].
pub fn concerned(tx: &mut Tx<'_>, subject: &str) -> Result<Vec<UserId>, DbError> {
    let Some((kind, id)) = subject.split_once(':') else { return Ok(Vec::new()) };
    let people = CONCERNED.iter().find(|(known, _)| *known == kind);
    match (people, Uuid::parse_str(id)) {
        (Some((_, people)), Ok(id)) => people(tx, id),
        _ => Ok(Vec::new()),
    }
}

/// The people whom live updates tell of `subject`: those whom it concerns, of a redemption also the staff of the
/// provider, who wait for it at the counter, and of a ticket also those of providers who have a part in it. Its entries are not
/// theirs to read.
///
/// # Errors
/// [`DbError`].
pub(super) fn told(tx: &mut Tx<'_>, subject: &str) -> Result<Vec<UserId>, DbError> {
    let mut people = concerned(tx, subject)?;
    let redemption = subject.strip_prefix("redemption:").and_then(|id| Uuid::parse_str(id).ok());
    if let Some(id) = redemption {
        people.extend(staff(tx, RedemptionId(id))?);
    }
    let ticket = subject.strip_prefix("ticket:").and_then(|id| Uuid::parse_str(id).ok());
    if let Some(id) = ticket {
        people.extend(staff_of_partners(tx, TicketId(id))?);
    }
    Ok(people)
}

/// Who serves the provider that hands out a redemption.
fn staff(tx: &mut Tx<'_>, id: RedemptionId) -> Result<Vec<UserId>, DbError> {
    let provider = redemptions::table.find(Key(id)).select(redemptions::provider_id);
    let Some(provider) = provider.first::<Key<ProviderId>>(tx.db()).optional()? else {
        return Ok(Vec::new());
    };
    Ok(crate::grants::staff(tx, &[provider.0])?.into_iter().collect())
}

fn holder(tx: &mut Tx<'_>, id: Uuid) -> Result<Vec<UserId>, DbError> {
    let found: Option<Key<UserId>> =
        grants::table.find(Key(GrantId(id))).select(grants::user_id).first(tx.db()).optional()?;
    Ok(found.map(|Key(user)| user).into_iter().collect())
}

fn member(tx: &mut Tx<'_>, id: Uuid) -> Result<Vec<UserId>, DbError> {
    let found: Option<Key<UserId>> = memberships::table
        .find(Key(MembershipId(id)))
        .select(memberships::user_id)
        .first(tx.db())
        .optional()?;
    Ok(found.map(|Key(user)| user).into_iter().collect())
}

fn reporter(tx: &mut Tx<'_>, id: Uuid) -> Result<Vec<UserId>, DbError> {
    let found: Option<Key<UserId>> =
        tickets::table.find(Key(TicketId(id))).select(tickets::reporter_id).first(tx.db()).optional()?;
    Ok(found.map(|Key(user)| user).into_iter().collect())
}

fn redeemer(tx: &mut Tx<'_>, id: Uuid) -> Result<Vec<UserId>, DbError> {
    let found = redemptions::table.find(Key(RedemptionId(id)));
    let found: Option<(Key<UserId>, Option<Key<AreaId>>)> =
        found.select((redemptions::user_id, redemptions::household_id)).first(tx.db()).optional()?;
    let Some((Key(user), household)) = found else { return Ok(Vec::new()) };
    let mut people = members(tx, household)?;
    if !people.contains(&user) {
        people.push(user);
    }
    Ok(people)
}

fn volunteer(tx: &mut Tx<'_>, id: Uuid) -> Result<Vec<UserId>, DbError> {
    let found: Option<Key<UserId>> = shift_sign_ups::table
        .find(Key(SignUpId(id)))
        .select(shift_sign_ups::person_id)
        .first(tx.db())
        .optional()?;
    Ok(found.map(|Key(user)| user).into_iter().collect())
}

fn pledged(tx: &mut Tx<'_>, id: Uuid) -> Result<Vec<UserId>, DbError> {
    let found = pledges::table.find(Key(PledgeId(id))).select(pledges::household_id);
    let found: Option<Key<AreaId>> = found.first(tx.db()).optional()?;
    members(tx, found)
}

fn honoured(tx: &mut Tx<'_>, id: Uuid) -> Result<Vec<UserId>, DbError> {
    let found = titles::table.find(Key(TitleId(id))).select(titles::place_id);
    let found: Option<Key<AreaId>> = found.first(tx.db()).optional()?;
    members(tx, found)
}

/// Who belongs to a household; nobody where there is none.
pub(crate) fn members(tx: &mut Tx<'_>, household: Option<Key<AreaId>>) -> Result<Vec<UserId>, DbError> {
    let Some(household) = household else { return Ok(Vec::new()) };
    let found: Vec<Key<UserId>> = memberships::table
        .filter(memberships::household_id.eq(household))
        .filter(memberships::state.eq("confirmed"))
        .filter(memberships::ended_at.is_null())
        .select(memberships::user_id)
        .load(tx.db())?;
    Ok(found.into_iter().map(|Key(user)| user).collect())
}
