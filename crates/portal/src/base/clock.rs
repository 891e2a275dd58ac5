//! Time and chance come from here and nowhere else, so that a test can turn the clock.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use super::{
    Id, Timestamp,
    error::{Error, Result},
};

/// What time it is.
#[derive(Clone, Debug, Default)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    /// The machine's own clock.
    pub fn of_the_machine() -> Self {
        Self(None)
    }

    /// The machine's clock moved on by a span that [`turn`](Clock::turn) changes.
    pub fn to_turn() -> Self {
        Self(Some(Arc::new(AtomicI64::new(0))))
    }

    /// Moves a clock made by [`to_turn`](Clock::to_turn) on; the machine's clock stays as it is.
    pub fn turn(&self, span: Duration) {
        if let Some(ahead) = &self.0 {
            ahead.fetch_add(
                i64::try_from(span.as_micros()).unwrap_or(i64::MAX),
                Ordering::SeqCst,
            );
        }
    }

    /// Sets a clock made by [`to_turn`](Clock::to_turn) to a moment, from which it goes on; the machine's clock stays as it is.
    pub fn set(&self, moment: Timestamp) {
        if let Some(ahead) = &self.0 {
            let machine = Self(None).now();
            ahead.store(moment.0 - machine.0, Ordering::SeqCst);
        }
    }

    /// The moment it is now.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the machine's clock"
    )]
    pub fn now(&self) -> Timestamp {
        let machine = jiff::Timestamp::now().as_microsecond();
        Timestamp(
            machine
                + self
                    .0
                    .as_ref()
                    .map_or(0, |ahead| ahead.load(Ordering::SeqCst)),
        )
    }
}

/// Fills `N` bytes from the operating system's generator.
///
/// # Errors
/// [`Error::Unavailable`] when the system has no chance to give.
pub fn random<const N: usize>() -> Result<[u8; N]> {
    use aws_lc_rs::rand::SecureRandom;
    let mut bytes = [0_u8; N];
    aws_lc_rs::rand::SystemRandom::new()
        .fill(&mut bytes)
        .map_err(|_| Error::Unavailable("the system's random generator gave nothing".into()))?;
    Ok(bytes)
}

/// A fresh id whose order follows time.
///
/// # Errors
/// As [`random`].
pub fn new_id<I: Id>(now: Timestamp) -> Result<I> {
    let millis = u64::try_from(now.0 / 1000).unwrap_or(0);
    Ok(I::from_uuid(
        uuid::Builder::from_unix_timestamp_millis(millis, &random::<10>()?).into_uuid(),
    ))
}
