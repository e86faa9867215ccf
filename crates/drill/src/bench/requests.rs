//! Requests beside the minimal handler, one after the other, round by round.

use std::path::Path;

use anyhow::Result;
use serde_json::json;

use super::{
    Options, Stores,
    load::{Figures, Load},
    photos::{Photos, picture},
    sign_in,
    table::{Measured, Table},
};
use crate::{facts::Facts, process::Server};

/// A request that is measured.
pub(super) struct Request {
    pub(super) name: &'static str,
    /// By this name [`Facts::statements`] counts it.
    pub(super) counted_as: &'static str,
    pub(super) connections: u32,
    pub(super) sent: Sent,
    pub(super) lines: fn(&Facts) -> Vec<String>,
}

/// What is sent beside the lines.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sent {
    /// Nothing.
    Plain,
    /// An `Idempotency-Key` with each.
    Keyed,
    /// Photos, each of which the next line of its connection names; photos alone where there are no lines.
    Photos,
}

pub(super) const LIST: Request = Request {
    name: "list, page of 20",
    counted_as: "list",
    connections: 32,
    sent: Sent::Plain,
    lines: lists,
};

pub(super) const REQUESTS: [Request; 6] = [
    // Half as many at once as the limit of tries lets one address have under way: those that the end of the warm-up
    // breaks off are under way for a moment longer.
    Request { name: "sign in", counted_as: "sign in", connections: 2, sent: Sent::Plain, lines: sign_ins },
    LIST,
    Request { name: "read one", counted_as: "read", connections: 32, sent: Sent::Plain, lines: reads },
    Request {
        name: "ranking of 10^4 villages, page of 20",
        counted_as: "ranking",
        connections: 32,
        sent: Sent::Plain,
        lines: rankings,
    },
    Request { name: "report one", counted_as: "report", connections: 32, sent: Sent::Plain, lines: reports },
    Request {
        name: "report one, with Idempotency-Key",
        counted_as: "report",
        connections: 32,
        sent: Sent::Keyed,
        lines: reports,
    },
];

fn sign_ins(facts: &Facts) -> Vec<String> {
    let body = |login| json!({ "login": login, "password": facts.password });
    facts.residents.iter().map(|login| format!("POST\t/api/v1/sessions\t{}", body(login))).collect()
}

fn lists(_: &Facts) -> Vec<String> {
    vec!["GET\t/api/v1/tickets?limit=20\t".to_owned()]
}

fn reads(facts: &Facts) -> Vec<String> {
    facts.ticket_ids.iter().map(|id| format!("GET\t/api/v1/tickets/{id}\t")).collect()
}

/// The first page, and one from the middle.
fn rankings(facts: &Facts) -> Vec<String> {
    let page =
        |after: &str| format!("GET\t/api/v1/inspection-rounds/{}/ranking?limit=20{after}\t", facts.ranked);
    vec![page(""), page("&after=5000.drill/5000/")]
}

fn reports(facts: &Facts) -> Vec<String> {
    let body = |grid| json!({ "category": facts.category, "text": "路灯不亮，三天了", "area_id": grid });
    facts.grids.iter().map(|grid| format!("POST\t/api/v1/tickets\t{}", body(grid))).collect()
}

/// Adds a row for each request that the table has none of.
///
/// # Errors
/// When a request is refused.
pub(super) fn measure(
    options: &Options,
    dir: &Path,
    stores: &Stores,
    (real, minimal): (&Server, &Server),
    (requests, table): (&[Request], &mut Table),
) -> Result<()> {
    for request in requests {
        if table.rows.iter().any(|row| row.name == request.name) {
            continue;
        }
        let mut measured = Measured {
            name: request.name,
            connections: request.connections,
            statements: stores.facts.statements.get(request.counted_as).copied().unwrap_or_default(),
            rounds: Vec::new(),
        };
        let lines = (request.lines)(&stores.facts);
        let picture = if request.sent == Sent::Photos { Some(picture(dir)?) } else { None };
        // Tokens live for minutes: a new one for each kind of request.
        let token = sign_in(real, &stores.facts.official)?;
        let row = u32::try_from(table.rows.len())?;
        let one = |server: &Server, seconds, round: u32| -> Result<Figures> {
            let (origin, keys) = (server.origin(), format!("round-{round}"));
            let photos = picture.as_deref().map(|picture| Photos::new(picture, row, round));
            let load = Load {
                origin: &origin,
                requests: &lines,
                connections: request.connections,
                seconds,
                token: Some(&token),
                keys: (request.sent == Sent::Keyed).then_some(&keys),
                version: None,
                photos,
            };
            load.run(dir)
        };
        // The first is to warm up and does not count.
        one(real, 1, 0)?;
        one(minimal, 1, 0)?;
        for round in 1..=options.rounds {
            measured.rounds.push((one(real, options.seconds, round)?, one(minimal, options.seconds, round)?));
            table.loaded_mb = table.loaded_mb.max(real.memory_mb()?);
        }
        println!("{}: {measured}", stores.name);
        table.rows.push(measured);
    }
    Ok(())
}
