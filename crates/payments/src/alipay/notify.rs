//! Notifications: <https://opendocs.alipay.com/open/194/103296>. Alipay sends one up to eight times within 25 hours.

use url::form_urlencoded;

use super::config::Config;
use super::sign::{self, Parameters};
use crate::beijing;
use crate::error::{PaymentError, SignatureFault};
use crate::intent::{OrderNumber, RefundNumber};
use crate::limits::CALLBACK_BYTES_MAX;
use crate::money::Fen;
use crate::outcome::{Event, Paid};

/// The most parameters of a notification.
const PARAMETERS_MAX: usize = 128;

/// Verifies a notification and reads it.
///
/// # Errors
///
/// [`PaymentError::TooLong`], [`PaymentError::Signature`], [`PaymentError::NotOurs`], [`PaymentError::Malformed`].
pub(crate) fn read(body: &[u8], config: &Config) -> Result<Event, PaymentError> {
    if body.len() > CALLBACK_BYTES_MAX {
        return Err(PaymentError::TooLong { bytes_max: CALLBACK_BYTES_MAX });
    }
    let parameters = parse(body)?;
    verify(&parameters, config)?;
    let get = |name: &str| parameters.get(name).map(String::as_str).filter(|value| !value.is_empty());
    if get("app_id") != Some(&config.app_id) {
        return Err(PaymentError::NotOurs("another application"));
    }
    if get("seller_id") != Some(&config.seller_id) {
        return Err(PaymentError::NotOurs("another merchant"));
    }
    let number = get("out_trade_no").and_then(|number| OrderNumber::new(number).ok());
    let number = number.ok_or(PaymentError::NotOurs("another system's order"))?;
    // A refund has the state of its trade, and a time of its own.
    if get("gmt_refund").is_some() {
        let refund = get("out_biz_no").and_then(|refund| RefundNumber::new(refund).ok());
        return Ok(Event::RefundSeen { order: number, number: refund });
    }
    match get("trade_status") {
        Some("TRADE_SUCCESS" | "TRADE_FINISHED") => {
            const MISSING: PaymentError =
                PaymentError::Malformed("a payment lacks its number, its amount or its time");
            let amount = Fen::from_yuan(get("total_amount").ok_or(MISSING)?)?;
            let paid_at = beijing::read(get("gmt_payment").ok_or(MISSING)?)?;
            Ok(Event::Paid(Paid {
                number,
                transaction: get("trade_no").ok_or(MISSING)?.to_owned(),
                amount,
                paid_at,
            }))
        }
        Some("WAIT_BUYER_PAY") => Ok(Event::Waiting(number)),
        Some("TRADE_CLOSED") => Ok(Event::Closed(number)),
        _ => Err(PaymentError::Malformed("the state of a payment is unknown")),
    }
}

/// Reads the form; a name that is there twice could be read in two ways, and is refused.
fn parse(body: &[u8]) -> Result<Parameters, PaymentError> {
    let mut parameters = Parameters::new();
    for (name, value) in form_urlencoded::parse(body) {
        if parameters.len() >= PARAMETERS_MAX
            || parameters.insert(name.into_owned(), value.into_owned()).is_some()
        {
            return Err(PaymentError::Malformed("a notification has too many parameters, or one twice"));
        }
    }
    Ok(parameters)
}

/// Checks the signature over all parameters but `sign` and `sign_type`.
fn verify(parameters: &Parameters, config: &Config) -> Result<(), PaymentError> {
    let signature = parameters.get("sign").ok_or(SignatureFault::Incomplete)?;
    if parameters.get("sign_type").is_some_and(|kind| kind != "RSA2") {
        return Err(SignatureFault::UnknownKey.into());
    }
    let signed = || parameters.iter().filter(|(name, _)| !matches!(name.as_str(), "sign" | "sign_type"));
    let whole = sign::text(signed());
    // Alipay's own libraries do not agree on whether empty ones count; an empty one says nothing either way.
    let without_empty = sign::text(signed().filter(|(_, value)| !value.is_empty()));
    let right = |text: &str| config.alipay_key.verifies(text.as_bytes(), signature);
    if right(&whole) || (without_empty != whole && right(&without_empty)) {
        Ok(())
    } else {
        Err(SignatureFault::Wrong.into())
    }
}
