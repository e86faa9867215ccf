//! A year of points, told step by step through the use cases that people use: a programme of persons and one of households,
//! claims, proposals, tables, gifts, what the journal tells of, points that are over, a claim that was overturned, and a
//! budget that runs low.

mod content;

use std::collections::VecDeque;

use chrono::{DateTime, Days, TimeDelta, Utc};
use domain::{
    ids::{ClaimId, NodeId, ProgrammeId, ProgrammeRulesId},
    permissions::Actor,
    points::{ProgrammeRules, WalletKind},
    town_time,
};

use self::content::{BULK, GIFT_WORDS, REJECTED, WORDS};
use super::{
    DemoError,
    chance::{Chance, DemoClock},
    people::People,
    town::Town,
    value,
};
use crate::{
    crypto::Keyring,
    db::{Database, DbError, Tx},
    households::{Sheet, SheetRow},
    journal, ledger,
    points::{bulk, claims, events, expiry, gifts, programmes, re_audits, rules, wallets},
};

/// How long the story is, in days.
const DAYS: i64 = 360;
/// Between two rounds of claims, in days.
const PACE_DAYS: i64 = 6;
/// Grids whose people take part: those of the community.
const GRIDS: usize = 4;
/// What the treasurer gives at first, and every quarter.
const BUDGET: i64 = 3_000;
/// What the households' programme gets, once.
const SMALL_BUDGET: i64 = 420;

#[derive(Clone, Copy)]
enum Step {
    Begin,
    Fund,
    /// Residents claim.
    Claim,
    /// Workers decide what waits.
    Decide,
    /// A worker's table, which an official commits.
    Table,
    Gift,
    /// What the journal tells of, what is over, and a second look.
    Month,
}

/// What happens to points.
pub(super) struct Points<'a> {
    db: &'a Database,
    clock: &'a DemoClock,
    keyring: &'a Keyring,
    people: &'a People,
    town: &'a Town,
    chance: Chance,
    steps: VecDeque<(DateTime<Utc>, Step)>,
    programmes: Option<(ProgrammeId, ProgrammeId)>,
    /// Claims that wait, and in which grid.
    waiting: Vec<(usize, ClaimId)>,
    overturned: bool,
    node: NodeId,
}

impl<'a> Points<'a> {
    pub(super) fn new(
        (db, clock, keyring): (&'a Database, &'a DemoClock, &'a Keyring),
        people: &'a People,
        town: &'a Town,
        end: DateTime<Utc>,
    ) -> Self {
        Self {
            db,
            clock,
            keyring,
            people,
            town,
            chance: Chance::new(0x90_1475),
            steps: steps(end),
            programmes: None,
            waiting: Vec::new(),
            overturned: false,
            node: db.fresh_id(),
        }
    }

    /// Tells what happens until a moment.
    pub(super) async fn until(&mut self, moment: DateTime<Utc>) -> Result<(), DemoError> {
        while let Some((at, _)) = self.steps.front()
            && *at <= moment
            && let Some((at, step)) = self.steps.pop_front()
        {
            self.clock.set(at);
            match step {
                Step::Begin => self.begin().await?,
                Step::Fund => self.fund().await?,
                Step::Claim => self.claim().await?,
                Step::Decide => self.decide().await?,
                Step::Table => self.table().await?,
                Step::Gift => self.gift().await?,
                Step::Month => self.month().await?,
            }
        }
        Ok(())
    }

    async fn post<T, E>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, DemoError>
    where
        T: Send + 'static,
        E: From<DbError> + std::fmt::Display + Send + 'static,
    {
        self.db.write_in_turn(work).await.map_err(value)
    }

    fn programmes(&self) -> Result<(ProgrammeId, ProgrammeId), DemoError> {
        self.programmes.ok_or_else(|| value("the programmes have not begun"))
    }

    async fn begin(&mut self) -> Result<(), DemoError> {
        let persons =
            self.start("邻里积分", content::PERSONS, WalletKind::Person, content::persons()).await?;
        let homes =
            self.start("文明家庭积分", content::HOMES, WalletKind::Household, content::homes()?).await?;
        self.programmes = Some((persons, homes));
        self.fund().await?;
        let treasurer = self.people.treasurer.clone();
        self.post(move |tx| programmes::fund(tx, &treasurer, homes, SMALL_BUDGET, "文明家庭全年经费")).await
    }

    async fn start(
        &self,
        name: &'static str,
        description: &'static str,
        wallets: WalletKind,
        content: ProgrammeRules,
    ) -> Result<ProgrammeId, DemoError> {
        let (official, area) = (self.people.official.clone(), self.town.id);
        self.post(move |tx| -> Result<_, programmes::Error> {
            let starts_on = town_time::date(tx.now());
            let ends_on = starts_on.checked_add_days(Days::new(540)).unwrap_or(starts_on);
            let (name, description) = (name.to_owned(), description.to_owned());
            let new = programmes::NewProgramme { area, name, description, wallets, starts_on, ends_on };
            let id = programmes::create(tx, &official, new)?;
            let by: ProgrammeRulesId = rules::draft(tx, &official, id, &content)?.id;
            programmes::start(tx, &official, id, 1, by)?;
            Ok(id)
        })
        .await
    }

    async fn fund(&self) -> Result<(), DemoError> {
        let (treasurer, (id, _)) = (self.people.treasurer.clone(), self.programmes()?);
        self.post(move |tx| programmes::fund(tx, &treasurer, id, BUDGET, "镇公益金按季拨付")).await
    }

    /// In each grid somebody claims what they did, and the worker proposes points for somebody else.
    async fn claim(&mut self) -> Result<(), DemoError> {
        let (persons, homes) = self.programmes()?;
        for grid in 0..GRIDS {
            let here = &self.people.grids[grid];
            let resident = self.chance.pick(&here.residents).clone();
            let programme = if self.chance.percent(25) { homes } else { persons };
            let activity = match (programme == homes, self.chance.percent(60)) {
                (true, _) => "doorstep",
                (false, true) => "courtyard",
                (false, false) => "patrol",
            };
            self.submit(grid, programme, &resident, None, activity).await?;
            if self.chance.percent(30) {
                let (worker, cared) = (here.worker.clone(), self.chance.pick(&here.residents).clone());
                self.submit(grid, persons, &worker, Some(&cared), "care").await?;
            }
        }
        Ok(())
    }

    async fn submit(
        &mut self,
        grid: usize,
        programme: ProgrammeId,
        by: &Actor,
        cared: Option<&Actor>,
        activity: &str,
    ) -> Result<(), DemoError> {
        let minutes = (activity == "patrol").then(|| self.chance.between(3, 8) * 15);
        let new = claims::NewClaim {
            programme,
            activity: activity.to_owned(),
            day: town_time::date(self.db.now()),
            minutes: minutes.map(u32::try_from).transpose().map_err(value)?,
            words: Some(self.chance.word(&WORDS).to_owned()),
            photos: Vec::new(),
            beneficiary: cared.map(|resident| resident.user),
            household: None,
        };
        let by = by.clone();
        match self.db.write(move |tx| claims::submit(tx, &by, new)).await {
            Ok(id) => self.waiting.push((grid, id)),
            // Somebody has done enough for this month.
            Err(claims::Error::Cap(_)) => {}
            Err(other) => return Err(value(other)),
        }
        Ok(())
    }

    /// Workers decide what residents of their grid claimed; what they proposed themselves an official decides.
    async fn decide(&mut self) -> Result<(), DemoError> {
        for (grid, id) in std::mem::take(&mut self.waiting) {
            let (worker, official) = (self.people.grids[grid].worker.clone(), self.people.official.clone());
            let refused = self.chance.percent(7).then(|| self.chance.word(&REJECTED));
            let work = move |tx: &mut Tx<'_>| -> Result<(), claims::Error> {
                let shown = claims::claim(tx, &worker, id)?;
                let judge = if shown.may_decide { &worker } else { &official };
                let version = shown.claim.version;
                match refused {
                    Some(reason) => claims::reject(tx, judge, id, version, reason).map(drop),
                    None => claims::approve(tx, judge, id, version).map(drop),
                }
            };
            match self.db.write_in_turn(work).await {
                Ok(()) => {}
                // It waits until the treasurer gives more.
                Err(claims::Error::BudgetShort) => self.waiting.push((grid, id)),
                Err(other) => return Err(value(other)),
            }
        }
        Ok(())
    }

    /// Who came to the meeting of the community, by a table.
    async fn table(&mut self) -> Result<(), DemoError> {
        let (persons, _) = self.programmes()?;
        let today = town_time::date(self.db.now()).to_string();
        let header = ["居民", "活动", "日期", "备注"].map(str::to_owned).to_vec();
        let logins = ["resident", "neighbour", "r012", "r013"];
        let row = |(line, login): (u32, &&str)| SheetRow {
            line,
            cells: vec![(*login).to_owned(), "meeting".to_owned(), today.clone(), BULK.to_owned()],
        };
        let rows = (2..).zip(&logins).map(row).collect();
        let sheet = Sheet { header: SheetRow { line: 1, cells: header }, rows };
        let (worker, official) = (self.people.grids[0].worker.clone(), self.people.official.clone());
        let keyring = self.keyring.clone();
        self.post(move |tx| -> Result<(), bulk::Error> {
            let award = bulk::prepare(tx, &keyring, &worker, persons, &sheet)?;
            match award.id {
                Some(id) => bulk::commit(tx, &official, id).map(drop),
                None => Ok(()),
            }
        })
        .await
    }

    /// One neighbour thanks another.
    async fn gift(&mut self) -> Result<(), DemoError> {
        let (persons, _) = self.programmes()?;
        let residents = &self.people.grids[0].residents;
        let (giver, recipient) = (residents[0].clone(), residents[1].user);
        let words = Some(self.chance.word(&GIFT_WORDS).to_owned());
        let work = move |tx: &mut Tx<'_>| -> Result<(), gifts::Error> {
            let mine = wallets::list(tx, &giver)?;
            let wallet = mine.iter().find(|wallet| wallet.programme.id == persons && wallet.available >= 5);
            let Some(wallet) = wallet.and_then(|wallet| wallet.account) else { return Ok(()) };
            gifts::give(tx, &giver, &gifts::NewGift { wallet, recipient, points: 5, words }).map(drop)
        };
        self.post(work).await
    }

    /// What is over leaves the wallets, the journal is read, and an auditor looks at what was drawn.
    async fn month(&mut self) -> Result<(), DemoError> {
        while self.post(expiry::run).await? > 0 {}
        let node = self.node;
        while let journal::Sealed::Batch(..) =
            self.db.write(move |tx| journal::seal(tx, node)).await.map_err(DemoError::Db)?
        {}
        while self.post::<_, ledger::Error>(events::run).await? > 0 {}
        let (auditor, first) = (self.people.auditor.clone(), !self.overturned);
        let work = move |tx: &mut Tx<'_>| -> Result<bool, claims::Error> {
            let page = claims::Page { after: None, limit: 1 };
            let drawn = re_audits::list(tx, &auditor, None, false, page)?;
            let Some(shown) = drawn.first().filter(|shown| shown.may_re_audit) else { return Ok(false) };
            let reason = if first { "照片不是当天拍的" } else { "现场核对无误" };
            re_audits::judge(tx, &auditor, shown.claim.id, shown.claim.version, !first, reason)?;
            Ok(true)
        };
        self.overturned |= self.post(work).await?;
        Ok(())
    }
}

/// When what happens: the last claims are from the last days, so that there is something to decide.
fn steps(end: DateTime<Utc>) -> VecDeque<(DateTime<Utc>, Step)> {
    let start = end - TimeDelta::days(DAYS);
    let at = |day: i64, minutes: i64| start + TimeDelta::days(day) + TimeDelta::minutes(minutes);
    let mut steps = vec![(at(0, 0), Step::Begin)];
    for day in (1..DAYS).step_by(usize::try_from(PACE_DAYS).unwrap_or(1)) {
        steps.push((at(day, 30), Step::Claim));
        if day + 1 < DAYS - PACE_DAYS {
            steps.push((at(day + 1, 60), Step::Decide));
        }
    }
    for month in 1..12 {
        let day = month * 30;
        steps.push((at(day, 90), Step::Month));
        steps.push((at(day, 120), Step::Table));
        if month % 2 == 0 {
            steps.push((at(day + 2, 0), Step::Gift));
        }
        if month % 3 == 0 {
            steps.push((at(day, 100), Step::Fund));
        }
    }
    steps.sort_by_key(|(at, _)| *at);
    steps.into()
}
