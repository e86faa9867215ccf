//! Checking in this browser that the published journal tells of something a fund got, by the rules that the server itself has.

use client::{Client, ClientError};
use contract::{funds::Income, journal::ConsistencyQuery};
use domain::{
    ids::{IncomeId, PostingId},
    journal::{ProofError, Root},
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    components::{Button, Copyable, Notice, Tone},
    failure::{Failure, PROOF_FAILED},
    i18n::{console, funds},
    noted_root,
    session::Session,
};

/// Fetches the proof and checks it: the entry is covered by the newest published root, it tells of this posting, and the
/// journal was only added to since this device looked last.
async fn check(client: Client, id: IncomeId, posting: PostingId) -> Result<(Root, usize), ClientError> {
    let root = Root::from(client.get_latest_journal_root().await?);
    let proof = client.prove_income(id, Some(root.size)).await?;
    proof.verify(&root)?;
    if let Some(noted) = noted_root::noted().filter(|noted| noted.size < root.size) {
        let query = ConsistencyQuery { from: noted.size, to: root.size };
        client.prove_journal_consistency(&query).await?.verify(&noted, &root)?;
    }
    if proof.posted().is_none_or(|told| told.posting != posting) {
        return Err(ProofError::Mismatch.into());
    }
    Ok((root, proof.path.len()))
}

/// A button that checks, and what came of it.
#[component]
pub fn CheckIncome(
    /// What came in.
    income: Income,
) -> impl IntoView {
    let session = Session::get();
    let busy = RwSignal::new(false);
    let answer = RwSignal::new(None::<Result<(Root, usize), Failure>>);
    let (id, posting) = (income.id, income.posting_id?);
    let press = move |()| {
        busy.set(true);
        spawn_local(async move {
            let checked = session.call(|client| check(client, id, posting)).await;
            if let Ok((root, _)) = &checked {
                noted_root::note(root);
            }
            // The page may be gone by now.
            let _ = answer.try_set(Some(checked));
            let _ = busy.try_set(false);
        });
    };
    Some(view! {
        <section class="stack no-print" aria-labelledby="check-head">
            <h2 id="check-head">{console::check_yourself}</h2>
            <p>{funds::check_what}</p>
            <div class="row">
                <Button icon=icondata_lu::LuShieldCheck busy on_press=press>{console::check_now}</Button>
            </div>
            <div role="status" class="stack">
                {move || answer.get().map(|checked| match checked {
                    Ok((root, hashes)) => view! {
                        <Notice tone=Tone::Done>
                            <p>{move || console::check_holds(hashes, root.size)}</p>
                            <Copyable text=root.hash.to_string()/>
                        </Notice>
                    }
                    .into_any(),
                    Err(failure) if failure.code == PROOF_FAILED => {
                        view! { <Notice tone=Tone::Alert>{console::check_fails}</Notice> }.into_any()
                    }
                    Err(failure) => view! {
                        <Notice tone=Tone::Waiting><p>{failure.detail}</p><p>{funds::check_later}</p></Notice>
                    }
                    .into_any(),
                })}
            </div>
        </section>
    })
}
