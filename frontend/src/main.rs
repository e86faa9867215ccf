//! The app of both addresses: the community app at `/`, the officials' console at `/console`.

fn main() {
    console_error_panic_hook::set_once();
    frontend::shell::mount();
}
