//! The logical structure of a paper, which readers of the screen follow.

use std::num::{NonZeroU16, NonZeroU32};

use krilla::tagging::{Identifier, ListNumbering, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};

/// What an element is.
#[derive(Debug, Clone)]
pub(crate) enum Role {
    /// A heading: the level, from 1, and its text.
    Heading(u16, String),
    Paragraph,
    List,
    Item,
    Label,
    Body,
    Table,
    TableHead,
    TableBody,
    TableRow,
    TableHeading,
    TableCell,
    /// A cell over this many columns.
    TableCellOver(u32),
    /// A picture, and what it shows.
    Figure(String),
}

impl Role {
    fn tag(self) -> TagKind {
        match self {
            Self::Heading(level, title) => {
                Tag::Hn(NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN), Some(title)).into()
            }
            Self::Paragraph => Tag::P.into(),
            Self::List => Tag::L(ListNumbering::None).into(),
            Self::Item => Tag::LI.into(),
            Self::Label => Tag::Lbl.into(),
            Self::Body => Tag::LBody.into(),
            Self::Table => Tag::Table.into(),
            Self::TableHead => Tag::THead.into(),
            Self::TableBody => Tag::TBody.into(),
            Self::TableRow => Tag::TR.into(),
            Self::TableHeading => Tag::TH(TableHeaderScope::Column).into(),
            Self::TableCell => Tag::TD.into(),
            Self::TableCellOver(columns) => {
                Tag::TD.with_col_span(Some(NonZeroU32::new(columns).unwrap_or(NonZeroU32::MIN))).into()
            }
            Self::Figure(alternative) => Tag::Figure(Some(alternative)).into(),
        }
    }
}

/// An element of a [`Structure`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Element(usize);

/// All elements, in reading order.
#[derive(Debug, Default)]
pub(crate) struct Structure {
    nodes: Vec<Node>,
    roots: Vec<Element>,
}

#[derive(Debug)]
struct Node {
    role: Role,
    children: Vec<Element>,
    content: Vec<Identifier>,
}

impl Structure {
    /// Adds an element at the end of the paper.
    pub(crate) fn add(&mut self, role: Role) -> Element {
        let element = self.push(role);
        self.roots.push(element);
        element
    }

    /// Adds an element at the end of another.
    pub(crate) fn add_to(&mut self, parent: Element, role: Role) -> Element {
        let element = self.push(role);
        self.nodes[parent.0].children.push(element);
        element
    }

    /// Tells that what was drawn belongs to the element.
    pub(crate) fn draw(&mut self, element: Element, content: Identifier) {
        self.nodes[element.0].content.push(content);
    }

    fn push(&mut self, role: Role) -> Element {
        self.nodes.push(Node { role, children: Vec::new(), content: Vec::new() });
        Element(self.nodes.len() - 1)
    }

    pub(crate) fn into_tree(self, language: &str) -> TagTree {
        let mut groups: Vec<Option<TagGroup>> = Vec::new();
        groups.resize_with(self.nodes.len(), || None);
        // An element comes after its parent, so from the end, all children of an element are ready before it.
        for (at, node) in self.nodes.into_iter().enumerate().rev() {
            let mut group = TagGroup::new(node.role.tag());
            for identifier in node.content {
                group.push(identifier);
            }
            for child in node.children.into_iter().filter_map(|child| groups[child.0].take()) {
                group.push(child);
            }
            groups[at] = Some(group);
        }
        let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
        for root in self.roots.into_iter().filter_map(|root| groups[root.0].take()) {
            tree.push(root);
        }
        tree
    }
}
