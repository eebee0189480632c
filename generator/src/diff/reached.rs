//! Whom something reaches: operations, each by how many steps.

use std::collections::BTreeMap;
use std::rc::Rc;

/// Operations by name, with the number of steps from each to the difference; what is met at one place shares them.
#[derive(Clone, Debug, Default)]
pub(super) struct Reached(Rc<BTreeMap<Rc<str>, usize>>);

impl Reached {
    pub(super) fn add(&mut self, operation: &Rc<str>, steps: usize) {
        let known = Rc::make_mut(&mut self.0).entry(Rc::clone(operation)).or_insert(steps);
        *known = steps.min(*known);
    }

    /// Adds those that others reach.
    pub(super) fn extend(&mut self, others: &Self) {
        if !Rc::ptr_eq(&self.0, &others.0) {
            others.0.iter().for_each(|(operation, &steps)| self.add(operation, steps));
        }
    }

    /// The operations, each with the number of steps from it.
    pub(super) fn operations(&self) -> impl Iterator<Item = (&Rc<str>, usize)> {
        self.0.iter().map(|(operation, &steps)| (operation, steps))
    }

    /// Whether it matters to an operation: where none is reached, it may to any.
    pub(super) fn concerns(&self, operation: &str) -> bool {
        self.0.is_empty() || self.0.contains_key(operation)
    }

    /// The number of steps from an operation, where it is reached.
    pub(super) fn steps(&self, operation: &str) -> Option<usize> {
        self.0.get(operation).copied()
    }

    /// The names, those with the shortest way first.
    pub(super) fn names(&self) -> Vec<String> {
        let mut operations: Vec<(usize, &Rc<str>)> = self.operations().map(|(name, steps)| (steps, name)).collect();
        operations.sort();
        operations.into_iter().map(|(_, name)| name.to_string()).collect()
    }
}
