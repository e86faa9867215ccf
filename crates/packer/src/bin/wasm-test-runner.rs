//! `wasm-bindgen-test-runner`, built from this workspace's lock file.
//!
//! Cargo calls it once per compiled test (`CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER`); the tests
//! run under node, or in the browser whose driver `CHROMEDRIVER` names.

fn main() -> anyhow::Result<()> {
    env_logger::init();
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(std::env::args_os())
}
