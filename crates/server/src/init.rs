//! `gongzhi init`: begins a real installation.

use std::path::PathBuf;

use anyhow::{Context, bail};
use app::{identity::NewUser, installation};
use clap::Args;
use contract::lang::Lang;
use domain::{
    areas::{AreaKind, AreaName},
    identity::{DisplayName, LoginName},
};

use crate::{areas, migrate, passwords::PasswordFrom, runtime, settings::Given};

/// What an installation begins with.
#[derive(Args)]
pub(crate) struct Options {
    /// The first administrator's name to sign in with
    #[arg(long, value_name = "LOGIN", default_value = "admin")]
    admin: String,
    /// What others call the first administrator
    #[arg(long, value_name = "NAME", default_value = "管理员")]
    name: String,
    /// A first area, such as county:云溪县; given again, each lies in the one before. Kinds: province, city, county, town,
    /// village, community, grid
    #[arg(long = "area", value_name = "KIND:NAME", value_parser = area, conflicts_with = "import")]
    areas: Vec<(AreaKind, AreaName)>,
    /// Import the areas from a directory with the open national data set instead (see `gongzhi areas import --help`)
    #[arg(long, value_name = "DIR")]
    import: Option<PathBuf>,
    /// Of the import only the area with this official code, what lies in it and what it lies in
    #[arg(long, value_name = "CODE", requires = "import")]
    under: Option<String>,
    #[command(flatten)]
    password: PasswordFrom,
}

/// Reads `KIND:NAME`.
fn area(text: &str) -> anyhow::Result<(AreaKind, AreaName)> {
    let (kind, name) = text.split_once(':').context("an area is written KIND:NAME")?;
    let kind = AreaKind::parse(kind).filter(|kind| *kind <= AreaKind::Grid);
    Ok((kind.context("no such kind of area")?, AreaName::new(name)?))
}

/// Makes the store where there is none, and begins in it; refuses where somebody is there already.
pub(crate) fn run(given: &Given, options: &Options) -> anyhow::Result<()> {
    let config = given.read()?;
    let (login, name) = (LoginName::new(&options.admin)?, DisplayName::new(&options.name)?);
    // First what may be mistyped, so that nothing is half begun.
    let password = options.password.get(true, &[login.as_str(), name.as_str()])?;
    migrate::store(&config.database_url)?;
    let db = runtime::open(&config)?;
    let keyring = runtime::keyring(&config)?;
    if db.read_blocking(installation::has_users)? {
        bail!("this store has users already; see `gongzhi user --help`");
    }
    if let Some(dir) = &options.import {
        areas::fill(&db, dir, options.under.as_deref())?;
    }
    let new = NewUser {
        login: login.clone(),
        display_name: name,
        password_hash: Some(password.hash.clone()),
        phone: None,
        locale: Lang::default(),
        terms_accepted_at: None,
        demo: false,
    };
    let first = options.areas.clone();
    db.write_blocking(move |tx| installation::found(tx, &keyring, &first, &new)).map_err(
        |error| match error {
            installation::InitError::NoAreas => {
                anyhow::anyhow!(
                    "this store has no areas yet: name the first with --area, or import them with --import"
                )
            }
            other => other.into(),
        },
    )?;
    println!("The first administrator signs in as {}", login.as_str());
    password.show();
    println!("Administrators need a second factor: the app asks for it at the first sign-in.");
    println!("Now start the server: gongzhi serve");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_is_a_kind_and_a_name() {
        let (kind, name) = area("county:云溪县").unwrap();
        assert_eq!((kind, name.as_str()), (AreaKind::County, "云溪县"));
        for bad in ["云溪县", "planet:云溪县", "county:", "household:1号"] {
            assert!(area(bad).is_err(), "{bad}");
        }
    }
}
