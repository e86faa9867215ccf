//! Asking the server, whatever the answer is. The code of it exists once: an answer comes with what is to be done with
//! it. Written anew for the answer of every page it was a twentieth of the app.

use std::{cell::Cell, future::Future, pin::Pin, rc::Rc};

use client::{Client, ClientError};

use crate::{failure::Failure, session::Session};

/// Puts an answer where it belongs.
pub type Keep = Box<dyn FnOnce()>;

/// An answer on its way.
pub type Asked<E> = Pin<Box<dyn Future<Output = Result<Keep, E>>>>;

/// What is asked; once more where the token was over.
pub type Question = Rc<dyn Fn(Client) -> Asked<ClientError>>;

/// An answer on its way, with what is to be done with it.
pub fn kept<T, E>(
    answer: impl Future<Output = Result<T, E>> + 'static,
    keep: impl FnOnce(T) + 'static,
) -> Asked<E>
where
    T: 'static,
{
    Box::pin(async move { answer.await.map(|value| Box::new(move || keep(value)) as Keep) })
}

/// A question whose answer somebody waits for once.
pub fn question<T, F>(ask: impl Fn(Client) -> F + 'static, done: impl FnOnce(T) + 'static) -> Question
where
    T: 'static,
    F: Future<Output = Result<T, ClientError>> + 'static,
{
    let done = Rc::new(Cell::new(Some(done)));
    Rc::new(move |client| {
        let done = Rc::clone(&done);
        kept(ask(client), move |value| {
            if let Some(done) = done.take() {
                done(value);
            }
        })
    })
}

/// Asks by way of the session.
///
/// # Errors
/// What the server says, or that it was not reached.
pub async fn call(session: Session, question: Question) -> Result<Keep, Failure> {
    session.call(|client| question(client)).await
}
