//! Money that moves between the purposes of a fund.

use actix_web::{get, post, web};
use app::{
    db::{DbError, Tx},
    funds::{
        Error, Page as Wanted,
        transfers::{self, Kind, Lifted, StoredTransfer, Transfer},
    },
};
use contract::{
    funds as wire,
    page::{Page, PageQuery},
    problems::{Problem, funds as p},
};
use domain::{
    funds::books::LiftingError,
    ids::{FundId, TransferId},
    ledger::Purpose,
    permissions::Actor,
};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{
    ApiError, ApiResult, Caller, IdempotencyKey, MaybeCaller, Query, State, Valid, providers::cursor,
};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_fund_transfers).service(make_fund_transfer);
}

/// What moved between the purposes of a fund, the latest first, each with the decision behind it. Public, but while the fund is being
/// founded. Problems: `query_invalid`.
#[utoipa::path(tag = "funds", operation_id = "list_fund_transfers", params(("id" = uuid::Uuid, Path), PageQuery),
    responses((status = 200, body = Page<wire::FundTransfer>), (status = 400, body = Problem),
        (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/funds/{id}/transfers")]
async fn list_fund_transfers(
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<FundId>,
    query: Query<PageQuery>,
) -> ApiResult<Page<wire::FundTransfer>> {
    let (actor, id, Query(query)) = (caller.actor(), *id, query);
    let (limit, after) = (query.limit(), cursor(query.after.as_deref())?);
    let page = Wanted { after, limit: i64::from(limit) + 1 };
    let read = move |tx: &mut Tx<'_>| transfers::list(tx, actor.as_deref(), id, page);
    let found = state.db.read::<_, DbError, _>(read).await?;
    let page = Page::cut(found, limit, |transfer| transfer.id.to_string());
    Ok(web::Json(page.map(|transfer| render(id, transfer))))
}

/// Moves money between purposes by a decision of the committee that was carried: sets aside what is free, frees what was set aside, or
/// uses for something else what a donor restricted and lets go of. Nothing that is spent, promised to somebody or given by others is
/// moved. Needs `keep_funds` there. Problems: `fund_not_running`, `fund_no_purpose`, `fund_short`, `resolution_not_carried`,
/// `resolution_other_fund`, `resolution_other_matter`, `resolution_used_up`, `set_aside_short`, `gift_not_restricted`, `gift_no_donor`,
/// `gift_short`, `fields_invalid`.
#[utoipa::path(tag = "funds", operation_id = "make_fund_transfer", request_body = wire::MakeTransfer,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::FundTransfer), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/funds/{id}/transfers")]
async fn make_fund_transfer(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<FundId>,
    body: Valid<wire::MakeTransfer>,
) -> ApiResult<wire::FundTransfer> {
    let (id, body) = (*id, body.into_inner());
    let asked = Asked::of(body.clone())?;
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        let made = match &asked {
            Asked::Earmark(purpose, of) => transfers::earmark(tx, actor, id, purpose, *of)?,
            Asked::Release(purpose, of) => transfers::release(tx, actor, id, purpose, *of)?,
            Asked::Lifting(what, of) => transfers::lift(tx, actor, id, what, *of)?,
        };
        Ok(shown(tx, actor, id, made)?)
    };
    Ok(web::Json(state.post_once(key, &caller.actor(), &body, work).await?))
}

/// What is asked for, parsed.
enum Asked {
    Earmark(Purpose, Transfer),
    Release(Purpose, Transfer),
    Lifting(Lifted, Transfer),
}

impl Asked {
    fn of(body: wire::MakeTransfer) -> Result<Self, ApiError> {
        let code = |text: String| Purpose::parse(&text).map_err(ApiError::internal);
        Ok(match body {
            wire::MakeTransfer::Earmark { purpose, amount_fen: amount, resolution_id: resolution } => {
                Self::Earmark(code(purpose)?, Transfer { amount, resolution })
            }
            wire::MakeTransfer::Release { purpose, amount_fen: amount, resolution_id: resolution } => {
                Self::Release(code(purpose)?, Transfer { amount, resolution })
            }
            wire::MakeTransfer::Lifting {
                income_id: income,
                purpose,
                amount_fen: amount,
                consent,
                resolution_id: resolution,
            } => {
                let to = purpose.map(code).transpose()?;
                Self::Lifting(Lifted { income, to, consent }, Transfer { amount, resolution })
            }
        })
    }
}

/// A transfer that was just made.
fn shown(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: FundId,
    id: TransferId,
) -> Result<wire::FundTransfer, DbError> {
    Ok(render(fund, transfers::transfer(tx, actor, fund, id)?))
}

fn render(fund_id: FundId, transfer: StoredTransfer) -> wire::FundTransfer {
    let code = |purpose: Option<Purpose>| purpose.map(|purpose| purpose.as_str().to_owned());
    wire::FundTransfer {
        id: transfer.id,
        fund_id,
        kind: match transfer.kind {
            Kind::Earmark => wire::TransferKind::Earmark,
            Kind::Release => wire::TransferKind::Release,
            Kind::Lifting => wire::TransferKind::Lifting,
        },
        from_purpose: code(transfer.from),
        to_purpose: code(transfer.to),
        amount_fen: transfer.fen,
        resolution_id: transfer.resolution,
        income_id: transfer.income,
        posting_id: transfer.posting,
        entry_id: transfer.entry,
        at: transfer.at,
    }
}

impl From<LiftingError> for ApiError {
    fn from(error: LiftingError) -> Self {
        match error {
            LiftingError::NotRestricted => Self::new(&p::GIFT_NOT_RESTRICTED),
            LiftingError::NotDonor => Self::new(&p::GIFT_NO_DONOR),
            LiftingError::SamePurpose => Self::bad_field("/purpose", "other_purpose", &[]),
            LiftingError::MoreThanLeft { left } => Self::new(&p::GIFT_SHORT).with("left", left),
            // A consent is used up by the step that notes it, in its own fund and for its own purpose.
            LiftingError::OtherFund | LiftingError::OtherPurpose | LiftingError::UsedUp { .. } => {
                Self::internal(error)
            }
        }
    }
}
