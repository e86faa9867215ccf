//! Giving a ticket to a provider and taking it back.

use contract::tickets::{AssignTicket, ListTickets, SendMessage};
use domain::{
    permissions::Role,
    providers::ProviderKind,
    tickets::{Action, Measure, StateName},
};

use super::{Scene, because, kinds, provider, solution, to};
use crate::{
    notifications::told_of,
    support::code,
    tickets::{refusals::bad_field, take, upload},
};

#[actix_web::test]
async fn a_company_sees_takes_and_solves_what_it_keeps_without_learning_whose_it_is() {
    let scene = Scene::open().await;
    let id = scene.ticket().await;
    assert_eq!(code(scene.mechanic.get_ticket(id).await), "not_found");
    let given = scene.official.entrust_ticket(id, &to(scene.company), Some("k")).await.unwrap().body;
    let again = scene.official.entrust_ticket(id, &to(scene.company), Some("k")).await.unwrap().body;
    assert_eq!(given, again, "the same key gives it once");
    assert_eq!(given.ticket.provider.as_ref().unwrap().name, "安居物业");
    assert_eq!((given.ticket.state, given.ticket.answered_at), (StateName::Submitted, None));
    let entry = given.timeline.last().unwrap();
    assert_eq!((entry.kind.as_str(), entry.provider.as_deref()), ("entrusted", Some("安居物业")));
    told_of(&scene.resident, "ticket.entrusted").await;
    told_of(&scene.mechanic, "ticket.entrusted").await;

    let seen = scene.mechanic.get_ticket(id).await.unwrap().body;
    assert_eq!(seen.actions, [Action::Accept, Action::Take, Action::Assign, Action::Return, Action::Quote]);
    assert_eq!(code(take(&scene.worker, id).await), "ticket_entrusted");
    let taken = take(&scene.mechanic, id).await.unwrap();
    assert!(taken.ticket.handler.is_some() && taken.ticket.answered_at.is_some());
    let text = SendMessage { text: "明天上午到".to_owned() };
    let told = scene.mechanic.send_ticket_message(id, &text, None).await.unwrap().body;
    let report = &told.timeline[0];
    assert_eq!((report.side.as_str(), report.name.as_deref()), ("reporter", None));
    let phone = contract::tickets::RevealContact { purpose: "约时间".to_owned() };
    assert_eq!(code(scene.mechanic.reveal_ticket_contact(id, &phone, None).await), "not_allowed");

    let solved = scene.mechanic.solve_ticket(id, &solution(&scene.mechanic).await, None).await.unwrap();
    assert_eq!(solved.body.ticket.state, StateName::Solved);
    // The photo is the company's and the office's to see, and nobody else's.
    let photo = solved.body.timeline.last().unwrap().photos[0].id;
    let size = contract::photos::PhotoSize::Full;
    assert!(scene.colleague.get_photo(photo, size).await.is_ok());
    let stranger = scene.server.signed_in(Role::ProviderStaff, super::TOWN);
    assert_eq!(code(stranger.get_photo(photo, size).await), "not_found");
    assert_eq!(code(stranger.get_ticket(id).await), "not_found");
}

#[actix_web::test]
async fn people_of_a_company_give_work_to_each_other_and_to_nobody_else() {
    let scene = Scene::open().await;
    let id = scene.entrusted().await;
    let (worker, _) =
        scene.server.world.person(&scene.server.store, Some((Role::GridWorker, super::VILLAGE)));
    let handler = |handler_id| AssignTicket { handler_id: Some(handler_id) };
    let colleague = handler(scene.colleague_person.0);
    let given = scene.mechanic.assign_ticket(id, &colleague, None).await.unwrap().body;
    assert_eq!(given.ticket.state, StateName::Assigned);
    told_of(&scene.colleague, "ticket.assigned").await;
    for client in [&scene.mechanic, &scene.official] {
        let refused = client.assign_ticket(id, &handler(worker), None).await;
        assert_eq!(bad_field(refused), ("/handler_id".to_owned(), "handler".to_owned()));
    }
    assert_eq!(code(take(&scene.mechanic, id).await), "ticket_already_taken");
    assert!(scene.colleague.get_ticket(id).await.unwrap().body.actions.contains(&Action::Take));
    let open = scene.colleague.list_provider_workers(scene.company).await.unwrap().items;
    assert_eq!(open.iter().map(|one| (one.id, one.open)).next(), Some((scene.colleague_person.0, 1)));
    assert_eq!(open.len(), 2);
}

#[actix_web::test]
async fn only_a_provider_that_serves_there_is_given_anything_and_once() {
    let scene = Scene::open().await;
    let id = scene.ticket().await;
    let beside = provider(&scene.server, "1/1/2/", "石桥维修", ProviderKind::Other).await;
    let ended = provider(&scene.server, super::TOWN, "歇业维修", ProviderKind::Other).await;
    scene.official.end_provider(ended).await.unwrap();
    for unfit in [beside, ended, domain::ids::ProviderId(uuid::Uuid::nil())] {
        let refused = scene.official.entrust_ticket(id, &to(unfit), None).await;
        assert_eq!(bad_field(refused), ("/provider_id".to_owned(), "serves_not".to_owned()));
    }
    assert_eq!(code(scene.official.return_ticket(id, &because("收回"), None).await), "ticket_not_entrusted");
    scene.worker.entrust_ticket(id, &to(scene.company), None).await.unwrap();
    assert_eq!(code(scene.official.entrust_ticket(id, &to(scene.company), None).await), "ticket_entrusted");
    assert_eq!(code(scene.worker.entrust_ticket(id, &to(scene.company), None).await), "ticket_entrusted");
}

#[actix_web::test]
async fn what_comes_back_is_the_offices_again_and_out_of_the_companys_sight() {
    let scene = Scene::open().await;
    let id = scene.taken().await;
    let due = scene.official.get_ticket(id).await.unwrap().body.ticket.solve_due_at;
    scene.mechanic.return_ticket(id, &because("地下管线不归我们"), Some("k")).await.unwrap();
    scene.mechanic.return_ticket(id, &because("地下管线不归我们"), Some("k")).await.unwrap();
    assert_eq!(code(scene.mechanic.get_ticket(id).await), "not_found");
    let back = scene.official.get_ticket(id).await.unwrap().body;
    assert_eq!((back.ticket.state, back.ticket.provider.is_none()), (StateName::Accepted, true));
    assert_eq!(back.ticket.solve_due_at, due, "the first clock runs on");
    let last = back.timeline.last().unwrap();
    assert_eq!((last.kind.as_str(), last.side.as_str()), ("returned", "handler"));
    told_of(&scene.official, "ticket.returned").await;
    told_of(&scene.resident, "ticket.returned").await;
    assert_eq!(take(&scene.worker, id).await.unwrap().ticket.state, StateName::InProgress);

    // Handed over to another area, it is no company's any more either.
    let other = scene.taken().await;
    let over = contract::tickets::HandOverTicket {
        area_id: scene.server.world.area(super::VILLAGE),
        text: "请村里办理".to_owned(),
    };
    scene.official.hand_over_ticket(other, &over, None).await.unwrap();
    assert_eq!(code(scene.mechanic.get_ticket(other).await), "not_found");
    assert!(scene.official.get_ticket(other).await.unwrap().body.ticket.provider.is_none());
}

#[actix_web::test]
async fn a_company_lists_what_it_keeps_and_an_office_can_look_for_it() {
    let scene = Scene::open().await;
    let other = provider(&scene.server, super::TOWN, "青禾水务", ProviderKind::PublicService).await;
    let (mut kept, loose) = (Vec::new(), scene.ticket().await);
    for _ in 0..3 {
        kept.push(scene.entrusted().await);
    }
    let theirs = scene.ticket().await;
    scene.official.entrust_ticket(theirs, &to(other), None).await.unwrap();
    // Made at one moment, so that their ids alone say in which order they come.
    kept.sort_unstable();
    kept.reverse();
    take(&scene.mechanic, kept[2]).await.unwrap();
    let of = |provider_id, change: fn(&mut ListTickets)| {
        let mut query = ListTickets { provider_id: Some(provider_id), ..ListTickets::default() };
        change(&mut query);
        query
    };
    let ids = |page: contract::page::Page<contract::tickets::ListedTicket>| {
        page.items.iter().map(|item| item.id).collect::<Vec<_>>()
    };
    for client in [&scene.mechanic, &scene.official] {
        let all = client.list_tickets(&of(scene.company, |_| ())).await.unwrap();
        assert_eq!(ids(all), kept);
        let begun = of(scene.company, |q| q.state = Some("in_progress".to_owned()));
        assert_eq!(ids(client.list_tickets(&begun).await.unwrap()), kept[2..]);
        let found = of(scene.company, |q| q.search = Some("路灯".to_owned()));
        assert_eq!(ids(client.list_tickets(&found).await.unwrap()), kept);
        let late = client.list_tickets(&of(scene.company, |q| q.overdue = true)).await.unwrap();
        assert!(late.items.is_empty());
    }
    // Page by page, each once.
    let first = scene.mechanic.list_tickets(&of(scene.company, |q| q.limit = Some(2))).await.unwrap();
    let mut query = of(scene.company, |q| q.limit = Some(2));
    query.after.clone_from(&first.next);
    let second = scene.mechanic.list_tickets(&query).await.unwrap();
    assert_eq!([ids(first), ids(second)].concat(), kept);
    // Another's are not theirs to list, nor what nobody keeps.
    assert!(ids(scene.mechanic.list_tickets(&of(other, |_| ())).await.unwrap()).is_empty());
    assert!(scene.mechanic.list_tickets(&ListTickets::default()).await.unwrap().items.is_empty());
    assert!(!kept.contains(&loose));
}

/// Each page of any length needs the same statements, for a company as for an office.
#[actix_web::test]
async fn a_page_of_what_a_company_keeps_takes_a_fixed_number_of_statements() {
    let scene = Scene::open().await;
    for _ in 0..6 {
        let id = scene.taken().await;
        scene.worker.call_providers(id, &scene.call(&[scene.company]), None).await.unwrap();
    }
    let load = |session| {
        scene.server.store.db.read_blocking(|tx| app::identity::load_actor(tx, session)).unwrap().unwrap()
    };
    let actor = load(scene.mechanic_person.1);
    let filter = app::tickets::Filter { provider: Some(scene.company), ..Default::default() };
    let listed = |limit| {
        app::testing::statements(&scene.server.store, |tx| {
            let page = app::tickets::Page { after: None, limit };
            app::tickets::list(tx, &actor, &filter, page).map(|all| all.len())
        })
        .unwrap()
    };
    let called = |limit| {
        app::testing::statements(&scene.server.store, |tx| {
            let filter =
                app::tickets::CallFilter { provider: scene.company, state: None, after: None, limit };
            app::tickets::calls(tx, &actor, filter).map(|all| all.len())
        })
        .unwrap()
    };
    let (one, six) = (listed(1), listed(6));
    assert_eq!((one.0, six.0), (1, 6));
    assert_eq!(one.1, six.1);
    let (one, six) = (called(1), called(6));
    assert_eq!((one.0, six.0), (1, 6));
    assert_eq!(one.1, six.1);
}

#[actix_web::test]
async fn what_a_company_keeps_is_told_in_order() {
    let scene = Scene::open().await;
    let id = scene.taken().await;
    let _ = upload(&scene.mechanic, 1).await;
    scene.mechanic.hand_back_ticket(id, &because("今天不上班"), None).await.unwrap();
    let seen = scene.colleague.get_ticket(id).await.unwrap().body;
    assert_eq!(kinds(&seen), ["reported", "entrusted", "taken", "handed_back"]);
    assert!(seen.ticket.provider.is_some(), "given back among colleagues, it stays the company's");
}

#[actix_web::test]
async fn the_three_rates_of_a_company_open_its_tickets() {
    let scene = Scene::open().await;
    let from = scene.in_days(-1);
    let solved = scene.taken().await;
    scene.mechanic.solve_ticket(solved, &solution(&scene.mechanic).await, None).await.unwrap();
    let rated = contract::tickets::ConfirmTicket { rating: 5, text: None };
    scene.resident.confirm_ticket(solved, &rated, None).await.unwrap();
    scene.taken().await;
    scene.entrusted().await;
    scene.ticket().await;
    let area_id = scene.server.world.area(super::TOWN);
    let query = contract::tickets::SummarizeTickets { area_id, from, until: scene.in_days(1) };
    let found = scene.official.rate_providers(&query).await.unwrap();
    let [company] = &found[..] else { panic!("{found:?}") };
    assert_eq!((company.provider.id, company.rates.reported), (scene.company, 3));
    let rate = |numerator, denominator| domain::tickets::Rate { numerator, denominator };
    assert_eq!(company.rates.answered_in_time, rate(2, 2));
    assert_eq!((company.rates.solved, company.rates.satisfied), (rate(1, 1), rate(1, 1)));
    for (measure, count) in [(Measure::Reported, 3), (Measure::AnsweredInTime, 2), (Measure::Solved, 1)] {
        let list = ListTickets {
            provider_id: Some(scene.company),
            counted: Some(measure),
            area_id: Some(area_id),
            reported_from: Some(query.from),
            reported_until: Some(query.until),
            ..ListTickets::default()
        };
        assert_eq!(scene.official.list_tickets(&list).await.unwrap().items.len(), count, "{measure:?}");
    }
    assert_eq!(code(scene.mechanic.rate_providers(&query).await), "not_allowed");
}

#[actix_web::test]
async fn a_company_is_told_of_what_nobody_of_it_has_taken_in_time() {
    let scene = Scene::open().await;
    scene.entrusted().await;
    scene.days(9);
    while scene.server.store.write(app::tickets::fire_timers).unwrap() > 0 {}
    told_of(&scene.again(scene.mechanic_person), "ticket.overdue").await;
}
