//! `gongzhi user`: what the operator does for accounts at the machine itself, in the store, past the console.

use anyhow::{Context, bail};
use app::{
    areas::find_area,
    db::{Database, DbError},
    grants::{self, NewGrant},
    identity::{self, Account, IdentityError, NewUser},
};
use clap::{Args, Subcommand};
use contract::lang::Lang;
use domain::{
    identity::{DisplayName, LoginName},
    ids::ProviderId,
    permissions::Role,
};

use crate::{passwords::PasswordFrom, runtime, settings::Given};

/// What to do with accounts. A running server follows within 20 seconds.
#[derive(Subcommand)]
pub(crate) enum User {
    /// Make an account
    Add(Add),
    /// Show an account and the roles it holds
    Show {
        /// The name to sign in with
        login: String,
    },
    /// Give a role
    Grant {
        /// The name to sign in with
        login: String,
        /// grid_worker, inspector, official, treasurer, auditor, council_member, provider_staff or administrator
        role: String,
        /// Where: the area's official code, its path or its id
        area: String,
        /// Which provider the staff serves, by its id; for provider_staff alone
        #[arg(long)]
        provider: Option<uuid::Uuid>,
    },
    /// Set a new password; every session ends
    ResetPassword {
        /// The name to sign in with
        login: String,
        #[command(flatten)]
        password: PasswordFrom,
    },
    /// Remove the second factor of who lost it; every session ends
    RemoveSecondFactor {
        /// The name to sign in with
        login: String,
    },
}

/// A new account.
#[derive(Args)]
pub(crate) struct Add {
    /// The name to sign in with
    login: String,
    /// What others call them; the login name where absent
    #[arg(long)]
    name: Option<String>,
    #[command(flatten)]
    password: PasswordFrom,
}

/// Runs a command about accounts.
pub(crate) fn run(given: &Given, command: &User) -> anyhow::Result<()> {
    let config = given.read()?;
    runtime::require_existing(&config)?;
    let db = runtime::open(&config)?;
    match command {
        User::Add(new) => {
            let keyring = runtime::keyring(&config)?;
            add(&db, keyring, new)
        }
        User::Show { login } => show(&find(&db, login)?),
        User::Grant { login, role, area, provider } => {
            grant(&db, login, role, area, provider.map(ProviderId))
        }
        User::ResetPassword { login, password } => reset_password(&db, login, password),
        User::RemoveSecondFactor { login } => remove_second_factor(&db, login),
    }
}

fn find(db: &Database, login: &str) -> anyhow::Result<Account> {
    let login = LoginName::new(login)?;
    let found = db.read_blocking(|tx| identity::account(tx, &login));
    found.map_err(|error| match error {
        DbError::NotFound => anyhow::anyhow!("nobody signs in as {}", login.as_str()),
        other => other.into(),
    })
}

fn add(db: &Database, keyring: app::crypto::Keyring, new: &Add) -> anyhow::Result<()> {
    let login = LoginName::new(&new.login)?;
    let display_name = DisplayName::new(new.name.as_deref().unwrap_or(login.as_str()))?;
    // The operator's accounts are about to get a role: their password is that of staff from the start.
    let password = new.password.get(true, &[login.as_str(), display_name.as_str()])?;
    let user = NewUser {
        login: login.clone(),
        display_name,
        password_hash: Some(password.hash.clone()),
        phone: None,
        locale: Lang::default(),
        terms_accepted_at: None,
        demo: false,
    };
    db.write_blocking(move |tx| identity::create_user(tx, &keyring, None, &user))?;
    println!("{} can sign in now, and holds no role", login.as_str());
    password.show();
    Ok(())
}

fn show(account: &Account) -> anyhow::Result<()> {
    println!("{} ({}): {}", account.login, account.display_name, account.state.as_str());
    println!("second factor: {}", if account.second_factor { "yes" } else { "no" });
    if account.roles.is_empty() {
        println!("no role");
    }
    for held in &account.roles {
        let until = held.until.map_or_else(String::new, |until| format!(" until {}", until.date_naive()));
        println!("{} at {} ({}){until}", held.role.as_str(), held.name, held.path);
    }
    Ok(())
}

fn grant(
    db: &Database,
    login: &str,
    role: &str,
    area: &str,
    provider: Option<ProviderId>,
) -> anyhow::Result<()> {
    let user = find(db, login)?.id;
    let role = Role::parse(role).context("no such role; `gongzhi user grant --help` names them")?;
    let place = match db.read_blocking(|tx| find_area(tx, area)) {
        Ok(place) => place,
        Err(DbError::NotFound) => bail!("there is no area {area}"),
        Err(other) => return Err(other.into()),
    };
    let new = NewGrant { user, role, area: place.id, provider, from: None, until: None };
    db.write_blocking(move |tx| grants::give(tx, None, &new))?;
    println!("{login} is {} at {} ({})", role.as_str(), place.name, place.path);
    Ok(())
}

fn reset_password(db: &Database, login: &str, from: &PasswordFrom) -> anyhow::Result<()> {
    let account = find(db, login)?;
    let staff = account.roles.iter().any(|held| held.role.needs_second_factor());
    let password = from.get(staff, &[&account.login, &account.display_name])?;
    let hash = password.hash.clone();
    db.write_blocking(move |tx| identity::operator_sets_password(tx, account.id, &hash))?;
    println!("{login} has a new password; every session of theirs has ended");
    password.show();
    Ok(())
}

fn remove_second_factor(db: &Database, login: &str) -> anyhow::Result<()> {
    let user = find(db, login)?.id;
    match db.write_blocking(move |tx| identity::remove_second_factor_of(tx, None, user)) {
        Ok(()) => println!(
            "{login} has no second factor now; roles above resident work again once a new one is set up"
        ),
        Err(IdentityError::SecondFactorMissing) => bail!("{login} has no second factor"),
        Err(other) => return Err(other.into()),
    }
    Ok(())
}
