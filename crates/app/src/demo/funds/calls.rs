//! Calls for projects.

use domain::ids::ProposalCallId;

use super::{Funds, MORNING, purpose, texts::calls::CALLS};
use crate::{
    demo::{DemoError, value},
    funds::projects::{
        Error,
        calls::{self, Content},
    },
};

/// What the office does with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CallAct {
    Draft,
    Publish,
}

impl Funds<'_> {
    pub(super) async fn call(&mut self, index: usize, act: CallAct) -> Result<(), DemoError> {
        let words = &CALLS[index];
        match act {
            CallAct::Draft => {
                let fund = self.fund(words.fund)?;
                let content = Content {
                    title: words.title.to_owned(),
                    text: words.text.to_owned(),
                    purposes: words.purposes.iter().map(|code| purpose(code)).collect::<Result<_, _>>()?,
                    most: words.most,
                    opens: self.days.at(words.opens, MORNING),
                    closes: self.days.at(words.closes, 18 * 60),
                };
                let official = &self.people.official;
                let made = self.write(official, move |tx, who| calls::draft(tx, who, fund, &content)).await?;
                self.made.calls.insert(index, made.call.id);
                Ok(())
            }
            CallAct::Publish => {
                let id = self.call_at(index)?;
                self.write(&self.people.official, move |tx, who| -> Result<(), Error> {
                    let version = calls::call(tx, Some(who), id)?.version;
                    calls::publish(tx, who, id, version).map(drop)
                })
                .await
            }
        }
    }

    pub(super) fn call_at(&self, index: usize) -> Result<ProposalCallId, DemoError> {
        self.made.calls.get(&index).copied().ok_or_else(|| value("an answer before its call"))
    }
}
