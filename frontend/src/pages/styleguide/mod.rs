//! Every component in all its states, on one page. Debug builds only, so its own words are not translated: what the
//! components say themselves follows the language.

pub mod data;
pub mod forms;
pub mod words;

use leptos::prelude::*;

use crate::components::{LanguageSwitch, LargeTextSwitch, PageHead, ThemeSelect, ThemeSwitch};

/// The page of all components.
#[component]
pub fn Styleguide() -> impl IntoView {
    let swatches = [
        "paper",
        "surface",
        "sunken",
        "ink",
        "ink-soft",
        "line",
        "jade",
        "jade-soft",
        "vermilion",
        "vermilion-soft",
        "amber",
        "blue",
    ];
    view! {
        <div class="styleguide">
            <PageHead title="Styleguide" lead="Every component in all its states.">
                <LargeTextSwitch/>
                <LanguageSwitch/>
                <ThemeSelect/>
            </PageHead>
            <ThemeSwitch/>
            <Section name="Colour">
                <div class="swatches">
                    {swatches
                        .into_iter()
                        .map(|name| view! { <div class=format!("swatch swatch--{name}")><span>{name}</span></div> })
                        .collect_view()}
                </div>
            </Section>
            <Section name="Type">
                <h2>"22 大家的事，大家商量着办"</h2>
                <h3>"18 报一件事，看它办好"</h3>
                <p>"16 身边的路灯坏了、井盖松了、垃圾没人收，拍张照片说一声，网格员马上就能看到。"</p>
                <p class="small soft">"14 更新于 3 天前 · 1,234 条 · ¥25,000.00"</p>
            </Section>
            <words::Words/>
            <forms::Forms/>
            <data::Data/>
        </div>
    }
}

/// A part of the page.
#[component]
fn Section(name: &'static str, children: Children) -> impl IntoView {
    view! { <section><h2>{name}</h2>{children()}</section> }
}
