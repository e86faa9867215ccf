//! Whether a new password is good enough, by the very rule of the server.

use domain::identity::{PASSWORD_CHARS_MIN, STAFF_PASSWORD_CHARS_MIN, check_password};
use leptos::prelude::*;

use crate::{
    components::{Badge, PasswordField, Tone},
    i18n::identity,
};

/// From this length on a password is more than just good enough.
const LONG_CHARS: usize = 14;

/// How good a password is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Strength {
    Empty,
    /// So many characters are missing.
    Short(usize),
    /// Everybody tries it first.
    Common,
    Good,
    Long,
}

fn strength(password: &str, staff: bool, own: &[&str]) -> Strength {
    let (count, min) =
        (password.chars().count(), if staff { STAFF_PASSWORD_CHARS_MIN } else { PASSWORD_CHARS_MIN });
    match check_password(password, staff, own) {
        _ if count == 0 => Strength::Empty,
        _ if count < min => Strength::Short(min - count),
        Err(_) => Strength::Common,
        Ok(()) if count < LONG_CHARS => Strength::Good,
        Ok(()) => Strength::Long,
    }
}

/// Asks for a new password and says while it is typed whether it will do.
#[component]
pub fn NewPassword(
    /// The field's name.
    name: &'static str,
    /// What is typed.
    value: RwSignal<String>,
    /// Whether its owner holds a role above resident.
    #[prop(optional, into)]
    staff: Signal<bool>,
    /// The owner's own names, which the password must not be.
    #[prop(optional, into)]
    own: Signal<Vec<String>>,
) -> impl IntoView {
    let now = Memo::new(move |_| {
        let own = own.get();
        let own: Vec<&str> = own.iter().map(|name| name.trim()).collect();
        value.with(|value| strength(value, staff.get(), &own))
    });
    let hint = move || {
        let min = if staff.get() { STAFF_PASSWORD_CHARS_MIN } else { PASSWORD_CHARS_MIN };
        identity::new_password_hint(min)
    };
    let said = move || {
        let (tone, words) = match now.get() {
            Strength::Empty => return None,
            Strength::Short(missing) => (Tone::Waiting, identity::password_short(missing)),
            Strength::Common => (Tone::Alert, identity::password_common().to_owned()),
            Strength::Good => (Tone::Done, identity::password_good().to_owned()),
            Strength::Long => (Tone::Done, identity::password_long().to_owned()),
        };
        Some(view! { <Badge tone label=words/> })
    };
    view! {
        <div class="stack stack--tight">
            <PasswordField name label=identity::new_password hint value autocomplete="new-password"/>
            <p role="status">{said}</p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_meter_says_what_the_server_will_say() {
        assert_eq!(strength("", false, &[]), Strength::Empty);
        assert_eq!(strength("abc", false, &[]), Strength::Short(5));
        assert_eq!(strength("柳塘边青石板路", false, &[]), Strength::Short(1));
        assert_eq!(strength("12345678", false, &[]), Strength::Common);
        assert_eq!(strength("Lin.Xia-home", false, &["lin.xia-home"]), Strength::Common);
        assert_eq!(strength("pond stone", false, &[]), Strength::Good);
        assert_eq!(strength("stone1!x", true, &[]), Strength::Short(2));
        assert_eq!(strength("the pond behind the mill", true, &[]), Strength::Long);
    }
}
