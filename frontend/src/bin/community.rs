//! The community app, at `/`.

use leptos::prelude::*;

fn main() {
    console_error_panic_hook::set_once();
    mount_to_body(frontend::shell::community::App);
}
