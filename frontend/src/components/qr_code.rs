//! QR codes drawn as SVG: they print sharply and need nothing from outside.

use leptos::{prelude::*, text_prop::TextProp};
use qrcodegen::{QrCode as Code, QrCodeEcc};

use crate::i18n::common;

/// Light modules around the code, as the standard asks.
const QUIET_ZONE: i32 = 4;

/// A text as a QR code. A text too long for any code (about 2,000 bytes) is said to be so.
#[component]
pub fn QrCode(
    /// What is encoded.
    #[prop(into)]
    text: Signal<String>,
    /// What a person who cannot scan it should know.
    #[prop(into)]
    label: TextProp,
) -> impl IntoView {
    move || {
        let Ok(code) = text.with(|text| Code::encode_text(text, QrCodeEcc::Medium)) else {
            return view! { <p>{common::too_long_for_qr}</p> }.into_any();
        };
        let size = code.size() + 2 * QUIET_ZONE;
        let name = label.clone();
        view! {
            <svg
                class="qr"
                viewBox=format!("0 0 {size} {size}")
                role="img"
                aria-label=move || name.get()
                shape-rendering="crispEdges"
            >
                <path fill="currentColor" d=path(&code)></path>
            </svg>
        }
        .into_any()
    }
}

/// One run of dark modules is one rectangle.
fn path(code: &Code) -> String {
    use std::fmt::Write as _;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let start = x;
            while code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                // Writing to a string cannot fail.
                let _ = write!(
                    path,
                    "M{} {}h{}v1H{}z",
                    start + QUIET_ZONE,
                    y + QUIET_ZONE,
                    x - start,
                    start + QUIET_ZONE
                );
            }
            x += 1;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dark_module_is_drawn_once() {
        let code = Code::encode_text("gongzhi", QrCodeEcc::Medium).unwrap();
        let dark = (0..code.size())
            .flat_map(|y| (0..code.size()).map(move |x| (x, y)))
            .filter(|(x, y)| code.get_module(*x, *y));
        let drawn: usize = path(&code)
            .split('M')
            .skip(1)
            .map(|run| run.split_once('h').unwrap().1.split_once('v').unwrap().0.parse::<usize>().unwrap())
            .sum();
        assert_eq!(drawn, dark.count());
    }
}
