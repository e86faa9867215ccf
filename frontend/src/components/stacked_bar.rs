//! What a whole is made of, as one bar. Its parts differ by pattern and words, not by colour alone, and each can be
//! opened.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::{prelude::*, text_prop::TextProp};

use crate::format;

/// One part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarPart {
    /// What it is.
    pub name: String,
    /// How much; less than 1 is not drawn.
    pub amount: i64,
    /// What it is made of, where that can be opened.
    pub href: Option<String>,
}

/// Width of a whole bar, in units of the drawing.
const WIDTH: i64 = 1_000;
/// Patterns that there are; further parts begin again with the first.
const PATTERNS: usize = 8;
/// Patterns have names of their own in a document.
static NEXT: AtomicU32 = AtomicU32::new(1);

/// A bar and what stands for what.
#[component]
pub fn StackedBar(
    /// What the whole is.
    #[prop(into)]
    label: TextProp,
    /// Its parts, in order.
    parts: Vec<BarPart>,
    /// What a full bar stands for, where that is more than the parts together.
    #[prop(optional)]
    whole: i64,
    /// The words below each other instead of side by side.
    #[prop(optional)]
    listed: bool,
) -> impl IntoView {
    let id = NEXT.fetch_add(1, Ordering::Relaxed);
    let drawn = |part: &&BarPart| part.amount > 0;
    let sum = parts.iter().filter(drawn).fold(0_i64, |sum, part| sum.saturating_add(part.amount));
    let whole = whole.max(sum);
    let segments = segments(&parts, whole);
    let rects = segments
        .into_iter()
        .enumerate()
        .filter(|(_, (_, width))| *width > 0)
        .map(|(index, (start, width))| {
            view! { <rect class="stacked__part" x=start width=width height="24" fill=fill(id, index)></rect> }
        })
        .collect_view();
    let entry = move |(index, part): (usize, BarPart)| {
        let share = u64::try_from(part.amount).ok().zip(u64::try_from(sum).ok());
        let share = share.and_then(|(part, sum)| format::percent(part, sum));
        let amount = format::number(part.amount);
        view! {
            <li class="stacked__entry">
                <svg class="stacked__swatch" viewBox="0 0 28 16" aria-hidden="true">
                    <rect class="stacked__part" width="28" height="16" fill=fill(id, index)></rect>
                </svg>
                <span class="stacked__name">{part.name}</span>
                <span class="stacked__amount">
                    {match part.href {
                        Some(href) => view! { <a href=href>{amount}</a> }.into_any(),
                        None => amount.into_any(),
                    }}
                </span>
                {share.map(|share| view! { <span class="small soft">{share}</span> })}
            </li>
        }
    };
    view! {
        <figure class="stacked">
            <figcaption class="visually-hidden">{move || label.get()}</figcaption>
            <svg class="stacked__bar" viewBox="0 0 1000 24" preserveAspectRatio="none" aria-hidden="true">
                {patterns(id)}
                <rect class="stacked__ground" width=WIDTH height="24"></rect>
                {rects}
            </svg>
            <ul class="stacked__key" class:stacked__key--listed=listed>
                {parts.into_iter().enumerate().map(entry).collect_view()}
            </ul>
        </figure>
    }
}

fn fill(id: u32, index: usize) -> String {
    format!("url(#bar-{id}-{})", index % PATTERNS)
}

/// Full, striped, dotted, empty, crossed, lying stripes, slanted, small squares.
fn patterns(id: u32) -> impl IntoView {
    let pattern = move |index: usize, drawing: AnyView| {
        view! {
            <pattern id=format!("bar-{id}-{index}") width="8" height="8" patternUnits="userSpaceOnUse">{drawing}</pattern>
        }
    };
    let ground = || view! { <rect class="stacked__paper" width="8" height="8"></rect> };
    view! {
        <defs>
            {pattern(0, view! { <rect class="stacked__ink" width="8" height="8"></rect> }.into_any())}
            {pattern(1, view! { {ground()}<rect class="stacked__ink" width="3" height="8"></rect> }.into_any())}
            {pattern(2, view! { {ground()}<circle class="stacked__ink" cx="4" cy="4" r="1.8"></circle> }.into_any())}
            {pattern(3, ground().into_any())}
            {pattern(4, view! { {ground()}<path class="stacked__line" d="M0 0L8 8M8 0L0 8"></path> }.into_any())}
            {pattern(5, view! { {ground()}<rect class="stacked__ink" width="8" height="3"></rect> }.into_any())}
            {pattern(6, view! { {ground()}<path class="stacked__line" d="M0 8L8 0M-1 1L1 -1M7 9L9 7"></path> }.into_any())}
            {pattern(7, view! { {ground()}<rect class="stacked__ink" x="1" y="1" width="5" height="5"></rect> }.into_any())}
        </defs>
    }
}

/// Where each part begins and how wide it is. What there is, is seen, however little.
fn segments(parts: &[BarPart], whole: i64) -> Vec<(i64, i64)> {
    let mut before = 0_i128;
    let at =
        |amount: i128| i64::try_from(amount * i128::from(WIDTH) / i128::from(whole.max(1))).unwrap_or(WIDTH);
    let segment = |part: &BarPart| {
        let amount = i128::from(part.amount.max(0));
        let start = at(before);
        before += amount;
        (start, if amount > 0 { (at(before) - start).max(2) } else { 0 })
    };
    parts.iter().map(segment).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(amounts: &[i64]) -> Vec<BarPart> {
        let part = |amount: &i64| BarPart { name: String::new(), amount: *amount, href: None };
        amounts.iter().map(part).collect()
    }

    #[test]
    fn parts_stand_side_by_side_and_fill_what_they_are_of() {
        assert_eq!(segments(&parts(&[250, 0, 750]), 1_000), [(0, 250), (250, 0), (250, 750)]);
        assert_eq!(segments(&parts(&[1, 2, 3]), 12), [(0, 83), (83, 167), (250, 250)]);
        assert_eq!(segments(&parts(&[i64::MAX]), i64::MAX), [(0, WIDTH)]);
    }

    #[test]
    fn little_is_seen_and_less_than_nothing_is_not() {
        assert_eq!(segments(&parts(&[1, -5]), 1_000_000), [(0, 2), (0, 0)]);
        assert!(segments(&parts(&[]), 0).is_empty());
    }
}
