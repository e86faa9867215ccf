//! What an entry of a timeline tells of others: the provider that it is about, and the material that was used.

use contract::tickets::Material;
use leptos::prelude::*;

use crate::{components::Icon, i18n::partners};

/// The provider and the material of an entry; nothing of most.
#[component]
pub fn EntryPartners(
    /// The provider's name.
    provider: Option<String>,
    /// What was used.
    materials: Vec<Material>,
) -> impl IntoView {
    view! {
        {provider.map(|name| view! { <p class="partner"><Icon icon=icondata_lu::LuStore/><span>{name}</span></p> })}
        <MaterialList materials/>
    }
}

/// Material that was used; nothing where there is none.
#[component]
pub fn MaterialList(
    /// The material.
    materials: Vec<Material>,
) -> impl IntoView {
    let line = |one: Material| view! { <li>{one.name} " × " {one.quantity} " " {one.unit}</li> };
    (!materials.is_empty()).then(|| {
        view! {
            <p class="small soft">{partners::materials}</p>
            <ul class="bullets">{materials.into_iter().map(line).collect_view()}</ul>
        }
    })
}
