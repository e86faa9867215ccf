//! Shifts as the wire has them.

use app::volunteering::{Coming, Done, Entry, Item, Mine, Month, Note, ProjectVolunteering, ShiftProject};
use contract::{
    tickets::{AreaName, Point},
    volunteering as wire,
};
use domain::volunteering::Attendance;

pub(super) fn shift(item: Item) -> wire::Shift {
    let (words, shift) = (item.words, item.shift);
    let state = if shift.cancelled { wire::ShiftState::Cancelled } else { wire::ShiftState::Planned };
    wire::Shift {
        id: item.id,
        area: AreaName { id: item.area, path: item.path, name: item.area_name },
        project: item.project.map(project),
        state,
        cancel_reason: item.cancel_reason,
        title: words.title,
        description: words.description,
        place: words.place,
        position: words.position.map(Point::from),
        bring: words.bring,
        starts_at: shift.times.starts_at,
        ends_at: shift.times.ends_at,
        sign_up_until: shift.times.sign_up_until,
        check_in_from: shift.times.check_in_from(),
        check_out_until: shift.times.check_out_until(),
        places: shift.places,
        taken: shift.taken,
        waiting: shift.waiting,
        mine: item.mine.as_ref().map(mine),
        may_sign_up: item.may_sign_up,
        may_manage: item.may_manage,
        version: item.version,
    }
}

fn project(project: ShiftProject) -> wire::ShiftProject {
    wire::ShiftProject { id: project.id, fund_id: project.fund, title: project.title }
}

pub(super) fn of_project(found: ProjectVolunteering) -> wire::ProjectVolunteering {
    let ProjectVolunteering { coming, more, people, minutes, points } = found;
    let one = |Coming { id, title, shift }: Coming| wire::ProjectShift {
        id,
        title,
        starts_at: shift.times.starts_at,
        ends_at: shift.times.ends_at,
        sign_up_until: shift.times.sign_up_until,
        places: shift.places,
        free: shift.free(),
    };
    wire::ProjectVolunteering { coming: coming.into_iter().map(one).collect(), more, people, minutes, points }
}

fn mine(mine: &Mine) -> wire::MySignUp {
    let sign_up = mine.sign_up();
    wire::MySignUp {
        id: mine.id(),
        place: sign_up.place,
        ahead: mine.ahead,
        attendance: sign_up.attendance.name(),
        checked_in_at: mine.checked_in_at(),
        checked_out_at: mine.checked_out_at(),
        minutes: mine.minutes(),
        reason: mine.reason().map(str::to_owned),
    }
}

pub(super) fn entry(entry: Entry) -> wire::SignUpEntry {
    let (checked_in_at, checked_in_by) = entry.checked_in.unzip();
    let (checked_out_at, checked_out_by) = entry.checked_out.unzip();
    let minutes = match entry.sign_up.attendance {
        Attendance::Attended { counted } => Some(counted.minutes),
        _ => None,
    };
    wire::SignUpEntry {
        id: entry.id,
        person_id: entry.person,
        person_name: entry.person_name,
        signed_up_by: entry.signed_up_by,
        signed_up_at: entry.signed_up_at,
        place: entry.sign_up.place,
        attendance: entry.sign_up.attendance.name(),
        checked_in_at,
        checked_in_by: checked_in_by.flatten(),
        checked_out_at,
        checked_out_by: checked_out_by.flatten(),
        minutes,
        reason: entry.reason,
    }
}

pub(super) fn month(month: Month) -> wire::HoursOfMonth {
    wire::HoursOfMonth { month: month.month, minutes: month.minutes, shifts: month.shifts }
}

pub(crate) fn done(done: Done) -> wire::DoneShift {
    wire::DoneShift {
        shift_id: done.shift,
        title: done.title,
        place: done.place,
        starts_at: done.starts_at,
        ends_at: done.ends_at,
        attendance: done.attendance,
        minutes: done.minutes,
        reason: done.reason,
    }
}

/// What is to be noted. The contract has seen to it that minutes and reasons are where they belong.
pub(super) fn note(body: &wire::NoteAttendance) -> Note {
    let reason = body.reason.as_deref().unwrap_or_default().trim().to_owned();
    match body.kind {
        wire::AttendanceKind::Present => Note::Present,
        wire::AttendanceKind::Left => Note::Left,
        wire::AttendanceKind::Minutes => Note::Minutes { minutes: body.minutes.unwrap_or(0), reason },
        wire::AttendanceKind::Absent => Note::Absent { reason },
    }
}
