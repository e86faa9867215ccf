//! Who does not inspect where: nobody inspects a place that they hold an office in, live in, or have kin in.

use crate::{areas::AreaPath, permissions::Role};

/// What ties somebody to places.
#[derive(Clone, Debug, Default)]
pub struct Ties {
    /// Offices in force, and where.
    pub grants: Vec<(Role, AreaPath)>,
    /// Households they belong to.
    pub households: Vec<AreaPath>,
    /// Places for which they declared kinship.
    pub kinship: Vec<AreaPath>,
}

/// Why somebody does not inspect a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recusal {
    /// They hold an office there or in a part of it.
    Office(Role),
    /// They belong to a household there.
    Household,
    /// They have kin there, or declared it for a wider place.
    Kinship,
}

impl Ties {
    /// Every reason, in the order above; none where they may inspect `subject`. An office over a wider area, as every
    /// inspector holds one, is no reason.
    #[must_use]
    pub fn recusals(&self, subject: &AreaPath) -> Vec<Recusal> {
        let offices = self.grants.iter().filter(|(_, path)| subject.covers(path));
        let mut reasons: Vec<Recusal> = offices.map(|(role, _)| Recusal::Office(*role)).collect();
        if self.households.iter().any(|path| subject.covers(path)) {
            reasons.push(Recusal::Household);
        }
        if self.kinship.iter().any(|path| subject.covers(path) || path.covers(subject)) {
            reasons.push(Recusal::Kinship);
        }
        reasons
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> AreaPath {
        AreaPath::parse(text).unwrap()
    }

    #[test]
    fn an_office_a_home_or_kin_in_the_place_is_a_reason_and_a_wider_office_is_none() {
        let ties = Ties {
            grants: vec![(Role::Inspector, path("1/1/")), (Role::GridWorker, path("1/1/2/3/"))],
            households: vec![path("1/1/4/1/7/")],
            kinship: vec![path("1/1/5/"), path("1/1/6/2/")],
        };
        let reasons = |subject| ties.recusals(&path(subject));
        assert_eq!(reasons("1/1/2/"), [Recusal::Office(Role::GridWorker)]);
        assert_eq!(reasons("1/1/3/"), []);
        assert_eq!(reasons("1/1/4/"), [Recusal::Household]);
        assert_eq!(reasons("1/1/5/"), [Recusal::Kinship]);
        assert_eq!(reasons("1/1/5/1/"), [Recusal::Kinship]);
        assert_eq!(reasons("1/1/6/"), [Recusal::Kinship]);
        assert_eq!(reasons("1/1/6/1/"), []);
        let inspector_there = Ties { grants: vec![(Role::Inspector, path("1/1/3/"))], ..Ties::default() };
        assert_eq!(inspector_there.recusals(&path("1/1/3/")), [Recusal::Office(Role::Inspector)]);
    }
}
