//! How parent and child talk: one request, then the document, then frames back.
//!
//! The request is a line of JSON; the document, or photographs one behind the other, follow it to the end of the stream. A frame is the length of its head (32 bits, big
//! endian), the head in JSON and, where the head announces them, the bytes of a picture. The parent believes no length beyond
//! [`MAX_HEAD`] and [`MAX_PICTURE`], so a child that has been taken over cannot fill its memory.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};
use tokio::io::{AsyncRead, AsyncReadExt};

use crate::{Kind, Limits, Page, Paper, Photo, Picture, PictureFormat, Reason, office::Desk};

/// In bytes; a page's text is cut far below.
const MAX_HEAD: u32 = 2 << 20;
/// In bytes; a piece of a file made is smaller.
const MAX_PICTURE: u32 = 32 << 20;
/// A file made crosses over in pieces of so many bytes.
pub(crate) const PIECE: usize = 1 << 20;

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Request {
    pub(crate) task: Task,
    pub(crate) limits: Limits,
}

/// What a child is started for.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Task {
    /// Draw the pages of the document that follows.
    Pages(Kind),
    /// Lay the photographs that follow on paper.
    Join { photos: Vec<Photo>, paper: Paper },
    /// Become the converter of an office document that lies ready.
    Convert(Desk),
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Frame {
    Page(Page),
    Piece(Vec<u8>),
    Refused(Reason),
    End,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Head {
    Page {
        number: u32,
        text: String,
        picture: Option<PictureHead>,
    },
    Piece {
        length: u32,
    },
    Refused(Reason),
    End,
}

#[derive(Serialize, Deserialize)]
struct PictureHead {
    format: PictureFormat,
    width: u32,
    height: u32,
    length: u32,
}

/// Writes one frame and flushes it.
pub(crate) fn write(output: &mut impl Write, frame: Frame) -> io::Result<()> {
    let (head, bytes) = match frame {
        Frame::Page(Page {
            number,
            picture,
            text,
        }) => {
            let announced = picture.as_ref().map(|picture| {
                Ok::<_, std::num::TryFromIntError>(PictureHead {
                    format: picture.format,
                    width: picture.width,
                    height: picture.height,
                    length: picture.bytes.len().try_into()?,
                })
            });
            let head = Head::Page {
                number,
                text,
                picture: announced.transpose().map_err(io::Error::other)?,
            };
            (head, picture.map(|picture| picture.bytes))
        }
        Frame::Piece(bytes) => {
            let length = bytes.len().try_into().map_err(io::Error::other)?;
            (Head::Piece { length }, Some(bytes))
        }
        Frame::Refused(reason) => (Head::Refused(reason), None),
        Frame::End => (Head::End, None),
    };
    let head = serde_json::to_vec(&head)?;
    let length = u32::try_from(head.len()).map_err(io::Error::other)?;
    output.write_all(&length.to_be_bytes())?;
    output.write_all(&head)?;
    output.write_all(&bytes.unwrap_or_default())?;
    output.flush()
}

/// Reads one frame.
///
/// # Errors
/// `UnexpectedEof` when the child ended without an end frame, `InvalidData` when it wrote what no child of ours writes.
pub(crate) async fn read(input: &mut (impl AsyncRead + Unpin)) -> io::Result<Frame> {
    let length = input.read_u32().await?;
    let head = exactly(input, length, MAX_HEAD).await?;
    Ok(match serde_json::from_slice(&head)? {
        Head::Page {
            number,
            text,
            picture,
        } => {
            let picture = match picture {
                None => None,
                Some(PictureHead {
                    format,
                    width,
                    height,
                    length,
                }) => Some(Picture {
                    format,
                    width,
                    height,
                    bytes: exactly(input, length, MAX_PICTURE).await?,
                }),
            };
            Frame::Page(Page {
                number,
                picture,
                text,
            })
        }
        Head::Piece { length } => Frame::Piece(exactly(input, length, MAX_PICTURE).await?),
        Head::Refused(reason) => Frame::Refused(reason),
        Head::End => Frame::End,
    })
}

async fn exactly(
    input: &mut (impl AsyncRead + Unpin),
    length: u32,
    most: u32,
) -> io::Result<Vec<u8>> {
    if length > most {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut bytes = vec![0; length as usize];
    input.read_exact(&mut bytes).await?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failing test may panic")]
    use super::*;

    fn page() -> Page {
        Page {
            number: 7,
            picture: Some(Picture {
                format: PictureFormat::WebP,
                width: 3,
                height: 2,
                bytes: b"picture".to_vec(),
            }),
            text: "“words”\n".to_owned(),
        }
    }

    #[tokio::test]
    async fn frames_come_back_as_they_were_written() {
        let mut stream = Vec::new();
        write(&mut stream, Frame::Page(page())).unwrap();
        write(&mut stream, Frame::Piece(b"%PDF".to_vec())).unwrap();
        write(&mut stream, Frame::Refused(Reason::TooMany)).unwrap();
        write(&mut stream, Frame::End).unwrap();
        let mut stream = stream.as_slice();
        assert_eq!(read(&mut stream).await.unwrap(), Frame::Page(page()));
        assert_eq!(
            read(&mut stream).await.unwrap(),
            Frame::Piece(b"%PDF".to_vec())
        );
        assert_eq!(
            read(&mut stream).await.unwrap(),
            Frame::Refused(Reason::TooMany)
        );
        assert_eq!(read(&mut stream).await.unwrap(), Frame::End);
        assert!(stream.is_empty());
    }

    #[tokio::test]
    async fn a_frame_that_announces_too_much_is_not_read() {
        let endless = [u32::MAX.to_be_bytes().as_slice(), b"{}"].concat();
        let error = read(&mut endless.as_slice()).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidData);
    }

    #[tokio::test]
    async fn a_frame_cut_short_is_not_a_page() {
        let mut stream = Vec::new();
        write(&mut stream, Frame::Page(page())).unwrap();
        let error = read(&mut &stream[..stream.len() - 1]).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof);
    }
}
