//! Two years of the town's funds, told step by step through the use cases that people use: three funds with their charters and
//! committees, what they got and what they paid, their accounts to the public, and forty projects in every state.
//!
//! Beside the ordinary it holds what is hard: a charter that was amended, members who kept out of a vote, a vote that its time
//! ended, a project that ended early, payments that were refused, taken back and reversed, what the auditor asked about, the awards
//! of a half-year, and an account that is overdue.

mod accounts;
mod budgets;
mod calls;
mod charters;
mod course;
mod founding;
mod incomes;
mod payments;
mod payouts;
mod pictures;
mod plan;
mod projects;
mod texts;
mod votes;

use std::collections::{BTreeMap, VecDeque};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    funds::Amount,
    ids::{
        AreaId, CharterId, DisbursementId, DonorId, FundId, IncomeId, PayeeId, PhotoId, ProjectId,
        ProposalCallId, ResolutionId,
    },
    ledger::Purpose,
    permissions::Actor,
    town_time,
};

use self::{payments::Paid, plan::Step};
use super::{
    DemoError,
    chance::{Chance, DemoClock},
    people::{OBJECTOR, People},
    town::Town,
    value,
};
use crate::{
    db::{Database, DbError, Tx},
    media::{Limits, Photo, Size, Store},
    photos,
};

/// How long the story is, in days.
const DAYS: i64 = 731;
/// The hour at which offices begin to work, in minutes of the day.
const MORNING: i64 = 9 * 60;

/// So many yuan. In the tables of this story it is computed as the program is built.
const fn yuan(yuan: i64) -> Amount {
    match Amount::new(yuan * 100) {
        Ok(amount) => amount,
        Err(_) => panic!("no amount of money"),
    }
}

fn purpose(code: &str) -> Result<Purpose, DemoError> {
    Purpose::parse(code).map_err(value)
}

/// One of the funds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Which {
    /// The town's, for the public welfare.
    Town,
    /// The community's.
    Community,
    /// One village's, for its elders.
    Village,
}

impl Which {
    const ALL: [Self; 3] = [Self::Town, Self::Community, Self::Village];
}

/// The days of the story, by how long ago they are on the day on which it ends.
#[derive(Clone, Copy)]
struct Days(NaiveDate);

impl Days {
    fn day(self, ago: i64) -> NaiveDate {
        self.0 - TimeDelta::days(ago)
    }

    /// A minute of a day.
    fn at(self, ago: i64, minute: i64) -> DateTime<Utc> {
        town_time::begin(self.day(ago)) + TimeDelta::minutes(minute)
    }
}

/// When the funds' story begins.
pub(super) fn beginning(end: DateTime<Utc>) -> DateTime<Utc> {
    Days(town_time::date(end)).at(DAYS, MORNING)
}

/// What was made so far.
#[derive(Default)]
struct Made {
    funds: BTreeMap<Which, FundId>,
    /// The town's next charter, and the votes that are not about projects.
    amendment: Option<CharterId>,
    votes: BTreeMap<votes::Ask, ResolutionId>,
    donors: BTreeMap<(Which, &'static str), DonorId>,
    incomes: BTreeMap<usize, IncomeId>,
    calls: BTreeMap<usize, ProposalCallId>,
    projects: BTreeMap<usize, ProjectId>,
    payees: BTreeMap<(Which, &'static str), PayeeId>,
    paid: BTreeMap<Paid, DisbursementId>,
    awards: Vec<DisbursementId>,
    /// Pictures of what was done.
    scenes: Vec<photos::Content>,
    /// Pictures of invoices, by their numbers.
    papers: BTreeMap<u64, photos::Content>,
}

/// The funds and those who run them.
pub(super) struct Funds<'a> {
    db: &'a Database,
    clock: &'a DemoClock,
    media: &'a Store,
    people: &'a People,
    /// The areas of the funds.
    areas: BTreeMap<Which, AreaId>,
    /// The grids of the village, by their places.
    grids: Vec<usize>,
    days: Days,
    chance: Chance,
    steps: VecDeque<(DateTime<Utc>, Step)>,
    incomes: Vec<incomes::Expected>,
    made: Made,
}

impl<'a> Funds<'a> {
    /// Funds whose last step comes before `end`.
    pub(super) async fn new(
        (db, clock, media): (&'a Database, &'a DemoClock, &'a Store),
        people: &'a People,
        town: &Town,
        end: DateTime<Utc>,
        mut chance: Chance,
    ) -> Result<Self, DemoError> {
        let grid = town.grids.first().ok_or_else(|| value("a town without grids"))?.id;
        let community = db.read(move |tx| crate::areas::area(tx, grid)).await?.parent;
        let areas = [
            (Which::Town, town.id),
            (Which::Community, community.ok_or(DbError::NotFound)?),
            (Which::Village, town.villages[OBJECTOR]),
        ];
        let village = super::texts::VILLAGES[OBJECTOR];
        let grids = town.grids.iter().enumerate().filter(|(_, grid)| grid.name.starts_with(village));
        let days = Days(town_time::date(end));
        let incomes = incomes::all(days, &mut chance);
        Ok(Self {
            db,
            clock,
            media,
            people,
            areas: areas.into(),
            grids: grids.map(|(index, _)| index).collect(),
            days,
            chance,
            steps: plan::steps(days, end, &incomes),
            incomes,
            made: Made::default(),
        })
    }

    /// Tells what happens until a moment.
    pub(super) async fn until(&mut self, moment: DateTime<Utc>) -> Result<(), DemoError> {
        while let Some((at, _)) = self.steps.front()
            && *at <= moment
            && let Some((at, step)) = self.steps.pop_front()
        {
            self.clock.set(at);
            self.take(step).await?;
        }
        Ok(())
    }

    async fn take(&mut self, step: Step) -> Result<(), DemoError> {
        match step {
            Step::Look => self.look().await,
            Step::Found(which) => self.found(which).await,
            Step::Budget(which) => self.budget(which).await,
            Step::Amend(step) => self.amend(step).await,
            Step::Income(index, act) => self.income(index, act).await,
            Step::Account(which, act) => self.account(which, act).await,
            Step::Call(index, act) => self.call(index, act).await,
            Step::Project(index, act) => self.project_act(index, act).await,
            Step::Payment(of, act) => self.payment(of, act).await,
            Step::Payout(act) => self.payout(act).await,
        }
    }

    /// What the clockwork of a server does by itself.
    async fn look(&self) -> Result<(), DemoError> {
        while self.system(crate::funds::resolutions::decide_overdue).await? > 0 {}
        while self.system(crate::funds::disclosures::remind).await? > 0 {}
        Ok(())
    }

    /// What nobody does.
    async fn system<T, E>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, DemoError>
    where
        T: Send + 'static,
        E: From<DbError> + std::fmt::Display + Send + 'static,
    {
        self.db.write_in_turn(work).await.map_err(value)
    }

    /// What somebody does.
    async fn write<T, E>(
        &self,
        who: &Actor,
        work: impl FnOnce(&mut Tx<'_>, &Actor) -> Result<T, E> + Send + 'static,
    ) -> Result<T, DemoError>
    where
        T: Send + 'static,
        E: From<DbError> + std::fmt::Display + Send + 'static,
    {
        let who = who.clone();
        self.system(move |tx| work(tx, &who)).await
    }

    fn fund(&self, which: Which) -> Result<FundId, DemoError> {
        self.made.funds.get(&which).copied().ok_or_else(|| value("a step before its fund"))
    }

    /// Who sits in the committee of a fund.
    fn council(&self, which: Which) -> &'a [Actor] {
        match which {
            Which::Town => &self.people.councils.town,
            Which::Community => &self.people.councils.community,
            Which::Village => &self.people.councils.village,
        }
    }

    /// The office that runs a fund.
    fn office(&self, which: Which) -> &'a Actor {
        if which == Which::Village { &self.people.village } else { &self.people.official }
    }

    /// Who lives in the area of a fund; who is printed comes first.
    fn residents(&self, which: Which) -> Vec<&'a Actor> {
        let grids = &self.people.grids;
        let here: Vec<usize> = match which {
            Which::Town => (0..grids.len()).collect(),
            Which::Community => (0..super::story::COMMUNITY_GRIDS).collect(),
            Which::Village => self.grids.clone(),
        };
        here.into_iter().flat_map(|index| &grids[index].residents).collect()
    }

    /// A drawn picture, kept.
    async fn picture(&self, drawn: &[u8]) -> Result<photos::Content, DemoError> {
        let photo = Photo::read(drawn, &Limits::default()).map_err(value)?;
        self.media.put(&photo).await.map_err(value)?;
        let full = photo.rendition(Size::Full);
        Ok(photos::Content { hash: *photo.hash().as_bytes(), width: full.width, height: full.height })
    }

    /// A picture as somebody's draft.
    async fn photo(&self, owner: &Actor, picture: photos::Content) -> Result<PhotoId, DemoError> {
        self.write(owner, move |tx, who| -> Result<_, DbError> {
            let id = photos::begin(tx, who.user, picture)?;
            photos::finish(tx, id)?;
            Ok(id)
        })
        .await
    }
}
