//! Invoices while somebody types them: number, seller, amount and a picture of each.

use contract::photos::PHOTO_BYTES_MAX;
use domain::funds::{
    PAYEE_NAME_CHARS_MAX,
    disbursements::{InvoiceNumber, NewDisbursement},
};
use leptos::prelude::*;

use super::super::chars;
use crate::{
    components::{Button, Photo, PhotoPicker, TextField},
    i18n::disbursements as texts,
};

/// An invoice as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) number: String,
    pub(super) seller: String,
    pub(super) amount: String,
}

/// The fields of one.
#[derive(Clone, Copy)]
pub struct Fields {
    number: RwSignal<String>,
    seller: RwSignal<String>,
    amount: RwSignal<String>,
    /// Its picture.
    pub(super) photos: RwSignal<Vec<Photo>>,
}

impl Fields {
    fn empty() -> Self {
        let signal = || RwSignal::new(String::new());
        Self { number: signal(), seller: signal(), amount: signal(), photos: RwSignal::new(Vec::new()) }
    }

    /// What is typed.
    pub(super) fn typed(self) -> Typed {
        Typed {
            number: self.number.get_untracked(),
            seller: self.seller.get_untracked(),
            amount: self.amount.get_untracked(),
        }
    }
}

/// One invoice to begin with.
pub(super) fn first() -> RwSignal<Vec<Fields>> {
    RwSignal::new(vec![Fields::empty()])
}

/// The invoices, and the way to one more and to one less.
#[component]
pub(super) fn InvoiceFields(
    /// All of them.
    all: RwSignal<Vec<Fields>>,
) -> impl IntoView {
    let count = move || all.with(Vec::len);
    let one = |(at, fields): (usize, Fields)| {
        let name = move |field: &str| format!("invoices/{at}/{field}");
        view! {
            <fieldset class="stack">
                <legend>{move || texts::invoice_of(at + 1)}</legend>
                <TextField name=name("number") label=texts::invoice_number hint=texts::invoice_number_hint value=fields.number
                    characters_max=u32::try_from(InvoiceNumber::CHARS_MAX).unwrap_or(u32::MAX)/>
                <TextField name=name("seller") label=texts::seller value=fields.seller characters_max=chars(PAYEE_NAME_CHARS_MAX)/>
                <TextField name=name("amount_fen") label=texts::invoice_amount value=fields.amount inputmode="decimal"/>
                <PhotoPicker name=name("photo_id") label=texts::invoice_photo photos=fields.photos photos_max=1
                    photo_bytes_max=u32::try_from(PHOTO_BYTES_MAX).unwrap_or(u32::MAX)/>
            </fieldset>
        }
    };
    view! {
        {move || all.get().into_iter().enumerate().map(one).collect_view()}
        <div class="row">
            <Show when=move || count() < NewDisbursement::INVOICES_MAX>
                <Button small=true icon=icondata_lu::LuPlus on_press=move |()| all.update(|all| all.push(Fields::empty()))>{texts::one_more_invoice}</Button>
            </Show>
            <Show when=move || count() != 0>
                <Button small=true icon=icondata_lu::LuX on_press=move |()| all.update(|all| all.truncate(all.len().saturating_sub(1)))>{texts::one_less_invoice}</Button>
            </Show>
        </div>
    }
}
