//! The committed API description is the one that the code has.

use std::fs;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use super::{Context, rust};
use crate::process;
use crate::summary::Outcome;

pub(super) fn check(context: &Context<'_>) -> Result<Outcome> {
    let log = Some(context.log.as_path());
    let mut command = Command::new(rust::server_binary(context)?);
    let generated = process::output(command.arg("openapi"), log)?;
    let path = context.workspace.root().join("openapi/openapi.json");
    let committed = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    if let Some(difference) = first_difference(&committed, &generated) {
        bail!("openapi/openapi.json differs from the code; `just openapi` writes it anew\n{difference}");
    }
    Ok(Outcome::Passed(format!("{} lines", committed.lines().count())))
}

/// The first line that differs, on both sides; the last line break does not count.
fn first_difference(committed: &str, generated: &str) -> Option<String> {
    if committed.trim_end() == generated.trim_end() {
        return None;
    }
    let (mut one, mut other) = (committed.trim_end().lines(), generated.trim_end().lines());
    for number in 1usize.. {
        let (left, right) = (one.next(), other.next());
        if left.is_none() && right.is_none() {
            break;
        }
        if left != right {
            let end = "(end of file)";
            return Some(format!("line {number}\n- {}\n+ {}", left.unwrap_or(end), right.unwrap_or(end)));
        }
    }
    Some("line endings differ".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_shown_from_both_sides() {
        assert_eq!(first_difference("a\nb\n", "a\nb"), None);
        let difference = first_difference("a\nb\n", "a\nc\nd\n").unwrap();
        assert_eq!(difference, "line 2\n- b\n+ c");
        let difference = first_difference("a\n", "a\nb\n").unwrap();
        assert!(difference.contains("- (end of file)"));
        assert!(first_difference("a\r\nb", "a\nb").is_some());
    }
}
