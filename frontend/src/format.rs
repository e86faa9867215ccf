//! Numbers, money, dates and times as a person reads them, in the current language and the device's time zone. Dates
//! go through the browser's `Intl`; money and counts stay integers to the last digit.

use chrono::{DateTime, NaiveDate, Utc};
use contract::lang::Lang;
use js_sys::{Array, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::{device, i18n};

/// A whole number with separators: `12,345`.
pub fn number(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if value < 0 {
        shown.push('−');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// An amount of money given in fen: `¥1,234.50`.
pub fn money(fen: i64) -> String {
    let sign = if fen < 0 { "−" } else { "" };
    let fen = fen.unsigned_abs();
    let yuan = i64::try_from(fen / 100).unwrap_or(i64::MAX);
    format!("{sign}¥{}.{:02}", number(yuan), fen % 100)
}

/// A share as a percentage with one place, rounded half up, from exact integers; `None` of nothing.
pub fn percent(numerator: u64, denominator: u64) -> Option<String> {
    let thousandths =
        (u128::from(numerator) * 2000 + u128::from(denominator)).checked_div(u128::from(denominator) * 2)?;
    Some(format!("{}.{}%", thousandths / 10, thousandths % 10))
}

/// The size of a file: `512 KB`, `3.4 MB`.
pub fn bytes(count: u64) -> String {
    const KB: u64 = 1024;
    const MB: u64 = KB * KB;
    if count < MB {
        format!("{} KB", count.div_ceil(KB))
    } else {
        format!("{}.{} MB", count / MB, count % MB * 10 / MB)
    }
}

/// Date and time: `2026年3月25日 14:05`.
pub fn date_time(at: DateTime<Utc>) -> String {
    dated(at.timestamp_millis(), &[("dateStyle", "medium"), ("timeStyle", "short")])
}

/// Date and time to the second, where the order of moments matters: `2026年3月25日 14:05:32`.
pub fn date_time_second(at: DateTime<Utc>) -> String {
    dated(at.timestamp_millis(), &[("dateStyle", "medium"), ("timeStyle", "medium")])
}

/// The day of a moment on this device's calendar: `2026年3月25日`.
pub fn day_of(at: DateTime<Utc>) -> String {
    dated(at.timestamp_millis(), &[("dateStyle", "medium")])
}

/// A calendar day, which has no time zone: `2026年3月25日`.
pub fn date(day: NaiveDate) -> String {
    let midnight = day.and_hms_opt(0, 0, 0).unwrap_or_default().and_utc();
    dated(midnight.timestamp_millis(), &[("dateStyle", "medium"), ("timeZone", "UTC")])
}

/// A day of this or another year with its weekday: `3月25日周三`.
pub fn day_and_weekday(day: NaiveDate) -> String {
    let midnight = day.and_hms_opt(0, 0, 0).unwrap_or_default().and_utc();
    let options = [("month", "long"), ("day", "numeric"), ("weekday", "short"), ("timeZone", "UTC")];
    dated(midnight.timestamp_millis(), &options)
}

/// A weekday: `周三`.
pub fn weekday(day: NaiveDate) -> String {
    let midnight = day.and_hms_opt(0, 0, 0).unwrap_or_default().and_utc();
    dated(midnight.timestamp_millis(), &[("weekday", "short"), ("timeZone", "UTC")])
}

/// A calendar month: `2026年3月`.
pub fn month(day: NaiveDate) -> String {
    let midnight = day.and_hms_opt(0, 0, 0).unwrap_or_default().and_utc();
    dated(midnight.timestamp_millis(), &[("year", "numeric"), ("month", "long"), ("timeZone", "UTC")])
}

/// A calendar day as a date field takes it: `2026-03-25`.
pub fn iso_date(day: NaiveDate) -> String {
    use chrono::Datelike as _;
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// How long ago or ahead: `3 天前`, `in 2 hours`.
pub fn relative(at: DateTime<Utc>) -> String {
    let (amount, unit) = relative_parts((at - device::now()).num_seconds());
    let options = Object::new();
    set(&options, "numeric", "auto");
    let format = Intl::RelativeTimeFormat::new(&tags(), &options);
    // At most 11 digits of seconds: exact in a double.
    #[expect(clippy::cast_precision_loss, reason = "at most 11 digits: exact in a double")]
    let amount = amount as f64;
    format.format(amount, unit).into()
}

/// The largest unit that a duration fills, and how many of it.
fn relative_parts(seconds: i64) -> (i64, &'static str) {
    const UNITS: [(i64, &str); 6] = [
        (365 * 86_400, "year"),
        (30 * 86_400, "month"),
        (7 * 86_400, "week"),
        (86_400, "day"),
        (3600, "hour"),
        (60, "minute"),
    ];
    let unit = UNITS.into_iter().find(|(length, _)| seconds.abs() >= *length);
    // Below a minute "now" is said: counting seconds helps nobody.
    unit.map_or((0, "second"), |(length, unit)| (seconds / length, unit))
}

fn dated(milliseconds: i64, options: &[(&str, &str)]) -> String {
    let object = Object::new();
    for (name, value) in options {
        set(&object, name, value);
    }
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of a calendar date are exact in a double")]
    let date = js_sys::Date::new(&JsValue::from_f64(milliseconds as f64));
    let format = Intl::DateTimeFormat::new(&tags(), &object).format();
    format.call1(&JsValue::UNDEFINED, &date).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

fn tags() -> Array {
    Array::of1(&JsValue::from_str(match i18n::lang() {
        Lang::ZhHans => "zh-CN",
        Lang::ZhHant => "zh-Hant",
        Lang::En => "en-GB",
    }))
}

fn set(object: &Object, name: &str, value: &str) {
    // Setting a property of a fresh plain object cannot fail.
    let _ = Reflect::set(object, &JsValue::from_str(name), &JsValue::from_str(value));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_keeps_every_fen() {
        assert_eq!(money(0), "¥0.00");
        assert_eq!(money(5), "¥0.05");
        assert_eq!(money(2_500_000), "¥25,000.00");
        assert_eq!(money(-123_450), "−¥1,234.50");
        assert_eq!(money(i64::MAX), "¥92,233,720,368,547,758.07");
    }

    #[test]
    fn numbers_are_grouped_by_three() {
        assert_eq!(number(999), "999");
        assert_eq!(number(1000), "1,000");
        assert_eq!(number(-1_234_567), "−1,234,567");
    }

    #[test]
    fn a_share_is_rounded_half_up_and_none_of_nothing() {
        assert_eq!(percent(1, 3).as_deref(), Some("33.3%"));
        assert_eq!(percent(2, 3).as_deref(), Some("66.7%"));
        assert_eq!(percent(1, 2000).as_deref(), Some("0.1%"));
        assert_eq!(percent(5, 5).as_deref(), Some("100.0%"));
        assert_eq!(percent(0, 0), None);
    }

    #[test]
    fn a_duration_is_told_in_its_largest_unit() {
        assert_eq!(relative_parts(-30), (0, "second"));
        assert_eq!(relative_parts(-90), (-1, "minute"));
        assert_eq!(relative_parts(7200), (2, "hour"));
        assert_eq!(relative_parts(-86_400 * 3), (-3, "day"));
        assert_eq!(relative_parts(86_400 * 400), (1, "year"));
    }
}
