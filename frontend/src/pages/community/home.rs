//! Today: the large buttons.

use domain::permissions::{Permission, Role};
use leptos::prelude::*;

use crate::{
    components::{BigButton, PageHead},
    i18n::{common, day, open, rectifications, redemptions, tickets, volunteering},
    offline::account,
    online::Connection,
    pages::community::{field, points},
    session::Session,
};

/// The first screen.
#[component]
pub fn Home() -> impl IntoView {
    let session = Session::get();
    // Who looks after a place has a day's work.
    let works =
        move || session.me().is_some_and(|me| me.grants.iter().any(|grant| grant.role != Role::Resident));
    // Without a network nobody can be asked: whoever has something waiting has been inspecting.
    let waiting = Connection::get().waiting;
    let looks_back = move || session.may_somewhere(Permission::Inspect);
    let serves = move || session.may_somewhere(Permission::ServeRedemptions);
    let inspects = move || looks_back() || waiting.get() > 0;
    // Without a network it is the list on the device that says so.
    let goes_round =
        move || session.may_somewhere(Permission::Visit) || session.account().is_some_and(account::has_day);
    let lives_here = move || session.me().is_some_and(|me| !me.memberships.is_empty());
    view! {
        <div class="stack stack--loose">
            <PageHead title=common::home_title lead=common::home_lead/>
            <Show when=lives_here>{points::home_card("/")}</Show>
            <div class="big-buttons">
                <BigButton first=true href="/report" label=common::report_problem icon=icondata_lu::LuCamera/>
                <BigButton href="/tickets" label=tickets::my_tickets icon=icondata_lu::LuClipboardList/>
                <Show when=works>
                    <BigButton href="/work" label=tickets::work icon=icondata_lu::LuListChecks/>
                </Show>
                <Show when=goes_round>
                    <BigButton href="/work/day" label=day::title icon=icondata_lu::LuFootprints/>
                </Show>
                <Show when=inspects>{field::home_link("/")}</Show>
                <Show when=looks_back>
                    <BigButton href="/work/look-backs" label=rectifications::to_look_back icon=icondata_lu::LuScanEye/>
                </Show>
                <BigButton href="/shop" label=redemptions::shop icon=icondata_lu::LuGift/>
                <Show when=serves>
                    <BigButton href="/provider" label=redemptions::place icon=icondata_lu::LuStore/>
                </Show>
                <BigButton href="/volunteer" label=volunteering::activities icon=icondata_lu::LuHandHeart/>
                <BigButton href="/open" label=open::hub icon=icondata_lu::LuClipboardCheck/>
                <BigButton href="/decide" label=common::nav_decide icon=icondata_lu::LuVote/>
                <BigButton href="/mine" label=common::nav_mine icon=icondata_lu::LuUser/>
            </div>
        </div>
    }
}
