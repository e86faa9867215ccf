//! Damaged and hostile uploads: whatever is wrong with the bytes, the answer is a photo within limits or an error.

use app::media::{Limits, MediaError, Photo, Size, sniff};
use proptest::prelude::*;

const PHOTOS: [&[u8]; 5] = [
    include_bytes!("../fixtures/photos/sideways.jpg"),
    include_bytes!("../fixtures/photos/progressive.jpg"),
    include_bytes!("../fixtures/photos/alpha.png"),
    include_bytes!("../fixtures/photos/photo.webp"),
    include_bytes!("../fixtures/photos/sideways.heic"),
];

/// Just enough for the fixtures, so that a header changed to something larger is over the limit.
const LIMITS: Limits = Limits { pixels_max: 640 * 480, ..Limits::STANDARD };

/// Reads, and checks the promise.
fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    match Photo::read(bytes, &LIMITS) {
        Ok(photo) => {
            let full = photo.rendition(Size::Full);
            prop_assert!(u64::from(full.width) * u64::from(full.height) <= LIMITS.pixels_max);
            let small = photo.rendition(Size::Small);
            prop_assert!(small.width.max(small.height) <= LIMITS.small_edge_px_max);
            prop_assert!(image::load_from_memory(&full.jpeg).is_ok());
        }
        Err(MediaError::TooManyPixels { pixels_max, .. }) => {
            prop_assert_eq!(pixels_max, LIMITS.pixels_max)
        }
        Err(MediaError::FormatUnsupported { seen }) => prop_assert_eq!(seen, sniff(bytes)),
        Err(MediaError::Damaged) => {}
        Err(other) => prop_assert!(false, "{other:?}"),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes_never_break_the_promise(
        which in 0..PHOTOS.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), any::<bool>()), 1..8),
    ) {
        let mut bytes = PHOTOS[which].to_vec();
        for (index, value, in_head) in changes {
            // Half of the changes hit the headers, where they do most.
            let end = if in_head { 1024 } else { bytes.len() };
            bytes[index.index(end)] = value;
        }
        check(&bytes)?;
    }

    #[test]
    fn cut_files_never_break_the_promise(which in 0..PHOTOS.len(), end in any::<prop::sample::Index>()) {
        check(&PHOTOS[which][..end.index(PHOTOS[which].len())])?;
    }

    #[test]
    fn a_photo_with_a_piece_taken_out_or_doubled_never_breaks_the_promise(
        which in 0..PHOTOS.len(),
        ends in any::<(prop::sample::Index, prop::sample::Index)>(),
        double in any::<bool>(),
    ) {
        let bytes = PHOTOS[which];
        let (a, b) = (ends.0.index(bytes.len()), ends.1.index(bytes.len()));
        let (from, to) = (a.min(b), a.max(b));
        let changed = if double { [&bytes[..to], &bytes[from..]] } else { [&bytes[..from], &bytes[to..]] };
        check(&changed.concat())?;
    }

    #[test]
    fn noise_behind_a_known_beginning_never_breaks_the_promise(
        which in 0..PHOTOS.len(),
        kept in 4..64_usize,
        noise in prop::collection::vec(any::<u8>(), 0..2048),
    ) {
        check(&[&PHOTOS[which][..kept], &noise].concat())?;
    }
}
