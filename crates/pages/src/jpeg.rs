//! A JPEG stripped to what draws it: no place, no camera, no preview, nothing behind its end.
//!
//! A JPEG is a chain of segments, and between the start of a scan and the next marker its compressed pixels (ITU-T T.81, annex
//! B). Pixels and tables are taken over byte for byte; of the application segments only Adobe's, which says how colours are
//! coded (T.872, section 6.5.3).

const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
const ADOBE: u8 = 0xee;
/// Baseline, extended and progressive Huffman coding: what a PDF's reader must know (ISO 32000-1, section 7.4.8).
const FRAMES: std::ops::RangeInclusive<u8> = 0xc0..=0xc2;
/// Huffman tables, quantization tables, restart interval.
const TABLES: [u8; 3] = [0xc4, 0xdb, 0xdd];

/// A JPEG without its wrappings.
pub(crate) struct Stripped {
    pub(crate) bytes: Vec<u8>,
    pub(crate) is_grey: bool,
}

/// Strips a JPEG; nothing for one a PDF cannot hold as it is, such as one in four inks, or for one that breaks off.
pub(crate) fn strip(jpeg: &[u8]) -> Option<Stripped> {
    let mut rest = jpeg.strip_prefix(&[0xff, START])?;
    let mut bytes = vec![0xff, START];
    let mut components = None;
    loop {
        let (marker, after) = marker(rest)?;
        if marker == END {
            bytes.extend([0xff, END]);
            return Some(Stripped {
                bytes,
                is_grey: components? == 1,
            });
        }
        let length = usize::from(u16::from_be_bytes(*after.first_chunk()?));
        let (segment, behind) = (after.get(..length)?, after.get(length..)?);
        rest = behind;
        let is_frame = FRAMES.contains(&marker);
        if is_frame {
            // Length (2), precision, height (2), width (2), number of components.
            let (precision, count) = (*segment.get(2)?, *segment.get(7)?);
            if precision != 8 || !matches!(count, 1 | 3) || components.is_some() {
                return None;
            }
            components = Some(count);
        } else if (0xc3..=0xcf).contains(&marker) && !TABLES.contains(&marker) {
            return None;
        }
        if is_frame || marker == SCAN || marker == ADOBE || TABLES.contains(&marker) {
            bytes.extend([0xff, marker]);
            bytes.extend_from_slice(segment);
        }
        if marker == SCAN {
            let pixels = scan(rest)?;
            bytes.extend_from_slice(rest.get(..pixels)?);
            rest = rest.get(pixels..)?;
        }
    }
}

/// The next marker; any number of fill bytes may stand before it.
fn marker(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let rest = bytes.strip_prefix(&[0xff])?;
    let at = rest.iter().position(|byte| *byte != 0xff)?;
    Some((*rest.get(at)?, rest.get(at + 1..)?))
}

/// How long the compressed pixels are: up to a marker that is neither a stuffed zero nor a restart.
fn scan(bytes: &[u8]) -> Option<usize> {
    bytes
        .windows(2)
        .position(|pair| pair[0] == 0xff && !matches!(pair[1], 0 | 0xd0..=0xd7 | 0xff))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failing test may panic")]
    use super::*;

    fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker], length.as_slice(), content].concat()
    }

    fn jpeg(frame: u8, components: u8) -> Vec<u8> {
        [
            vec![0xff, START],
            segment(0xe1, b"Exif\0\0 taken on Elm Street"),
            segment(0xdb, b"table"),
            segment(frame, &[8, 0, 9, 0, 9, components]),
            segment(SCAN, b"head"),
            vec![1, 0xff, 0, 2, 0xff, 0xd0, 3],
            vec![0xff, END],
            b"<script>behind the end</script>".to_vec(),
        ]
        .concat()
    }

    #[test]
    fn pixels_and_tables_are_kept_and_nothing_else() {
        let stripped = strip(&jpeg(0xc2, 3)).unwrap();
        let expected = [
            vec![0xff, START],
            segment(0xdb, b"table"),
            segment(0xc2, &[8, 0, 9, 0, 9, 3]),
            segment(SCAN, b"head"),
            vec![1, 0xff, 0, 2, 0xff, 0xd0, 3],
            vec![0xff, END],
        ]
        .concat();
        assert_eq!(stripped.bytes, expected);
        assert!(!stripped.is_grey);
        assert!(strip(&jpeg(0xc0, 1)).unwrap().is_grey);
    }

    #[test]
    fn what_a_pdf_cannot_hold_is_not_stripped() {
        assert!(strip(&jpeg(0xc0, 4)).is_none(), "four inks");
        assert!(strip(&jpeg(0xc9, 3)).is_none(), "arithmetic coding");
        assert!(strip(&jpeg(0xc3, 3)).is_none(), "lossless");
        assert!(strip(b"\x89PNG\r\n").is_none());
    }

    #[test]
    fn a_jpeg_that_breaks_off_anywhere_is_refused() {
        let whole = jpeg(0xc0, 3);
        let end = whole.len() - b"<script>behind the end</script>".len();
        for length in 0..end {
            assert!(strip(&whole[..length]).is_none(), "{length}");
        }
        assert!(strip(&whole[..end]).is_some());
    }
}
