//! Two months of matters, each told step by step through the use cases that people use.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    geo::Position,
    ids::{PhotoId, TicketId},
    permissions::Actor,
    tickets::{CategoryCode, Evidence, Rating, TicketText, form::RawAnswers},
};

use super::{
    DemoError,
    chance::{Chance, DemoClock},
    kinds,
    people::People,
    pictures::{self, Shows},
    redemptions::Shops,
    rounds::Rounds,
    texts::{self, MATTERS, Matter},
    town::Town,
    value,
    volunteering::Shifts,
};
use crate::{
    db::Database,
    media::{Limits, Photo, Size, Store},
    photos, tickets,
};

/// How long the story is, in days.
pub const DAYS: i64 = 60;
const MATTERS_TOLD: usize = 110;
/// Different drawn pictures of each sort.
const PICTURES: usize = 8;

/// One thing that happens to one matter.
#[derive(Clone, Copy)]
enum Step {
    Report,
    Take,
    Say,
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
    matter: &'static Matter,
    ticket: Option<TicketId>,
}

/// Everything that the steps need.
pub(super) struct Teller<'a> {
    pub(super) db: &'a Database,
    pub(super) media: &'a Store,
    pub(super) clock: &'a DemoClock,
    pub(super) chance: Chance,
    pub(super) end: DateTime<Utc>,
}

impl Teller<'_> {
    /// Tells all matters; returns how many.
    pub(super) async fn tell(
        &mut self,
        town: &Town,
        people: &People,
        rounds: &mut Rounds<'_>,
        shops: &mut Shops<'_>,
        shifts: &mut Shifts<'_>,
    ) -> Result<usize, DemoError> {
        let troubles = self.pictures(Shows::Trouble).await?;
        let remedies = self.pictures(Shows::Remedy).await?;
        let mut threads = Vec::with_capacity(MATTERS_TOLD);
        let mut steps = Vec::new();
        for index in 0..MATTERS_TOLD {
            // The community is the liveliest, and its first grid has the printed logins.
            let busy = self.chance.percent(55);
            let grid =
                if busy { self.chance.between(0, 3) } else { self.chance.between(4, last(town.grids.len())) };
            let grid = usize::try_from(grid).unwrap_or(0);
            let here = &people.grids[grid];
            threads.push(Thread {
                reporter: self.chance.pick(&here.residents).clone(),
                worker: here.worker.clone(),
                position: self.near(town.grids[grid].middle)?,
                matter: self.chance.pick(&MATTERS),
                ticket: None,
            });
            steps.extend(self.plan(index).into_iter().map(|(at, step)| (at, index, step)));
        }
        steps.sort_by_key(|(at, index, _)| (*at, *index));
        for (at, index, step) in steps {
            if at < self.end {
                // All stories have one time.
                rounds.until(at).await?;
                shops.until(at).await?;
                shifts.until(at).await?;
                self.clock.set(at);
                let pictures =
                    if matches!(step, Step::Close | Step::CloseAgain) { &remedies } else { &troubles };
                self.take_step(&mut threads[index], step, pictures).await?;
            }
        }
        rounds.until(self.end).await?;
        shops.until(self.end).await?;
        shifts.until(self.end).await?;
        self.clock.set(self.end);
        Ok(threads.iter().filter(|thread| thread.ticket.is_some()).count())
    }

    /// When what happens to a matter: most end well, some late, a few wait.
    fn plan(&mut self, index: usize) -> Vec<(DateTime<Utc>, Step)> {
        let minutes = DAYS * 24 * 60;
        // The last ones are from today, so that there is something to take on.
        let ago = if index.is_multiple_of(9) {
            self.chance.between(5, 300)
        } else {
            self.chance.between(300, minutes)
        };
        let mut at = self.end - TimeDelta::minutes(ago);
        let mut steps = vec![(at, Step::Report)];
        let mut later = |chance: &mut Chance, low: i64, high: i64, step| {
            at += TimeDelta::minutes(chance.between(low, high));
            steps.push((at, step));
        };
        if self.chance.percent(4) {
            return steps;
        }
        let slow = self.chance.percent(15);
        later(&mut self.chance, 8, if slow { 4_000 } else { 200 }, Step::Take);
        if self.chance.percent(50) {
            later(&mut self.chance, 20, 300, Step::Say);
        }
        if self.chance.percent(6) {
            return steps;
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

    /// A position around the middle of a grid: near enough to lie inside it.
    fn near(&mut self, middle: Position) -> Result<Position, DemoError> {
        let mut shift = || self.chance.between(-30_000, 30_000);
        let north = middle.latitude_e7() + shift();
        Position::new(middle.longitude_e7() + shift(), north).map_err(value)
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
            (Step::Say, Some(id)) => {
                let text = text(self.chance.word(&texts::PROGRESS))?;
                self.write(&thread.worker, move |tx, who| tickets::message(tx, who, id, &text)).await?;
            }
            (Step::Close | Step::CloseAgain, Some(id)) => {
                let photo = self.photo(&thread.worker, pictures).await?;
                let evidence = Evidence::new(vec![photo]).map_err(value)?;
                let text = text(thread.matter.done)?;
                self.write(&thread.worker, move |tx, who| {
                    tickets::solve(tx, who, id, &evidence, Some(&text))
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
            text: text(thread.matter.report)?,
            answers: answers(thread.matter),
            photos,
            position: Some(thread.position),
            area: None,
            on_behalf_of: None,
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

fn answers(matter: &Matter) -> RawAnswers {
    let typed = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    let typed = matter.answers.iter().map(|(key, texts)| ((*key).to_owned(), typed(texts))).collect();
    kinds::form_of(matter.category).read(&typed)
}

fn last(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(1) - 1
}
