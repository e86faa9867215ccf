//! The table of moves against one written by hand, and the way of a project.

mod milestones;
mod moves;
mod way;
