//! What happened, in order.

use chrono::{DateTime, Utc};
use leptos::{prelude::*, text_prop::TextProp};

use super::{Icon, Time, Tone};

/// The frame of a timeline: events go inside.
#[component]
pub fn Timeline(
    /// [`TimelineEvent`]s, in the order in which they happened.
    children: Children,
) -> impl IntoView {
    view! { <ol class="timeline">{children()}</ol> }
}

/// One thing that happened.
#[component]
pub fn TimelineEvent(
    /// When.
    at: DateTime<Utc>,
    /// What.
    #[prop(into)]
    title: TextProp,
    /// What it means for its reader.
    #[prop(optional)]
    tone: Tone,
    /// Who did it; nobody where it is empty.
    #[prop(optional, into)]
    who: Option<TextProp>,
    /// What was said or shown.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <li class="timeline__event">
            <span class=format!("timeline__mark timeline__mark--{}", tone.name())><Icon icon=tone.shape()/></span>
            <div class="stack stack--tight">
                <div>
                    <p class="timeline__title">{move || title.get()}</p>
                    <p class="timeline__when">
                        <Time at/>
                        {who.map(|who| move || Some(who.get()).filter(|who| !who.is_empty()).map(|who| format!(" · {who}")))}
                    </p>
                </div>
                {children.map(|children| children())}
            </div>
        </li>
    }
}
