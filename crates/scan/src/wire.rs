//! The pure part of the protocol: how a content is cut into pieces, and what a reply means. No input or output.

use bytes::Bytes;

use crate::Verdict;

/// Begins a content.
pub(crate) const BEGIN: &[u8] = b"zINSTREAM\0";
/// Ends a content: a piece of no bytes.
pub(crate) const END: [u8; 4] = [0; 4];

/// The longest piece; a scanner holds no more of them at a time than it likes.
const PIECE: usize = 1 << 20;

/// The longest reply that is read, in bytes.
pub(crate) const LONGEST_REPLY: usize = 4096;

/// The pieces of a chunk, each with the four bytes that stand before it: its length, most significant byte first. A
/// piece of no bytes would end the content, so an empty chunk has none.
pub(crate) fn pieces(mut chunk: Bytes) -> impl Iterator<Item = ([u8; 4], Bytes)> {
    std::iter::from_fn(move || {
        let piece = chunk.split_to(chunk.len().min(PIECE));
        let length = u32::try_from(piece.len()).ok()?;
        (length > 0).then(|| (length.to_be_bytes(), piece))
    })
}

/// What a whole reply, without the zero byte that ends it, says of a content.
pub(crate) fn verdict(reply: &[u8]) -> Verdict {
    let text = String::from_utf8_lossy(reply);
    let text = text.trim();
    if text.starts_with("INSTREAM size limit exceeded") {
        return Verdict::TooLarge;
    }
    match text.strip_prefix("stream: ") {
        Some("OK") => Verdict::Clean,
        Some(found) => match found.strip_suffix(" FOUND") {
            // With AlertExceedsMax a scanner says so when it stopped looking: that is no find.
            Some(name) if name.starts_with("Heuristics.Limits.Exceeded") => Verdict::TooLarge,
            Some(name) if !name.is_empty() => Verdict::Infected(legible(name)),
            _ => unknown(text),
        },
        None => unknown(text),
    }
}

fn unknown(text: &str) -> Verdict {
    Verdict::Unreachable(format!("it said “{}”", legible(text)))
}

/// What a scanner wrote, on one line and of a length that can be shown.
pub(crate) fn legible(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(200).collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_ok_is_clean() {
        for (reply, said) in [
            ("stream: OK", Verdict::Clean),
            (
                "stream: Win.Test.EICAR_HDB-1 FOUND",
                Verdict::Infected("Win.Test.EICAR_HDB-1".into()),
            ),
            (
                "stream: Two Words FOUND",
                Verdict::Infected("Two Words".into()),
            ),
            ("stream: OK FOUND", Verdict::Infected("OK".into())),
            ("INSTREAM size limit exceeded. ERROR", Verdict::TooLarge),
            (
                "stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND",
                Verdict::TooLarge,
            ),
        ] {
            assert_eq!(verdict(reply.as_bytes()), said, "{reply}");
        }
        for reply in [
            "",
            "OK",
            "stream: ",
            "stream:  FOUND",
            "stream: Can't allocate memory ERROR",
            "UNKNOWN COMMAND",
            "stream: OK\nOK",
        ] {
            let said = verdict(reply.as_bytes());
            assert!(matches!(said, Verdict::Unreachable(_)), "{reply}: {said:?}");
        }
    }

    #[test]
    fn a_name_is_shown_on_one_line() {
        let said = verdict(format!("stream: A\u{1b}[31m\n{} FOUND", "b".repeat(900)).as_bytes());
        assert!(
            matches!(&said, Verdict::Infected(name) if name.starts_with("A[31mb") && name.chars().count() == 200),
            "{said:?}"
        );
    }

    /// Reads framed bytes as a scanner does: the content, and what lies behind its end.
    fn unframed(mut bytes: &[u8]) -> (Vec<u8>, &[u8]) {
        let mut content = Vec::new();
        loop {
            let (length, rest) = bytes.split_first_chunk::<4>().unwrap();
            let length = u32::from_be_bytes(*length) as usize;
            if length == 0 {
                return (content, rest);
            }
            content.extend_from_slice(&rest[..length]);
            bytes = &rest[length..];
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn chunks_of_any_size_are_the_same_content_with_one_end(
            chunks in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..300), 0..20),
            long in 0_usize..3,
        ) {
            let mut chunks = chunks;
            chunks.push(vec![7; long * PIECE + 5 * long]);
            let mut sent = Vec::new();
            for chunk in &chunks {
                for (length, piece) in pieces(Bytes::from(chunk.clone())) {
                    sent.extend_from_slice(&length);
                    sent.extend_from_slice(&piece);
                }
            }
            sent.extend_from_slice(&END);
            let (content, behind) = unframed(&sent);
            prop_assert_eq!(content, chunks.concat());
            prop_assert!(behind.is_empty());
        }

        #[test]
        fn no_reply_but_one_is_clean(reply in prop::collection::vec(any::<u8>(), 0..60)) {
            let is_ok = String::from_utf8_lossy(&reply).trim() == "stream: OK";
            prop_assert_eq!(verdict(&reply) == Verdict::Clean, is_ok);
        }
    }
}
