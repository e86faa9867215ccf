//! Working time: when offices work, and what is due after so much of it. Which days are holidays and which weekends are worked is
//! data: see [`year`].

mod calendar;
mod event;
mod year;

#[cfg(test)]
mod tests;

pub use self::{
    calendar::{Calendar, NoWorkingTime, around_the_clock, office},
    event::YearEvent,
    year::{DAYS_MAX, Special, SpecialDay, YEAR_MAX, YEAR_MIN, Year, YearFault, ready},
};
