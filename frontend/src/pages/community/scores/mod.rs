//! A village and its scores: what each mark took away, and objecting to it.

pub mod list;
pub mod object;
pub mod objection;
pub mod show;

use leptos::prelude::*;

use crate::later::later;

later! { work:
    /// The rounds whose scores one may see.
    scores => |_| view! { <list::Scores/> }.into_any();
    /// The scores of one round.
    round_scores => |_| view! { <show::RoundScores/> }.into_any();
    /// Objecting to a mark.
    object => |_| view! { <object::ObjectTo/> }.into_any();
}
