use chrono::TimeDelta;
use contract::tickets::{ConfirmTicket, ListTickets, Rates, ReportTicket, SummarizeTickets};
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
    assert_eq!(early.total.rates.reported, 5);
    assert_eq!(early.total.rates.answered_in_time, Rate { numerator: 3, denominator: 3 });
    assert_eq!(early.total.rates.solved, Rate { numerator: 2, denominator: 2 });
    assert_eq!(early.total.rates.satisfied, Rate { numerator: 1, denominator: 2 });

    server.store.clock.advance(TimeDelta::days(8));
    let late = server.client_of(official_of).summarize_tickets(&query).await.unwrap();
    assert_eq!(late.total.rates.answered_in_time, Rate { numerator: 3, denominator: 5 });
    assert_eq!(late.total.rates.solved, Rate { numerator: 2, denominator: 5 });
    assert_eq!(late.total.rates.satisfied, Rate { numerator: 1, denominator: 5 });
    // Taken late and never taken: two tickets here, one there, each counted once.
    assert_eq!(
        (late.total.rates.overdue, late.total.rates.unanswered_overdue, late.total.rates.unsolved_overdue),
        (3, 2, 3)
    );
    let official = server.client_of(official_of);
    let listed = async |list: ListTickets| {
        i64::try_from(official.list_tickets(&list).await.unwrap().items.len()).unwrap()
    };
    for (measure, number) in numbers(&late.total.rates) {
        assert_eq!(listed(ListTickets { counted: Some(measure), ..of(&query) }).await, number, "{measure:?}");
    }
    assert_eq!(listed(ListTickets { overdue: true, ..of(&query) }).await, late.total.rates.overdue);
    let before = ListTickets { reported_until: Some(from), reported_from: None, ..of(&query) };
    assert_eq!(listed(before).await, 0);
    let parts: Vec<(String, i64)> =
        late.parts.iter().map(|p| (p.area.path.to_string(), p.rates.reported)).collect();
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
fn numbers(rates: &Rates) -> [(Measure, i64); 7] {
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
async fn kinds_and_keepers_have_rates_whose_numbers_are_lists() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let worker_two = server.signed_in(Role::GridWorker, super::GRID);
    let from = server.store.db.now();
    for (index, keeper) in [Some(&worker), Some(&worker), Some(&worker_two), None].into_iter().enumerate() {
        let category = if index == 0 { "safety" } else { "facilities" };
        let new = ReportTicket { category: category.to_owned(), ..matter("路灯不亮") };
        let id = resident.report_ticket(&new, None).await.unwrap().body.ticket.id;
        if let Some(keeper) = keeper {
            take(keeper, id).await.unwrap();
        }
        if index == 2 {
            close(&worker_two, id).await.unwrap();
            resident.confirm_ticket(id, &ConfirmTicket { rating: 4, text: None }, None).await.unwrap();
        }
    }
    let official_of = server.world.person(&server.store, Some((Role::Official, "1/1/")));
    let query =
        SummarizeTickets { area_id: server.world.area("1/1/"), from, until: from + TimeDelta::days(30) };
    server.store.clock.advance(TimeDelta::days(8));
    let official = server.client_of(official_of);
    let kinds = official.rate_categories(&query).await.unwrap();
    let reported: Vec<(&str, i64)> =
        kinds.iter().map(|row| (row.category.code.as_str(), row.rates.reported)).collect();
    assert_eq!(reported, [("facilities", 3), ("safety", 1)]);
    let keepers = official.rate_keepers(&query).await.unwrap();
    let reported: Vec<i64> = keepers.iter().map(|row| row.rates.reported).collect();
    assert_eq!(reported, [2, 1, 1]);
    assert_eq!(keepers.iter().filter(|row| row.keeper.is_none()).count(), 1);
    let solved = keepers.iter().map(|row| row.rates.solved).collect::<Vec<_>>();
    assert!(solved.contains(&Rate { numerator: 1, denominator: 1 }), "{solved:?}");

    let listed = async |list: ListTickets| {
        i64::try_from(official.list_tickets(&list).await.unwrap().items.len()).unwrap()
    };
    for row in &kinds {
        for (measure, number) in numbers(&row.rates) {
            let category = Some(row.category.code.as_str().to_owned());
            let list = ListTickets { counted: Some(measure), category, ..of(&query) };
            assert_eq!(listed(list).await, number, "{measure:?} of {:?}", row.category.code);
        }
    }
    for row in &keepers {
        let keeper = row.keeper.as_ref().map_or_else(|| "none".to_owned(), |keeper| keeper.id.to_string());
        for (measure, number) in numbers(&row.rates) {
            let list = ListTickets { counted: Some(measure), keeper: Some(keeper.clone()), ..of(&query) };
            assert_eq!(listed(list).await, number, "{measure:?} of {keeper}");
        }
    }
    let wrong = ListTickets { keeper: Some("somebody".to_owned()), ..of(&query) };
    assert_eq!(code(official.list_tickets(&wrong).await), "query_invalid");
    let resident = server.client_of(server.world.person(&server.store, Some((Role::Resident, super::HOME))));
    assert_eq!(code(resident.rate_categories(&query).await), "not_allowed");
    assert_eq!(code(resident.rate_keepers(&query).await), "not_allowed");
    let too_long = SummarizeTickets { until: from + TimeDelta::days(400), ..query };
    assert_eq!(code(official.rate_keepers(&too_long).await), "query_invalid");
    assert_eq!(code(official.rate_categories(&too_long).await), "query_invalid");
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
    assert_eq!(worker.summarize_tickets(&of(super::GRID, 1)).await.unwrap().total.rates.reported, 1);
    assert_eq!(code(worker.summarize_tickets(&of("1/1/1/", 1)).await), "not_allowed");
    assert_eq!(code(resident.summarize_tickets(&of(super::GRID, 1)).await), "not_allowed");
    assert_eq!(code(worker.summarize_tickets(&of(super::GRID, 0)).await), "query_invalid");
    assert_eq!(code(worker.summarize_tickets(&of(super::GRID, 400)).await), "query_invalid");
}
