//! Whole books as files.

use std::io::Write;

use actix_web::{HttpResponse, get, web};
use app::{
    db::{DbError, Tx},
    ledger::{self, ExportError},
};
use contract::{
    ledger::{BookFormat, ExportBook},
    problems::Problem,
};
use domain::{funds::FundAccount, permissions::Permission};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::{ApiError, Caller, Query, State, download::stream};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(export_book);
}

/// Takes the whole book of a programme or a fund out, as plain-text accounting (beancount) or as CSV, with its description as a
/// Data Package: every account and every committed posting, and what each account comes to. Sent as it is read, whatever its
/// size. Needs `view_ledger` where the book is kept. Problems: `not_found`.
#[utoipa::path(tag = "ledger", operation_id = "export_book",
    params(("book_id" = uuid::Uuid, Path), ExportBook), security(("bearer" = [])),
    responses((status = 200, content((String = "text/csv"), (String = "text/plain"), (String = "application/json"))),
        (status = 404, body = Problem)))]
#[get("/ledger/books/{book_id}/export")]
async fn export_book(
    state: web::Data<State>,
    caller: Caller,
    book: web::Path<Uuid>,
    query: Query<ExportBook>,
) -> Result<HttpResponse, ApiError> {
    let (book, Query(ExportBook { format }), actor) = (*book, query, caller.actor());
    let seen = move |tx: &mut Tx<'_>| -> Result<(), DbError> {
        let area = ledger::book_area(tx, book)?.ok_or(DbError::NotFound)?;
        if actor.may(Permission::ViewLedger, &area) { Ok(()) } else { Err(DbError::NotFound) }
    };
    state.db.read(seen).await?;
    let (kind, ending) = match format {
        BookFormat::Beancount => ("text/plain; charset=utf-8", "beancount"),
        BookFormat::Csv => ("text/csv; charset=utf-8", "csv"),
        BookFormat::DataPackage => ("application/json", "datapackage.json"),
    };
    let db = state.db.clone();
    // Several accounts of a fund are of one kind; those of a programme have no code.
    let naming = |code: &str| FundAccount::parse(code).map(|account| account.in_plain_text());
    let work = move |out: &mut dyn Write| -> Result<(), ExportError> {
        db.snapshot_blocking(|tx| match format {
            BookFormat::Beancount => ledger::beancount(tx, book, &naming, out),
            BookFormat::Csv => ledger::csv(tx, book, out),
            BookFormat::DataPackage => Ok(writeln!(out, "{:#}", ledger::data_package(book))?),
        })
    };
    Ok(stream(kind, &format!("book-{book}.{ending}"), work))
}
