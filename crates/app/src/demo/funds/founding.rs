//! The funds begin: charter, committee, purposes and what their books began with.

use chrono::Months;
use domain::{permissions::Actor, town_time};

use super::{
    Funds, Which, charters, purpose,
    texts::funds::{BOOKS, Words},
};
use crate::{
    db::Tx,
    demo::{DemoError, value},
    funds::{
        self, Error, NewFund,
        charters::{draft, found},
        committee::{self, NewSeat},
        findings::{self, Detectors},
        opening::{self, NewBalance},
    },
};

/// How long a member sits, in months.
const TERM_MONTHS: u32 = 36;
/// The awards that the town pays are round by their rules: what its auditor asks about is larger, in fen.
const TOWN_ROUND_MIN_FEN: i64 = 5_000_000;

impl Funds<'_> {
    /// A fund is founded by the town's office and opened; its treasurer brings in what was there.
    pub(super) async fn found(&mut self, which: Which) -> Result<(), DemoError> {
        let words = Words::of(which);
        let area = self.areas.get(&which).copied().ok_or_else(|| value("a fund without an area"))?;
        let grants: Vec<_> = self.council(which).iter().flat_map(|member| &member.grants).collect();
        let grants: Vec<_> = grants.into_iter().map(|grant| grant.id).collect();
        let named = |(code, name): &(&str, &'static str)| Ok::<_, DemoError>((purpose(code)?, *name));
        let purposes = words.purposes.iter().map(named).collect::<Result<Vec<_>, _>>()?;
        let charter = charters::first(which)?;
        let make = move |tx: &mut Tx<'_>, who: &Actor| -> Result<_, Error> {
            let (name, description) = (words.name.to_owned(), words.description.to_owned());
            let id = funds::create(tx, who, &NewFund { area, name, description })?;
            for (code, name) in purposes {
                funds::add_purpose(tx, who, id, code, name)?;
            }
            let charter = draft(tx, who, id, &charter)?;
            found(tx, who, charter.charter.id, charter.version)?;
            let from = town_time::date(tx.now());
            let until = from.checked_add_months(Months::new(TERM_MONTHS)).unwrap_or(from);
            for grant in grants {
                committee::fill(tx, who, id, NewSeat { grant, from, until })?;
            }
            let version = funds::fund(tx, Some(who), id)?.fund.version;
            funds::open(tx, who, id, version)?;
            Ok(id)
        };
        let id = self.write(&self.people.official, make).await?;
        self.made.funds.insert(which, id);
        for (code, amount) in words.balances {
            let purpose = code.map(purpose).transpose()?;
            let new = NewBalance { purpose, amount: *amount, note: BOOKS.to_owned() };
            self.write(&self.people.treasurer, move |tx, who| opening::bring(tx, who, id, &new)).await?;
        }
        if which == Which::Town {
            let new = Detectors { round_min_fen: TOWN_ROUND_MIN_FEN, ..Detectors::default() };
            self.write(&self.people.auditor, move |tx, who| findings::set(tx, who, id, new)).await?;
        }
        Ok(())
    }
}
