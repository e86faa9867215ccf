//! Members and their terms.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{
    areas::AreaPath,
    ids::{GrantId, UserId},
    permissions::{Grant, Role},
    town_time,
};

/// A member's term: days, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// Who.
    pub user: UserId,
    /// The grant that the seat rests on: once it is revoked, the seat ends too.
    pub grant: GrantId,
    /// The first day.
    pub from: NaiveDate,
    /// The day after the last.
    pub until: NaiveDate,
}

/// Why somebody gets no seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SeatError {
    /// They hold no grant of a council member that covers the fund's area in that time.
    #[error("a member of the committee holds a council member's grant in the fund's area")]
    NoGrant,
    /// It begins after it ends, or is too long.
    #[error("a term has 1 day to {months_max} months")]
    Term {
        /// Most months.
        months_max: u32,
    },
    /// They have one in these days already.
    #[error("this person has a seat in these days already")]
    Overlaps,
    /// As many seats as may be.
    #[error("at most {} seats in all", Committee::SEATS_MAX)]
    Full,
}

impl Seat {
    /// A seat that rests on a grant: it begins and ends no earlier and no later than the grant does.
    ///
    /// # Errors
    /// [`SeatError::NoGrant`], [`SeatError::Term`].
    pub fn of(
        user: UserId,
        grant: &Grant,
        area: &AreaPath,
        (from, until): (NaiveDate, NaiveDate),
        months_max: u32,
    ) -> Result<Self, SeatError> {
        if grant.role != Role::CouncilMember || !grant.path.covers(area) || from < town_time::date(grant.from)
        {
            return Err(SeatError::NoGrant);
        }
        let longest =
            from.checked_add_months(Months::new(months_max)).ok_or(SeatError::Term { months_max })?;
        if until <= from || until > longest {
            return Err(SeatError::Term { months_max });
        }
        // The day on which the grant ends is no whole day of it.
        let until = grant.until.map_or(until, |end| until.min(town_time::date(end)));
        if until <= from { Err(SeatError::NoGrant) } else { Ok(Self { user, grant: grant.id, from, until }) }
    }

    /// Whether the term has this day.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && day < self.until
    }
}

/// All seats of a fund's committee, those that ended too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Committee {
    /// The seats.
    seats: Vec<Seat>,
}

impl Committee {
    /// Most seats, ended ones counted.
    pub const SEATS_MAX: usize = 500;

    /// Fills a seat.
    ///
    /// # Errors
    /// [`SeatError::Overlaps`], [`SeatError::Full`].
    pub fn seat(mut self, new: Seat) -> Result<Self, SeatError> {
        if self.seats.len() >= Self::SEATS_MAX {
            return Err(SeatError::Full);
        }
        let overlaps = |old: &Seat| old.user == new.user && old.from < new.until && new.from < old.until;
        if self.seats.iter().any(overlaps) {
            return Err(SeatError::Overlaps);
        }
        self.seats.push(new);
        Ok(self)
    }

    /// Ends the seat that rests on a grant on a day, as when the grant is revoked or somebody steps down.
    #[must_use]
    pub fn vacate(mut self, grant: GrantId, day: NaiveDate) -> Self {
        for seat in self.seats.iter_mut().filter(|seat| seat.grant == grant) {
            seat.until = seat.until.min(day.max(seat.from));
        }
        self
    }

    /// The seats, in the order in which they were filled.
    #[must_use]
    pub fn seats(&self) -> &[Seat] {
        &self.seats
    }

    /// Who sits on a day.
    #[must_use]
    pub fn members(&self, day: NaiveDate) -> BTreeSet<UserId> {
        self.seats.iter().filter(|seat| seat.covers(day)).map(|seat| seat.user).collect()
    }
}
