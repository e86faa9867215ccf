//! Two amounts side by side, again and again: what is, and what would be. Its page has the table.

use leptos::{prelude::*, text_prop::TextProp};

/// One pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairedBar {
    /// What the pair is about.
    pub name: String,
    /// The first amount and how it is read; below 0 nothing is drawn.
    pub one: (i64, String),
    /// The second amount and how it is read.
    pub other: (i64, String),
}

/// Width of the longest bar, in units of the drawing.
const LONGEST: i64 = 1_000;

/// A chart of pairs of bars. They differ by pattern and words, not by colour alone.
#[component]
pub fn PairedBars(
    /// What the chart shows.
    #[prop(into)]
    caption: TextProp,
    /// What the first bars are.
    #[prop(into)]
    one: TextProp,
    /// What the second bars are.
    #[prop(into)]
    other: TextProp,
    /// The pairs.
    pairs: Vec<PairedBar>,
) -> impl IntoView {
    let most = pairs.iter().flat_map(|pair| [pair.one.0, pair.other.0]).max().unwrap_or(0);
    let bar = move |class: &'static str, (amount, words): (i64, String)| {
        view! {
            <div class="pairs__line">
                <svg class=class viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
                    <rect width=length(amount, most) height="10"></rect>
                </svg>
                <span class="pairs__amount">{words}</span>
            </div>
        }
    };
    let pair = move |pair: PairedBar| {
        view! {
            <li class="pairs__pair">
                <span class="pairs__name">{pair.name}</span>
                <div class="stack stack--tight">
                    {bar("pairs__bar pairs__bar--one", pair.one)}
                    {bar("pairs__bar pairs__bar--other", pair.other)}
                </div>
            </li>
        }
    };
    view! {
        <figure class="pairs">
            <figcaption class="pairs__caption">
                <span>{move || caption.get()}</span>
                <span class="pairs__key"><i class="pairs__swatch pairs__swatch--one" aria-hidden="true"></i>{move || one.get()}</span>
                <span class="pairs__key"><i class="pairs__swatch pairs__swatch--other" aria-hidden="true"></i>{move || other.get()}</span>
            </figcaption>
            <ul class="pairs__list">{pairs.into_iter().map(pair).collect_view()}</ul>
        </figure>
    }
}

/// The length of a bar beside the longest one.
fn length(amount: i64, most: i64) -> i64 {
    let share = i128::from(amount.max(0)) * i128::from(LONGEST) / i128::from(most.max(1));
    i64::try_from(share).unwrap_or(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_bar_fills_its_line_and_nothing_draws_nothing() {
        assert_eq!(length(27_500_000, 27_500_000), LONGEST);
        assert_eq!(length(13_750_000, 27_500_000), 500);
        assert_eq!((length(0, 0), length(-5, 10)), (0, 0));
        assert_eq!(length(i64::MAX, i64::MAX), LONGEST);
    }
}
