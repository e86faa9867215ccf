//! Where a covert round goes is read by nobody but its inspectors before it starts: tried on every operation of the API.

use contract::inspections::{ChangeRound, PlanRound};
use domain::{
    inspections::{DrawPlan, Notice},
    permissions::Role,
};
use reqwest::Method;

use super::{Inspection, OTHER_VILLAGE, TOWN, VILLAGE, faults, rounds::reveal};
use crate::support::code;

/// A covert round that goes to one of two villages.
fn covert(it: &Inspection) -> PlanRound {
    let mut plan = it.plan();
    plan.notice = Notice::Covert;
    plan
}

/// Everything that the API reads, as text, for somebody: every operation with `GET`, on the round, on both villages, and
/// on the lists that could name its places. Operations that know nothing of inspections are read as well.
pub(super) async fn everything_read(
    it: &Inspection,
    token: &str,
    round: &str,
    areas: &[String],
) -> Vec<(String, String)> {
    let document = serde_json::to_value(api::openapi()).unwrap();
    let http = reqwest::Client::new();
    let mut read = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        if item.get("get").is_none() {
            continue;
        }
        let mut addresses = Vec::new();
        for area in areas {
            let filled = path.replace("{area_id}", area);
            for id in [round, area] {
                addresses.push(filled.replace("{id}", id));
            }
        }
        addresses.sort();
        addresses.dedup();
        for address in addresses.into_iter().filter(|address| !address.contains('{')) {
            for query in
                ["", &format!("?area_id={}", areas[0]), &format!("?area_id={}&limit=100", it.area(TOWN))]
            {
                let url = format!("{}{address}{query}", it.server.origin);
                // A stream of events does not end: what it has said within a moment is what is read.
                let answer = http.request(Method::GET, &url).bearer_auth(token).send();
                let Ok(Ok(answer)) = tokio::time::timeout(std::time::Duration::from_secs(2), answer).await
                else {
                    continue;
                };
                if !answer.status().is_success() {
                    continue;
                }
                let text = tokio::time::timeout(std::time::Duration::from_millis(800), answer.text()).await;
                if let Ok(Ok(text)) = text {
                    read.push((format!("{address}{query}"), text));
                }
            }
        }
    }
    read
}

/// What the API says of places anyway: the tree itself, households, members, rules of places.
const OF_PLACES: [&str; 10] = [
    "/areas",
    "/households",
    "/memberships",
    "/grants",
    "/categories",
    "/tickets",
    "/me",
    "/inspection-templates",
    "/award-rules",
    "/pledge-coverage",
];

/// The strictest reading: two rounds that differ in nothing but where they go look the same to everybody outside their
/// team, through every operation, byte for byte but for what differs between any two rounds.
#[actix_web::test]
async fn no_operation_tells_where_a_covert_round_goes() {
    let it = Inspection::new().await;
    let mut plan = covert(&it);
    plan.chosen = Some(vec![it.area(OTHER_VILLAGE)]);
    let id = it.planned(&plan).await.round.id;
    // Sealed, so that the journal is read too.
    actix_web::rt::time::sleep(std::time::Duration::from_millis(400)).await;

    let people = [
        ("who planned it", it.official),
        ("an administrator", it.server.world.person(&it.server.store, Some((Role::Administrator, "1/")))),
        ("an auditor", it.server.world.person(&it.server.store, Some((Role::Auditor, "1/")))),
        ("another inspector", it.server.world.person(&it.server.store, Some((Role::Inspector, TOWN)))),
        ("the village", it.server.world.person(&it.server.store, Some((Role::Official, OTHER_VILLAGE)))),
        ("a resident", it.server.world.person(&it.server.store, Some((Role::Resident, "1/1/2/1/1/")))),
    ];
    let areas = [it.area(OTHER_VILLAGE).to_string(), it.area(VILLAGE).to_string()];
    let target = [it.area(OTHER_VILLAGE).to_string(), format!("\"{OTHER_VILLAGE}\""), "石桥村".to_owned()];
    for (who, person) in people {
        let token = it.server.state.tokens.issue(person.0, person.1, it.server.store.db.now()).unwrap();
        let read = everything_read(&it, &token, &id.to_string(), &areas).await;
        assert!(
            read.iter().any(|(address, _)| address.contains("/inspection-rounds")),
            "{who} read no round"
        );
        for (address, text) in read {
            let of_places = OF_PLACES.iter().any(|prefix| address.starts_with(&format!("/api/v1{prefix}")));
            let told = target.iter().find(|name| text.contains(name.as_str()));
            assert!(of_places || told.is_none(), "{who} reads {told:?} at {address}: {text}");
        }
        let client = it.server.client_of(person);
        assert_eq!(code(client.list_round_targets(id).await), "targets_secret");
        let shown = client.get_round(id).await.unwrap().body;
        assert_eq!((shown.places, shown.scored), (None, None), "{who} counts its places");
    }
    // Its inspector knows.
    let known = it.inspector().list_round_targets(id).await.unwrap().items;
    assert_eq!(known.len(), 1);
    assert_eq!(it.inspector().get_round(id).await.unwrap().body.places, Some(1));
    // After the start everybody may.
    it.official().start_round(id, None).await.unwrap();
    assert_eq!(it.server.anonymous().list_round_targets(id).await.unwrap().items.len(), 1);
}

#[actix_web::test]
async fn a_covert_draw_is_committed_to_in_public_and_told_after_the_start() {
    let it = Inspection::new().await;
    let mut plan = covert(&it);
    plan.draw = Some(DrawPlan::Subjects { take: 1 });
    let id = it.planned(&plan).await.round.id;
    it.official().commit_draw(id, None).await.unwrap();
    reveal(&it, id).await;
    for client in [it.official(), it.server.anonymous()] {
        let draw = client.get_round_draw(id).await.unwrap();
        assert_eq!(draw.frame[0].keys.len(), 2);
        assert!(draw.seed.is_none() && draw.sample.is_none());
    }
    assert!(it.inspector().get_round_draw(id).await.unwrap().sample.is_some());
    it.official().start_round(id, None).await.unwrap();
    assert!(it.server.anonymous().get_round_draw(id).await.unwrap().sample.is_some());
}

#[actix_web::test]
async fn nobody_joins_the_team_to_read_where_it_goes() {
    let it = Inspection::new().await;
    let mut plan = covert(&it);
    plan.chosen = Some(vec![it.area(VILLAGE)]);
    let planned = it.planned(&plan).await;
    let other = it.server.world.person(&it.server.store, Some((Role::Inspector, TOWN))).0;
    let join = ChangeRound { team: Some(vec![it.inspector.0, other]), ..ChangeRound::default() };
    let refused = it.official().change_round(planned.round.id, "\"1\"", &join).await;
    assert_eq!(code(refused), "round_team_fixed");

    let mut drawn = covert(&it);
    drawn.month = "2026-02".parse().unwrap();
    drawn.draw = Some(DrawPlan::Subjects { take: 1 });
    let id = it.planned(&drawn).await.round.id;
    // Nothing is fixed yet: the team may still change.
    it.official().change_round(id, "\"1\"", &join).await.unwrap();
    let committed = it.official().commit_draw(id, None).await.unwrap();
    assert_eq!(code(it.official().change_round(id, &committed.etag, &join).await), "round_team_fixed");

    // Who can be drawn inside chosen places is public, and would name them.
    plan.month = "2026-03".parse().unwrap();
    plan.draw = Some(DrawPlan::Within { kind: domain::areas::AreaKind::Household, take: 1 });
    assert_eq!(faults(it.official().plan_round(&plan, None).await)[0].0, "/draw");
}
