//! What a key that was renewed consists of: the newest generation seals, every generation opens.

use zeroize::Zeroizing;

use crate::{Broken, derive::Secret};

const LEN: usize = 32;

/// Generations of one key, newest first; never none.
pub(super) struct Generations<G>(Vec<G>);

/// One generation, with what is derived from its secret.
pub(super) trait Generation: Sized {
    fn of(secret: Secret) -> Result<Self, Broken>;
    fn secret(&self) -> &Secret;
}

impl<G: Generation> Generations<G> {
    pub(super) fn first(secret: Secret) -> Result<Self, Broken> {
        Ok(Self(vec![G::of(secret)?]))
    }

    /// The same, and before them one more.
    pub(super) fn renewed(&self, secret: Secret) -> Result<Self, Broken> {
        let mut all = vec![G::of(secret)?];
        for older in &self.0 {
            all.push(G::of(older.secret().clone())?);
        }
        Ok(Self(all))
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn newest(&self) -> Result<&G, Broken> {
        self.0.first().ok_or(Broken::Shape)
    }

    /// The one that keys what must read the same for ever.
    pub(super) fn oldest(&self) -> Result<&G, Broken> {
        self.0.last().ok_or(Broken::Shape)
    }

    /// The first opening that does not fail for being under another key.
    ///
    /// What is sealed names no generation: the wrong one costs a tag that does not hold, less than a microsecond for a field.
    pub(super) fn opening<T>(
        &self,
        mut open: impl FnMut(&G) -> Result<T, Broken>,
    ) -> Result<T, Broken> {
        for generation in &self.0 {
            match open(generation) {
                Err(Broken::Seal) => {}
                done => return done,
            }
        }
        Err(Broken::Seal)
    }

    /// The secrets behind each other, as they are wrapped.
    pub(super) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(LEN * self.0.len()));
        for generation in &self.0 {
            bytes.extend_from_slice(&**generation.secret());
        }
        bytes
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, Broken> {
        let (secrets, rest) = bytes.as_chunks::<LEN>();
        if secrets.is_empty() || !rest.is_empty() {
            return Err(Broken::Shape);
        }
        let all: Result<Vec<G>, Broken> = secrets
            .iter()
            .map(|secret| G::of(Zeroizing::new(*secret)))
            .collect();
        all.map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::matter::MatterGeneration;

    #[test]
    fn bytes_that_are_no_whole_generations_are_no_key() {
        for len in [0, 31, 33, 65] {
            let read = Generations::<MatterGeneration>::from_bytes(&vec![7; len]);
            assert_eq!(read.err(), Some(Broken::Shape), "{len}");
        }
    }
}
