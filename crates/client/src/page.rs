//! Lists that come page by page.

use std::future::Future;

use contract::page::Page;

use crate::ClientError;

/// Reads a list to its end: `ask` is handed the cursor to go on from, none at first. For lists that are short by nature,
/// such as the villages of a town; what people scroll through is read as they scroll.
///
/// # Errors
/// [`ClientError`] of the first page that fails; nothing of the list then.
pub async fn every_page<T, F>(ask: impl Fn(Option<String>) -> F) -> Result<Vec<T>, ClientError>
where
    F: Future<Output = Result<Page<T>, ClientError>>,
{
    let Page { mut items, mut next } = ask(None).await?;
    while next.is_some() {
        let page = ask(next).await?;
        items.extend(page.items);
        next = page.next;
    }
    Ok(items)
}
