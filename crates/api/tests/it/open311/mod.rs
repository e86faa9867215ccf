//! Open311 GeoReport v2 as its clients speak it: over plain HTTP, never through our own client.

mod attributes;
mod clients;
mod errors;
mod filters;
mod forms;
mod keys;
mod limits;
mod private;
mod writing;

use client::Client;
use contract::{
    api_keys::CreateApiKey,
    tickets::{Point, PointKind, ReportTicket, Ticket},
};
use diesel::prelude::*;
use domain::permissions::Role;
use reqwest::header::{ACCEPT_LANGUAGE, CONTENT_TYPE};

use crate::{
    support::TestServer,
    tickets::{HOME, matter, town},
};

/// The codes of the two towns.
pub const TOWN: &str = "341882001";
pub const OTHER_TOWN: &str = "341882002";

/// What was answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub media_type: String,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> serde_json::Value {
        assert_eq!(self.media_type, "application/json; charset=utf-8");
        serde_json::from_str(&self.body).unwrap()
    }

    /// The ids of a list, in its order.
    pub fn ids(&self) -> Vec<String> {
        assert_eq!(self.status, 200, "{}", self.body);
        let all = self.json();
        all.as_array().unwrap().iter().map(|r| r["service_request_id"].as_str().unwrap().to_owned()).collect()
    }

    /// The one id of an answer to a report.
    pub fn id(&self) -> String {
        assert_eq!(self.status, 201, "{}", self.body);
        self.json()[0]["service_request_id"].as_str().unwrap().to_owned()
    }
}

/// Two towns with codes, and the default kinds.
pub async fn city() -> TestServer {
    let server = town().await;
    name(&server);
    server
}

pub fn name(server: &TestServer) {
    use app::db::{DbError, schema::areas as t};
    let name = |tx: &mut app::db::Tx<'_>| -> Result<(), DbError> {
        for (path, code) in [("1/1/", TOWN), ("1/2/", OTHER_TOWN)] {
            // Official codes have twelve digits; the last three of a town's are zero and may be left out.
            let town = diesel::update(t::table.filter(t::path.eq(path)));
            town.set(t::code.eq(format!("{code}000"))).execute(tx.db())?;
        }
        Ok(())
    };
    server.store.write(name).unwrap();
}

/// What is asked below the endpoint.
pub async fn get(server: &TestServer, path: &str) -> Answer {
    let url = format!("{}/open311/v2/{path}", server.origin);
    answer(reqwest::Client::new().get(url).header(ACCEPT_LANGUAGE, "en")).await
}

/// Sends a form, as a browser and most clients do.
pub async fn post(server: &TestServer, path: &str, form: &str) -> Answer {
    let url = format!("{}/open311/v2/{path}", server.origin);
    let request = reqwest::Client::new().post(url).header(ACCEPT_LANGUAGE, "en");
    answer(request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(form.to_owned())).await
}

pub async fn answer(request: reqwest::RequestBuilder) -> Answer {
    let response = request.send().await.unwrap();
    let media_type = response.headers().get(CONTENT_TYPE).unwrap().to_str().unwrap().to_owned();
    Answer { status: response.status().as_u16(), media_type, body: response.text().await.unwrap() }
}

/// A key of an administrator of the area.
pub async fn key(server: &TestServer, path: &str) -> String {
    let body =
        CreateApiKey { area_id: server.world.area(path), name: "市民热线平台".to_owned(), login: None };
    server.signed_in(Role::Administrator, path).create_api_key(&body).await.unwrap().secret
}

pub fn resident(server: &TestServer) -> Client {
    server.signed_in(Role::Resident, HOME)
}

pub fn lamp(longitude: f64, latitude: f64) -> ReportTicket {
    let position = Some(Point { kind: PointKind::Point, coordinates: [longitude, latitude] });
    ReportTicket { position, ..matter("路灯不亮") }
}

pub async fn reported(client: &Client, body: &ReportTicket) -> Ticket {
    client.report_ticket(body, None).await.unwrap().body
}
