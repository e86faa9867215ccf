//! Templates of inspections over HTTP.

use app::inspections::templates::{self, PER_AREA_MAX, VERSIONS_MAX};
use contract::inspections::{CreateTemplate, GetTemplate, ListTemplates, OfferTemplate, ReviseTemplate};
use domain::inspections::{Regularity, Report, Score, Template, ready_templates};

use super::{Inspection, TOWN, VILLAGE, actor, faults, official};
use crate::support::{TestServer, code};

fn ready() -> Template {
    ready_templates().remove(0).template
}

fn new(server: &TestServer, content: Template) -> CreateTemplate {
    CreateTemplate { area_id: server.world.area(TOWN), content }
}

#[actix_web::test]
async fn a_ready_template_is_copied_and_used_in_the_villages_below() {
    let server = TestServer::start().await;
    let ready = server.anonymous().list_ready_templates().await.unwrap().items;
    let codes: Vec<_> = ready.iter().map(|ready| ready.code.as_str()).collect();
    assert_eq!(codes, ["plan_1", "plan_2", "household", "villager_group"]);
    let content = ready[0].content.clone();
    let made = official(&server).create_template(&new(&server, content.clone()), None).await.unwrap().body;
    assert_eq!((made.number, made.template.latest, &made.content), (1, 1, &content));

    let below = |path| ListTemplates { area_id: server.world.area(path), inactive: false };
    let seen = server.anonymous().list_templates(&below(VILLAGE)).await.unwrap().items;
    assert_eq!(seen, [made.template]);
    assert!(server.anonymous().list_templates(&below("1/2/")).await.unwrap().items.is_empty());
}

#[actix_web::test]
async fn an_edit_makes_a_new_version_and_leaves_the_old_one() {
    let server = TestServer::start().await;
    let official = official(&server);
    let made = official.create_template(&new(&server, ready()), None).await.unwrap();
    let id = made.body.template.id;
    let mut content = ready();
    content.name = "改过的检查表".into();
    let revised = official.revise_template(id, &made.etag, &ReviseTemplate { content }).await.unwrap();
    assert_eq!((revised.body.number, revised.body.template.name.as_str()), (2, "改过的检查表"));

    let version = |number| GetTemplate { number: Some(number) };
    let first = server.anonymous().get_template(id, &version(1)).await.unwrap().body;
    assert_eq!((first.number, first.content), (1, ready()));
    assert_eq!(code(official.get_template(id, &version(3)).await), "not_found");
    let again = ReviseTemplate { content: ready() };
    assert_eq!(code(official.revise_template(id, &made.etag, &again).await), "changed_meanwhile");
}

#[actix_web::test]
async fn what_is_wrong_with_a_template_is_named_where_it_is() {
    let server = TestServer::start().await;
    let official = official(&server);
    let mut content = ready();
    content.dimensions[0].indicators[0].weight = "12.50".parse().unwrap();
    content.dimensions[1].indicators[2].code = "With Space".into();
    content.dimensions[2].name = String::new();
    let found = faults(official.create_template(&new(&server, content), None).await);
    let pointers: Vec<&str> = found.iter().map(|(pointer, _)| pointer.as_str()).collect();
    let expected =
        ["/content/dimensions/1/indicators/2/code", "/content/dimensions/2/name", "/content/dimensions"];
    assert_eq!(pointers, expected);
    // The first indicator weighs 10.00.
    assert!(found[2].1.contains("2.50"), "{}", found[2].1);

    let mut light = ready();
    light.dimensions[0].indicators.pop();
    let found = faults(official.create_template(&new(&server, light), None).await);
    assert!(found.len() == 1 && found[0].1.contains("5.00"), "{found:?}");
}

#[actix_web::test]
async fn a_template_out_of_use_is_listed_only_when_asked_for() {
    let server = TestServer::start().await;
    let official = official(&server);
    let made = official.create_template(&new(&server, ready()), None).await.unwrap();
    let id = made.body.template.id;
    let off = official.offer_template(id, &made.etag, &OfferTemplate { active: false }).await.unwrap();
    assert!(!off.body.template.active);
    let list = |inactive| ListTemplates { area_id: server.world.area(VILLAGE), inactive };
    assert!(official.list_templates(&list(false)).await.unwrap().items.is_empty());
    assert_eq!(official.list_templates(&list(true)).await.unwrap().items.len(), 1);
    assert_eq!(
        code(official.offer_template(id, &made.etag, &OfferTemplate { active: true }).await),
        "changed_meanwhile"
    );
    official.offer_template(id, &off.etag, &OfferTemplate { active: true }).await.unwrap();
    assert_eq!(official.list_templates(&list(false)).await.unwrap().items.len(), 1);
}

#[actix_web::test]
async fn a_template_tells_how_many_inspections_for_all_use_it() {
    let it = Inspection::new().await;
    let count = async || {
        let query = GetTemplate::default();
        it.server.anonymous().get_template(it.template, &query).await.unwrap().body.rounds_count
    };
    assert_eq!(count().await, 0);
    let first = it.planned(&it.plan()).await.round.id;
    let mut quiet = it.plan();
    (quiet.regularity, quiet.report) = (Regularity::Irregular, Report::SpecialReport);
    it.planned(&quiet).await;
    assert_eq!(count().await, 1);
    it.official().cancel_round(first, None).await.unwrap();
    assert_eq!(count().await, 0);
}

#[actix_web::test]
async fn of_two_who_edit_at_once_one_is_told() {
    let server = TestServer::start().await;
    let official = official(&server);
    let made = official.create_template(&new(&server, ready()), None).await.unwrap();
    let (id, body) = (made.body.template.id, ReviseTemplate { content: ready() });
    let edit = || official.revise_template(id, &made.etag, &body);
    let (first, second) = futures_util::join!(edit(), edit());
    let (won, lost): (Vec<_>, Vec<_>) = [first, second].into_iter().partition(Result::is_ok);
    assert_eq!((won.len(), lost.len()), (1, 1));
    assert_eq!(code(lost.into_iter().next().unwrap()), "changed_meanwhile");
    let latest = official.get_template(id, &GetTemplate::default()).await.unwrap().body;
    assert_eq!(latest.number, 2);
}

#[actix_web::test]
async fn an_area_and_a_template_hold_so_many_and_say_so() {
    let server = TestServer::start().await;
    let official = official(&server);
    let made = official.create_template(&new(&server, ready()), None).await.unwrap();
    let (id, area) = (made.body.template.id, server.world.area(TOWN));
    let actor = actor(&server);
    let many = move |tx: &mut app::db::Tx<'_>| {
        for _ in 1..PER_AREA_MAX {
            templates::create(tx, &actor, area, &ready())?;
        }
        for version in 1..VERSIONS_MAX {
            templates::revise(tx, &actor, id, version, &ready())?;
        }
        Ok::<_, templates::Error>(())
    };
    server.store.write(many).unwrap();
    assert_eq!(code(official.create_template(&new(&server, ready()), None).await), "templates_full");
    let full = official.get_template(id, &GetTemplate::default()).await.unwrap();
    let body = ReviseTemplate { content: ready() };
    assert_eq!(code(official.revise_template(id, &full.etag, &body).await), "template_versions_full");
}

#[actix_web::test]
async fn a_score_is_written_with_two_places() {
    let server = TestServer::start().await;
    let mut body = serde_json::to_value(new(&server, ready())).unwrap();
    assert_eq!(body["content"]["dimensions"][0]["indicators"][0]["weight"], "10.00");
    body["content"]["dimensions"][0]["indicators"][0]["weight"] = serde_json::json!(10);
    let sent =
        official(&server).call(reqwest::Method::POST, "/inspection-templates").json(&body).send().await;
    assert_eq!(code(sent), "fields_invalid");
    assert_eq!(Score::FULL.to_string(), "100.00");
}
