//! What shows a payment to whoever began it without an account: derived from its id by the keyring, and kept nowhere.

use domain::ids::PaymentIntentId;
use subtle::ConstantTimeEq;

use crate::crypto::{Keyring, base64url};

const PURPOSE: &str = "payment_intents.token";

/// The token of a payment.
#[must_use]
pub fn token(keyring: &Keyring, id: PaymentIntentId) -> String {
    keyring.derive(PURPOSE, &id.to_string()).first().map(|derived| base64url(derived)).unwrap_or_default()
}

/// Whether a token is the payment's, also one that was handed out before the keys were rotated.
#[must_use]
pub fn is_token(keyring: &Keyring, id: PaymentIntentId, token: &str) -> bool {
    let all = keyring.derive(PURPOSE, &id.to_string());
    all.iter().any(|derived| base64url(derived).as_bytes().ct_eq(token.as_bytes()).into())
}
