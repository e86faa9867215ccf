//! Households from a file, in two steps.

use actix_multipart::Multipart;
use actix_web::{HttpRequest, HttpResponse, get, http::header, post, web};
use app::{
    db::Tx,
    households::{self, HouseholdsError},
};
use contract::{households as wire, lang::Lang, problems, problems::fields};
use domain::ids::{AreaId, ImportId};
use futures_util::TryStreamExt;

use super::export::header as columns;
use crate::{
    ApiError, ApiResult, Caller, State,
    input::too_large,
    tables::{Xlsx, lang, letter, read},
};

/// Most bad cells that are shown; the preview tells how many there are.
const BAD_CELLS_SHOWN_MAX: usize = 1_000;

/// The upload's form.
#[derive(utoipa::ToSchema)]
#[allow(dead_code, reason = "describes the multipart body")]
struct ImportForm {
    /// The area that is imported into; comes before the file.
    area_id: uuid::Uuid,
    /// A .xlsx or .csv file (UTF-8 or GBK) of at most 5 MiB and 20,000 rows.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Fetches an empty workbook with the columns of an import, in the caller's language. Public.
#[utoipa::path(tag = "households", operation_id = "get_household_template",
    responses((status = 200, body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
#[get("/households/template")]
pub(super) async fn get_household_template(request: HttpRequest) -> Result<Xlsx, ApiError> {
    Xlsx::write("households-template", &columns(lang(&request)), Vec::<Vec<_>>::new())
}

/// Shows what importing a file would do, and every cell that cannot be used; changes nothing. Who manages
/// households in the area may. An empty cell leaves a field as it is; a cell with the mask of an export, too.
/// `import_file_unreadable`, `import_too_many_rows`, `import_area_too_large`, `body_too_large`.
#[utoipa::path(tag = "households", operation_id = "prepare_household_import",
    request_body(content = inline(ImportForm), content_type = "multipart/form-data"), security(("bearer" = [])),
    responses((status = 200, body = wire::ImportPreview), (status = 403, body = problems::Problem),
        (status = 413, body = problems::Problem), (status = 422, body = problems::Problem)))]
#[post("/households/imports")]
pub(super) async fn prepare_household_import(
    request: HttpRequest,
    caller: Caller,
    state: web::Data<State>,
    form: Multipart,
) -> ApiResult<wire::ImportPreview> {
    let (area, bytes) = receive(form).await?;
    let sheet = web::block(move || read(bytes)).await.map_err(ApiError::internal)??;
    let (actor, keyring) = (caller.actor(), state.keyring.clone());
    let work = move |tx: &mut Tx<'_>| households::prepare(tx, &keyring, &actor, area, &sheet);
    let preview = state.db.write::<_, HouseholdsError, _>(work).await?;
    Ok(web::Json(render(preview, lang(&request))))
}

/// Does what the caller's preview showed, all of it or nothing. Again, it answers what it did.
/// `import_preview_stale` where somebody changed these households meanwhile.
#[utoipa::path(tag = "households", operation_id = "confirm_household_import", params(("id" = uuid::Uuid, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = wire::ImportDone), (status = 404, body = problems::Problem),
        (status = 409, body = problems::Problem)))]
#[post("/households/imports/{id}/confirmation")]
pub(super) async fn confirm_household_import(
    caller: Caller,
    state: web::Data<State>,
    id: web::Path<ImportId>,
) -> Result<HttpResponse, ApiError> {
    let (actor, keyring, id) = (caller.actor(), state.keyring.clone(), *id);
    let work = move |tx: &mut Tx<'_>| households::confirm(tx, &keyring, &actor, id);
    let households::Confirmed { added, changed, unchanged } =
        state.db.write::<_, HouseholdsError, _>(work).await?;
    let done = wire::ImportDone { added, changed, unchanged };
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(done))
}

/// Reads the form's two fields, each up to its limit.
async fn receive(mut form: Multipart) -> Result<(AreaId, Vec<u8>), ApiError> {
    /// A UUID has 36 characters.
    const ID_BYTES_MAX: usize = 64;
    let malformed = |reason: &str| ApiError::new(&problems::BODY_MALFORMED).with("reason", reason);
    let (mut area, mut file) = (None, None);
    while let Some(mut field) = form.try_next().await.map_err(|e| malformed(&e.to_string()))? {
        let (name, max) = match field.name() {
            Some(wire::IMPORT_AREA_FIELD) => (wire::IMPORT_AREA_FIELD, ID_BYTES_MAX),
            Some(wire::IMPORT_FILE_FIELD) => (wire::IMPORT_FILE_FIELD, wire::IMPORT_BYTES_MAX),
            _ => return Err(malformed("the form has the fields \"area_id\" and \"file\"")),
        };
        let mut bytes = Vec::new();
        while let Some(chunk) = field.try_next().await.map_err(|e| malformed(&e.to_string()))? {
            if bytes.len() + chunk.len() > max {
                return Err(too_large(max));
            }
            bytes.extend_from_slice(&chunk);
        }
        let again = match name {
            wire::IMPORT_AREA_FIELD => area.replace(bytes),
            _ => file.replace(bytes),
        };
        if again.is_some() {
            return Err(malformed("a field of the form is there twice"));
        }
    }
    let area = area.and_then(|bytes| String::from_utf8(bytes).ok()).and_then(|text| text.trim().parse().ok());
    match (area, file) {
        (Some(area), Some(file)) => Ok((area, file)),
        (None, _) => Err(ApiError::bad_field("/area_id", "not_found", &[])),
        (_, None) => Err(ApiError::bad_field("/file", "required", &[])),
    }
}

fn render(preview: households::Preview, lang: Lang) -> wire::ImportPreview {
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    wire::ImportPreview {
        id: preview.id,
        expires_at: preview.expires_at,
        added: count(preview.added),
        changed: count(preview.changed),
        unchanged: count(preview.unchanged),
        changes: preview.changes.into_iter().map(render_change).collect(),
        bad_cells_total: count(preview.bad.len()),
        bad_cells: preview.bad.iter().take(BAD_CELLS_SHOWN_MAX).map(|cell| render_cell(cell, lang)).collect(),
    }
}

fn render_change(change: households::Change) -> wire::ImportChange {
    let field = |field: households::FieldChange| wire::ImportFieldChange {
        field: field.column.as_str().to_owned(),
        old: field.old,
        new: field.new,
    };
    wire::ImportChange {
        line: change.line,
        number: change.number,
        is_new: change.is_new,
        fields: change.fields.into_iter().map(field).collect(),
    }
}

fn render_cell(cell: &households::BadCell, lang: Lang) -> wire::BadCell {
    wire::BadCell {
        line: cell.line,
        column: letter(cell.column),
        code: cell.code.to_owned(),
        detail: fields::detail(cell.code, lang, &[]),
    }
}
