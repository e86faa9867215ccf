//! Files that are sent while they are written: memory does not grow with them, and who stops reading stops the writing.

use std::{
    fmt,
    io::{self, Write},
};

use actix_web::{
    HttpResponse,
    http::header,
    web::{Bytes, BytesMut},
};
use futures_util::{StreamExt, stream};
use tokio::sync::mpsc;

/// How much is gathered before it is sent.
const CHUNK_BYTES: usize = 64 * 1024;
/// Chunks that wait for a slow reader.
const CHUNKS_MAX: usize = 4;

/// Gathers what is written and hands it on.
struct Chunks {
    gathered: BytesMut,
    send: mpsc::Sender<Result<Bytes, io::Error>>,
}

impl Write for Chunks {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.gathered.extend_from_slice(bytes);
        if self.gathered.len() >= CHUNK_BYTES {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let chunk = self.gathered.split().freeze();
        if chunk.is_empty() {
            return Ok(());
        }
        self.send.blocking_send(Ok(chunk)).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))
    }
}

/// Answers with a file that `work` writes on a thread of its own. Where it fails midway the connection is broken off, so
/// that nobody takes a part for the whole.
pub(crate) fn stream<E: fmt::Display>(
    content_type: &'static str,
    name: &str,
    work: impl FnOnce(&mut dyn Write) -> Result<(), E> + Send + 'static,
) -> HttpResponse {
    let (send, receive) = mpsc::channel(CHUNKS_MAX);
    let span = tracing::Span::current();
    tokio::task::spawn_blocking(move || {
        let _entered = span.enter();
        let mut out = Chunks { gathered: BytesMut::with_capacity(CHUNK_BYTES), send: send.clone() };
        let done = work(&mut out).map_err(|error| error.to_string());
        let done = done.and_then(|()| out.flush().map_err(|error| error.to_string()));
        if let Err(why) = done {
            tracing::warn!(why, "a download was broken off");
            // Nobody may be reading any more.
            drop(send.blocking_send(Err(io::Error::other(why))));
        }
    });
    let chunks = stream::unfold(receive, |mut receive| async move {
        let chunk = receive.recv().await?;
        Some((chunk, receive))
    });
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, content_type))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .streaming(chunks.boxed_local())
}
