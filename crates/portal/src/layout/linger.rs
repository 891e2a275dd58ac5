//! Bodies that are refused before their end.
//!
//! A connection that is closed while its peer still sends is reset, and the reset takes the answer with it: the browser
//! would say "connection lost" and try again, where we had said "there is no room". So what is left of a body is read and
//! thrown away for a while, and the answer arrives.

use std::{
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use axum::body::{Body, Bytes};
use http_body::{Frame, SizeHint};
use http_body_util::BodyExt as _;

/// Bytes that are read and thrown away, at most.
const MOST: usize = 64 << 20;
/// For how long, at most.
const PATIENCE: Duration = Duration::from_secs(10);

/// A request's body whose rest is thrown away when nobody wants it.
pub(super) struct Lingering(Body);

impl Lingering {
    /// The body, if there is more of it than nothing.
    pub(super) fn over(body: Body) -> Body {
        if http_body::Body::is_end_stream(&body) {
            body
        } else {
            Body::new(Self(body))
        }
    }
}

impl http_body::Body for Lingering {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.0).poll_frame(context);
        if matches!(frame, Poll::Ready(None | Some(Err(_)))) {
            self.0 = Body::empty();
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

impl Drop for Lingering {
    fn drop(&mut self) {
        let rest = std::mem::take(&mut self.0);
        if http_body::Body::is_end_stream(&rest) {
            return;
        }
        // Without a runtime there is no connection either.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(tokio::time::timeout(PATIENCE, throw_away(rest)));
        }
    }
}

async fn throw_away(mut body: Body) {
    let mut thrown = 0;
    while let Some(Ok(frame)) = body.frame().await {
        thrown += frame.data_ref().map_or(0, Bytes::len);
        if thrown > MOST {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };

    use super::*;

    /// A body of that many chunks of 1 MiB, and how many were taken.
    fn counted(chunks: usize) -> (Body, Arc<AtomicUsize>) {
        let taken = Arc::new(AtomicUsize::new(0));
        let count = taken.clone();
        let chunks = (0..chunks).map(move |_| {
            count.fetch_add(1, Ordering::Relaxed);
            Ok::<_, std::io::Error>(Bytes::from(vec![0; 1 << 20]))
        });
        (Body::from_stream(futures_util::stream::iter(chunks)), taken)
    }

    async fn until_quiet() {
        for _ in 0..1000 {
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn the_rest_of_a_refused_body_is_read_away_but_not_without_end() {
        for (chunks, is_expected) in [(3, 3), (1000, 65)] {
            let (body, taken) = counted(chunks);
            let mut body = Lingering::over(body);
            body.frame().await.unwrap().unwrap();
            drop(body);
            until_quiet().await;
            assert_eq!(
                taken.load(Ordering::Relaxed),
                is_expected + usize::from(chunks > 3)
            );
        }
    }

    #[tokio::test]
    async fn a_body_that_was_read_is_left_alone() {
        let (body, taken) = counted(2);
        let all = Lingering::over(body).collect().await.unwrap().to_bytes();
        until_quiet().await;
        assert_eq!((all.len(), taken.load(Ordering::Relaxed)), (2 << 20, 2));
        assert!(http_body::Body::is_end_stream(&Lingering::over(
            Body::empty()
        )));
    }
}
