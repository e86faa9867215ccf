//! To whom new matters of a kind go.

use contract::categories::Category;
use domain::{ids::ProviderId, tickets::Keeper};
use leptos::prelude::*;

use crate::{
    components::{Choice, RadioCards, SelectField},
    fetch::fetch,
    i18n::{forms, partners},
    pages::{
        console::office::Scope,
        partners::{around, words::named},
    },
};

/// What is chosen.
#[derive(Clone, Copy)]
pub struct KeeperTyped {
    keeper: RwSignal<String>,
    provider: RwSignal<String>,
}

impl KeeperTyped {
    /// As a kind has it; into the queue where it is new.
    pub(super) fn of(category: Option<&Category>) -> Self {
        let keeper = category.map(|category| category.keeper).unwrap_or_default();
        let provider = category.and_then(|category| category.keeper_provider_id);
        Self {
            keeper: RwSignal::new(keeper.as_str().to_owned()),
            provider: RwSignal::new(provider.map(|id| id.to_string()).unwrap_or_default()),
        }
    }

    /// Read, with the provider only where they go to one.
    pub(super) fn read(self) -> (Keeper, Option<ProviderId>) {
        let keeper = self.keeper.with_untracked(|word| Keeper::parse(word)).unwrap_or_default();
        let provider = self.provider.with_untracked(|id| id.parse().ok());
        (keeper, provider.filter(|_| keeper == Keeper::Provider))
    }
}

/// The three ways, and which provider.
#[component]
pub fn KeeperFields(
    /// What is chosen.
    typed: KeeperTyped,
) -> impl IntoView {
    let scope = Scope::get();
    let choices = Signal::derive(|| {
        vec![
            Choice::new(Keeper::Queue.as_str(), forms::to_queue),
            Choice::new(Keeper::GridWorker.as_str(), forms::to_grid_worker).hint(forms::to_grid_worker_hint),
            Choice::new(Keeper::Provider.as_str(), partners::to_provider).hint(partners::to_provider_hint),
        ]
    });
    let found = fetch(move |client| {
        let area = scope.area.get();
        async move { around(&client, area).await }
    });
    let options = Signal::derive(move || {
        let items = found.answer.get().and_then(Result::ok).unwrap_or_default();
        items.into_iter().map(|one| (one.id.to_string(), named(&one.name, one.kind))).collect::<Vec<_>>()
    });
    view! {
        <RadioCards name="keeper" label=forms::to_whom value=typed.keeper choices/>
        <Show when=move || typed.keeper.with(|word| word == Keeper::Provider.as_str())>
            <SelectField name="keeper_provider_id" label=partners::provider value=typed.provider options/>
        </Show>
    }
}
