//! Inspections over HTTP.

mod rules;
mod templates;

use chrono::DateTime;
use client::{Client, ClientError};
use domain::{
    areas::AreaPath,
    ids::GrantId,
    permissions::{Actor, Grant, Role},
};
use uuid::Uuid;

use crate::support::TestServer;

const TOWN: &str = "1/1/";
const VILLAGE: &str = "1/1/1/";

/// An official of the town.
fn official(server: &TestServer) -> Client {
    server.signed_in(Role::Official, TOWN)
}

/// The same, as a use case sees them.
fn actor(server: &TestServer) -> Actor {
    let (user, session) = server.world.person(&server.store, Some((Role::Official, TOWN)));
    let path = AreaPath::parse(TOWN).unwrap();
    let (id, area, from) = (GrantId(Uuid::nil()), server.world.area(TOWN), DateTime::UNIX_EPOCH);
    let grant = Grant { id, role: Role::Official, area, path, from, until: None };
    Actor { user, session, grants: vec![grant], principal: None }
}

/// Pointer and text of every bad field.
fn faults<T: std::fmt::Debug>(answer: Result<T, ClientError>) -> Vec<(String, String)> {
    match answer.unwrap_err() {
        ClientError::Problem(problem) => {
            problem.errors.into_iter().map(|error| (error.pointer, error.detail)).collect()
        }
        other => panic!("{other}"),
    }
}
