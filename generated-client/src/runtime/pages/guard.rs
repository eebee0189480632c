//! Finds a list that goes round in a circle.

/// Notices that a position comes again, in constant memory (Brent, "An improved Monte Carlo factorization algorithm",
/// 1980): it keeps one position, and takes the newest after twice as many steps each time.
#[derive(Debug)]
pub(super) struct Guard {
    kept: Option<String>,
    /// Steps since it was taken, and after how many the next is.
    steps: u64,
    span: u64,
}

impl Default for Guard {
    fn default() -> Self {
        Self { kept: None, steps: 0, span: 1 }
    }
}

impl Guard {
    /// Whether the position was there before. A circle is found after one round of it or two.
    pub(super) fn has_come(&mut self, position: &str) -> bool {
        if self.kept.as_deref() == Some(position) {
            return true;
        }
        self.steps += 1;
        if self.steps >= self.span {
            self.kept = Some(position.to_owned());
            self.steps = 0;
            self.span = self.span.saturating_mul(2);
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::Guard;

    #[test]
    fn a_circle_of_any_length_is_found_soon() {
        for (before, circle) in [(0, 1), (0, 2), (3, 1), (7, 5), (100, 64)] {
            let mut guard = Guard::default();
            let position = |step: usize| if step < before { step } else { before + (step - before) % circle };
            let found = (0..10_000).find(|step| guard.has_come(&position(*step).to_string()));
            let found = found.expect("it goes round");
            assert!(found >= before + circle && found <= 3 * (before + circle) + 3, "{before} {circle}: {found}");
        }
    }

    #[test]
    fn a_list_without_one_is_let_pass() {
        let mut guard = Guard::default();
        assert!((0..100_000).all(|step| !guard.has_come(&step.to_string())));
    }
}
