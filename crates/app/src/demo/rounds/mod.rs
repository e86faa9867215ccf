//! A year of inspections, told step by step through the use cases that people use.
//!
//! Beside the ordinary it holds what is hard: equals at the borders of prizes, a village at exactly 90.00 and one at 89.995,
//! one criticised across the border of two half-years, villages that were not inspected in a month, a corrected
//! round, a settlement, certificates, a round whose scores can be objected to, one under way, one that is covert, one
//! of villager groups that waits to be published.

mod calendar;
mod groups;
mod homes;
mod rectifications;
mod scores;
mod steps;

use std::collections::VecDeque;

use chrono::{DateTime, Utc};
use domain::{
    ids::{AreaId, RoundId, TemplateId},
    inspections::Month,
};

use self::{calendar::Step, homes::Homes, rectifications::Demanded, scores::Scores};
use super::{
    DemoError,
    chance::{Chance, DemoClock},
    people::People,
    town::Town,
};
use crate::{crypto::Keyring, db::Database, media::Store};

/// Months before the current one whose rounds are told: twelve published ones and one with its time to object.
const MONTHS_TOLD: u32 = 13;

/// What the rounds are told with.
pub(super) struct Rounds<'a> {
    db: &'a Database,
    clock: &'a DemoClock,
    people: &'a People,
    /// Seals the seeds of draws.
    keyring: &'a Keyring,
    town: AreaId,
    villages: Vec<AreaId>,
    scores: Scores,
    steps: VecDeque<(DateTime<Utc>, Step)>,
    template: Option<TemplateId>,
    /// The round of each month that was planned.
    planned: Vec<(Month, RoundId)>,
    /// What happens beside, to households and villager groups.
    homes: Homes<'a>,
    /// The round of groups, and where it goes.
    groups: Option<(RoundId, Vec<AreaId>)>,
    /// Where photos of what was mended go.
    media: &'a Store,
    /// What villages are to mend.
    demanded: Vec<Demanded>,
}

impl<'a> Rounds<'a> {
    /// Rounds whose last step is at `end`.
    pub(super) fn new(
        (db, clock, keyring, media): (&'a Database, &'a DemoClock, &'a Keyring, &'a Store),
        people: &'a People,
        town: &'a Town,
        end: DateTime<Utc>,
        chance: Chance,
    ) -> Result<Self, DemoError> {
        let months = calendar::months(end)?;
        let steps = calendar::steps(&months, end, town.villages.len());
        let scores = Scores::new(&months, town.villages.len(), chance)?;
        let homes = Homes::new((db, clock, keyring), people, town, &months, end);
        let villages = town.villages.clone();
        Ok(Self {
            db,
            clock,
            people,
            keyring,
            town: town.id,
            villages,
            scores,
            steps,
            template: None,
            planned: Vec::new(),
            homes,
            groups: None,
            media,
            demanded: Vec::new(),
        })
    }

    /// Tells what happens until a moment.
    pub(super) async fn until(&mut self, moment: DateTime<Utc>) -> Result<(), DemoError> {
        while let Some((at, _)) = self.steps.front()
            && *at <= moment
            && let Some((at, step)) = self.steps.pop_front()
        {
            self.homes.until(at).await?;
            self.clock.set(at);
            self.take(step).await?;
        }
        self.homes.until(moment).await
    }
}

/// When the story begins: before the half-year of the first month, whose rules are adopted in time.
pub(super) fn beginning(end: DateTime<Utc>) -> Result<DateTime<Utc>, DemoError> {
    calendar::beginning(end)
}

/// When the half-year is settled that the story settles; it has one.
pub(super) fn settled_at(end: DateTime<Utc>) -> Option<DateTime<Utc>> {
    calendar::months(end).ok().and_then(|months| calendar::settled(&months)).map(calendar::settled_at)
}
