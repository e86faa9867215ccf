//! Amounts beside each other: one bar and one number for each. A chart is a picture of a table that stands beside it.

use leptos::{prelude::*, text_prop::TextProp};

/// One amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Whose it is.
    pub name: String,
    /// How much; below 0 nothing is drawn.
    pub amount: i64,
    /// How it is read.
    pub words: String,
    /// What it is made of, where that can be opened.
    pub href: Option<String>,
}

/// Width of the longest bar, in units of the drawing.
const LONGEST: i64 = 1_000;

/// A chart of bars. It is a picture for those who see: the numbers stand in the table beside it.
#[component]
pub fn Bars(
    /// What the chart shows.
    #[prop(into)]
    caption: TextProp,
    /// The amounts, in order.
    bars: Vec<Bar>,
) -> impl IntoView {
    let most = bars.iter().map(|bar| bar.amount).max().unwrap_or(0);
    let bar = move |bar: Bar| {
        view! {
            <li class="pairs__pair">
                <span class="pairs__name">{bar.name}</span>
                <div class="pairs__line bars__line">
                    <svg class="pairs__bar pairs__bar--other" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
                        <rect width=length(bar.amount, most) height="10"></rect>
                    </svg>
                    <span class="pairs__amount">
                        {match bar.href {
                            Some(href) => view! { <a href=href>{bar.words}</a> }.into_any(),
                            None => bar.words.into_any(),
                        }}
                    </span>
                </div>
            </li>
        }
    };
    view! {
        <figure class="pairs">
            <figcaption class="pairs__caption">{move || caption.get()}</figcaption>
            <ul class="pairs__list" role="list">{bars.into_iter().map(bar).collect_view()}</ul>
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
    fn the_longest_bar_fills_its_line() {
        assert_eq!((length(40, 40), length(10, 40), length(-3, 40), length(0, 0)), (1_000, 250, 0, 0));
    }
}
