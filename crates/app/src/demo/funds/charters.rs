//! The funds' charters: with what they begin, and how the town's is amended by its committee.

use chrono::TimeDelta;
use domain::{
    funds::{Amount, FundRules, RoleLimit, Share, Step, Threshold, committee::Matter},
    permissions::Role,
    town_time,
};

use super::{
    Funds, Which,
    texts::{charters as texts, funds::Words},
    votes::{Answers, Ask},
    yuan,
};
use crate::{
    demo::{DemoError, value},
    funds::{
        Error,
        charters::{Content, charter, draft},
        resolutions::adopt,
    },
};

/// How the town's charter is amended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Amendment {
    /// It is written and put to the vote.
    Put,
    /// Members vote, and it is decided.
    Vote,
    /// It comes into force on a day to come.
    Adopt,
}

/// Up to how much anybody takes a step, and above how much the committee decides.
const fn limits(which: Which) -> (Amount, Amount) {
    match which {
        Which::Town => (yuan(200_000), yuan(50_000)),
        Which::Community => (yuan(60_000), yuan(20_000)),
        Which::Village => (yuan(30_000), yuan(5_000)),
    }
}

fn rules(which: Which) -> Result<FundRules, DemoError> {
    let (max, above) = limits(which);
    let limit = |role, step| RoleLimit { role, step, max };
    let two_thirds = Threshold::AtLeast(Share::new(2, 3).map_err(value)?);
    Ok(FundRules {
        limits: vec![
            limit(Role::Official, Step::Propose),
            limit(Role::CouncilMember, Step::Approve),
            limit(Role::Treasurer, Step::Pay),
        ],
        resolution_above_fen: above.fen(),
        quorum: two_thirds,
        ordinary: Threshold::MoreThan(Share::new(1, 2).map_err(value)?),
        special: two_thirds,
        unrecused_min: FundRules::UNRECUSED_MIN,
        term_months_max: 36,
        comment_days: 7,
        rating_days: if which == Which::Village { 10 } else { 14 },
        disclosure_months: 3,
        disclosure_days: 15,
    })
}

/// The charter with which a fund begins.
pub(super) fn first(which: Which) -> Result<Content, DemoError> {
    let (title, document) = (Words::of(which).charter.to_owned(), texts::document(which));
    Ok(Content { title, document, rules: rules(which)? })
}

/// The town's next one: residents get as long to rate as villages have, and the committee hears of less.
fn second() -> Result<Content, DemoError> {
    let rules =
        FundRules { resolution_above_fen: yuan(40_000).fen(), rating_days: 10, ..rules(Which::Town)? };
    let title = format!("{}（修订）", Words::of(Which::Town).charter);
    Ok(Content { title, document: texts::amended(), rules })
}

impl Funds<'_> {
    pub(super) async fn amend(&mut self, step: Amendment) -> Result<(), DemoError> {
        let (fund, official) = (self.fund(Which::Town)?, &self.people.official);
        match step {
            Amendment::Put => {
                let content = second()?;
                let drafted = self.write(official, move |tx, who| draft(tx, who, fund, &content)).await?;
                let charter = drafted.charter.id;
                self.made.amendment = Some(charter);
                let (title, reason) = (texts::AMENDING, texts::WHY);
                self.ask(Ask::Charter, (title, reason), Matter::Charter { charter }).await
            }
            Amendment::Vote => self.answer(Ask::Charter, Answers::OneAbstains).await,
            Amendment::Adopt => {
                let id = self.made.amendment.ok_or_else(|| value("no draft of a charter"))?;
                let by = self.voted(Ask::Charter)?;
                self.write(official, move |tx, who| -> Result<(), Error> {
                    let version = charter(tx, Some(who), id)?.version;
                    let from = town_time::date(tx.now() + TimeDelta::days(2));
                    adopt(tx, who, id, version, (by, from)).map(drop)
                })
                .await
            }
        }
    }
}
