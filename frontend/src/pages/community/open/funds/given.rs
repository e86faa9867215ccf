//! Goods in kind, by their value: apart from the money, of which they are no part.

use contract::funds::{Fund, FundTotals};
use domain::funds::Part;
use leptos::prelude::*;

use super::postings_address;
use crate::{
    components::{Bar, Bars, Stat},
    format,
    i18n::funds,
    pages::funds::words,
};

/// What was given as goods, what of it was handed out, and what is there.
#[component]
pub(super) fn Given(
    /// The numbers.
    totals: FundTotals,
    /// The fund.
    fund: Fund,
) -> impl IntoView {
    let id = totals.fund_id;
    let (goods, came, went) = (totals.goods_fen, totals.in_kind_fen, totals.handed_out_fen);
    let stat = move |part: Part, label: words::Text, fen: i64| {
        view! { <Stat label href=postings_address(id, part, None, None) value=format::money(fen)/> }
    };
    let sources: Vec<_> = totals.sources.into_iter().filter(|total| total.in_kind_fen != 0).collect();
    let purposes: Vec<_> = totals.purposes.into_iter().filter(|total| total.goods_fen != 0).collect();
    let names = fund.purposes;
    let by_source = move || {
        let bar = |total: &contract::funds::SourceTotal| Bar {
            name: words::source(total.source).to_owned(),
            amount: total.in_kind_fen,
            words: format::money(total.in_kind_fen),
            href: Some(postings_address(id, Part::InKind, Some(total.source), None)),
        };
        (!sources.is_empty())
            .then(|| view! { <Bars caption=funds::goods_by_source bars=sources.iter().map(bar).collect()/> })
    };
    let by_purpose = move || {
        let bar = |total: &contract::funds::PurposeTotal| Bar {
            name: words::purpose(total.purpose.as_deref(), &names),
            amount: total.goods_fen,
            words: format::money(total.goods_fen),
            href: Some(postings_address(id, Part::Goods, None, Some(total.purpose.as_deref()))),
        };
        (!purposes.is_empty()).then(
            || view! { <Bars caption=funds::goods_by_purpose bars=purposes.iter().map(bar).collect()/> },
        )
    };
    view! {
        <section class="stack" aria-labelledby="goods-head">
            <h2 id="goods-head">{funds::goods}</h2>
            <p class="soft">{funds::goods_lead}</p>
            {if (goods, came, went) == (0, 0, 0) {
                view! { <p class="soft">{funds::no_goods}</p> }.into_any()
            } else {
                view! {
                    <div class="stats stats--money">
                        {stat(Part::Goods, funds::part_goods, goods)}
                        {stat(Part::InKind, funds::part_in_kind, came)}
                        {stat(Part::HandedOut, funds::part_handed_out, went)}
                    </div>
                    {by_source}
                    {by_purpose}
                }
                .into_any()
            }}
        </section>
    }
}
