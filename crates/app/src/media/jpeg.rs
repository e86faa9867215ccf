//! Whether a JPEG arrived whole.
//!
//! The decoder fills what is missing with grey, which is right for a viewer and wrong here: half a photo must be sent
//! again, not kept as evidence.

/// A marker segment's code, and where its payload is.
const START_OF_SCAN: u8 = 0xDA;
const END_OF_IMAGE: u8 = 0xD9;

/// Whether `bytes` hold at least one scan and the end of the image after it (ITU-T T.81, annex B).
///
/// What follows the end is not looked at: phones append films and depth maps there.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    let mut scans = false;
    let mut at = 2; // past the start-of-image marker
    while let Some((code, after)) = next_marker(bytes, at) {
        match code {
            END_OF_IMAGE => return scans,
            0x01 | 0xD0..=0xD8 => at = after, // these stand alone
            _ => {
                let Some(&[high, low]) = bytes.get(after..).and_then(<[u8]>::first_chunk) else {
                    return false;
                };
                scans |= code == START_OF_SCAN;
                at = after + usize::from(u16::from_be_bytes([high, low])).max(2);
            }
        }
    }
    false
}

/// The next marker at or after `at`, skipping entropy-coded data (where `FF 00` is a plain `FF`), with what follows it.
fn next_marker(bytes: &[u8], mut at: usize) -> Option<(u8, usize)> {
    loop {
        at += bytes.get(at..)?.iter().position(|&byte| byte == 0xFF)?;
        let code = *bytes.get(at + 1)?;
        match code {
            0x00 => at += 2,
            0xFF => at += 1, // a fill byte
            _ => return Some((code, at + 2)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCAN: &[u8] = b"\xFF\xD8\xFF\xDA\0\x04\x01\x00\x12\xFF\x00\x34\xFF\xD0\x56";

    #[test]
    fn a_scan_and_an_end_make_a_whole_image() {
        assert!(is_whole(&[SCAN, b"\xFF\xD9"].concat()));
        assert!(is_whole(&[SCAN, b"\xFF\xFF\xD9 and a film after it"].concat()));
    }

    #[test]
    fn without_an_end_it_is_not_whole() {
        assert!(!is_whole(SCAN));
        assert!(!is_whole(&[SCAN, b"\xFF"].concat()));
        assert!(!is_whole(b"\xFF\xD8"));
        assert!(!is_whole(b""));
    }

    #[test]
    fn an_end_without_a_scan_or_inside_a_segment_does_not_count() {
        assert!(!is_whole(b"\xFF\xD8\xFF\xD9"));
        // the thumbnail in an EXIF segment has an end of its own
        assert!(!is_whole(b"\xFF\xD8\xFF\xE1\0\x04\xFF\xD9"));
    }
}
