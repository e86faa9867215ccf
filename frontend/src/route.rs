//! Tables of pages, and going from one to the other: a new page is one line, `("/tickets/:id", || view! { <TicketPage/> }.into_any())`.
//!
//! Every route has the same type, so that a table of a hundred costs the WASM module no more code than a table of one.

use std::borrow::Cow;

use leptos::{children::ToChildren, prelude::*, tachys::view::iterators::StaticVec};
use leptos_router::{
    NavigateOptions, NestedRoute, PartialPathMatch, PathSegment, PossibleRouteMatch,
    components::{FlatRoutes, FlatRoutesProps},
    hooks::use_navigate,
};

/// A path pattern (`:name` is a parameter) and the page that is shown there.
pub type Page = (&'static str, fn() -> AnyView);

/// Shows the page that the address asks for; the first that matches wins.
pub fn show(pages: Vec<Page>, not_found: fn() -> AnyView) -> impl IntoView {
    let route = |(path, view): Page| NestedRoute::new(Pattern(path), view);
    let children =
        ToChildren::to_children(move || StaticVec::from(pages.into_iter().map(route).collect::<Vec<_>>()));
    FlatRoutes(FlatRoutesProps::builder().fallback(not_found).children(children).build())
}

/// Goes to other addresses of this app, named by their whole path: the console's begin with `/console`, too.
#[derive(Clone, Copy)]
pub struct Go(StoredValue<Navigate>);

type Navigate = Box<dyn Fn(&str, NavigateOptions) + Send + Sync>;

impl Go {
    /// For the component that asks.
    pub fn new() -> Self {
        let navigate = use_navigate();
        Self(StoredValue::new(Box::new(move |to, options| navigate(to, options))))
    }

    /// Goes on; "back" returns here.
    pub fn to(self, address: &str) {
        self.go(address, |_| {});
    }

    /// Goes there in the place of here: "back" goes to where one was before.
    pub fn instead(self, address: &str) {
        self.go(address, |options| options.replace = true);
    }

    /// The same without scrolling: the page stays, something about it changes.
    pub fn change(self, address: &str) {
        self.go(address, |options| (options.replace, options.scroll) = (true, false));
    }

    fn go(self, address: &str, choose: impl FnOnce(&mut NavigateOptions)) {
        // Resolved, an address would get the console's beginning once more.
        let mut options = NavigateOptions { resolve: false, ..NavigateOptions::default() };
        choose(&mut options);
        // What ended while its page went away has nowhere to go.
        let _ = self.0.try_with_value(|navigate| navigate(address, options));
    }
}

impl Default for Go {
    fn default() -> Self {
        Self::new()
    }
}

/// A path such as `/tickets/:id`, matched as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pattern(pub &'static str);

impl Pattern {
    fn segments(self) -> impl Iterator<Item = &'static str> {
        self.0.split('/').filter(|segment| !segment.is_empty())
    }
}

impl PossibleRouteMatch for Pattern {
    fn optional(&self) -> bool {
        false
    }

    fn test<'a>(&self, path: &'a str) -> Option<PartialPathMatch<'a>> {
        let mut params = Vec::new();
        let mut given = path.split('/').filter(|segment| !segment.is_empty());
        for wanted in self.segments() {
            let segment = given.next()?;
            match wanted.strip_prefix(':') {
                Some(name) => params.push((Cow::Borrowed(name), segment.to_owned())),
                None if wanted == segment => {}
                None => return None,
            }
        }
        given.next().is_none().then(|| PartialPathMatch::new("", params, path))
    }

    fn generate_path(&self, path: &mut Vec<PathSegment>) {
        path.extend(self.segments().map(|segment| match segment.strip_prefix(':') {
            Some(name) => PathSegment::Param(Cow::Borrowed(name)),
            None => PathSegment::Static(Cow::Borrowed(segment)),
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn params(pattern: &'static str, path: &str) -> Option<Vec<String>> {
        Pattern(pattern).test(path).map(|found| found.params().into_iter().map(|(_, value)| value).collect())
    }

    #[test]
    fn a_pattern_matches_a_whole_path() {
        assert_eq!(params("/", "/"), Some(vec![]));
        assert_eq!(params("/", ""), Some(vec![]));
        assert_eq!(params("/tickets", "/tickets/"), Some(vec![]));
        assert_eq!(params("/tickets/:id", "/tickets/7"), Some(vec!["7".into()]));
        assert_eq!(params("/tickets", "/tickets/7"), None);
        assert_eq!(params("/tickets/:id", "/tickets"), None);
        assert_eq!(params("/", "/tickets"), None);
    }
}
