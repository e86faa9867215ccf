//! server.

#[expect(dead_code, reason = "`serve` will mount it")]
mod assets;

fn main() {}
