//! The settings as the program uses them.

use std::{collections::BTreeMap, net::SocketAddr, str::FromStr, thread::available_parallelism};

use app::{
    db::{DatabaseUrl, PoolSizes},
    media::StoreLocation,
};

use super::{
    given::{BadSettings, Value},
    payments,
    values::{
        FieldKeys, LogFilter, LogFormat, Many, MetricsToken, Number, Origin, Photos, PublicUrl, Secret,
        Switch, Text, TileUrl,
    },
};

/// Settings that have passed their checks.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    /// Where to listen.
    pub(crate) bind: SocketAddr,
    /// What handlers and middleware are told.
    pub(crate) api: api::Settings,
    /// Through whom gifts can be paid on line.
    pub(crate) payments: api::Providers,
    /// Where whoever can connect may read the metrics.
    pub(crate) metrics_bind: Option<SocketAddr>,
    /// The store.
    pub(crate) database_url: DatabaseUrl,
    /// Where photos are kept.
    pub(crate) photos: StoreLocation,
    /// Its connections.
    pub(crate) pools: PoolSizes,
    /// Whether `serve` migrates.
    pub(crate) auto_migrate: bool,
    /// The keys of encrypted fields, where they are given.
    pub(crate) field_keys: Option<Secret>,
    /// Threads that answer requests.
    pub(crate) workers: usize,
    /// How long requests may take to finish when the server stops.
    pub(crate) shutdown_seconds: u64,
    /// How log lines are written.
    pub(crate) log_format: LogFormat,
    /// Which lines are logged.
    pub(crate) log_level: String,
}

/// Values by name, checked or about to be.
pub(super) struct Read<'a>(&'a BTreeMap<&'static str, Value>);

impl Read<'_> {
    /// Whether a setting has a value.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|value| !value.text.is_empty())
    }

    /// A setting that has a value.
    pub(super) fn get<T: FromStr>(&self, name: &str) -> Result<T, BadSettings>
    where
        T::Err: std::fmt::Display,
    {
        self.find(name)?.ok_or_else(|| BadSettings(vec![format!("{name}: a value is required")]))
    }

    /// A setting that may be absent.
    pub(super) fn find<T: FromStr>(&self, name: &str) -> Result<Option<T>, BadSettings>
    where
        T::Err: std::fmt::Display,
    {
        let Some(value) = self.0.get(name).filter(|value| !value.text.is_empty()) else { return Ok(None) };
        let read = value.text.parse::<T>();
        read.map(Some).map_err(|error| BadSettings(vec![format!("{}: {error}", value.from)]))
    }
}

impl Config {
    /// Reads every setting as what it is.
    pub(super) fn build(values: &BTreeMap<&'static str, Value>) -> Result<Self, BadSettings> {
        let read = Read(values);
        let bind: SocketAddr = read.get("bind")?;
        let Number(readers) = read.get::<Number<1, 1000>>("database-readers")?;
        let Number(writers) = read.get::<Number<1, 1000>>("database-writers")?;
        let workers = match read.get::<Number<0, 256>>("workers")?.0 {
            0 => available_parallelism().map_or(2, usize::from),
            n => n as usize,
        };
        let api = api_settings(&read, bind)?;
        Ok(Self {
            bind,
            payments: payments::providers(&read, &api.public_url)?,
            api,
            metrics_bind: read.find("metrics-bind")?,
            database_url: read.get("database-url")?,
            photos: read.get::<Photos>("photos")?.0,
            pools: PoolSizes { readers, writers },
            auto_migrate: read.get::<Switch>("auto-migrate")?.0,
            field_keys: read.find("field-keys")?.map(|FieldKeys(keys)| keys),
            workers,
            shutdown_seconds: u64::from(read.get::<Number<1, 600>>("shutdown-seconds")?.0),
            log_format: read.get("log-format")?,
            log_level: read.get::<LogFilter>("log-level")?.0,
        })
    }
}

fn api_settings(read: &Read<'_>, bind: SocketAddr) -> Result<api::Settings, BadSettings> {
    let public_url = read.find("public-url")?.map_or_else(|| format!("http://{bind}"), |PublicUrl(url)| url);
    let https = public_url.starts_with("https://");
    let requests = |name| Ok(read.get::<Number<0, 1_000_000>>(name)?.0);
    let token = read.find("metrics-token")?.map(|MetricsToken(token)| token.expose().to_owned());
    let origins = read.find::<Many<Origin>>("cors-origins")?.map_or_else(Vec::new, |many| many.0);
    Ok(api::Settings {
        public_url,
        installation_name: read.get::<Text>("installation-name")?.0,
        // Known when the store is open.
        demo: false,
        secure_cookies: read.find("secure-cookies")?.map_or(https, |Switch(on)| on),
        tile_url: read.find("tile-url")?.map(|TileUrl(url)| url),
        tile_attribution: read.find("tile-attribution")?.map_or_else(String::new, |Text(text)| text),
        trusted_proxies: read.find("trusted-proxies")?.unwrap_or_default(),
        cors_origins: origins.into_iter().map(|Origin(origin)| origin).collect(),
        caller_requests_per_minute_max: requests("caller-requests")?,
        address_requests_per_minute_max: requests("address-requests")?,
        body_seconds_max: u64::from(read.get::<Number<1, 600>>("body-seconds")?.0),
        metrics_token: token,
    })
}
