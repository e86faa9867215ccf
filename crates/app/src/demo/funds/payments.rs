//! What leaves the funds: proposed by an office, approved by a member of the committee, paid by the treasurer.

use domain::{
    funds::{
        Amount, LineKey,
        disbursements::{InvoiceNumber, PayeeKind},
    },
    ids::{DisbursementId, PayeeId, ProjectId, ResolutionId},
    ledger::Purpose,
    permissions::Actor,
};

use super::{
    Funds, Which, pictures, purpose,
    texts::{payments::LINES, projects},
};
use crate::{
    db::{DbError, Tx},
    demo::{DemoError, value},
    funds::{
        disbursements::{self, NewDisbursement, NewInvoice},
        payees::{self, NewPayee},
        projects::project,
    },
    photos,
};

/// What is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Paid {
    /// Something on a line of a fund's own budget.
    Line(usize),
    /// An instalment of a project.
    Part(usize, usize),
}

/// A step of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PayAct {
    Propose,
    Approve,
    Pay,
    Refuse(&'static str),
    /// The treasurer's no, after it was approved.
    Return(&'static str),
    Withdraw,
    Reverse(&'static str),
}

/// The first digits of the numbers of invoices, which are as long as those of electronic ones.
const INVOICES_FROM: u64 = 11_000_000_000_000_000_000;
/// Invoices of a project are numbered from here on.
const OF_PROJECTS: u64 = 10_000;
/// Most instalments of a project.
const PARTS: u64 = 10;

/// What somebody asks for.
struct Asked {
    fund: Which,
    payee: (&'static str, bool),
    amount: Amount,
    title: String,
    line: LineKey,
    purpose: Option<Purpose>,
    milestone: Option<usize>,
    resolution: Option<ResolutionId>,
    /// The number of its invoice; none for an advance.
    invoice: Option<u64>,
}

impl Paid {
    /// The number of the invoice that is paid.
    pub(super) fn invoice(self) -> u64 {
        let wide = |number: usize| u64::try_from(number).unwrap_or(u64::MAX / 4);
        let serial = match self {
            Self::Line(index) => wide(LINES[index].same_invoice.unwrap_or(index)),
            Self::Part(index, part) => OF_PROJECTS + wide(index) * PARTS + wide(part),
        };
        INVOICES_FROM + serial
    }

    fn fund(self) -> Which {
        match self {
            Self::Line(index) => LINES[index].fund,
            Self::Part(index, _) => projects::of(index).fund,
        }
    }
}

impl Funds<'_> {
    pub(super) async fn payment(&mut self, of: Paid, act: PayAct) -> Result<(), DemoError> {
        let which = of.fund();
        if act == PayAct::Propose {
            let asked = self.asked(of).await?;
            let id = self.propose(asked).await?;
            self.made.paid.insert(of, id);
            return Ok(());
        }
        let id = self.made.paid.get(&of).copied().ok_or_else(|| value("a payment before its proposal"))?;
        match act {
            PayAct::Propose => Ok(()),
            PayAct::Approve => self.approve(which, id).await,
            PayAct::Pay => self.pay(id).await,
            PayAct::Refuse(why) => {
                let approver = self.approver(which);
                self.write(approver, move |tx, who| disbursements::refuse(tx, who, id, why)).await
            }
            PayAct::Return(why) => {
                let treasurer = &self.people.treasurer;
                self.write(treasurer, move |tx, who| disbursements::refuse(tx, who, id, why)).await
            }
            PayAct::Withdraw => {
                self.write(self.office(which), move |tx, who| disbursements::withdraw(tx, who, id)).await
            }
            PayAct::Reverse(why) => {
                let approver = self.approver(which);
                self.write(approver, move |tx, who| disbursements::reverse(tx, who, id, why)).await
            }
        }
    }

    /// Who approves what leaves a fund: the second of its committee.
    fn approver(&self, which: Which) -> &Actor {
        &self.council(which)[1]
    }

    pub(super) async fn approve(&self, which: Which, id: DisbursementId) -> Result<(), DemoError> {
        self.write(self.approver(which), move |tx, who| disbursements::approve(tx, who, id)).await
    }

    pub(super) async fn pay(&self, id: DisbursementId) -> Result<(), DemoError> {
        let reference = format!("网银回单 {}", self.db.now().format("%Y%m%d%H%M"));
        self.write(&self.people.treasurer, move |tx, who| disbursements::pay(tx, who, id, &reference)).await
    }

    async fn asked(&self, of: Paid) -> Result<Asked, DemoError> {
        match of {
            Paid::Line(index) => {
                let words = &LINES[index];
                Ok(Asked {
                    fund: words.fund,
                    payee: (words.payee, words.person),
                    amount: words.amount,
                    title: words.title.to_owned(),
                    line: LineKey { project: None, number: words.line },
                    purpose: words.purpose.map(purpose).transpose()?,
                    milestone: None,
                    resolution: None,
                    invoice: Some(of.invoice()),
                })
            }
            Paid::Part(index, part) => {
                let (words, id) = (projects::of(index), self.project(index)?);
                let number = u16::try_from(part + 1).map_err(value)?;
                let paid = &words.parts[part];
                Ok(Asked {
                    fund: words.fund,
                    payee: (words.supplier, false),
                    amount: paid.amount,
                    title: format!("{}：{}", words.title, paid.milestone),
                    line: LineKey { project: Some(id), number },
                    purpose: paid.purpose.map(purpose).transpose()?,
                    milestone: Some(part),
                    resolution: self.resolution_of(id).await?,
                    // The first is paid when the agreement is signed.
                    invoice: (part > 0).then(|| of.invoice()),
                })
            }
        }
    }

    pub(super) async fn resolution_of(&self, id: ProjectId) -> Result<Option<ResolutionId>, DemoError> {
        let find = move |tx: &mut Tx<'_>, who: &Actor| -> Result<_, DbError> {
            Ok(project(tx, Some(who), id)?.stored.head.resolution)
        };
        self.write(&self.people.official, find).await
    }

    async fn propose(&mut self, asked: Asked) -> Result<DisbursementId, DemoError> {
        let (fund, office) = (self.fund(asked.fund)?, self.office(asked.fund));
        let payee = self.payee(asked.fund, asked.payee).await?;
        let mut invoices = Vec::new();
        if let Some(number) = asked.invoice {
            let picture = self.invoice_picture(number).await?;
            let photo = self.photo(office, picture).await?;
            let (seller, amount) = (asked.payee.0.to_owned(), asked.amount);
            let number = InvoiceNumber::new(&number.to_string()).map_err(value)?;
            invoices.push(NewInvoice { number, seller, amount, photo });
        }
        let new = NewDisbursement {
            title: asked.title,
            line: asked.line,
            milestone: asked.milestone,
            purpose: asked.purpose,
            resolution: asked.resolution,
            payee,
            amount: asked.amount,
            invoices,
        };
        self.write(office, move |tx, who| disbursements::propose(tx, who, fund, &new)).await
    }

    /// The picture of an invoice: the same number has the same picture, and no other has it.
    pub(super) async fn invoice_picture(&mut self, number: u64) -> Result<photos::Content, DemoError> {
        if let Some(known) = self.made.papers.get(&number) {
            return Ok(*known);
        }
        let kept = self.picture(&pictures::invoice(number)?).await?;
        self.made.papers.insert(number, kept);
        Ok(kept)
    }

    async fn payee(
        &mut self,
        which: Which,
        (name, person): (&'static str, bool),
    ) -> Result<PayeeId, DemoError> {
        if let Some(known) = self.made.payees.get(&(which, name)) {
            return Ok(*known);
        }
        let fund = self.fund(which)?;
        let kind = if person { PayeeKind::Person } else { PayeeKind::Organisation };
        let new = NewPayee::Named(kind, name.to_owned());
        let add = move |tx: &mut Tx<'_>, who: &Actor| payees::add(tx, who, fund, &new);
        let id = self.write(self.office(which), add).await?.id;
        self.made.payees.insert((which, name), id);
        Ok(id)
    }
}
