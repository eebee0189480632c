//! Bytes as a list of decisions, so that whoever changes the bytes changes what is decided.

/// Decisions that are left.
#[derive(Clone, Copy, Debug)]
pub struct Decisions<'bytes> {
    rest: &'bytes [u8],
}

impl<'bytes> Decisions<'bytes> {
    /// All decisions of these bytes.
    pub fn new(bytes: &'bytes [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Whether there is one more; without, each decision is for the first choice.
    pub fn are_left(&self) -> bool {
        !self.rest.is_empty()
    }

    /// A number below this one, or 0.
    pub fn below(&mut self, bound: usize) -> usize {
        let high = if bound > 256 { usize::from(self.byte()) << 8 } else { 0 };
        (high | usize::from(self.byte())) % bound.max(1)
    }

    /// One of these; none where there are none.
    pub fn one_of<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        let at = self.below(choices.len());
        choices.get(at)
    }

    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.rest.split_first() else { return 0 };
        self.rest = rest;
        *first
    }
}

/// As many bytes, the same for the same seed (xorshift64).
pub fn seeded(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_be_bytes()[0]
    };
    (0..length).map(|_| next()).collect()
}
