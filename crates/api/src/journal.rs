//! The journal: entries for those who may read them, roots and proofs.

use std::collections::BTreeMap;

use actix_web::{get, web};
use app::{
    db::DbError,
    journal::{self, EntryFilter, Refused},
};
use contract::{
    journal as wire,
    page::{Page, PageQuery},
    problems::{self, Problem, journal as journal_problems},
};
use domain::{
    ids::{EntryId, UserId},
    journal::Entry,
    permissions::Permission,
};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{ApiError, ApiResult, Caller, Query, State};

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_journal)
        .service(get_journal_entry)
        .service(prove_journal_entry)
        .service(list_journal_roots)
        .service(get_latest_journal_root)
        .service(prove_journal_consistency);
}

impl From<Refused> for ApiError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Denied(denied) => denied.into(),
            Refused::NotSealed => Self::new(&journal_problems::ENTRY_NOT_SEALED).retry_after(1),
            Refused::NoSuchRoot { size } => {
                Self::new(&journal_problems::JOURNAL_ROOT_UNKNOWN).with("size", size)
            }
            Refused::Db(error) => error.into(),
        }
    }
}

/// Lists sealed entries, newest first. For who may read the journal (`view_journal`), within their areas.
/// Problems: `not_allowed`, `not_found` (the area).
#[utoipa::path(tag = "journal", operation_id = "list_journal", params(wire::ListJournal),
    security(("bearer" = [])),
    responses((status = 200, body = Page<wire::JournalEntry>), (status = 403, body = Problem)))]
#[get("/journal")]
async fn list_journal(
    state: web::Data<State>,
    caller: Caller,
    query: Query<wire::ListJournal>,
) -> ApiResult<Page<wire::JournalEntry>> {
    let (Query(query), actor) = (query, caller.actor());
    let (limit, before) = page(&query.page())?;
    let found = state.db.read(move |tx| -> Result<_, Refused> {
        let filter = EntryFilter {
            areas: journal::readable_areas(tx, &actor, query.under_id)?,
            event: query.event,
            agent: query.agent_id,
            subject: query.subject,
            from: query.from,
            until: query.until,
        };
        let entries = journal::entries(tx, &filter, before, limit + 1)?;
        let names = journal::agent_names(tx, &entries)?;
        Ok((entries, names))
    });
    let (entries, names) = found.await?;
    let page = Page::cut(entries, limit, |entry| entry.position.to_string());
    Ok(web::Json(page.map(|entry| render(entry, &names))))
}

/// Reads one entry. For who may read the journal where it happened, and for who did it, for whom it was done and whom
/// it concerns; names are told to the former. Problems: `not_found`, `entry_not_sealed`.
#[utoipa::path(tag = "journal", operation_id = "get_journal_entry", params(("id" = uuid::Uuid, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = wire::JournalEntry), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
#[get("/journal/entries/{id}")]
async fn get_journal_entry(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<EntryId>,
) -> ApiResult<wire::JournalEntry> {
    let (id, actor) = (*id, caller.actor());
    let found = state.db.read(move |tx| -> Result<_, Refused> {
        let entry = journal::entry(tx, &actor, id)?;
        let named = actor.may(Permission::ViewJournal, &entry.area);
        let names =
            if named { journal::agent_names(tx, std::slice::from_ref(&entry))? } else { BTreeMap::new() };
        Ok((entry, names))
    });
    let (entry, names) = found.await?;
    Ok(web::Json(render(entry, &names)))
}

/// Proves that an entry is in the published journal: the entry as it was sealed, the audit path, the root. For
/// whom `get_journal_entry` is. Problems: `not_found`, `entry_not_sealed`, `journal_root_unknown`.
#[utoipa::path(tag = "journal", operation_id = "prove_journal_entry",
    params(("id" = uuid::Uuid, Path), wire::ProofQuery), security(("bearer" = [])),
    responses((status = 200, body = wire::InclusionProof), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
#[get("/journal/entries/{id}/proof")]
async fn prove_journal_entry(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<EntryId>,
    query: Query<wire::ProofQuery>,
) -> ApiResult<wire::InclusionProof> {
    let (id, Query(query), actor) = (*id, query, caller.actor());
    let proof = state.db.read(move |tx| journal::inclusion(tx, &actor, id, query.size)).await?;
    let (size, root) = (proof.root.size, proof.root.hash);
    Ok(web::Json(wire::InclusionProof { entry: proof.entry.into(), path: proof.path, size, root }))
}

/// Lists the published roots, newest first. Public: a root tells nothing of what it covers.
#[utoipa::path(tag = "journal", operation_id = "list_journal_roots", params(wire::ListRoots),
    responses((status = 200, body = Page<wire::JournalRoot>)))]
#[get("/journal/roots")]
async fn list_journal_roots(
    state: web::Data<State>,
    query: Query<wire::ListRoots>,
) -> ApiResult<Page<wire::JournalRoot>> {
    let Query(query) = query;
    let (limit, before) = page(&PageQuery { limit: query.limit, after: query.after })?;
    let roots = state.db.read(move |tx| journal::roots(tx, before, limit + 1)).await;
    let page = Page::cut(roots.map_err(ApiError::from)?, limit, |published| published.root.size.to_string());
    Ok(web::Json(page.map(render_root)))
}

/// Reads the newest published root: note it, and later proofs must lead to it. Public.
#[utoipa::path(tag = "journal", operation_id = "get_latest_journal_root",
    responses((status = 200, body = wire::JournalRoot)))]
#[get("/journal/roots/latest")]
async fn get_latest_journal_root(state: web::Data<State>) -> ApiResult<wire::JournalRoot> {
    let newest = state.db.read(journal::newest_root).await.map_err(|e: DbError| ApiError::from(e))?;
    Ok(web::Json(render_root(newest)))
}

/// Proves that the journal was only appended to between two published roots. Public.
/// Problems: `journal_root_unknown`.
#[utoipa::path(tag = "journal", operation_id = "prove_journal_consistency", params(wire::ConsistencyQuery),
    responses((status = 200, body = wire::ConsistencyProof), (status = 404, body = Problem)))]
#[get("/journal/consistency")]
async fn prove_journal_consistency(
    state: web::Data<State>,
    query: Query<wire::ConsistencyQuery>,
) -> ApiResult<wire::ConsistencyProof> {
    let Query(wire::ConsistencyQuery { from, to }) = query;
    let (older, newer, path) = state.db.read(move |tx| journal::consistency(tx, from, to)).await?;
    Ok(web::Json(wire::ConsistencyProof { from, from_root: older.hash, to, to_root: newer.hash, path }))
}

/// The page's length, and the position or size before which it begins.
fn page(query: &PageQuery) -> Result<(u32, Option<u64>), ApiError> {
    let before = query.after.as_deref().map(str::parse).transpose();
    let before = before.map_err(|e| ApiError::new(&problems::QUERY_INVALID).with("reason", e))?;
    Ok((query.limit(), before))
}

fn render_root(published: journal::PublishedRoot) -> wire::JournalRoot {
    let journal::PublishedRoot { root, sealed_at } = published;
    wire::JournalRoot { size: root.size, hash: root.hash, sealed_at }
}

fn render(entry: Entry, names: &BTreeMap<UserId, String>) -> wire::JournalEntry {
    let name = |id: Option<UserId>| id.and_then(|id| names.get(&id).cloned());
    wire::JournalEntry {
        position: entry.position,
        id: entry.id,
        at: entry.at,
        agent_id: entry.agent,
        agent_name: name(entry.agent),
        principal_id: entry.principal,
        principal_name: name(entry.principal),
        event: entry.event,
        area_path: entry.area,
        subject: entry.subject,
        // What was stored is JSON; a payload damaged by hand is shown as it stands.
        payload: serde_json::from_str(&entry.payload).unwrap_or(serde_json::Value::String(entry.payload)),
    }
}
