//! The project's only tool: sets up, builds the SPA, runs, tests.
//!
//! `cargo xtask run` and `cargo xtask test` are the two commands of the README. What a command needs
//! and does not find it installs (as root on Debian and Ubuntu) or names in one line to type.

mod node;
mod packages;
mod parts;
mod postgres;
mod process;
mod run;
mod service;
mod spa;
mod summary;
mod toolchain;
mod wheels;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::workspace::Workspace;

/// Sets up, builds, runs and tests Gongzhi.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything, make a store with demo data where there is none, and serve it
    Run(run::Options),
    /// Build the single-page app into target/spa
    Spa(spa::Options),
    /// Build the release binary with the single-page app embedded
    Dist,
    /// Run all checks, or those named
    Test(parts::Options),
    /// Measure: everything after `bench` goes to the drill
    Bench {
        /// Arguments of `drill bench`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
}

fn main() -> ExitCode {
    match execute() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn execute() -> Result<()> {
    let arguments = Arguments::parse();
    process::catch_interrupt()?;
    let workspace = Workspace::find()?;
    match arguments.command {
        Command::Run(options) => run::run(&workspace, &options),
        Command::Spa(options) => {
            print!("{}", spa::build(&workspace, &options, None)?);
            Ok(())
        }
        Command::Dist => run::dist(&workspace),
        Command::Test(options) => parts::run(&workspace, &options),
        Command::Bench { arguments } => run::bench(&workspace, &arguments),
    }
}
