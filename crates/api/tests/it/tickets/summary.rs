use chrono::TimeDelta;
use contract::tickets::{AreaRates, ConfirmTicket, ListTickets, SummarizeTickets};
use domain::{
    permissions::Role,
    tickets::{Measure, Rate},
};

use super::{close, matter, neighbours, report, take, town};
use crate::support::code;

#[actix_web::test]
async fn what_lies_overdue_counts_against_the_rates() {
    let server = town().await;
    let resident_of = server.world.person(&server.store, Some((Role::Resident, super::HOME)));
    let worker_of = server.world.person(&server.store, Some((Role::GridWorker, super::GRID)));
    let from = server.store.db.now();
    let (resident, worker) = (server.client_of(resident_of), server.client_of(worker_of));

    let good = report(&resident, "已办好").await.ticket.id;
    take(&worker, good).await.unwrap();
    close(&worker, good).await.unwrap();
    resident.confirm_ticket(good, &ConfirmTicket { rating: 5, text: None }, None).await.unwrap();
    let bad = report(&resident, "办得不好").await.ticket.id;
    take(&worker, bad).await.unwrap();
    close(&worker, bad).await.unwrap();
    resident.confirm_ticket(bad, &ConfirmTicket { rating: 2, text: None }, None).await.unwrap();
    let taken = report(&resident, "受理未办").await.ticket.id;
    take(&worker, taken).await.unwrap();
    report(&resident, "无人受理").await;
    let gone = report(&resident, "撤回").await.ticket.id;
    resident.withdraw_ticket(gone, None).await.unwrap();
    let far = server.signed_in(Role::Resident, "1/1/2/1/1/");
    report(&far, "石桥的事").await;

    let official_of = server.world.person(&server.store, Some((Role::Official, "1/1/")));
    let area_id = server.world.area("1/1/");
    let query = SummarizeTickets { area_id, from, until: from + TimeDelta::days(30) };
    let early = server.client_of(official_of).summarize_tickets(&query).await.unwrap();
    assert_eq!(early.total.reported, 5);
    assert_eq!(early.total.answered_in_time, Rate { numerator: 3, denominator: 3 });
    assert_eq!(early.total.solved, Rate { numerator: 2, denominator: 2 });
    assert_eq!(early.total.satisfied, Rate { numerator: 1, denominator: 2 });

    server.store.clock.advance(TimeDelta::days(8));
    let late = server.client_of(official_of).summarize_tickets(&query).await.unwrap();
    assert_eq!(late.total.answered_in_time, Rate { numerator: 3, denominator: 5 });
    assert_eq!(late.total.solved, Rate { numerator: 2, denominator: 5 });
    assert_eq!(late.total.satisfied, Rate { numerator: 1, denominator: 5 });
    // Taken late and never taken: two tickets here, one there, each counted once.
    assert_eq!((late.total.overdue, late.total.unanswered_overdue, late.total.unsolved_overdue), (3, 2, 3));
    let official = server.client_of(official_of);
    let listed = async |list: ListTickets| {
        i64::try_from(official.list_tickets(&list).await.unwrap().items.len()).unwrap()
    };
    for (measure, number) in numbers(&late.total) {
        assert_eq!(listed(ListTickets { counted: Some(measure), ..of(&query) }).await, number, "{measure:?}");
    }
    assert_eq!(listed(ListTickets { overdue: true, ..of(&query) }).await, late.total.overdue);
    let before = ListTickets { reported_until: Some(from), reported_from: None, ..of(&query) };
    assert_eq!(listed(before).await, 0);
    let parts: Vec<(String, i64)> =
        late.parts.iter().map(|p| (p.area.path.to_string(), p.reported)).collect();
    assert_eq!(parts, [("1/1/1/".to_owned(), 4), ("1/1/2/".to_owned(), 1)]);
}

/// The list of the area and period of a summary.
fn of(query: &SummarizeTickets) -> ListTickets {
    ListTickets {
        area_id: Some(query.area_id),
        reported_from: Some(query.from),
        reported_until: Some(query.until),
        limit: Some(100),
        ..ListTickets::default()
    }
}

/// Every number of a summary that has a list.
fn numbers(rates: &AreaRates) -> [(Measure, i64); 7] {
    [
        (Measure::Reported, rates.reported),
        (Measure::AnsweredInTime, rates.answered_in_time.numerator),
        (Measure::AnswerExpected, rates.answered_in_time.denominator),
        (Measure::Solved, rates.solved.numerator),
        (Measure::SolutionExpected, rates.solved.denominator),
        (Measure::Satisfied, rates.satisfied.numerator),
        (Measure::OpinionExpected, rates.satisfied.denominator),
    ]
}

#[actix_web::test]
async fn the_rates_are_for_who_sees_the_tickets() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    resident.report_ticket(&matter("路灯不亮"), None).await.unwrap();
    let from = server.store.db.now();
    let of = |path: &str, days: i64| SummarizeTickets {
        area_id: server.world.area(path),
        from,
        until: from + TimeDelta::days(days),
    };
    assert_eq!(worker.summarize_tickets(&of(super::GRID, 1)).await.unwrap().total.reported, 1);
    assert_eq!(code(worker.summarize_tickets(&of("1/1/1/", 1)).await), "not_allowed");
    assert_eq!(code(resident.summarize_tickets(&of(super::GRID, 1)).await), "not_allowed");
    assert_eq!(code(worker.summarize_tickets(&of(super::GRID, 0)).await), "query_invalid");
    assert_eq!(code(worker.summarize_tickets(&of(super::GRID, 400)).await), "query_invalid");
}
