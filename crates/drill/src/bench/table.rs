//! The figures as tables: for the terminal and for docs.

use std::{
    fmt::{self, Display, Formatter},
    fs,
    path::Path,
};

use anyhow::{Context, Result};
use app::db::Clock;

use super::{Options, funds::Funds, growth::Growth, load::Figures};
use crate::system::{SystemClock, machine};

/// One request's rounds: the application, the minimal handler.
pub(super) struct Measured {
    pub(super) name: &'static str,
    pub(super) connections: u32,
    pub(super) statements: (usize, usize),
    pub(super) rounds: Vec<(Figures, Figures)>,
}

/// One store's requests.
pub(super) struct Table {
    pub(super) store: &'static str,
    pub(super) tickets: usize,
    pub(super) start_millis: u128,
    pub(super) idle_mb: u64,
    pub(super) loaded_mb: u64,
    pub(super) rows: Vec<Measured>,
    /// Postings on one programme as a share of those over many, in hundredths: of the application, of the minimal
    /// handler.
    pub(super) one_of_many: Option<(u64, u64)>,
}

impl Measured {
    fn median(&self, of: impl Fn(&(Figures, Figures)) -> u64) -> u64 {
        median(self.rounds.iter().map(of).collect())
    }

    /// The median of the rounds' ratios, in hundredths.
    fn ratio(&self, of: impl Fn(&Figures) -> u64) -> u64 {
        self.median(|(real, minimal)| of(real) * 100 / of(minimal).max(1))
    }
}

pub(super) fn median(mut all: Vec<u64>) -> u64 {
    all.sort_unstable();
    all.get(all.len() / 2).copied().unwrap_or_default()
}

/// Hundredths as `0.85`.
pub(super) fn hundredths(value: u64) -> String {
    format!("{}.{:02}", value / 100, value % 100)
}

/// Microseconds as milliseconds.
pub(super) fn millis(micros: u64) -> String {
    format!("{}.{:02}", micros / 1_000, micros % 1_000 / 10)
}

impl Display for Measured {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { name, connections, statements: (real, minimal), .. } = self;
        write!(
            f,
            "| {name} | {connections} | {} | {} | {} | {} | {} | {} | **{}** | {} | {real} / {minimal} |",
            self.median(|(real, _)| real.per_second()),
            millis(self.median(|(real, _)| real.p50)),
            millis(self.median(|(real, _)| real.p99)),
            self.median(|(_, minimal)| minimal.per_second()),
            millis(self.median(|(_, minimal)| minimal.p50)),
            millis(self.median(|(_, minimal)| minimal.p99)),
            hundredths(self.ratio(Figures::per_second)),
            hundredths(self.ratio(|figures| figures.p99)),
        )
    }
}

impl Display for Table {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "**{}**, {} tickets. The server listens after {} ms and holds {} MB idle, at most {} MB under load, without the pages of the store that the system lends it.\n",
            self.store, self.tickets, self.start_millis, self.idle_mb, self.loaded_mb
        )?;
        writeln!(
            f,
            "| request | connections | req/s | p50 ms | p99 ms | minimal req/s | p50 ms | p99 ms | ratio | p99 ratio | statements |"
        )?;
        writeln!(f, "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|")?;
        self.rows.iter().try_for_each(|row| writeln!(f, "{row}"))?;
        let Some((real, minimal)) = self.one_of_many else { return Ok(()) };
        writeln!(
            f,
            "\nPostings that all take from one budget are **{}** of those over many; {} with the minimal handler.",
            hundredths(real),
            hundredths(minimal)
        )
    }
}

/// The section for docs.
pub(super) fn section(
    tables: &[Table],
    grown: &[Growth],
    (settled, searched, funds): (Option<&str>, &[String], &[Funds]),
    options: &Options,
) -> String {
    let mut text = format!(
        "`cargo xtask bench --rounds {} --seconds {} --tickets {} --entries {} --searched {} --gifts {} --write` on {}, {}: load generator, servers and databases \
         share the machine. Medians of the rounds; ratios are taken within each round and are what to compare. \
         `statements` counts those of the application and of the minimal handler, without `BEGIN` and `COMMIT`.\n",
        options.rounds,
        options.seconds,
        options.tickets,
        options.entries,
        options.searched.iter().map(usize::to_string).collect::<Vec<_>>().join(","),
        options.gifts,
        machine(),
        SystemClock.now().format("%Y-%m-%d"),
    );
    for table in tables {
        text.push_str(&format!("\n{table}"));
    }
    for growth in grown {
        text.push_str(&format!("\n{growth}"));
    }
    if let Some(settled) = settled {
        text.push_str(&format!(
            "\n**A half-year settled** on PostgreSQL, one transaction from the request to the commit; what is kept are \
             inputs and lines.\n\n{settled}"
        ));
    }
    for searched in searched {
        text.push_str(&format!("\n{searched}"));
    }
    for funds in funds {
        text.push_str(&format!("\n{funds}"));
    }
    text
}

const BEGIN: &str = "<!-- bench: begin -->\n";
const END: &str = "<!-- bench: end -->";

/// Puts the section between its marks in `file`.
///
/// # Errors
/// When the file cannot be read or written, or has no marks.
pub(super) fn write(file: &Path, section: &str) -> Result<()> {
    let old = fs::read_to_string(file).with_context(|| format!("{}", file.display()))?;
    let new = replaced(&old, section)
        .with_context(|| format!("{} has no marks for the figures", file.display()))?;
    fs::write(file, new).with_context(|| format!("{}", file.display()))
}

fn replaced(old: &str, section: &str) -> Option<String> {
    let (before, rest) = old.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}{section}{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_replaces_the_one_before_and_nothing_else() {
        let old = format!("# Measured\n\n{BEGIN}old\n{END}\nmore\n");
        let new = replaced(&old, "new\n").unwrap();
        assert_eq!(new, format!("# Measured\n\n{BEGIN}new\n{END}\nmore\n"));
        assert_eq!(replaced("no marks", "new"), None);
    }

    #[test]
    fn figures_are_written_without_rounding_up() {
        assert_eq!(
            (hundredths(85), hundredths(104), millis(12_345)),
            ("0.85".into(), "1.04".into(), "12.34".into())
        );
    }

    #[test]
    fn one_slow_round_does_not_move_the_median() {
        assert_eq!(median(vec![900, 10, 1_000]), 900);
        assert_eq!(median(Vec::new()), 0);
    }
}
