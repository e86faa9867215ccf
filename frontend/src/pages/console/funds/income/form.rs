//! Something that is to come in while somebody types it.

use contract::{
    funds::{IncomeSource, RegisterIncome},
    problems::{FieldProblem, fields},
};
use domain::{
    funds::income::{Channel, Form, SourceKind},
    journal::NodeHash,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    i18n::{self, funds},
    pages::funds::amount::{self, wrong},
};

/// It as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Typed {
    pub(super) source: String,
    pub(super) donor: String,
    pub(super) named: bool,
    pub(super) document: String,
    pub(super) agreement: String,
    pub(super) form: String,
    pub(super) amount: String,
    pub(super) purpose: String,
    pub(super) channel: String,
    pub(super) note: String,
}

impl Typed {
    /// To begin with: a gift of money at the counter.
    pub(super) fn ready() -> Self {
        Self {
            source: SourceKind::Donation.as_str().to_owned(),
            form: Form::Money.as_str().to_owned(),
            channel: Channel::Counter.as_str().to_owned(),
            ..Self::default()
        }
    }

    /// As the server takes it.
    ///
    /// # Errors
    /// Everything that cannot be read, at once.
    pub(super) fn read(&self) -> Result<RegisterIncome, Vec<FieldProblem>> {
        let mut faults = Vec::new();
        let source = keep(self.source(), &mut faults);
        let amount_fen = keep(amount::read(&self.amount, "/amount_fen"), &mut faults);
        let form = Form::parse(&self.form).unwrap_or(Form::Money);
        // What is no money is handed in at the counter.
        let channel = Channel::parse(&self.channel).filter(|_| form == Form::Money);
        match (source, amount_fen) {
            (Some(source), Some(amount_fen)) => Ok(RegisterIncome {
                source,
                form,
                amount_fen,
                purpose: Some(self.purpose.clone()).filter(|code| !code.is_empty()),
                channel: channel.unwrap_or(Channel::Counter),
                note: self.note.trim().to_owned(),
            }),
            _ => Err(faults),
        }
    }

    fn source(&self) -> Result<IncomeSource, FieldProblem> {
        let missing = |pointer: &str| fields::problem(pointer, "required", untrack(i18n::lang), &[]);
        let donor = || self.donor.parse().map_err(|_| missing("/source/donor_id"));
        Ok(match SourceKind::parse(&self.source) {
            Some(SourceKind::Donation) => IncomeSource::Donation { donor_id: donor()?, named: self.named },
            Some(SourceKind::Subsidy) => IncomeSource::Subsidy { document: self.document.trim().to_owned() },
            Some(SourceKind::Sponsorship) => {
                let agreement = self.agreement.parse::<NodeHash>();
                IncomeSource::Sponsorship {
                    donor_id: donor()?,
                    named: self.named,
                    agreement: agreement
                        .map_err(|_| wrong("/source/agreement", funds::choose_agreement()))?,
                }
            }
            Some(SourceKind::SelfRaised) => IncomeSource::SelfRaised {},
            Some(SourceKind::Interest) => IncomeSource::Interest {},
            None => return Err(missing("/source")),
        })
    }
}

/// Keeps what could be read, and notes what could not.
fn keep<T>(read: Result<T, FieldProblem>, faults: &mut Vec<FieldProblem>) -> Option<T> {
    match read {
        Ok(value) => Some(value),
        Err(fault) => {
            faults.push(fault);
            None
        }
    }
}

/// The fields.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    pub(super) source: RwSignal<String>,
    pub(super) donor: RwSignal<String>,
    pub(super) named: RwSignal<bool>,
    pub(super) document: RwSignal<String>,
    pub(super) agreement: RwSignal<String>,
    pub(super) form: RwSignal<String>,
    pub(super) amount: RwSignal<String>,
    pub(super) purpose: RwSignal<String>,
    pub(super) channel: RwSignal<String>,
    pub(super) note: RwSignal<String>,
}

impl Fields {
    pub(super) fn of(typed: Typed) -> Self {
        let signal = RwSignal::new;
        Self {
            source: signal(typed.source),
            donor: signal(typed.donor),
            named: RwSignal::new(typed.named),
            document: signal(typed.document),
            agreement: signal(typed.agreement),
            form: signal(typed.form),
            amount: signal(typed.amount),
            purpose: signal(typed.purpose),
            channel: signal(typed.channel),
            note: signal(typed.note),
        }
    }

    /// What is typed; tracked.
    pub(super) fn typed(self) -> Typed {
        Typed {
            source: self.source.get(),
            donor: self.donor.get(),
            named: self.named.get(),
            document: self.document.get(),
            agreement: self.agreement.get(),
            form: self.form.get(),
            amount: self.amount.get(),
            purpose: self.purpose.get(),
            channel: self.channel.get(),
            note: self.note.get(),
        }
    }

    /// Whether it comes from there; tracked.
    pub(super) fn is(self, kinds: &[SourceKind]) -> bool {
        self.source.with(|word| SourceKind::parse(word).is_some_and(|kind| kinds.contains(&kind)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goods_come_over_the_counter_whatever_was_chosen_before() {
        let typed = Typed {
            source: "subsidy".into(),
            document: "2027-12".into(),
            form: "in_kind".into(),
            channel: "bank".into(),
            amount: "800".into(),
            ..Typed::ready()
        };
        let read = typed.read().unwrap();
        assert_eq!(
            (read.form, read.channel, read.amount_fen.fen()),
            (Form::InKind, Channel::Counter, 80_000)
        );
        assert_eq!(read.purpose, None);
    }

    #[test]
    fn everything_that_is_missing_is_named_at_once() {
        let pointers: Vec<String> =
            Typed::ready().read().unwrap_err().into_iter().map(|fault| fault.pointer).collect();
        assert_eq!(pointers, ["/source/donor_id", "/amount_fen"]);
    }
}
