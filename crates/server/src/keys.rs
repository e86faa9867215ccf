//! `gongzhi keys`: the keys of encrypted fields.

use anyhow::bail;
use app::{
    crypto::Keyring,
    db::Clock,
    rotation::{rotate, sealed_values},
};
use clap::Subcommand;
use indicatif::{ProgressBar, ProgressStyle};

use crate::{
    runtime::{self, SystemClock, SystemEntropy},
    settings::Given,
};

/// What to do with keys.
#[derive(Subcommand)]
pub(crate) enum Keys {
    /// Print a fresh key, as the setting field-keys takes it. Keep it apart from the store and its backups
    Generate {
        /// The key's name in the store: 1 to 16 letters and digits, another one for every key; today's date where absent
        #[arg(long)]
        id: Option<String>,
    },
    /// Seal again, with the first key of field-keys, whatever an older one sealed. Works while the server runs; started
    /// again after an interruption it does what is left
    Rotate,
}

/// Runs a command about keys.
pub(crate) fn run(given: &Given, command: &Keys) -> anyhow::Result<()> {
    match command {
        Keys::Generate { id } => generate(id.as_deref()),
        Keys::Rotate => reseal(given),
    }
}

fn generate(id: Option<&str>) -> anyhow::Result<()> {
    let today = SystemClock.now().format("%Y%m%d").to_string();
    let key = Keyring::generate(id.unwrap_or(&today), &SystemEntropy);
    Keyring::parse(&key)?;
    println!("{key}");
    Ok(())
}

fn reseal(given: &Given) -> anyhow::Result<()> {
    let config = given.read()?;
    runtime::require_existing(&config)?;
    let db = runtime::open(&config)?;
    let keyring = runtime::keyring(&config)?;
    let style = ProgressStyle::with_template("{bar:40} {human_pos}/{human_len} values, {eta} left")?;
    let bar = ProgressBar::new(db.read_blocking(sealed_values)?).with_style(style);
    let rotated = rotate(&db, &keyring, |progress| bar.set_position(progress.seen));
    bar.finish_and_clear();
    let rotated = match rotated {
        Ok(rotated) => rotated,
        Err(error) => {
            bail!("{error}. What was sealed again stays so; start the command again when this is put right")
        }
    };
    let (key, done) = (keyring.current_id(), rotated.done);
    println!("{} values looked at, {} sealed again: all are under key {key} now", done.seen, done.resealed);
    if rotated.recovery_codes > 0 || rotated.household_codes > 0 || rotated.redemption_codes > 0 {
        println!(
            "Older keys are still needed for codes that were made under them (only hashes are kept): {} unused recovery \
             codes, {} household codes and {} reservations are open, of whatever age",
            rotated.recovery_codes, rotated.household_codes, rotated.redemption_codes
        );
    }
    Ok(())
}
