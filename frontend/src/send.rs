//! Sending: what is wrong stays on the form with everything that was typed; what was done is said.

use std::future::Future;

use client::{Client, ClientError};
use contract::problems::fields;
use leptos::prelude::*;
use validator::Validate;
use wasm_bindgen_futures::spawn_local;

use crate::{
    components::{FormState, Toasts},
    i18n,
    session::Session,
};

/// Shows what the contract's rules say against a request. Says whether something is.
pub fn refused(state: FormState, request: &impl Validate) -> bool {
    match request.validate() {
        Ok(()) => false,
        Err(errors) => state.refuse_fields(fields::problems(&errors, untrack(i18n::lang))),
    }
}

/// Sends a form.
pub fn send<T, Fut>(
    session: Session,
    state: FormState,
    ask: impl Fn(Client) -> Fut + 'static,
    then: impl FnOnce(T) + 'static,
) where
    T: 'static,
    Fut: Future<Output = Result<T, ClientError>> + 'static,
{
    state.busy.set(true);
    spawn_local(async move {
        match session.call(ask).await {
            Ok(answer) => {
                state.accept();
                then(answer);
            }
            Err(failure) => state.refuse(failure),
        }
    });
}

/// Does what a button stands for; where it fails, says why in a passing message.
pub fn press<T, Fut>(
    session: Session,
    toasts: Toasts,
    busy: RwSignal<bool>,
    ask: impl Fn(Client) -> Fut + 'static,
    then: impl FnOnce(T) + 'static,
) where
    T: 'static,
    Fut: Future<Output = Result<T, ClientError>> + 'static,
{
    busy.set(true);
    spawn_local(async move {
        let answer = session.call(ask).await;
        // The page may be gone by now.
        let _ = busy.try_set(false);
        match answer {
            Ok(answer) => then(answer),
            Err(failure) => toasts.say(failure.detail),
        }
    });
}
