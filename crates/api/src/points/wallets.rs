//! Wallets, their statements, and the leaderboard.

use actix_web::{HttpResponse, get, put, web};
use app::{
    db::{DbError, Tx},
    ledger::Cursor,
    points::{
        leaderboard::{self, Deeds, NameError},
        wallets::{self, Line, LineKind, Wallet},
    },
};
use chrono::DateTime;
use contract::{
    page::Page,
    points as wire,
    problems::{self, Problem},
};
use domain::{areas::AreaKind, ids::LedgerAccountId};
use utoipa_actix_web::service_config::ServiceConfig;

use super::limit;
use crate::{ApiError, ApiResult, Caller, Query, State, Valid};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_wallets).service(get_wallet).service(get_wallet_statement);
    cfg.service(get_leaderboard).service(name_in_leaderboard);
}

/// The caller's wallets: their own, and those of the households they belong to.
#[utoipa::path(tag = "points", operation_id = "list_wallets",
    responses((status = 200, body = wire::Wallets)), security(("bearer" = [])))]
#[get("/wallets")]
async fn list_wallets(state: web::Data<State>, caller: Caller) -> ApiResult<wire::Wallets> {
    let actor = caller.actor();
    let found = state.db.read::<_, DbError, _>(move |tx| wallets::list(tx, &actor)).await?;
    Ok(web::Json(wire::Wallets { items: found.into_iter().map(render).collect() }))
}

/// One wallet: the caller's own, or that of a household they belong to.
#[utoipa::path(tag = "points", operation_id = "get_wallet", params(("account" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::Wallet), (status = 404, body = Problem)), security(("bearer" = [])))]
#[get("/wallets/{account}")]
async fn get_wallet(
    state: web::Data<State>,
    caller: Caller,
    account: web::Path<LedgerAccountId>,
) -> ApiResult<wire::Wallet> {
    let (actor, account) = (caller.actor(), *account);
    let found = state.db.read::<_, DbError, _>(move |tx| wallets::wallet(tx, &actor, account)).await?;
    Ok(web::Json(render(found)))
}

/// What happened in a wallet, the latest first, with the balance after each line. For whom the wallet is. Problems:
/// `query_invalid`.
#[utoipa::path(tag = "points", operation_id = "get_wallet_statement",
    params(("account" = uuid::Uuid, Path), wire::GetWalletStatement),
    responses((status = 200, body = Page<wire::WalletLine>), (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/wallets/{account}/statement")]
async fn get_wallet_statement(
    state: web::Data<State>,
    caller: Caller,
    account: web::Path<LedgerAccountId>,
    query: Query<wire::GetWalletStatement>,
) -> ApiResult<Page<wire::WalletLine>> {
    let (actor, account, Query(query)) = (caller.actor(), *account, query);
    let limit = limit(query.limit);
    let bad = || ApiError::new(&problems::QUERY_INVALID).with("reason", "after: no place in a statement");
    let before = query.after.as_deref().map(|text| place(text).ok_or_else(bad)).transpose()?;
    let read = move |tx: &mut Tx<'_>| wallets::statement(tx, &actor, account, before, i64::from(limit) + 1);
    let found = state.db.read::<_, DbError, _>(read).await?;
    let page = Page::cut(found, limit, |line| {
        format!("{}-{}", line.cursor.at.timestamp_micros(), line.cursor.number)
    });
    Ok(web::Json(page.map(line)))
}

/// `<microseconds>-<number>`
fn place(text: &str) -> Option<Cursor> {
    let (at, number) = text.split_once('-')?;
    Some(Cursor { at: DateTime::from_timestamp_micros(at.parse().ok()?)?, number: number.parse().ok()? })
}

pub(super) fn render(wallet: Wallet) -> wire::Wallet {
    let expiry = |(last_day, points)| wire::WalletExpiry { last_day, points };
    wire::Wallet {
        account_id: wallet.account,
        programme_id: wallet.programme.id,
        programme_state: wallet.programme.state(),
        programme_name: wallet.programme.name,
        kind: wallet.programme.wallets,
        household_id: wallet.household,
        place: wallet.place,
        balance: wallet.balance,
        held: wallet.held,
        available: wallet.available,
        upcoming: wallet.upcoming.into_iter().map(expiry).collect(),
        expiring_soon: wallet.expiring_soon,
        gifts: wallet.gifts,
        given_this_month: wallet.given_this_month,
        named: wallet.named,
    }
}

pub(super) fn line(line: Line) -> wire::WalletLine {
    let (claim_id, activity_name, day) = match line.claim {
        Some((id, name, day)) => (Some(id), Some(name), Some(day)),
        None => (None, None, None),
    };
    let (gift_id, gift_person, words) = match line.gift {
        Some((id, person, words)) => (Some(id), Some(person), words),
        None => (None, None, None),
    };
    wire::WalletLine {
        posting_id: line.posting,
        entry_id: line.entry,
        at: line.at,
        points: line.points,
        balance: line.balance,
        kind: match line.kind {
            LineKind::Earned => wire::WalletLineKind::Earned,
            LineKind::TakenBack => wire::WalletLineKind::TakenBack,
            LineKind::Given => wire::WalletLineKind::Given,
            LineKind::Received => wire::WalletLineKind::Received,
            LineKind::Redeemed => wire::WalletLineKind::Redeemed,
            LineKind::Returned => wire::WalletLineKind::Returned,
            LineKind::Expired => wire::WalletLineKind::Expired,
            LineKind::Other => wire::WalletLineKind::Other,
        },
        claim_id,
        activity_name,
        day,
        earner_name: line.earner,
        gift_id,
        gift_person,
        words,
        redemption_id: line.redemption,
    }
}

/// What the grids or buildings of a programme earned, where enough earned there, and the people who let themselves be named.
/// For everybody who is signed in.
#[utoipa::path(tag = "points", operation_id = "get_leaderboard", params(wire::GetLeaderboard),
    responses((status = 200, body = wire::Leaderboard), (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/leaderboard")]
async fn get_leaderboard(
    state: web::Data<State>,
    caller: Caller,
    query: Query<wire::GetLeaderboard>,
) -> ApiResult<wire::Leaderboard> {
    let (actor, Query(query)) = (caller.actor(), query);
    let by = match query.by {
        wire::LeaderboardAreas::Grid => AreaKind::Grid,
        wire::LeaderboardAreas::Building => AreaKind::Building,
    };
    let deeds = Deeds { from: query.from, until: query.until };
    let read = move |tx: &mut Tx<'_>| leaderboard::leaderboard(tx, &actor, query.programme_id, by, deeds);
    let (areas, people) = state.db.read_long::<_, DbError, _>(read).await?;
    let area = |found: leaderboard::AreaEarned| wire::LeaderboardArea {
        place: found.place,
        area_id: found.area,
        area_path: found.path,
        area_name: found.name,
        points: found.points,
        earners: found.earners,
    };
    let person = |found: leaderboard::PersonEarned| wire::LeaderboardPerson {
        place: found.place,
        name: found.name,
        points: found.points,
    };
    Ok(web::Json(wire::Leaderboard {
        areas: areas.into_iter().map(area).collect(),
        people: people.into_iter().map(person).collect(),
    }))
}

/// Lets the caller be named in a programme's leaderboard, or no more. For who lives in its area.
#[utoipa::path(tag = "points", operation_id = "name_in_leaderboard", request_body = wire::NameInLeaderboard,
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[put("/leaderboard/naming")]
async fn name_in_leaderboard(
    state: web::Data<State>,
    caller: Caller,
    body: Valid<wire::NameInLeaderboard>,
) -> Result<HttpResponse, ApiError> {
    let (actor, body) = (caller.actor(), body.into_inner());
    let work = move |tx: &mut Tx<'_>| leaderboard::name(tx, &actor, body.programme_id, body.named);
    state.db.write::<_, NameError, _>(work).await?;
    Ok(HttpResponse::NoContent().finish())
}
