//! Every operation of the API × every role × where the role is held: who gets in, and who is refused.
//!
//! `access.txt` says what shall be, `fixtures.rs` how each operation is called. An operation that is missing
//! in either fails here.

mod fixtures;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    ids::{SessionId, UserId},
    permissions::Role,
};
use futures_util::{StreamExt, stream};
use reqwest::Method;

use self::{
    fixtures::{Scene, Sent},
    table::{Cell, Row, Table, Who},
};
use crate::support::TestServer;

/// Where the things lie that operations are called on; a grid.
pub const OWN: &str = "1/1/1/1/";
pub const PARENT: &str = "1/1/1/";
const SIBLING: &str = "1/1/1/2/";
/// Residents live in households of the same grids; they hold nothing above.
const OWN_HOME: &str = "1/1/1/1/1/";
const SIBLING_HOME: &str = "1/1/1/2/1/";

/// An operation as the API's description has it.
struct Operation {
    method: Method,
    path: String,
}

fn operations() -> BTreeMap<String, Operation> {
    let document = serde_json::to_value(api::openapi()).unwrap();
    let mut found = BTreeMap::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let Ok(method) = method.to_uppercase().parse::<Method>() else { continue };
            let Some(id) = operation["operationId"].as_str() else { continue };
            let before = found.insert(id.to_owned(), Operation { method, path: path.clone() });
            assert!(before.is_none(), "two operations are called {id}");
        }
    }
    found
}

#[test]
fn the_table_has_a_row_for_every_operation_and_no_other() {
    let table = Table::read();
    let rows: BTreeSet<&str> = table.rows.keys().map(String::as_str).collect();
    let operations = operations();
    let operations: BTreeSet<&str> = operations.keys().map(String::as_str).collect();
    let missing: Vec<&&str> = operations.difference(&rows).collect();
    let surplus: Vec<&&str> = rows.difference(&operations).collect();
    assert!(
        missing.is_empty() && surplus.is_empty(),
        "without a row: {missing:?}; no operation: {surplus:?}"
    );
}

#[actix_web::test]
async fn everybody_gets_where_the_table_says_and_nowhere_else() {
    let server = TestServer::start().await;
    fixtures::prepare(&server).await;
    let http = reqwest::Client::new();
    let table = Table::read();
    let checks = operations().into_iter().filter_map(|(id, operation)| {
        let row = table.rows.get(&id)?;
        Some(check(&server, &http, id, operation, row))
    });
    let wrong: Vec<Vec<String>> = stream::iter(checks).buffer_unordered(AT_ONCE).collect().await;
    let wrong = wrong.concat();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What somebody hears whose password or code was looked at.
const WRONG_SECRETS: [&str; 5] =
    ["password_wrong", "code_refused", "credentials_invalid", "household_code_invalid", "check_code_invalid"];

/// Operations that are tried at a time.
const AT_ONCE: usize = 8;

/// Calls an operation as everybody from everywhere; what is not as the row says.
async fn check(
    server: &TestServer,
    http: &reqwest::Client,
    id: String,
    operation: Operation,
    row: &Row,
) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut is = Vec::new();
    for who in Who::all() {
        let mut seen = Vec::new();
        for (place, allowed) in row.expected(who) {
            let owner = server.world.person(&server.store, None);
            let caller = caller(server, owner, who, place);
            let scene = Scene { server, owner, caller };
            let Some(sent) = fixtures::request(&id, &scene).await else {
                return vec![format!("{id}: the fixtures do not say how to call it")];
            };
            let (status, code) = send(server, http, &operation, sent, caller).await;
            // A wrong password is 401 too, but gets as far as being looked at.
            let let_in = !(status == 403 || status == 404 || code == "sign_in_required");
            let looked_at = WRONG_SECRETS.contains(&code.as_str());
            if status >= 500 || [400, 412, 413, 415, 422, 428].contains(&status) && !looked_at {
                wrong.push(format!("{id}, {who:?} {place:?}: its request is no good: {status} {code}"));
            } else if let_in != allowed {
                let should = if allowed { "let in" } else { "refused" };
                wrong.push(format!("{id}, {who:?} {place:?}: shall be {should}, got {status} {code}"));
            }
            seen.push((place, let_in));
        }
        is.push(Cell::of(&seen));
    }
    if !is.iter().copied().eq(row.cells.iter().copied().map(Some)) {
        let word = |cell: &Option<Cell>| cell.map_or_else(|| "?".to_owned(), |cell| cell.to_string());
        wrong.push(format!("{id} is: {}", is.iter().map(word).collect::<Vec<_>>().join(" ")));
    }
    wrong
}

/// Where a role is held, seen from the thing that the operation is called on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Nowhere: not signed in, or without a role.
    None,
    Own,
    Parent,
    Sibling,
}

fn caller(
    server: &TestServer,
    owner: (UserId, SessionId),
    who: Who,
    place: Place,
) -> Option<(UserId, SessionId)> {
    let person = |role| Some(server.world.person(&server.store, role));
    let path = match (who, place) {
        (Who::Nobody, _) => return None,
        (Who::Newcomer, _) => return person(None),
        (Who::Owner, _) => return Some(owner),
        (Who::Holder(Role::Resident), Place::Own) => OWN_HOME,
        (Who::Holder(Role::Resident), _) => SIBLING_HOME,
        (_, Place::Parent) => PARENT,
        (_, Place::Sibling) => SIBLING,
        (_, _) => OWN,
    };
    match who {
        Who::Holder(role) => person(Some((role, path))),
        _ => None,
    }
}

async fn send(
    server: &TestServer,
    http: &reqwest::Client,
    operation: &Operation,
    sent: Sent,
    caller: Option<(UserId, SessionId)>,
) -> (u16, String) {
    let mut path = operation.path.clone();
    for (name, value) in &sent.path {
        path = path.replace(&format!("{{{name}}}"), value);
    }
    assert!(!path.contains('{'), "{path}: fixtures.rs leaves a part of the path open");
    let mut call = http.request(operation.method.clone(), format!("{}{path}", server.origin));
    if let Some((user, session)) = caller {
        call = call.bearer_auth(server.state.tokens.issue(user, session, server.store.db.now()).unwrap());
    }
    for (name, value) in sent.headers {
        call = call.header(name, value);
    }
    call = call.query(&sent.query);
    call = match sent.body {
        Some(body) => call.header("content-type", body.kind).body(body.bytes),
        None => call,
    };
    let response = call.send().await.unwrap();
    let status = response.status().as_u16();
    // An event stream never ends; its head is what counts.
    if status < 400 {
        return (status, String::new());
    }
    let problem: serde_json::Value = response.json().await.unwrap_or_default();
    (status, problem["code"].as_str().unwrap_or("").to_owned())
}
