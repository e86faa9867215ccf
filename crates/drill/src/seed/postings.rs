//! Programmes whose claims wait to be approved: one that takes part in everything, and many that share the same work.

#[cfg(test)]
mod tests;

use anyhow::Result;
use app::{
    db::{
        Database, DbError, Key, Tx, bulk_insert,
        schema::{
            claims, journal_cursors as cursors, journal_roots as roots, programme_rules, programmes, users,
            wallets,
        },
    },
    journal::{self, Sealed},
    points::kinds,
};
use chrono::{Days, NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, ClaimId, EarnerId, Id, LedgerAccountId, NodeId, ProgrammeId, ProgrammeRulesId, UserId},
    ledger::{AccountKind, Owner, Unit},
    points::{Activity, Approver, Basis, Caps, ClaimEvent, Evidence, ProgrammeEvent, ProgrammeRules},
    town_time,
};

use super::books::{Books, Move, New, subject};

/// Programmes over which the work is spread.
pub(crate) const SPREAD: usize = 200;
/// People who earn; a multiple of [`SPREAD`], so that each earns in one of those programmes.
const PEOPLE: usize = 5_000;
/// What every claim earns.
const POINTS: i64 = 3;
/// What every budget gets at first.
const BUDGET: i64 = 1_000_000_000_000;
/// Postings of one transaction.
const CHUNK: usize = 10_000;
/// How long the postings that were there before go back, in days.
pub(crate) const DAYS: i64 = 300;
const ACTIVITY: &str = "sweeping";

/// Where programmes lie, who decides their claims, and where everybody lives.
#[derive(Clone)]
pub(crate) struct Place {
    pub(crate) area: AreaId,
    pub(crate) path: AreaPath,
    pub(crate) home: AreaId,
    pub(crate) home_path: AreaPath,
    pub(crate) official: UserId,
}

/// Which claims are approved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Over {
    /// Those of [`SPREAD`] programmes in turn.
    Many,
    /// Those of one programme: every posting takes from one budget.
    One,
}

#[derive(Clone, Copy)]
enum Kind {
    Person = 1,
    Programme,
    Rules,
    Account,
    Claim,
    /// Claims of which only the ledger and the journal tell.
    Past,
}

/// The same in every run, so that nobody has to be told.
fn id<T: Id>(kind: Kind, number: usize) -> T {
    const MILLIS: u64 = 1_767_225_600_000;
    let mut bytes = [0; 10];
    bytes[1] = kind as u8;
    bytes[3..].copy_from_slice(&u64::try_from(number).unwrap_or(0).to_be_bytes()[1..]);
    T::from(uuid::Builder::from_unix_timestamp_millis(MILLIS, &bytes).into_uuid())
}

/// Claim `number` of those that are approved over many programmes or over one.
pub(crate) fn claim(over: Over, number: usize) -> ClaimId {
    id(Kind::Claim, 2 * number + usize::from(over == Over::One))
}

/// The budget of the one programme: the account with the most entries.
pub(crate) fn budget() -> LedgerAccountId {
    id(Kind::Account, 1)
}

/// What to fill a store with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    /// Entries that the one programme's ledger has before anything is measured; at least 2.
    pub(crate) entries: usize,
    /// Whether there are the many programmes, too.
    pub(crate) many: bool,
    /// Claims that wait, of either kind.
    pub(crate) claims: usize,
}

/// Fills the store.
///
/// # Errors
/// When the store fails.
pub(crate) fn fill(db: &Database, place: &Place, wanted: Wanted) -> Result<()> {
    let now = db.now().naive_utc();
    let begun = now - TimeDelta::days(DAYS);
    let overs: &[Over] = if wanted.many { &[Over::One, Over::Many] } else { &[Over::One] };
    let run = place.clone();
    db.write_blocking(move |tx| {
        people(tx)?;
        let programmes = if wanted.many { SPREAD } else { 0 };
        (0..=programmes).try_for_each(|number| programme(tx, &run, number))
    })?;
    let mut books = Books::new(Unit::Points);
    let opened = open(&mut books, place, overs, begun);
    past(db, &mut books, place, &opened, wanted.entries / 2, begun)?;
    let run = place.clone();
    db.write_blocking(move |tx| {
        books.close(tx)?;
        wallets_of(tx, &run, &opened.purses)
    })?;
    for over in overs.iter().copied() {
        for from in (0..wanted.claims).step_by(CHUNK) {
            let (place, until) = (place.clone(), wanted.claims.min(from + CHUNK));
            db.write_blocking(move |tx| waiting(tx, &place, over, from..until))?;
        }
    }
    Ok(())
}

/// Seals the journal, and lets what reads it be at its end: none of it is to be done while something is measured.
///
/// # Errors
/// When the store fails.
pub(crate) fn settle(db: &Database) -> Result<()> {
    let node: NodeId = db.fresh_id();
    while db.write_blocking(move |tx| journal::seal(tx, node))? != Sealed::Nothing {}
    db.write_blocking(|tx| {
        let sealed: Option<i64> =
            roots::table.select(diesel::dsl::max(roots::size)).first(tx.db()).map_err(DbError::from)?;
        diesel::update(cursors::table).set(cursors::position.eq(sealed.unwrap_or(0))).execute(tx.db())?;
        Ok::<_, DbError>(())
    })?;
    Ok(())
}

#[derive(Insertable)]
#[diesel(table_name = users, treat_none_as_default_value = false)]
struct PersonRow {
    id: Key<UserId>,
    login: String,
    display_name: &'static str,
    created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
}

fn people(tx: &mut Tx<'_>) -> Result<(), DbError> {
    let now = tx.timestamp();
    let row = |number| PersonRow {
        id: Key(id(Kind::Person, number)),
        login: format!("drill-{number}"),
        display_name: "演练居民",
        created_at: now,
        updated_at: now,
    };
    bulk_insert!(tx.db(), users::table, &(0..PEOPLE).map(row).collect::<Vec<_>>()).map(drop)
}

/// A programme that runs, and its rules; without limits, so that every claim is approved.
fn programme(tx: &mut Tx<'_>, place: &Place, number: usize) -> Result<(), DbError> {
    let today = town_time::date(tx.now());
    let day = |day: Option<chrono::NaiveDate>| day.unwrap_or(today).to_string();
    let (from, until) =
        (day(today.checked_sub_days(Days::new(360))), day(today.checked_add_days(Days::new(360))));
    let (programme, now): (ProgrammeId, _) = (id(Kind::Programme, number), tx.timestamp());
    diesel::insert_into(programmes::table)
        .values((
            programmes::id.eq(Key(programme)),
            programmes::area_id.eq(Key(place.area)),
            programmes::area_path.eq(place.path.as_str()),
            programmes::name.eq(format!("演练积分{number}")),
            programmes::description.eq(""),
            programmes::wallets.eq("person"),
            programmes::starts_on.eq(&from),
            programmes::ends_on.eq(&until),
            programmes::state.eq("running"),
            programmes::created_by.eq(Key(place.official)),
            programmes::created_at.eq(now),
            programmes::started_by.eq(Some(Key(place.official))),
        ))
        .execute(tx.db())?;
    diesel::insert_into(programme_rules::table)
        .values((
            programme_rules::id.eq(Key(id::<ProgrammeRulesId>(Kind::Rules, number))),
            programme_rules::programme_id.eq(Key(programme)),
            programme_rules::content.eq(serde_json::to_string(&rules()).map_err(DbError::damaged)?),
            programme_rules::adopted_from.eq(Some(&from)),
            programme_rules::adopted_at.eq(Some(now)),
            programme_rules::created_by.eq(Key(place.official)),
            programme_rules::created_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(())
}

fn rules() -> ProgrammeRules {
    let activity = Activity {
        code: ACTIVITY.to_owned(),
        name: "清扫公共庭院".to_owned(),
        points: POINTS,
        basis: Basis::Time,
        by_resident: true,
        by_worker: true,
        in_bulk: false,
        by_event: None,
        evidence: Evidence::None,
        approver: Approver::GridWorker,
        caps: Caps::default(),
    };
    ProgrammeRules {
        activities: vec![activity],
        day_max: None,
        month_max: None,
        expiry_months: Some(12),
        gifts: None,
        re_audit_share: 500,
        low_at: 0,
    }
}

/// In which programme a person earns.
fn programme_of(over: Over, person: usize) -> usize {
    match over {
        Over::One => 0,
        Over::Many => 1 + person % SPREAD,
    }
}

/// A wallet that was opened.
struct Purse {
    account: LedgerAccountId,
    /// Its place in [`Books`].
    place: usize,
    programme: usize,
    person: usize,
}

/// Accounts that were opened.
struct Opened {
    /// The places of source and budget of each programme.
    programmes: Vec<(usize, usize)>,
    purses: Vec<Purse>,
}

/// Opens every account. Their ids follow from their places: see [`budget`].
fn open(books: &mut Books, place: &Place, overs: &[Over], at: NaiveDateTime) -> Opened {
    let mut next = 0;
    let mut one = |programme: usize, kind, owner| {
        let (account, of): (LedgerAccountId, ProgrammeId) =
            (id(Kind::Account, next), id(Kind::Programme, programme));
        next += 1;
        let new = New { id: account, book: of.0, kind, owner, code: String::new() };
        (account, books.open(new, place, at))
    };
    let programmes = if overs.contains(&Over::Many) { SPREAD } else { 0 };
    let mut opened = Opened { programmes: Vec::new(), purses: Vec::new() };
    for number in 0..=programmes {
        let (_, source) = one(number, AccountKind::Source, Owner::Book);
        opened.programmes.push((source, one(number, AccountKind::Budget, Owner::Book).1));
    }
    for over in overs.iter().copied() {
        for person in 0..PEOPLE {
            let programme = programme_of(over, person);
            let owner = Owner::Person(id(Kind::Person, person));
            let (account, place) = one(programme, AccountKind::Wallet, owner);
            opened.purses.push(Purse { account, place, programme, person });
        }
    }
    opened
}

/// Funds every programme, and lets people earn in the one, until it has so many postings.
fn past(
    db: &Database,
    books: &mut Books,
    place: &Place,
    opened: &Opened,
    postings: usize,
    begun: NaiveDateTime,
) -> Result<()> {
    for (number, (from, to)) in opened.programmes.iter().copied().enumerate() {
        let programme: ProgrammeId = id(Kind::Programme, number);
        let (key, kind) = (format!("funding:{programme}"), kinds::FUNDING);
        let subject = (key.clone(), subject("programme", programme));
        let funding = Move { from, to, amount: BUDGET, kind, key, subject, at: begun, place };
        books.post(funding, |posted| ProgrammeEvent::Funded { programme, points: BUDGET, posted })?;
    }
    let from = opened.programmes.first().map_or(0, |(_, budget)| *budget);
    let wallets: Vec<usize> =
        opened.purses.iter().filter(|purse| purse.programme == 0).map(|purse| purse.place).collect();
    let step = TimeDelta::days(DAYS) / i32::try_from(postings.max(1))?;
    for (number, to) in (1..postings).zip(wallets.iter().copied().cycle()) {
        let (claim, points): (ClaimId, _) = (id(Kind::Past, number), POINTS);
        let subject = subject("claim", claim);
        let (key, kind, at) = (subject.clone(), kinds::CLAIM, begun + step * i32::try_from(number)?);
        let earned =
            Move { from, to, amount: points, kind, key, subject: (subject.clone(), subject), at, place };
        books.post(earned, |posted| ClaimEvent::Approved { claim, points, posted })?;
        if books.waiting() >= CHUNK {
            let rows = books.take();
            db.write_blocking(move |tx| rows.write(tx))?;
        }
    }
    let rows = books.take();
    Ok(db.write_blocking(move |tx| rows.write(tx))?)
}

#[derive(Insertable)]
#[diesel(table_name = claims, treat_none_as_default_value = false)]
struct ClaimRow {
    id: Key<ClaimId>,
    programme_id: Key<ProgrammeId>,
    rules_id: Key<ProgrammeRulesId>,
    activity: &'static str,
    source: &'static str,
    state: &'static str,
    earner_id: Key<EarnerId>,
    person_id: Key<UserId>,
    household_id: Key<AreaId>,
    home_path: String,
    issuer_id: Key<UserId>,
    approver: &'static str,
    day: String,
    points: i64,
    claimed_at: NaiveDateTime,
}

#[derive(Insertable)]
#[diesel(table_name = wallets, treat_none_as_default_value = false)]
struct WalletRow {
    account_id: Key<LedgerAccountId>,
    programme_id: Key<ProgrammeId>,
    person_id: Key<UserId>,
    home_path: String,
    looked_on: String,
}

/// Writes claims that wait.
fn waiting(
    tx: &mut Tx<'_>,
    place: &Place,
    over: Over,
    numbers: std::ops::Range<usize>,
) -> Result<(), DbError> {
    let (today, now) = (town_time::date(tx.now()).to_string(), tx.timestamp());
    let row = |number: usize| {
        let person = number % PEOPLE;
        let (programme, user): (_, UserId) = (programme_of(over, person), id(Kind::Person, person));
        ClaimRow {
            id: Key(claim(over, number)),
            programme_id: Key(id(Kind::Programme, programme)),
            rules_id: Key(id(Kind::Rules, programme)),
            activity: ACTIVITY,
            source: "claimed",
            state: "submitted",
            earner_id: Key(EarnerId(user.0)),
            person_id: Key(user),
            household_id: Key(place.home),
            home_path: place.home_path.to_string(),
            issuer_id: Key(user),
            approver: "grid_worker",
            day: today.clone(),
            points: POINTS,
            claimed_at: now,
        }
    };
    bulk_insert!(tx.db(), claims::table, &numbers.map(row).collect::<Vec<_>>()).map(drop)
}

/// Writes whose the wallets are; nothing in them is over before it was looked for again.
fn wallets_of(tx: &mut Tx<'_>, place: &Place, purses: &[Purse]) -> Result<(), DbError> {
    let today = town_time::date(tx.now()).to_string();
    let row = |purse: &Purse| WalletRow {
        account_id: Key(purse.account),
        programme_id: Key(id(Kind::Programme, purse.programme)),
        person_id: Key(id(Kind::Person, purse.person)),
        home_path: place.home_path.to_string(),
        looked_on: today.clone(),
    };
    bulk_insert!(tx.db(), wallets::table, &purses.iter().map(row).collect::<Vec<_>>()).map(drop)
}
