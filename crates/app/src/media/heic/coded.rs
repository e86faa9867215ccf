//! The size a HEVC stream really decodes to, read from its sequence parameter set.
//!
//! Decoders report the size after the conformance window has cut it down; what they allocate is the size before.
//! Only the fields up to that size are read (ITU-T H.265, 7.3.1.2, 7.3.2.2.1 and 7.3.3).

use crate::media::MediaError;

const SEQUENCE_PARAMETER_SET: u8 = 33;

/// Whether a NAL unit carries coded picture data.
pub(super) fn is_slice(unit: &[u8]) -> bool {
    unit.first().is_some_and(|header| (header >> 1) & 0x3F < 32)
}

/// Width and height in a sequence parameter set of the base layer; `None` for other units, which decoding a still skips.
pub(super) fn size(unit: &[u8]) -> Result<Option<(u32, u32)>, MediaError> {
    match unit {
        [header, layer, payload @ ..]
            if (header >> 1) & 0x3F == SEQUENCE_PARAMETER_SET && header & 1 == 0 && layer >> 3 == 0 =>
        {
            let payload = unescape(payload);
            read_size(&mut Bits { bytes: &payload, at: 0 }).map(Some).ok_or(MediaError::Damaged)
        }
        [_, _, ..] => Ok(None),
        _ => Err(MediaError::Damaged),
    }
}

/// Drops the `03` that follows two zero bytes in a NAL unit (7.4.2).
fn unescape(payload: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(payload.len());
    let mut zeros = 0;
    for &byte in payload {
        if zeros >= 2 && byte == 3 {
            zeros = 0;
            continue;
        }
        zeros = if byte == 0 { zeros + 1 } else { 0 };
        out.push(byte);
    }
    out
}

fn read_size(bits: &mut Bits<'_>) -> Option<(u32, u32)> {
    bits.skip(4)?; // video parameter set id
    let sub_layers = bits.take(3)?;
    bits.skip(1)?; // temporal id nesting
    bits.skip(88 + 8)?; // general profile and level
    let mut sub_layer_bits = 0;
    if sub_layers > 0 {
        for layer in 0..8 {
            let (profile, level) = (bits.take(1)?, bits.take(1)?);
            if layer < sub_layers {
                sub_layer_bits += 88 * profile + 8 * level;
            }
        }
    }
    bits.skip(sub_layer_bits)?;
    bits.exp_golomb()?; // parameter set id
    if bits.exp_golomb()? == 3 {
        bits.skip(1)?; // separate colour planes
    }
    Some((bits.exp_golomb()?, bits.exp_golomb()?))
}

/// Reads bits, most significant first.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    fn take(&mut self, count: u32) -> Option<u32> {
        let mut value = 0;
        for _ in 0..count {
            let byte = self.bytes.get(self.at / 8)?;
            value = (value << 1) | u32::from((byte >> (7 - self.at % 8)) & 1);
            self.at += 1;
        }
        Some(value)
    }

    fn skip(&mut self, count: u32) -> Option<()> {
        self.at = self.at.checked_add(usize::try_from(count).ok()?)?;
        Some(())
    }

    /// An unsigned Exp-Golomb number (9.2) of at most 31 bits.
    fn exp_golomb(&mut self) -> Option<u32> {
        let mut zeros = 0;
        while self.take(1)? == 0 {
            zeros += 1;
            if zeros > 30 {
                return None;
            }
        }
        Some((1 << zeros) - 1 + self.take(zeros)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes a sequence parameter set up to its size.
    fn parameter_set(width: u32, height: u32, chroma: u32, sub_layers: &[(bool, bool)]) -> Vec<u8> {
        let mut bits = String::new();
        let golomb = |n: u32| {
            let binary = format!("{:b}", n + 1);
            "0".repeat(binary.len() - 1) + &binary
        };
        bits += &format!("0000{:03b}1", sub_layers.len());
        bits += &"10".repeat(48);
        if !sub_layers.is_empty() {
            for layer in 0..8 {
                let (profile, level) = sub_layers.get(layer).copied().unwrap_or_default();
                bits += &format!("{}{}", u8::from(profile), u8::from(level));
            }
        }
        for &(profile, level) in sub_layers {
            bits += &"1".repeat(if profile { 88 } else { 0 } + if level { 8 } else { 0 });
        }
        bits += &golomb(0);
        bits += &golomb(chroma);
        bits += if chroma == 3 { "1" } else { "" };
        bits += &golomb(width);
        bits += &golomb(height);
        bits += "10000000";
        let mut unit = vec![33 << 1, 1];
        unit.extend(
            bits.as_bytes()
                .chunks_exact(8)
                .map(|byte| u8::from_str_radix(std::str::from_utf8(byte).unwrap(), 2).unwrap()),
        );
        unit
    }

    #[test]
    fn the_size_is_read_whatever_stands_before_it() {
        for chroma in 0..=3 {
            for layers in [&[][..], &[(true, true)], &[(false, true), (true, false), (false, false)]] {
                let set = parameter_set(65_535, 4_097, chroma, layers);
                assert_eq!(size(&set).unwrap(), Some((65_535, 4_097)), "{chroma} {layers:?}");
            }
        }
    }

    #[test]
    fn other_units_have_no_size_and_cut_ones_are_damaged() {
        let set = parameter_set(512, 512, 1, &[]);
        assert_eq!(size(&[34 << 1, 1, 0]).unwrap(), None);
        assert!(size(&set[..12]).is_err());
        assert!(size(&[33 << 1]).is_err());
        assert!(size(&[33 << 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]).is_err());
    }

    #[test]
    fn escapes_are_removed() {
        assert_eq!(unescape(&[0, 0, 3, 1, 0, 0, 3, 0, 0, 3]), vec![0, 0, 1, 0, 0, 0, 0]);
    }
}
