//! What belongs to me: who I am here, and how the app looks on this device.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    components::{Avatar, Button, ButtonKind, ButtonLink, PageHead, Skeleton, ThemeSwitch},
    i18n::{common, identity},
    session::{Session, SessionState},
};

/// My place.
#[component]
pub fn Mine() -> impl IntoView {
    view! {
        <div class="stack stack--loose">
            <PageHead title=common::nav_mine/>
            <section class="stack">
                <h2>{identity::account}</h2>
                <Account/>
            </section>
            <section class="stack">
                <h2>{common::appearance}</h2>
                <ThemeSwitch/>
            </section>
        </div>
    }
}

/// Who is signed in, or the way to sign in.
#[component]
fn Account() -> impl IntoView {
    let session = Session::get();
    move || match session.state() {
        SessionState::Starting => view! { <Skeleton count=2/> }.into_any(),
        SessionState::SignedOut | SessionState::SecondFactorWanted => view! {
            <p class="soft">{identity::not_signed_in}</p>
            <div class="row">
                <ButtonLink kind=ButtonKind::Primary href="/sign-in?next=/mine" icon=icondata_lu::LuLogIn>
                    {identity::sign_in}
                </ButtonLink>
            </div>
        }
        .into_any(),
        SessionState::SignedIn(me) => {
            let (name, login) = (me.display_name.clone(), me.login.clone());
            view! {
                <div class="row">
                    <Avatar name=name.clone()/>
                    <div class="grow">
                        <p><strong>{name}</strong></p>
                        <p class="small soft">{move || identity::login_is(&login)}</p>
                    </div>
                    <Button icon=icondata_lu::LuLogOut on_press=move |()| spawn_local(session.sign_out())>
                        {identity::sign_out}
                    </Button>
                </div>
            }
            .into_any()
        }
    }
}
