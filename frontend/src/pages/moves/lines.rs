//! What a repair takes, line by line: the material that was used, or what it would cost. Texts as they are typed, read only when
//! they are sent.

use contract::{
    problems::FieldProblem,
    tickets::{Material, QuotationLine},
};
use domain::tickets::Quantity;
use leptos::prelude::*;

use crate::{
    amounts::{hundredths, plain},
    failure::Failure,
    i18n::moves,
    rows::{Row, Rows},
};

/// A line: what, how much of it, and the yuan for one where it has a price.
#[derive(Clone, Default)]
pub struct Line {
    pub(super) what: ArcRwSignal<String>,
    pub(super) quantity: ArcRwSignal<String>,
    pub(super) unit: ArcRwSignal<String>,
    pub(super) unit_price: ArcRwSignal<String>,
}

impl Line {
    fn is_empty(&self) -> bool {
        let all = [&self.what, &self.quantity, &self.unit, &self.unit_price];
        all.into_iter().all(|text| text.with(|text| text.trim().is_empty()))
    }

    /// What it comes to, in fen; none while that cannot be read. Tracked.
    pub(super) fn amount_fen(&self) -> Option<i64> {
        let quantity: Quantity = plain(&self.quantity.get()).parse().ok()?;
        Some(quantity.times_fen(hundredths(&self.unit_price.get())?))
    }
}

/// Lines in their order.
#[derive(Clone)]
pub struct Lines {
    pub(super) rows: Rows<Line>,
}

impl Default for Lines {
    fn default() -> Self {
        Self { rows: Rows::new([]) }
    }
}

impl Lines {
    /// An empty line more; answers its row.
    pub(super) fn add(&self) -> u32 {
        self.rows.add(Line::default(), None)
    }

    /// What they come to as far as they can be read, in fen; tracked.
    pub fn total_fen(&self) -> i64 {
        let amounts = self.rows.get().into_iter().filter_map(|row| row.content.amount_fen());
        amounts.fold(0, i64::saturating_add)
    }

    /// As material that was used.
    pub fn materials(&self) -> Read<Material> {
        self.read(|line, _| Material {
            name: trimmed(&line.what),
            quantity: plain(&line.quantity.get_untracked()),
            unit: trimmed(&line.unit),
        })
    }

    /// As lines of a quotation.
    pub fn quoted(&self) -> Read<QuotationLine> {
        self.read(|line, wrong| {
            let unit_price_fen = hundredths(&line.unit_price.get_untracked());
            if unit_price_fen.is_none() {
                wrong("unit_price_fen", moves::not_yuan());
            }
            QuotationLine {
                description: trimmed(&line.what),
                quantity: plain(&line.quantity.get_untracked()),
                unit: trimmed(&line.unit),
                unit_price_fen: unit_price_fen.unwrap_or_default(),
            }
        })
    }

    /// Lines in which nothing was typed are left out.
    fn read<T>(&self, of: impl Fn(&Line, &mut dyn FnMut(&str, &str)) -> T) -> Read<T> {
        let typed = untrack(|| self.rows.get()).into_iter().filter(|row| !untrack(|| row.content.is_empty()));
        let mut read = Read { items: Vec::new(), keys: Vec::new(), unreadable: Vec::new() };
        for Row { key, content } in typed {
            let unreadable = &mut read.unreadable;
            let mut wrong = |field: &str, why: &str| {
                let pointer = format!("/{}", cell(key, field));
                unreadable.push(FieldProblem { pointer, code: "type".into(), detail: why.to_owned() });
            };
            read.items.push(of(&content, &mut wrong));
            read.keys.push(key);
        }
        read
    }
}

fn trimmed(text: &ArcRwSignal<String>) -> String {
    text.with_untracked(|text| text.trim().to_owned())
}

/// Lines as they are sent, with the rows in which they were typed.
pub struct Read<T> {
    /// The lines.
    pub items: Vec<T>,
    keys: Vec<u32>,
    unreadable: Vec<FieldProblem>,
}

impl<T> Read<T> {
    /// Faults of the body that holds these lines, those of a line at its field wherever the row has moved; first what cannot be
    /// read at all.
    pub fn at_fields(&self, faults: Vec<FieldProblem>) -> Vec<FieldProblem> {
        let at_field = |fault: FieldProblem| match self.field(&fault.pointer) {
            Some(field) => FieldProblem { pointer: format!("/{field}"), ..fault },
            None => fault,
        };
        self.unreadable.iter().cloned().chain(faults.into_iter().map(at_field)).collect()
    }

    /// The same for what went wrong with sending it.
    pub fn at_form(&self, failure: Failure) -> Failure {
        Failure { errors: self.at_fields(failure.errors), ..failure }
    }

    fn field(&self, pointer: &str) -> Option<String> {
        let mut steps = pointer.split('/').skip(2);
        let key = self.keys.get(steps.next()?.parse::<usize>().ok()?)?;
        Some(cell(*key, steps.next().unwrap_or("what")))
    }
}

/// The name of the field of a line, whose name in the body this is.
pub(super) fn cell(key: u32, field: &str) -> String {
    match field {
        "name" | "description" => format!("line{key}-what"),
        field => format!("line{key}-{field}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(lines: &Lines, texts: [&str; 4]) -> u32 {
        let key = lines.add();
        let line = lines.rows.get().pop().unwrap().content;
        let fields = [line.what, line.quantity, line.unit, line.unit_price];
        fields.into_iter().zip(texts).for_each(|(field, text)| field.set(text.to_owned()));
        key
    }

    #[test]
    fn lines_come_to_exact_fen_and_half_a_fen_is_rounded_up() {
        let lines = Lines::default();
        typed(&lines, ["龙头", "2.5", "个", "19.99"]);
        typed(&lines, ["工时", "１", "次", "88"]);
        typed(&lines, ["线", "一", "米", "3"]);
        assert_eq!(lines.total_fen(), 4998 + 8800);
        let read = lines.quoted();
        assert_eq!(read.items[1].quantity, "1");
        assert_eq!(read.items[0].unit_price_fen, 1999);
    }

    #[test]
    fn a_fault_lands_on_its_row_and_empty_rows_are_not_sent() {
        let lines = Lines::default();
        lines.add();
        let first = typed(&lines, ["龙头", "1", "个", "many"]);
        let second = typed(&lines, ["管子", "", "米", "2"]);
        let read = lines.quoted();
        assert_eq!(read.items.len(), 2);
        let fault = |pointer: &str| FieldProblem {
            pointer: pointer.to_owned(),
            code: "quantity".into(),
            detail: String::new(),
        };
        let found =
            read.at_fields(vec![fault("/lines/1/quantity"), fault("/lines/0/description"), fault("/text")]);
        let pointers: Vec<&str> = found.iter().map(|fault| fault.pointer.as_str()).collect();
        let expected = [
            format!("/line{first}-unit_price_fen"),
            format!("/line{second}-quantity"),
            format!("/line{first}-what"),
            "/text".to_owned(),
        ];
        assert_eq!(pointers, expected);
    }
}
