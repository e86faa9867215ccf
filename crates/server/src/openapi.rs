//! `gongzhi openapi`: what is committed as `openapi/openapi.json`.

use std::io::Write;

/// Prints the document.
pub(crate) fn run() -> anyhow::Result<()> {
    let document = api::openapi().to_pretty_json()?;
    writeln!(std::io::stdout().lock(), "{document}")?;
    Ok(())
}
