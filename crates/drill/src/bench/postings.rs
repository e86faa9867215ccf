//! Postings: claims that are approved, over many programmes in turn and all of one.
//!
//! It is what a town posts most, and every one takes from its programme's budget: of one programme, all wait for one
//! account. Each is sent with an `Idempotency-Key` of its own.

use std::path::Path;

use anyhow::{Result, ensure};

use super::{
    Options, Stores,
    load::{Figures, Load},
    sign_in,
    table::{Measured, Table, median},
};
use crate::{
    process::Server,
    seed::postings::{Over, claim},
};

const CONNECTIONS: u32 = 32;
/// More than either server approves in a second; a claim is approved once.
const CLAIMS_PER_SECOND: usize = 8_000;
const OVERS: [(Over, &str); 2] = [
    (Over::Many, "approve a claim, 200 programmes in turn"),
    (Over::One, "approve a claim, all of one programme"),
];

/// Claims that all rounds need, of either kind.
pub(super) fn claims(options: &Options) -> usize {
    CLAIMS_PER_SECOND * (1 + options.seconds as usize * options.rounds as usize)
}

/// So many seconds of approvals, after those of the first `from` seconds.
pub(super) fn approvals(over: Over, from: u32, seconds: u32) -> Vec<String> {
    let first = CLAIMS_PER_SECOND * from as usize;
    let numbers = first..first + CLAIMS_PER_SECOND * seconds as usize;
    numbers.map(|number| format!("POST\t/api/v1/claims/{}/approval\t", claim(over, number))).collect()
}

/// Approves for so many seconds.
///
/// # Errors
/// When a request is refused, or the claims were too few.
pub(super) fn approve(
    (server, token): (&Server, &str),
    (over, from, seconds): (Over, u32, u32),
    dir: &Path,
) -> Result<Figures> {
    let (origin, requests) = (server.origin(), approvals(over, from, seconds));
    let keys = format!("{over:?}-{from}");
    let load = Load {
        origin: &origin,
        requests: &requests,
        connections: CONNECTIONS,
        seconds,
        token: Some(token),
        keys: Some(&keys),
        version: Some(1),
        photos: None,
    };
    let figures = load.run(dir)?;
    ensure!(figures.requests < requests.len() as u64, "{} claims were too few", requests.len());
    Ok(figures)
}

/// Adds the rows of postings to a store's table.
///
/// # Errors
/// When a request is refused.
pub(super) fn measure(
    options: &Options,
    dir: &Path,
    stores: &Stores,
    (real, minimal): (&Server, &Server),
    table: &mut Table,
) -> Result<()> {
    let statements = stores.facts.statements.get("approve").copied().unwrap_or_default();
    let row = |name| Measured { name, connections: CONNECTIONS, statements, rounds: Vec::new() };
    let mut rows = OVERS.map(|(over, name)| (over, row(name)));
    for round in 0..=options.rounds {
        let token = sign_in(real, &stores.facts.official)?;
        // The first is to warm up and does not count.
        let (from, seconds) =
            if round == 0 { (0, 1) } else { (1 + (round - 1) * options.seconds, options.seconds) };
        for (over, measured) in &mut rows {
            let part = (*over, from, seconds);
            let both = (approve((real, &token), part, dir)?, approve((minimal, &token), part, dir)?);
            if round > 0 {
                measured.rounds.push(both);
            }
        }
        table.loaded_mb = table.loaded_mb.max(real.memory_mb()?);
    }
    let [(_, many), (_, one)] = &rows;
    let share = |of: fn(&(Figures, Figures)) -> Figures| {
        let pairs = one.rounds.iter().zip(&many.rounds);
        median(pairs.map(|(one, many)| of(one).per_second() * 100 / of(many).per_second().max(1)).collect())
    };
    table.one_of_many = Some((share(|both| both.0), share(|both| both.1)));
    for (_, measured) in rows {
        println!("{}: {measured}", stores.name);
        table.rows.push(measured);
    }
    Ok(())
}
