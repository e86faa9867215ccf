//! The funds' accounts to the public, and what the auditor asks before they are signed.

use domain::{
    funds::{Disclosure, PeriodState, Signatory},
    ids::{FindingId, FundId},
    permissions::Actor,
};

use super::{Funds, Which, texts::payments as texts};
use crate::{
    db::{DbError, Tx},
    demo::DemoError,
    funds::{
        Error, Page,
        disclosures::{list, prepare, publish, sign},
        findings::{self, Filter},
    },
};

/// Findings of a fund that are looked at at a time: the story has fewer.
const FINDINGS: i64 = 100;

/// What is done about the periods that are over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AccountAct {
    /// The treasurer writes and signs them.
    Prepare,
    /// The office answers what the auditor asks.
    Answer,
    /// The auditor asks one of the answers again.
    AskAgain,
    /// The auditor takes the answers, and signs.
    Sign,
    /// The treasurer publishes them.
    Publish,
}

impl Funds<'_> {
    pub(super) async fn account(&self, which: Which, act: AccountAct) -> Result<(), DemoError> {
        let fund = self.fund(which)?;
        let (treasurer, auditor) = (&self.people.treasurer, &self.people.auditor);
        match act {
            AccountAct::Prepare => {
                self.write(treasurer, move |tx, who| -> Result<(), Error> {
                    for shown in list(tx, Some(who), fund)? {
                        if matches!(shown.state, PeriodState::Awaited | PeriodState::Overdue) {
                            let made = prepare(tx, who, fund, shown.period.from, texts::NOTE)?;
                            let (id, read) = (made.stored.disclosure.id, made.stored.disclosure.document);
                            sign(tx, who, id, Signatory::Treasurer, read)?;
                        }
                    }
                    Ok(())
                })
                .await
            }
            AccountAct::Answer => self.answer_findings(which).await,
            AccountAct::AskAgain => {
                let asked = self.findings(which, "answered").await?;
                let Some(id) = asked.first().copied() else { return Ok(()) };
                let again = Some(texts::ASKED_AGAIN);
                self.write(auditor, move |tx, who| findings::judge(tx, who, id, false, again)).await
            }
            AccountAct::Sign => {
                for id in self.findings(which, "answered").await? {
                    self.write(auditor, move |tx, who| findings::judge(tx, who, id, true, None)).await?;
                }
                self.write(auditor, move |tx, who| -> Result<(), Error> {
                    for waiting in unpublished(tx, who, fund)? {
                        sign(tx, who, waiting.id, Signatory::Auditor, waiting.document)?;
                    }
                    Ok(())
                })
                .await
            }
            AccountAct::Publish => {
                self.write(treasurer, move |tx, who| -> Result<(), Error> {
                    for waiting in unpublished(tx, who, fund)? {
                        publish(tx, who, waiting.id)?;
                    }
                    Ok(())
                })
                .await
            }
        }
    }

    /// What the auditor asks of a fund: in a state, the earliest first.
    async fn findings(&self, which: Which, state: &'static str) -> Result<Vec<FindingId>, DemoError> {
        let fund = self.fund(which)?;
        let filter = Filter { state: Some(state), kind: None };
        let page = Page { after: None, limit: FINDINGS };
        let find = move |tx: &mut Tx<'_>, who: &Actor| findings::list(tx, who, fund, &filter, page);
        let found = self.write(&self.people.auditor, find).await?;
        Ok(found.iter().rev().map(|stored| stored.finding.id).collect())
    }

    async fn answer_findings(&self, which: Which) -> Result<(), DemoError> {
        for id in self.findings(which, "open").await? {
            self.write(self.office(which), move |tx, who| -> Result<(), Error> {
                let kind = findings::finding(tx, who, id)?.stored.finding.found.kind;
                findings::answer(tx, who, id, texts::answer(kind))
            })
            .await?;
        }
        Ok(())
    }
}

/// The accounts of a fund that wait to be signed or published.
fn unpublished(tx: &mut Tx<'_>, who: &Actor, fund: FundId) -> Result<Vec<Disclosure>, DbError> {
    let waiting = list(tx, Some(who), fund)?.into_iter().filter(|shown| shown.published_on.is_none());
    Ok(waiting.filter_map(|shown| shown.disclosure).map(|stored| stored.disclosure).collect())
}
