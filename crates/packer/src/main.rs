//! Packs the compiled SPA into a directory that any web server, and `gongzhi` itself, can serve.

use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;

/// Packs the compiled SPA. `cargo xtask spa` calls this with the right arguments.
#[derive(Parser)]
struct Arguments {
    /// `frontend.wasm` as cargo left it
    #[arg(long)]
    wasm: PathBuf,
    /// The `frontend` directory: templates, `style/`, `public/`
    #[arg(long)]
    frontend: PathBuf,
    /// Directory to write; what was there before is replaced as a whole
    #[arg(long)]
    out: PathBuf,
    /// How much is done to make files small on the way
    #[arg(long, value_enum, default_value_t)]
    effort: packer::Effort,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let summary = packer::pack(&packer::Input {
        wasm: &arguments.wasm,
        frontend: &arguments.frontend,
        out: &arguments.out,
        effort: arguments.effort,
    })?;
    print!("{summary}");
    Ok(())
}
