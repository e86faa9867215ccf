//! Problems: what the API answers when it cannot do as asked (RFC 9457).
//!
//! Every code is a [`ProblemCode`] in the table of its area; clients branch on `code`, people read `detail`
//! in their language. [`ALL`] is what the problem page and the tests go through.

pub mod api_keys;
pub mod areas;
mod common;
pub mod disbursements;
pub mod disclosures;
pub mod fields;
pub mod funds;
mod grants;
pub mod households;
mod identity;
pub mod inspections;
pub mod journal;
pub mod ledger;
pub mod mediations;
pub mod memberships;
pub mod payments;
pub mod points;
pub mod projects;
pub mod providers;
pub mod redemptions;
pub mod saved_filters;
pub mod tickets;
pub mod visits;
pub mod volunteering;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use self::{common::*, grants::*, identity::*};
use crate::lang::{Lang, Text};

/// One kind of problem.
#[derive(Debug)]
pub struct ProblemCode {
    /// The stable code, snake_case.
    pub code: &'static str,
    /// The HTTP status it is sent with.
    pub status: u16,
    /// What it is, in a few words.
    pub title: Text,
    /// What happened and what to do next; `{name}` marks a parameter.
    pub detail: Text,
}

/// Every problem of every area: a new area adds its table here.
pub const ALL: &[&[&ProblemCode]] = &[
    common::PROBLEMS,
    api_keys::PROBLEMS,
    areas::PROBLEMS,
    disbursements::PROBLEMS,
    disclosures::PROBLEMS,
    funds::PROBLEMS,
    grants::PROBLEMS,
    households::PROBLEMS,
    identity::PROBLEMS,
    inspections::PROBLEMS,
    journal::PROBLEMS,
    ledger::PROBLEMS,
    mediations::PROBLEMS,
    memberships::PROBLEMS,
    payments::PROBLEMS,
    points::PROBLEMS,
    projects::PROBLEMS,
    providers::PROBLEMS,
    redemptions::PROBLEMS,
    saved_filters::PROBLEMS,
    tickets::PROBLEMS,
    visits::PROBLEMS,
    volunteering::PROBLEMS,
];

/// Finds a problem by its code.
#[must_use]
pub fn find(code: &str) -> Option<&'static ProblemCode> {
    ALL.iter().flat_map(|table| table.iter()).copied().find(|p| p.code == code)
}

/// Declares an area's problems: one constant each, and `PROBLEMS`, the table of them all.
#[macro_export]
macro_rules! problems {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $status:literal,
        title: [$th:literal, $tt:literal, $te:literal],
        detail: [$dh:literal, $dt:literal, $de:literal];)*) => {
        $($(#[$doc])*
        pub const $name: $crate::problems::ProblemCode = $crate::problems::ProblemCode {
            code: $code,
            status: $status,
            title: $crate::lang::Text { hans: $th, hant: $tt, en: $te },
            detail: $crate::lang::Text { hans: $dh, hant: $dt, en: $de },
        };)*
        /// Every problem of this area.
        pub(super) const PROBLEMS: &[&$crate::problems::ProblemCode] = &[$(&$name),*];
    };
}

/// A problem as it is sent: `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Where the problem is documented.
    #[serde(rename = "type")]
    pub kind: String,
    /// What it is, in the caller's language.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened and what to do next, in the caller's language.
    pub detail: String,
    /// The stable code.
    pub code: Cow<'static, str>,
    /// The request's id, for support; every log line of the request has it too.
    pub request_id: String,
    /// Every bad field of the request at once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// Which field: a JSON pointer into the request's body (`/title`, `/photos/2`).
    pub pointer: String,
    /// The stable code of [`fields`].
    pub code: Cow<'static, str>,
    /// What is wrong and what is right, in the caller's language.
    pub detail: String,
}

impl Problem {
    /// Renders `code` for a reader.
    #[must_use]
    pub fn render(
        code: &ProblemCode,
        lang: Lang,
        params: &[(String, String)],
        request_id: &str,
        errors: Vec<FieldProblem>,
    ) -> Self {
        Self {
            kind: format!("/docs/problems#{}", code.code),
            title: code.title.fill(lang, params),
            status: code.status,
            detail: code.detail.fill(lang, params),
            code: Cow::Borrowed(code.code),
            request_id: request_id.to_owned(),
            errors,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn codes_are_unique_snake_case_and_complete() {
        let mut seen = HashSet::new();
        for problem in ALL.iter().flat_map(|table| table.iter()) {
            assert!(seen.insert(problem.code), "{} twice", problem.code);
            assert!(problem.code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{}", problem.code);
            assert!((400..600).contains(&problem.status), "{}", problem.code);
            for lang in Lang::ALL {
                assert!(!problem.title.get(lang).is_empty() && !problem.detail.get(lang).is_empty());
            }
        }
    }

    #[test]
    fn the_three_languages_of_a_problem_have_the_same_parameters() {
        let names = |text: &str| -> HashSet<String> {
            text.split('{').skip(1).filter_map(|s| s.split_once('}')).map(|(n, _)| n.to_owned()).collect()
        };
        for problem in ALL.iter().flat_map(|table| table.iter()) {
            let d = &problem.detail;
            assert_eq!(names(d.hans), names(d.en), "{}", problem.code);
            assert_eq!(names(d.hans), names(d.hant), "{}", problem.code);
        }
    }
}
