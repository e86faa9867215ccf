//! Who beside the town has a part in a ticket, as both shells show it: the provider that keeps it, those who are called to it, and
//! the prices that were named for it.

pub mod calls;
pub mod decide;
pub mod entry;
pub mod give;
pub mod quotations;
pub mod report;
mod serving;
pub mod withdraw;
pub mod words;

pub use self::{
    entry::{EntryPartners, MaterialList},
    give::GiveToWorker,
    serving::{around, serving},
};

use contract::tickets::{ProviderName, Ticket};
use domain::ids::{CallId, PhotoId, QuotationId};
use leptos::prelude::*;

use self::{calls::Calls, quotations::Quotations};
use crate::{
    components::{Badge, Photo, Tone},
    i18n::partners,
};

/// What was begun, kept while the ticket is read anew because somebody else did something with it.
#[derive(Clone, Copy, Default)]
pub struct Drafts {
    reporting: RwSignal<Option<CallId>>,
    report: RwSignal<String>,
    photos: RwSignal<Vec<Photo>>,
    // Photographs that an earlier try has sent: they are not sent again.
    uploaded: StoredValue<Vec<(u32, PhotoId)>>,
    declining: RwSignal<Option<QuotationId>>,
    why: RwSignal<String>,
}

impl Drafts {
    fn clear(self) {
        self.reporting.set(None);
        self.declining.set(None);
        self.report.set(String::new());
        self.why.set(String::new());
        self.photos.set(Vec::new());
        self.uploaded.set_value(Vec::new());
    }
}

/// The section of a ticket's page; nothing where nobody beside the town has a part in it.
#[component]
pub fn Partners(
    /// The ticket.
    ticket: Ticket,
    /// What was begun.
    drafts: Drafts,
    /// Shows the ticket as it is now.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let Ticket { ticket, calls, quotations, .. } = ticket;
    let done = Callback::new(move |()| {
        drafts.clear();
        on_done.run(());
    });
    let nobody = ticket.provider.is_none() && calls.is_empty() && quotations.is_empty();
    (!nobody).then(|| {
        view! {
            <section class="stack" aria-labelledby="partners-heading">
                <h2 id="partners-heading">{partners::partners}</h2>
                {ticket.provider.map(|provider| view! { <Keeper provider/> })}
                <Quotations quotations drafts on_done=done/>
                <Calls calls drafts on_done=done/>
            </section>
        }
    })
}

/// Which provider keeps a ticket.
#[component]
pub fn Keeper(
    /// The provider.
    provider: ProviderName,
) -> impl IntoView {
    let kind = provider.kind;
    view! {
        <p>
            {partners::kept_by} " " <strong>{provider.name}</strong> " "
            <Badge tone=Tone::Neutral label=move || words::kind(kind)/>
        </p>
    }
}
