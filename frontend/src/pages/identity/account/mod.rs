//! My account: what is known about me, how I sign in, where I am signed in.

pub mod banner;
pub mod closing;
pub mod data;
pub mod hub;
pub mod kinship;
pub mod password;
pub mod phone;
pub mod profile;
pub mod recovery;
pub mod second_factor;
pub mod sessions;
mod words;

pub use banner::EnrolBanner;
pub use data::MyData;
pub use hub::{Account, AccountHome};
pub use kinship::MyKinship;
pub use password::MyPassword;
pub use phone::MyPhone;
pub use profile::MyProfile;
pub use second_factor::MySecondFactor;
pub use sessions::MySessions;

use std::sync::Arc;

use contract::identity::Me;
use leptos::prelude::*;

use super::{SignedInOnly, place::hub as hub_of};
use crate::{
    components::{BackLink, PageHead},
    i18n::identity,
};

/// The frame of every page about one's account.
#[component]
fn AccountPage<V, F>(
    /// The shell's first page.
    home: &'static str,
    /// What the page is.
    title: fn() -> &'static str,
    /// Its content, for this person.
    children: F,
) -> impl IntoView
where
    V: IntoView + 'static,
    F: Fn(Arc<Me>) -> V + Send + 'static,
{
    view! {
        <SignedInOnly title home let:me>
            <div class="stack stack--loose">
                <BackLink href=hub_of(home) label=identity::account/>
                <PageHead title/>
                {children(me)}
            </div>
        </SignedInOnly>
    }
}
