//! Of which kind a matter is: first the large ones, then, where a group was chosen, those in it.

use std::sync::Arc;

use contract::categories::Category;
use domain::tickets::{CategoryCode, Node, Tree, form::Form};
use leptos::prelude::*;

use crate::{
    components::{Choice, RadioCards},
    i18n::{self, forms, tickets},
};

/// The name of the second question in its form.
pub(super) const WITHIN: &str = "category/within";

/// The kinds in use at a place.
#[derive(Clone)]
pub struct Kinds(Arc<Vec<Category>>);

impl Kinds {
    pub(super) fn of(items: Vec<Category>) -> Self {
        Self(Arc::new(items))
    }

    fn tree(&self) -> Tree<'_> {
        Tree::of(self.0.iter().map(|kind| Node {
            code: &kind.code,
            parent: kind.parent_code.as_ref(),
            active: kind.active,
        }))
    }

    fn find(&self, code: &str) -> Option<&Category> {
        self.0.iter().find(|kind| kind.code.as_str() == code)
    }

    /// Whether there is such a kind.
    pub(super) fn has(&self, code: &str) -> bool {
        self.find(code).is_some()
    }

    /// The group that a kind is in; nothing for none.
    fn group_of(&self, code: &str) -> String {
        let code = CategoryCode::new(code).ok();
        let group = code.and_then(|code| self.tree().group_of(&code).cloned());
        group.map(|group| group.as_str().to_owned()).unwrap_or_default()
    }

    /// Those in a group; with no group, those that are in none.
    fn within(&self, group: &str) -> Vec<&Category> {
        let tree = self.tree();
        let of = |kind: &Category| tree.group_of(&kind.code).map_or("", CategoryCode::as_str) == group;
        self.0.iter().filter(|kind| of(kind)).collect()
    }

    /// Whether others are in it.
    pub(super) fn is_group(&self, code: &str) -> bool {
        CategoryCode::new(code).is_ok_and(|code| self.tree().is_group(&code))
    }

    /// Whether what is reported under it is shown to everybody.
    pub(super) fn is_public(&self, code: &str) -> bool {
        self.find(code).is_some_and(|kind| kind.is_public)
    }

    /// Whether matters of a kind can be reported anonymously.
    pub(super) fn may_be_anonymous(&self, code: &str) -> bool {
        self.find(code).is_some_and(|kind| kind.anonymous_allowed)
    }

    /// What a kind asks.
    pub(super) fn form(&self, code: &str) -> Form {
        self.find(code).filter(|_| !self.is_group(code)).map(|kind| kind.form.clone()).unwrap_or_default()
    }

    /// Each as a card; a group says what is in it.
    fn cards(&self, group: &str) -> Vec<Choice> {
        let name = |kind: &Category| kind.names.get(i18n::lang()).to_owned();
        let card = |kind: &Category| {
            let choice = Choice::new(kind.code.as_str(), name(kind));
            if !self.is_group(kind.code.as_str()) {
                return choice;
            }
            let within: Vec<String> = self.within(kind.code.as_str()).into_iter().map(name).collect();
            choice.hint(forms::such_as(within.join(forms::and())))
        };
        self.within(group).into_iter().map(card).collect()
    }
}

/// Asks for the kind.
#[component]
pub fn KindChoice(
    /// The kinds there are.
    kinds: Kinds,
    /// The code of the chosen kind; of the group alone while nothing in it is chosen.
    value: RwSignal<String>,
) -> impl IntoView {
    let before = value.get_untracked();
    let group = kinds.group_of(&before);
    let (wide, narrow) = if group.is_empty() { (before, String::new()) } else { (group, before) };
    let (wide, narrow) = (RwSignal::new(wide), RwSignal::new(narrow));
    let (all, first, second, opened) = (kinds.clone(), kinds.clone(), kinds.clone(), kinds);
    Effect::new(move |_| {
        let (wide, narrow) = (wide.get(), narrow.get());
        // What was chosen in another group is remembered and does not count.
        let chosen = if !narrow.is_empty() && all.group_of(&narrow) == wide { narrow } else { wide };
        if value.with_untracked(|value| *value != chosen) {
            value.set(chosen);
        }
    });
    let is_open = Memo::new(move |_| wide.with(|wide| opened.is_group(wide)));
    let narrower = Signal::derive(move || wide.with(|wide| second.cards(wide)));
    view! {
        <RadioCards name="category" label=tickets::which_kind value=wide choices=Signal::derive(move || first.cards("")) columns=true/>
        <Show when=move || is_open.get()>
            <RadioCards name=WITHIN label=forms::which_within value=narrow choices=narrower columns=true/>
        </Show>
    }
}
