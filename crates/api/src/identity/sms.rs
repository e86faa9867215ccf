//! Handing messages to the provider, without making anybody wait for it: how long an answer takes must not tell
//! whether a number is known.

use app::identity::SmsMessage;

use crate::State;

pub(super) fn send(state: &State, message: SmsMessage) {
    let sender = state.sms.clone();
    tokio::task::spawn_blocking(move || {
        if let Err(error) = sender.send(&message) {
            tracing::warn!(%error, to = message.phone.masked(), "an SMS was not sent");
        }
    });
}
