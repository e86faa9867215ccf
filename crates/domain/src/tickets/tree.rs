//! Kinds of matters in groups. A group is a kind that others name as their parent; nobody reports under it.
//!
//! Kinds are inherited code by code, so a narrower area may add to a wider one's and the wider one change later. What is
//! refused when a kind is saved ([`Tree::accept`]) can therefore still come about; [`Tree`] reads it all the same: a parent
//! that has a parent itself, or is not there, counts as none.

use super::CategoryCode;

/// A kind as the tree sees it.
#[derive(Clone, Copy, Debug)]
pub struct Node<'a> {
    /// Its code.
    pub code: &'a CategoryCode,
    /// The group that it names.
    pub parent: Option<&'a CategoryCode>,
    /// Whether it is in use by itself.
    pub active: bool,
}

/// Why a kind cannot be put into a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParentError {
    /// There is no such kind in the area.
    #[error("there is no such category")]
    Unknown,
    /// It is the kind itself.
    #[error("a category is no group of its own")]
    Itself,
    /// It is in a group already.
    #[error("a group is in no other group")]
    InGroup,
    /// Others are in the kind.
    #[error("a category that holds others is in no group")]
    HoldsOthers,
}

/// The kinds in force in an area.
#[derive(Clone, Debug)]
pub struct Tree<'a>(Vec<Node<'a>>);

impl<'a> Tree<'a> {
    /// The tree of kinds; each code is there once.
    #[must_use]
    pub fn of(nodes: impl IntoIterator<Item = Node<'a>>) -> Self {
        Self(nodes.into_iter().collect())
    }

    fn find(&self, code: &CategoryCode) -> Option<&Node<'a>> {
        self.0.iter().find(|node| node.code == code)
    }

    /// The group that a kind is in.
    #[must_use]
    pub fn group_of(&self, code: &CategoryCode) -> Option<&'a CategoryCode> {
        let parent = self.find(code)?.parent.filter(|parent| *parent != code)?;
        let group = self.find(parent)?;
        (group.parent.is_none() && !group.code.is_internal()).then_some(group.code)
    }

    /// Whether others are in it that are in use.
    #[must_use]
    pub fn is_group(&self, code: &CategoryCode) -> bool {
        self.0.iter().any(|node| node.active && self.group_of(node.code) == Some(code))
    }

    /// Whether it is in use: it is itself, and so is the group that it is in.
    #[must_use]
    pub fn is_in_use(&self, code: &CategoryCode) -> bool {
        let active = |code: &CategoryCode| self.find(code).is_some_and(|node| node.active);
        active(code) && self.group_of(code).is_none_or(active)
    }

    /// Whether people report under it.
    #[must_use]
    pub fn is_reportable(&self, code: &CategoryCode) -> bool {
        self.is_in_use(code) && !code.is_internal() && !self.is_group(code)
    }

    /// Whether `code`, new or not, may be put into the group `parent`.
    ///
    /// # Errors
    /// [`ParentError`].
    pub fn accept(&self, code: &CategoryCode, parent: &CategoryCode) -> Result<(), ParentError> {
        if code == parent {
            return Err(ParentError::Itself);
        }
        let group = self.find(parent).filter(|group| !group.code.is_internal());
        if group.ok_or(ParentError::Unknown)?.parent.is_some() {
            return Err(ParentError::InGroup);
        }
        let held = self.0.iter().any(|node| node.code != code && node.parent == Some(code));
        if held { Err(ParentError::HoldsOthers) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> CategoryCode {
        CategoryCode::new(text).unwrap()
    }

    type Raw = Vec<(CategoryCode, Option<CategoryCode>, bool)>;

    fn kinds(raw: &[(&str, Option<&str>, bool)]) -> Raw {
        raw.iter().map(|(own, parent, active)| (code(own), parent.map(code), *active)).collect()
    }

    fn tree(kinds: &Raw) -> Tree<'_> {
        Tree::of(kinds.iter().map(|(code, parent, active)| Node {
            code,
            parent: parent.as_ref(),
            active: *active,
        }))
    }

    #[test]
    fn a_group_is_what_others_are_in_and_nobody_reports_under_it() {
        let kinds = kinds(&[("roads", None, true), ("lamps", Some("roads"), true), ("noise", None, true)]);
        let tree = tree(&kinds);
        assert!(tree.is_group(&code("roads")) && !tree.is_group(&code("noise")));
        assert_eq!(tree.group_of(&code("lamps")), Some(&code("roads")));
        let reportable = ["roads", "lamps", "noise", "nothing"].map(|kind| tree.is_reportable(&code(kind)));
        assert_eq!(reportable, [false, true, true, false]);
    }

    #[test]
    fn a_group_out_of_use_takes_what_is_in_it_along() {
        let kinds = kinds(&[("roads", None, false), ("lamps", Some("roads"), true)]);
        assert!(!tree(&kinds).is_in_use(&code("lamps")) && !tree(&kinds).is_reportable(&code("lamps")));
    }

    #[test]
    fn a_group_with_nothing_in_use_in_it_is_reported_under_itself() {
        let kinds = kinds(&[("roads", None, true), ("lamps", Some("roads"), false)]);
        assert!(tree(&kinds).is_reportable(&code("roads")));
    }

    #[test]
    fn what_inheritance_makes_of_parents_never_hides_a_kind() {
        // A circle, a chain of three, a parent that is not there, one's own.
        let kinds = kinds(&[
            ("a", Some("b"), true),
            ("b", Some("a"), true),
            ("c", None, true),
            ("d", Some("c"), true),
            ("e", Some("d"), true),
            ("f", Some("gone"), true),
            ("g", Some("g"), true),
            ("h", Some("rectification"), true),
            ("rectification", None, true),
        ]);
        let tree = tree(&kinds);
        let reportable = ["a", "b", "c", "d", "e", "f", "g", "h"].map(|kind| tree.is_reportable(&code(kind)));
        assert_eq!(reportable, [true, true, false, true, true, true, true, true]);
        assert!(!tree.is_reportable(&code("rectification")));
    }

    #[test]
    fn groups_are_one_deep_and_never_in_a_circle() {
        let kinds = kinds(&[
            ("roads", None, true),
            ("lamps", Some("roads"), true),
            ("noise", None, true),
            ("rectification", None, true),
        ]);
        let tree = tree(&kinds);
        let accept = |own: &str, parent: &str| tree.accept(&code(own), &code(parent));
        assert_eq!(accept("noise", "roads"), Ok(()));
        assert_eq!(accept("new", "roads"), Ok(()));
        assert_eq!(accept("lamps", "noise"), Ok(()));
        assert_eq!(accept("noise", "noise"), Err(ParentError::Itself));
        assert_eq!(accept("noise", "gone"), Err(ParentError::Unknown));
        assert_eq!(accept("noise", "rectification"), Err(ParentError::Unknown));
        assert_eq!(accept("noise", "lamps"), Err(ParentError::InGroup));
        assert_eq!(accept("roads", "noise"), Err(ParentError::HoldsOthers));
        assert_eq!(accept("roads", "lamps"), Err(ParentError::InGroup));
    }
}
