//! The rules come to the same result in a browser. Each test runs on the host and, by
//! `cargo xtask test wasm`, as WASM.

#![allow(clippy::unwrap_used, reason = "a test whose set-up fails cannot go on")]

use chrono::{TimeZone, Utc};
use domain::{
    areas::AreaPath,
    ids::EntryId,
    journal::{Entry, NodeHash, ProofError, Root, verify_inclusion},
};
use uuid::Uuid;
#[cfg(target_family = "wasm")]
use wasm_bindgen_test::wasm_bindgen_test;

fn entry(position: u64) -> Entry {
    Entry {
        position,
        id: EntryId(Uuid::from_u128(7)),
        at: Utc.timestamp_opt(1_700_000_000, 123_456_000).unwrap(),
        agent: None,
        principal: None,
        event: "ticket.closed".into(),
        area: AreaPath::parse("341882/").unwrap(),
        subject: "ticket:0192".into(),
        payload: r#"{"stars":5}"#.into(),
    }
}

/// The browser checks inclusion proofs itself, so it must hash the very bytes that the server did.
#[cfg_attr(target_family = "wasm", wasm_bindgen_test)]
#[cfg_attr(not(target_family = "wasm"), test)]
fn a_leaf_of_the_journal_has_the_same_bytes() {
    // One more than a JavaScript number can tell apart.
    let entry = entry(9_007_199_254_740_993);
    let expected = concat!(
        r#"["9007199254740993","00000000-0000-0000-0000-000000000007","2023-11-14T22:13:20.123456Z","","","#,
        r#""ticket.closed","341882/","ticket:0192","{\"stars\":5}"]"#
    );
    assert_eq!(String::from_utf8(entry.leaf()).unwrap(), expected);
}

/// The root was computed apart from this code: `SHA-256(1 ‖ SHA-256(0 ‖ "before") ‖ SHA-256(0 ‖ leaf))`.
#[cfg_attr(target_family = "wasm", wasm_bindgen_test)]
#[cfg_attr(not(target_family = "wasm"), test)]
fn a_proof_holds_for_its_entry_and_for_no_other() {
    let hash: NodeHash = "96cac09444501a4b916ed07bdbb0f612ae1b9b9e28c26269e8259acd187946df".parse().unwrap();
    let root = Root { size: 2, hash };
    let path = [NodeHash::of_leaf(b"before")];
    assert_eq!(verify_inclusion(&entry(1), &path, &root), Ok(()));

    let mut changed = entry(1);
    changed.payload = r#"{"stars":1}"#.into();
    assert_eq!(verify_inclusion(&changed, &path, &root), Err(ProofError::Mismatch));
    assert_eq!(verify_inclusion(&entry(2), &path, &root), Err(ProofError::Malformed));
}
