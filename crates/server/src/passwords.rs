//! Passwords of the operator's commands: typed twice, read from a pipe, or made here and shown once.

use std::io::{self, BufRead, IsTerminal};

use anyhow::{Context, bail};
use app::{crypto::base64url, db::Entropy, identity::hash_password};
use clap::Args;
use console::Term;
use domain::identity::check_password;

use crate::runtime::SystemEntropy;

/// Random bytes of a made password: 20 characters.
const MADE_BYTES: usize = 15;

/// Where a password comes from.
#[derive(Args)]
pub(crate) struct PasswordFrom {
    /// Make a password and show it once (also where there is no terminal to type one)
    #[arg(long, conflicts_with = "password_stdin")]
    generate_password: bool,
    /// Read the password from the first line of the standard input
    #[arg(long)]
    password_stdin: bool,
}

/// A password that passed the rules, hashed.
pub(crate) struct Password {
    /// What is stored.
    pub(crate) hash: String,
    /// What to show, where it was made here.
    pub(crate) made: Option<String>,
}

impl PasswordFrom {
    /// Gets a password that is good for `staff`, and is none of the person's `own` names.
    pub(crate) fn get(&self, staff: bool, own: &[&str]) -> anyhow::Result<Password> {
        let (text, made) = if self.password_stdin {
            (first_line(&mut io::stdin().lock())?, false)
        } else if self.generate_password || !io::stdin().is_terminal() {
            (make(), true)
        } else {
            (typed(&Term::stderr())?, false)
        };
        check_password(&text, staff, own)?;
        let hash = hash_password(&text, &SystemEntropy)?;
        Ok(Password { hash, made: made.then_some(text) })
    }
}

impl Password {
    /// Shows a password that was made here, this once.
    pub(crate) fn show(&self) {
        if let Some(made) = &self.made {
            println!("The password is {made}");
            println!("It is shown this once and kept nowhere.");
        }
    }
}

fn make() -> String {
    let mut bytes = [0; MADE_BYTES];
    SystemEntropy.fill(&mut bytes);
    base64url(&bytes)
}

fn first_line(input: &mut impl BufRead) -> anyhow::Result<String> {
    let mut line = String::new();
    input.read_line(&mut line).context("the standard input")?;
    let line = line.trim_end_matches(['\r', '\n']);
    if line.is_empty() { bail!("the standard input holds no password") } else { Ok(line.to_owned()) }
}

/// Asks twice, without showing what is typed.
fn typed(terminal: &Term) -> anyhow::Result<String> {
    let ask = |question: &str| -> anyhow::Result<String> {
        terminal.write_str(question)?;
        Ok(terminal.read_secure_line()?)
    };
    let first = ask("New password: ")?;
    if ask("The same again: ")? == first { Ok(first) } else { bail!("the two passwords differ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_made_password_passes_the_rules_of_staff_and_is_never_the_same() {
        let (one, other) = (make(), make());
        assert_ne!(one, other);
        assert_eq!(check_password(&one, true, &[]), Ok(()));
    }

    #[test]
    fn of_a_pipe_the_first_line_counts_without_its_end() {
        assert_eq!(
            first_line(&mut "柳塘边的青石板路很长\r\nmore".as_bytes()).unwrap(),
            "柳塘边的青石板路很长"
        );
        assert!(first_line(&mut "\n".as_bytes()).is_err());
    }
}
