//! A grid worker's rounds: two months of visits to a few households, some of which are due as the story ends, and three disputes
//! in different states.

use std::collections::VecDeque;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::{
    ids::{AreaId, MediationId, VisitPlanId},
    permissions::Actor,
    town_time,
    visits::{Rhythm, Unit, VisitOutcome, VisitReason},
};

use super::{
    DemoError,
    chance::{Chance, DemoClock},
    people::People,
    town::Town,
    value,
};
use crate::{
    crypto::Keyring,
    db::{Database, Tx},
    mediations::{self, Meeting, NewMediation, NewParty},
    visits::{self, NewPlan, NewVisit},
};

/// How many days before its end the story of the visits begins.
const DAYS: i64 = 56;

/// What is said of a visit.
const NOTES: [&str; 5] =
    ["精神不错，聊了一会儿", "量了血压，正常", "帮忙换了灯泡", "提醒按时吃药", "孩子周末回来，都好"];

/// One thing that happens.
enum Step {
    Plan { worker: Actor, household: AreaId, new: NewPlan },
    Visit { worker: Actor, plan: VisitPlanId },
    End { worker: Actor, plan: VisitPlanId },
    Open { name: usize, new: NewMediation },
    Meet { name: usize, meeting: Meeting },
    Propose { name: usize, text: &'static str },
    Confirm { name: usize, party: Actor },
}

/// The visits and disputes, told up to a moment.
pub(super) struct Visits<'a> {
    db: &'a Database,
    clock: &'a DemoClock,
    keyring: &'a Keyring,
    chance: Chance,
    end: DateTime<Utc>,
    mediator: Actor,
    mediations: Vec<MediationId>,
    steps: VecDeque<(DateTime<Utc>, Step)>,
}

impl<'a> Visits<'a> {
    pub(super) fn new(
        (db, clock, keyring): (&'a Database, &'a DemoClock, &'a Keyring),
        people: &People,
        town: &Town,
        end: DateTime<Utc>,
        chance: Chance,
    ) -> Result<Self, DemoError> {
        let mediator = people.grids[0].worker.clone();
        let (mediations, steps) = (Vec::new(), VecDeque::new());
        let mut all = Self { db, clock, keyring, chance, end, mediator, mediations, steps };
        all.plan(people, town)?;
        all.disputes(people, town)?;
        Ok(all)
    }

    /// Tells everything that happens before this moment.
    pub(super) async fn until(&mut self, moment: DateTime<Utc>) -> Result<(), DemoError> {
        while self.steps.front().is_some_and(|(at, _)| *at < moment) {
            let Some((at, step)) = self.steps.pop_front() else { break };
            self.clock.set(at);
            self.tell(step).await?;
        }
        Ok(())
    }

    /// A time of the town, so many days from the story's last one.
    fn at(&self, days: i64, hour: u32, minute: u32) -> Result<DateTime<Utc>, DemoError> {
        self.on(town_time::date(self.end) + TimeDelta::days(days), hour, minute)
    }

    fn on(&self, day: NaiveDate, hour: u32, minute: u32) -> Result<DateTime<Utc>, DemoError> {
        let time = NaiveTime::from_hms_opt(hour, minute, 0).ok_or_else(|| value("a time of day"))?;
        Ok(town_time::begin(day) + time.signed_duration_since(NaiveTime::MIN))
    }

    /// Puts a step where it belongs in time; of two at one moment the one that came first stays first.
    fn step(&mut self, at: DateTime<Utc>, step: Step) {
        let place = self.steps.partition_point(|(other, _)| *other <= at);
        self.steps.insert(place, (at, step));
    }

    fn plan(&mut self, people: &People, town: &Town) -> Result<(), DemoError> {
        let today = town_time::date(self.end);
        let plans = [
            // Due on the story's last day.
            (0, 2, VisitReason::LivesAlone, "耳背，请大声敲门", 1, Unit::Weeks, DAYS),
            // Overdue by a day, for nobody goes on the day before.
            (0, 3, VisitReason::Disabled, "轮椅，门口台阶要帮一把", 2, Unit::Weeks, 43),
            (0, 1, VisitReason::NewBorn, "", 1, Unit::Months, 40),
            (0, 0, VisitReason::Bereaved, "老伴上月去世", 10, Unit::Days, 50),
            (1, 0, VisitReason::LivesAlone, "", 1, Unit::Weeks, 52),
            (2, 1, VisitReason::Other, "刚出院，复诊要人接送", 5, Unit::Days, 21),
        ];
        for (number, (grid, resident, reason, detail, every, unit, days)) in plans.into_iter().enumerate() {
            let there = &people.grids[grid];
            let who = &there.residents[resident];
            let from = today - TimeDelta::days(days);
            let new = NewPlan {
                member: (resident % 2 == 0).then_some(who.user),
                reason,
                detail: detail.to_owned(),
                rhythm: Rhythm::new(every, unit, from, None).map_err(value)?,
                worker: None,
            };
            let household = home(who, town, grid);
            let minute = u32::try_from(number).map_err(value)?;
            let made = self.on(from - TimeDelta::days(1), 16, 10 + minute)?;
            self.step(made, Step::Plan { worker: there.worker.clone(), household, new });
        }
        Ok(())
    }

    fn disputes(&mut self, people: &People, town: &Town) -> Result<(), DemoError> {
        let residents = &people.grids[0].residents;
        let party = |index: usize| NewParty::Resident(residents[index].user);
        let named = |name: &str| NewParty::Named { name: name.to_owned(), phone: None };
        let new = |matter: &str, parties: Vec<NewParty>| NewMediation {
            area: town.grids[0].id,
            matter: matter.to_owned(),
            parties,
        };
        let met = |held_at, place: &str, notes: &str| Meeting {
            held_at,
            place: place.to_owned(),
            notes: notes.to_owned(),
        };
        let wall = new("两家中间的排水沟由谁清、多久清一次，说不到一起。", vec![party(0), party(1)]);
        let noise = new("楼上装修敲墙，影响楼下老人休息。", vec![party(0), party(2), named("施工队陈师傅")]);
        let path = new("门前通道堆放柴草，推车过不去。", vec![party(1), party(3)]);

        self.step(self.at(-41, 9, 20)?, Step::Open { name: 0, new: wall });
        let talked = self.at(-38, 15, 0)?;
        let said = "两家都认可排水沟公用，愿意轮流清。";
        let meeting = met(talked, "社区服务站调解室", said);
        self.step(talked + TimeDelta::minutes(70), Step::Meet { name: 0, meeting });
        let text = "排水沟由两家轮流清理，单月一家、双月一家，每月第一个周末清一次。";
        self.step(self.at(-37, 10, 0)?, Step::Propose { name: 0, text });
        self.step(self.at(-37, 19, 30)?, Step::Confirm { name: 0, party: residents[0].clone() });
        self.step(self.at(-36, 8, 15)?, Step::Confirm { name: 0, party: residents[1].clone() });

        self.step(self.at(-9, 10, 40)?, Step::Open { name: 1, new: noise });
        let talked = self.at(-6, 19, 0)?;
        let said = "楼上同意改时间，施工队要求写清楚每天几点到几点。";
        let meeting = met(talked, "楼上业主家里", said);
        self.step(talked + TimeDelta::minutes(50), Step::Meet { name: 1, meeting });
        let text = "敲墙只在工作日 9 点到 11 点、15 点到 17 点，本月 28 日前敲完。";
        self.step(self.at(-3, 9, 5)?, Step::Propose { name: 1, text });
        self.step(self.at(-2, 20, 45)?, Step::Confirm { name: 1, party: residents[2].clone() });

        self.step(self.at(-2, 11, 10)?, Step::Open { name: 2, new: path });
        let meeting = met(self.at(0, 17, 30)?, "社区服务站调解室", "");
        self.step(self.at(-1, 16, 0)?, Step::Meet { name: 2, meeting });
        Ok(())
    }

    async fn tell(&mut self, step: Step) -> Result<(), DemoError> {
        match step {
            Step::Plan { worker, household, new } => {
                let (actor, from) = (worker.clone(), new.rhythm.from());
                let ends = new.reason == VisitReason::Bereaved;
                let make = move |tx: &mut Tx<'_>| visits::make(tx, &actor, household, &new);
                let plan = self.db.write(make).await?;
                self.go(&worker, plan, Some(from))?;
                if ends {
                    self.step(self.at(-12, 17, 0)?, Step::End { worker, plan });
                }
            }
            Step::Visit { worker, plan } => self.visit(worker, plan).await?,
            Step::End { worker, plan } => {
                let end = move |tx: &mut Tx<'_>| visits::end(tx, &worker, plan, "女儿接去同住");
                self.db.write(end).await?;
            }
            Step::Open { name, new } => {
                let (mediator, keyring) = (self.mediator.clone(), self.keyring.clone());
                let open = move |tx: &mut Tx<'_>| mediations::open(tx, &keyring, &mediator, &new);
                let id = self.db.write(open).await?;
                // They are opened in the order of their names.
                debug_assert_eq!(self.mediations.len(), name);
                self.mediations.push(id);
            }
            Step::Meet { name, meeting } => {
                let (mediator, id) = (self.mediator.clone(), self.mediation(name)?);
                self.db.write(move |tx| mediations::meet(tx, &mediator, id, &meeting)).await?;
            }
            Step::Propose { name, text } => {
                let (mediator, id) = (self.mediator.clone(), self.mediation(name)?);
                self.db.write(move |tx| mediations::propose(tx, &mediator, id, text)).await?;
            }
            Step::Confirm { name, party } => {
                let id = self.mediation(name)?;
                self.db.write(move |tx| mediations::confirm(tx, &party, id, 1)).await?;
            }
        }
        Ok(())
    }

    fn mediation(&self, name: usize) -> Result<MediationId, DemoError> {
        self.mediations.get(name).copied().ok_or_else(|| value("a mediation that was not opened"))
    }

    /// Somebody goes on the day that is due, until the last days of the story: what is due then waits.
    fn go(&mut self, worker: &Actor, plan: VisitPlanId, due: Option<NaiveDate>) -> Result<(), DemoError> {
        let last = town_time::date(self.end) - TimeDelta::days(2);
        let Some(due) = due.filter(|due| *due <= last) else { return Ok(()) };
        let minute = u32::try_from(self.chance.between(0, 59)).map_err(value)?;
        let at = self.on(due, 15, minute)?;
        self.step(at, Step::Visit { worker: worker.clone(), plan });
        Ok(())
    }

    async fn visit(&mut self, worker: Actor, plan: VisitPlanId) -> Result<(), DemoError> {
        let outcome = match self.chance.between(0, 9) {
            0 => VisitOutcome::NobodyHome,
            1 => VisitOutcome::FollowUpNeeded,
            _ => VisitOutcome::Met,
        };
        let note = match outcome {
            VisitOutcome::NobodyHome => "",
            VisitOutcome::FollowUpNeeded => "卫生间漏水，要请人来修",
            VisitOutcome::Met | VisitOutcome::Refused => self.chance.word(&NOTES),
        };
        let (actor, note) = (worker.clone(), note.to_owned());
        let record = move |tx: &mut Tx<'_>| {
            let (id, visited_at) = (tx.new_id(), tx.now() - TimeDelta::minutes(12));
            let new = NewVisit { visited_at, outcome, note };
            visits::record(tx, &actor, (id, plan), &new, None)?;
            let found = visits::plan(tx, &actor, plan)?;
            Ok::<_, visits::Error>(found.item.plan.due_on)
        };
        let due = self.db.write(record).await?;
        self.go(&worker, plan, due)
    }
}

/// Where somebody lives; a household of the grid where that is not in it.
fn home(who: &Actor, town: &Town, grid: usize) -> AreaId {
    let own = who.grants.first().map(|grant| grant.area);
    own.unwrap_or(town.grids[grid].homes[0])
}
