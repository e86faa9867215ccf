//! Pages that not everybody opens come in parts of their own, fetched when one of them is first shown.
//!
//! ```ignore
//! later! { tickets:
//!     /// Report a problem.
//!     report => |_| view! { <Report/> }.into_any();
//! }
//! ```
//!
//! makes `report(home) -> AnyView`, whose code is in the part `tickets` with whatever else only that part uses. What
//! begins with `console` is never fetched by a resident.
//!
//! Few parts are better than many: what some of them share becomes a file for each set that shares it, and many small
//! files compress worse than one. What is often somebody's first page (a report, a household's code, what is public,
//! the way in) is in parts of its own. What comes behind it is in two: `personal` is one's account, homes, points, the
//! shop and shifts; `work` is what somebody has a role for: scoring, deciding claims, organising shifts, handing out.

use std::{future::Future, pin::Pin};

use leptos::{prelude::*, task::spawn_local};

use crate::{
    components::{ErrorState, Skeleton},
    failure::Failure,
};

/// Shows a page of the shell that begins at `home`.
pub type Show = fn(home: &'static str) -> AnyView;

/// A part could not be fetched.
#[derive(Clone, Copy, Debug)]
pub struct Missing;

impl From<leptos::wasm_split::SplitLoaderError> for Missing {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

/// A part on its way.
pub type Fetching = Pin<Box<dyn Future<Output = Result<Show, Missing>>>>;

/// Shows what a part shows, as soon as it is there; until then its shape, and where it does not come, another try.
pub fn show(fetch: fn() -> Fetching, home: &'static str) -> AnyView {
    let fetched = RwSignal::new(None::<Result<Show, Missing>>);
    let start = move || {
        fetched.set(None);
        spawn_local(async move {
            let part = fetch().await;
            // Nobody may be waiting for it any more.
            let _ = fetched.try_set(Some(part));
        });
    };
    start();
    let view = move || match fetched.get() {
        None => view! { <Skeleton count=4/> }.into_any(),
        Some(Ok(show)) => show(home),
        Some(Err(Missing)) => {
            view! { <ErrorState failure=Failure::offline() on_retry=Callback::new(move |()| start())/> }
                .into_any()
        }
    };
    view.into_any()
}

/// Shows what a part shows as soon as it is there, and nothing where it does not come: for what is only an addition to
/// a page.
pub fn quietly(fetch: fn() -> Fetching, home: &'static str) -> AnyView {
    let fetched = RwSignal::new(None::<Show>);
    spawn_local(async move {
        let part = fetch().await;
        let _ = fetched.try_set(part.ok());
    });
    (move || fetched.get().map(|show| show(home))).into_any()
}

/// Makes functions that show pages of a part; see [the module](self). `later! { quietly tickets: … }` shows nothing
/// while it is on its way.
macro_rules! later {
    (quietly $part:ident: $($rest:tt)+) => { $crate::later::later! { @quietly $part: $($rest)+ } };
    ($part:ident: $($rest:tt)+) => { $crate::later::later! { @show $part: $($rest)+ } };
    (@$how:ident $part:ident: $($(#[$doc:meta])+ $page:ident => $show:expr;)+) => {
        $(
            $(#[$doc])+
            pub fn $page(home: &'static str) -> leptos::prelude::AnyView {
                fn fetch() -> $crate::later::Fetching {
                    #[allow(unsafe_code, reason = "the macro links the part by its symbol")]
                    #[leptos::wasm_split::wasm_split($part, wasm_split_path = leptos::wasm_split, fallible)]
                    fn $page() -> Result<$crate::later::Show, $crate::later::Missing> {
                        Ok($show)
                    }
                    Box::pin($page())
                }
                $crate::later::$how(fetch, home)
            }
        )+
    };
}
pub(crate) use later;
