//! Providers of payments on line, from their settings. A provider of which nothing is set is off; one of which something is set
//! needs all of it.

use std::{fs, str::FromStr, sync::Arc};

use api::Providers;
use payments::{
    ApiV3Key, PaymentError, Payments, SigningKey, VerifyingKey,
    alipay::{self, Alipay},
    wechat::{self, Wechat},
};

use super::{config::Read, given::BadSettings, values::Secret};

/// A key as text, or `@FILE` that has it. Never shown.
pub(super) struct KeyText(Secret);

impl FromStr for KeyText {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let Some(path) = text.strip_prefix('@') else { return Ok(Self(Secret::new(text))) };
        let read = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
        Ok(Self(Secret::new(read.trim())))
    }
}

/// A word without spaces: a number or a name that the provider gave.
pub(super) struct Word(String);

impl FromStr for Word {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let good = (1..=200).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
        if good { Ok(Self(text.to_owned())) } else { Err("1 to 200 visible characters are expected") }
    }
}

const WECHAT: [&str; 5] =
    ["wechat-mchid", "wechat-appid", "wechat-certificate-serial", "wechat-key", "wechat-api-v3-key"];
const ALIPAY: [&str; 4] = ["alipay-app-id", "alipay-seller-id", "alipay-key", "alipay-public-key"];

/// Puts the providers together. `public_url` is where they tell of payments.
pub(super) fn providers(read: &Read<'_>, public_url: &str) -> Result<Providers, BadSettings> {
    let mut all: Vec<Arc<dyn Payments>> = Vec::new();
    if whole(read, "WeChat Pay", &WECHAT, &["wechat-public-key-id", "wechat-public-key"])? {
        all.push(Arc::new(wechat(read, format!("{public_url}/payments/wechat/notify"))?));
    }
    if whole(read, "Alipay", &ALIPAY, &["alipay-product-code"])? {
        all.push(Arc::new(alipay(read, format!("{public_url}/payments/alipay/notify"))?));
    }
    Ok(Providers::new(all))
}

/// Whether a provider is on: all that it needs is set.
fn whole(read: &Read<'_>, name: &str, needed: &[&str], more: &[&str]) -> Result<bool, BadSettings> {
    let missing: Vec<&str> = needed.iter().copied().filter(|setting| !read.has(setting)).collect();
    let any = needed.len() > missing.len() || more.iter().any(|setting| read.has(setting));
    if any && !missing.is_empty() {
        let needs = |setting: &&str| format!("{setting}: {name} needs a value");
        return Err(BadSettings(missing.iter().map(needs).collect()));
    }
    Ok(any)
}

fn word(read: &Read<'_>, name: &str) -> Result<String, BadSettings> {
    Ok(read.get::<Word>(name)?.0)
}

/// Reads a key; what is wrong is said without the key.
fn key<T>(
    read: &Read<'_>,
    name: &str,
    make: impl FnOnce(&str) -> Result<T, PaymentError>,
) -> Result<T, BadSettings> {
    let KeyText(text) = read.get(name)?;
    make(text.expose()).map_err(|error| wrong(name, &error))
}

fn wrong(name: &str, error: &PaymentError) -> BadSettings {
    BadSettings(vec![format!("{name}: {error}")])
}

fn wechat(read: &Read<'_>, notify_url: String) -> Result<Wechat, BadSettings> {
    let public_key = match (read.has("wechat-public-key-id"), read.has("wechat-public-key")) {
        (false, false) => None,
        _ => Some((word(read, "wechat-public-key-id")?, key(read, "wechat-public-key", VerifyingKey::read)?)),
    };
    let config = wechat::Config {
        endpoint: word(read, "wechat-endpoint")?,
        appid: word(read, "wechat-appid")?,
        mchid: word(read, "wechat-mchid")?,
        certificate_serial: word(read, "wechat-certificate-serial")?,
        key: key(read, "wechat-key", SigningKey::read)?,
        api_v3_key: key(read, "wechat-api-v3-key", ApiV3Key::new)?,
        public_key,
        notify_url,
    };
    Wechat::new(config).map_err(|error| wrong("WeChat Pay", &error))
}

fn alipay(read: &Read<'_>, notify_url: String) -> Result<Alipay, BadSettings> {
    let config = alipay::Config {
        endpoint: word(read, "alipay-endpoint")?,
        app_id: word(read, "alipay-app-id")?,
        seller_id: word(read, "alipay-seller-id")?,
        key: key(read, "alipay-key", SigningKey::read)?,
        alipay_key: key(read, "alipay-public-key", VerifyingKey::read)?,
        product_code: read.find::<Word>("alipay-product-code")?.map(|Word(code)| code),
        notify_url,
    };
    Alipay::new(config).map_err(|error| wrong("Alipay", &error))
}
