//! What the client does with a browser's own `fetch`. `cargo xtask test wasm` runs these in Chromium.
#![cfg(target_family = "wasm")]

use client::{Client, ClientError};
use domain::ids::AreaId;
use uuid::Uuid;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Port 9 (discard) is one that browsers never connect to.
#[wasm_bindgen_test]
async fn a_server_out_of_reach_is_no_connection_and_no_problem() {
    let client = Client::new("http://127.0.0.1:9");
    let error = client.get_area(AreaId(Uuid::from_u128(1))).await.unwrap_err();
    assert!(matches!(error, ClientError::Network(_)), "{error:?}");
    assert_eq!(error.code(), None);
}

/// The tests' own web server is no Gongzhi: its page is not taken for an answer.
#[wasm_bindgen_test]
async fn a_page_is_not_taken_for_an_answer_of_the_api() {
    let origin =
        String::from(js_sys::Reflect::get(&js_sys::global(), &"origin".into()).unwrap().as_string().unwrap());
    let error = Client::new(&origin).get_area(AreaId(Uuid::from_u128(1))).await.unwrap_err();
    assert!(matches!(error, ClientError::Unexpected(_)), "{error:?}");
}
