//! Importing a bank's statement.

use actix_multipart::Multipart;
use actix_web::{HttpRequest, post, web};
use app::{
    db::Tx,
    funds::{Error, bank},
};
use contract::{
    funds::{self as wire, STATEMENT_FILE_FIELD},
    problems::{self, Problem},
};
use domain::{funds::STATEMENT_BYTES_MAX, ids::FundId};
use futures_util::TryStreamExt;
use sha2::{Digest, Sha256};
use utoipa_actix_web::service_config::ServiceConfig;

use super::render;
use crate::{
    ApiError, ApiResult, Caller, State,
    input::too_large,
    tables::{lang, read_dated},
};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(import_bank_statement);
}

/// The upload's form.
#[derive(utoipa::ToSchema)]
#[allow(dead_code, reason = "describes the multipart body")]
struct StatementForm {
    /// A .csv (UTF-8 or GBK) or .xlsx file of at most 2 MiB and 5,000 lines, as the bank exports it.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Imports a statement of a fund's bank, all of its lines or none, and matches them with the books as far as that is beyond doubt. The
/// same file changes nothing, and lines that are known by the bank's serial number from another are not kept twice. Where lines cannot
/// be used, the answer tells each and nothing is kept. Needs `keep_funds` there. Problems: `statement_columns`, `statement_rows`,
/// `import_file_unreadable`, `import_too_many_rows`, `fields_invalid`, `body_too_large`.
#[utoipa::path(tag = "funds", operation_id = "import_bank_statement", params(("id" = uuid::Uuid, Path)),
    request_body(content = inline(StatementForm), content_type = "multipart/form-data"), security(("bearer" = [])),
    responses((status = 200, body = wire::BankStatementImport), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem)))]
#[post("/funds/{id}/bank-statements")]
async fn import_bank_statement(
    request: HttpRequest,
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<FundId>,
    form: Multipart,
) -> ApiResult<wire::BankStatementImport> {
    let (actor, id, bytes) = (caller.actor(), *id, receive(form).await?);
    let hash: [u8; 32] = Sha256::digest(&bytes).into();
    let sheet = web::block(move || read_dated(bytes)).await.map_err(ApiError::internal)??;
    let work = move |tx: &mut Tx<'_>| bank::import(tx, &actor, id, hash, &sheet);
    let done = state.db.write::<_, Error, _>(work).await?;
    Ok(web::Json(render::imported(done, lang(&request))))
}

/// Reads the form's field, up to its limit.
async fn receive(mut form: Multipart) -> Result<Vec<u8>, ApiError> {
    let malformed = |reason: &str| ApiError::new(&problems::BODY_MALFORMED).with("reason", reason);
    let mut file = None;
    while let Some(mut field) = form.try_next().await.map_err(|error| malformed(&error.to_string()))? {
        if field.name() != Some(STATEMENT_FILE_FIELD) {
            return Err(malformed("the form has the field \"file\""));
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = field.try_next().await.map_err(|error| malformed(&error.to_string()))? {
            if bytes.len() + chunk.len() > STATEMENT_BYTES_MAX {
                return Err(too_large(STATEMENT_BYTES_MAX));
            }
            bytes.extend_from_slice(&chunk);
        }
        if file.replace(bytes).is_some() {
            return Err(malformed("a field of the form is there twice"));
        }
    }
    file.ok_or_else(|| ApiError::bad_field("/file", "required", &[]))
}
