//! What may be spent on what: the lines of a budget, and how far each is used.

use std::collections::BTreeMap;

use crate::{funds::Amount, ledger::Purpose};

/// One line of a budget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetLine {
    /// How much may be spent on it.
    pub limit: Amount,
    /// What it serves: money that is restricted to this purpose, and free money, may be spent on it. On a line of no
    /// purpose only free money is.
    pub purpose: Option<Purpose>,
    /// What was approved and is not paid yet, in fen.
    pub reserved_fen: i64,
    /// What was paid and did not come back, in fen.
    pub spent_fen: i64,
}

/// Lines by their numbers, from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Budget {
    lines: BTreeMap<u16, BudgetLine>,
}

/// Why a budget does not allow something.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BudgetError {
    /// No lines, or too many.
    #[error("a budget has 1 to {} lines", Budget::LINES_MAX)]
    LineCount,
    /// There is no such line.
    #[error("the budget has no line {0}")]
    NoLine(u16),
    /// The money is restricted to something else than the line serves.
    #[error("money for {0} is not spent on this line")]
    Restricted(Purpose),
    /// It is more than is left of the line.
    #[error("{left} fen are left of this line")]
    Exceeded {
        /// How much, in fen.
        left: i64,
    },
    /// The line would be smaller than what was spent or approved.
    #[error("{used} fen of this line are spent or approved")]
    Used {
        /// How much, in fen.
        used: i64,
    },
    /// More would be paid, released or given back than was approved or paid.
    #[error("more than was approved or paid")]
    NotUsed,
    /// The lines come to more than may move.
    #[error("a budget comes to at most {} fen", Amount::FEN_MAX)]
    Total,
}

impl BudgetLine {
    /// What can still be approved, in fen.
    #[must_use]
    pub const fn left_fen(&self) -> i64 {
        self.limit.fen().saturating_sub(self.reserved_fen).saturating_sub(self.spent_fen)
    }

    /// Whether money of this restriction may be spent on it.
    ///
    /// # Errors
    /// [`BudgetError::Restricted`].
    pub fn admit(&self, purpose: Option<&Purpose>) -> Result<(), BudgetError> {
        match purpose {
            Some(restricted) if self.purpose.as_ref() != Some(restricted) => {
                Err(BudgetError::Restricted(restricted.clone()))
            }
            _ => Ok(()),
        }
    }
}

impl Budget {
    /// Most lines.
    pub const LINES_MAX: usize = 50;

    /// A budget of these lines, numbered from 1, of which nothing is used.
    ///
    /// # Errors
    /// [`BudgetError::LineCount`], [`BudgetError::Total`].
    pub fn new(lines: Vec<(Amount, Option<Purpose>)>) -> Result<Self, BudgetError> {
        if !(1..=Self::LINES_MAX).contains(&lines.len()) {
            return Err(BudgetError::LineCount);
        }
        let line = |(limit, purpose)| BudgetLine { limit, purpose, reserved_fen: 0, spent_fen: 0 };
        let budget = Self { lines: (1_u16..).zip(lines.into_iter().map(line)).collect() };
        budget.total()?;
        Ok(budget)
    }

    /// A budget as it was kept, with what of its lines is used.
    ///
    /// # Errors
    /// [`BudgetError::LineCount`], [`BudgetError::Total`].
    pub fn restore(lines: BTreeMap<u16, BudgetLine>) -> Result<Self, BudgetError> {
        if !(1..=Self::LINES_MAX).contains(&lines.len()) {
            return Err(BudgetError::LineCount);
        }
        let budget = Self { lines };
        budget.total()?;
        Ok(budget)
    }

    /// What its lines come to.
    ///
    /// # Errors
    /// [`BudgetError::Total`] where that is more than may move.
    pub fn total(&self) -> Result<Amount, BudgetError> {
        // Fifty amounts fit.
        let sum = self.lines.values().map(|line| line.limit.fen()).sum();
        Amount::new(sum).map_err(|_| BudgetError::Total)
    }

    /// The lines, by their numbers.
    #[must_use]
    pub const fn lines(&self) -> &BTreeMap<u16, BudgetLine> {
        &self.lines
    }

    /// Gives a line another limit; a new line where there is none with this number.
    ///
    /// # Errors
    /// [`BudgetError::Used`], [`BudgetError::LineCount`], [`BudgetError::Total`].
    pub fn revise(
        mut self,
        number: u16,
        limit: Amount,
        purpose: Option<Purpose>,
    ) -> Result<Self, BudgetError> {
        let new = BudgetLine { limit, purpose, reserved_fen: 0, spent_fen: 0 };
        let line = self.lines.entry(number).or_insert(new);
        let used = line.reserved_fen + line.spent_fen;
        if limit.fen() < used {
            return Err(BudgetError::Used { used });
        }
        line.limit = limit;
        if self.lines.len() > Self::LINES_MAX {
            return Err(BudgetError::LineCount);
        }
        self.total()?;
        Ok(self)
    }

    /// Sets aside what was approved.
    ///
    /// # Errors
    /// [`BudgetError::NoLine`], [`BudgetError::Restricted`], [`BudgetError::Exceeded`].
    pub fn reserve(
        self,
        number: u16,
        purpose: Option<&Purpose>,
        amount: Amount,
    ) -> Result<Self, BudgetError> {
        self.change(number, |line| {
            line.admit(purpose)?;
            let left = line.left_fen();
            if amount.fen() > left {
                return Err(BudgetError::Exceeded { left });
            }
            line.reserved_fen += amount.fen();
            Ok(())
        })
    }

    /// Counts as spent what was set aside.
    ///
    /// # Errors
    /// [`BudgetError::NoLine`], [`BudgetError::NotUsed`].
    pub fn spend(self, number: u16, amount: Amount) -> Result<Self, BudgetError> {
        self.change(number, |line| {
            take(&mut line.reserved_fen, amount)?;
            line.spent_fen += amount.fen();
            Ok(())
        })
    }

    /// Lets go of what was set aside and is not paid.
    ///
    /// # Errors
    /// [`BudgetError::NoLine`], [`BudgetError::NotUsed`].
    pub fn release(self, number: u16, amount: Amount) -> Result<Self, BudgetError> {
        self.change(number, |line| take(&mut line.reserved_fen, amount))
    }

    /// Lets be spent again what came back.
    ///
    /// # Errors
    /// [`BudgetError::NoLine`], [`BudgetError::NotUsed`].
    pub fn give_back(self, number: u16, amount: Amount) -> Result<Self, BudgetError> {
        self.change(number, |line| take(&mut line.spent_fen, amount))
    }

    fn change(
        mut self,
        number: u16,
        work: impl FnOnce(&mut BudgetLine) -> Result<(), BudgetError>,
    ) -> Result<Self, BudgetError> {
        work(self.lines.get_mut(&number).ok_or(BudgetError::NoLine(number))?)?;
        Ok(self)
    }
}

fn take(fen: &mut i64, amount: Amount) -> Result<(), BudgetError> {
    if *fen < amount.fen() {
        return Err(BudgetError::NotUsed);
    }
    *fen -= amount.fen();
    Ok(())
}
