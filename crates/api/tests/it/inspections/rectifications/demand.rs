//! What is demanded, and what is not.

use contract::{
    categories::{CreateCategory, ListCategories, Names},
    inspections::{DemandRectifications, MarkName},
    tickets::ListTickets,
};
use domain::{inspections::RectificationState, permissions::Role, town_time};

use super::super::{Inspection, OTHER_VILLAGE, TOWN, VILLAGE, faults, first_code};
use crate::support::code;

#[actix_web::test]
async fn a_mark_that_lost_points_becomes_a_ticket_of_its_village() {
    let it = Inspection::new().await;
    let id = it.closed([300, 0]).await;
    let failed = it.official().list_failed_items(id).await.unwrap().items;
    assert_eq!((failed[0].code.clone(), failed[0].rectification_id), (first_code(), None));
    assert!(failed.iter().all(|item| item.area.id == it.area(VILLAGE)));
    let mut body = it.first_mark(VILLAGE);
    body.word = Some("请先清主路".to_owned());
    let made = it.official().demand_rectifications(id, &body, Some("k1")).await.unwrap();
    let again = it.official().demand_rectifications(id, &body, Some("k1")).await.unwrap();
    assert_eq!((made.items.len(), &again), (1, &made));
    let failed = it.official().list_failed_items(id).await.unwrap().items;
    assert_eq!(failed[0].rectification_id, Some(made.items[0].id));
    assert_eq!(failed[0].state, Some(RectificationState::Demanded));

    let village = it.village(VILLAGE);
    let query = ListTickets { category: Some("rectification".to_owned()), ..ListTickets::default() };
    let tickets = village.list_tickets(&query).await.unwrap().items;
    let ticket = &tickets[0];
    assert_eq!((tickets.len(), ticket.id, ticket.area.id), (1, made.items[0].id, it.area(VILLAGE)));
    let first = format!("{}（−{}）", failed[0].indicator, failed[0].lost);
    assert_eq!(ticket.text, format!("{first}\n请先清主路"));
    assert_eq!(ticket.solve_due_at, town_time::end(body.due_on));
    assert!(ticket.answer_due_at < ticket.solve_due_at && !ticket.mine);
    let timeline = village.get_ticket(ticket.id).await.unwrap().body.timeline;
    assert_eq!((timeline[0].kind.as_str(), timeline[0].side.as_str()), ("reported", "office"));

    let shown = village.get_rectification(ticket.id).await.unwrap();
    assert_eq!((shown.due_on, shown.first_due_on, shown.overdue), (body.due_on, body.due_on, false));
    let inside = shown.inside.unwrap();
    assert_eq!((inside.number, inside.word.as_deref()), (ticket.number.clone(), Some("请先清主路")));
}

#[actix_web::test]
async fn a_whole_round_is_demanded_at_once_or_nothing_is() {
    let it = Inspection::new().await;
    let id = it.closed([700, 2_500]).await;
    let count = it.official().list_failed_items(id).await.unwrap().items.len();
    assert!(count > 2, "{count}");
    it.demanded(id).await;
    let mut both = it.first_mark(VILLAGE);
    both.items.as_mut().unwrap().push(MarkName { area_id: it.area(OTHER_VILLAGE), code: first_code() });
    assert_eq!(code(it.official().demand_rectifications(id, &both, None).await), "rectification_exists");
    let demanded = async || {
        let items = it.official().list_failed_items(id).await.unwrap().items;
        items.into_iter().filter(|item| item.rectification_id.is_some()).count()
    };
    assert_eq!(demanded().await, 1);
    it.server.store.clock.advance(chrono::TimeDelta::seconds(1));
    let all = DemandRectifications { items: None, due_on: it.day(0), word: None };
    let made = it.official().demand_rectifications(id, &all, None).await.unwrap().items;
    assert_eq!((made.len(), demanded().await), (count - 1, count));
    assert_eq!(code(it.official().demand_rectifications(id, &all, None).await), "nothing_to_rectify");
    // Each has a number of its own, the first the lowest.
    let query = ListTickets { limit: Some(100), ..ListTickets::default() };
    let tickets = it.official().list_tickets(&query).await.unwrap().items;
    let numbers: std::collections::BTreeSet<_> = tickets.iter().map(|ticket| &ticket.number).collect();
    assert_eq!(numbers.len(), count);
    let order: Vec<_> = tickets.iter().take(made.len()).map(|ticket| ticket.id).collect();
    assert_eq!(order, made.iter().map(|item| item.id).collect::<Vec<_>>());
}

#[actix_web::test]
async fn nothing_is_demanded_before_scoring_has_ended_or_where_nothing_was_lost() {
    let it = Inspection::new().await;
    let id = it.started().await;
    let first = it.first_mark(VILLAGE);
    assert_eq!(code(it.official().demand_rectifications(id, &first, None).await), "round_step_forbidden");
    assert_eq!(code(it.official().list_failed_items(id).await), "round_step_forbidden");
    it.score_and_close(id, [300, 0]).await;
    let other = it.official().demand_rectifications(id, &it.first_mark(OTHER_VILLAGE), None).await;
    assert_eq!(faults(other)[0].0, "/items/0");
    let late = DemandRectifications { due_on: it.day(367), ..first.clone() };
    assert_eq!(faults(it.official().demand_rectifications(id, &late, None).await)[0].0, "/due_on");
    let past = it.day(0).pred_opt().unwrap();
    let past = DemandRectifications { due_on: past, ..first.clone() };
    assert_eq!(faults(it.official().demand_rectifications(id, &past, None).await)[0].0, "/due_on");
    let blank = DemandRectifications { word: Some(" ".to_owned()), ..first.clone() };
    assert_eq!(faults(it.official().demand_rectifications(id, &blank, None).await)[0].0, "/word");
    let none = DemandRectifications { items: Some(Vec::new()), ..first.clone() };
    assert_eq!(faults(it.official().demand_rectifications(id, &none, None).await)[0].0, "/items");
    let mut twice = first.clone();
    twice.items.as_mut().unwrap().extend(first.items.clone().unwrap());
    assert_eq!(code(it.official().demand_rectifications(id, &twice, None).await), "rectification_exists");
    // The village's own official holds no inspections of the town.
    let village = it.village(VILLAGE).demand_rectifications(id, &first, None).await;
    assert_eq!(code(village), "not_allowed");
    it.official().demand_rectifications(id, &first, None).await.unwrap();
}

#[actix_web::test]
async fn nobody_is_offered_the_kind_or_reports_under_it() {
    let it = Inspection::new().await;
    it.server.store.write(app::categories::seed).unwrap();
    let resident = it.server.signed_in(Role::Resident, crate::tickets::HOME);
    let offered = resident.list_categories(&ListCategories::default()).await.unwrap().items;
    assert!(offered.iter().all(|category| category.code.as_str() != "rectification"));
    let mut report = crate::tickets::matter("墙根有垃圾");
    report.category = "rectification".to_owned();
    assert_eq!(faults(resident.report_ticket(&report, None).await)[0].0, "/category");
    let name = || "整改".to_owned();
    let own = CreateCategory {
        area_id: it.area(TOWN),
        code: "rectification".to_owned(),
        names: Names { hans: name(), hant: name(), en: name() },
        answer_within_hours: 24,
        solve_within_hours: 48,
        objection_window_hours: 24,
        counting: domain::tickets::Counting::AroundTheClock,
        ordinal: 1,
        active: true,
        parent_code: None,
        priority: domain::tickets::Priority::Normal,
        form: domain::tickets::form::Form::default(),
        is_public: false,
        keeper: domain::tickets::Keeper::Queue,
        keeper_provider_id: None,
        photo_required: true,
        anonymous_allowed: false,
    };
    assert_eq!(faults(it.official().create_category(&own, None).await)[0].0, "/code");
}
