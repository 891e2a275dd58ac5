//! A caller's closure and the answer it waits for, as the threads see them.
//!
//! An attempt only *keeps* its answer; the thread sends it once it knows what became of the transaction.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
};

use tokio::sync::oneshot;

use crate::{Error, Tx};

pub(crate) trait Work: Send {
    /// Runs the closure once and keeps its answer, in place of one kept before. True where its changes are to be kept.
    fn attempt(&mut self, tx: &mut Tx<'_>) -> bool;
    /// Sends the kept answer.
    fn answer(self: Box<Self>);
    /// Sends `error` in place of any kept answer.
    fn fail(self: Box<Self>, error: Error);
    /// Whether the caller no longer waits.
    fn is_abandoned(&self) -> bool;
}

pub(crate) struct Call<F, T, E> {
    pub(crate) body: F,
    pub(crate) kept: Option<Result<T, E>>,
    pub(crate) sender: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Work for Call<F, T, E>
where
    F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send,
    T: Send,
    E: From<Error> + Send,
{
    fn attempt(&mut self, tx: &mut Tx<'_>) -> bool {
        let outcome = match catch_unwind(AssertUnwindSafe(|| (self.body)(tx))) {
            // The statement's error was swallowed, yet the transaction is lost: an Ok here would promise what is not kept.
            Ok(Ok(_)) if tx.has_failed() => Err(Error::broken(
                "a statement failed and the closure answered Ok: pass its error on",
            )
            .into()),
            Ok(outcome) => outcome,
            Err(panic) => Err(Error::broken(format!(
                "the closure panicked: {}",
                message(panic.as_ref())
            ))
            .into()),
        };
        let keep = outcome.is_ok();
        self.kept = Some(outcome);
        keep
    }

    fn answer(self: Box<Self>) {
        if let Some(outcome) = self.kept {
            // A caller that hung up is no failure: the transaction ended as it should.
            let _ = self.sender.send(outcome);
        }
    }

    fn fail(self: Box<Self>, error: Error) {
        let _ = self.sender.send(Err(error.into()));
    }

    fn is_abandoned(&self) -> bool {
        self.sender.is_closed()
    }
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let literal = panic.downcast_ref::<&str>().copied();
    literal
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message")
}
