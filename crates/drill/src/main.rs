//! Load against a started `gongzhi`, beside a minimal handler of the same requests.
//!
//! `cargo xtask bench` builds what this needs and starts it.

mod bench;
mod facts;
mod minimal;
mod process;
mod search;
mod seed;
mod settle;
mod system;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Measures Gongzhi.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Measure requests beside a minimal handler, and how they grow with the store; figures are comparable within one run only
    Bench(bench::Options),
    /// Fill a store (a step of `bench`, in a process of its own so that every connection is closed after it)
    #[command(hide = true)]
    Seed(seed::Options),
    /// Fill a store with a ledger of a size (a step of `bench`)
    #[command(hide = true)]
    Grow(seed::Ledger),
    /// Fill an empty store and settle its half-year (a step of `bench`)
    #[command(hide = true)]
    Settle(settle::Options),
    /// Fill an empty store with tickets to search (a step of `bench`)
    #[command(hide = true)]
    FillSearch(seed::searched::Options),
    /// Fill a store with a fund that many people have given to (a step of `bench`)
    #[command(hide = true)]
    FillFund(seed::funds::Options),
    /// Search stores by turns (a step of `bench`)
    #[command(hide = true)]
    Search(search::Options),
    /// Serve the same requests with as little as possible (started by `bench`)
    #[command(hide = true)]
    Minimal(minimal::Options),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Bench(options) => bench::run(&options),
        Command::Seed(options) => seed::run(&options),
        Command::Grow(options) => seed::grow(&options),
        Command::Settle(options) => settle::run(&options),
        Command::FillSearch(options) => seed::searched::fill(&options),
        Command::FillFund(options) => seed::funds::fill(&options),
        Command::Search(options) => search::run(&options),
        Command::Minimal(options) => minimal::run(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("drill: {error:#}");
            ExitCode::FAILURE
        }
    }
}
