//! Choices that look random, and are the same for the same seed.

/// A generator of numbers (xorshift64*).
pub(super) struct Choice(u64);

impl Choice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below this one, or 0.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = usize::try_from(self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33).unwrap_or_default();
        high % bound.max(1)
    }

    /// What comes of the first item that it can come of, from a random one on.
    pub(super) fn of_all<T, R>(&mut self, items: &[T], make: impl Fn(&T) -> Option<R>) -> Option<R> {
        let start = self.below(items.len());
        let (before, from) = items.split_at(start);
        from.iter().chain(before).find_map(make)
    }
}
