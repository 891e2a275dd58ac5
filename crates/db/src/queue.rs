//! The line in front of the threads that own connections.
//!
//! Whatever is pushed before the close is still taken; whatever comes later is refused with the reason of the close.

use std::{
    collections::VecDeque,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
};

use crate::Error;

pub(crate) struct Queue<J> {
    line: Mutex<Line<J>>,
    changed: Condvar,
}

struct Line<J> {
    waiting: VecDeque<J>,
    closed: Option<String>,
}

impl<J> Queue<J> {
    pub(crate) fn new() -> Queue<J> {
        Queue {
            line: Mutex::new(Line {
                waiting: VecDeque::new(),
                closed: None,
            }),
            changed: Condvar::new(),
        }
    }

    pub(crate) fn push(&self, job: J) -> Result<(), Error> {
        let mut line = self.lock();
        if let Some(reason) = &line.closed {
            return Err(Error::Unavailable(reason.clone()));
        }
        line.waiting.push_back(job);
        self.changed.notify_one();
        Ok(())
    }

    /// The next job; `None` once the queue is closed and empty.
    pub(crate) fn take(&self) -> Option<J> {
        let mut line = self.wait();
        line.waiting.pop_front()
    }

    /// Everything that waits; `None` once the queue is closed and empty.
    pub(crate) fn take_all(&self) -> Option<VecDeque<J>> {
        let mut line = self.wait();
        if line.waiting.is_empty() {
            None
        } else {
            Some(std::mem::take(&mut line.waiting))
        }
    }

    /// Refuses everything pushed from now on. The first reason stays.
    pub(crate) fn close(&self, reason: &str) {
        self.lock().closed.get_or_insert_with(|| reason.to_owned());
        self.changed.notify_all();
    }

    fn wait(&self) -> MutexGuard<'_, Line<J>> {
        let mut line = self.lock();
        while line.waiting.is_empty() && line.closed.is_none() {
            line = self
                .changed
                .wait(line)
                .unwrap_or_else(PoisonError::into_inner);
        }
        line
    }

    // No job runs under this lock, so a poisoned line is still whole.
    fn lock(&self) -> MutexGuard<'_, Line<J>> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
