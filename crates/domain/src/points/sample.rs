//! Which approved claims are looked at again.

use super::SHARE_MAX;

/// Whether chance draws something of which `share` basis points are drawn: each basis point is as likely as any other.
/// `None` where the bytes do not decide it; then others are needed.
#[must_use]
pub fn sampled(share: u32, random: &[u8]) -> Option<bool> {
    // The largest multiple of all basis points that two bytes hold: what lies above would favour the first ones.
    const FAIR: u32 = 60_000;
    let draws = random.chunks_exact(2).map(|pair| u32::from(u16::from_be_bytes([pair[0], pair[1]])));
    let draw = draws.into_iter().find(|draw| *draw < FAIR)?;
    Some(draw % SHARE_MAX < share)
}
