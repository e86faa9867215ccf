//! The console: a desk, an hour at a time. The URL is the state, and the keyboard reaches everything.

use leptos::{ev, prelude::*};
use leptos_router::components::Router;
use wasm_bindgen::JsCast as _;

use super::{Brand, MAIN, NavItem, NavLink, OfflineLine, SkipLink, start};
use crate::{
    components::{Button, Dialog, Icon, LanguageSwitch, LargeTextSwitch, ThemeSelect, ToastRegion},
    device,
    i18n::{common, console, identity as identity_words},
    later::Missing,
    pages::{NotFound, console as pages, identity},
    route::{self, Page},
};

/// Where the console begins; every address in it starts with this.
pub(super) const BASE: &str = "/console";

/// Fetches the console: one part with all its pages, which a resident never needs.
#[allow(unsafe_code, reason = "the macro links the part by its symbol")]
#[leptos::wasm_split::wasm_split(console, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn fetch() -> Result<fn() -> AnyView, Missing> {
    Ok(|| view! { <App/> }.into_any())
}

/// The pages, below [`BASE`]. A new one is one line.
fn table() -> Vec<Page> {
    vec![
        ("/", || view! { <pages::Home/> }.into_any()),
        ("/tickets", || view! { <pages::Tickets/> }.into_any()),
        ("/tickets/:id", || view! { <pages::Ticket/> }.into_any()),
        ("/journal", || view! { <pages::Journal/> }.into_any()),
        ("/journal/:id", || view! { <pages::JournalEntryPage/> }.into_any()),
        ("/sign-in", || identity::sign_in(BASE)),
        ("/sign-in/sms", || identity::sign_in_by_sms(BASE)),
        ("/forgotten", || identity::forgotten(BASE)),
        ("/account", || identity::account(BASE)),
        ("/account/profile", || identity::my_profile(BASE)),
        ("/account/phone", || identity::my_phone(BASE)),
        ("/account/password", || identity::my_password(BASE)),
        ("/account/second-factor", || identity::my_second_factor(BASE)),
        ("/account/sessions", || identity::my_sessions(BASE)),
        ("/account/data", || identity::my_data(BASE)),
        #[cfg(debug_assertions)]
        ("/styleguide", || view! { <crate::pages::styleguide::Styleguide/> }.into_any()),
    ]
}

/// A text of the app.
type Text = fn() -> &'static str;

/// The navigation on the left, in groups. A new place is one line.
fn groups() -> Vec<(Text, Vec<NavItem>)> {
    let overview = vec![
        (BASE, common::nav_situation as fn() -> _, icondata_lu::LuLayoutDashboard),
        ("/console/tickets", console::tickets, icondata_lu::LuClipboardList),
    ];
    let records = vec![("/console/journal", console::journal as fn() -> _, icondata_lu::LuBookOpen)];
    vec![(common::nav_group_overview, overview), (console::nav_group_records, records)]
}

/// The console.
#[component]
pub fn App() -> impl IntoView {
    let toasts = start();
    pages::RememberedPlace::provide();
    let keys_open = RwSignal::new(false);
    let handle = window_event_listener(ev::keydown, move |event| {
        let typing = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|target| target.closest("input, select, textarea, dialog").ok().flatten().is_some());
        if typing || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            "/" if device::focus_first("[data-search]") => event.prevent_default(),
            "?" => keys_open.set(true),
            _ => {}
        }
    });
    on_cleanup(move || handle.remove());
    view! {
        <Router base=BASE>
            <div class="console">
                <header class="console__top">
                    <SkipLink/>
                    <Brand href=BASE/>
                    <div class="console__tools">
                        <ThemeSelect/>
                        <LargeTextSwitch/>
                        <LanguageSwitch/>
                        <a class="switch" href="/console/account" aria-label=identity_words::account>
                            <Icon icon=icondata_lu::LuCircleUserRound/>
                        </a>
                        <button type="button" class="switch" aria-label=common::keys on:click=move |_| keys_open.set(true)>
                            <Icon icon=icondata_lu::LuKeyboard/>
                        </button>
                    </div>
                </header>
                <nav class="console__nav" aria-label=common::main_navigation>
                    {groups()
                        .into_iter()
                        .map(|(label, items)| {
                            view! {
                                <p class="console__group">{label}</p>
                                <ul>{items.into_iter().map(|item| view! { <li><NavLink item home=BASE/></li> }).collect_view()}</ul>
                            }
                        })
                        .collect_view()}
                </nav>
                <main class="console__main" id=MAIN tabindex="-1">
                    <OfflineLine/>
                    <identity::EnrolBanner home=BASE/>
                    {route::show(table(), || view! { <NotFound home=BASE/> }.into_any())}
                </main>
            </div>
            <Keys open=keys_open/>
            <ToastRegion toasts/>
        </Router>
    }
}

/// What the keyboard can do.
#[component]
fn Keys(open: RwSignal<bool>) -> impl IntoView {
    let keys: [(&str, Text); 4] = [
        ("/", common::key_search),
        ("?", common::key_help),
        ("Tab", common::key_tab),
        ("Esc", common::key_escape),
    ];
    view! {
        <Dialog open title=common::keys>
            <dl class="keys">
                {keys.into_iter().map(|(key, does)| view! { <dt><kbd>{key}</kbd></dt><dd>{does}</dd> }).collect_view()}
            </dl>
            <div class="dialog__actions"><Button on_press=move |()| open.set(false)>{common::close}</Button></div>
        </Dialog>
    }
}
