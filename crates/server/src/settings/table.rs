//! Every setting: its name, its default, what it may be, what it does.

use std::{net::SocketAddr, str::FromStr};

use api::TrustedProxies;
use app::db::DatabaseUrl;

use super::payments::{KeyText, Word};
use super::values::{
    FieldKeys, LogFilter, LogFormat, Many, MetricsToken, Number, Origin, Photos, PublicUrl, Switch, Text,
    TileUrl,
};

/// One setting. `bind` is the flag `--bind`, the variable `GONGZHI_BIND` and the key `bind` of the file.
pub(super) struct Setting {
    /// Its name, with dashes.
    pub(super) name: &'static str,
    /// What counts where nobody gives it; empty is "none".
    pub(super) default: &'static str,
    /// What a flag's value is called in the help.
    pub(super) value: &'static str,
    /// What it does; the default is appended.
    pub(super) help: &'static str,
    /// Says what is wrong with a value.
    pub(super) check: fn(&str) -> Result<(), String>,
}

const fn row<T>(name: &'static str, value: &'static str, default: &'static str, help: &'static str) -> Setting
where
    T: FromStr,
    T::Err: std::fmt::Display,
{
    Setting { name, default, value, help, check: check::<T> }
}

fn check<T: FromStr>(text: &str) -> Result<(), String>
where
    T::Err: std::fmt::Display,
{
    text.parse::<T>().map(drop).map_err(|error| error.to_string())
}

/// Every setting, in the order of the help.
#[rustfmt::skip]
pub(super) const SETTINGS: &[Setting] = &[
    row::<SocketAddr>("bind", "ADDRESS", "127.0.0.1:8080", "Where to listen"),
    row::<PublicUrl>("public-url", "URL", "", "The address people use, https://town.example; http://<bind> where absent"),
    row::<Text>("installation-name", "NAME", "共治", "What the app calls this installation"),
    row::<DatabaseUrl>("database-url", "URL", "sqlite:data/gongzhi.sqlite", "The store: sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME"),
    row::<Photos>("photos", "DIR|URL", "data/photos", "Where photos are kept: a directory, or s3://BUCKET/PREFIX with the usual AWS_ variables"),
    row::<Number<1, 1000>>("database-readers", "N", "8", "Connections that read"),
    row::<Number<1, 1000>>("database-writers", "N", "16", "Connections that write (PostgreSQL; SQLite has one writer)"),
    row::<Switch>("auto-migrate", "on|off", "on", "Bring the store to the newest schema at start"),
    row::<FieldKeys>("field-keys", "KEYS", "", "Keys of encrypted fields, ID:BASE64[,ID:BASE64…], the current one first; with SQLite made in a file beside the store where absent"),
    row::<Number<0, 256>>("workers", "N", "0", "Threads that answer requests; 0 for one per processor"),
    row::<Number<1, 600>>("body-seconds", "SECONDS", "20", "How long a request's body may take to begin; every 4 KiB of it buy another second"),
    row::<Number<1, 600>>("shutdown-seconds", "SECONDS", "30", "How long requests may take to finish when the server stops"),
    row::<Switch>("secure-cookies", "on|off", "", "Mark cookies Secure; on where public-url is https"),
    row::<TrustedProxies>("trusted-proxies", "NETWORKS", "", "Proxies whose X-Forwarded-For is believed, like 10.0.0.0/8,192.0.2.1"),
    row::<Many<Origin>>("cors-origins", "ORIGIN,…", "", "Other sites whose pages may call the API, as https://city.example"),
    row::<Number<0, 1_000_000>>("caller-requests", "N", "600", "Requests to the API that one signed-in caller may make in a minute, per node; 0 for no limit"),
    row::<Number<0, 1_000_000>>("address-requests", "N", "3000", "The same for one address, which many people may share; 0 for no limit"),
    row::<TileUrl>("tile-url", "URL", "", "A tile server for maps, https://tiles.example/{z}/{x}/{y}.png; maps work without"),
    row::<Text>("tile-attribution", "TEXT", "", "Whom to name on maps that use tile-url"),
    row::<SocketAddr>("metrics-bind", "ADDRESS", "", "Where whoever can connect may read /metrics"),
    row::<MetricsToken>("metrics-token", "TOKEN", "", "Bearer token with which /metrics is read on the public address"),
    row::<Word>("wechat-mchid", "NUMBER", "", "WeChat Pay: the merchant's number; with the next four it is on"),
    row::<Word>("wechat-appid", "ID", "", "WeChat Pay: the application's id"),
    row::<Word>("wechat-certificate-serial", "NUMBER", "", "WeChat Pay: the serial number of the merchant's certificate"),
    row::<KeyText>("wechat-key", "KEY|@FILE", "", "WeChat Pay: the private key of the merchant's certificate, in PEM; better in a file than in a flag"),
    row::<KeyText>("wechat-api-v3-key", "KEY|@FILE", "", "WeChat Pay: the APIv3 key"),
    row::<Word>("wechat-public-key-id", "ID", "", "WeChat Pay: the id of its public key, PUB_KEY_ID_…, for merchants who have one"),
    row::<KeyText>("wechat-public-key", "KEY|@FILE", "", "WeChat Pay: that public key, in PEM"),
    row::<Word>("wechat-endpoint", "URL", payments::wechat::ENDPOINT, "WeChat Pay: where it is"),
    row::<Word>("alipay-app-id", "NUMBER", "", "Alipay: the application's id; with the next three it is on"),
    row::<Word>("alipay-seller-id", "NUMBER", "", "Alipay: the merchant's number, which begins with 2088"),
    row::<KeyText>("alipay-key", "KEY|@FILE", "", "Alipay: the application's private key; better in a file than in a flag"),
    row::<KeyText>("alipay-public-key", "KEY|@FILE", "", "Alipay: its public key, which is not the application's own"),
    row::<Word>("alipay-product-code", "CODE", "", "Alipay: the product's code as the contract says, like QR_CODE_OFFLINE"),
    row::<Word>("alipay-endpoint", "URL", payments::alipay::ENDPOINT, "Alipay: where it is"),
    row::<LogFormat>("log-format", "auto|json|text", "auto", "auto writes text to a terminal and JSON elsewhere"),
    row::<LogFilter>("log-level", "LEVEL", "info", "error, warn, info, debug or trace; per part as in info,api=debug"),
];
