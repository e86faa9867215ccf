//! How often somebody may ask, told in the standard's form.

use super::{TOWN, get, key, name, post};
use crate::support::TestServer;

#[actix_web::test]
async fn too_many_requests_are_refused_in_the_form_that_was_asked_for() {
    let server = TestServer::start_with(|settings| settings.address_requests_per_minute_max = 3).await;
    for _ in 0..3 {
        assert_eq!(get(&server, "discovery.json").await.status, 200);
    }
    let json = get(&server, "discovery.json").await;
    assert_eq!((json.status, &json.json()[0]["code"]), (429, &429.into()));
    let xml = get(&server, "discovery.xml").await;
    assert!(xml.body.contains("<errors><error><code>429</code>"), "{}", xml.body);
}

#[actix_web::test]
async fn a_key_counts_as_its_person() {
    let server = TestServer::start_with(|settings| settings.caller_requests_per_minute_max = 2).await;
    server.store.write(app::categories::seed).unwrap();
    name(&server);
    let key = key(&server, "1/1/").await;
    let mut statuses = Vec::new();
    for n in 0..3 {
        let form = format!("api_key={key}&service_code=facilities&address_string=x&description={n}");
        statuses.push(post(&server, &format!("requests.json?jurisdiction_id={TOWN}"), &form).await.status);
    }
    // Making the key was the first.
    assert_eq!(statuses, [201, 429, 429]);
}
