//! One style sheet from many, without the comments and the indentation of its sources.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::assets::files_below;

/// Joins all `.css` files below a directory in the order of their paths.
///
/// # Errors
///
/// When there is none, one cannot be read, or a comment or string has no end.
pub(crate) fn join(directory: &Path) -> Result<String> {
    let mut sheet = String::new();
    for file in files_below(directory)? {
        if file.extension().is_some_and(|extension| extension == "css") {
            let text =
                fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
            sheet.push_str(&squeeze(&text).with_context(|| file.display().to_string())?);
        }
    }
    ensure!(!sheet.is_empty(), "no style sheet in {}", directory.display());
    Ok(sheet)
}

/// Drops comments, and shortens each run of white space outside strings to one character.
///
/// That is all: a white space can carry meaning (`a b`, `calc(1px + 2px)`, `and (`), and after
/// compression the rest is worth nothing.
fn squeeze(source: &str) -> Result<String> {
    let mut squeezed = String::with_capacity(source.len());
    let mut rest = source.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '/' if rest.peek() == Some(&'*') => {
                rest.next();
                let mut ended = false;
                let mut last = ' ';
                for inner in rest.by_ref() {
                    ended = last == '*' && inner == '/';
                    if ended {
                        break;
                    }
                    last = inner;
                }
                ensure!(ended, "a comment has no end");
            }
            '"' | '\'' => {
                squeezed.push(character);
                let mut escaped = false;
                let mut ended = false;
                for inner in rest.by_ref() {
                    squeezed.push(inner);
                    ended = inner == character && !escaped;
                    if ended {
                        break;
                    }
                    escaped = inner == '\\' && !escaped;
                }
                ensure!(ended, "a string has no end");
            }
            space if space.is_ascii_whitespace() => {
                let mut line = space == '\n';
                while let Some(next) = rest.next_if(char::is_ascii_whitespace) {
                    line |= next == '\n';
                }
                if !squeezed.is_empty() && !squeezed.ends_with('\n') {
                    squeezed.push(if line { '\n' } else { ' ' });
                }
            }
            other => squeezed.push(other),
        }
    }
    if !squeezed.is_empty() && !squeezed.ends_with('\n') {
        squeezed.push('\n');
    }
    Ok(squeezed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squeezing_drops_comments_and_indentation_only() {
        let source =
            "/* the page */\nbody > a {\n    width: calc(1px  +  2px);\n\n    color: red; /* x */\n}\n";
        let expected = "body > a {\nwidth: calc(1px + 2px);\ncolor: red; \n}\n";
        assert_eq!(squeeze(source).unwrap(), expected);
    }

    #[test]
    fn strings_stay_as_they_are() {
        let source = r#"a::before { content: "/*  '  \"  */"; }"#;
        assert_eq!(squeeze(source).unwrap(), format!("{source}\n"));
    }

    #[test]
    fn a_comment_without_an_end_is_an_error() {
        assert!(squeeze("a { } /* oh").is_err());
        assert!(squeeze("a { content: \"oh }").is_err());
    }

    #[test]
    fn sheets_are_joined_by_path_and_other_files_left_out() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("b")).unwrap();
        for (name, text) in [("c.css", "c {}"), ("b/b.css", "b {}"), ("a.css", "a {}"), ("a.md", "no")] {
            fs::write(root.path().join(name), text).unwrap();
        }
        assert_eq!(join(root.path()).unwrap(), "a {}\nb {}\nc {}\n");
    }

    #[test]
    fn a_directory_without_a_sheet_is_an_error() {
        let root = tempfile::tempdir().unwrap();
        assert!(join(root.path()).is_err());
    }
}
