//! Where the store is.

use std::str::FromStr;

/// A store's address, decided by its scheme alone.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// `postgres://…` or `postgresql://…`
    Postgres(String),
    /// `sqlite:PATH`
    Sqlite {
        /// The file.
        path: String,
        /// Whether an acknowledged write survives power loss (`synchronous=FULL`, the default);
        /// `sqlite:PATH?durability=relaxed` gives that up for speed.
        durable: bool,
    },
}

/// Why an address cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the database address must begin with sqlite: or postgres://, like sqlite:data/gongzhi.sqlite")]
pub struct DatabaseUrlError;

impl FromStr for DatabaseUrl {
    type Err = DatabaseUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        let rest = text.strip_prefix("sqlite:").ok_or(DatabaseUrlError)?;
        let rest = rest.strip_prefix("//").unwrap_or(rest);
        let (path, durable) = match rest.split_once('?') {
            None => (rest, true),
            Some((path, "durability=full")) => (path, true),
            Some((path, "durability=relaxed")) => (path, false),
            Some(_) => return Err(DatabaseUrlError),
        };
        if path.is_empty() || path.contains(":memory:") {
            return Err(DatabaseUrlError);
        }
        Ok(Self::Sqlite { path: path.to_owned(), durable })
    }
}

impl DatabaseUrl {
    /// The same store; a write that was acknowledged may be lost with the power.
    #[must_use]
    pub fn relaxed(&self) -> Self {
        match self {
            Self::Postgres(url) => Self::Postgres(url.clone()),
            Self::Sqlite { path, .. } => Self::Sqlite { path: path.clone(), durable: false },
        }
    }
}

/// Shown without the password.
impl std::fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Postgres(url) => {
                let host = url.rsplit_once('@').map_or_else(|| url.as_str(), |(_, host)| host);
                write!(f, "postgres://…@{}", host.trim_start_matches("postgres://"))
            }
            Self::Sqlite { path, .. } => write!(f, "sqlite:{path}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scheme_alone_decides() {
        assert!(matches!("postgres://u:p@h/d".parse(), Ok(DatabaseUrl::Postgres(_))));
        assert_eq!(
            "sqlite:a.db?durability=relaxed".parse(),
            Ok(DatabaseUrl::Sqlite { path: "a.db".into(), durable: false })
        );
        for bad in ["a.db", "mysql://h/d", "sqlite:", "sqlite::memory:", "sqlite:a?x=1"] {
            assert_eq!(bad.parse::<DatabaseUrl>(), Err(DatabaseUrlError), "{bad}");
        }
    }

    #[test]
    fn a_password_is_not_shown() {
        let url: DatabaseUrl = "postgres://user:secret@host/db".parse().unwrap();
        assert!(!format!("{url:?}").contains("secret"));
    }
}
