//! The community app: a phone, one hand, four places.

use leptos::prelude::*;
use leptos_router::components::Router;

use super::{Brand, MAIN, NavItem, NavLink, OfflineLine, SkipLink, start};
use crate::{
    components::{LanguageSwitch, LargeTextSwitch, ToastRegion},
    i18n::common,
    pages::{NotFound, community as pages, identity},
    route::{self, Page},
};

/// The pages. A new one is one line.
fn table() -> Vec<Page> {
    vec![
        ("/", || view! { <pages::Home/> }.into_any()),
        ("/report", || view! { <pages::Report/> }.into_any()),
        ("/tickets", || view! { <pages::MyTickets/> }.into_any()),
        ("/tickets/:id", || view! { <pages::ShowTicket/> }.into_any()),
        ("/work", || view! { <pages::Work/> }.into_any()),
        ("/decide", || view! { <pages::Decide/> }.into_any()),
        ("/mine", || view! { <pages::Mine/> }.into_any()),
        ("/households", || view! { <pages::MyHouseholds/> }.into_any()),
        ("/join", || view! { <pages::Join/> }.into_any()),
        ("/register", || view! { <identity::Register home="/"/> }.into_any()),
        ("/sign-in", || view! { <identity::SignIn home="/"/> }.into_any()),
        ("/sign-in/sms", || view! { <identity::SignInBySms home="/"/> }.into_any()),
        ("/forgotten", || view! { <identity::Forgotten home="/"/> }.into_any()),
        ("/account/profile", || view! { <identity::MyProfile home="/"/> }.into_any()),
        ("/account/phone", || view! { <identity::MyPhone home="/"/> }.into_any()),
        ("/account/password", || view! { <identity::MyPassword home="/"/> }.into_any()),
        ("/account/second-factor", || view! { <identity::MySecondFactor home="/"/> }.into_any()),
        ("/account/sessions", || view! { <identity::MySessions home="/"/> }.into_any()),
        ("/account/data", || view! { <identity::MyData home="/"/> }.into_any()),
        #[cfg(debug_assertions)]
        ("/styleguide", || view! { <crate::pages::styleguide::Styleguide/> }.into_any()),
    ]
}

/// The four places of the bar.
const PLACES: [NavItem; 4] = [
    ("/", common::nav_home, icondata_lu::LuHouse),
    ("/report", common::nav_report, icondata_lu::LuCamera),
    ("/decide", common::nav_decide, icondata_lu::LuVote),
    ("/mine", common::nav_mine, icondata_lu::LuUser),
];

/// The community app.
#[component]
pub fn App() -> impl IntoView {
    let toasts = start();
    view! {
        <Router>
            <div class="app">
                <header class="app__header">
                    <SkipLink/>
                    <div class="app__header-row">
                        <Brand href="/"/>
                        <LargeTextSwitch/>
                        <LanguageSwitch/>
                    </div>
                    <OfflineLine/>
                </header>
                <nav class="bar" aria-label=common::main_navigation>
                    <ul>{PLACES.into_iter().map(|item| view! { <li><NavLink item home="/"/></li> }).collect_view()}</ul>
                </nav>
                <main class="app__main" id=MAIN tabindex="-1">
                    <identity::EnrolBanner home="/"/>
                    {route::show(table(), || view! { <NotFound home="/"/> }.into_any())}
                </main>
                <ToastRegion toasts/>
            </div>
        </Router>
    }
}
