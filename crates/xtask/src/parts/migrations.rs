//! Both databases have the same migrations by name; what they make is compared by `app`'s tests.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use super::Context;
use crate::summary::Outcome;

pub(super) fn check(context: &Context<'_>) -> Result<Outcome> {
    let migrations = context.workspace.root().join("migrations");
    let count = compare(&migrations.join("sqlite"), &migrations.join("postgres"))?;
    Ok(Outcome::Passed(format!("{count} migrations")))
}

fn compare(sqlite: &Path, postgres: &Path) -> Result<usize> {
    let (one, other) = (names(sqlite)?, names(postgres)?);
    let alone: Vec<&String> = one.symmetric_difference(&other).collect();
    ensure!(alone.is_empty(), "only one database has the migrations {alone:?}");
    ensure!(!one.is_empty(), "no migration in {}", sqlite.display());
    Ok(one.len())
}

/// Each migration's files, as `DIRECTORY/FILE`; an empty file would be a forgotten half.
fn names(directory: &Path) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    let read = |path: &Path| fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()));
    for migration in read(directory)? {
        let migration = migration?.path();
        for file in read(&migration)? {
            let file = file?.path();
            let text = fs::read_to_string(&file)?;
            ensure!(!text.trim().is_empty(), "{} is empty", file.display());
            names.insert(file.strip_prefix(directory)?.display().to_string());
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_migration_of_one_database_only_is_named() {
        let root = tempfile::tempdir().unwrap();
        let (one, other) = (root.path().join("sqlite"), root.path().join("postgres"));
        for directory in [&one, &other] {
            fs::create_dir_all(directory.join("0001_core")).unwrap();
            fs::write(directory.join("0001_core/up.sql"), "SELECT 1;").unwrap();
        }
        assert_eq!(compare(&one, &other).unwrap(), 1);
        fs::write(one.join("0001_core/down.sql"), "SELECT 1;").unwrap();
        let error = compare(&one, &other).unwrap_err();
        assert!(error.to_string().contains("0001_core/down.sql"));
        fs::write(other.join("0001_core/down.sql"), "\n").unwrap();
        let error = compare(&one, &other).unwrap_err();
        assert!(error.to_string().contains("is empty"));
    }
}
