//! The community app: a phone, one hand, four places.

use leptos::prelude::*;
use leptos_router::components::Router;

use super::{Brand, MAIN, NavItem, NavLink, OfflineLine, SkipLink, bell::Bell, follow_here, start};
use crate::{
    components::{LanguageSwitch, LargeTextSwitch, ToastRegion},
    i18n::common,
    online::Connection,
    pages::{NotFound, community as pages, identity, notifications},
    route::{self, Page},
};

/// Where the community app begins.
const BASE: &str = "/";

/// The pages. A new one is one line.
fn table() -> Vec<Page> {
    vec![
        ("/", || view! { <pages::Home/> }.into_any()),
        ("/report", || pages::report(BASE)),
        ("/tickets", || pages::my_tickets(BASE)),
        ("/tickets/:id", || pages::ticket(BASE)),
        ("/work", || pages::work(BASE)),
        ("/work/look-backs", || pages::look_backs(BASE)),
        ("/work/inspections", || pages::field::rounds(BASE)),
        ("/work/inspections/:round", || pages::field::places(BASE)),
        ("/work/inspections/:round/:area", || pages::field::sheet(BASE)),
        ("/work/scores", || pages::scores::scores(BASE)),
        ("/work/scores/:round", || pages::scores::round_scores(BASE)),
        ("/work/scores/:round/:area/:code", || pages::scores::object(BASE)),
        ("/work/day", || pages::day::page(BASE)),
        ("/work/visits", || pages::visits::plans(BASE)),
        ("/work/visits/new", || pages::visits::new_plan(BASE)),
        ("/work/visits/:plan", || pages::visits::plan(BASE)),
        ("/work/visits/:plan/edit", || pages::visits::edit_plan(BASE)),
        ("/work/visits/:plan/record", || pages::day::record(BASE)),
        ("/work/mediations/new", || pages::mediations::open_mediation(BASE)),
        ("/mediations", || pages::mediations::mediations(BASE)),
        ("/mediations/:id", || pages::mediations::mediation(BASE)),
        ("/work/shifts", || pages::volunteering::organised(BASE)),
        ("/work/shifts/plan", || pages::volunteering::plan(BASE)),
        ("/work/shifts/:id", || pages::volunteering::roster(BASE)),
        ("/work/shifts/:id/edit", || pages::volunteering::edit(BASE)),
        ("/work/shifts/:id/code", || pages::volunteering::screen(BASE)),
        ("/volunteer", || pages::volunteering::calendar(BASE)),
        ("/volunteer/check", || pages::volunteering::check(BASE)),
        ("/volunteer/hours", || pages::volunteering::hours(BASE)),
        ("/volunteer/shifts/:id", || pages::volunteering::shift(BASE)),
        ("/decide", || view! { <pages::Decide/> }.into_any()),
        ("/decide/resolutions/:id", || pages::funds::resolution(BASE)),
        ("/funds/donations", || pages::funds::given(BASE)),
        ("/funds/donations/:id", || pages::funds::donation(BASE)),
        ("/funds/:id/give", || pages::funds::give(BASE)),
        ("/funds/calls/:id", || pages::funds::call(BASE)),
        ("/funds/calls/:id/propose", || pages::funds::propose(BASE)),
        ("/funds/projects", || pages::funds::my_projects(BASE)),
        ("/funds/projects/:id", || pages::funds::project(BASE)),
        ("/funds/projects/:id/edit", || pages::funds::edit_project(BASE)),
        ("/mine", || pages::mine(BASE)),
        ("/points", || pages::points::wallets(BASE)),
        ("/points/wallets/:id", || pages::points::statement(BASE)),
        ("/points/wallets/:id/give", || pages::points::give(BASE)),
        ("/points/programmes/:id", || pages::points::earn(BASE)),
        ("/points/programmes/:id/leaderboard", || pages::points::leaderboard(BASE)),
        ("/points/claim", || pages::points::claim(BASE)),
        ("/points/claims", || pages::points::claims(BASE)),
        ("/points/claims/:id", || pages::points::one_claim(BASE)),
        ("/points/receive", || pages::points::receive(BASE)),
        ("/work/claims", || pages::points::queue(BASE)),
        ("/work/propose", || pages::points::propose(BASE)),
        ("/households", || pages::my_households(BASE)),
        ("/households/:id", || pages::my_household(BASE)),
        ("/join", || pages::join(BASE)),
        ("/shop", || pages::shop::shop(BASE)),
        ("/shop/codes", || pages::shop::codes(BASE)),
        ("/shop/codes/:id", || pages::shop::code(BASE)),
        ("/shop/:id", || pages::shop::offer(BASE)),
        ("/provider", || pages::provider::hub(BASE)),
        ("/provider/tickets", || pages::provider::tickets(BASE)),
        ("/provider/tickets/:ticket", || pages::provider::ticket(BASE)),
        ("/provider/calls", || pages::provider::calls(BASE)),
        ("/provider/workers", || pages::provider::workers(BASE)),
        ("/provider/materials", || pages::provider::materials(BASE)),
        ("/provider/collect", || pages::provider::collect(BASE)),
        ("/provider/redemptions", || pages::provider::redemptions(BASE)),
        ("/provider/offers", || pages::provider::offers(BASE)),
        ("/provider/offers/new", || pages::provider::new_offer(BASE)),
        ("/provider/offers/:offer", || pages::provider::edit_offer(BASE)),
        ("/provider/statement", || pages::provider::statement(BASE)),
        ("/open", || pages::open::hub(BASE)),
        ("/open/inspections", || pages::open::ranking(BASE)),
        ("/open/inspections/:id/draw", || pages::open::draw(BASE)),
        ("/open/villages/:id", || pages::open::village(BASE)),
        ("/open/bulletins", || pages::open::bulletins(BASE)),
        ("/open/bulletins/:round", || pages::open::bulletin(BASE)),
        ("/open/draws", || pages::open::draws(BASE)),
        ("/open/awards", || pages::open::awards(BASE)),
        ("/open/certificates", || pages::open::certificates(BASE)),
        ("/open/certificates/:number", || pages::open::certificate(BASE)),
        ("/open/tickets", || pages::open::public_tickets(BASE)),
        ("/open/tickets/:id", || pages::open::public_ticket(BASE)),
        ("/open/funds", || pages::open::funds_list(BASE)),
        ("/open/funds/:id", || pages::open::fund(BASE)),
        ("/open/funds/:id/projects", || pages::open::fund_projects(BASE)),
        ("/open/funds/:id/projects/:project", || pages::open::fund_project(BASE)),
        ("/open/funds/:id/postings", || pages::open::fund_postings(BASE)),
        ("/open/funds/:id/charters/:charter", || pages::open::fund_charter(BASE)),
        ("/open/funds/:id/disclosures/:disclosure", || pages::open::fund_disclosure(BASE)),
        ("/open/funds/:id/resolutions/:resolution", || pages::open::fund_resolution(BASE)),
        ("/open/funds/:id/payments/:payment", || pages::open::fund_payment(BASE)),
        ("/open/funds/:id/pay", || pages::open::pay_fund(BASE)),
        ("/open/funds/:id/pay/:payment", || pages::open::paying_fund(BASE)),
        ("/open/titles", || pages::open::titles(BASE)),
        ("/open/titles/:number", || pages::open::title(BASE)),
        ("/notifications", || notifications::inbox(BASE)),
        ("/register", || identity::register(BASE)),
        ("/sign-in", || identity::sign_in(BASE)),
        ("/sign-in/sms", || identity::sign_in_by_sms(BASE)),
        ("/forgotten", || identity::forgotten(BASE)),
        ("/account/profile", || identity::my_profile(BASE)),
        ("/account/phone", || identity::my_phone(BASE)),
        ("/account/password", || identity::my_password(BASE)),
        ("/account/second-factor", || identity::my_second_factor(BASE)),
        ("/account/sessions", || identity::my_sessions(BASE)),
        ("/account/data", || identity::my_data(BASE)),
        ("/account/kinship", || identity::my_kinship(BASE)),
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
                        <Brand href=BASE/>
                        <Bell href="/notifications"/>
                        <LargeTextSwitch/>
                        <LanguageSwitch/>
                    </div>
                    <OfflineLine/>
                </header>
                <nav class="bar" aria-label=common::main_navigation>
                    <ul><Places/></ul>
                </nav>
                <main class="app__main" id=MAIN tabindex="-1">
                    <identity::EnrolBanner home=BASE/>
                    {route::show(table(), || view! { <NotFound home=BASE/> }.into_any())}
                </main>
                <Keeper/>
                <ToastRegion toasts/>
            </div>
        </Router>
    }
}

/// Sends what was scored without a network; fetched once there is something to send.
#[component]
fn Keeper() -> impl IntoView {
    let waiting = Connection::get().waiting;
    let needed = Memo::new(move |before: Option<&bool>| before == Some(&true) || waiting.get() > 0);
    view! { <Show when=move || needed.get()>{pages::field::keeper(BASE)}</Show> }
}

/// The links of the bar.
#[component]
fn Places() -> impl IntoView {
    let here = follow_here(BASE, PLACES.iter().map(|(href, ..)| *href).collect());
    PLACES.into_iter().map(|item| view! { <li><NavLink item here/></li> }).collect_view()
}
