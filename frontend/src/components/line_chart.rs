//! Numbers over time as a line, with gaps where there are none. A chart is a picture of a table that stands beside it.

use std::fmt::Write as _;

use leptos::{prelude::*, text_prop::TextProp};

/// One step of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartPoint {
    /// What is written under it, where there is room.
    pub label: String,
    /// Its number in hundredths; a gap where absent.
    pub value: Option<i64>,
    /// Whether it is drawn as a diamond: a number that was corrected.
    pub marked: bool,
}

// The picture's units. Its letters are read on a phone, so it is no wider than one.
const WIDTH: i64 = 360;
const HEIGHT: i64 = 210;
const LEFT: i64 = 34;
const RIGHT: i64 = 350;
const TOP: i64 = 16;
const BOTTOM: i64 = 180;
/// Labels that have room below each other.
const LABELS_MAX: usize = 6;
/// Five whole points, in hundredths: lines of the grid stand at multiples of it.
const GRID: i64 = 500;

/// A line chart of numbers between 0.00 and 100.00.
#[component]
pub fn LineChart(
    /// What it shows, in a sentence: what is read aloud in its place.
    #[prop(into)]
    label: TextProp,
    /// The steps, the earliest first; at least one number among them.
    points: Vec<ChartPoint>,
    /// A line that numbers are to reach, in hundredths, and what it is called.
    #[prop(optional)]
    threshold: Option<(i64, String)>,
) -> impl IntoView {
    let scale = Scale::of(&points, threshold.as_ref().map(|(value, _)| *value));
    let every = points.len().div_ceil(LABELS_MAX).max(1);
    let named = points.iter().enumerate().filter(|(index, _)| index % every == 0);
    let names = named
        .map(|(index, point)| {
            view! { <text class="chart__name" x=scale.x(index) y=BOTTOM + 18 text-anchor="middle">{point.label.clone()}</text> }
        })
        .collect_view();
    let grid = scale
        .steps()
        .map(|value| {
            let y = scale.y(value);
            view! {
                <g>
                    <line class="chart__grid" x1=LEFT x2=RIGHT y1=y y2=y></line>
                    <text class="chart__name" x=LEFT - 5 y=y + 4 text-anchor="end">{value / 100}</text>
                </g>
            }
        })
        .collect_view();
    let threshold = threshold.map(|(value, words)| {
        let y = scale.y(value);
        view! {
            <g>
                <line class="chart__threshold" x1=LEFT x2=RIGHT y1=y y2=y></line>
                <text class="chart__threshold-name" x=RIGHT y=y - 4 text-anchor="end">{words}</text>
            </g>
        }
    });
    let marks = points
        .iter()
        .enumerate()
        .filter_map(|(index, point)| Some((scale.x(index), scale.y(point.value?), point.marked)))
        .map(|(x, y, marked)| {
            if marked {
                let d = format!("M{x} {}L{} {y}L{x} {}L{} {y}Z", y - 7, x + 7, y + 7, x - 7);
                view! { <path class="chart__mark chart__mark--diamond" d=d></path> }.into_any()
            } else {
                view! { <circle class="chart__mark" cx=x cy=y r="4"></circle> }.into_any()
            }
        })
        .collect_view();
    view! {
        <svg class="chart" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=move || label.get()>
            {grid}
            {names}
            {threshold}
            <path class="chart__line" d=scale.path(&points)></path>
            {marks}
        </svg>
    }
}

/// Where numbers and steps fall on the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Scale {
    low: i64,
    high: i64,
    count: i64,
}

impl Scale {
    /// Holds every number and the threshold between two lines of the grid.
    fn of(points: &[ChartPoint], threshold: Option<i64>) -> Self {
        let all = || points.iter().filter_map(|point| point.value).chain(threshold);
        let low = all().min().unwrap_or(0).div_euclid(GRID) * GRID;
        let high = (all().max().unwrap_or(0).div_euclid(GRID) + 1) * GRID;
        let count = i64::try_from(points.len()).unwrap_or(i64::MAX);
        Self { low: low.max(0), high: high.min(10_000).max(low + GRID), count }
    }

    fn x(self, index: usize) -> i64 {
        let index = i64::try_from(index).unwrap_or(0);
        // A single step stands in the middle.
        if self.count < 2 {
            (LEFT + RIGHT) / 2
        } else {
            LEFT + 10 + index * (RIGHT - LEFT - 20) / (self.count - 1)
        }
    }

    fn y(self, value: i64) -> i64 {
        BOTTOM - (value - self.low) * (BOTTOM - TOP) / (self.high - self.low)
    }

    /// The lines of the grid: not more than eight.
    fn steps(self) -> impl Iterator<Item = i64> {
        let lines = (self.high - self.low) / GRID;
        let step = if lines > 8 { GRID * 2 } else { GRID };
        (0..=lines).map(move |line| self.low + line * step).take_while(move |value| *value <= self.high)
    }

    /// The line, broken where there is no number.
    fn path(self, points: &[ChartPoint]) -> String {
        let mut path = String::new();
        let mut pen = 'M';
        for (index, point) in points.iter().enumerate() {
            match point.value {
                Some(value) => {
                    // Writing to a string cannot fail.
                    let _ = write!(path, "{pen}{} {}", self.x(index), self.y(value));
                    pen = 'L';
                }
                None => pen = 'M',
            }
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(values: &[Option<i64>]) -> Vec<ChartPoint> {
        let point = |value: &Option<i64>| ChartPoint { label: String::new(), value: *value, marked: false };
        values.iter().map(point).collect()
    }

    #[test]
    fn a_month_without_a_number_breaks_the_line() {
        let points = points(&[Some(9_100), None, Some(9_200), Some(9_300)]);
        let path = Scale::of(&points, Some(9_000)).path(&points);
        assert_eq!((path.matches('M').count(), path.matches('L').count()), (2, 1));
    }

    #[test]
    fn every_number_and_the_threshold_are_on_the_picture() {
        for values in [[0, 10_000], [9_000, 9_000], [7_333, 9_999], [10_000, 10_000]] {
            let points = points(&values.map(Some));
            let scale = Scale::of(&points, Some(9_000));
            for value in values.into_iter().chain([9_000]) {
                assert!((TOP..=BOTTOM).contains(&scale.y(value)), "{value} in {scale:?}");
            }
            assert!((1..=11).contains(&scale.steps().count()));
        }
    }
}
