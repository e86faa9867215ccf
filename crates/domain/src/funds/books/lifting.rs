//! A donor lets go of a restriction.

use std::collections::BTreeMap;

use crate::{
    funds::{
        Amount,
        income::{Form, Income, IncomeState},
    },
    ids::{DonorId, FundId, IncomeId, LiftingId},
    journal::NodeHash,
    ledger::Purpose,
};

/// What a donor lets be used for something else than they had said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifting {
    /// Its id.
    pub id: LiftingId,
    /// Of which fund.
    pub fund: FundId,
    /// Of which gift.
    pub income: IncomeId,
    /// The restriction that is lifted.
    pub from: Purpose,
    /// The new one; none where the money is free from now on.
    pub to: Option<Purpose>,
    /// How much of the gift.
    pub most: Amount,
    /// How much was moved by it, in fen.
    pub used_fen: i64,
    /// The SHA-256 of the donor's consent.
    pub consent: NodeHash,
}

/// Why a restriction is not lifted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LiftingError {
    /// Nothing was restricted, or the fund does not have it (any more), or it is no money.
    #[error("there is no restricted money of this gift in the fund")]
    NotRestricted,
    /// Somebody else gave it.
    #[error("only who gave something lifts its restriction")]
    NotDonor,
    /// It goes from and to the same purpose.
    #[error("the new purpose is another one")]
    SamePurpose,
    /// It is more than what is left of the gift.
    #[error("{left} fen are left of this gift")]
    MoreThanLeft {
        /// How much, in fen.
        left: i64,
    },
    /// It is another fund's.
    #[error("the donor's consent is about another fund")]
    OtherFund,
    /// The donor said something else.
    #[error("the donor let this be used for something else")]
    OtherPurpose,
    /// Less is left of it.
    #[error("{left} fen are left of what the donor let go")]
    UsedUp {
        /// How much, in fen.
        left: i64,
    },
}

/// What a donor says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// Who.
    pub donor: DonorId,
    /// The new purpose; none for any.
    pub to: Option<Purpose>,
    /// How much.
    pub most: Amount,
    /// The SHA-256 of what they signed.
    pub document: NodeHash,
}

impl Lifting {
    /// Notes a donor's consent. `left` fen are neither spent nor lifted of the gift, see [`unspent`]: nobody lets go of what
    /// others gave.
    ///
    /// # Errors
    /// [`LiftingError::NotRestricted`], [`LiftingError::NotDonor`], [`LiftingError::SamePurpose`],
    /// [`LiftingError::MoreThanLeft`].
    pub fn of(id: LiftingId, gift: &Income, left: i64, consent: Consent) -> Result<Self, LiftingError> {
        let here = gift.state == IncomeState::Received && gift.form == Form::Money;
        let from = gift.purpose.clone().filter(|_| here).ok_or(LiftingError::NotRestricted)?;
        if gift.source.donor().map(|donor| donor.id) != Some(consent.donor) {
            return Err(LiftingError::NotDonor);
        }
        if consent.to.as_ref() == Some(&from) {
            return Err(LiftingError::SamePurpose);
        }
        let left = left.clamp(0, gift.amount.fen());
        if consent.most.fen() > left {
            return Err(LiftingError::MoreThanLeft { left });
        }
        let Consent { to, most, document, .. } = consent;
        let (fund, income) = (gift.fund, gift.id);
        Ok(Self { id, fund, income, from, to, most, used_fen: 0, consent: document })
    }

    /// Takes so much of it.
    ///
    /// # Errors
    /// [`LiftingError::OtherFund`], [`LiftingError::OtherPurpose`], [`LiftingError::UsedUp`].
    pub fn take(
        self,
        fund: FundId,
        (from, to): (&Purpose, Option<&Purpose>),
        amount: Amount,
    ) -> Result<Self, LiftingError> {
        if self.fund != fund {
            return Err(LiftingError::OtherFund);
        }
        if (&self.from, self.to.as_ref()) != (from, to) {
            return Err(LiftingError::OtherPurpose);
        }
        let left = self.most.fen().saturating_sub(self.used_fen);
        if amount.fen() > left {
            return Err(LiftingError::UsedUp { left });
        }
        Ok(Self { used_fen: self.used_fen + amount.fen(), ..self })
    }
}

/// What is left of what the committee set aside for a purpose, in fen: `aside_fen` is what it set aside less what it freed again,
/// `restricted_fen` what donors gave for the purpose, and what was there for it when the books began. What the committee set aside
/// is spent first, so that freeing it never takes what donors gave.
#[must_use]
pub fn set_aside_left(aside_fen: i64, restricted_fen: i64, cash_fen: i64) -> i64 {
    cash_fen.saturating_sub(restricted_fen.max(0)).clamp(0, aside_fen.max(0))
}

/// What is left of each gift for a purpose, in fen, of which `cash_fen` are left in all. `gifts` come in the order in which
/// they were received, less what was lifted of each; the cash is without what was lifted and not moved yet. What came first
/// is spent first.
#[must_use]
pub fn unspent(gifts: &[(IncomeId, i64)], cash_fen: i64) -> BTreeMap<IncomeId, i64> {
    let mut left = cash_fen.max(0);
    let mut found = BTreeMap::new();
    for (gift, fen) in gifts.iter().rev() {
        let of_it = (*fen).clamp(0, left);
        left -= of_it;
        found.insert(*gift, of_it);
    }
    found
}
