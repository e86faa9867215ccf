//! `cargo xtask run`, and the two commands that forward to a release build.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::process::Command;

use anyhow::Result;
use clap::Args;

use crate::packages;
use crate::postgres::{Cluster, Disk};
use crate::process;
use crate::service::{Service, Settings};
use crate::spa;
use crate::workspace::Workspace;

/// How to run.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// Port to listen on
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Throw data/gongzhi.sqlite away and make new demo data
    #[arg(long)]
    fresh: bool,
    /// Build the SPA unoptimised: quicker to rebuild while working on it
    #[arg(long)]
    dev: bool,
}

/// Builds everything, makes a store with demo data where there is none, and serves it.
///
/// # Errors
///
/// When something is missing or a build fails; what to do is in the message.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    packages::ensure(&[packages::CC, packages::LIBPQ], None)?;
    println!("building the app and the server; the first time takes minutes");
    let app = spa::Options { dev: options.dev, quick: !options.dev, tests: false };
    print!("{}", spa::build(workspace, &app, None)?);
    process::run(&mut workspace.cargo(["build", "--locked", "-p", "server"]), None)?;

    let data = workspace.root().join("data");
    fs::create_dir_all(&data)?;
    let settings = Settings {
        binary: &workspace.debug_binary("gongzhi"),
        directory: workspace.root(),
        address: SocketAddr::from((Ipv4Addr::LOCALHOST, options.port)),
        spa: &app.directory(workspace),
    };
    let logins = data.join("demo-logins.txt");
    if options.fresh {
        for suffix in ["", "-wal", "-shm"] {
            let mut file = settings.store().into_os_string();
            file.push(suffix);
            remove(file.as_ref())?;
        }
        remove(&logins)?;
    }
    if !settings.store().exists() {
        let printed = process::output(&mut settings.command("demo"), None)?;
        fs::write(&logins, printed)?;
    }

    let service = Service::start(&settings, None)?;
    if let Ok(text) = fs::read_to_string(&logins) {
        println!("\n{}", text.trim_end());
    }
    println!("\nGongzhi answers at {}/ (console: {0}/console). Ctrl-C ends it.", service.url());
    service.wait()
}

fn remove(file: &std::path::Path) -> Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Builds the release binary with the SPA embedded: `target/dist/gongzhi`.
///
/// # Errors
///
/// As [`run`].
pub(crate) fn dist(workspace: &Workspace) -> Result<()> {
    packages::ensure(&[packages::CC, packages::LIBPQ], None)?;
    let app = spa::Options::default();
    print!("{}", spa::build(workspace, &app, None)?);
    let mut build = workspace.cargo(["build", "--locked", "--release", "-p", "server"]);
    process::run(build.env("GONGZHI_SPA_DIR", app.directory(workspace)), None)?;
    // What is handed out goes without line tables, which are most of the file. They are taken from a copy: with a
    // profile of its own everything would be compiled again.
    let binary = workspace.target().join("dist/gongzhi");
    fs::create_dir_all(workspace.target().join("dist"))?;
    let mut strip = Command::new("strip");
    strip.arg("--strip-debug").arg("-o").arg(&binary).arg(workspace.target().join("release/gongzhi"));
    process::run(&mut strip, None)?;
    println!("{} ({} bytes)", binary.display(), fs::metadata(&binary)?.len());
    Ok(())
}

/// Builds the server and the drill, starts a PostgreSQL cluster that waits for its disk, and hands over to the drill.
///
/// # Errors
///
/// When something cannot be built or started, or the drill fails.
pub(crate) fn bench(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    packages::ensure(&[packages::CC, packages::LIBPQ, packages::POSTGRESQL, packages::WRK], None)?;
    let build = ["build", "--locked", "--release", "-p", "server", "-p", "drill"];
    process::run(&mut workspace.cargo(build), None)?;
    fs::create_dir_all(workspace.target())?;
    let cluster = Cluster::start(&workspace.target().join("bench-postgres.log"), Disk::Waited)?;
    let mut drill = Command::new(workspace.target().join("release/drill"));
    drill.current_dir(workspace.root()).args(["bench", "--postgres", &cluster.url()]);
    process::run(drill.args(arguments), None)
}
