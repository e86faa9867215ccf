//! A wallet's statement: the ledger's lines with what they are about.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use domain::{
    ids::{ClaimId, EntryId, GiftId, LedgerAccountId, PostingId, ProgrammeRulesId, RedemptionId, UserId},
    permissions::Actor,
    points::WalletKind,
};
use uuid::Uuid;

use super::{Wallet, owned};
use crate::{
    db::{
        DbError, Key, Tx,
        schema::{claims, gifts},
    },
    grants, identity,
    ledger::{self, Cursor},
    points::{claims::activity_names, kinds},
};

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// A claim.
    Earned,
    /// A claim that was overturned or corrected.
    TakenBack,
    /// A gift to somebody.
    Given,
    /// A gift from somebody.
    Received,
    /// Something was redeemed.
    Redeemed,
    /// What had been redeemed was returned.
    Returned,
    /// Points were not spent in time.
    Expired,
    /// Anything else.
    Other,
}

/// A line of a wallet's statement.
#[derive(Clone, Debug)]
pub struct Line {
    /// The posting.
    pub posting: PostingId,
    /// The journal's entry that holds it.
    pub entry: EntryId,
    /// When.
    pub at: DateTime<Utc>,
    /// What came, or went.
    pub points: i64,
    /// What was in the wallet then.
    pub balance: i64,
    /// What it is.
    pub kind: LineKind,
    /// The claim, what was done, and the day of the deed.
    pub claim: Option<(ClaimId, String, NaiveDate)>,
    /// Who did it, in a household's wallet.
    pub earner: Option<String>,
    /// The gift, to or from whom (masked), and the giver's words.
    pub gift: Option<(GiftId, String, Option<String>)>,
    /// The redemption.
    pub redemption: Option<RedemptionId>,
    /// Where a page after this line begins.
    pub cursor: Cursor,
}

/// The lines of a page.
pub type Statement = Vec<Line>;

/// What claims and gifts are.
#[derive(Default)]
struct About {
    claims: BTreeMap<ClaimId, (String, NaiveDate, Option<UserId>)>,
    gifts: BTreeMap<GiftId, (UserId, UserId, Option<String>)>,
    names: BTreeMap<UserId, String>,
}

/// The lines of a wallet of the caller, the latest first, before a place, at most `limit`. Seven statements at most.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn statement(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: LedgerAccountId,
    before: Option<Cursor>,
    limit: i64,
) -> Result<Statement, DbError> {
    let (_, programme) = owned(tx, actor, id)?;
    let lines = ledger::statement(tx, id, before, limit)?;
    let about = about(tx, &lines)?;
    let shared = programme.wallets == WalletKind::Household;
    Ok(lines.into_iter().map(|line| tell(line, &about, shared)).collect())
}

/// Lines of which is told with one statement each what they are about.
const CHUNK: usize = 500;

/// Every line of these wallets, each wallet's oldest first. How many statements it takes grows by four with every [`CHUNK`]
/// of lines.
///
/// # Errors
/// [`DbError`].
pub(in crate::points) fn all_lines(
    tx: &mut Tx<'_>,
    wallets: &[Wallet],
) -> Result<BTreeMap<LedgerAccountId, Vec<Line>>, DbError> {
    let ids: Vec<LedgerAccountId> = wallets.iter().filter_map(|wallet| wallet.account).collect();
    let shared: BTreeSet<LedgerAccountId> = wallets
        .iter()
        .filter(|wallet| wallet.household.is_some())
        .filter_map(|wallet| wallet.account)
        .collect();
    let (accounts, lines): (Vec<_>, Vec<_>) = ledger::all_lines(tx, &ids)?.into_iter().unzip();
    let mut all: BTreeMap<LedgerAccountId, Vec<Line>> = BTreeMap::new();
    for (accounts, lines) in accounts.chunks(CHUNK).zip(lines.chunks(CHUNK)) {
        let about = about(tx, lines)?;
        for (account, line) in accounts.iter().zip(lines) {
            let line = tell(line.clone(), &about, shared.contains(account));
            all.entry(*account).or_default().push(line);
        }
    }
    Ok(all)
}

/// The id in a line's subject, where it is of this kind.
fn of<T: From<Uuid>>(line: &ledger::Line, kind: &str) -> Option<T> {
    let (word, id) = line.subject.split_once(':')?;
    (word == kind).then(|| Uuid::parse_str(id).ok()).flatten().map(T::from)
}

fn about(tx: &mut Tx<'_>, lines: &[ledger::Line]) -> Result<About, DbError> {
    let mut about = About::default();
    let ids: Vec<Key<ClaimId>> = lines.iter().filter_map(|line| of(line, "claim")).map(Key).collect();
    type Deed = (Key<ClaimId>, Key<ProgrammeRulesId>, String, String, Option<Key<UserId>>);
    let deeds: Vec<Deed> = claims::table
        .filter(claims::id.eq_any(ids))
        .select((claims::id, claims::rules_id, claims::activity, claims::day, claims::person_id))
        .load(tx.db())?;
    let called = activity_names(tx, deeds.iter().map(|deed| deed.1.0))?;
    let mut people: Vec<UserId> = Vec::new();
    for (Key(id), Key(rules), activity, day, person) in deeds {
        let day = day.parse().map_err(DbError::damaged)?;
        let person = person.map(|Key(person)| person);
        people.extend(person);
        let name = called.get(&(rules, activity.clone())).cloned().unwrap_or(activity);
        about.claims.insert(id, (name, day, person));
    }
    let ids: Vec<Key<GiftId>> = lines.iter().filter_map(|line| of(line, "gift")).map(Key).collect();
    type Given = (Key<GiftId>, Key<UserId>, Key<UserId>, Option<String>);
    let given: Vec<Given> = gifts::table
        .filter(gifts::id.eq_any(ids))
        .select((gifts::id, gifts::giver_id, gifts::recipient_id, gifts::words))
        .load(tx.db())?;
    for (Key(id), Key(giver), Key(recipient), words) in given {
        people.extend([giver, recipient]);
        about.gifts.insert(id, (giver, recipient, words));
    }
    about.names = identity::names_of(tx, people)?;
    Ok(about)
}

fn tell(line: ledger::Line, about: &About, shared: bool) -> Line {
    let redemption: Option<RedemptionId> = of(&line, "redemption");
    let kind = match (line.kind.as_str(), line.amount > 0) {
        (kinds::CLAIM, _) => LineKind::Earned,
        (kinds::TAKEN_BACK, _) => LineKind::TakenBack,
        (kinds::GIFT, false) => LineKind::Given,
        (kinds::GIFT, true) => LineKind::Received,
        (kinds::EXPIRY, _) => LineKind::Expired,
        (_, false) if redemption.is_some() => LineKind::Redeemed,
        (_, true) if redemption.is_some() => LineKind::Returned,
        _ => LineKind::Other,
    };
    let name = |person: UserId| about.names.get(&person).cloned().unwrap_or_default();
    let claim: Option<ClaimId> = of(&line, "claim");
    let deed = claim.and_then(|id| about.claims.get(&id));
    let gift: Option<GiftId> = of(&line, "gift");
    let given = gift.and_then(|id| Some((id, about.gifts.get(&id)?)));
    let other = |(giver, recipient): (UserId, UserId)| if line.amount < 0 { recipient } else { giver };
    Line {
        posting: line.posting,
        entry: line.entry,
        at: line.at,
        points: line.amount,
        balance: line.balance,
        kind,
        claim: claim.and_then(|id| deed.map(|(activity, day, _)| (id, activity.clone(), *day))),
        earner: deed.and_then(|(_, _, person)| *person).filter(|_| shared).map(name),
        gift: given.map(|(id, (giver, recipient, words))| {
            (id, grants::mask(&name(other((*giver, *recipient)))), words.clone())
        }),
        redemption,
        cursor: line.cursor(),
    }
}
