//! From one amount to another: what came on top and what went off, each as a bar that begins where the one before ends. A chart is
//! a picture of facts that stand beside it.

use leptos::{prelude::*, text_prop::TextProp};

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fall {
    /// What it is.
    pub name: String,
    /// Where it begins: 0 for what is there as a whole.
    pub from: i64,
    /// Where it ends; less than 0 is not drawn.
    pub to: i64,
    /// How it is read.
    pub words: String,
}

/// Width of the drawing, in its own units.
const WIDTH: i64 = 1_000;

/// A chart of steps. It is a picture for those who see: whole amounts are full bars, steps are lighter ones beside their words.
#[component]
pub fn Waterfall(
    /// What the chart shows.
    #[prop(into)]
    caption: TextProp,
    /// The steps, in order.
    falls: Vec<Fall>,
) -> impl IntoView {
    let most = falls.iter().flat_map(|fall| [fall.from, fall.to]).max().unwrap_or(0);
    let last = falls.len().saturating_sub(1);
    let line = move |(index, fall): (usize, Fall)| {
        let (start, width) = span(fall.from, fall.to, most);
        let is_whole = index == 0 || index == last;
        let class = if is_whole { "pairs__bar pairs__bar--other" } else { "pairs__bar pairs__bar--one" };
        view! {
            <li class="pairs__pair">
                <span class="pairs__name">{fall.name}</span>
                <div class="pairs__line bars__line">
                    <svg class=class viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
                        <rect x=start width=width height="10"></rect>
                    </svg>
                    <span class="pairs__amount">{fall.words}</span>
                </div>
            </li>
        }
    };
    view! {
        <figure class="pairs">
            <figcaption class="pairs__caption">{move || caption.get()}</figcaption>
            <ul class="pairs__list" role="list">{falls.into_iter().enumerate().map(line).collect_view()}</ul>
        </figure>
    }
}

/// Where a bar begins and how wide it is. What there is, is seen, however little.
fn span(from: i64, to: i64, most: i64) -> (i64, i64) {
    let at = |amount: i64| {
        let place = i128::from(amount.max(0)) * i128::from(WIDTH) / i128::from(most.max(1));
        i64::try_from(place).unwrap_or(WIDTH)
    };
    let (start, end) = (at(from.min(to)), at(from.max(to)));
    (start, if from == to { 0 } else { (end - start).max(2) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_begins_where_the_one_before_ends() {
        assert_eq!(span(0, 600, 1_000), (0, 600));
        assert_eq!(span(600, 1_000, 1_000), (600, 400));
        assert_eq!(span(1_000, 250, 1_000), (250, 750));
    }

    #[test]
    fn little_is_seen_and_nothing_and_less_are_not() {
        assert_eq!((span(0, 1, 1_000_000), span(5, 5, 10)), ((0, 2), (500, 0)));
        assert_eq!((span(-5, 0, 0), span(0, i64::MAX, i64::MAX)), ((0, 2), (0, 1_000)));
    }
}
