//! Nothing private ever comes out: every public way to tickets, with every kind of ticket that is not for everybody.

use contract::{
    categories::CreateCategory,
    tickets::{ListPublicTickets, ReportTicket},
};
use domain::{ids::TicketId, permissions::Role, tickets::public::PublicState};

use super::{OTHER_TOWN, TOWN, city, get, key, lamp, post, reported, resident};
use crate::{
    support::{TestServer, code},
    tickets::{GRID, close, matter, neighbours, take, upload},
};

/// Everything that is told of tickets without a sign-in: lists with every condition, and each by its id, number and token.
async fn told(server: &TestServer, tickets: &[(TicketId, String)]) -> String {
    let anonymous = server.anonymous();
    let mut all = String::new();
    for query in [
        ListPublicTickets::default(),
        ListPublicTickets { area_id: Some(server.world.area("1/1/")), ..ListPublicTickets::default() },
        ListPublicTickets { area_id: Some(server.world.area(GRID)), ..ListPublicTickets::default() },
        ListPublicTickets { state: Some(PublicState::Open), ..ListPublicTickets::default() },
        ListPublicTickets { state: Some(PublicState::Closed), ..ListPublicTickets::default() },
        ListPublicTickets { category: Some("noise".to_owned()), ..ListPublicTickets::default() },
        ListPublicTickets { category: Some("rectification".to_owned()), ..ListPublicTickets::default() },
        ListPublicTickets { bbox: Some("-180,-90,180,90".to_owned()), ..ListPublicTickets::default() },
    ] {
        let page = anonymous.list_public_tickets(&query).await.unwrap();
        all.push_str(&serde_json::to_string(&page).unwrap());
    }
    for town in [TOWN, OTHER_TOWN] {
        for query in [
            "",
            "&status=open",
            "&status=closed",
            "&extensions=true",
            "&service_code=noise",
            "&service_code=rectification",
            "&lat=30.951&long=118.311&radius=50000",
            "&updated_after=2000-01-01",
        ] {
            for form in ["json", "xml"] {
                let path = format!("requests.{form}?jurisdiction_id={town}{query}");
                all.push_str(&get(server, &path).await.body);
            }
        }
    }
    for (id, number) in tickets {
        match anonymous.get_public_ticket(*id).await {
            Ok(ticket) => all.push_str(&serde_json::to_string(&ticket).unwrap()),
            Err(error) => assert_eq!(error.code(), Some("not_found")),
        }
        for path in [
            format!("requests/{number}.json?jurisdiction_id={TOWN}"),
            format!("tokens/{number}.json?jurisdiction_id={TOWN}"),
            format!("requests.json?jurisdiction_id={TOWN}&service_request_id={number}"),
        ] {
            all.push_str(&get(server, &path).await.body);
        }
    }
    all
}

fn kind(server: &TestServer, path: &str, code: &str, is_public: bool) -> CreateCategory {
    let names = contract::categories::Names { hans: "某事".into(), hant: "某事".into(), en: "It".into() };
    CreateCategory {
        area_id: server.world.area(path),
        code: code.to_owned(),
        names,
        answer_within_hours: 2,
        solve_within_hours: 12,
        objection_window_hours: 24,
        counting: domain::tickets::Counting::AroundTheClock,
        ordinal: 5,
        active: true,
        parent_code: None,
        priority: domain::tickets::Priority::Normal,
        form: domain::tickets::form::Form::default(),
        is_public,
        keeper: domain::tickets::Keeper::Queue,
        keeper_provider_id: None,
        photo_required: true,
        anonymous_allowed: false,
    }
}

#[actix_web::test]
async fn private_and_withdrawn_tickets_are_told_nowhere() {
    let server = city().await;
    let (resident, _) = neighbours(&server);
    let of = |category: &str, text: &str| ReportTicket { category: category.to_owned(), ..matter(text) };
    let shown = reported(&resident, &of("facilities", "路灯不亮")).await.ticket;
    let private = reported(&resident, &of("noise", "楼上私事")).await.ticket;
    let taken_back = reported(&resident, &of("facilities", "收回的话")).await.ticket;
    resident.withdraw_ticket(taken_back.id, None).await.unwrap();
    let tickets = [shown, private, taken_back].map(|ticket| (ticket.id, ticket.number));
    let all = told(&server, &tickets).await;
    assert!(all.contains("路灯不亮"));
    for secret in ["楼上私事", "收回的话", &tickets[1].1, &tickets[2].1, &tickets[1].0.to_string()] {
        assert!(!all.contains(secret), "{secret}");
    }
}

#[actix_web::test]
async fn rectifications_are_never_public() {
    let server = city().await;
    let demand = |tx: &mut app::db::Tx<'_>| -> Result<usize, app::db::DbError> {
        use app::db::schema::categories as t;
        use diesel::prelude::*;
        // Even where somebody made the kind public behind the app's back.
        let kind = t::table.filter(t::code.eq("rectification"));
        Ok(diesel::update(kind).set((t::is_public.eq(true), t::active.eq(true))).execute(tx.db())?)
    };
    assert_eq!(server.store.write(demand).unwrap(), 1);
    let services = get(&server, &format!("services.json?jurisdiction_id={TOWN}")).await.body;
    assert!(!services.contains("rectification"));
    let key = key(&server, "1/1/").await;
    let form = format!("api_key={key}&service_code=rectification&address_string=x&description=y");
    let path = format!("requests.json?jurisdiction_id={TOWN}");
    assert_eq!(post(&server, &path, &form).await.status, 404);
    let mut report = matter("整改");
    report.category = "rectification".to_owned();
    assert_eq!(code(resident(&server).report_ticket(&report, None).await), "fields_invalid");
}

#[actix_web::test]
async fn a_changed_kind_publishes_and_hides_nothing_old() {
    let server = city().await;
    let official = server.signed_in(Role::Official, "1/1/");
    let (resident, _) = neighbours(&server);
    let of = |category: &str, text: &str| ReportTicket { category: category.to_owned(), ..matter(text) };
    let before = reported(&resident, &of("noise", "以前的私事")).await.ticket;
    let shown = reported(&resident, &of("facilities", "以前的公事")).await.ticket;
    // The town overrides both the other way round, and the grid one of them again.
    official.create_category(&kind(&server, "1/1/", "noise", true), None).await.unwrap();
    let made = official.create_category(&kind(&server, "1/1/", "facilities", false), None).await.unwrap();
    let after = reported(&resident, &of("noise", "以后的公事")).await.ticket;
    let hidden = reported(&resident, &of("facilities", "以后的私事")).await.ticket;
    let tickets = [before, shown, after, hidden].map(|ticket| (ticket.id, ticket.number));
    let all = told(&server, &tickets).await;
    for (text, is_told) in
        [("以前的私事", false), ("以前的公事", true), ("以后的公事", true), ("以后的私事", false)]
    {
        assert_eq!(all.contains(text), is_told, "{text}");
    }
    // Publishing the kind again publishes nothing that was reported meanwhile.
    let open = contract::categories::UpdateCategory { is_public: Some(true), ..Default::default() };
    let open = official.update_category(made.body.id, &made.etag, &open).await.unwrap();
    assert!(open.body.is_public);
    assert!(!told(&server, &tickets).await.contains("以后的私事"));
}

#[actix_web::test]
async fn a_kind_that_is_private_where_the_matter_lies_is_refused_to_other_systems() {
    let server = city().await;
    let official = server.signed_in(Role::Official, "1/1/");
    let key = key(&server, "1/1/").await;
    let form = format!("api_key={key}&service_code=facilities&description=y&lat=30.951&long=118.311");
    let path = format!("requests.json?jurisdiction_id={TOWN}");
    outline(&server);
    post(&server, &path, &form).await.id();
    official.create_category(&kind(&server, GRID, "facilities", false), None).await.unwrap();
    let refused = post(&server, &path, &form.replace("=y", "=z")).await;
    assert_eq!(refused.status, 404, "{}", refused.body);
    assert_eq!(get(&server, &path).await.ids().len(), 1);
}

/// Draws the grid around the lamp.
fn outline(server: &TestServer) {
    use app::db::{DbError, schema::areas as t};
    use diesel::prelude::*;
    let draw = |tx: &mut app::db::Tx<'_>| -> Result<usize, DbError> {
        let ring = "[[[118.3,30.9],[118.4,30.9],[118.4,31],[118.3,31],[118.3,30.9]]]";
        let outline = (
            t::boundary.eq(format!(r#"{{"type":"Polygon","coordinates":{ring}}}"#)),
            t::boundary_west.eq(1_183_000_000_i64),
            t::boundary_south.eq(309_000_000_i64),
            t::boundary_east.eq(1_184_000_000_i64),
            t::boundary_north.eq(310_000_000_i64),
        );
        Ok(diesel::update(t::table.filter(t::path.eq(GRID))).set(outline).execute(tx.db())?)
    };
    assert_eq!(server.store.write(draw).unwrap(), 1);
}

#[actix_web::test]
async fn nothing_of_a_public_ticket_is_about_people() {
    let server = city().await;
    let (resident, worker) = neighbours(&server);
    let photo = upload(&resident, 7).await;
    let body = ReportTicket { photos: vec![photo], ..lamp(118.311_234_5, 30.951_234_5) };
    let ticket = reported(&resident, &body).await.ticket;
    take(&worker, ticket.id).await.unwrap();
    let words = contract::tickets::SendMessage { text: "我住东街1号".to_owned() };
    resident.send_ticket_message(ticket.id, &words, None).await.unwrap();
    close(&worker, ticket.id).await.unwrap();
    let (me, handler) = (resident.get_me().await.unwrap().body, worker.get_me().await.unwrap().body);
    let all = told(&server, &[(ticket.id, ticket.number.clone())]).await;
    assert!(all.contains(&ticket.number));
    for secret in [
        me.id.to_string().as_str(),
        &handler.id.to_string(),
        &me.display_name,
        &handler.display_name,
        &me.login,
        &handler.login,
        "东街1号",
        "已更换灯泡",
        &photo.to_string(),
        "30.9512",
        "118.3112",
        "309512345",
    ] {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
}

#[actix_web::test]
async fn a_small_box_tells_no_more_than_the_rounded_position() {
    let server = city().await;
    let ticket = reported(&resident(&server), &lamp(118.311_4, 30.951_4)).await.ticket;
    let within = |bbox: &str| {
        let query = ListPublicTickets { bbox: Some(bbox.to_owned()), ..ListPublicTickets::default() };
        let client = server.anonymous();
        async move { client.list_public_tickets(&query).await.unwrap().items.len() }
    };
    // Around the spot, and around the middle of its cell.
    assert_eq!(within("118.3113,30.9513,118.3115,30.9515").await, 0);
    assert_eq!(within("118.311,30.951,118.311,30.951").await, 1);
    let shown = server.anonymous().get_public_ticket(ticket.id).await.unwrap();
    assert_eq!(shown.position.unwrap().coordinates, [118.311, 30.951]);
    let bad = ListPublicTickets { bbox: Some("1,2,3".to_owned()), ..ListPublicTickets::default() };
    assert_eq!(code(server.anonymous().list_public_tickets(&bad).await), "query_invalid");
}
