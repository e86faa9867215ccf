//! `gongzhi`: the one binary. Serves the API and the app, and keeps the store.

mod areas;
mod assets;
mod backup;
mod demo;
mod healthcheck;
mod init;
mod keys;
mod migrate;
mod openapi;
mod passwords;
mod runtime;
mod serve;
mod settings;
mod telemetry;
mod user;
mod verify;
mod verify_draw;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use self::settings::Given;

/// The software a town or a residential community runs itself on.
///
/// Every setting below is a flag, an environment variable or a line of the configuration file; the first of
/// these that names it counts. Without any of them `gongzhi serve` runs on an SQLite file in ./data.
#[derive(Parser)]
#[command(name = "gongzhi", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    given: Given,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the API and the app
    Serve,
    /// Begin a real installation: its first areas, the kinds of matters, the first administrator
    Init(init::Options),
    /// Bring the store to the newest schema
    Migrate,
    /// Check the whole journal against its hashes, roots and what follows from it
    Verify(verify::Options),
    /// Recompute a draw from its public record; needs no store
    VerifyDraw(verify_draw::Options),
    /// Write a consistent copy of the embedded store, while it serves
    Backup(backup::Options),
    /// Import places
    #[command(subcommand)]
    Areas(areas::Areas),
    /// Accounts, for the operator: add one, give a role, let somebody in who is locked out
    #[command(subcommand)]
    User(user::User),
    /// Keys of encrypted fields
    #[command(subcommand)]
    Keys(keys::Keys),
    /// Print the API's description (OpenAPI 3.1)
    Openapi,
    /// Make an invented town with people in every role, in an empty store
    Demo(demo::DemoArgs),
    /// Ask a running server whether it is ready (for containers)
    Healthcheck,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        Command::Serve => serve::run(&cli.given),
        Command::Init(options) => init::run(&cli.given, &options),
        Command::Migrate => migrate::run(&cli.given),
        Command::Verify(options) => verify::run(&cli.given, &options),
        Command::VerifyDraw(options) => verify_draw::run(&options),
        Command::Backup(options) => backup::run(&cli.given, &options),
        Command::Areas(command) => areas::run(&cli.given, &command),
        Command::User(command) => user::run(&cli.given, &command),
        Command::Keys(command) => keys::run(&cli.given, &command),
        Command::Openapi => openapi::run(),
        Command::Demo(args) => demo::run(&cli.given, &args),
        Command::Healthcheck => healthcheck::run(&cli.given),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("gongzhi: {error:#}");
            ExitCode::FAILURE
        }
    }
}
