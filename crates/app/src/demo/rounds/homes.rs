//! Households and villager groups: pledges, one check of each published, titles, and a check that is objected to now.

use std::collections::{BTreeSet, VecDeque};

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaKind,
    ids::{AreaId, RoundId, TemplateId},
    inspections::{
        Axes, HalfYear, Month, Notice, PLEDGE_TEXT, Regularity, Report, Subjects, Template, TitleKind,
        ready_templates,
    },
    permissions::Actor,
};

use super::{
    calendar::{day, morning, settled},
    scores::filled,
};
use crate::{
    crypto::Keyring,
    db::{Database, DbError, Key, Tx, schema::areas as a},
    demo::{
        DemoError,
        chance::{Chance, DemoClock},
        people::People,
        points::Points,
        town::{Grid, Town},
        value,
    },
    inspections::{
        pledges, publication,
        rounds::{self, NewRound},
        sheets::{self, Filled},
        templates, titles,
    },
};

/// Sheets kept in one transaction.
const SHEETS: usize = 20;
/// How long members and villages may object, in hours.
const OBJECTION_HOURS: u32 = 72;
/// What stands on a sheet where something was found.
const NOTES: [&str; 5] =
    ["门口有一堆柴草没收", "门前有积水", "电动车停在路上", "墙角有旧广告", "花坛里有一株枯了"];
/// Who signed on paper.
const SIGNERS: [&str; 3] = ["户主本人", "户主的妻子", "户主的儿子"];

/// One of the two checks that are published, or the one that is objected to now.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Check {
    Homes(Month),
    Groups(Month),
    Now(Month),
}

#[derive(Clone, Copy)]
enum Step {
    /// The people of a grid pledge.
    Pledge(usize),
    Plan(Check),
    Start(Check),
    Score(Check),
    Close(Check),
    Publish(Check),
    Award(HalfYear),
}

/// What happens to households and villager groups.
pub(super) struct Homes<'a> {
    db: &'a Database,
    clock: &'a DemoClock,
    people: &'a People,
    town: AreaId,
    grids: &'a [Grid],
    chance: Chance,
    steps: VecDeque<(DateTime<Utc>, Step)>,
    template: Option<(TemplateId, TemplateId)>,
    planned: Vec<(Check, RoundId, Vec<AreaId>)>,
    /// What happens beside, to points.
    points: Points<'a>,
}

impl<'a> Homes<'a> {
    pub(super) fn new(
        (db, clock, keyring): (&'a Database, &'a DemoClock, &'a Keyring),
        people: &'a People,
        town: &'a Town,
        months: &[Month],
        end: DateTime<Utc>,
    ) -> Self {
        let steps = steps(months, end, town.grids.len());
        let (template, planned) = (None, Vec::new());
        let chance = Chance::new(0x40_4e35);
        let points = Points::new((db, clock, keyring), people, town, end);
        Self {
            db,
            clock,
            people,
            town: town.id,
            grids: &town.grids,
            chance,
            steps,
            template,
            planned,
            points,
        }
    }

    /// Tells what happens until a moment.
    pub(super) async fn until(&mut self, moment: DateTime<Utc>) -> Result<(), DemoError> {
        while let Some((at, _)) = self.steps.front()
            && *at <= moment
            && let Some((at, step)) = self.steps.pop_front()
        {
            self.points.until(at).await?;
            self.clock.set(at);
            match step {
                Step::Pledge(grid) => self.pledge(grid).await?,
                Step::Plan(check) => self.plan(check).await?,
                Step::Start(check) => self.step(check, rounds::start).await?,
                Step::Score(check) => self.score(check).await?,
                Step::Close(check) => self.step(check, rounds::close).await?,
                Step::Publish(check) => self.step(check, publication::publish).await?,
                Step::Award(half_year) => self.award(half_year).await?,
            }
        }
        self.points.until(moment).await
    }

    async fn write<T, E>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, DemoError>
    where
        T: Send + 'static,
        E: From<DbError> + std::fmt::Display + Send + 'static,
    {
        self.db.write(work).await.map_err(value)
    }

    /// Residents with an account sign in the app, all but every third; of the other homes the grid worker brings papers, more
    /// in one place than in the next.
    async fn pledge(&mut self, grid: usize) -> Result<(), DemoError> {
        let people = &self.people.grids[grid];
        // Where two of them live in one home, the first signs for both.
        let mut pledged = BTreeSet::new();
        let mut signing: Vec<Actor> = Vec::new();
        for (_, resident) in people.residents.iter().enumerate().filter(|(n, _)| n % 3 != 1) {
            if pledged.insert(home(resident)) {
                signing.push(resident.clone());
            }
        }
        let lived_in: Vec<AreaId> = people.residents.iter().map(home).collect();
        let share = 35 + i64::try_from(grid * 17 % 45).unwrap_or(0);
        let mut papers = Vec::new();
        for home in self.grids[grid].homes.iter().filter(|home| !lived_in.contains(home)) {
            if self.chance.percent(share) {
                papers.push((*home, self.chance.word(&SIGNERS)));
            }
        }
        let worker = people.worker.clone();
        self.write(move |tx| -> Result<(), pledges::Error> {
            signing.iter().try_for_each(|member| pledges::sign(tx, member, home(member), PLEDGE_TEXT))?;
            let today = domain::town_time::date(tx.now());
            papers.iter().try_for_each(|(home, signer)| pledges::record(tx, &worker, *home, signer, today))
        })
        .await
    }

    /// The town's templates of households and of groups, made with the first check.
    async fn templates(&mut self) -> Result<(TemplateId, TemplateId), DemoError> {
        if let Some(made) = self.template {
            return Ok(made);
        }
        let (official, town) = (self.people.official.clone(), self.town);
        let (homes, groups) = (template("household")?, template("villager_group")?);
        let made = self
            .write(move |tx| -> Result<_, templates::Error> {
                let homes = templates::create(tx, &official, town, &homes)?;
                let groups = templates::create(tx, &official, town, &groups)?;
                Ok((homes.listed.id, groups.listed.id))
            })
            .await?;
        self.template = Some(made);
        Ok(made)
    }

    /// The homes of everybody with an account, and one or two more of each grid; all groups.
    async fn places(&mut self, check: Check) -> Result<Vec<AreaId>, DemoError> {
        let mut places = Vec::new();
        match check {
            Check::Homes(_) | Check::Now(_) => {
                let grids = if matches!(check, Check::Now(_)) { 4 } else { self.grids.len() };
                for (grid, people) in self.grids.iter().zip(&self.people.grids).take(grids) {
                    places.extend(people.residents.iter().map(home));
                    places.extend([*self.chance.pick(&grid.homes), *self.chance.pick(&grid.homes)]);
                }
            }
            Check::Groups(_) => {
                let groups = self.write(|tx| -> Result<Vec<Key<AreaId>>, DbError> {
                    let all = a::table.filter(a::kind.eq(AreaKind::VillagerGroup.as_str()));
                    Ok(all.order(a::path).select(a::id).load(tx.db())?)
                });
                places.extend(groups.await?.into_iter().map(|Key(id)| id));
            }
        }
        places.sort_unstable();
        places.dedup();
        Ok(places)
    }

    async fn plan(&mut self, check: Check) -> Result<(), DemoError> {
        let (homes, groups) = self.templates().await?;
        let places = self.places(check).await?;
        let (month, subjects, template, report) = match check {
            Check::Homes(month) | Check::Now(month) => {
                (month, Subjects::Households, homes, Report::SpecialReport)
            }
            Check::Groups(month) => (month, Subjects::VillagerGroups, groups, Report::PublicBulletin),
        };
        let new = NewRound {
            area: self.town,
            month,
            subjects,
            axes: Axes { regularity: Regularity::Regular, notice: Notice::Open, report },
            template,
            lead: Some(self.people.official.user),
            team: self.people.inspectors.iter().map(|inspector| inspector.user).collect(),
            objection_hours: OBJECTION_HOURS,
            draw: None,
            chosen: Some(places.clone()),
        };
        let official = self.people.official.clone();
        let id = self.write(move |tx| rounds::plan(tx, &official, &new)).await?;
        self.planned.push((check, id, places));
        Ok(())
    }

    fn round(&self, check: Check) -> Result<(RoundId, Vec<AreaId>), DemoError> {
        let found = self.planned.iter().find(|(planned, ..)| *planned == check);
        found.map(|(_, id, places)| (*id, places.clone())).ok_or_else(|| value("no such check"))
    }

    /// What the official does with a check.
    async fn step<E>(
        &self,
        check: Check,
        work: impl FnOnce(&mut Tx<'_>, &Actor, RoundId) -> Result<(), E> + Send + 'static,
    ) -> Result<(), DemoError>
    where
        E: From<DbError> + std::fmt::Display + Send + 'static,
    {
        let ((id, _), official) = (self.round(check)?, self.people.official.clone());
        self.write(move |tx| work(tx, &official, id)).await
    }

    async fn score(&mut self, check: Check) -> Result<(), DemoError> {
        let (id, places) = self.round(check)?;
        let template =
            template(if matches!(check, Check::Groups(_)) { "villager_group" } else { "household" })?;
        // The named logins see a good check with something to read in it.
        let named: Vec<AreaId> = self.people.grids[0].residents.iter().take(2).map(home).collect();
        for (turn, places) in places.chunks(SHEETS).enumerate() {
            let mut made = Vec::with_capacity(places.len());
            for place in places {
                let low = if named.contains(place) { 9_500 } else { 8_350 };
                let score = self.chance.between(low, 9_850);
                made.push((*place, filled(&mut self.chance, &template, score, &NOTES)?));
            }
            let inspector = self.people.inspectors[turn % self.people.inspectors.len()].clone();
            self.write(move |tx| -> Result<(), sheets::Error> {
                for (place, findings) in made {
                    sheets::keep(tx, &inspector, id, place, 0, &Filled { findings, hand_in: true })?;
                }
                Ok(())
            })
            .await?;
        }
        Ok(())
    }

    /// Awards the titles of all three kinds; every other household with an account lets its own be shown, but not the first.
    async fn award(&mut self, half_year: HalfYear) -> Result<(), DemoError> {
        let (town, official) = (self.town, self.people.official.clone());
        let members: Vec<Actor> = self
            .people
            .grids
            .iter()
            .flat_map(|grid| grid.residents.iter().skip(1).step_by(2))
            .cloned()
            .collect();
        self.write(move |tx| -> Result<(), titles::Error> {
            for kind in TitleKind::ALL {
                let seen = titles::candidates(tx, &official, town, half_year, kind)?;
                if seen.list.awarded > 0 {
                    titles::award(tx, &official, town, half_year, kind, seen.hash)?;
                }
            }
            for member in &members {
                for title in titles::of_household(tx, member, home(member))? {
                    titles::consent(tx, member, &title.number, true)?;
                }
            }
            Ok(())
        })
        .await
    }
}

/// The home of somebody whom the story knows as a resident.
fn home(resident: &Actor) -> AreaId {
    resident.grants[0].area
}

/// A ready template without photos: the demo has nobody who takes them.
fn template(code: &str) -> Result<Template, DemoError> {
    let ready = ready_templates().into_iter().find(|ready| ready.code == code);
    let mut template = ready.ok_or_else(|| value(format!("no template {code}")))?.template;
    for dimension in &mut template.dimensions {
        dimension.indicators.iter_mut().for_each(|indicator| indicator.photo_required = false);
    }
    Ok(template)
}

/// Every step, the earliest first: all of it in and after the half-year that is settled.
fn steps(months: &[Month], end: DateTime<Utc>, grids: usize) -> VecDeque<(DateTime<Utc>, Step)> {
    let mut all = Vec::new();
    if let Some(half_year) = settled(months) {
        let [first, _, third, _, fifth, _] = half_year.months();
        for grid in 0..grids {
            let after = TimeDelta::hours(i64::try_from(grid).unwrap_or(0));
            all.push((day(first, 15) + after, Step::Pledge(grid)));
        }
        for check in [Check::Homes(third), Check::Groups(fifth)] {
            let month = if matches!(check, Check::Homes(_)) { third } else { fifth };
            all.push((day(month, 3), Step::Plan(check)));
            all.push((day(month, 11), Step::Start(check)));
            all.push((day(month, 14) + TimeDelta::hours(3), Step::Score(check)));
            all.push((day(month, 16), Step::Close(check)));
            all.push((day(month, 20), Step::Publish(check)));
        }
        all.push((morning(half_year.end()) + TimeDelta::days(7), Step::Award(half_year)));
    }
    if let Some(before) = months.iter().rev().nth(1) {
        let check = Check::Now(*before);
        for (hours, step) in [
            (96, Step::Plan(check)),
            (50, Step::Start(check)),
            (30, Step::Score(check)),
            (10, Step::Close(check)),
        ] {
            all.push((end - TimeDelta::hours(hours), step));
        }
    }
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().filter(|(at, _)| *at <= end).collect()
}
