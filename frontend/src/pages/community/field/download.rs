//! Taking a round to the device: the round, its template, its places, and the sheets that others have begun.

use client::{Client, ClientError};
use contract::inspections::{GetTemplate, ListRounds, ListedRound, RoundTarget};
use domain::ids::{RoundId, UserId};
use leptos::prelude::*;

use crate::{
    device,
    failure::Failure,
    offline::{
        model::{Base, KeptRound, KeptSheet},
        store::{self, Place},
        sync,
    },
    online::Connection,
    session::{Session, SessionState},
};

/// Most sheets that are fetched at once when a round is opened; the others are fetched when their page is.
const SHEETS_MAX: usize = 200;
/// Most rounds under way that one person is in.
const ROUNDS_MAX: u32 = 50;

/// Asks the server once it can be asked in an account's name, and again whenever the network or the sign-in is back.
/// Asked sooner it would answer what everybody may know, which is less. `unreachable` is called while it cannot be.
pub fn when_reachable(account: UserId, ask: impl Fn() + 'static, unreachable: impl Fn() + 'static) {
    let (session, connection) = (Session::get(), Connection::get());
    let state = Memo::new(move |_| {
        let online = connection.online.get();
        let reachable = match session.state() {
            SessionState::SignedIn(me) => Some(me.id == account),
            SessionState::Starting if online => None,
            SessionState::Starting | SessionState::SignedOut | SessionState::SecondFactorWanted => {
                Some(false)
            }
        };
        (online, reachable)
    });
    Effect::new(move |_| match state.get() {
        (_, Some(true)) => ask(),
        (_, Some(false)) => unreachable(),
        (_, None) => {}
    });
}

/// The account's rounds that are under way, as the server says.
///
/// # Errors
/// What the server says.
pub async fn under_way(session: Session, account: UserId) -> Result<Vec<ListedRound>, Failure> {
    let query = ListRounds {
        mine: true,
        state: Some("started".to_owned()),
        limit: Some(ROUNDS_MAX),
        ..ListRounds::default()
    };
    let ask = |client: Client| {
        let query = query.clone();
        async move { client.list_rounds(&query).await }
    };
    Ok(sync::call(session, account, ask).await?.items)
}

/// Takes a round to the device, as it is now.
///
/// # Errors
/// What the server says.
pub async fn take(session: Session, account: UserId, id: RoundId) -> Result<(), Failure> {
    let ask = move |client: Client| async move {
        let round = client.get_round(id).await?.body.round;
        let number = Some(round.template_number);
        let template = client.get_template(round.template_id, &GetTemplate { number }).await?.body.content;
        let targets = client.list_round_targets(id).await?.items;
        Ok::<_, ClientError>(KeptRound { round, template, targets, read_at: device::now() })
    };
    let kept = sync::call(session, account, ask).await?;
    // Where the device keeps nothing the page says so by itself.
    drop(store::keep_round(account, &kept).await);
    let known = store::sheets(account, Some(id)).await.unwrap_or_default();
    let of = |target: &RoundTarget| known.iter().find(|sheet| sheet.area == target.area_id);
    let newer = kept.targets.iter().filter(|target| {
        let version = of(target).map_or(0, |sheet| sheet.base.version);
        target.version.is_some_and(|there| there > version)
    });
    // One's own first: those are what one goes to.
    let (mine, others): (Vec<_>, Vec<_>) = newer.partition(|target| target.inspector_id == Some(account));
    for target in mine.into_iter().chain(others).take(SHEETS_MAX) {
        take_sheet(session, Place { account, round: id, area: target.area_id }).await?;
    }
    Ok(())
}

/// Takes a sheet to the device. What is unsent there stays; sending it will show what others did.
///
/// # Errors
/// What the server says.
pub async fn take_sheet(session: Session, place: Place) -> Result<(), Failure> {
    let ask = move |client: Client| async move { client.get_sheet(place.round, place.area).await };
    let base = Base::from(&sync::call(session, place.account, ask).await?.body);
    let fresh = || KeptSheet::new(place.round, place.area, Base::default());
    let taken = store::change(place, fresh, |sheet| {
        if !sheet.is_unsent() && base.version >= sheet.base.version {
            sheet.take(base);
        }
    });
    drop(taken.await);
    Ok(())
}
