//! JSON Merge Patch (RFC 7396): absent and `null` mean different things.

use serde::{Deserialize, Deserializer};

/// For fields of a patch, with `#[serde(default, deserialize_with = "patch::present")]`: a field that is
/// there is `Some`. On an `Option<Option<T>>` `null` is `Some(None)`; on an `Option<T>` it is refused.
///
/// # Errors
/// Where the value is no `T`.
pub fn present<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    T::deserialize(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Patch {
        #[serde(default, deserialize_with = "present")]
        count: Option<Option<i64>>,
        #[serde(default, deserialize_with = "present")]
        name: Option<String>,
    }

    #[test]
    fn absent_stays_and_null_empties() {
        let read = |text: &str| serde_json::from_str::<Patch>(text);
        assert_eq!(read("{}").unwrap(), Patch { count: None, name: None });
        assert_eq!(read(r#"{"count": null}"#).unwrap().count, Some(None));
        assert_eq!(read(r#"{"count": 3, "name": "a"}"#).unwrap().count, Some(Some(3)));
        assert!(read(r#"{"name": null}"#).is_err());
    }
}
