//! Volunteers for a project: shifts that are planned for it, what everybody reads of them, and the points that they earn.

use app::{
    testing::{explained, statements},
    volunteering::{Filter, Page, list, of_project},
};
use chrono::TimeDelta;
use contract::{
    funds::ListProjects,
    points::FundProgramme,
    volunteering::{
        AttendanceKind, CancelShift, ListShifts, NoteAttendance, PlanShift, ProjectVolunteering, Shift,
    },
};
use domain::{
    funds::projects::StateName,
    ids::{ProgrammeId, ProjectId, ShiftId, SignUpId},
    permissions::Role,
    points::{Activity, Basis, EventRule, WalletKind},
};
use uuid::Uuid;

use super::{FAR_HOME, HOME, OTHER_HOME};
use crate::{
    funds::{Person, TOWN, Town},
    points::{self, activity, fault, faults, follow, rules},
    support::code,
};

const GRID: &str = "1/1/1/1/";

/// So many points an hour of what the journal tells.
fn hourly(code: &str, points: i64, event: EventRule) -> Activity {
    Activity { basis: Basis::Hour, by_event: Some(event), ..activity(code, points) }
}

impl Town {
    /// A project that runs.
    async fn runs(&self) -> ProjectId {
        let proposer = self.client(self.resident(HOME));
        let id = self.in_comment(&proposer).await.summary.id;
        self.project_is(id, StateName::InProgress);
        id
    }

    /// Two hours, from so many minutes after now.
    fn shift(&self, minutes: i64, project_id: Option<ProjectId>) -> PlanShift {
        let starts_at = self.now() + TimeDelta::minutes(minutes);
        PlanShift {
            area_id: self.server.world.area(GRID),
            project_id,
            title: "翻土种花".to_owned(),
            description: "两人一组".to_owned(),
            place: "三号楼前".to_owned(),
            position: None,
            bring: None,
            starts_at,
            ends_at: starts_at + TimeDelta::hours(2),
            sign_up_until: None,
            places: 3,
            weeks: 1,
        }
    }

    async fn plan(&self, minutes: i64, project: Option<ProjectId>) -> Shift {
        let body = self.shift(minutes, project);
        self.official().plan_shift(&body, None).await.unwrap().items.remove(0)
    }

    async fn sign_up(&self, person: Person, shift: ShiftId) -> SignUpId {
        let signed = self.client(person).sign_up_for_shift(shift, None).await.unwrap();
        signed.body.mine.unwrap().id
    }

    /// Somebody was there for so long; or was not, for none.
    async fn note(&self, (shift, sign_up): (ShiftId, SignUpId), minutes: Option<u32>) {
        let kind = if minutes.is_some() { AttendanceKind::Minutes } else { AttendanceKind::Absent };
        let note = NoteAttendance { kind, minutes, reason: Some("核对了签到表".to_owned()) };
        self.official().note_attendance(shift, sign_up, &note, None).await.unwrap();
        follow(&self.server).await;
        // What is told at one moment has no order.
        self.server.store.clock.advance(TimeDelta::seconds(1));
    }

    /// A programme of the town whose journal earns this, with a thousand points.
    async fn earning(&self, activities: Vec<Activity>) -> ProgrammeId {
        let content = rules(activities);
        let id = points::started(&self.server, self.official, WalletKind::Person, content).await;
        let body = FundProgramme { points: 1_000, note: "年初拨付".to_owned() };
        self.client(self.person(Role::Treasurer)).fund_programme(id, &body, None).await.unwrap();
        id
    }

    async fn balance(&self, person: Person, programme: ProgrammeId) -> i64 {
        let all = self.client(person).list_wallets().await.unwrap().items;
        all.iter().find(|wallet| wallet.programme_id == programme).map_or(0, |wallet| wallet.balance)
    }

    /// What everybody reads: how many people, minutes and points.
    async fn figures(&self, id: ProjectId) -> (i64, i64, i64) {
        let found = self.server.anonymous().get_project_volunteering(id).await.unwrap();
        (found.people, found.minutes, found.points)
    }
}

#[actix_web::test]
async fn every_week_of_a_plan_is_for_its_project_and_is_found_by_it() {
    let it = Town::calling().await;
    let project = it.runs().await;
    it.plan(60, None).await;
    let body = PlanShift { weeks: 2, ..it.shift(60, Some(project)) };
    let made = it.official().plan_shift(&body, Some("k")).await.unwrap().items;
    assert_eq!(it.official().plan_shift(&body, Some("k")).await.unwrap().items, made);
    for shift in &made {
        let named = shift.project.as_ref().unwrap();
        assert_eq!((named.id, named.fund_id, named.title.as_str()), (project, it.fund, "楼前小花园"));
    }
    let ids: Vec<ShiftId> = made.iter().map(|shift| shift.id).collect();
    let query = ListShifts { project_id: Some(project), ..ListShifts::default() };
    // Wherever who asks lives.
    for home in [HOME, FAR_HOME] {
        let reader = it.client(it.resident(home));
        let found = reader.list_shifts(&query).await.unwrap().items;
        assert_eq!(found.iter().map(|shift| shift.id).collect::<Vec<_>>(), ids);
        assert_eq!(reader.get_shift(ids[0]).await.unwrap().body.project, made[0].project);
    }
    let near = ListShifts { area_id: Some(it.server.world.area("1/2/")), ..query.clone() };
    assert!(it.official().list_shifts(&near).await.unwrap().items.is_empty());
    let free = ListShifts { free: true, limit: Some(1), ..query };
    assert_eq!(it.official().list_shifts(&free).await.unwrap().items[0].id, ids[0]);
}

#[actix_web::test]
async fn shifts_are_planned_for_what_runs_there_alone() {
    let it = Town::calling().await;
    let project = it.runs().await;
    let nobody = it.shift(60, Some(Uuid::nil().into()));
    assert_eq!(faults(it.official().plan_shift(&nobody, None).await), fault("/project_id", "not_found"));
    let body = it.shift(60, Some(project));
    for state in StateName::ALL.into_iter().filter(|state| *state != StateName::InProgress) {
        it.project_is(project, state);
        let refused = it.official().plan_shift(&body, None).await;
        assert_eq!(code(refused), "shift_project_not_running", "{state:?}");
    }
    // What is not public is not told of.
    let worker = it.server.signed_in(Role::GridWorker, GRID);
    let draft = it.draft(&it.client(it.resident(HOME))).await.summary.id;
    let refused = worker.plan_shift(&it.shift(60, Some(draft)), None).await;
    assert_eq!(faults(refused), fault("/project_id", "not_found"));
    it.project_is(project, StateName::InProgress);
    let elsewhere = PlanShift { area_id: it.server.world.area("1/2/"), ..body.clone() };
    let refused = it.server.signed_in(Role::Official, "1/2/").plan_shift(&elsewhere, None).await;
    assert_eq!(faults(refused), fault("/project_id", "shift_project_elsewhere"));
    // Who may not plan there hears nothing of the project.
    let resident = it.client(it.resident(HOME));
    assert_eq!(code(resident.plan_shift(&body, None).await), "not_allowed");
    worker.plan_shift(&body, None).await.unwrap();
}

#[actix_web::test]
async fn the_projects_listed_for_a_place_are_those_that_planning_there_lets_pass() {
    let it = Town::calling().await;
    let project = it.runs().await;
    let planner = it.server.signed_in(Role::Official, "1/");
    for state in [StateName::InProgress, StateName::Reported] {
        it.project_is(project, state);
        for (place, near) in [("1/", true), (TOWN, true), (GRID, true), ("1/1/2/", true), ("1/2/", false)] {
            let area_id = it.server.world.area(place);
            let query = ListProjects { shift_area_id: Some(area_id), ..ListProjects::default() };
            let listed = it.server.anonymous().list_projects(&query).await.unwrap().items;
            let passed =
                planner.plan_shift(&PlanShift { area_id, ..it.shift(60, Some(project)) }, None).await;
            assert_eq!(listed.iter().any(|one| one.id == project), passed.is_ok(), "{state:?} {place}");
            assert_eq!(passed.is_ok(), near && state == StateName::InProgress, "{state:?} {place}");
        }
    }
    let nowhere = ListProjects { shift_area_id: Some(Uuid::nil().into()), ..ListProjects::default() };
    assert!(it.official().list_projects(&nowhere).await.unwrap().items.is_empty());
}

#[actix_web::test]
async fn everybody_reads_which_shifts_of_a_project_come_next() {
    let it = Town::calling().await;
    let project = it.runs().await;
    assert_eq!(
        it.server.anonymous().get_project_volunteering(project).await.unwrap(),
        ProjectVolunteering::default()
    );
    let first = it.plan(60, Some(project)).await.id;
    let off = it.plan(120, Some(project)).await.id;
    it.official().cancel_shift(off, &CancelShift { reason: "有大雨".to_owned() }, None).await.unwrap();
    it.plan(120, None).await;
    let mut later = Vec::new();
    for hour in 3..8 {
        later.push(it.plan(hour * 60, Some(project)).await.id);
    }
    it.sign_up(it.resident(HOME), first).await;
    let shown = async || it.server.anonymous().get_project_volunteering(project).await.unwrap();
    let found = shown().await;
    let ids: Vec<ShiftId> = found.coming.iter().map(|shift| shift.id).collect();
    assert_eq!((ids[0], &ids[1..], found.more), (first, &later[..4], true));
    assert_eq!((found.coming[0].places, found.coming[0].free), (3, 2));
    // One that goes on can still be joined at the counter; one that is over does not come.
    it.server.store.clock.advance(TimeDelta::minutes(90));
    assert_eq!(shown().await.coming[0].id, first);
    it.server.store.clock.advance(TimeDelta::minutes(90));
    let found = shown().await;
    let ids: Vec<ShiftId> = found.coming.iter().map(|shift| shift.id).collect();
    assert_eq!((ids, found.more), (later, false));
    // A draft is nobody else's.
    let draft = it.draft(&it.client(it.resident(HOME))).await.summary.id;
    assert_eq!(code(it.server.anonymous().get_project_volunteering(draft).await), "not_found");
}

#[actix_web::test]
async fn work_for_a_project_earns_by_its_own_activity_and_is_told_to_everybody() {
    let it = Town::calling().await;
    let project = it.runs().await;
    let both = vec![
        hourly("volunteering", 10, EventRule::Volunteering),
        hourly("project_work", 30, EventRule::ProjectVolunteering),
    ];
    let programme = it.earning(both).await;
    let (one, two) = (it.resident(HOME), it.resident(OTHER_HOME));
    let (first, second) = (it.plan(60, Some(project)).await.id, it.plan(200, Some(project)).await.id);
    let other = it.plan(400, None).await.id;
    let (one_first, two_first) = (it.sign_up(one, first).await, it.sign_up(two, first).await);
    let (one_second, one_other) = (it.sign_up(one, second).await, it.sign_up(one, other).await);
    it.server.store.clock.advance(TimeDelta::minutes(600));
    it.note((first, one_first), Some(60)).await;
    it.note((first, two_first), Some(90)).await;
    it.note((second, one_second), Some(20)).await;
    it.note((other, one_other), Some(120)).await;
    // 30 and 10 for the project, 20 for the other shift.
    assert_eq!((it.balance(one, programme).await, it.balance(two, programme).await), (60, 45));
    assert_eq!(it.figures(project).await, (2, 170, 85));
    // A correction adds, takes back, and takes away.
    it.note((first, one_first), Some(100)).await;
    assert_eq!((it.balance(one, programme).await, it.figures(project).await), (80, (2, 210, 105)));
    it.note((first, one_first), Some(40)).await;
    assert_eq!((it.balance(one, programme).await, it.figures(project).await), (50, (2, 150, 75)));
    it.note((first, two_first), None).await;
    assert_eq!((it.balance(two, programme).await, it.figures(project).await), (0, (1, 60, 30)));
    it.note((first, two_first), Some(0)).await;
    assert_eq!(it.figures(project).await, (1, 60, 30));
    // What is over stays told.
    it.project_is(project, StateName::Archived);
    assert_eq!(it.figures(project).await, (1, 60, 30));
}

#[actix_web::test]
async fn where_no_activity_is_for_projects_their_shifts_earn_like_others() {
    let it = Town::calling().await;
    let project = it.runs().await;
    let any = it.earning(vec![hourly("volunteering", 10, EventRule::Volunteering)]).await;
    let alone = it.earning(vec![hourly("project_work", 30, EventRule::ProjectVolunteering)]).await;
    let person = it.resident(HOME);
    let (shift, other) = (it.plan(60, Some(project)).await.id, it.plan(200, None).await.id);
    let (signed, signed_other) = (it.sign_up(person, shift).await, it.sign_up(person, other).await);
    it.server.store.clock.advance(TimeDelta::minutes(400));
    it.note((shift, signed), Some(60)).await;
    assert_eq!((it.balance(person, any).await, it.balance(person, alone).await), (10, 30));
    it.note((other, signed_other), Some(60)).await;
    assert_eq!((it.balance(person, any).await, it.balance(person, alone).await), (20, 30));
    assert_eq!(it.figures(project).await, (1, 60, 40));
}

#[actix_web::test]
async fn reading_it_asks_the_store_as_often_for_many_shifts_as_for_one() {
    let it = Town::calling().await;
    let project = it.runs().await;
    let store = &it.server.store;
    let count = || statements(store, |tx| of_project(tx, None, project)).unwrap().1;
    let reader = store.db.read_blocking(|tx| app::identity::load_actor(tx, it.official.1)).unwrap().unwrap();
    let listed = |limit| {
        let filter = Filter { project: Some(project), ..Filter::default() };
        statements(store, |tx| list(tx, &reader, &filter, Page { after: None, limit })).unwrap()
    };
    let person = it.resident(HOME);
    let first = it.plan(60, Some(project)).await.id;
    let signed = it.sign_up(person, first).await;
    store.clock.advance(TimeDelta::minutes(200));
    it.note((first, signed), Some(60)).await;
    let few = count();
    for n in 1..8 {
        let shift = it.plan(n * 150, Some(project)).await.id;
        it.sign_up(person, shift).await;
        it.sign_up(it.resident(OTHER_HOME), shift).await;
    }
    assert_eq!((few, count()), (7, 7));
    let ((one, once), (all, often)) = (listed(1), listed(20));
    assert_eq!((one.len(), all.len(), once), (1, 8, often));
    assert!(often <= 6, "{often}");
}

#[actix_web::test]
async fn shifts_and_claims_of_a_project_are_found_by_their_indexes() {
    let it = Town::calling().await;
    let project = it.runs().await;
    let plans = explained(&it.server.store, |tx| of_project(tx, None, project)).unwrap();
    for (index, reads) in [("shifts_project", 2), ("claims_project", 1)] {
        let by_it = plans.iter().filter(|plan| plan.contains(index)).count();
        assert_eq!(by_it, reads, "{plans:#?}");
    }
}
