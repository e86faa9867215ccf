//! The awards of a half-year, paid to the villages by the town's fund.

use domain::{
    funds::{Amount, committee::Matter},
    ids::{DisbursementId, SettlementId},
    permissions::Actor,
};

use super::{
    Funds, Which, purpose,
    votes::{Answers, Ask},
};
use crate::{
    areas,
    db::{DbError, Tx},
    demo::{DemoError, value},
    funds::{
        Error,
        payouts::{self, NewPayout},
    },
    inspections::settlements,
};

/// The line of the fund's budget, and what the money for it is restricted to.
const LINE: u16 = 4;
const PURPOSE: &str = "environment";
/// What the committee is asked, and why.
const TITLE: &str = "发放半年度人居环境评比奖励";
const WHY: &str = "结算结果已经公布，申诉已经处理完毕，奖励从县级以奖代补资金里列支。";

/// What happens to the awards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PayoutAct {
    /// The office asks the committee.
    Put,
    Vote,
    /// The office proposes them all.
    Propose,
    Approve,
    Pay,
}

impl Funds<'_> {
    pub(super) async fn payout(&mut self, act: PayoutAct) -> Result<(), DemoError> {
        match act {
            PayoutAct::Put => {
                let (_, most) = self.settled().await?;
                self.ask(Ask::Awards, (TITLE, WHY), Matter::Spending { most }).await
            }
            PayoutAct::Vote => self.answer(Ask::Awards, Answers::Yes).await,
            PayoutAct::Propose => {
                self.made.awards = self.propose_awards().await?;
                Ok(())
            }
            PayoutAct::Approve => {
                for id in &self.made.awards {
                    self.approve(Which::Town, *id).await?;
                }
                Ok(())
            }
            PayoutAct::Pay => {
                for id in &self.made.awards {
                    self.pay(*id).await?;
                }
                Ok(())
            }
        }
    }

    /// The latest settlement of the town, and what it comes to.
    async fn settled(&self) -> Result<(SettlementId, Amount), DemoError> {
        let town = self.areas.get(&Which::Town).copied().ok_or(DbError::NotFound)?;
        let find = move |tx: &mut Tx<'_>| -> Result<(SettlementId, i64), DbError> {
            let path = areas::area(tx, town)?.path;
            let latest = settlements::list(tx, &path)?.into_iter().next().ok_or(DbError::NotFound)?;
            let lines = settlements::settlement(tx, latest.id)?.settlement.lines;
            Ok((latest.id, lines.iter().map(|line| line.total_fen).sum()))
        };
        let (id, total) = self.system(find).await?;
        Ok((id, Amount::new(total).map_err(value)?))
    }

    async fn propose_awards(&self) -> Result<Vec<DisbursementId>, DemoError> {
        let (fund, settlement) = (self.fund(Which::Town)?, self.settled().await?.0);
        let new = NewPayout {
            settlement,
            title: TITLE.to_owned(),
            line: LINE,
            purpose: Some(purpose(PURPOSE)?),
            resolution: Some(self.voted(Ask::Awards)?),
        };
        let make = move |tx: &mut Tx<'_>, who: &Actor| -> Result<Vec<DisbursementId>, Error> {
            let id = payouts::make(tx, who, fund, &new)?;
            let items = payouts::payout(tx, who, id)?.items;
            Ok(items.into_iter().map(|item| item.stored.id).collect())
        };
        self.write(&self.people.official, make).await
    }
}
