//! Postings, and what proves them.

use actix_web::{get, web};
use app::{
    db::{DbError, Tx},
    journal::{self, Refused},
    ledger,
};
use contract::{journal::InclusionProof, journal::ProofQuery, ledger as wire, problems::Problem};
use domain::{
    ids::PostingId,
    ledger::{PostingState, Purpose},
    permissions::Permission,
};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{ApiResult, Caller, Query, State};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(get_ledger_posting).service(prove_ledger_posting);
}

/// Reads a posting. For whose one of its accounts is, and who sees the books of all of them; names of other owners are told
/// to the latter only. Problems: `not_found`.
#[utoipa::path(tag = "ledger", operation_id = "get_ledger_posting", params(("id" = uuid::Uuid, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = wire::LedgerPosting), (status = 404, body = Problem)))]
#[get("/ledger/postings/{id}")]
async fn get_ledger_posting(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<PostingId>,
) -> ApiResult<wire::LedgerPosting> {
    let (id, actor) = (*id, caller.actor());
    let read = move |tx: &mut Tx<'_>| -> Result<_, DbError> {
        let (stored, accounts) = ledger::visible_posting(tx, &actor, id)?;
        let named = accounts.values().filter(|account| {
            ledger::is_own(&actor, account) || actor.may(Permission::ViewLedger, &account.area)
        });
        let owners: Vec<_> = named.map(|account| account.owned.owner).collect();
        let names = ledger::owner_names(tx, &owners)?;
        Ok((stored, accounts, names))
    };
    let (stored, accounts, names) = state.db.read(read).await?;
    let entry = |entry: &domain::ledger::Entry| {
        let account = accounts.get(&entry.account)?;
        Some(wire::PostingEntry {
            account_id: entry.account,
            kind: account.owned.kind,
            owner_name: names.get(&account.owned.owner).cloned(),
            amount: entry.amount,
        })
    };
    let posting = &stored.posting;
    let (standing, until) = match posting.state {
        PostingState::Pending { until } => (wire::PostingStanding::Pending, Some(until)),
        PostingState::Committed => (wire::PostingStanding::Committed, None),
        PostingState::Voided => (wire::PostingStanding::Voided, None),
    };
    Ok(web::Json(wire::LedgerPosting {
        id: posting.id,
        state: standing,
        until,
        unit: posting.content.unit,
        purpose: posting.content.purpose.as_ref().map(Purpose::as_str).map(str::to_owned),
        entries: posting.content.entries.iter().filter_map(entry).collect(),
        reverses_id: posting.reverses,
        reversed_by_id: posting.reversed_by,
        kind: stored.kind,
        subject: stored.subject,
        entry_id: stored.entry,
        made_at: stored.made_at,
        settled_at: stored.settled_at,
    }))
}

/// Proves that a posting is in the published journal: the entry that tells of it as it was sealed, the audit path, the
/// root. For whom `get_ledger_posting` is. Problems: `not_found`, `entry_not_sealed`, `journal_root_unknown`.
#[utoipa::path(tag = "ledger", operation_id = "prove_ledger_posting",
    params(("id" = uuid::Uuid, Path), ProofQuery), security(("bearer" = [])),
    responses((status = 200, body = InclusionProof), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
#[get("/ledger/postings/{id}/proof")]
async fn prove_ledger_posting(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<PostingId>,
    query: Query<ProofQuery>,
) -> ApiResult<InclusionProof> {
    let (id, Query(query), actor) = (*id, query, caller.actor());
    let read = move |tx: &mut Tx<'_>| -> Result<_, Refused> {
        let (stored, _) = ledger::visible_posting(tx, &actor, id)?;
        journal::inclusion_of(tx, stored.entry, query.size)
    };
    let proof = state.db.read(read).await?;
    let (size, root) = (proof.root.size, proof.root.hash);
    Ok(web::Json(InclusionProof { entry: proof.entry.into(), path: proof.path, size, root }))
}
