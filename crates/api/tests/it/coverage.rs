//! What the API promises and what stands beside it: a client method for every operation, a test for every problem.

use std::{fs, path::Path};

use contract::problems::ALL;

/// All Rust text under a directory of the workspace.
fn text(directory: &str) -> String {
    fn collect(path: &Path, text: &mut String) {
        for entry in fs::read_dir(path).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, text);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                text.push_str(&fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut found = String::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(directory), &mut found);
    found
}

#[test]
fn every_operation_has_a_method_of_the_client() {
    let client = text("client/src");
    let document = serde_json::to_value(api::openapi()).unwrap();
    let mut missing = Vec::new();
    for item in document["paths"].as_object().unwrap().values() {
        for operation in item.as_object().unwrap().values() {
            let Some(id) = operation["operationId"].as_str() else { continue };
            let found = [format!("pub async fn {id}("), format!("pub fn {id}(")];
            if !found.iter().any(|signature| client.contains(signature)) {
                missing.push(id.to_owned());
            }
        }
    }
    assert!(missing.is_empty(), "crates/client lacks {missing:?}");
}

/// Looks for the codes in the text of the API's tests; that the test which names a code really provokes it
/// is for its reader to see.
#[test]
fn every_problem_code_is_named_by_a_test() {
    let tests = text("api/tests/it").replace(include_str!("coverage.rs"), "");
    let named = |code: &&str| tests.contains(&format!("\"{code}\""));
    let all = ALL.iter().flat_map(|table| table.iter());
    let missing: Vec<&str> = all.map(|problem| problem.code).filter(|code| !named(code)).collect();
    assert!(missing.is_empty(), "no test names {missing:?}");
}
