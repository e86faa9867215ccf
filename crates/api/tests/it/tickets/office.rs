//! What an office and whoever works on a ticket can do beside solving it.

use app::tickets::end_waits;
use chrono::{DateTime, TimeDelta, Utc};
use client::{Client, ClientError};
use contract::tickets::{
    AssignTicket, DecideAppeal, GiveReason, HandOverTicket, ListTickets, MergeTicket, Ticket, WaitForOthers,
};
use domain::{
    ids::TicketId,
    permissions::Role,
    tickets::{Action, StateName, WaitReason},
};

use super::{GRID, HOME, close, matter, neighbours, refusals::bad_field, report, take, town};
use crate::{
    notifications::told_of,
    support::{TestServer, code},
};

/// The town around the grid.
const TOWN: &str = "1/1/";
/// Another grid of the same village.
const BESIDE: &str = "1/1/1/2/";

fn because(text: &str) -> GiveReason {
    GiveReason { text: text.to_owned() }
}

fn official(server: &TestServer) -> Client {
    server.signed_in(Role::Official, TOWN)
}

async fn waits(
    client: &Client,
    id: TicketId,
    reason: WaitReason,
    until: DateTime<Utc>,
) -> Result<Ticket, ClientError> {
    let body = WaitForOthers { reason, until, text: "等供电公司停电".to_owned() };
    Ok(client.wait_for_others(id, &body, None).await?.body)
}

#[actix_web::test]
async fn accepting_answers_and_leaves_the_work_to_others() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let id = report(&resident, "路灯不亮").await.ticket.id;
    let accepted = official(&server).accept_ticket(id, None).await.unwrap().body;
    assert_eq!(accepted.ticket.state, StateName::Accepted);
    assert!(accepted.ticket.answered_at.is_some());
    assert_eq!(code(worker.accept_ticket(id, None).await), "ticket_already_taken");
    assert_eq!(take(&worker, id).await.unwrap().ticket.state, StateName::InProgress);
    assert_eq!(told_of(&resident, "ticket.accepted").await.subject, format!("ticket:{id}"));
}

#[actix_web::test]
async fn what_is_given_to_somebody_is_theirs_to_begin_and_to_give_back() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let colleague = server.world.person(&server.store, Some((Role::GridWorker, GRID)));
    let id = report(&resident, "路灯不亮").await.ticket.id;
    let to = AssignTicket { handler_id: Some(colleague.0) };
    let given = official(&server).assign_ticket(id, &to, None).await.unwrap().body;
    assert_eq!(given.ticket.state, StateName::Assigned);
    let colleague = server.client_of(colleague);
    assert_eq!(code(take(&worker, id).await), "ticket_already_taken");
    assert_eq!(code(close(&colleague, id).await), "ticket_not_taken");
    assert_eq!(code(worker.hand_back_ticket(id, &because("不归我"), None).await), "ticket_not_yours");
    assert_eq!(take(&colleague, id).await.unwrap().ticket.state, StateName::InProgress);
    let back = colleague.hand_back_ticket(id, &because("我这几天请假"), None).await.unwrap().body;
    assert_eq!((back.ticket.state, back.ticket.handler), (StateName::Accepted, None));
    assert_eq!(back.timeline.last().unwrap().text.as_deref(), Some("我这几天请假"));
    assert_eq!(code(colleague.hand_back_ticket(id, &because("x"), None).await), "ticket_not_taken");
    take(&worker, id).await.unwrap();
}

#[actix_web::test]
async fn somebody_else_decides_on_an_appeal_once() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let (first, second) = (official(&server), official(&server));
    let id = report(&resident, "路灯不亮").await.ticket.id;
    let no = because("不属于本镇，请拨打供电服务热线");
    let yes = DecideAppeal { overturned: true, text: "应当受理".to_owned() };
    assert_eq!(code(resident.appeal_rejection(id, &because("x"), None).await), "ticket_not_rejected");
    assert_eq!(code(second.decide_appeal(id, &yes, None).await), "ticket_not_appealed");
    assert_eq!(code(worker.reject_ticket(id, &no, None).await), "not_allowed");
    let rejected = first.reject_ticket(id, &no, None).await.unwrap().body.ticket;
    assert_eq!(rejected.state, StateName::Rejected);
    assert!(rejected.appeal_until.is_some() && rejected.answered_at.is_some());
    assert_eq!(code(take(&worker, id).await), "ticket_ended");
    assert_eq!(told_of(&resident, "ticket.rejected").await.subject, format!("ticket:{id}"));
    // It is no open matter any more, until its reporter appeals.
    let open = ListTickets::default().in_states(&[StateName::Rejected, StateName::Appealed]);
    assert_eq!(first.list_tickets(&open).await.unwrap().items.len(), 1);

    let appealed = resident.appeal_rejection(id, &because("就在村口"), None).await.unwrap().body;
    assert_eq!((appealed.ticket.state, appealed.ticket.handler), (StateName::Appealed, None));
    assert_eq!(code(take(&worker, id).await), "ticket_appeal_open");
    assert_eq!(code(first.decide_appeal(id, &yes, None).await), "own_rejection_not_decided");
    told_of(&second, "ticket.appealed").await;
    let open = ListTickets::default().in_states(&[StateName::Appealed]);
    assert_eq!(second.list_tickets(&open).await.unwrap().items.len(), 1);
    let refused = DecideAppeal { overturned: false, text: "确实不归我们管".to_owned() };
    let stands = second.decide_appeal(id, &refused, None).await.unwrap().body.ticket;
    assert_eq!((stands.state, stands.appeal_until), (StateName::Rejected, None));
    assert_eq!(code(resident.appeal_rejection(id, &because("x"), None).await), "objection_window_passed");

    let other = report(&resident, "第二盏").await.ticket.id;
    first.reject_ticket(other, &no, None).await.unwrap();
    resident.appeal_rejection(other, &because("就在村口"), None).await.unwrap();
    assert_eq!(second.decide_appeal(other, &yes, None).await.unwrap().body.ticket.state, StateName::Accepted);
    take(&worker, other).await.unwrap();
}

#[actix_web::test]
async fn an_appeal_after_its_time_comes_too_late() {
    let server = town().await;
    let person = server.world.person(&server.store, Some((Role::Resident, HOME)));
    let id = report(&server.client_of(person), "路灯不亮").await.ticket.id;
    official(&server).reject_ticket(id, &because("不归本镇"), None).await.unwrap();
    server.store.clock.advance(TimeDelta::hours(72));
    let appeal = server.client_of(person).appeal_rejection(id, &because("x"), None).await;
    assert_eq!(code(appeal), "objection_window_passed");
}

#[actix_web::test]
async fn the_clock_stands_for_others_and_goes_on_by_itself() {
    let server = town().await;
    let worker_of = server.world.person(&server.store, Some((Role::GridWorker, GRID)));
    let resident = server.signed_in(Role::Resident, HOME);
    let worker = server.client_of(worker_of);
    let id = report(&resident, "路灯不亮").await.ticket.id;
    let now = server.store.db.now();
    let later = now + TimeDelta::days(10);
    assert_eq!(code(waits(&worker, id, WaitReason::Reporter, later).await), "ticket_not_taken");
    let due = take(&worker, id).await.unwrap().ticket.solve_due_at;
    assert_eq!(code(worker.resume_ticket(id, None).await), "ticket_not_waiting");
    for wrong in [now, now + TimeDelta::days(31)] {
        let refused = bad_field(waits(&worker, id, WaitReason::Reporter, wrong).await);
        assert_eq!(refused, ("/until".to_owned(), "wait_length".to_owned()));
    }
    let waiting = waits(&worker, id, WaitReason::OtherAuthority, later).await.unwrap().ticket;
    assert_eq!(waiting.state, StateName::Waiting);
    assert_eq!((waiting.wait_reason, waiting.wait_until), (Some(WaitReason::OtherAuthority), Some(later)));
    assert!(waiting.paused_at.is_some());
    assert_eq!(code(close(&worker, id).await), "ticket_waits");
    told_of(&resident, "ticket.waiting").await;

    // Seven days of its time pass while it waits, and it is not late; then it goes on by itself.
    server.store.clock.advance(TimeDelta::days(9));
    let worker = server.client_of(worker_of);
    assert!(!worker.get_ticket(id).await.unwrap().body.ticket.overdue);
    let overdue = ListTickets { overdue: true, ..ListTickets::default() };
    assert!(worker.list_tickets(&overdue).await.unwrap().items.is_empty());
    let sweep = || server.store.write(end_waits).unwrap();
    assert_eq!(sweep(), 0);
    server.store.clock.advance(TimeDelta::days(1));
    assert_eq!((sweep(), sweep()), (1, 0));
    let worker = server.client_of(worker_of);
    let again = worker.get_ticket(id).await.unwrap().body.ticket;
    assert_eq!((again.state, again.paused_at, again.wait_until), (StateName::InProgress, None, None));
    assert_eq!(again.solve_due_at, due + (later - waiting.paused_at.unwrap()));

    // Ordering material is part of the work.
    let until = server.store.db.now() + TimeDelta::days(2);
    let waiting = waits(&worker, id, WaitReason::Material, until).await.unwrap().ticket;
    assert_eq!((waiting.paused_at, waiting.solve_due_at), (None, again.solve_due_at));
    let resumed = worker.resume_ticket(id, None).await.unwrap().body.ticket;
    assert_eq!((resumed.state, resumed.solve_due_at), (StateName::InProgress, again.solve_due_at));
}

#[actix_web::test]
async fn a_ticket_goes_to_the_area_whose_it_is() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let beside = server.signed_in(Role::GridWorker, BESIDE);
    let id = report(&resident, "路灯不亮").await.ticket.id;
    let over = |path: &str| HandOverTicket {
        area_id: server.world.area(path),
        text: "这段路归隔壁网格".to_owned(),
    };
    // Not to where it is, not to a household, not to another town.
    for wrong in [GRID, HOME, "1/2/"] {
        let refused = bad_field(worker.hand_over_ticket(id, &over(wrong), None).await);
        assert_eq!(refused, ("/area_id".to_owned(), "not_found".to_owned()), "{wrong}");
    }
    assert_eq!(code(resident.hand_over_ticket(id, &over(BESIDE), None).await), "not_allowed");
    worker.hand_over_ticket(id, &over(BESIDE), None).await.unwrap();
    assert_eq!(code(worker.get_ticket(id).await), "not_found");
    assert!(worker.list_tickets(&ListTickets::default()).await.unwrap().items.is_empty());
    let there = beside.list_tickets(&ListTickets::default()).await.unwrap().items;
    assert_eq!((there.len(), there[0].state, there[0].answered_at), (1, StateName::Submitted, None));
    assert_eq!(there[0].area.path.to_string(), BESIDE);
    told_of(&beside, "ticket.handed_over").await;
    told_of(&resident, "ticket.handed_over").await;

    // Somebody's work is theirs to hand over, or an office's; up to the area around it.
    take(&beside, id).await.unwrap();
    let colleague = server.signed_in(Role::GridWorker, BESIDE);
    assert_eq!(code(colleague.hand_over_ticket(id, &over("1/1/1/"), None).await), "ticket_not_yours");
    beside.hand_over_ticket(id, &over("1/1/1/"), None).await.unwrap();
    let above = server.signed_in(Role::Official, "1/1/1/").get_ticket(id).await.unwrap().body.ticket;
    assert_eq!((above.state, above.handler), (StateName::Accepted, None));
    assert!(above.answered_at.is_some());
}

#[actix_web::test]
async fn two_reports_of_one_matter_go_on_as_one() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let neighbour = server.signed_in(Role::Resident, "1/1/1/1/2/");
    let first = report(&resident, "路灯不亮").await.ticket;
    server.store.clock.advance(TimeDelta::minutes(5));
    let second = report(&neighbour, "村口路灯坏了").await.ticket;
    let into =
        |number: &str| MergeTicket { into: number.to_owned(), text: Some("是同一盏灯".to_owned()) };

    let bad = |answer| bad_field(answer);
    let merge = async |id, number: &str| worker.merge_ticket(id, &into(number), None).await;
    assert_eq!(bad(merge(first.id, "2026-999999").await), ("/into".into(), "not_found".into()));
    assert_eq!(bad(merge(first.id, "路灯").await), ("/into".into(), "ticket_number".into()));
    assert_eq!(code(merge(first.id, &first.number).await), "ticket_merge_unfit");
    let far = server.signed_in(Role::Resident, "1/1/2/1/1/");
    let theirs = report(&far, "石桥的路灯").await.ticket;
    assert_eq!(bad(merge(first.id, &theirs.number).await), ("/into".into(), "not_found".into()));

    // The older into the newer: its time counts on.
    let merged = merge(first.id, &second.number).await.unwrap().body;
    assert_eq!(merged.ticket.state, StateName::Merged);
    assert_eq!(merged.merged_into.as_ref().unwrap().number, second.number);
    let both = worker.get_ticket(second.id).await.unwrap().body;
    assert_eq!(both.ticket.solve_due_at, first.solve_due_at);
    assert_eq!(both.timeline.last().unwrap().kind, "joined");
    assert_eq!(code(merge(second.id, &first.number).await), "ticket_merge_unfit");
    assert_eq!(code(merge(first.id, &second.number).await), "ticket_ended");

    // Whose report was merged follows the other by their own ticket, and never reads the other's words.
    take(&worker, second.id).await.unwrap();
    let mine = resident.get_ticket(first.id).await.unwrap().body;
    assert_eq!(mine.merged_into.unwrap().state, StateName::InProgress);
    assert_eq!(code(resident.get_ticket(second.id).await), "not_found");
    let told = told_of(&resident, "ticket.taken").await;
    assert_eq!((told.subject, told.about.as_deref()), (format!("ticket:{}", first.id), Some("路灯不亮")));
    let told = told_of(&neighbour, "ticket.taken").await;
    assert_eq!(told.subject, format!("ticket:{}", second.id));
}

#[actix_web::test]
async fn what_is_merged_twice_is_followed_in_one_step() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let mut numbers = Vec::new();
    for text in ["一", "二", "三"] {
        numbers.push(report(&resident, text).await.ticket);
    }
    for (from, into) in [(0, 1), (1, 2)] {
        let body = MergeTicket { into: numbers[into].number.clone(), text: None };
        worker.merge_ticket(numbers[from].id, &body, None).await.unwrap();
    }
    let first = resident.get_ticket(numbers[0].id).await.unwrap().body;
    assert_eq!(first.merged_into.unwrap().number, numbers[2].number);
}

#[actix_web::test]
async fn of_two_keepers_at_once_one_wins_and_the_other_reads_why() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let (one, other) = (official(&server), official(&server));
    for _ in 0..8 {
        let id = report(&resident, "路灯不亮").await.ticket.id;
        let (no, why) = (because("不归本镇"), because("不归本镇"));
        let (rejected, taken) = futures_util::join!(one.reject_ticket(id, &no, None), take(&worker, id));
        assert!(rejected.is_ok() != taken.is_ok());
        let reason = match (rejected, taken) {
            (Err(error), Ok(_)) => code(Err::<(), _>(error)),
            (Ok(_), Err(error)) => code(Err::<(), _>(error)),
            _ => unreachable!(),
        };
        assert!(["ticket_already_taken", "ticket_ended"].contains(&reason.as_str()), "{reason}");
        let again = other.reject_ticket(id, &why, None).await;
        assert!(["ticket_already_taken", "ticket_ended"].contains(&code(again).as_str()));
    }
}

#[actix_web::test]
async fn the_list_of_actions_is_what_the_server_lets_pass() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let id = report(&resident, "路灯不亮").await.ticket.id;
    let actions = async |client: &Client| client.get_ticket(id).await.unwrap().body.actions;
    use Action as A;
    assert_eq!(actions(&resident).await, [A::Withdraw, A::Message]);
    let free = [A::Accept, A::Take, A::HandOver, A::Entrust, A::Call, A::Merge, A::RevealContact];
    assert_eq!(actions(&worker).await, free);
    let officials = [
        A::Accept,
        A::Take,
        A::Assign,
        A::HandOver,
        A::Entrust,
        A::Call,
        A::Reject,
        A::Merge,
        A::RevealContact,
    ];
    assert_eq!(actions(&official(&server)).await, officials);
    take(&worker, id).await.unwrap();
    let busy = [
        A::HandBack,
        A::HandOver,
        A::Entrust,
        A::Call,
        A::Wait,
        A::Solve,
        A::Merge,
        A::Message,
        A::RevealContact,
    ];
    assert_eq!(actions(&worker).await, busy);
}

#[actix_web::test]
async fn limits_in_working_time_follow_the_calendar() {
    let server = town().await;
    let (resident, _) = neighbours(&server);
    let quick = contract::tickets::ReportTicket { category: "services".to_owned(), ..matter("想咨询") };
    let due = async || {
        let ticket = resident.report_ticket(&quick, None).await.unwrap().body.ticket;
        (ticket.reported_at, ticket.answer_due_at)
    };
    let (at, answer) = due().await;
    let calendar = domain::working_time::Calendar::new(
        domain::working_time::office().unwrap(),
        &domain::working_time::ready(),
    );
    assert_eq!(answer, calendar.due(at, TimeDelta::hours(7)).unwrap());
    assert_ne!(answer, at + TimeDelta::hours(7));
}
