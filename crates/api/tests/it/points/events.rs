//! Points that follow from the journal by rule, each once.

use app::db::{DbError, NewEntry, Tx};
use contract::{
    points::{FundProgramme, ListClaims, ListSkippedEvents, SkipReason},
    tickets::ConfirmTicket,
};
use domain::{
    areas::AreaPath,
    ids::{SignUpId, UserId},
    journal::Event,
    permissions::Role,
    points::{Activity, Basis, Cap, Caps, ClaimStateName, EventRule, Source, WalletKind},
};
use serde::Serialize;

use super::{GRID, HOME, Person, Town, activity, rules, started};
use crate::{
    inspections::Inspection,
    support::TestServer,
    tickets::{close, report, take},
};

/// What shifts of volunteers tell the journal.
#[derive(Serialize)]
struct Attendance {
    #[serde(skip)]
    name: &'static str,
    shift: UserId,
    sign_up: SignUpId,
    person: UserId,
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<u32>,
}

impl Event for Attendance {
    fn name(&self) -> &'static str {
        self.name
    }
}

/// Lets the journal be sealed and reads it to its end.
pub async fn follow(server: &TestServer) {
    use diesel::prelude::*;
    let all = |tx: &mut Tx<'_>| -> Result<i64, DbError> {
        Ok(app::db::schema::journal::table.count().get_result(tx.db())?)
    };
    let mut size = server.store.db.read_blocking(all).unwrap();
    loop {
        crate::journal::sealed(server, u64::try_from(size).unwrap()).await;
        while server.store.db.write_in_turn_blocking(app::points::events::run).unwrap() > 0 {}
        let now = server.store.db.read_blocking(all).unwrap();
        if now == size {
            return;
        }
        size = now;
    }
}

impl Town {
    async fn follow(&self) {
        follow(&self.server).await;
    }

    fn tell(&self, event: Attendance) {
        let area = AreaPath::parse(GRID).unwrap();
        let subject = format!("sign_up:{}", event.sign_up);
        let append = move |tx: &mut Tx<'_>| tx.journal(NewEntry { actor: None, area: &area, subject, event });
        self.server.store.write(append).unwrap();
    }

    fn attendance(&self, person: Person, sign_up: SignUpId) -> Attendance {
        let name = "volunteering.attended";
        Attendance {
            name,
            shift: person.0,
            sign_up,
            person: person.0,
            minutes: None,
            before: None,
            after: None,
        }
    }
}

fn hourly(points: i64) -> Activity {
    let by_event = Some(EventRule::Volunteering);
    Activity { basis: Basis::Hour, by_event, ..activity("volunteering", points) }
}

#[actix_web::test]
async fn who_reported_what_was_solved_earns_once() {
    let solved = Activity { by_event: Some(EventRule::TicketSolved), ..activity("report", 8) };
    let it = Town::new(WalletKind::Person, rules(vec![solved]), 100).await;
    it.server.store.write(app::categories::seed).unwrap();
    let resident = it.resident(HOME);
    let (me, worker) = (it.client(resident), it.client(it.worker));
    let ticket = report(&me, "路灯不亮").await.ticket.id;
    take(&worker, ticket).await.unwrap();
    close(&worker, ticket).await.unwrap();
    it.follow().await;
    assert_eq!(it.wallet(resident).await.balance, 0);
    let body = ConfirmTicket { rating: 5, text: None };
    me.confirm_ticket(ticket, &body, None).await.unwrap();
    it.follow().await;
    it.follow().await;
    assert_eq!(it.wallet(resident).await.balance, 8);
    let mine = me.list_claims(&ListClaims { mine: true, ..ListClaims::default() }).await.unwrap().items;
    assert_eq!((mine.len(), mine[0].source, mine[0].state), (1, Source::Event, ClaimStateName::Approved));
    assert!(mine[0].issuer.is_none() && mine[0].decider.is_none());
}

#[actix_web::test]
async fn a_household_that_did_well_in_a_published_check_earns() {
    let score_min = domain::inspections::Score::new(9_600).unwrap();
    let check = Activity { by_event: Some(EventRule::HouseholdCheck { score_min }), ..activity("check", 15) };
    let it = Inspection::new().await;
    let person = |role, path| it.server.world.person(&it.server.store, Some((role, path)));
    let (well, badly) = (person(Role::Resident, HOME), person(Role::Resident, "1/1/2/1/1/"));
    let official = person(Role::Official, "1/1/");
    let programme = started(&it.server, official, WalletKind::Household, rules(vec![check])).await;
    let body = FundProgramme { points: 100, note: "年初拨付".to_owned() };
    let treasurer = it.server.client_of(person(Role::Treasurer, "1/1/"));
    treasurer.fund_programme(programme, &body, None).await.unwrap();
    // 96.33 and 95.09.
    it.published_homes(&it.plan_homes(), [367, 491]).await;
    follow(&it.server).await;
    follow(&it.server).await;
    let balance = async |person| it.server.client_of(person).list_wallets().await.unwrap().items[0].balance;
    assert_eq!((balance(well).await, balance(badly).await), (15, 0));
}

#[actix_web::test]
async fn hours_of_volunteers_earn_and_a_correction_makes_good_the_difference() {
    let it = Town::new(WalletKind::Person, rules(vec![hourly(10)]), 1_000).await;
    let resident = it.resident(HOME);
    let sign_up: SignUpId = it.server.store.db.fresh_id();
    it.tell(Attendance { minutes: Some(90), ..it.attendance(resident, sign_up) });
    it.follow().await;
    assert_eq!(it.wallet(resident).await.balance, 15);
    let name = "volunteering.attendance_corrected";
    let corrected = |before, after| Attendance {
        name,
        before: Some(before),
        after: Some(after),
        ..it.attendance(resident, sign_up)
    };
    it.tell(corrected(90, 120));
    it.follow().await;
    assert_eq!(it.wallet(resident).await.balance, 20);
    it.tell(corrected(120, 30));
    it.follow().await;
    assert_eq!((it.wallet(resident).await.balance, it.shown().await.totals.left), (5, 995));
    it.tell(corrected(30, 0));
    it.follow().await;
    assert_eq!((it.wallet(resident).await.balance, it.shown().await.totals.left), (0, 1_000));
    it.tell(corrected(0, 60));
    it.follow().await;
    assert_eq!(it.wallet(resident).await.balance, 10);
    // Told by a version that says it otherwise, it is passed over.
    it.tell(Attendance { name, ..it.attendance(resident, sign_up) });
    it.follow().await;
}

#[actix_web::test]
async fn what_a_cap_or_an_empty_budget_refuses_is_listed() {
    let capped = Activity { caps: Caps { day: Some(10), ..Caps::default() }, ..hourly(10) };
    let it = Town::new(WalletKind::Person, rules(vec![capped]), 12).await;
    let (resident, other) = (it.resident(HOME), it.resident(HOME));
    for (person, minutes) in [(resident, 60), (resident, 30), (other, 30)] {
        let sign_up: SignUpId = it.server.store.db.fresh_id();
        it.tell(Attendance { minutes: Some(minutes), ..it.attendance(person, sign_up) });
        it.follow().await;
        it.server.store.clock.advance(chrono::TimeDelta::seconds(1));
    }
    assert_eq!((it.wallet(resident).await.balance, it.wallet(other).await.balance), (10, 0));
    let query = ListSkippedEvents::default();
    let skipped = it.client(it.official).list_skipped_events(it.programme, &query).await.unwrap().items;
    let seen: Vec<_> = skipped.iter().map(|event| (event.reason, event.cap, event.points)).collect();
    assert_eq!(seen, [(SkipReason::Budget, None, 5), (SkipReason::Cap, Some(Cap::ActivityDay), 5)]);
    assert_eq!(skipped[0].event, "volunteering.attended");
    let refused = it.client(resident).list_skipped_events(it.programme, &query).await;
    assert_eq!(crate::support::code(refused), "not_found");
}
