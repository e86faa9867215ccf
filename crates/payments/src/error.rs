//! What can go wrong between us and a provider.

use crate::limits;

/// Why a payment operation failed. No message holds a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaymentError {
    /// An amount is no number of fen in range, or no yuan with at most two decimals.
    #[error("an amount is from 0.01 to {}.00 yuan, in whole fen", limits::AMOUNT_FEN_MAX / 100)]
    Amount,
    /// An order's number does not suit every provider.
    #[error("an order's number has from {min} to {max} Latin letters, digits and underscores",
        min = limits::ORDER_NUMBER_CHARS_MIN, max = limits::ORDER_NUMBER_CHARS_MAX)]
    OrderNumber,
    /// A refund's number does not suit every provider.
    #[error("a refund's number has from 1 to {max} Latin letters, digits and underscores", max = limits::REFUND_NUMBER_CHARS_MAX)]
    RefundNumber,
    /// A description is empty, too long, or has characters that a provider refuses.
    #[error("a description has from 1 to {max} bytes, without control characters and / = &", max = limits::DESCRIPTION_BYTES_MAX)]
    Description,
    /// A refund's reason is too long or has control characters.
    #[error("a reason has at most {max} bytes, without control characters", max = limits::REASON_BYTES_MAX)]
    Reason,
    /// An intent expires too soon or too late for paying by scanning.
    #[error("a payment by scanning expires after {min} to {max} minutes", min = limits::SCAN_MINUTES_MIN, max = limits::SCAN_MINUTES_MAX)]
    Expiry,
    /// A key, a certificate or an address of the configuration cannot be used. Says which, never what it is.
    #[error("the configuration is wrong: {0}")]
    Configuration(&'static str),
    /// The provider was not reached, or broke off. What was asked for may or may not have happened: query.
    #[error("the provider was not reached: {0}")]
    Unreachable(&'static str),
    /// The provider is overloaded or faulty (HTTP 429 or 5xx, or a code of that meaning). Query, and try again later.
    #[error("the provider is busy: {code}")]
    Busy {
        /// Its code.
        code: String,
    },
    /// The provider said no.
    #[error("the provider refused: {code} ({message})")]
    Refused {
        /// Its code, such as `ACQ.TRADE_NOT_EXIST`.
        code: String,
        /// Its message.
        message: String,
        /// Whether the refusal was signed. What is not signed proves nothing, and decides nothing.
        signed: bool,
    },
    /// An answer or a callback is not signed, or not by the provider.
    #[error("the signature is not the provider's: {0}")]
    Signature(SignatureFault),
    /// What a provider sent is longer than allowed.
    #[error("what the provider sent is too long (at most {bytes_max} bytes)")]
    TooLong {
        /// How many bytes it may have.
        bytes_max: usize,
    },
    /// A signed message does not have the form of the protocol. Says what is wrong with it.
    #[error("the provider's message is malformed: {0}")]
    Malformed(&'static str),
    /// A ciphertext was not made with our key.
    #[error("the ciphertext was not made with our key")]
    Undecipherable,
    /// A signed message speaks of another merchant, application or order, or of another currency.
    #[error("the provider's message is not for us: {0}")]
    NotOurs(&'static str),
    /// There is no bill of that day (yet): without a payment there is none, and before about ten in the morning of the next day
    /// there may be none.
    #[error("there is no bill of that day (yet)")]
    NoBill,
    /// A bill is not the one that its hash was made of.
    #[error("the bill was changed on its way")]
    BillHash,
    /// The provider has no such operation: what is paid at the counter is confirmed by the treasurer.
    #[error("this is done by hand")]
    ByHand,
}

/// Why a signature does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureFault {
    /// A part of it is missing, or is there twice.
    #[error("a part of it is missing or repeated")]
    Incomplete,
    /// It is one of those that WeChat Pay sends to see whether they are refused.
    #[error("it is a probe")]
    Probe,
    /// It is older or newer than the clocks may differ.
    #[error("it is too old, or from the future")]
    Clock,
    /// It names a key that we do not have, or one that is out of its time.
    #[error("its key is unknown or out of its time")]
    UnknownKey,
    /// It was not made of this message with that key.
    #[error("it was not made of this message")]
    Wrong,
}

impl From<SignatureFault> for PaymentError {
    fn from(fault: SignatureFault) -> Self {
        Self::Signature(fault)
    }
}
