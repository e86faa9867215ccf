//! Projects that funds pay for, and the calls that they answer (`domain::funds::projects`).
//!
//! Each use case loads and locks the project's row, asks who may, lets `domain` decide, saves, notes it in the timeline and journals
//! it. Where the fund's row is needed too, it is locked first.

pub mod calls;
mod comments;
mod deciding;
mod draft;
mod error;
mod evidence;
mod list;
pub(in crate::funds) mod money;
mod moves;
mod notes;
mod parts;
mod ratings;
mod read;
mod row;
mod running;
mod sight;
mod stored;
mod totals;

pub(super) use self::deciding::follow;
pub(crate) use self::evidence::shows_photo;
pub(crate) use self::sight::{visible, visible_locked};
pub(in crate::funds) use self::stored::find_locked;
pub use self::{
    comments::{Comment, comment, comments, withdraw_comment},
    deciding::{Asked, ask_to_terminate, decide, put},
    draft::{draft, revise},
    error::Error,
    evidence::{Photo, public_photo},
    list::{Filter, Listed, list},
    moves::{Screening, join, screen, submit, withdraw},
    notes::TIMELINE_MAX,
    parts::{Content, Line, NewMilestone},
    ratings::{RatingSum, rate},
    read::{Shown, TimelineEntry, project},
    row::Head,
    running::{Step, agree, archive, countersign, judge, judge_report, reach, report},
    stored::{Person, StoredProject, Titled},
    totals::{Total, totals},
};
