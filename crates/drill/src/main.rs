//! drill.
fn main() {}
