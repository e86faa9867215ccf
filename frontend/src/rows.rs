//! Rows that can be added, taken away, brought back and moved. Each has a key that stays with it, so that what is typed, the
//! focus and what was wrong move along.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::{ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsCast as _;

use crate::device;

/// Keys of this page: each is used once.
static NEXT_KEY: AtomicU32 = AtomicU32::new(1);

/// One row.
#[derive(Clone)]
pub struct Row<T> {
    /// Stays with the row.
    pub key: u32,
    /// What it holds.
    pub content: T,
}

/// Rows in their order.
pub struct Rows<T: 'static> {
    all: ArcRwSignal<Vec<Row<T>>>,
}

// Derived, this would ask that the rows themselves can be copied; the list is shared.
impl<T> Clone for Rows<T> {
    fn clone(&self) -> Self {
        Self { all: self.all.clone() }
    }
}

impl<T: Clone + Send + Sync + 'static> Rows<T> {
    /// Rows with these contents.
    pub fn new(contents: impl IntoIterator<Item = T>) -> Self {
        Self { all: ArcRwSignal::new(contents.into_iter().map(row).collect()) }
    }

    /// The rows; tracked.
    pub fn get(&self) -> Vec<Row<T>> {
        self.all.get()
    }

    /// How many there are; tracked.
    pub fn count(&self) -> usize {
        self.all.with(Vec::len)
    }

    /// The row at this place.
    pub fn at(&self, index: usize) -> Option<Row<T>> {
        self.all.with_untracked(|rows| rows.get(index).cloned())
    }

    /// The place of a row; tracked.
    pub fn place(&self, key: u32) -> Option<usize> {
        self.all.with(|rows| rows.iter().position(|row| row.key == key))
    }

    /// Adds a row at the end, or after another one.
    pub fn add(&self, content: T, after: Option<u32>) -> u32 {
        let row = row(content);
        let key = row.key;
        self.all.update(|rows| {
            let place = after.and_then(|after| rows.iter().position(|row| row.key == after));
            rows.insert(place.map_or(rows.len(), |place| place + 1), row);
        });
        key
    }

    /// Takes a row away; the answer brings it back where it was.
    pub fn remove(&self, key: u32) -> Option<(usize, Row<T>)> {
        let place = untrack(|| self.place(key))?;
        let mut taken = None;
        self.all.update(|rows| taken = Some(rows.remove(place)));
        taken.map(|row| (place, row))
    }

    /// Brings back what was taken away.
    pub fn put_back(&self, (place, row): (usize, Row<T>)) {
        self.all.update(|rows| rows.insert(place.min(rows.len()), row));
    }

    /// Moves a row one place up or down; says whether it moved.
    pub fn step(&self, key: u32, down: bool) -> bool {
        let Some(place) = untrack(|| self.place(key)) else { return false };
        let other = if down { Some(place + 1) } else { place.checked_sub(1) };
        let Some(other) = other.filter(|other| *other < self.all.with_untracked(Vec::len)) else {
            return false;
        };
        self.all.update(|rows| rows.swap(place, other));
        true
    }
}

fn row<T>(content: T) -> Row<T> {
    Row { key: NEXT_KEY.fetch_add(1, Ordering::Relaxed), content }
}

/// Moves a row with Alt and an arrow key; the focus goes along, since a row that moves loses it.
pub fn moves_by_keys<T: Clone + Send + Sync + 'static>(
    rows: &Rows<T>,
    key: u32,
    event: &KeyboardEvent,
) -> bool {
    let down = match event.key().as_str() {
        "ArrowDown" => true,
        "ArrowUp" => false,
        _ => return false,
    };
    if !event.alt_key() {
        return false;
    }
    event.prevent_default();
    event.stop_propagation();
    let here = event_target::<web_sys::Element>(event).id();
    if rows.step(key, down) && !here.is_empty() {
        refocus(here);
    }
    true
}

/// Whether Enter was pressed in a line of text, and not to choose among the words that an input method offers. It sends no
/// form by accident then.
pub fn entered(event: &KeyboardEvent) -> bool {
    let in_line = event.target().is_some_and(|target| target.has_type::<web_sys::HtmlInputElement>());
    let pressed = event.key() == "Enter" && in_line && !event.is_composing();
    if pressed {
        event.prevent_default();
        event.stop_propagation();
    }
    pressed
}

/// Moves the focus once the change is drawn.
pub fn refocus(id: String) {
    request_animation_frame(move || device::focus(&id));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_keeps_its_key_while_it_moves_goes_and_comes_back() {
        let rows = Rows::new(["a", "b", "c"]);
        let keys: Vec<u32> = rows.get().iter().map(|row| row.key).collect();
        let order = || rows.get().iter().map(|row| row.content).collect::<String>();
        assert!(rows.step(keys[2], false) && order() == "acb");
        assert!(!rows.step(keys[0], false) && !rows.step(keys[1], true));
        let taken = rows.remove(keys[2]).unwrap();
        assert_eq!((order(), taken.0, taken.1.key), ("ab".to_owned(), 1, keys[2]));
        rows.put_back(taken);
        assert_eq!(order(), "acb");
        rows.add("d", Some(keys[0]));
        assert_eq!(order(), "adcb");
    }
}
