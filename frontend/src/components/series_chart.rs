//! Several numbers over time as lines that differ by their marks. A chart is a picture of a table that stands beside it.

use std::fmt::Write as _;

use leptos::{prelude::*, text_prop::TextProp};

use crate::format;

/// Numbers of one kind, a number for each step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// What they are.
    pub name: String,
    /// The numbers, the earliest first.
    pub values: Vec<i64>,
}

// The picture's units. Its letters are read on a phone, so it is no wider than one.
const WIDTH: i64 = 360;
const HEIGHT: i64 = 230;
const LEFT: i64 = 70;
const RIGHT: i64 = 350;
const TOP: i64 = 16;
const BOTTOM: i64 = 196;
/// Labels that have room below each other.
const LABELS_MAX: usize = 5;
/// Marks that have room on a line: more of them would hide it.
const MARKS_MAX: usize = 24;
/// Marks and dashes that there are.
const KINDS: usize = 4;

/// A chart of lines.
#[component]
pub fn SeriesChart(
    /// What it shows, in a sentence: what is read aloud in its place.
    #[prop(into)]
    label: TextProp,
    /// What is written under each step, where there is room; the earliest first.
    steps: Vec<String>,
    /// The lines, at most four.
    series: Vec<Series>,
) -> impl IntoView {
    let scale = Scale::of(&series, steps.len());
    let every = steps.len().div_ceil(LABELS_MAX).max(1);
    let named = steps.into_iter().enumerate().filter(|(index, _)| index % every == 0);
    let names = named
        .map(|(index, name)| {
            view! { <text class="chart__name" x=scale.x(index) y=BOTTOM + 20 text-anchor="middle">{name}</text> }
        })
        .collect_view();
    let grid = scale
        .lines()
        .map(|value| {
            let y = scale.y(value);
            view! {
                <g>
                    <line class="chart__grid" x1=LEFT x2=RIGHT y1=y y2=y></line>
                    <text class="chart__name" x=LEFT - 6 y=y + 4 text-anchor="end">{format::number(value)}</text>
                </g>
            }
        })
        .collect_view();
    let line = |(kind, series): (usize, &Series)| {
        let every = series.values.len().div_ceil(MARKS_MAX).max(1);
        let last = series.values.len().saturating_sub(1);
        let marked = series.values.iter().enumerate().filter(|(index, _)| index % every == 0 || *index == last);
        let marks = marked
            .map(|(index, value)| mark(kind, scale.x(index), scale.y(*value)))
            .collect_view();
        view! {
            <g class=format!("series series--{}", kind % KINDS)>
                <path class="series__line" d=scale.path(&series.values)></path>
                {marks}
            </g>
        }
    };
    let lines = series.iter().enumerate().map(line).collect_view();
    let key = series
        .iter()
        .enumerate()
        .map(|(kind, series)| {
            view! {
                <li class="series__key">
                    <svg class=format!("series series--{}", kind % KINDS) viewBox="0 0 36 16" aria-hidden="true">
                        <path class="series__line" d="M0 8L36 8"></path>
                        {mark(kind, 18, 8)}
                    </svg>
                    <span>{series.name.clone()}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <figure class="stack stack--tight">
            <svg class="chart" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=move || label.get()>
                {grid}
                {names}
                {lines}
            </svg>
            <ul class="series__keys">{key}</ul>
        </figure>
    }
}

/// A circle, a square, a triangle, a diamond.
fn mark(kind: usize, x: i64, y: i64) -> AnyView {
    let d = match kind % KINDS {
        0 => return view! { <circle class="series__mark" cx=x cy=y r="4"></circle> }.into_any(),
        1 => format!("M{} {}h7v7h-7Z", x - 3, y - 3),
        2 => format!("M{x} {}L{} {}L{} {}Z", y - 5, x + 5, y + 4, x - 5, y + 4),
        _ => format!("M{x} {}L{} {y}L{x} {}L{} {y}Z", y - 5, x + 5, y + 5, x - 5),
    };
    view! { <path class="series__mark" d=d></path> }.into_any()
}

/// Where numbers and steps fall on the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Scale {
    low: i64,
    high: i64,
    step: i64,
    count: i64,
}

impl Scale {
    /// Holds every number, and nothing, between two lines of the grid, which stand at round numbers.
    fn of(series: &[Series], count: usize) -> Self {
        let all = || series.iter().flat_map(|series| series.values.iter().copied()).chain([0]);
        let (least, most) = (all().min().unwrap_or(0), all().max().unwrap_or(0));
        let step = round_step(most.saturating_sub(least));
        let low = least.div_euclid(step) * step;
        let high = (most.div_euclid(step) + i64::from(most.rem_euclid(step) > 0)) * step;
        Self { low, high: high.max(low + step), step, count: i64::try_from(count).unwrap_or(i64::MAX) }
    }

    fn x(self, index: usize) -> i64 {
        let index = i64::try_from(index).unwrap_or(0);
        // A single step stands in the middle.
        if self.count < 2 {
            (LEFT + RIGHT) / 2
        } else {
            LEFT + 12 + index * (RIGHT - LEFT - 24) / (self.count - 1)
        }
    }

    fn y(self, value: i64) -> i64 {
        let part = i128::from(value - self.low) * i128::from(BOTTOM - TOP) / i128::from(self.high - self.low);
        BOTTOM - i64::try_from(part).unwrap_or(0)
    }

    /// The lines of the grid: at most seven.
    fn lines(self) -> impl Iterator<Item = i64> {
        (0..=(self.high - self.low) / self.step).map(move |line| self.low + line * self.step)
    }

    fn path(self, values: &[i64]) -> String {
        let mut path = String::new();
        for (index, value) in values.iter().enumerate() {
            let pen = if index == 0 { 'M' } else { 'L' };
            // Writing to a string cannot fail.
            let _ = write!(path, "{pen}{} {}", self.x(index), self.y(*value));
        }
        path
    }
}

/// 1, 2 or 5 times a power of ten, so that at most five of it hold a span.
fn round_step(span: i64) -> i64 {
    let mut power = 1_i64;
    loop {
        for step in [power, power.saturating_mul(2), power.saturating_mul(5)] {
            if span <= step.saturating_mul(5) {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_grid_stand_at_round_numbers() {
        let steps = [(0, 1), (5, 1), (6, 2), (37, 10), (480, 100), (1_001, 500), (999_999, 200_000)];
        for (span, step) in steps {
            assert_eq!(round_step(span), step, "{span}");
        }
        assert!(round_step(i64::MAX) > 0);
    }

    #[test]
    fn every_number_is_on_the_picture() {
        for values in [vec![0, 0], vec![-30, 80], vec![1_000_000_000, 3], vec![7]] {
            let series = [Series { name: String::new(), values: values.clone() }];
            let scale = Scale::of(&series, values.len());
            for value in values {
                assert!((TOP..=BOTTOM).contains(&scale.y(value)), "{value} in {scale:?}");
            }
            assert!((2..=7).contains(&scale.lines().count()), "{scale:?}");
        }
    }
}
