//! What was answered to the questions of a kind of matter, under the words in which it was asked.

use domain::tickets::{
    Priority,
    form::{Answer, AnswerValue},
};
use leptos::prelude::*;

use super::{Badge, Tone};
use crate::{
    format,
    i18n::{self, forms},
};

/// The answers as a list of questions and answers; nothing where there are none.
#[component]
pub fn AnswerList(
    /// The answers.
    answers: Vec<Answer>,
) -> impl IntoView {
    let fact = |Answer { label, value, .. }: Answer| {
        view! {
            <dt>{move || i18n::in_words(&label)}</dt>
            <dd class="pre">{move || in_words(&value)}</dd>
        }
    };
    (!answers.is_empty()).then(|| {
        view! { <dl class="facts facts--stacked">{answers.into_iter().map(fact).collect_view()}</dl> }
    })
}

/// An answer in the reader's language.
fn in_words(value: &AnswerValue) -> String {
    match value {
        AnswerValue::Text { text } => text.clone(),
        AnswerValue::Number { number, unit: None } => format::number(*number),
        AnswerValue::Number { number, unit: Some(unit) } => {
            format!("{} {}", format::number(*number), i18n::in_words(unit))
        }
        AnswerValue::Choice { option } => i18n::in_words(&option.label),
        AnswerValue::Choices { options } => {
            let words: Vec<String> = options.iter().map(|option| i18n::in_words(&option.label)).collect();
            words.join(forms::and())
        }
        AnswerValue::Date { date } => format::date(*date),
        AnswerValue::YesNo { yes } => if *yes { forms::yes() } else { forms::no() }.to_owned(),
    }
}

/// Says that a matter is urgent; nothing for one that is looked at in its turn.
#[component]
pub fn UrgentBadge(
    /// How soon it is looked at.
    priority: Priority,
) -> impl IntoView {
    (priority == Priority::Urgent).then(|| view! { <Badge tone=Tone::Alert label=forms::urgent/> })
}
