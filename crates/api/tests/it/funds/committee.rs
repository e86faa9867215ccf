//! Seats rest on grants, and a fund opens with a committee that can decide.

use contract::funds::{ByResolution, FillSeat, FundSeats, OpenedMatter};
use domain::{funds::FundState, ids::GrantId, permissions::Role};

use super::{TOWN, Town, day};
use crate::{
    points::{fault, faults},
    support::code,
};

fn terms(seats: &FundSeats) -> Vec<(String, String)> {
    // Seats that are filled at one moment come in any order.
    let mut terms: Vec<_> =
        seats.items.iter().map(|seat| (seat.from.to_string(), seat.until.to_string())).collect();
    terms.sort_unstable();
    terms
}

#[actix_web::test]
async fn a_fund_opens_with_a_charter_and_a_committee_that_can_decide() {
    let it = Town::founding().await;
    let manager = it.official();
    assert_eq!(code(it.fill(it.council_member().1).await), "fund_no_charter");
    assert_eq!(code(manager.open_fund(it.fund, "\"1\"").await), "fund_no_charter");
    it.found().await;
    for _ in 0..2 {
        it.fill(it.council_member().1).await.unwrap();
    }
    assert_eq!(code(manager.open_fund(it.fund, "\"1\"").await), "fund_too_few_members");
    it.fill(it.council_member().1).await.unwrap();
    assert_eq!(code(manager.open_fund(it.fund, "\"7\"").await), "changed_meanwhile");
    let opened = manager.open_fund(it.fund, "\"1\"").await.unwrap().body;
    assert_eq!((opened.state, opened.opened_on), (FundState::Open, Some(day("2026-01-05"))));
    assert_eq!(code(manager.open_fund(it.fund, "\"2\"").await), "fund_founded");
    // Everybody reads it from now on.
    let anyone = it.server.anonymous();
    assert_eq!(anyone.get_fund(it.fund).await.unwrap().body, opened);
    assert_eq!(anyone.list_fund_seats(it.fund).await.unwrap().items.len(), 3);
}

#[actix_web::test]
async fn a_seat_is_no_longer_than_its_grant_and_the_charter_let_it_be() {
    let it = Town::founding().await;
    it.found().await;
    let manager = it.official();
    let fill = |grant_id: GrantId, from: &str, until: &str| {
        let (manager, fund) = (manager.clone(), it.fund);
        let seat = FillSeat { grant_id, from: day(from), until: day(until) };
        async move { manager.fill_fund_seat(fund, &seat, None).await }
    };
    let (person, grant) = it.council_member();
    assert_eq!(faults(fill(grant, "2026-02-01", "2026-02-01").await), fault("", "interval"));
    assert_eq!(faults(fill(grant, "2026-02-01", "2029-02-02").await), fault("/until", "seat_term"));
    assert_eq!(faults(fill(grant, "2026-01-04", "2026-02-01").await), fault("/grant_id", "seat_grant"));
    let world = &it.server.world;
    let below = world.grant(&it.server.store, person.0, Role::CouncilMember, "1/1/1/");
    let official = world.grant(&it.server.store, person.0, Role::Official, TOWN);
    for other in [below, official] {
        assert_eq!(faults(fill(other, "2026-02-01", "2026-03-01").await), fault("/grant_id", "seat_grant"));
    }
    fill(grant, "2026-02-01", "2026-03-01").await.unwrap();
    assert_eq!(code(fill(grant, "2026-02-28", "2026-04-01").await), "seat_overlaps");
    let all = fill(grant, "2026-03-01", "2026-04-01").await.unwrap();
    let term = |from: &str, until: &str| (from.to_owned(), until.to_owned());
    assert_eq!(terms(&all), [term("2026-02-01", "2026-03-01"), term("2026-03-01", "2026-04-01")]);
}

#[actix_web::test]
async fn a_seat_ends_with_its_grant_and_when_its_member_steps_down() {
    let it = Town::open(5).await;
    let manager = it.official();
    let seat = |number: usize| {
        let user = it.members[number].0.0;
        let client = manager.clone();
        async move {
            let all = client.list_fund_seats(it.fund).await.unwrap().items;
            all.into_iter().find(|seat| seat.user_id == user).unwrap()
        }
    };
    manager.revoke_grant(it.members[0].1).await.unwrap();
    assert_eq!(seat(0).await.until, day("2026-01-05"));
    let own = seat(1).await.id;
    assert_eq!(code(it.member(2).end_fund_seat(own).await), "not_allowed");
    it.member(1).end_fund_seat(own).await.unwrap();
    assert_eq!(seat(1).await.until, day("2026-01-05"));
    manager.end_fund_seat(seat(2).await.id).await.unwrap();
    let asked = it.ask(OpenedMatter::WindingUp {}).await.unwrap();
    let mut sitting: Vec<_> = it.members[3..].iter().map(|(person, _)| person.0).collect();
    sitting.sort_unstable();
    assert_eq!(asked.ballots.iter().map(|ballot| ballot.user_id).collect::<Vec<_>>(), sitting);
}

#[actix_web::test]
async fn a_committee_has_so_many_seats_and_no_more() {
    use app::db::{DbError, Key, Tx, schema::fund_seats as t};
    use diesel::prelude::*;
    use domain::ids::SeatId;
    let it = Town::open(3).await;
    let (fund, (member, grant)) = (it.fund, it.council_member());
    let user = member.0;
    let fill = move |tx: &mut Tx<'_>| -> Result<(), DbError> {
        for number in 3..500 {
            let id: SeatId = tx.new_id();
            let past = day("2020-01-01") + chrono::TimeDelta::days(number);
            let row = (
                (t::id.eq(Key(id)), t::fund_id.eq(Key(fund)), t::user_id.eq(Key(user))),
                (t::grant_id.eq(Key(grant)), t::from_on.eq(past.to_string())),
                t::until_on.eq((past + chrono::TimeDelta::days(1)).to_string()),
                (t::seated_by.eq(Key(user)), t::seated_at.eq(tx.timestamp())),
            );
            diesel::insert_into(t::table).values(row).execute(tx.db())?;
        }
        Ok(())
    };
    it.server.store.write(fill).unwrap();
    assert_eq!(code(it.fill(grant).await), "seats_full");
}

#[actix_web::test]
async fn a_fund_is_wound_up_by_a_resolution_on_that() {
    let it = Town::open(3).await;
    let manager = it.official();
    let wind_up = |resolution_id| {
        let (manager, fund) = (manager.clone(), it.fund);
        async move { manager.wind_up_fund(fund, "\"2\"", &ByResolution { resolution_id }).await }
    };
    let open = it.ask(OpenedMatter::WindingUp {}).await.unwrap().id;
    assert_eq!(code(wind_up(open).await), "resolution_not_carried");
    let other = it.carried(OpenedMatter::Spending { most_fen: super::amount(1) }).await;
    assert_eq!(code(wind_up(other).await), "resolution_other_matter");
    let unknown = domain::ids::ResolutionId(it.fund.0);
    assert_eq!(faults(wind_up(unknown).await), fault("/resolution_id", "not_found"));
    let by = it.carried(OpenedMatter::WindingUp {}).await;
    assert_eq!(wind_up(by).await.unwrap().body.state, FundState::Closing);
    assert_eq!(code(it.ask(OpenedMatter::WindingUp {}).await), "fund_not_open");
    let purpose = contract::funds::FundPurpose { code: "education".to_owned(), name: "助学".to_owned() };
    assert_eq!(code(manager.add_fund_purpose(it.fund, &purpose, None).await), "fund_not_open");
}
