//! Prices of repairs: named by those who would do them, decided on by whoever pays.

use contract::tickets::{DecideQuotation, Quotation, Ticket};
use domain::{
    ids::TicketId,
    permissions::Role,
    tickets::{Action, Payer, QuotationState},
};

use super::{Scene, because, kinds, provider, solution, to};
use crate::{
    notifications::told_of,
    support::code,
    tickets::{refusals::bad_field, take},
};

fn yes() -> DecideQuotation {
    DecideQuotation { accepted: true, text: None }
}

fn no(text: Option<&str>) -> DecideQuotation {
    DecideQuotation { accepted: false, text: text.map(str::to_owned) }
}

async fn quoted(scene: &Scene, payer: Payer) -> (TicketId, Quotation) {
    let id = scene.taken().await;
    let ticket = scene.mechanic.quote_ticket(id, &scene.quote(payer), None).await.unwrap().body;
    (id, newest(&ticket))
}

/// The one that is open; where none is, the one that was answered last.
fn newest(ticket: &Ticket) -> Quotation {
    let by_answer = |one: &&Quotation| (one.state == QuotationState::Open, one.answered_at);
    ticket.quotations.iter().max_by_key(by_answer).unwrap().clone()
}

#[actix_web::test]
async fn the_reporter_accepts_the_price_of_a_repair_at_home_and_then_it_is_done() {
    let scene = Scene::open().await;
    let (id, quotation) = quoted(&scene, Payer::Reporter).await;
    let amounts: Vec<i64> = quotation.lines.iter().map(|line| line.amount_fen).collect();
    assert_eq!((amounts, quotation.total_fen), (vec![4998, 8000], 12_998));
    assert!(quotation.can_withdraw && !quotation.can_decide);
    told_of(&scene.resident, "ticket.quoted").await;
    let refused = scene.mechanic.solve_ticket(id, &solution(&scene.mechanic).await, None).await;
    assert_eq!(code(refused), "ticket_quotation_open");
    let twice = scene.mechanic.quote_ticket(id, &scene.quote(Payer::Reporter), None).await;
    assert_eq!(code(twice), "ticket_quotation_open");

    let seen = newest(&scene.resident.get_ticket(id).await.unwrap().body);
    assert!(seen.can_decide && !seen.can_withdraw);
    assert_eq!(
        code(scene.official.decide_quotation(quotation.id, &yes(), None).await),
        "quotation_not_yours"
    );
    assert_eq!(
        code(scene.mechanic.decide_quotation(quotation.id, &yes(), None).await),
        "quotation_not_yours"
    );
    let done = scene.resident.decide_quotation(quotation.id, &yes(), Some("k")).await.unwrap().body;
    assert_eq!(scene.resident.decide_quotation(quotation.id, &yes(), Some("k")).await.unwrap().body, done);
    assert_eq!(newest(&done).state, QuotationState::Accepted);
    assert_eq!(kinds(&done).last(), Some(&"quotation_accepted"));
    told_of(&scene.mechanic, "ticket.quotation_accepted").await;
    assert_eq!(code(scene.resident.decide_quotation(quotation.id, &yes(), None).await), "quotation_ended");
    scene.mechanic.solve_ticket(id, &solution(&scene.mechanic).await, None).await.unwrap();
}

#[actix_web::test]
async fn a_price_is_declined_with_a_reason_and_another_can_be_named() {
    let scene = Scene::open().await;
    let (id, quotation) = quoted(&scene, Payer::Reporter).await;
    let refused = scene.resident.decide_quotation(quotation.id, &no(None), None).await;
    assert_eq!(bad_field(refused), ("/text".to_owned(), "required".to_owned()));
    let declined = scene.resident.decide_quotation(quotation.id, &no(Some("太贵")), None).await.unwrap().body;
    assert_eq!(newest(&declined).state, QuotationState::Declined);
    assert_eq!(newest(&declined).answer.as_deref(), Some("太贵"));
    told_of(&scene.mechanic, "ticket.quotation_declined").await;
    let again = scene.mechanic.quote_ticket(id, &scene.quote(Payer::Reporter), None).await.unwrap().body;
    assert_eq!(again.quotations.len(), 2);
    let second = newest(&again).id;
    let back = scene.mechanic.withdraw_quotation(second, &because("算错了"), None).await.unwrap().body;
    let state = |id| back.quotations.iter().find(|one| one.id == id).unwrap().state;
    assert_eq!((state(second), state(quotation.id)), (QuotationState::Withdrawn, QuotationState::Declined));
    told_of(&scene.resident, "ticket.quotation_withdrawn").await;
    assert_eq!(
        code(scene.mechanic.withdraw_quotation(second, &because("算错了"), None).await),
        "quotation_ended"
    );
    let stranger = scene.server.signed_in(Role::GridWorker, crate::tickets::GRID);
    assert_eq!(code(stranger.withdraw_quotation(second, &because("算错了"), None).await), "not_allowed");
}

#[actix_web::test]
async fn the_office_pays_for_what_belongs_to_everybody_and_nobody_decides_on_their_own_price() {
    let scene = Scene::open().await;
    let (_, quotation) = quoted(&scene, Payer::Office).await;
    assert_eq!(
        code(scene.resident.decide_quotation(quotation.id, &yes(), None).await),
        "quotation_not_yours"
    );
    // An official who works for the company as well.
    let both = scene.server.world.person(&scene.server.store, Some((Role::Official, super::TOWN)));
    scene.server.world.grant(&scene.server.store, both.0, Role::ProviderStaff, super::TOWN);
    scene.server.world.serve(&scene.server.store, both.0, scene.company);
    let both = scene.server.client_of(both);
    assert_eq!(code(both.decide_quotation(quotation.id, &yes(), None).await), "quotation_not_yours");
    let done = scene.official.decide_quotation(quotation.id, &yes(), None).await.unwrap().body;
    assert_eq!(newest(&done).state, QuotationState::Accepted);
}

#[actix_web::test]
async fn a_price_that_nobody_decided_on_in_time_makes_room() {
    let scene = Scene::open().await;
    let (id, quotation) = quoted(&scene, Payer::Office).await;
    scene.days(8);
    let mechanic = scene.again(scene.mechanic_person);
    let seen = mechanic.get_ticket(id).await.unwrap().body;
    assert_eq!(newest(&seen).state, QuotationState::Lapsed);
    assert!(seen.actions.contains(&Action::Solve) && seen.actions.contains(&Action::Quote));
    let official = scene.server.signed_in(Role::Official, super::TOWN);
    assert_eq!(code(official.decide_quotation(quotation.id, &yes(), None).await), "quotation_passed");
    let again = mechanic.quote_ticket(id, &scene.quote(Payer::Office), None).await.unwrap().body;
    let states: Vec<_> = again.quotations.iter().map(|one| one.state).collect();
    assert_eq!(states, [QuotationState::Open, QuotationState::Lapsed]);
}

#[actix_web::test]
async fn a_price_lapses_when_the_ticket_goes_elsewhere_and_is_not_shown_to_others() {
    let scene = Scene::open().await;
    let other =
        provider(&scene.server, super::TOWN, "青禾维修", domain::providers::ProviderKind::Other).await;
    let other_staff =
        scene.server.client_of(scene.server.world.staff(&scene.server.store, other, super::TOWN));
    let (id, quotation) = quoted(&scene, Payer::Office).await;
    scene.worker.call_providers(id, &scene.call(&[other]), None).await.unwrap();
    assert!(other_staff.get_ticket(id).await.unwrap().body.quotations.is_empty(), "none of theirs");
    let moved = scene.official.entrust_ticket(id, &to(other), None).await.unwrap().body;
    assert_eq!(newest(&moved).state, QuotationState::Lapsed);
    assert_eq!(code(scene.official.decide_quotation(quotation.id, &yes(), None).await), "quotation_ended");
    assert!(other_staff.get_ticket(id).await.unwrap().body.quotations.is_empty());
    // And with the end of the ticket.
    let fresh = scene.entrusted().await;
    let ticket = scene.mechanic.quote_ticket(fresh, &scene.quote(Payer::Office), None).await.unwrap().body;
    assert_eq!(newest(&ticket).state, QuotationState::Open);
    scene.official.reject_ticket(fresh, &because("不予办理"), None).await.unwrap();
    let ended = scene.official.get_ticket(fresh).await.unwrap().body;
    assert_eq!(newest(&ended).state, QuotationState::Lapsed);
}

#[actix_web::test]
async fn every_field_of_a_price_has_its_limits() {
    let scene = Scene::open().await;
    let id = scene.entrusted().await;
    let ask = async |change: &dyn Fn(&mut contract::tickets::QuoteTicket)| {
        let mut quote = scene.quote(Payer::Reporter);
        change(&mut quote);
        bad_field(scene.mechanic.quote_ticket(id, &quote, None).await)
    };
    let at = |pointer: &str, code: &str| (pointer.to_owned(), code.to_owned());
    assert_eq!(ask(&|quote| quote.lines.clear()).await, at("/lines", "required"));
    assert_eq!(
        ask(&|quote| quote.lines[1].quantity = "1,5".into()).await,
        at("/lines/1/quantity", "quantity")
    );
    assert_eq!(
        ask(&|quote| quote.lines[0].description = " ".into()).await,
        at("/lines/0/description", "required")
    );
    assert_eq!(
        ask(&|quote| quote.lines[0].unit_price_fen = -1).await,
        at("/lines/0/unit_price_fen", "range")
    );
    assert_eq!(
        ask(&|quote| quote.lines[0].unit = "九个字的计量单位啊".into()).await,
        at("/lines/0/unit", "length")
    );
    let nothing = |quote: &mut contract::tickets::QuoteTicket| {
        quote.lines.iter_mut().for_each(|line| line.unit_price_fen = 0);
    };
    assert_eq!(ask(&nothing).await, at("/lines", "quotation_total"));
    let late = scene.in_days(91);
    assert_eq!(ask(&move |quote| quote.good_until = late).await, at("/good_until", "wait_length"));
    for _ in 0..20 {
        let ticket = scene.mechanic.quote_ticket(id, &scene.quote(Payer::Reporter), None).await.unwrap().body;
        scene.mechanic.withdraw_quotation(newest(&ticket).id, &because("重报"), None).await.unwrap();
    }
    let full = scene.mechanic.quote_ticket(id, &scene.quote(Payer::Reporter), None).await;
    assert_eq!(code(full), "quotations_full");
    take(&scene.mechanic, id).await.unwrap();
}
