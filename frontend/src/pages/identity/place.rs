//! Addresses of the shell that a page is shown in, and where one arrives after signing in.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The address of a page in the shell whose first page is `home`.
pub fn at(home: &str, path: &str) -> String {
    format!("{}{path}", home.trim_end_matches('/'))
}

/// Where everything about oneself begins in this shell.
pub fn hub(home: &str) -> String {
    if home == "/" { "/mine".to_owned() } else { at(home, "/account") }
}

/// Where somebody wanted to go before they were asked to sign in; the shell's first page where nowhere.
pub fn wanted(home: &'static str) -> impl Fn() -> String + Copy + 'static {
    let query = use_query_map();
    move || {
        let next = query.with_untracked(|query| query.get("next")).unwrap_or_default();
        if is_inside(home, &next) { next } else { home.to_owned() }
    }
}

/// The address of another page of signing in, which leads to the same place afterwards.
pub fn with_next(home: &'static str, path: &'static str) -> Signal<String> {
    let query = use_query_map();
    Signal::derive(move || {
        let next = query.with(|query| query.get("next")).unwrap_or_default();
        let page = at(home, path);
        if next.is_empty() { page } else { format!("{page}?next={}", js_sys::encode_uri_component(&next)) }
    })
}

/// Only addresses of this shell: a link that somebody sends must not lead elsewhere after the password was typed.
fn is_inside(home: &str, next: &str) -> bool {
    next.starts_with(home) && !next.starts_with("//") && !next.contains('\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_elsewhere_after_signing_in() {
        assert!(is_inside("/", "/mine?x=1"));
        assert!(is_inside("/console", "/console/tickets"));
        for next in ["", "//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example"] {
            assert!(!is_inside("/", next), "{next}");
        }
        assert!(!is_inside("/console", "/mine"));
    }

    #[test]
    fn a_page_lies_in_its_shell() {
        assert_eq!(at("/", "/join"), "/join");
        assert_eq!(at("/console", "/account"), "/console/account");
        assert_eq!((hub("/").as_str(), hub("/console").as_str()), ("/mine", "/console/account"));
    }
}
