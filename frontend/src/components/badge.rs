//! States: always a shape, a word and a colour, never a colour alone.

use leptos::{prelude::*, text_prop::TextProp};

use super::Icon;

/// What a state means for its reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing is asked of anybody: a draft, something withdrawn.
    #[default]
    Neutral,
    /// It waits for somebody.
    Waiting,
    /// Somebody is at it.
    Working,
    /// It is done.
    Done,
    /// It is late, refused, or criticised.
    Alert,
}

impl Tone {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Waiting => "waiting",
            Self::Working => "working",
            Self::Done => "done",
            Self::Alert => "alert",
        }
    }

    pub(super) fn shape(self) -> icondata_core::Icon {
        match self {
            Self::Neutral => icondata_lu::LuCircleDashed,
            Self::Waiting => icondata_lu::LuHourglass,
            Self::Working => icondata_lu::LuLoaderCircle,
            Self::Done => icondata_lu::LuCircleCheck,
            Self::Alert => icondata_lu::LuTriangleAlert,
        }
    }
}

/// A state.
#[component]
pub fn Badge(
    /// What it means for its reader.
    #[prop(into)]
    tone: Signal<Tone>,
    /// Its word.
    #[prop(into)]
    label: TextProp,
) -> impl IntoView {
    view! {
        <span class=move || format!("badge badge--{}", tone.get().name())>
            {move || view! { <Icon icon=tone.get().shape()/> }}
            <span>{move || label.get()}</span>
        </span>
    }
}
