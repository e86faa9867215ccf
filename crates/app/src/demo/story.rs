//! A year of matters, each told step by step through the use cases that people use.

use std::sync::Arc;

use chrono::{DateTime, Datelike, TimeDelta, Utc};
use domain::{
    geo::Position,
    ids::{PhotoId, TicketId},
    permissions::Actor,
    tickets::{CategoryCode, Rating, TicketText, Wait, WaitReason, form::RawAnswers},
    town_time,
};

use super::{
    DemoError,
    chance::{Chance, DemoClock},
    funds::Funds,
    kinds,
    matters::{self, Told},
    partners::Partners,
    people::People,
    pictures::{self, Shows},
    redemptions::Shops,
    rounds::Rounds,
    texts::{self, MATTERS},
    town::{Grid, Town},
    value,
    visits::Visits,
    volunteering::Shifts,
};
use crate::{
    db::Database,
    media::{Limits, Photo, Size, Store},
    photos, tickets,
};

/// How long the story is, in days.
pub const DAYS: i64 = 365;
/// The last days, which have matters of their own, told in so many words.
const LAST_DAYS: i64 = 60;
/// Matters of the last days.
const LAST_MATTERS: usize = 110;
/// How often the clockwork looks whether a wait, a window or a time is over.
const LOOK_EVERY: TimeDelta = TimeDelta::hours(6);
/// How much of a hundred of what is asked for each month brings, from January on: most in summer.
const MONTHS: [i64; 12] = [55, 40, 60, 65, 75, 90, 100, 100, 80, 70, 60, 55];
/// The hours at which people write, by how often.
const HOURS: [i64; 24] =
    [6, 7, 7, 8, 8, 8, 9, 9, 10, 10, 11, 12, 13, 14, 15, 16, 17, 18, 18, 19, 19, 20, 20, 21];
/// How long somebody waits for others.
const WAIT_DAYS: i64 = 4;
/// How far from the middle of its grid a matter lies at most, each way, in 10⁻⁷ degree: beyond half of a smaller grid.
const AROUND: i64 = 60_000;
/// The grids of the community, which come first.
pub(super) const COMMUNITY_GRIDS: usize = 4;
/// Different drawn pictures of each sort.
const PICTURES: usize = 8;

/// One thing that happens to one matter.
#[derive(Clone, Copy)]
enum Step {
    Report,
    Withdraw,
    Reject,
    Take,
    Say,
    Wait,
    Close,
    Confirm,
    Object,
    CloseAgain,
}

/// One matter: who, where, what.
struct Thread {
    reporter: Actor,
    worker: Actor,
    position: Position,
    matter: Told,
    ticket: Option<TicketId>,
}

/// Everything that the steps need.
pub(super) struct Teller<'a> {
    pub(super) db: &'a Database,
    pub(super) media: &'a Store,
    pub(super) clock: &'a DemoClock,
    pub(super) chance: Chance,
    pub(super) end: DateTime<Utc>,
    /// Who says no.
    pub(super) official: Actor,
    /// How many matters are from before the last days.
    pub(super) before: usize,
}

/// What happens beside the matters that residents report.
pub(super) struct Beside<'a> {
    pub(super) rounds: Rounds<'a>,
    pub(super) shops: Shops<'a>,
    pub(super) shifts: Shifts<'a>,
    pub(super) visits: Visits<'a>,
    pub(super) partners: Partners<'a>,
    pub(super) funds: Funds<'a>,
}

impl Beside<'_> {
    /// Tells what happens until a moment.
    async fn until(&mut self, moment: DateTime<Utc>) -> Result<(), DemoError> {
        self.rounds.until(moment).await?;
        self.shops.until(moment).await?;
        self.shifts.until(moment).await?;
        self.visits.until(moment).await?;
        self.partners.until(moment).await?;
        // After the inspections: the funds pay what a half-year comes to.
        self.funds.until(moment).await
    }
}

impl Teller<'_> {
    /// Tells all matters; returns how many.
    pub(super) async fn tell(
        &mut self,
        town: &Town,
        people: &People,
        beside: &mut Beside<'_>,
    ) -> Result<usize, DemoError> {
        let troubles = self.pictures(Shows::Trouble).await?;
        let remedies = self.pictures(Shows::Remedy).await?;
        let mut threads = Vec::with_capacity(LAST_MATTERS + self.before);
        let mut steps = Vec::new();
        for index in 0..LAST_MATTERS + self.before {
            // The community is the liveliest, and its first grid has the printed logins.
            let busy = self.chance.percent(55);
            let grid =
                if busy { self.chance.between(0, 3) } else { self.chance.between(4, last(town.grids.len())) };
            let grid = usize::try_from(grid).unwrap_or(0);
            let here = &people.grids[grid];
            let (matter, reported) = if index < LAST_MATTERS {
                (Told::from(self.chance.pick(&MATTERS)), self.lately(index))
            } else {
                (matters::tell(&mut self.chance, grid < COMMUNITY_GRIDS), self.earlier())
            };
            threads.push(Thread {
                reporter: self.chance.pick(&here.residents).clone(),
                worker: here.worker.clone(),
                position: self.inside(&town.grids[grid])?,
                matter,
                ticket: None,
            });
            let plan = if index < LAST_MATTERS { self.plan(reported) } else { self.plan_of_old(reported) };
            steps.extend(plan.into_iter().map(|(at, step)| (at, index, step)));
        }
        steps.sort_by_key(|(at, index, _)| (*at, *index));
        let mut look = self.end - TimeDelta::days(DAYS);
        for (at, index, step) in steps {
            if at < self.end {
                while look < at {
                    self.clock.set(look);
                    self.look().await?;
                    look += LOOK_EVERY;
                }
                // All stories have one time.
                beside.until(at).await?;
                self.clock.set(at);
                let pictures =
                    if matches!(step, Step::Close | Step::CloseAgain) { &remedies } else { &troubles };
                self.take_step(&mut threads[index], step, pictures).await?;
            }
        }
        beside.until(self.end).await?;
        self.clock.set(self.end);
        self.look().await?;
        Ok(threads.iter().filter(|thread| thread.ticket.is_some()).count())
    }

    /// What the clockwork of a server does by itself.
    async fn look(&self) -> Result<(), DemoError> {
        while self.db.write(tickets::end_waits).await? > 0 {}
        while self.db.write(tickets::expire_objection_windows).await? > 0 {}
        while self.db.write(tickets::fire_timers).await? > 0 {}
        while self.db.write(tickets::tell_late_calls).await? > 0 {}
        Ok(())
    }

    /// A moment of the last days; every ninth is from today, so that there is something to take on.
    fn lately(&mut self, index: usize) -> DateTime<Utc> {
        let ago = if index.is_multiple_of(9) {
            self.chance.between(5, 300)
        } else {
            self.chance.between(300, LAST_DAYS * 24 * 60)
        };
        self.end - TimeDelta::minutes(ago)
    }

    /// A moment of the year before: by day, more in summer.
    fn earlier(&mut self) -> DateTime<Utc> {
        loop {
            let day = town_time::date(self.end - TimeDelta::days(self.chance.between(2, DAYS - 1)));
            let month = usize::try_from(day.month0()).unwrap_or(0);
            if self.chance.percent(MONTHS[month]) {
                let hour = *self.chance.pick(&HOURS);
                let minutes = hour * 60 + self.chance.between(0, 59);
                return town_time::begin(day) + TimeDelta::minutes(minutes);
            }
        }
    }

    /// What happens to a matter of the year before: it has an end, which not everybody likes.
    fn plan_of_old(&mut self, reported: DateTime<Utc>) -> Vec<(DateTime<Utc>, Step)> {
        if self.chance.percent(2) {
            let at = reported + TimeDelta::minutes(self.chance.between(5, 60));
            return vec![(reported, Step::Report), (at, Step::Withdraw)];
        }
        if self.chance.percent(2) {
            let at = reported + TimeDelta::minutes(self.chance.between(60, 1_200));
            return vec![(reported, Step::Report), (at, Step::Reject)];
        }
        self.plan(reported)
    }

    /// When what happens to a matter: most end well, some late, a few wait.
    fn plan(&mut self, mut at: DateTime<Utc>) -> Vec<(DateTime<Utc>, Step)> {
        // Nobody leaves a matter lie for half a year.
        let recent = self.end - at < TimeDelta::days(LAST_DAYS);
        let mut steps = vec![(at, Step::Report)];
        let mut later = |chance: &mut Chance, low: i64, high: i64, step| {
            at += TimeDelta::minutes(chance.between(low, high));
            steps.push((at, step));
        };
        if recent && self.chance.percent(4) {
            return steps;
        }
        let slow = self.chance.percent(15);
        later(&mut self.chance, 8, if slow { 4_000 } else { 200 }, Step::Take);
        if self.chance.percent(50) {
            later(&mut self.chance, 20, 300, Step::Say);
        }
        if recent && self.chance.percent(6) {
            return steps;
        }
        if self.chance.percent(5) {
            later(&mut self.chance, 30, 600, Step::Wait);
            // The clockwork has looked by then.
            later(&mut self.chance, WAIT_DAYS * 24 * 60 + 600, WAIT_DAYS * 24 * 60 + 2_000, Step::Say);
        }
        later(&mut self.chance, 60, if slow { 14_000 } else { 2_500 }, Step::Close);
        if self.chance.percent(12) {
            later(&mut self.chance, 30, 1_500, Step::Object);
            later(&mut self.chance, 200, 3_000, Step::CloseAgain);
        }
        if self.chance.percent(75) {
            later(&mut self.chance, 30, 1_800, Step::Confirm);
        }
        steps
    }

    /// A position in a grid: those around its middle that lie beyond its boundary, whose corners were shaken, are drawn again.
    fn inside(&mut self, grid: &Grid) -> Result<Position, DemoError> {
        let mut shift = || self.chance.between(-AROUND, AROUND);
        loop {
            let north = grid.middle.latitude_e7() + shift();
            let drawn = Position::new(grid.middle.longitude_e7() + shift(), north).map_err(value)?;
            if grid.boundary.contains(drawn) {
                return Ok(drawn);
            }
        }
    }

    async fn pictures(&mut self, shows: Shows) -> Result<Vec<Photo>, DemoError> {
        let mut made = Vec::with_capacity(PICTURES);
        for _ in 0..PICTURES {
            let photo =
                Photo::read(&pictures::draw(shows, &mut self.chance)?, &Limits::default()).map_err(value)?;
            self.media.put(&photo).await.map_err(value)?;
            made.push(photo);
        }
        Ok(made)
    }

    async fn take_step(
        &mut self,
        thread: &mut Thread,
        step: Step,
        pictures: &[Photo],
    ) -> Result<(), DemoError> {
        match (step, thread.ticket) {
            (Step::Report, _) => thread.ticket = Some(self.report(thread, pictures).await?),
            (_, None) => {}
            (Step::Take, Some(id)) => {
                self.write(&thread.worker, move |tx, who| tickets::take(tx, who, id)).await?
            }
            (Step::Withdraw, Some(id)) => {
                self.write(&thread.reporter, move |tx, who| tickets::withdraw(tx, who, id)).await?;
            }
            (Step::Reject, Some(id)) => {
                let why = text(self.chance.word(&texts::REFUSALS))?;
                self.write(&self.official.clone(), move |tx, who| tickets::reject(tx, who, id, &why)).await?;
            }
            (Step::Wait, Some(id)) => {
                let why = text(self.chance.word(&texts::WAITS))?;
                self.write(&thread.worker, move |tx, who| {
                    let until = tx.now() + TimeDelta::days(WAIT_DAYS);
                    let wait = Wait { reason: WaitReason::OtherAuthority, until };
                    tickets::wait(tx, who, id, wait, &why)
                })
                .await?;
            }
            (Step::Say, Some(id)) => {
                let text = text(self.chance.word(&texts::PROGRESS))?;
                self.write(&thread.worker, move |tx, who| tickets::message(tx, who, id, &text)).await?;
            }
            (Step::Close | Step::CloseAgain, Some(id)) => {
                let photo = self.photo(&thread.worker, pictures).await?;
                let text = text(thread.matter.done)?;
                self.write(&thread.worker, move |tx, who| {
                    tickets::solve(tx, who, id, &[photo], Some(&text), &[])
                })
                .await?;
            }
            (Step::Confirm, Some(id)) => {
                let stars = if self.chance.percent(85) {
                    self.chance.between(4, 5)
                } else {
                    self.chance.between(1, 3)
                };
                let rating = Rating::new(u8::try_from(stars).unwrap_or(5)).map_err(value)?;
                let words = (stars >= 4).then(|| text(self.chance.word(&texts::THANKS))).transpose()?;
                self.write(&thread.reporter, move |tx, who| {
                    tickets::confirm(tx, who, id, rating, words.as_ref())
                })
                .await?;
            }
            (Step::Object, Some(id)) => {
                let reason = text(self.chance.word(&texts::OBJECTIONS))?;
                self.write(&thread.reporter, move |tx, who| tickets::object(tx, who, id, &reason, &[]))
                    .await?;
            }
        }
        Ok(())
    }

    async fn report(&mut self, thread: &Thread, pictures: &[Photo]) -> Result<TicketId, DemoError> {
        let photos = if self.chance.percent(80) {
            vec![self.photo(&thread.reporter, pictures).await?]
        } else {
            vec![]
        };
        let new = tickets::Report {
            category: CategoryCode::new(thread.matter.category).map_err(value)?,
            text: text(&thread.matter.report)?,
            answers: answers(&thread.matter),
            photos,
            position: Some(thread.position),
            area: None,
            on_behalf_of: None,
            anonymous: false,
        };
        self.write(&thread.reporter, move |tx, who| tickets::report(tx, who, &new)).await
    }

    /// A picture as somebody's draft.
    async fn photo(&mut self, owner: &Actor, pictures: &[Photo]) -> Result<PhotoId, DemoError> {
        let picture = self.chance.pick(pictures);
        let full = picture.rendition(Size::Full);
        let hash = *picture.hash().as_bytes();
        let content = photos::Content { hash, width: full.width, height: full.height };
        self.write(owner, move |tx, who| -> Result<_, tickets::Error> {
            let id = photos::begin(tx, who.user, content)?;
            photos::finish(tx, id)?;
            Ok(id)
        })
        .await
    }

    async fn write<T: Send + 'static>(
        &self,
        who: &Actor,
        work: impl FnOnce(&mut crate::db::Tx<'_>, &Actor) -> Result<T, tickets::Error> + Send + 'static,
    ) -> Result<T, DemoError> {
        let who = Arc::new(who.clone());
        Ok(self.db.write(move |tx| work(tx, &who)).await?)
    }
}

fn text(words: &str) -> Result<TicketText, DemoError> {
    TicketText::new(words).map_err(value)
}

fn answers(matter: &Told) -> RawAnswers {
    let typed = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    let typed = matter.answers.iter().map(|(key, texts)| ((*key).to_owned(), typed(texts))).collect();
    kinds::form_of(matter.category).read(&typed)
}

fn last(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(1) - 1
}
