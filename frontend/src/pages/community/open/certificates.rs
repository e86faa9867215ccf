//! Where the number of a certificate is typed in.

use contract::problems::FieldProblem;
use leptos::prelude::*;

use crate::{
    components::{BackLink, Button, ButtonKind, Form, FormState, PageHead, TextField},
    i18n::open,
    route::Go,
};

/// Digits and letters after the half-year of a number.
const TAIL: usize = 8;

/// The check of a certificate.
#[component]
pub fn Certificates() -> impl IntoView {
    let (state, go) = (FormState::new("certificate"), Go::new());
    let number = RwSignal::new(String::new());
    let submit = move |()| match number.with_untracked(|text| tidy(text)) {
        Some(number) => go.to(&format!("/open/certificates/{number}")),
        None => {
            let detail = open::number_odd().to_owned();
            state.refuse_fields(vec![FieldProblem {
                pointer: "/number".into(),
                code: "invalid".into(),
                detail,
            }]);
        }
    };
    view! {
        <div class="stack stack--loose">
            <BackLink href="/open" label=open::hub/>
            <PageHead title=open::certificate lead=open::certificate_lead/>
            <Form state on_submit=submit>
                <TextField name="number" label=open::number_on_paper hint=open::number_hint value=number code=true characters_max=40_u32/>
                <Button submit=true kind=ButtonKind::Primary icon=icondata_lu::LuShieldCheck>{open::check_number}</Button>
            </Form>
        </div>
    }
}

/// A number as certificates have it, from what somebody typed: small letters, wide ones, blanks and missing or other hyphens
/// do not matter. Nothing where it cannot be one.
fn tidy(typed: &str) -> Option<String> {
    let narrow = |letter: char| match letter {
        // Input methods write letters and digits wide.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        other => other,
    };
    let letters: String =
        typed.chars().map(narrow).filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase();
    let (year, rest) = letters.split_at_checked(4)?;
    let (half, tail) = rest.split_at_checked(2)?;
    let good = year.bytes().all(|byte| byte.is_ascii_digit()) && matches!(half, "H1" | "H2");
    (good && tail.len() == TAIL).then(|| format!("{year}-{half}-{tail}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_understood_however_it_is_typed() {
        for typed in [
            "2026-H1-7K3QXM9A",
            "2026h17k3qxm9a",
            " 2026 H1 7K3Q XM9A ",
            "２０２６－Ｈ１－7k3qxm9a",
            "2026—H1—7K3QXM9A",
        ] {
            assert_eq!(tidy(typed).as_deref(), Some("2026-H1-7K3QXM9A"), "{typed}");
        }
        for typed in ["", "2026", "2026-H3-7K3QXM9A", "2026-H1-7K3QXM9", "两千零二十六", "ABCD-H1-7K3QXM9A"]
        {
            assert_eq!(tidy(typed), None, "{typed}");
        }
    }
}
