//! What a setting's text may be. Each type reads itself and says what is right where it cannot.

use std::{fmt, str::FromStr};

use app::{
    crypto::Keyring,
    media::{LocationError, StoreLocation},
};
use tracing_subscriber::EnvFilter;

/// A text that is never shown: not in logs, not in errors.
#[derive(Clone)]
pub(crate) struct Secret(String);

impl Secret {
    /// Hides a text.
    pub(super) fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text itself.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// The keys of encrypted fields, known to be readable.
pub(crate) struct FieldKeys(pub(super) Secret);

impl FromStr for FieldKeys {
    type Err = app::crypto::CryptoError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Keyring::parse(text).map(|_| Self(Secret(text.to_owned())))
    }
}

/// A whole number from `MIN` to `MAX`.
pub(super) struct Number<const MIN: u32, const MAX: u32>(pub(super) u32);

impl<const MIN: u32, const MAX: u32> FromStr for Number<MIN, MAX> {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let good = text.parse().ok().filter(|n| (MIN..=MAX).contains(n));
        good.map(Self).ok_or_else(|| format!("a whole number from {MIN} to {MAX} is expected"))
    }
}

/// A directory, or a store's URL.
pub(super) struct Photos(pub(super) StoreLocation);

impl FromStr for Photos {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.contains("://") {
            return text.parse().map(Self).map_err(|error: LocationError| error.to_string());
        }
        let path = std::path::absolute(text).map_err(|error| error.to_string())?;
        Ok(Self(StoreLocation::Directory(path)))
    }
}

/// On or off.
pub(super) struct Switch(pub(super) bool);

impl FromStr for Switch {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "on" | "true" | "yes" | "1" => Ok(Self(true)),
            "off" | "false" | "no" | "0" => Ok(Self(false)),
            _ => Err("on or off is expected"),
        }
    }
}

/// `http://host[:port]` or `https://…`, without a path.
#[derive(Clone, Debug)]
pub(super) struct PublicUrl(pub(super) String);

impl FromStr for PublicUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim_end_matches('/');
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or("");
        let good = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':' | b'[' | b']');
        if !host.is_empty() && host.bytes().all(good) {
            Ok(Self(text.to_owned()))
        } else {
            Err("an address like https://town.example is expected, without a path")
        }
    }
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LogFormat {
    /// Text on a terminal, JSON elsewhere.
    Auto,
    /// One object a line.
    Json,
    /// For reading.
    Text,
}

impl FromStr for LogFormat {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "auto" => Ok(Self::Auto),
            "json" => Ok(Self::Json),
            "text" => Ok(Self::Text),
            _ => Err("auto, json or text is expected"),
        }
    }
}

/// Which lines are logged.
pub(super) struct LogFilter(pub(super) String);

impl FromStr for LogFilter {
    type Err = tracing_subscriber::filter::ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        EnvFilter::try_new(text).map(|_| Self(text.to_owned()))
    }
}

/// A short text for people.
pub(super) struct Text(pub(super) String);

impl FromStr for Text {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let good = text.chars().count() <= 100 && !text.chars().any(char::is_control);
        if good { Ok(Self(text.to_owned())) } else { Err("at most 100 characters on one line are expected") }
    }
}

/// Several values, separated by commas.
pub(super) struct Many<T>(pub(super) Vec<T>);

impl<T: FromStr> FromStr for Many<T>
where
    T::Err: fmt::Display,
{
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let read = |item: &str| item.trim().parse().map_err(|error| format!("\"{}\": {error}", item.trim()));
        text.split(',').filter(|item| !item.trim().is_empty()).map(read).collect::<Result<_, _>>().map(Self)
    }
}

/// The origin of a site: scheme, host and port.
pub(super) struct Origin(pub(super) String);

impl FromStr for Origin {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<PublicUrl>().map(|PublicUrl(url)| Self(url))
    }
}

/// Where map pictures come from.
pub(super) struct TileUrl(pub(super) String);

impl FromStr for TileUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let host = text.split("://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or("");
        let scheme = text.starts_with("https://") || text.starts_with("http://");
        // The host goes into the content security policy as it stands.
        let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':');
        let host = host.strip_prefix("{s}.").unwrap_or(host);
        let good = scheme && !host.is_empty() && host.bytes().all(plain);
        if good && ["{z}", "{x}", "{y}"].iter().all(|part| text.contains(part)) {
            Ok(Self(text.to_owned()))
        } else {
            Err("an address with {z}, {x} and {y} is expected")
        }
    }
}

/// A token nobody guesses.
pub(super) struct MetricsToken(pub(super) Secret);

impl FromStr for MetricsToken {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let good = (16..=200).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
        if good {
            Ok(Self(Secret(text.to_owned())))
        } else {
            Err("16 to 200 visible characters are expected")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_url_is_a_scheme_and_a_host() {
        let read = |text: &str| text.parse::<PublicUrl>().map(|url| url.0);
        assert_eq!(read("https://town.example/"), Ok("https://town.example".to_owned()));
        assert_eq!(read("http://[::1]:8080"), Ok("http://[::1]:8080".to_owned()));
        for bad in ["town.example", "https://", "https://town.example/app", "ftp://town.example"] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_tile_url_cannot_smuggle_words_into_the_policy() {
        assert!("https://{s}.tiles.example/{z}/{x}/{y}.png".parse::<TileUrl>().is_ok());
        for bad in
            ["https://t.example/{z}/{x}.png", "https://a; script-src *//{z}{x}{y}", "tiles/{z}/{x}/{y}"]
        {
            assert!(bad.parse::<TileUrl>().is_err(), "{bad}");
        }
    }

    #[test]
    fn of_a_list_the_bad_item_is_named() {
        let error = "https://a.example, here".parse::<Many<Origin>>().err().unwrap();
        assert!(error.contains("\"here\""), "{error}");
    }
}
