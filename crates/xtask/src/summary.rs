//! What a run of the parts came to.

use std::time::Duration;

/// Lines of a failed test that are shown.
const LINES_OF_A_TEST: usize = 30;

/// How one part ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Everything is in order; what was looked at, in a few words.
    Passed(String),
    /// It could not be looked at here, and why.
    Skipped(String),
    /// The first line of the reason.
    Failed(String),
}

/// A finished part.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) part: &'static str,
    pub(crate) outcome: Outcome,
    pub(crate) took: Duration,
}

impl Line {
    /// One line of the summary.
    pub(crate) fn render(&self) -> String {
        let (word, note) = match &self.outcome {
            Outcome::Passed(note) => ("passed", note),
            Outcome::Skipped(note) => ("skipped", note),
            Outcome::Failed(note) => ("FAILED", note),
        };
        let tenths = self.took.as_millis() / 100;
        let seconds = format!("{}.{}", tenths / 10, tenths % 10);
        format!("{word:<8} {:<13} {seconds:>7} s  {note}", self.part).trim_end().to_owned()
    }
}

/// The closing line, in the form that continuous integration reads.
pub(crate) fn closing(lines: &[Line]) -> String {
    let count = |wanted: fn(&Outcome) -> bool| lines.iter().filter(|line| wanted(&line.outcome)).count();
    format!(
        "{} passed, {} failed, {} skipped",
        count(|outcome| matches!(outcome, Outcome::Passed(_))),
        count(|outcome| matches!(outcome, Outcome::Failed(_))),
        count(|outcome| matches!(outcome, Outcome::Skipped(_))),
    )
}

/// Sums up the `test result:` lines of Rust's test harness: passed, failed, ignored.
pub(crate) fn count_tests(log: &str) -> (usize, usize, usize) {
    let mut sums = (0, 0, 0);
    for line in log.lines().filter(|line| line.starts_with("test result: ")) {
        for clause in line.split(['.', ';']) {
            if let Some((number, kind)) = clause.trim().split_once(' ')
                && let Ok(number) = number.parse::<usize>()
            {
                match kind {
                    "passed" => sums.0 += number,
                    "failed" => sums.1 += number,
                    "ignored" => sums.2 += number,
                    _ => {}
                }
            }
        }
    }
    sums
}

/// The end of a log, for the terminal.
pub(crate) fn tail(log: &str, lines: usize) -> String {
    let all: Vec<&str> = log.lines().collect();
    all[all.len().saturating_sub(lines)..].join("\n")
}

/// What Rust's test harness printed of each failed test, for the terminal: its first lines without the stack.
pub(crate) fn failed_tests(log: &str) -> String {
    let mut shown: Vec<&str> = Vec::new();
    let mut of_this = None;
    for line in log.lines() {
        let trimmed = line.trim_start();
        if line.starts_with("---- ") {
            of_this = Some(0);
        } else if line == "failures:" || line.starts_with("test result: ") || trimmed == "stack backtrace:" {
            of_this = None;
        }
        if let Some(lines) = of_this.as_mut().filter(|lines| **lines < LINES_OF_A_TEST) {
            *lines += 1;
            shown.push(line);
        }
    }
    shown.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(outcome: Outcome) -> Line {
        Line { part: "fmt", outcome, took: Duration::from_millis(1_270) }
    }

    #[test]
    fn a_line_has_outcome_part_time_and_note() {
        let rendered = line(Outcome::Passed("12 tests".into())).render();
        assert_eq!(rendered, "passed   fmt               1.2 s  12 tests");
    }

    #[test]
    fn the_closing_line_counts_each_kind() {
        let lines = [
            line(Outcome::Passed(String::new())),
            line(Outcome::Skipped("no network".into())),
            line(Outcome::Failed("x".into())),
            line(Outcome::Passed(String::new())),
        ];
        assert_eq!(closing(&lines), "2 passed, 1 failed, 1 skipped");
    }

    #[test]
    fn counts_are_summed_over_all_binaries() {
        let log = "running 2 tests\n\
                   test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
                   test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured; 4 filtered out; finished in 1.00s\n";
        assert_eq!(count_tests(log), (5, 1, 1));
    }

    #[test]
    fn the_tail_is_the_end_and_no_more_than_there_is() {
        assert_eq!(tail("a\nb\nc", 2), "b\nc");
        assert_eq!(tail("a", 9), "a");
    }

    #[test]
    fn failed_tests_are_shown_without_their_stacks() {
        let log = "test a::b ... FAILED\n\nfailures:\n\n---- a::b stdout ----\nthread 'a::b' panicked at x.rs:1:\n\
                   left: 1\nstack backtrace:\n   0: rust_begin_unwind\n\n---- c stdout ----\nError: no\n\n\
                   failures:\n    a::b\n    c\ntest result: FAILED. 0 passed; 2 failed;\n";
        let shown = failed_tests(log);
        assert!(shown.contains("left: 1") && shown.contains("Error: no"), "{shown}");
        assert!(!shown.contains("rust_begin_unwind") && !shown.contains("test result"), "{shown}");
        assert_eq!(failed_tests("Compiling x\nerror: y\n"), "");
    }
}
