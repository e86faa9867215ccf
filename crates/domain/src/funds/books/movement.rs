//! What moves between a fund's accounts, and the posting of the one ledger that it becomes.

use super::{FundAccount, Lifting, LiftingError, LineKey};
use crate::{
    funds::{
        Amount,
        committee::{Resolution, ResolutionError},
        income::{Form, SourceKind},
    },
    ids::{FundId, LedgerAccountId, ProjectId},
    ledger::{Entry, NewPosting, Purpose, Unit},
};

/// Money or goods that go from one account of a fund to another, in fen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    /// Where it is taken from.
    pub from: FundAccount,
    /// Where it goes.
    pub to: FundAccount,
    /// How much.
    pub amount: Amount,
    /// What it is for: what the ledger compares with the restriction of the account it takes from.
    pub purpose: Option<Purpose>,
}

/// Why nothing moves.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MovementError {
    /// The ledger has no account for this.
    #[error("the ledger has no account {0}")]
    Missing(String),
    /// It goes where it is.
    #[error("what is restricted to a purpose goes to another one")]
    SamePurpose,
    /// The donor did not let go of it, or of less.
    #[error(transparent)]
    Lifting(#[from] LiftingError),
    /// Less of what is there was set aside by the committee and is not spent.
    #[error("{left} fen of what the committee set aside are left")]
    MoreThanSetAside {
        /// How much, in fen.
        left: i64,
    },
    /// The committee did not decide on it.
    #[error(transparent)]
    Resolution(#[from] ResolutionError),
}

impl Movement {
    /// What comes in: into the cash, or the goods, of its purpose.
    #[must_use]
    pub fn income(source: SourceKind, form: Form, purpose: Option<Purpose>, amount: Amount) -> Self {
        let (from, to) = match form {
            Form::Money => (FundAccount::Income(source, purpose.clone()), FundAccount::Cash(purpose.clone())),
            Form::InKind => {
                (FundAccount::InKind(source, purpose.clone()), FundAccount::Goods(purpose.clone()))
            }
        };
        Self { from, to, amount, purpose }
    }

    /// What was there for a purpose when the books began.
    #[must_use]
    pub fn opening(purpose: Option<Purpose>, amount: Amount) -> Self {
        let (from, to) = (FundAccount::Opening(purpose.clone()), FundAccount::Cash(purpose.clone()));
        Self { from, to, amount, purpose }
    }

    /// What is paid on a budget line, out of the cash of a purpose. Held at the approval, committed at the payment.
    #[must_use]
    pub fn disbursement(line: LineKey, purpose: Option<Purpose>, amount: Amount) -> Self {
        let (from, to) = (FundAccount::Cash(purpose.clone()), FundAccount::Expense(line, purpose.clone()));
        Self { from, to, amount, purpose }
    }

    /// Goods that are handed out.
    #[must_use]
    pub fn hand_out(project: Option<ProjectId>, purpose: Option<Purpose>, amount: Amount) -> Self {
        let (from, to) =
            (FundAccount::Goods(purpose.clone()), FundAccount::HandedOut(project, purpose.clone()));
        Self { from, to, amount, purpose }
    }

    /// Sets aside for a purpose what nobody restricted, by the committee's decision.
    ///
    /// # Errors
    /// [`MovementError::Resolution`].
    pub fn earmark(
        fund: FundId,
        to: Purpose,
        amount: Amount,
        by: Resolution,
    ) -> Result<(Self, Resolution), MovementError> {
        let by = by.take_earmark(fund, &to, amount)?;
        let (from, to) = (FundAccount::Cash(None), FundAccount::Cash(Some(to)));
        Ok((Self { from, to, amount, purpose: None }, by))
    }

    /// Frees again what the committee had set aside for a purpose, by its decision: as far as that is left, see [`set_aside_left`].
    ///
    /// [`set_aside_left`]: super::set_aside_left
    ///
    /// # Errors
    /// [`MovementError::MoreThanSetAside`], [`MovementError::Resolution`].
    pub fn release(
        fund: FundId,
        from: Purpose,
        amount: Amount,
        left: i64,
        by: Resolution,
    ) -> Result<(Self, Resolution), MovementError> {
        let by = by.take_release(fund, &from, amount)?;
        if amount.fen() > left {
            return Err(MovementError::MoreThanSetAside { left });
        }
        let cash = FundAccount::Cash(Some(from.clone()));
        Ok((Self { from: cash, to: FundAccount::Cash(None), amount, purpose: Some(from) }, by))
    }

    /// Moves what a donor restricted to another purpose, or frees it: as far as that donor lets go of it and the committee decides
    /// so, and no further.
    ///
    /// # Errors
    /// [`MovementError::SamePurpose`], [`MovementError::Lifting`], [`MovementError::Resolution`].
    pub fn transfer(
        fund: FundId,
        (from, to): (Purpose, Option<Purpose>),
        amount: Amount,
        lifting: Lifting,
        by: Resolution,
    ) -> Result<(Self, Lifting, Resolution), MovementError> {
        if to.as_ref() == Some(&from) {
            return Err(MovementError::SamePurpose);
        }
        let by = by.take_lifting(fund, &from, amount)?;
        let lifting = lifting.take(fund, (&from, to.as_ref()), amount)?;
        let (cash, to) = (FundAccount::Cash(Some(from.clone())), FundAccount::Cash(to));
        Ok((Self { from: cash, to, amount, purpose: Some(from) }, lifting, by))
    }

    /// The way back. Of the ledger's own reversals the purpose stays the same, and so it does here: both cash and expense
    /// are of one purpose. A transfer between purposes is not reversed; it needs a ground of its own to go back.
    #[must_use]
    pub fn reversed(self) -> Self {
        Self { from: self.to, to: self.from, ..self }
    }

    /// The posting, in fen, with the accounts that `id` knows.
    ///
    /// # Errors
    /// [`MovementError::Missing`] where it does not know one.
    pub fn posting(
        &self,
        id: impl Fn(&FundAccount) -> Option<LedgerAccountId>,
    ) -> Result<NewPosting, MovementError> {
        let entry = |account: &FundAccount, amount| {
            let found = id(account).ok_or_else(|| MovementError::Missing(account.code()))?;
            Ok::<_, MovementError>(Entry { account: found, amount })
        };
        let entries = vec![entry(&self.from, -self.amount.fen())?, entry(&self.to, self.amount.fen())?];
        Ok(NewPosting { unit: Unit::Fen, purpose: self.purpose.clone(), entries })
    }
}
