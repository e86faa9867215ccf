//! The code on the organiser's screen, and what comes of handing it in.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::{
    identity::Limit,
    ids::ShiftId,
    permissions::Actor,
    volunteering::{CheckCode, CheckKind, CheckToken, CheckWindow, Place},
};
use subtle::ConstantTimeEq;

use super::{
    Error,
    attendance::{arrive, leave},
    list::Item,
    plan::item,
    row::{Row, Stored, find, find_locked, sign_up_by},
};
use crate::{
    crypto::Keyring,
    db::{
        DbError, Key, Tx,
        schema::{shift_sign_ups as s, shifts as t},
    },
    identity::{IdentityError, limits},
};

/// What the signature of a whole code is for.
const WHOLE: &str = "shifts.check";
/// What the signature behind the digits is for: who sees digits learns nothing about the other.
const SHORT: &str = "shifts.check_short";

/// A code as the organiser's screen shows it.
#[derive(Clone, Debug)]
pub struct ShownCode {
    /// For the picture: what is signed, and its signature.
    pub code: String,
    /// For typing.
    pub digits: String,
    /// When the next one is shown.
    pub next_at: DateTime<Utc>,
}

/// The code of this half minute.
///
/// # Errors
/// [`Error::Denied`] without `ManageShifts` there; [`Error::Rule`] where the shift was cancelled, or it is too early or too
/// late for this kind.
pub fn check_code(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    id: ShiftId,
    kind: CheckKind,
) -> Result<ShownCode, Error> {
    let stored = find(tx, id)?;
    stored.require_organiser(actor)?;
    require_time(&stored, kind, tx.now())?;
    let window = CheckWindow::at(tx.now());
    let token = CheckToken { shift: id, kind, window };
    let signature = keyring.index(WHOLE, &token.to_string())?;
    let digits = CheckToken::short(keyring.index(SHORT, &token.to_string())?.as_bytes());
    Ok(ShownCode { code: format!("{token}.{signature}"), digits, next_at: window.ends_at() })
}

/// Whether codes of this kind are of any use now.
fn require_time(stored: &Stored, kind: CheckKind, now: DateTime<Utc>) -> Result<(), Error> {
    use domain::volunteering::VolunteeringError as Rule;
    let times = &stored.shift.times;
    let refused = match kind {
        _ if stored.shift.cancelled => Some(Rule::Cancelled),
        _ if now < times.check_in_from() => Some(Rule::TooEarly),
        CheckKind::In if now >= times.ends_at => Some(Rule::Ended),
        CheckKind::Out if now >= times.check_out_until() => Some(Rule::TooLate),
        _ => None,
    };
    refused.map_or(Ok(()), |rule| Err(rule.into()))
}

/// What somebody has checked in to, or out of.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Whether they came or went.
    pub kind: CheckKind,
    /// The shift, with what is now noted of them.
    pub shift: Item,
}

/// How handing a code in went. A wrong code is an outcome and not an error: the try must be counted.
#[derive(Debug)]
pub enum CheckAttempt {
    /// It is noted.
    Done(Box<Checked>),
    /// No code that is shown now.
    Refused,
    /// Too many wrong codes; nothing was looked at.
    TooMany {
        /// When to try again.
        seconds: u64,
    },
}

/// The caller comes or goes, with the code that they scanned or typed.
///
/// # Errors
/// [`Error::NotSignedUp`]; [`Error::Rule`] where the time, the shift or their sign-up forbids it; [`Error::DayFull`]. Then the
/// code was right, and the try is not counted.
pub fn check(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    code: Option<&CheckCode>,
) -> Result<CheckAttempt, Error> {
    let account = limits::Counted::new(keyring, Limit::SHIFT_CODE, &actor.user.to_string());
    let account = account.map_err(limit_error)?;
    match limits::admit(tx, &[&account]) {
        Ok(()) => {}
        Err(IdentityError::TooMany { seconds }) => return Ok(CheckAttempt::TooMany { seconds }),
        Err(other) => return Err(limit_error(other)),
    }
    let token = match code {
        Some(CheckCode::Whole(token, signature)) => whole(keyring, *token, signature, tx.now()),
        Some(CheckCode::Short(digits)) => short(tx, keyring, actor, digits)?,
        None => None,
    };
    let Some(token) = token else { return Ok(CheckAttempt::Refused) };
    limits::succeed(tx, &[&account])?;
    let stored = find_locked(tx, token.shift)?;
    let own = sign_up_by(tx, &stored, actor.user)?;
    match token.kind {
        CheckKind::In => arrive(tx, actor, &stored, &own)?,
        CheckKind::Out => leave(tx, actor, &stored, &own)?,
    }
    let shift = item(tx, actor, stored.id)?;
    Ok(CheckAttempt::Done(Box::new(Checked { kind: token.kind, shift })))
}

fn whole(keyring: &Keyring, token: CheckToken, signature: &str, now: DateTime<Utc>) -> Option<CheckToken> {
    let right = keyring
        .indexes(WHOLE, &token.to_string())
        .iter()
        .any(|good| bool::from(good.as_bytes().ct_eq(signature.as_bytes())));
    (right && token.window.holds_at(now)).then_some(token)
}

/// Digits name no shift: they are looked for among the few that the caller has a place in and that check in or out now.
fn short(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    digits: &str,
) -> Result<Option<CheckToken>, DbError> {
    let now = tx.now();
    let margin = chrono::TimeDelta::hours(3);
    let rows: Vec<Row> = t::table
        .inner_join(s::table)
        .filter(s::person_id.eq(Key(actor.user)))
        .filter(s::state.eq(Place::Placed.as_str()))
        .filter(t::cancelled_at.is_null())
        .filter(t::starts_at.lt((now + margin).naive_utc()))
        .filter(t::ends_at.gt((now - margin).naive_utc()))
        .order((t::starts_at, t::id))
        .select(Row::as_select())
        .load(tx.db())?;
    let current = CheckWindow::at(now);
    for row in rows {
        let stored = Stored::try_from(row)?;
        for kind in CheckKind::ALL {
            if require_time(&stored, kind, now).is_err() {
                continue;
            }
            for window in [current, current.previous()] {
                let token = CheckToken { shift: stored.id, kind, window };
                let signatures = keyring.indexes(SHORT, &token.to_string());
                let is = |signature: &String| {
                    bool::from(CheckToken::short(signature.as_bytes()).as_bytes().ct_eq(digits.as_bytes()))
                };
                if signatures.iter().any(is) {
                    return Ok(Some(token));
                }
            }
        }
    }
    Ok(None)
}

fn limit_error(error: IdentityError) -> Error {
    match error {
        IdentityError::Db(error) => error.into(),
        other => DbError::damaged(other).into(),
    }
}
