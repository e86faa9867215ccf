//! What a file is, told by its first bytes.

/// A kind of file that people try to upload as a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// JPEG.
    Jpeg,
    /// PNG, animated or not.
    Png,
    /// WebP.
    Webp,
    /// HEIC or HEIF with HEVC inside: what iPhones take unless told otherwise.
    Heic,
    /// AVIF.
    Avif,
    /// GIF.
    Gif,
    /// SVG, which may carry scripts.
    Svg,
    /// PDF.
    Pdf,
    /// A picture that also begins like a web page, a script or a PDF: made to be taken for something else.
    Polyglot,
    /// Anything else.
    Unknown,
}

impl Kind {
    /// A stable name for clients.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Jpeg => "jpeg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Heic => "heic",
            Self::Avif => "avif",
            Self::Gif => "gif",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
            Self::Polyglot => "polyglot",
            Self::Unknown => "unknown",
        }
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

/// Browsers and PDF readers guess a type from about this many leading bytes (WHATWG MIME Sniffing uses 1,445, PDF
/// readers 1,024).
const HEAD_BYTES: usize = 1_445;

/// What a picture's head must not contain: each makes some reader take the file for an active document.
const ACTIVE: [&[u8]; 6] = [b"<html", b"<script", b"<!doctype", b"<svg", b"<?php", b"%pdf-"];

/// Tells what `bytes` are by their content.
///
/// Says nothing about whether the rest of the file is sound.
#[must_use]
pub fn sniff(bytes: &[u8]) -> Kind {
    let head = bytes.get(..HEAD_BYTES).unwrap_or(bytes).to_ascii_lowercase();
    let kind = by_magic(bytes, &head);
    let raster = matches!(kind, Kind::Jpeg | Kind::Png | Kind::Webp | Kind::Heic | Kind::Avif | Kind::Gif);
    if raster && ACTIVE.iter().any(|mark| contains(&head, mark)) {
        return Kind::Polyglot;
    }
    kind
}

fn by_magic(bytes: &[u8], head: &[u8]) -> Kind {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Kind::Jpeg,
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Kind::Png,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Kind::Webp,
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Kind::Gif,
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => by_brand(bytes),
        _ => by_text(head),
    }
}

/// Reads the brands of an ISO base media file: the major one, then the compatible ones (ISO/IEC 14496-12, 4.3).
fn by_brand(bytes: &[u8]) -> Kind {
    let declared = bytes.first_chunk::<4>().map_or(0, |size| u32::from_be_bytes(*size));
    let end = usize::try_from(declared).unwrap_or(usize::MAX).min(bytes.len()).min(HEAD_BYTES);
    let major = bytes.get(8..12).into_iter();
    let compatible = bytes.get(16..end).into_iter().flat_map(|rest| rest.chunks_exact(4));
    let mut heif = false;
    for brand in major.chain(compatible) {
        match brand {
            b"avif" | b"avis" => return Kind::Avif,
            b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1" => heif = true,
            _ => {}
        }
    }
    if heif { Kind::Heic } else { Kind::Unknown }
}

fn by_text(head: &[u8]) -> Kind {
    if contains(head, b"%pdf-") {
        return Kind::Pdf;
    }
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    // An SVG may begin with an XML declaration, comments and a doctype.
    if text.first() == Some(&b'<') && contains(text, b"<svg") {
        return Kind::Svg;
    }
    Kind::Unknown
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_told_by_its_first_bytes() {
        let cases: [(&[u8], Kind); 16] = [
            (b"\xFF\xD8\xFF\xE0\0\x10JFIF\0", Kind::Jpeg),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Kind::Png),
            (b"RIFF\x10\0\0\0WEBPVP8 ", Kind::Webp),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Kind::Heic),
            (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", Kind::Heic),
            (b"\0\0\0\x18ftypmif1\0\0\0\0avifmiaf", Kind::Avif),
            (b"\0\0\0\x10ftypavif\0\0\0\0", Kind::Avif),
            (b"\0\0\0\x10ftypisom\0\0\0\0", Kind::Unknown),
            (b"GIF89a\x01\0\x01\0", Kind::Gif),
            (b"\xEF\xBB\xBF <?xml version=\"1.0\"?><SVG onload=\"x()\">", Kind::Svg),
            (b"%PDF-1.7\n", Kind::Pdf),
            (b"junk before %PDF-1.4", Kind::Pdf),
            (b"<html><body>", Kind::Unknown),
            (b"GIF89a/*<svg*/", Kind::Polyglot),
            (b"\xFF\xD8\xFF\xFE\0\x20<ScRiPt>alert(1)</script>", Kind::Polyglot),
            (b"", Kind::Unknown),
        ];
        for (bytes, kind) in cases {
            assert_eq!(sniff(bytes), kind, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn a_photo_with_ordinary_xmp_is_not_a_polyglot() {
        let head = b"\xFF\xD8\xFF\xE1\0\x60http://ns.adobe.com/xap/1.0/\0<?xpacket begin=\"\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\">";
        assert_eq!(sniff(head), Kind::Jpeg);
    }

    #[test]
    fn brands_beyond_the_declared_box_are_not_read() {
        assert_eq!(sniff(b"\0\0\0\x10ftypheic\0\0\0\0avif"), Kind::Heic);
    }
}
