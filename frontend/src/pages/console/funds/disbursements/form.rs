//! A payment while somebody types it.

use contract::{
    funds::{ProposeDisbursement, WriteInvoice},
    problems::{FieldProblem, fields},
};
use domain::ids::{PhotoId, ProjectId, ResolutionId};
use leptos::prelude::*;

use super::invoices::Typed as TypedInvoice;
use crate::{i18n, pages::funds::amount};

/// The fields, but for the invoices.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    pub(super) title: RwSignal<String>,
    /// For which project; empty for the fund's own budget.
    pub(super) project: RwSignal<String>,
    pub(super) line: RwSignal<String>,
    pub(super) milestone: RwSignal<String>,
    pub(super) purpose: RwSignal<String>,
    pub(super) resolution: RwSignal<String>,
    pub(super) payee: RwSignal<String>,
    pub(super) amount: RwSignal<String>,
}

impl Fields {
    pub(super) fn empty() -> Self {
        let signal = || RwSignal::new(String::new());
        Self {
            title: signal(),
            project: signal(),
            line: signal(),
            milestone: signal(),
            purpose: signal(),
            resolution: signal(),
            payee: signal(),
            amount: signal(),
        }
    }

    /// As the server takes it, with the pictures of the invoices. A project's resolution is the one that approved it.
    ///
    /// # Errors
    /// Everything that cannot be read, at once.
    pub(super) fn read(
        self,
        project_resolution: Option<ResolutionId>,
        invoices: &[(TypedInvoice, PhotoId)],
    ) -> Result<ProposeDisbursement, Vec<FieldProblem>> {
        let mut faults = Vec::new();
        let text = |signal: RwSignal<String>| signal.with_untracked(|text| text.trim().to_owned());
        let missing = |pointer: &str| fields::problem(pointer, "required", untrack(i18n::lang), &[]);
        let line = text(self.line).parse().map_err(|_| faults.push(missing("/line"))).ok();
        let payee_id = text(self.payee).parse().map_err(|_| faults.push(missing("/payee_id"))).ok();
        let amount_fen =
            amount::read(&text(self.amount), "/amount_fen").map_err(|fault| faults.push(fault)).ok();
        let project_id: Option<ProjectId> = text(self.project).parse().ok();
        let milestone = project_id.and_then(|_| text(self.milestone).parse().ok());
        if project_id.is_some() && milestone.is_none() {
            faults.push(missing("/milestone"));
        }
        let mut all = Vec::new();
        for (number, (typed, photo)) in invoices.iter().enumerate() {
            match typed.read(number, *photo) {
                Ok(invoice) => all.push(invoice),
                Err(fault) => faults.push(fault),
            }
        }
        let (Some(line), Some(payee_id), Some(amount_fen), true) =
            (line, payee_id, amount_fen, faults.is_empty())
        else {
            return Err(faults);
        };
        let chosen = text(self.resolution).parse().ok();
        Ok(ProposeDisbursement {
            title: text(self.title),
            project_id,
            line,
            milestone,
            purpose: Some(text(self.purpose)).filter(|code| !code.is_empty()),
            resolution_id: if project_id.is_some() { project_resolution } else { chosen },
            payee_id,
            amount_fen,
            invoices: all,
        })
    }
}

impl TypedInvoice {
    fn read(&self, number: usize, photo_id: PhotoId) -> Result<WriteInvoice, FieldProblem> {
        let amount_fen = amount::read(&self.amount, &format!("/invoices/{number}/amount_fen"))?;
        Ok(WriteInvoice {
            number: self.number.trim().to_owned(),
            seller: self.seller.trim().to_owned(),
            amount_fen,
            photo_id,
        })
    }
}
