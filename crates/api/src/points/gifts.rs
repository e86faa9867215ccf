//! Gifts between residents.

use actix_web::{post, web};
use app::{
    db::{DbError, Tx},
    points::gifts::{self, Error, NewGift, Search},
};
use contract::{
    points as wire,
    problems::{self, Problem},
};
use domain::permissions::Actor;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{ApiError, ApiResult, Caller, IdempotencyKey, State, Valid};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(create_gift_code).service(find_gift_recipient).service(give_gift);
}

/// Makes a code that the caller shows to be given points, for ten minutes; the one before stops working.
#[utoipa::path(tag = "points", operation_id = "create_gift_code",
    responses((status = 200, body = wire::GiftCode)), security(("bearer" = [])))]
#[post("/gift-codes")]
async fn create_gift_code(state: web::Data<State>, caller: Caller) -> ApiResult<wire::GiftCode> {
    let (actor, keyring) = (caller.actor(), state.keyring.clone());
    let work = move |tx: &mut Tx<'_>| gifts::create_code(tx, &keyring, &actor, wire::GIFT_CODE_MINUTES);
    let (code, expires_at) = state.db.write::<_, DbError, _>(work).await?;
    Ok(web::Json(wire::GiftCode { code: code.as_str().to_owned(), expires_at }))
}

/// Looks for whom to give points of a wallet of the caller: by the code they show, or by their login name. Their name is
/// masked. Problems: `gift_recipient_unknown`, `gift_own`, `gifts_not_allowed`, `too_many_requests`, `fields_invalid`.
#[utoipa::path(tag = "points", operation_id = "find_gift_recipient", request_body = wire::FindGiftRecipient,
    responses((status = 200, body = wire::GiftRecipient), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)),
    security(("bearer" = [])))]
#[post("/gift-recipients")]
async fn find_gift_recipient(
    state: web::Data<State>,
    caller: Caller,
    body: Valid<wire::FindGiftRecipient>,
) -> ApiResult<wire::GiftRecipient> {
    let (actor, keyring, body) = (caller.actor(), state.keyring.clone(), body.into_inner());
    let work = move |tx: &mut Tx<'_>| {
        gifts::find_recipient(tx, &keyring, &actor, body.account_id, body.login_or_code.trim())
    };
    match state.db.write::<_, Error, _>(work).await? {
        Search::Found(user_id, masked_name) => Ok(web::Json(wire::GiftRecipient { user_id, masked_name })),
        Search::Nobody => Err(ApiError::new(&problems::points::GIFT_RECIPIENT_UNKNOWN)),
        Search::TooMany { seconds } => {
            Err(ApiError::new(&problems::TOO_MANY_REQUESTS).with("seconds", seconds).retry_after(seconds))
        }
    }
}

/// Gives points of a wallet of the caller to somebody of the same town, within the programme's limits. They keep the days
/// on which they are over. Problems: `gift_recipient_unknown`, `gift_own`, `gifts_not_allowed`, `gift_too_large`,
/// `gift_month_reached`, `points_short`, `ledger_account_frozen`, `fields_invalid`.
#[utoipa::path(tag = "points", operation_id = "give_gift", request_body = wire::GiveGift,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Gift), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/gifts")]
async fn give_gift(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    body: Valid<wire::GiveGift>,
) -> ApiResult<wire::Gift> {
    let body = body.into_inner();
    let new = NewGift {
        wallet: body.account_id,
        recipient: body.recipient_id,
        points: body.points,
        words: body.words.clone(),
    };
    let work = move |tx: &mut Tx<'_>, actor: &Actor| gifts::give(tx, actor, &new).map(render);
    Ok(web::Json(state.post_once(key, &caller.actor(), &body, work).await?))
}

fn render(gift: gifts::Gift) -> wire::Gift {
    wire::Gift {
        id: gift.id,
        programme_id: gift.programme,
        points: gift.points,
        recipient: gift.recipient,
        words: gift.words,
        given_at: gift.given_at,
    }
}
