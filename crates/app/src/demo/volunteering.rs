//! Volunteers: two months of Saturdays along the river, one shift that is full, one that is called off, one that is under
//! way as the story ends, and what comes after it.

use std::collections::VecDeque;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use domain::{
    ids::{AreaId, ShiftId},
    permissions::Actor,
    town_time,
    volunteering::{CheckCode, CheckKind, Times, VolunteeringError},
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
    db::Database,
    volunteering::{self, Error, NewShift, Note, Words},
};

/// Saturdays that are over, and that come.
const WEEKS_PAST: i64 = 8;
const WEEKS_COMING: i64 = 4;

/// A plan of the story.
struct Plan {
    organiser: Actor,
    area: AreaId,
    words: Words,
    times: Times,
    places: u32,
    weeks: u32,
    made: Vec<ShiftId>,
}

/// One thing that happens; shifts are named by their plan and week.
enum Step {
    Plan(usize),
    SignUp(usize, usize, Actor),
    Withdraw(usize, usize, Actor),
    Check(usize, usize, Actor, CheckKind),
    Decide(usize, usize, Actor, u32, &'static str),
    Absences,
    Cancel(usize, usize, &'static str),
}

/// The shifts, told up to a moment.
pub(super) struct Shifts<'a> {
    db: &'a Database,
    clock: &'a DemoClock,
    keyring: &'a Keyring,
    plans: Vec<Plan>,
    steps: VecDeque<(DateTime<Utc>, Step)>,
}

struct Composer<'a> {
    people: &'a People,
    chance: Chance,
    end: DateTime<Utc>,
    plans: Vec<Plan>,
    steps: Vec<(DateTime<Utc>, Step)>,
}

impl<'a> Shifts<'a> {
    pub(super) fn new(
        (db, clock, keyring): (&'a Database, &'a DemoClock, &'a Keyring),
        people: &People,
        town: &Town,
        end: DateTime<Utc>,
        chance: Chance,
    ) -> Result<Self, DemoError> {
        let mut composer = Composer { people, chance, end, plans: Vec::new(), steps: Vec::new() };
        composer.saturdays(town)?;
        composer.under_way(town)?;
        composer.full(town)?;
        composer.called_off(town)?;
        composer.coming(town)?;
        let Composer { plans, mut steps, .. } = composer;
        // What is told at one moment keeps its order.
        steps.sort_by_key(|(at, _)| *at);
        Ok(Self { db, clock, keyring, plans, steps: steps.into() })
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

    fn shift(&self, plan: usize, week: usize) -> Result<ShiftId, DemoError> {
        self.plans[plan].made.get(week).copied().ok_or_else(|| value("a shift that was not planned"))
    }

    async fn tell(&mut self, step: Step) -> Result<(), DemoError> {
        match step {
            Step::Plan(plan) => {
                let Plan { organiser, area, words, times, places, weeks, .. } = &self.plans[plan];
                let new = NewShift {
                    area: *area,
                    project: None,
                    words: words.clone(),
                    times: *times,
                    places: *places,
                    weeks: *weeks,
                };
                let organiser = organiser.clone();
                let made = self.db.write(move |tx| volunteering::plan(tx, &organiser, &new)).await?;
                self.plans[plan].made = made.into_iter().map(|item| item.id).collect();
            }
            Step::SignUp(plan, week, who) => {
                let id = self.shift(plan, week)?;
                match self.db.write(move |tx| volunteering::sign_up(tx, &who, id)).await {
                    // The story ends at any hour: what then lies upon a Saturday is not for the same people.
                    Ok(_) | Err(Error::Overlap(_)) => {}
                    Err(other) => return Err(other.into()),
                }
            }
            Step::Withdraw(plan, week, who) => {
                let id = self.shift(plan, week)?;
                let work = move |tx: &mut crate::db::Tx<'_>| volunteering::withdraw(tx, &who, id);
                unless_absent(self.db.write(work).await)?;
            }
            Step::Check(plan, week, who, kind) => {
                let (id, organiser) = (self.shift(plan, week)?, self.plans[plan].organiser.clone());
                let keyring = self.keyring.clone();
                let work = move |tx: &mut crate::db::Tx<'_>| {
                    let shown = volunteering::check_code(tx, &keyring, &organiser, id, kind)?;
                    volunteering::check(tx, &keyring, &who, CheckCode::parse(&shown.code).as_ref())
                };
                unless_absent(self.db.write(work).await)?;
            }
            Step::Decide(plan, week, who, minutes, reason) => {
                let (id, organiser) = (self.shift(plan, week)?, self.plans[plan].organiser.clone());
                let note = Note::Minutes { minutes, reason: reason.to_owned() };
                let work = move |tx: &mut crate::db::Tx<'_>| {
                    let mine = volunteering::shift(tx, &who, id)?.mine.ok_or(Error::NotSignedUp)?;
                    volunteering::note(tx, &organiser, id, mine.id(), &note)
                };
                unless_absent(self.db.write(work).await)?;
            }
            Step::Absences => {
                self.db.write(volunteering::note_absences).await?;
            }
            Step::Cancel(plan, week, reason) => {
                let (id, organiser) = (self.shift(plan, week)?, self.plans[plan].organiser.clone());
                self.db.write(move |tx| volunteering::cancel(tx, &organiser, id, reason)).await?;
            }
        }
        Ok(())
    }
}

/// Who could not sign up, or waited in vain, has nothing to go on with.
fn unless_absent<T>(done: Result<T, Error>) -> Result<(), DemoError> {
    match done {
        Ok(_) | Err(Error::NotSignedUp | Error::Rule(VolunteeringError::NoPlace)) => Ok(()),
        Err(other) => Err(other.into()),
    }
}

fn words(title: &str, description: &str, place: &str, bring: Option<&str>) -> Words {
    Words {
        title: title.to_owned(),
        description: description.to_owned(),
        place: place.to_owned(),
        bring: bring.map(str::to_owned),
        position: None,
    }
}

impl Composer<'_> {
    /// A time of the town, so many days from the story's last one.
    fn at(&self, days: i64, hour: u32, minute: u32) -> Result<DateTime<Utc>, DemoError> {
        let day = town_time::date(self.end) + TimeDelta::days(days);
        let time = NaiveTime::from_hms_opt(hour, minute, 0).ok_or_else(|| value("a time of day"))?;
        let ahead = TimeDelta::seconds(i64::from(town_time::offset().local_minus_utc()));
        Ok((day.and_time(time) - ahead).and_utc())
    }

    fn step(&mut self, at: DateTime<Utc>, step: Step) {
        self.steps.push((at, step));
    }

    fn plan(&mut self, at: DateTime<Utc>, plan: Plan) -> usize {
        self.plans.push(plan);
        let index = self.plans.len() - 1;
        self.step(at, Step::Plan(index));
        index
    }

    /// People of the community, the printed logins first.
    fn crowd(&self) -> Vec<Actor> {
        self.people.grids.iter().take(4).flat_map(|grid| grid.residents.iter().cloned()).collect()
    }

    /// Days from the story's last one to the Saturday before it, or itself.
    fn saturday(&self) -> i64 {
        use chrono::Datelike as _;
        let since = town_time::date(self.end).weekday().num_days_from_monday();
        -i64::from((since + 2) % 7)
    }

    /// Every Saturday morning along the river: most come, some do not, one forgets to check out.
    fn saturdays(&mut self, town: &Town) -> Result<(), DemoError> {
        let first = self.saturday() - 7 * (WEEKS_PAST - 1);
        let starts_at = self.at(first, 8, 30)?;
        let times = Times::new(starts_at, starts_at + TimeDelta::minutes(120), None).map_err(value)?;
        let words = words(
            "河岸清洁日",
            "沿河捡拾垃圾、清理步道，两人一组。做完一起喝碗绿豆汤。",
            "石桥东头的凉亭",
            Some("手套、遮阳帽、水杯"),
        );
        let weeks = u32::try_from(WEEKS_PAST + WEEKS_COMING).map_err(value)?;
        let organiser = self.people.grids[0].worker.clone();
        let plan =
            Plan { organiser, area: town.grids[0].id, words, times, places: 10, weeks, made: Vec::new() };
        let planned = self.at(first - 3, 10, 0)?;
        let plan = self.plan(planned, plan);
        for week in 0..usize::try_from(WEEKS_PAST).map_err(value)? {
            let starts_at = starts_at + TimeDelta::weeks(i64::try_from(week).map_err(value)?);
            self.saturday_of(plan, week, starts_at);
        }
        let crowd = self.crowd();
        let next = usize::try_from(WEEKS_PAST).map_err(value)?;
        for (number, who) in crowd.into_iter().take(5).enumerate() {
            let at = self.end - TimeDelta::minutes(300 - 20 * i64::try_from(number).map_err(value)?);
            self.step(at, Step::SignUp(plan, next, who));
        }
        Ok(())
    }

    fn saturday_of(&mut self, plan: usize, week: usize, starts_at: DateTime<Utc>) {
        let ends_at = starts_at + TimeDelta::minutes(120);
        let minutes = TimeDelta::minutes;
        for (number, who) in self.crowd().into_iter().enumerate() {
            // Two of three, the printed login always.
            if number > 0 && !self.chance.percent(55) {
                continue;
            }
            let signed = starts_at - minutes(self.chance.between(90, 2_800));
            self.step(signed, Step::SignUp(plan, week, who.clone()));
            match (number, week % 4) {
                // They did not come.
                (1, 1) | (3, 2) => {}
                (0, 3) => {
                    self.step(starts_at + minutes(5), Step::Check(plan, week, who.clone(), CheckKind::In));
                    let decided = ends_at + minutes(200);
                    self.step(decided, Step::Decide(plan, week, who, 115, "走的时候忘了签退，现场有人证明"));
                }
                _ => {
                    let came = starts_at + minutes(self.chance.between(-20, 12));
                    let went = ends_at + minutes(self.chance.between(-25, 20));
                    self.step(came, Step::Check(plan, week, who.clone(), CheckKind::In));
                    self.step(went, Step::Check(plan, week, who, CheckKind::Out));
                }
            }
        }
        self.step(ends_at + minutes(30), Step::Absences);
    }

    /// It has begun as the story ends: some are there, some are still to come.
    fn under_way(&mut self, town: &Town) -> Result<(), DemoError> {
        let starts_at = self.end - TimeDelta::minutes(20);
        let times = Times::new(starts_at, starts_at + TimeDelta::minutes(150), None).map_err(value)?;
        let words = words(
            "楼道大扫除",
            "清走楼道里的杂物，擦扶手、扫台阶。",
            "1 栋门口集合",
            Some("扫帚、抹布；口罩现场发"),
        );
        let organiser = self.people.grids[0].worker.clone();
        let plan =
            Plan { organiser, area: town.grids[0].id, words, times, places: 8, weeks: 1, made: Vec::new() };
        let plan = self.plan(self.at(-4, 15, 0)?, plan);
        for (number, who) in self.crowd().into_iter().take(6).enumerate() {
            let number = i64::try_from(number).map_err(value)?;
            self.step(
                self.at(-2, 18, 0)? + TimeDelta::minutes(7 * number),
                Step::SignUp(plan, 0, who.clone()),
            );
            if (2..5).contains(&number) {
                let came = starts_at + TimeDelta::minutes(number - 6);
                self.step(came, Step::Check(plan, 0, who, CheckKind::In));
            }
        }
        Ok(())
    }

    /// Three places and five who want one; the second of them waits first.
    fn full(&mut self, town: &Town) -> Result<(), DemoError> {
        let starts_at = self.at(2, 7, 10)?;
        let times = Times::new(starts_at, starts_at + TimeDelta::minutes(90), None).map_err(value)?;
        let words = words(
            "上学路口护送",
            "早高峰在学校门口的路口值守，提醒行人看灯、车辆让行。",
            "实验小学东门路口",
            Some("马甲、哨子现场发"),
        );
        let organiser = self.people.official.clone();
        let plan = Plan { organiser, area: town.id, words, times, places: 3, weeks: 1, made: Vec::new() };
        let plan = self.plan(self.at(-6, 9, 0)?, plan);
        let crowd = self.crowd();
        for (number, index) in [0, 4, 5, 1, 6].into_iter().enumerate() {
            let at = self.at(-3, 12, 0)? + TimeDelta::minutes(9 * i64::try_from(number).map_err(value)?);
            self.step(at, Step::SignUp(plan, 0, crowd[index].clone()));
        }
        // Somebody withdrew and the first who waited moved up; another took the last place of the line.
        self.step(self.at(-2, 9, 0)?, Step::SignUp(plan, 0, crowd[7].clone()));
        self.step(self.at(-2, 9, 30)?, Step::Withdraw(plan, 0, crowd[4].clone()));
        Ok(())
    }

    /// Called off because of the weather.
    fn called_off(&mut self, town: &Town) -> Result<(), DemoError> {
        let starts_at = self.at(1, 19, 0)?;
        let times = Times::new(starts_at, starts_at + TimeDelta::minutes(120), None).map_err(value)?;
        let words = words("露天电影维持秩序", "摆凳子、引导入场，散场后收场地。", "文化广场", None);
        let organiser = self.people.official.clone();
        let plan = Plan { organiser, area: town.id, words, times, places: 12, weeks: 1, made: Vec::new() };
        let plan = self.plan(self.at(-5, 11, 0)?, plan);
        for who in self.crowd().into_iter().take(3) {
            self.step(self.at(-3, 20, 0)?, Step::SignUp(plan, 0, who));
        }
        self.step(self.end - TimeDelta::minutes(90), Step::Cancel(plan, 0, "预报有大雨，改到下周再办。"));
        Ok(())
    }

    /// What comes in the next weeks.
    fn coming(&mut self, town: &Town) -> Result<(), DemoError> {
        let coming = [
            (3, 14, "陪老人聊聊天", "两人一组上门，陪独居老人说说话、量量血压。", "社区服务站", 6),
            (5, 9, "垃圾分类劝导", "在投放点帮邻居看看分得对不对。", "3 栋旁边的投放点", 4),
            (9, 15, "村口花坛种花", "翻土、栽花、浇水，花苗由镇里出。", "村口的大樟树下", 15),
            (12, 18, "四点半课堂", "放学后陪孩子做作业、读绘本。", "社区活动室", 5),
        ];
        for (number, (days, hour, title, description, place, places)) in coming.into_iter().enumerate() {
            let starts_at = self.at(days, hour, 0)?;
            let closes = starts_at - TimeDelta::hours(2);
            let times =
                Times::new(starts_at, starts_at + TimeDelta::minutes(120), Some(closes)).map_err(value)?;
            let grid = (2 * number) % town.grids.len();
            let organiser = self.people.grids[grid].worker.clone();
            let words = words(title, description, place, None);
            let plan = Plan {
                organiser,
                area: town.grids[grid].id,
                words,
                times,
                places,
                weeks: 1,
                made: Vec::new(),
            };
            let plan = self.plan(self.at(-2, 10, 0)? + TimeDelta::minutes(17), plan);
            for who in self.crowd().into_iter().skip(8 + number).take(2) {
                self.step(self.at(-1, 12, 0)?, Step::SignUp(plan, 0, who));
            }
        }
        Ok(())
    }
}
