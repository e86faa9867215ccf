//! A word to the reader inside a page.

use leptos::prelude::*;

use super::{Icon, Tone};

/// A sentence or two with a shape and a colour.
#[component]
pub fn Notice(
    /// What it means for its reader.
    #[prop(default = Tone::Working)]
    tone: Tone,
    /// The sentences.
    children: Children,
) -> impl IntoView {
    let (class, icon) = match tone {
        Tone::Neutral | Tone::Working => ("notice notice--info", icondata_lu::LuInfo),
        Tone::Waiting => ("notice notice--waiting", icondata_lu::LuHourglass),
        Tone::Done => ("notice notice--done", icondata_lu::LuCircleCheck),
        Tone::Alert => ("notice notice--alert", icondata_lu::LuTriangleAlert),
    };
    view! { <div class=class><Icon icon/><div class="notice__text">{children()}</div></div> }
}
