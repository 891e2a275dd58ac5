//! How long a failing store is asked: every failure costs, every answer earns, and who has nothing left asks once a second.
//!
//! Each request may be tried a few times; without this, a store that is down or overrun would be sent a multiple of the
//! work it could not take.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Failures taken before requests are held back.
const MOST: u32 = 60;
/// What an answer earns.
const EARNED: u32 = 5;
/// How often a store that keeps failing is asked.
const PAUSE: Duration = Duration::from_secs(1);

#[derive(Debug)]
pub(super) struct Patience(Mutex<State>);

#[derive(Debug)]
struct State {
    left: u32,
    asked_at: Option<Instant>,
}

impl Patience {
    pub(super) fn new() -> Self {
        Self(Mutex::new(State {
            left: MOST,
            asked_at: None,
        }))
    }

    /// Whether a request may be sent now.
    pub(super) fn may_ask(&self, now: Instant) -> bool {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if state.left > 0 {
            return true;
        }
        let is_time = state
            .asked_at
            .is_none_or(|at| now.saturating_duration_since(at) >= PAUSE);
        if is_time {
            state.asked_at = Some(now);
        }
        is_time
    }

    /// Notes how a request ended.
    pub(super) fn note(&self, is_answered: bool) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.left = if is_answered {
            state.left.saturating_add(EARNED).min(MOST)
        } else {
            state.left.saturating_sub(1)
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_that_keeps_failing_is_asked_once_a_second_until_it_answers() {
        let patience = Patience::new();
        let now = Instant::now();
        for _ in 0..MOST {
            assert!(patience.may_ask(now));
            patience.note(false);
        }
        assert!(patience.may_ask(now), "the first of this second");
        assert!(!patience.may_ask(now));
        assert!(!patience.may_ask(now + PAUSE / 2));
        assert!(patience.may_ask(now + PAUSE));
        patience.note(true);
        for _ in 0..EARNED {
            assert!(patience.may_ask(now + PAUSE));
            patience.note(false);
        }
        assert!(!patience.may_ask(now + PAUSE));
    }

    #[test]
    fn a_store_that_refuses_some_of_many_is_asked_on() {
        let patience = Patience::new();
        let now = Instant::now();
        for _ in 0..1000 {
            assert!(patience.may_ask(now));
            patience.note(false);
            patience.note(true);
        }
    }
}
