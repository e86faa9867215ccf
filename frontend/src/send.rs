//! Sending: checked by the contract's own rules first, sent once; what is wrong stays on the form with everything that
//! was typed.

use std::future::Future;

use client::{Client, ClientError};
use contract::problems::{FieldProblem, fields};
use leptos::prelude::*;
use validator::Validate;
use wasm_bindgen_futures::spawn_local;

use crate::{
    asking::{Asked, Question, call, kept, question},
    components::{FormState, Toasts},
    failure::Failure,
    i18n,
    session::Session,
};

/// What is wrong with a form before anything is sent.
pub fn mistakes(body: &impl Validate) -> Vec<FieldProblem> {
    body.validate().err().map(|errors| fields::problems(&errors, untrack(i18n::lang))).unwrap_or_default()
}

/// Sends a form by way of the session itself; what was typed stays where it fails.
pub fn attempt<T, F>(
    state: FormState,
    body: &impl Validate,
    ask: impl FnOnce() -> F,
    done: impl FnOnce(T) + 'static,
) where
    T: 'static,
    F: Future<Output = Result<T, Failure>> + 'static,
{
    if !state.refuse_fields(mistakes(body)) {
        settle(state, kept(ask(), done));
    }
}

/// Sends a form as one call of the client.
pub fn send<B, T, F>(
    session: Session,
    state: FormState,
    body: B,
    ask: impl Fn(Client, B) -> F + 'static,
    done: impl FnOnce(T) + 'static,
) where
    B: Validate + Clone + 'static,
    T: 'static,
    F: Future<Output = Result<T, ClientError>> + 'static,
{
    if !state.refuse_fields(mistakes(&body)) {
        let question = question(move |client| ask(client, body.clone()), done);
        settle(state, Box::pin(call(session, question)));
    }
}

fn settle(state: FormState, asked: Asked<Failure>) {
    state.busy.set(true);
    spawn_local(async move {
        match asked.await {
            Ok(keep) => {
                state.accept();
                keep();
            }
            Err(failure) => state.refuse(failure),
        }
    });
}

/// Does what a button stands for; where it fails, says why in a passing message.
pub fn press<T, F>(
    session: Session,
    toasts: Toasts,
    busy: RwSignal<bool>,
    ask: impl Fn(Client) -> F + 'static,
    done: impl FnOnce(T) + 'static,
) where
    T: 'static,
    F: Future<Output = Result<T, ClientError>> + 'static,
{
    press_once(session, toasts, busy, question(ask, done));
}

fn press_once(session: Session, toasts: Toasts, busy: RwSignal<bool>, question: Question) {
    busy.set(true);
    spawn_local(async move {
        let answer = call(session, question).await;
        // The page may be gone by now.
        let _ = busy.try_set(false);
        match answer {
            Ok(keep) => keep(),
            Err(failure) => toasts.say(failure.detail),
        }
    });
}
