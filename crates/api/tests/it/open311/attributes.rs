//! What a kind asks, as attributes of its service.

use contract::categories::{CreateCategory, Names};
use domain::{
    permissions::Role,
    tickets::{Counting, Priority, form::Form},
};
use serde_json::json;

use super::{TOWN, city, get, key, post};
use crate::support::TestServer;

/// A public kind of the town that asks one thing of each datatype; a text and a list are required.
async fn lamps(server: &TestServer) {
    let words = |hans: &str, en: &str| json!({ "zh-Hans": hans, "zh-Hant": hans, "en": en });
    let options = json!([
        { "key": "off", "label": words("不亮", "Is dark") },
        { "key": "flickers", "label": words("一闪一闪", "Flickers") },
    ]);
    let field = |key: &str, en: &str, required: bool, kind: serde_json::Value| json!({ "key": key, "label": words("问题", en), "required": required, "kind": kind });
    let form: Form = serde_json::from_value(json!({ "fields": [
        field("pole", "Number on the pole", true, json!({ "type": "text", "chars_max": 20 })),
        field("lamps", "How many lamps", false, json!({ "type": "number", "min": 1, "max": 9 })),
        field("what", "What is wrong", true, json!({ "type": "choice", "options": options })),
        field("when", "When", false, json!({ "type": "choices", "options": options })),
        field("since", "Since when", false, json!({ "type": "date" })),
        field("danger", "Is it dangerous", false, json!({ "type": "yes_no" })),
    ] }))
    .unwrap();
    let kind = CreateCategory {
        area_id: server.world.area("1/1/"),
        code: "lamps".to_owned(),
        names: Names { hans: "路灯".into(), hant: "路燈".into(), en: "Lamps".into() },
        answer_within_hours: 2,
        solve_within_hours: 12,
        objection_window_hours: 24,
        counting: Counting::AroundTheClock,
        ordinal: 5,
        active: true,
        parent_code: None,
        priority: Priority::Normal,
        form,
        is_public: true,
        keeper: domain::tickets::Keeper::Queue,
        keeper_provider_id: None,
        photo_required: true,
        anonymous_allowed: false,
    };
    server.signed_in(Role::Administrator, "1/1/").create_category(&kind, None).await.unwrap();
}

#[actix_web::test]
async fn a_definition_lists_what_is_asked() {
    let server = city().await;
    lamps(&server).await;
    let services = get(&server, &format!("services.json?jurisdiction_id={TOWN}")).await.json();
    let of =
        |code: &str| services.as_array().unwrap().iter().find(|one| one["service_code"] == code).cloned();
    assert_eq!(
        (of("lamps").unwrap()["metadata"].clone(), of("facilities").unwrap()["metadata"].clone()),
        (json!(true), json!(false))
    );
    let definition = get(&server, &format!("services/lamps.json?jurisdiction_id={TOWN}")).await.json();
    let all = definition["attributes"].as_array().unwrap();
    let told = |at: usize, name: &str| all[at][name].clone();
    let types: Vec<_> = (0..all.len()).map(|at| told(at, "datatype")).collect();
    assert_eq!(types, ["text", "number", "singlevaluelist", "multivaluelist", "datetime", "singlevaluelist"]);
    assert_eq!(
        (told(0, "code"), told(0, "required"), told(0, "order")),
        (json!("pole"), json!(true), json!(1))
    );
    assert_eq!(told(0, "description"), "Number on the pole");
    assert_eq!(told(2, "values")[1], json!({ "key": "flickers", "name": "Flickers" }));
    assert_eq!(told(5, "values")[0], json!({ "key": "yes", "name": "Yes" }));
    let xml = get(&server, &format!("services/lamps.xml?jurisdiction_id={TOWN}")).await.body;
    assert!(xml.contains("<attribute><variable>true</variable><code>pole</code><datatype>text</datatype><required>true</required>"), "{xml}");
    assert!(xml.contains("<values><value><key>off</key><name>Is dark</name></value><value>"), "{xml}");
}

#[actix_web::test]
async fn answers_are_kept_for_the_handlers_and_checked() {
    let server = city().await;
    lamps(&server).await;
    let key = key(&server, "1/1/").await;
    let base =
        format!("api_key={key}&jurisdiction_id={TOWN}&service_code=lamps&address_string=x&description=dark");
    let full = "&attribute[pole]=A-17&attribute[lamps]=2&attribute[what]=off&attribute[when][]=off&attribute[when][]=flickers\
        &attribute[since]=2026-01-02T08:00:00Z&attribute[danger]=yes";
    let number = post(&server, "requests.json", &format!("{base}{full}")).await.id();
    let official = server.signed_in(Role::Official, "1/1/");
    let query = contract::tickets::ListTickets { search: Some(number), ..Default::default() };
    let id = official.list_tickets(&query).await.unwrap().items[0].id;
    let ticket = official.get_ticket(id).await.unwrap().body;
    let keys: Vec<&str> = ticket.answers.iter().map(|answer| answer.key.as_str()).collect();
    assert_eq!(keys, ["pole", "lamps", "what", "when", "since", "danger"]);
    for (more, said) in [
        ("&attribute[what]=off", "attribute[pole] was not provided."),
        (
            "&attribute[pole]=1&attribute[what]=gone",
            "attribute[what] does not fit its datatype or its values.",
        ),
        (
            "&attribute[pole]=1&attribute[what]=off&attribute[lamps]=many",
            "attribute[lamps] does not fit its datatype or its values.",
        ),
    ] {
        let refused = post(&server, "requests.json", &format!("{base}{more}")).await;
        assert_eq!((refused.status, refused.json()[0]["description"].clone()), (400, json!(said)));
    }
}
