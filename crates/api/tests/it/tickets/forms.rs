//! What a kind asks of whoever reports one, and what is kept of the answers.

use client::Client;
use contract::{
    categories::{Category, CreateCategory, ListCategories, UpdateCategory},
    tickets::{ListTickets, ReportTicket, Ticket},
};
use domain::{
    permissions::Role,
    tickets::{
        Priority,
        form::{AnswerValue, Field, FieldKind, FieldOption, Form, RawAnswers, Words},
    },
};
use serde_json::{Value, from_value, json};

use super::{GRID, HOME, categories::stricter, matter, neighbours, town};
use crate::support::{TestServer, code};

pub fn words(text: &str) -> Words {
    Words { hans: text.to_owned(), hant: text.to_owned(), en: text.to_owned() }
}

fn field(key: &str, label: &str, kind: FieldKind) -> Field {
    Field { key: key.to_owned(), label: words(label), hint: None, required: false, kind }
}

/// What is asked about a lamp: one thing at least.
pub fn lamp() -> Form {
    let option = |key: &str, label: &str| FieldOption { key: key.to_owned(), label: words(label) };
    let options = vec![option("dark", "不亮"), option("flickers", "闪")];
    let number = FieldKind::Number { min: Some(1), max: None, unit: Some(words("盏")) };
    Form {
        fields: vec![
            Field { required: true, ..field("what", "灯怎么了", FieldKind::Choice { options }) },
            field("pole", "杆号", FieldKind::Text { chars_max: 8 }),
            field("lamps", "几盏", number),
            field("since", "从哪天起", FieldKind::Date),
        ],
    }
}

async fn asking(server: &TestServer, form: Form) -> (Client, Category) {
    let official = server.signed_in(Role::Official, "1/1/");
    let body = CreateCategory { form, ..stricter(server, "1/1/1/") };
    let made = official.create_category(&body, None).await.unwrap().body;
    (official, made)
}

fn answered(answers: Value) -> ReportTicket {
    ReportTicket { answers: from_value::<RawAnswers>(answers).unwrap(), ..matter("路灯不亮") }
}

pub fn faults<T: std::fmt::Debug>(answer: Result<T, client::ClientError>) -> Vec<(String, String)> {
    match answer {
        Err(client::ClientError::Problem(problem)) => {
            assert_eq!(problem.code, "fields_invalid");
            problem.errors.into_iter().map(|error| (error.pointer, error.code.to_string())).collect()
        }
        other => panic!("{other:?}"),
    }
}

fn named(found: &[(String, String)]) -> Vec<(&str, &str)> {
    found.iter().map(|(pointer, code)| (pointer.as_str(), code.as_str())).collect()
}

fn labels(ticket: &Ticket) -> Vec<&str> {
    ticket.answers.iter().map(|answer| answer.label.en.as_str()).collect()
}

#[actix_web::test]
async fn what_was_answered_is_shown_to_both_sides_and_not_in_lists() {
    let server = town().await;
    asking(&server, lamp()).await;
    let (resident, worker) = neighbours(&server);
    let body = answered(json!({ "since": "2026-01-03", "what": "dark", "pole": " 37 ", "lamps": 2 }));
    let made = resident.report_ticket(&body, None).await.unwrap().body;
    assert_eq!(labels(&made), ["灯怎么了", "杆号", "几盏", "从哪天起"]);
    assert_eq!(made.answers[1].value, AnswerValue::Text { text: "37".to_owned() });
    assert_eq!(made.answers[2].value, AnswerValue::Number { number: 2, unit: Some(words("盏")) });
    let seen = worker.get_ticket(made.ticket.id).await.unwrap().body;
    assert_eq!(seen.answers, made.answers);
    let list = worker.list_tickets(&ListTickets::default()).await.unwrap();
    assert!(!serde_json::to_string(&list).unwrap().contains("灯怎么了"));
    let copy = resident.export_me().await.unwrap();
    assert_eq!(copy.tickets[0].answers, made.answers);
}

#[actix_web::test]
async fn every_answer_that_does_not_fit_is_named_by_its_key() {
    let server = town().await;
    asking(&server, lamp()).await;
    let (resident, _) = neighbours(&server);
    let refused = async |answers: Value| faults(resident.report_ticket(&answered(answers), None).await);
    assert_eq!(named(&refused(json!({})).await), [("/answers/what", "required")]);
    let wrong =
        json!({ "what": "bright", "pole": "123456789", "lamps": 0, "since": "yesterday", "colour": "red" });
    let expected = [
        ("/answers/what", "answer_choice"),
        ("/answers/pole", "too_long"),
        ("/answers/lamps", "at_least"),
        ("/answers/since", "day_format"),
        ("/answers/colour", "unknown"),
    ];
    assert_eq!(named(&refused(wrong).await), expected);
    let kinds = json!({ "what": ["dark"], "pole": 7, "lamps": "2", "since": true });
    let expected = [
        ("/answers/what", "answer_choice"),
        ("/answers/pole", "answer_text"),
        ("/answers/lamps", "answer_number"),
        ("/answers/since", "day_format"),
    ];
    assert_eq!(named(&refused(kinds).await), expected);
    let many: serde_json::Map<String, Value> = (0..21).map(|n| (format!("k{n}"), json!(1))).collect();
    assert_eq!(refused(Value::Object(many)).await[0].0, "/answers");
    // A value that no field takes at all.
    let raw = json!({ "category": "facilities", "text": "路灯不亮", "answers": { "what": { "deep": 1 } } });
    assert!(serde_json::from_value::<ReportTicket>(raw).is_err());
    // Nothing of these was kept.
    let good = resident.report_ticket(&answered(json!({ "what": "dark" })), None).await.unwrap().body;
    assert_eq!(good.ticket.number, "2026-000001");
}

#[actix_web::test]
async fn a_kind_that_asks_nothing_takes_no_answers() {
    let server = town().await;
    let (resident, _) = neighbours(&server);
    let body = answered(json!({ "what": "dark" }));
    assert_eq!(named(&faults(resident.report_ticket(&body, None).await)), [("/answers/what", "unknown")]);
    let plain = resident.report_ticket(&matter("路灯不亮"), None).await.unwrap().body;
    assert!(plain.answers.is_empty());
}

#[actix_web::test]
async fn a_form_that_is_changed_changes_no_older_ticket() {
    let server = town().await;
    let (official, kind) = asking(&server, lamp()).await;
    let (resident, worker) = neighbours(&server);
    let old = resident.report_ticket(&answered(json!({ "what": "dark" })), None).await.unwrap().body;
    let new = Form { fields: vec![field("colour", "颜色", FieldKind::Text { chars_max: 5 })] };
    let change = UpdateCategory { form: Some(new.clone()), ..UpdateCategory::default() };
    let changed = official.update_category(kind.id, "\"1\"", &change).await.unwrap().body;
    assert_eq!((changed.form, changed.version), (new, 2));
    assert_eq!(code(official.update_category(kind.id, "\"1\"", &change).await), "changed_meanwhile");
    assert_eq!(worker.get_ticket(old.ticket.id).await.unwrap().body.answers, old.answers);
    let asked = faults(resident.report_ticket(&answered(json!({ "what": "dark" })), None).await);
    assert_eq!(named(&asked), [("/answers/what", "unknown")]);
    let again = UpdateCategory { form: Some(Form::default()), ..UpdateCategory::default() };
    let emptied = official.update_category(kind.id, "\"2\"", &again).await.unwrap().body;
    assert!(emptied.form.is_empty());
    // What is left out stays.
    let limits = UpdateCategory { form: Some(lamp()), ..UpdateCategory::default() };
    official.update_category(kind.id, "\"3\"", &limits).await.unwrap();
    let other = UpdateCategory { solve_within_hours: Some(20), ..UpdateCategory::default() };
    assert_eq!(official.update_category(kind.id, "\"4\"", &other).await.unwrap().body.form, lamp());
}

#[actix_web::test]
async fn a_form_that_cannot_be_asked_is_refused_at_its_field() {
    let server = town().await;
    let official = server.signed_in(Role::Official, "1/1/");
    let bad = Form {
        fields: vec![
            field("a", "问", FieldKind::Text { chars_max: 0 }),
            field("a", "", FieldKind::Choice { options: Vec::new() }),
        ],
    };
    let body = CreateCategory { form: bad.clone(), ..stricter(&server, "1/1/1/") };
    let found = faults(official.create_category(&body, None).await);
    for expected in [
        ("/form/fields/0/kind/chars_max", "range"),
        ("/form/fields/1/key", "key_twice"),
        ("/form/fields/1/label/zh-Hans", "length"),
        ("/form/fields/1/kind/options", "options"),
    ] {
        assert!(named(&found).contains(&expected), "{expected:?} {found:?}");
    }
    let (official, kind) = asking(&server, lamp()).await;
    let change = UpdateCategory { form: Some(bad), ..UpdateCategory::default() };
    let found = faults(official.update_category(kind.id, "\"1\"", &change).await);
    assert_eq!(found[0].0, "/form/fields/0/kind/chars_max");
}

#[actix_web::test]
async fn what_is_asked_is_inherited_and_overridden_like_the_rest() {
    let server = town().await;
    let (official, _) = asking(&server, lamp()).await;
    let own = CreateCategory { form: Form::default(), ..stricter(&server, GRID) };
    official.create_category(&own, None).await.unwrap();
    let form = async |path: &str| {
        let query = ListCategories { area_id: Some(server.world.area(path)), inactive: false };
        let all = server.anonymous().list_categories(&query).await.unwrap().items;
        all.into_iter().find(|kind| kind.code.as_str() == "facilities").unwrap().form
    };
    assert_eq!((form("1/1/1/2/").await, form(HOME).await), (lamp(), Form::default()));
}

#[actix_web::test]
async fn an_urgent_kind_marks_its_tickets_in_lists_and_in_the_file() {
    let server = town().await;
    let official = server.signed_in(Role::Official, "1/1/");
    let urgent = CreateCategory { priority: Priority::Urgent, ..stricter(&server, "1/1/1/") };
    let kind = official.create_category(&urgent, None).await.unwrap().body;
    assert_eq!(kind.priority, Priority::Urgent);
    let (resident, worker) = neighbours(&server);
    super::report(&resident, "路灯不亮").await;
    server.store.clock.advance(chrono::TimeDelta::seconds(1));
    let mut noise = matter("夜里施工");
    noise.category = "noise".to_owned();
    resident.report_ticket(&noise, None).await.unwrap();
    let list = worker.list_tickets(&ListTickets::default()).await.unwrap().items;
    let priorities: Vec<Priority> = list.iter().map(|ticket| ticket.priority).collect();
    assert_eq!(priorities, [Priority::Normal, Priority::Urgent]);
    let file =
        String::from_utf8(worker.export_tickets(&ListTickets::default(), "text/csv", |_| {}).await.unwrap())
            .unwrap();
    assert!(file.lines().next().unwrap().contains("类别,优先级,内容"), "{file}");
    assert!(file.contains("公共设施,紧急,路灯不亮") && file.contains("普通,夜里施工"), "{file}");
}
