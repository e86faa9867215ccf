//! The same tests on each database.

use anyhow::Result;

use super::{Context, rust};
use crate::postgres::{Cluster, Disk};
use crate::summary::Outcome;
use crate::wheels;

/// Packages whose tests talk to a database.
const PACKAGES: &[&str] = &["app", "api"];
/// The tests use PostgreSQL where this is set: a database in which they may create others.
const VARIABLE: &str = "GONGZHI_TEST_DATABASE_URL";

/// Where the tests find beancount, which adds exported books up once more.
const BEANCOUNT: &str = "GONGZHI_BEANCOUNT";

/// Without the variable of PostgreSQL, each test makes itself an SQLite file.
pub(super) fn sqlite(context: &Context<'_>) -> Result<Outcome> {
    rust::run_tests(context, PACKAGES, &[beancount(context)?])
}

fn beancount(context: &Context<'_>) -> Result<(&'static str, String)> {
    let directory = wheels::BEANCOUNT.install(context.workspace, &context.log)?;
    Ok((BEANCOUNT, directory.display().to_string()))
}

pub(super) fn postgres(context: &Context<'_>) -> Result<Outcome> {
    let cluster = Cluster::start(&context.log, Disk::Ignored)?;
    // The binary too: it is killed on either database.
    let packages = [PACKAGES, &["server"]].concat();
    rust::run_tests(context, &packages, &[(VARIABLE, cluster.url()), beancount(context)?])
}
