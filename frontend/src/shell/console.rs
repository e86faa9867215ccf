//! The console: a desk, an hour at a time. The URL is the state, and the keyboard reaches everything.

use domain::permissions::Permission;
use leptos::{ev, prelude::*};
use leptos_router::components::Router;

use super::{Brand, MAIN, NavItem, NavLink, OfflineLine, SkipLink, bell::Bell, follow_here, start};
use crate::{
    components::{Button, Dialog, Icon, LanguageSwitch, LargeTextSwitch, ThemeSelect, ToastRegion},
    device,
    i18n::{
        api_keys, awards, common, console, desk, funds, identity as identity_words, ledger, people, places,
        pledges, programmes, providers, rectifications, redemptions, rounds, titles, volunteering,
    },
    later::Missing,
    pages::{NotFound, console as pages, identity, notifications},
    route::{self, Page},
    session::Session,
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
        ("/board", || pages::board(BASE)),
        ("/tickets", || pages::tickets(BASE)),
        ("/tickets/print", || pages::print_tickets(BASE)),
        ("/tickets/:id", || pages::ticket(BASE)),
        ("/inspections/rectifications", || pages::rectifications(BASE)),
        ("/inspections/rounds/:id/rectify", || pages::demand_rectifications(BASE)),
        ("/requests", || pages::requests(BASE)),
        ("/areas", || pages::areas(BASE)),
        ("/households", || pages::households(BASE)),
        ("/households/import", || pages::import_households(BASE)),
        ("/households/:id", || pages::household(BASE)),
        ("/inspections/titles", || pages::titles(BASE)),
        ("/inspections/pledges", || pages::pledges(BASE)),
        ("/categories", || pages::categories(BASE)),
        ("/categories/:id/questions", || pages::questions(BASE)),
        ("/inspections", || pages::rounds(BASE)),
        ("/inspections/plan", || pages::plan_round(BASE)),
        ("/inspections/objections", || pages::objections(BASE)),
        ("/inspections/rounds/:id", || pages::round(BASE)),
        ("/inspections/rounds/:id/correction", || pages::correction(BASE)),
        ("/inspections/rounds/:id/sheets/:area", || pages::sheet(BASE)),
        ("/inspections/templates", || pages::inspection_templates(BASE)),
        ("/inspections/templates/new", || pages::new_inspection_template(BASE)),
        ("/inspections/templates/:id", || pages::inspection_template(BASE)),
        ("/inspections/templates/:id/edit", || pages::edit_inspection_template(BASE)),
        ("/inspections/templates/:id/sheet", || pages::blank_sheet(BASE)),
        ("/inspections/rules", || pages::award_rules(BASE)),
        ("/inspections/rules/new", || pages::new_award_rules(BASE)),
        ("/inspections/rules/:id", || pages::award_rules_version(BASE)),
        ("/inspections/settlements", || pages::settlements(BASE)),
        ("/inspections/settlements/:id", || pages::settlement(BASE)),
        ("/inspections/settlements/:id/certificates", || pages::settlement_certificates(BASE)),
        ("/points", || pages::programmes(BASE)),
        ("/points/new", || pages::new_programme(BASE)),
        ("/points/programmes/:id", || pages::programme(BASE)),
        ("/points/programmes/:id/skipped", || pages::skipped_events(BASE)),
        ("/points/programmes/:id/rules/new", || pages::new_programme_rules(BASE)),
        ("/points/rules/:id", || pages::programme_rules(BASE)),
        ("/points/claims", || pages::claims(BASE)),
        ("/points/claims/:id", || pages::claim(BASE)),
        ("/points/re-audits", || pages::re_audits(BASE)),
        ("/points/tables", || pages::tables(BASE)),
        ("/points/tables/new", || pages::upload_table(BASE)),
        ("/points/tables/:id", || pages::table(BASE)),
        ("/funds", || pages::funds_list(BASE)),
        ("/funds/new", || pages::new_fund(BASE)),
        ("/funds/charters/:id", || pages::charter(BASE)),
        ("/funds/charters/:id/edit", || pages::edit_charter(BASE)),
        ("/funds/resolutions/:id", || pages::resolution(BASE)),
        ("/funds/disclosures/:id", || pages::disclosure(BASE)),
        ("/funds/income/:id", || pages::income(BASE)),
        ("/funds/payments/:id", || pages::payment(BASE)),
        ("/funds/payouts/:id", || pages::payout(BASE)),
        ("/funds/findings/:id", || pages::finding(BASE)),
        ("/funds/projects/:id", || pages::project(BASE)),
        ("/funds/calls/:id", || pages::proposal_call(BASE)),
        ("/funds/calls/:id/edit", || pages::edit_proposal_call(BASE)),
        ("/funds/:id", || pages::fund(BASE)),
        ("/funds/:id/charters/new", || pages::new_charter(BASE)),
        ("/funds/:id/resolutions/new", || pages::new_resolution(BASE)),
        ("/funds/:id/income", || pages::incomes(BASE)),
        ("/funds/:id/income/new", || pages::register_income(BASE)),
        ("/funds/:id/payments", || pages::payments(BASE)),
        ("/funds/:id/payments/new", || pages::propose_payment(BASE)),
        ("/funds/:id/budget", || pages::fund_budget(BASE)),
        ("/funds/:id/findings", || pages::findings(BASE)),
        ("/funds/:id/online", || pages::online_payments(BASE)),
        ("/funds/:id/online/differences", || pages::payment_differences(BASE)),
        ("/funds/:id/projects", || pages::projects(BASE)),
        ("/funds/:id/calls", || pages::proposal_calls(BASE)),
        ("/funds/:id/calls/new", || pages::new_proposal_call(BASE)),
        ("/funds/:id/payouts/new", || pages::make_payout(BASE)),
        ("/funds/:id/bank", || pages::fund_bank(BASE)),
        ("/funds/:id/bank/import", || pages::import_statement(BASE)),
        ("/funds/:id/transfers", || pages::fund_transfers(BASE)),
        ("/funds/:id/donors", || pages::donors(BASE)),
        ("/funds/:id/balances", || pages::opening_balances(BASE)),
        ("/ledger", || pages::ledger_accounts(BASE)),
        ("/ledger/accounts/:id", || pages::ledger_account(BASE)),
        ("/ledger/postings/:id", || pages::ledger_posting(BASE)),
        ("/providers", || pages::providers(BASE)),
        ("/providers/new", || pages::new_provider(BASE)),
        ("/providers/offers", || pages::offers_to_approve(BASE)),
        ("/providers/:id", || pages::provider(BASE)),
        ("/providers/:id/edit", || pages::edit_provider(BASE)),
        ("/providers/:id/offers/new", || pages::new_offer(BASE)),
        ("/providers/:id/offers/:offer", || pages::edit_offer(BASE)),
        ("/grants", || pages::grants(BASE)),
        ("/users", || pages::users(BASE)),
        ("/api-keys", || pages::api_keys(BASE)),
        ("/journal", || pages::journal(BASE)),
        ("/journal/:id", || pages::journal_entry(BASE)),
        ("/notifications", || notifications::inbox(BASE)),
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
        ("/account/kinship", || identity::my_kinship(BASE)),
        #[cfg(debug_assertions)]
        ("/styleguide", || view! { <crate::pages::styleguide::Styleguide/> }.into_any()),
    ]
}

/// A text of the app.
type Text = fn() -> &'static str;

/// A place of the navigation, and what somebody must be allowed somewhere, any of it, to find anything there.
type Guarded = (NavItem, Vec<Permission>);

/// The navigation on the left, in groups. A new place is one line.
fn groups() -> Vec<(Text, Vec<Guarded>)> {
    let any = |href, label: Text, icon, needs: Vec<Permission>| ((href, label, icon), needs);
    let item = |href, label, icon, needs| any(href, label, icon, vec![needs]);
    let overview = vec![
        item(BASE, common::nav_situation, icondata_lu::LuLayoutDashboard, Permission::ViewTickets),
        item("/console/board", desk::board, icondata_lu::LuActivity, Permission::ViewTickets),
        item("/console/tickets", console::tickets, icondata_lu::LuClipboardList, Permission::ViewTickets),
        item("/console/requests", people::requests, icondata_lu::LuUserCheck, Permission::ConfirmMembers),
    ];
    let inspections = vec![
        item(
            "/console/inspections",
            rounds::rounds,
            icondata_lu::LuClipboardCheck,
            Permission::ManageInspections,
        ),
        item(
            "/console/inspections/rectifications",
            rectifications::rectifications,
            icondata_lu::LuHammer,
            Permission::ManageInspections,
        ),
        item(
            "/console/inspections/settlements",
            awards::settlements,
            icondata_lu::LuAward,
            Permission::ManageInspections,
        ),
        item(
            "/console/inspections/titles",
            titles::titles,
            icondata_lu::LuMedal,
            Permission::ManageInspections,
        ),
        item(
            "/console/inspections/pledges",
            pledges::coverage_console,
            icondata_lu::LuHandshake,
            Permission::ViewHouseholds,
        ),
        item(
            "/console/inspections/templates",
            awards::templates,
            icondata_lu::LuListChecks,
            Permission::ManageInspections,
        ),
        item(
            "/console/inspections/rules",
            awards::rules,
            icondata_lu::LuScale,
            Permission::ManageInspections,
        ),
    ];
    let desk = vec![Permission::ManageProgrammes, Permission::FundProgrammes, Permission::ViewLedger];
    let money =
        vec![Permission::ManageFunds, Permission::KeepFunds, Permission::DecideFunds, Permission::ViewLedger];
    let points = vec![
        any("/console/points", programmes::programmes, icondata_lu::LuSprout, desk),
        item(
            "/console/points/claims",
            programmes::claims,
            icondata_lu::LuFileCheck,
            Permission::ApprovePoints,
        ),
        any(
            "/console/points/tables",
            programmes::tables,
            icondata_lu::LuTable,
            vec![Permission::ProposePoints, Permission::ApprovePoints],
        ),
        item(
            "/console/points/re-audits",
            programmes::re_audits,
            icondata_lu::LuScanSearch,
            Permission::AuditLedger,
        ),
        any("/console/funds", funds::funds, icondata_lu::LuHandCoins, money),
        item("/console/ledger", ledger::ledger, icondata_lu::LuBookText, Permission::ViewLedger),
    ];
    let town = vec![
        item("/console/areas", places::areas, icondata_lu::LuMap, Permission::ManageAreas),
        item("/console/households", people::households, icondata_lu::LuHouse, Permission::ViewHouseholds),
        // Organised where it happens: in the community app.
        item("/work/shifts", volunteering::organise, icondata_lu::LuHandHeart, Permission::ManageShifts),
        item("/console/categories", places::categories, icondata_lu::LuTags, Permission::ManageCategories),
    ];
    let services = vec![
        item("/console/providers", providers::providers, icondata_lu::LuStore, Permission::ManageProviders),
        item(
            "/console/providers/offers",
            redemptions::approve_page,
            icondata_lu::LuPackageCheck,
            Permission::ManageProviders,
        ),
    ];
    let staff = vec![
        item("/console/grants", people::grants, icondata_lu::LuBadgeCheck, Permission::ViewGrants),
        item("/console/users", people::users, icondata_lu::LuUsers, Permission::ManageUsers),
        item("/console/api-keys", api_keys::title, icondata_lu::LuKeyRound, Permission::ManageSettings),
        item("/console/journal", console::journal, icondata_lu::LuBookOpen, Permission::ViewJournal),
    ];
    vec![
        (common::nav_group_overview, overview),
        (awards::nav_group, inspections),
        (programmes::nav_group, points),
        (places::nav_group_town, town),
        (providers::nav_group, services),
        (console::nav_group_records, staff),
    ]
}

/// The console.
#[component]
pub fn App() -> impl IntoView {
    let toasts = start();
    pages::RememberedPlace::provide();
    let keys_open = RwSignal::new(false);
    let handle = window_event_listener(ev::keydown, move |event| {
        if device::is_typing(&event) || event.ctrl_key() || event.meta_key() || event.alt_key() {
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
                        <Bell href="/console/notifications"/>
                        <a class="switch" href="/console/account" aria-label=identity_words::account>
                            <Icon icon=icondata_lu::LuCircleUserRound/>
                        </a>
                        <button type="button" class="switch" aria-label=common::keys on:click=move |_| keys_open.set(true)>
                            <Icon icon=icondata_lu::LuKeyboard/>
                        </button>
                    </div>
                </header>
                <nav class="console__nav" aria-label=common::main_navigation>
                    <Navigation/>
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

/// The places that the person may use.
#[component]
fn Navigation() -> impl IntoView {
    let session = Session::get();
    let all = groups().into_iter().flat_map(|(_, items)| items).map(|((href, ..), _)| href);
    let here = follow_here(BASE, all.collect());
    move || {
        let shown = |(label, items): (Text, Vec<Guarded>)| {
            let items: Vec<_> = items
                .into_iter()
                .filter(|(_, needs)| needs.iter().any(|needs| session.may_somewhere(*needs)))
                .map(|(item, _)| view! { <li><NavLink item here/></li> })
                .collect();
            (!items.is_empty()).then(|| view! { <p class="console__group">{label}</p><ul>{items}</ul> })
        };
        groups().into_iter().map(shown).collect_view()
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
