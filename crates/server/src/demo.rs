//! `gongzhi demo`: an invented town to try everything in.

use anyhow::Context;
use app::{
    db::Clock,
    demo::{self, DemoError},
    media::Store,
};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use clap::Args;

use crate::{migrate, runtime, settings::Given};

/// What the demo is made from.
#[derive(Args)]
pub(crate) struct DemoArgs {
    /// The same number makes the same town
    #[arg(long, default_value_t = 20_260_101)]
    seed: u64,
    /// The day on which the story ends (YYYY-MM-DD); now where absent
    #[arg(long)]
    today: Option<NaiveDate>,
    /// Matters of the year before the last two months, which have 110 more
    #[arg(long, default_value_t = demo::MATTERS)]
    matters: usize,
}

/// Fills an empty store, or says that it is filled already.
pub(crate) fn run(given: &Given, args: &DemoArgs) -> anyhow::Result<()> {
    let config = given.read()?;
    migrate::store(&config.database_url)?;
    let media = Store::open(&config.photos).context("the photo store")?;
    let keyring = runtime::keyring(&config)?;
    let end = end_of_story(args.today)?;
    let made = tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(demo::make(
        &config.database_url,
        &media,
        &keyring,
        args.seed,
        end,
        args.matters,
    ));
    match made {
        Ok(made) => {
            println!(
                "An invented town: {} places, {} people, {} matters.",
                made.areas, made.people, made.tickets
            );
        }
        Err(DemoError::Already) => println!("The demo is there already."),
        Err(error) => return Err(error.into()),
    }
    println!("\nEverybody's password is {}", demo::PASSWORD);
    for (login, who) in demo::LOGINS {
        println!("  {login:<10} {who}");
    }
    Ok(())
}

/// Six in the evening of the day in China, or now where that has not come yet.
fn end_of_story(today: Option<NaiveDate>) -> anyhow::Result<DateTime<Utc>> {
    let now = runtime::SystemClock.now();
    let Some(day) = today else { return Ok(now) };
    let ten = NaiveTime::from_hms_opt(10, 0, 0).context("ten o'clock")?;
    Ok(day.and_time(ten).and_utc().min(now))
}
