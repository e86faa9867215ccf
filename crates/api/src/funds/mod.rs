//! Public-welfare funds: charters, committees, what comes in, what everybody can read, accounts to the
//! public.

mod bank;
mod books;
mod charters;
mod committee;
mod disbursements;
mod disclosures;
mod donors;
mod export;
mod findings;
mod fund;
mod income;
pub(crate) mod payments;
mod problem;
mod projects;
mod receipts;
mod render;
mod resolutions;
mod transfers;

use utoipa_actix_web::service_config::ServiceConfig;

pub use self::payments::Providers;

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.configure(fund::routes).configure(charters::routes).configure(committee::routes);
    cfg.configure(resolutions::routes).configure(donors::routes).configure(income::routes);
    cfg.configure(receipts::routes).configure(books::routes).configure(projects::routes);
    cfg.configure(disbursements::routes).configure(findings::routes);
    cfg.configure(disclosures::routes).configure(bank::routes).configure(transfers::routes);
    cfg.configure(payments::routes);
}

/// How many items a page has.
fn limit(asked: Option<u32>) -> u32 {
    contract::page::PageQuery { limit: asked, after: None }.limit()
}
