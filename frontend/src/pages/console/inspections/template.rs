//! What a round looks at, to read before one plans it and beside its sheets.

use contract::inspections::{GetTemplate, TemplateVersion};
use domain::{
    ids::TemplateId,
    inspections::{Dimension, Indicator, Method},
};
use leptos::prelude::*;

use super::points;
use crate::{
    components::{Button, Dialog, Skeleton},
    fetch::fetch,
    i18n::{common, rounds},
};

/// A button that shows one version of a template, the latest where none is named.
#[component]
pub(super) fn TemplateButton(
    /// Which; nothing is shown before one is chosen.
    #[prop(into)]
    id: Signal<Option<TemplateId>>,
    /// In which version.
    #[prop(optional, into)]
    number: Option<i64>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <Show when=move || id.get().is_some()>
            <Button small=true icon=icondata_lu::LuListChecks on_press=move |()| open.set(true)>{rounds::see_template}</Button>
        </Show>
        <Dialog open title=rounds::template>
            {move || id.get().map(|id| view! { <Preview id number/> })}
            <div class="dialog__actions"><Button on_press=move |()| open.set(false)>{common::close}</Button></div>
        </Dialog>
    }
}

#[component]
fn Preview(id: TemplateId, number: Option<i64>) -> impl IntoView {
    let template = fetch(move |client| async move {
        client.get_template(id, &GetTemplate { number }).await.map(|tagged| tagged.body)
    });
    move || match template.answer.get() {
        None => view! { <Skeleton count=6/> }.into_any(),
        Some(Err(failure)) => view! { <p class="soft">{failure.detail}</p> }.into_any(),
        Some(Ok(template)) => content(template).into_any(),
    }
}

fn content(template: TemplateVersion) -> impl IntoView {
    let (name, number) = (template.content.name, template.number);
    view! {
        <p><strong>{move || rounds::template_version(&name, number)}</strong></p>
        {template.content.dimensions.into_iter().map(dimension).collect_view()}
    }
}

fn dimension(dimension: Dimension) -> impl IntoView {
    let weight: i64 = dimension.indicators.iter().map(|indicator| indicator.weight.hundredths()).sum();
    view! {
        <section class="stack stack--tight">
            <h3 class="row row--between"><span>{dimension.name}</span><span>{points::shown(weight)}</span></h3>
            <ul class="list">{dimension.indicators.into_iter().map(indicator).collect_view()}</ul>
        </section>
    }
}

fn indicator(indicator: Indicator) -> impl IntoView {
    let Indicator { name, weight, method, photo_required, .. } = indicator;
    view! {
        <li class="list__line">
            <span class="grow">{name}</span>
            <span class="small soft">
                {move || self::method(method)}{photo_required.then(|| view! { " · " {rounds::photo_wanted} })}
            </span>
            <span>{weight.to_string()}</span>
        </li>
    }
}

/// Whether points are taken away or given, in a word.
pub(super) fn method(method: Method) -> &'static str {
    match method {
        Method::Deduct => rounds::method_deduct(),
        Method::Add => rounds::method_add(),
    }
}
