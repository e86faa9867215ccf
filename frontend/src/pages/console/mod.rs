//! Pages of the console.

pub mod api_keys;
pub mod areas;
mod ask;
pub mod awards;
pub mod board;
pub mod categories;
mod events;
pub mod funds;
pub mod grants;
pub mod home;
pub mod households;
pub mod inspections;
pub mod journal;
pub mod ledger;
mod lists;
mod members;
pub mod named;
mod office;
pub mod points;
pub mod providers;
pub mod rates;
pub mod rectifications;
pub mod requests;
pub mod tickets;
pub mod users;
mod words;

pub use home::Home;
pub use office::RememberedPlace;

use leptos::prelude::*;

use crate::later::later;

// The first page comes with the console itself; behind it is the desk.
later! { console_desk:
    /// The tickets of a place.
    tickets => |_| view! { <tickets::Tickets/> }.into_any();
    /// What is open at this moment.
    board => |_| view! { <board::Board/> }.into_any();
    /// The list of tickets on paper.
    print_tickets => |_| view! { <tickets::PrintPage/> }.into_any();
    /// One ticket.
    ticket => |_| view! { <tickets::Ticket/> }.into_any();
    /// The tree of places.
    areas => |_| view! { <areas::Areas/> }.into_any();
    /// Keys of other systems.
    api_keys => |_| view! { <api_keys::ApiKeys/> }.into_any();
    /// The kinds of matters of a place.
    categories => |_| view! { <categories::Categories/> }.into_any();
    /// What a kind asks.
    questions => |_| view! { <categories::Questions/> }.into_any();
    /// The templates of a place.
    inspection_templates => |_| view! { <awards::templates::Templates/> }.into_any();
    /// A new template.
    new_inspection_template => |_| view! { <awards::templates::NewTemplate/> }.into_any();
    /// One template.
    inspection_template => |_| view! { <awards::templates::TemplatePage/> }.into_any();
    /// A new version of a template.
    edit_inspection_template => |_| view! { <awards::templates::EditTemplate/> }.into_any();
    /// A template to print and fill in.
    blank_sheet => |_| view! { <awards::templates::BlankSheet/> }.into_any();
    /// The rules of awards of a place.
    award_rules => |_| view! { <awards::rules::Rules/> }.into_any();
    /// A draft of rules.
    new_award_rules => |_| view! { <awards::rules::NewRules/> }.into_any();
    /// One version of the rules, or a draft.
    award_rules_version => |_| view! { <awards::rules::RulesPage/> }.into_any();
    /// The half-years of a place.
    settlements => |_| view! { <awards::settlements::Settlements/> }.into_any();
    /// One settlement.
    settlement => |_| view! { <awards::settlements::SettlementPage/> }.into_any();
    /// The certificates after a settlement.
    settlement_certificates => |_| view! { <awards::settlements::CertificatesPage/> }.into_any();
    /// The households of a place.
    households => |_| view! { <households::Households/> }.into_any();
    /// Households from a file.
    import_households => |_| view! { <households::ImportHouseholds/> }.into_any();
    /// One household.
    household => |_| view! { <households::HouseholdPage/> }.into_any();
    /// Titles of a place.
    titles => |_| view! { <inspections::titles::Titles/> }.into_any();
    /// How many households have pledged.
    pledges => |_| view! { <inspections::pledges::Pledges/> }.into_any();
    /// What villages are to mend.
    rectifications => |_| view! { <rectifications::Rectifications/> }.into_any();
    /// Demanding it after a round.
    demand_rectifications => |_| view! { <rectifications::DemandPage/> }.into_any();
    /// The rounds of a place.
    rounds => |_| view! { <inspections::Rounds/> }.into_any();
    /// Planning a round.
    plan_round => |_| view! { <inspections::Plan/> }.into_any();
    /// Objections that wait for a decision.
    objections => |_| view! { <inspections::Objections/> }.into_any();
    /// One round.
    round => |_| view! { <inspections::RoundPage/> }.into_any();
    /// The sheet of one place.
    sheet => |_| view! { <inspections::SheetPage/> }.into_any();
    /// Correcting what was published of a round.
    correction => |_| view! { <inspections::Correction/> }.into_any();
    /// The programmes of a place.
    programmes => |_| view! { <points::programmes::Programmes/> }.into_any();
    /// A new programme.
    new_programme => |_| view! { <points::programmes::NewProgrammePage/> }.into_any();
    /// One programme.
    programme => |_| view! { <points::programmes::ProgrammePage/> }.into_any();
    /// What earned nothing though it would have.
    skipped_events => |_| view! { <points::programmes::Skipped/> }.into_any();
    /// A draft of a programme's rules.
    new_programme_rules => |_| view! { <points::rules::NewRules/> }.into_any();
    /// One version of a programme's rules, or a draft.
    programme_rules => |_| view! { <points::rules::RulesPage/> }.into_any();
    /// Claims of points.
    claims => |_| view! { <points::claims::Claims/> }.into_any();
    /// One claim.
    claim => |_| view! { <points::claims::ClaimPage/> }.into_any();
    /// Second looks at claims.
    re_audits => |_| view! { <points::re_audits::ReAudits/> }.into_any();
    /// Tables of awards.
    tables => |_| view! { <points::tables::Tables/> }.into_any();
    /// Uploading one.
    upload_table => |_| view! { <points::tables::UploadTable/> }.into_any();
    /// One table of awards.
    table => |_| view! { <points::tables::TablePage/> }.into_any();
    /// The funds of a place.
    funds_list => |_| view! { <funds::list::Funds/> }.into_any();
    /// Founding a fund.
    new_fund => |_| view! { <funds::new::NewFundPage/> }.into_any();
    /// One fund.
    fund => |_| view! { <funds::show::FundPage/> }.into_any();
    /// A draft of a fund's charter.
    new_charter => |_| view! { <funds::charters::NewCharter/> }.into_any();
    /// One version of a charter, or a draft.
    charter => |_| view! { <funds::charters::CharterPage/> }.into_any();
    /// Writing a draft anew.
    edit_charter => |_| view! { <funds::charters::EditCharter/> }.into_any();
    /// Putting something to a committee's vote.
    new_resolution => |_| view! { <funds::resolutions::NewResolution/> }.into_any();
    /// One resolution of a committee.
    resolution => |_| view! { <funds::resolutions::ResolutionPage/> }.into_any();
    /// The projects of a fund.
    projects => |_| view! { <funds::projects::Projects/> }.into_any();
    /// One project of a fund.
    project => |_| view! { <funds::projects::ProjectPage/> }.into_any();
    /// The calls for proposals of a fund.
    proposal_calls => |_| view! { <funds::calls::Calls/> }.into_any();
    /// A draft of a call for proposals.
    new_proposal_call => |_| view! { <funds::calls::NewCall/> }.into_any();
    /// One call for proposals.
    proposal_call => |_| view! { <funds::calls::CallPage/> }.into_any();
    /// Writing a draft of a call anew.
    edit_proposal_call => |_| view! { <funds::calls::EditCall/> }.into_any();
    /// The account of a fund's period to the public.
    disclosure => |_| view! { <funds::disclosures::DisclosurePage/> }.into_any();
    /// What a fund got or is to get.
    incomes => |_| view! { <funds::income::Incomes/> }.into_any();
    /// Registering what is to come in.
    register_income => |_| view! { <funds::income::RegisterIncomePage/> }.into_any();
    /// One thing that comes in.
    income => |_| view! { <funds::income::IncomePage/> }.into_any();
    /// What a fund pays.
    payments => |_| view! { <funds::disbursements::list::Payments/> }.into_any();
    /// Asking for money out of a fund.
    propose_payment => |_| view! { <funds::disbursements::propose::ProposePayment/> }.into_any();
    /// One payment.
    payment => |_| view! { <funds::disbursements::show::PaymentPage/> }.into_any();
    /// A fund's own budget.
    fund_budget => |_| view! { <funds::budget::Budget/> }.into_any();
    /// What looks wrong among payments.
    findings => |_| view! { <funds::findings::list::Findings/> }.into_any();
    /// One finding.
    finding => |_| view! { <funds::findings::show::FindingPage/> }.into_any();
    /// The awards of a settlement, to be paid.
    make_payout => |_| view! { <funds::payouts::make::MakePayoutPage/> }.into_any();
    /// Awards that were proposed together.
    payout => |_| view! { <funds::payouts::show::PayoutPage/> }.into_any();
    /// The bank beside a fund's books.
    fund_bank => |_| view! { <funds::bank::overview::BankPage/> }.into_any();
    /// Importing a statement of it.
    import_statement => |_| view! { <funds::bank::import::ImportPage/> }.into_any();
    /// What moved between a fund's purposes.
    fund_transfers => |_| view! { <funds::transfers::list::Transfers/> }.into_any();
    /// What is paid on line for a fund.
    online_payments => |_| view! { <funds::online::list::OnlinePayments/> }.into_any();
    /// What bills of that do not agree in.
    payment_differences => |_| view! { <funds::online::differences::PaymentDifferences/> }.into_any();
    /// Who gives to a fund.
    donors => |_| view! { <funds::donors::Donors/> }.into_any();
    /// What was there when a fund's books began.
    opening_balances => |_| view! { <funds::balances::Balances/> }.into_any();
    /// The accounts of the ledger.
    ledger_accounts => |_| view! { <ledger::Accounts/> }.into_any();
    /// One account.
    ledger_account => |_| view! { <ledger::Account/> }.into_any();
    /// One posting.
    ledger_posting => |_| view! { <ledger::Posting/> }.into_any();
    /// Who asks to be let into a household.
    requests => |_| view! { <requests::Requests/> }.into_any();
    /// Who serves residents of a place.
    providers => |_| view! { <providers::Providers/> }.into_any();
    /// A new provider.
    new_provider => |_| view! { <providers::NewProvider/> }.into_any();
    /// One provider.
    provider => |_| view! { <providers::ProviderPage/> }.into_any();
    /// Changing a provider.
    edit_provider => |_| view! { <providers::EditProvider/> }.into_any();
    /// An offer for a provider.
    new_offer => |_| view! { <providers::NewOffer/> }.into_any();
    /// Changing an offer.
    edit_offer => |_| view! { <providers::EditOffer/> }.into_any();
    /// What providers want to offer for points.
    offers_to_approve => |_| view! { <providers::Approvals/> }.into_any();
    /// Who holds which office.
    grants => |_| view! { <grants::Grants/> }.into_any();
    /// The accounts.
    users => |_| view! { <users::Users/> }.into_any();
    /// The journal.
    journal => |_| view! { <journal::Journal/> }.into_any();
    /// One entry of the journal with its proof.
    journal_entry => |_| view! { <journal::JournalEntryPage/> }.into_any();
}

/// Where the console begins.
const BASE: &str = "/console";
