//! The table of `access.txt`.

use std::{collections::BTreeMap, fmt};

use domain::permissions::Role;

use super::Place;

/// Who calls: a column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// Not signed in.
    Nobody,
    /// Signed in, without any role.
    Newcomer,
    /// The person whose thing it is (who reported the ticket, whose account it is), without any role.
    Owner,
    /// Somebody with a role.
    Holder(Role),
}

impl Who {
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::Nobody, Self::Newcomer, Self::Owner].into_iter().chain(Role::ALL.into_iter().map(Self::Holder))
    }

    fn name(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Newcomer => "newcomer",
            Self::Owner => "owner",
            Self::Holder(role) => role.as_str(),
        }
    }

    /// Where the role may be held.
    fn places(self) -> &'static [Place] {
        match self {
            Self::Holder(Role::Resident) => &[Place::Own, Place::Sibling],
            Self::Holder(_) => &[Place::Own, Place::Parent, Place::Sibling],
            _ => &[Place::None],
        }
    }
}

/// Where somebody gets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    Nowhere,
    Own,
    Parent,
    OwnAndParent,
    Anywhere,
}

impl Cell {
    fn parse(word: &str) -> Self {
        match word {
            "-" => Self::Nowhere,
            "own" => Self::Own,
            "parent" => Self::Parent,
            "own+parent" => Self::OwnAndParent,
            "any" => Self::Anywhere,
            other => panic!("access.txt: {other} is no word for a place"),
        }
    }

    fn admits(self, place: Place) -> bool {
        match self {
            Self::Nowhere => false,
            Self::Own => place == Place::Own,
            Self::Parent => place == Place::Parent,
            Self::OwnAndParent => matches!(place, Place::Own | Place::Parent),
            Self::Anywhere => true,
        }
    }

    /// The word for what was seen, where there is one.
    pub fn of(seen: &[(Place, bool)]) -> Option<Self> {
        let all = [Self::Nowhere, Self::Own, Self::Parent, Self::OwnAndParent, Self::Anywhere];
        let fits = |cell: &Self| seen.iter().all(|(place, let_in)| cell.admits(*place) == *let_in);
        all.into_iter().find(fits)
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nowhere => "-",
            Self::Own => "own",
            Self::Parent => "parent",
            Self::OwnAndParent => "own+parent",
            Self::Anywhere => "any",
        })
    }
}

/// One operation's expectations, in the order of [`Who::all`].
pub struct Row {
    pub cells: Vec<Cell>,
}

impl Row {
    /// For each place where `who` may hold a role: whether they get in.
    pub fn expected(&self, who: Who) -> Vec<(Place, bool)> {
        let at = Who::all().position(|other| other == who).unwrap();
        who.places().iter().map(|place| (*place, self.cells[at].admits(*place))).collect()
    }
}

/// The whole table by operation.
pub struct Table {
    pub rows: BTreeMap<String, Row>,
}

impl Table {
    pub fn read() -> Self {
        let text = include_str!("access.txt");
        let mut lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        let head: Vec<&str> = lines.next().unwrap().split_whitespace().skip(1).collect();
        let names: Vec<&str> = Who::all().map(Who::name).collect();
        assert_eq!(head, names, "access.txt: the columns");
        let mut rows = BTreeMap::new();
        for line in lines {
            let mut words = line.split_whitespace();
            let id = words.next().unwrap().to_owned();
            let cells: Vec<Cell> = words.map(Cell::parse).collect();
            assert_eq!(cells.len(), names.len(), "access.txt: {id}");
            assert!(rows.insert(id.clone(), Row { cells }).is_none(), "access.txt: {id} twice");
        }
        Self { rows }
    }
}
