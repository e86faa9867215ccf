//! Password hashing beside the handlers: on blocking threads, a few at a time, each takes 19 MiB.

use std::time::Duration;

use app::identity::{IdentityError, verify_password};
use contract::problems;
use tokio::sync::Semaphore;

use crate::ApiError;

/// Most hashes at once; more would only take memory, the processors are busy with these.
const HASHES_AT_ONCE_MAX: usize = 4;
/// How long a request waits for its turn before it is told that the server is busy.
const WAIT_MAX: Duration = Duration::from_secs(5);

static TURNS: Semaphore = Semaphore::const_new(HASHES_AT_ONCE_MAX);

/// Runs work that hashes.
pub(super) async fn hashing<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, IdentityError> + Send + 'static,
) -> Result<T, ApiError> {
    let busy = || ApiError::new(&problems::TEMPORARILY_UNAVAILABLE).retry_after(5);
    let turn = tokio::time::timeout(WAIT_MAX, TURNS.acquire()).await.map_err(|_| busy())?;
    let _turn = turn.map_err(ApiError::internal)?;
    let done = tokio::task::spawn_blocking(work).await.map_err(ApiError::internal)?;
    Ok(done?)
}

/// Whether a password is the hashed one; takes as long where there is none.
pub(super) async fn verify(password: String, hash: Option<String>) -> Result<bool, ApiError> {
    hashing(move || Ok(verify_password(&password, hash.as_deref()))).await
}
