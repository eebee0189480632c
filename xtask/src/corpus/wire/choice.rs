//! Which documents are called: those that together have the most features, each the one that adds the most.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A document that can be chosen.
#[derive(Debug)]
pub(super) struct Candidate<'d, D> {
    /// The document.
    pub(super) document: &'d D,
    /// Its features.
    pub(super) features: BTreeSet<String>,
}

impl<D> Clone for Candidate<'_, D> {
    fn clone(&self) -> Self {
        Self { document: self.document, features: self.features.clone() }
    }
}

/// The choice, one document after the other.
pub(super) struct Choice<'d, D> {
    open: Vec<Candidate<'d, D>>,
    /// How many of the chosen documents have a feature.
    had: BTreeMap<String, usize>,
}

/// What a document is chosen for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Chosen<'d, D> {
    /// The document.
    pub(super) document: &'d D,
    /// Those of its features that the fewest documents before it have.
    pub(super) for_features: Vec<String>,
}

impl<'d, D> Choice<'d, D> {
    /// A choice among these; of two that add as much, the earlier one is taken.
    pub(super) fn among(open: Vec<Candidate<'d, D>>) -> Self {
        Self { open, had: BTreeMap::new() }
    }

    fn had(&self, feature: &str) -> usize {
        self.had.get(feature).copied().unwrap_or(0)
    }

    /// How many features it has that none has had yet, that one has had, that two have had: compared in this order.
    fn gain(&self, candidate: &Candidate<'d, D>) -> [usize; 3] {
        [0, 1, 2].map(|times| candidate.features.iter().filter(|feature| self.had(feature) == times).count())
    }
}

impl<'d, D> Iterator for Choice<'d, D> {
    type Item = Chosen<'d, D>;

    fn next(&mut self) -> Option<Self::Item> {
        let gains = self.open.iter().enumerate().map(|(at, candidate)| (self.gain(candidate), Reverse(at)));
        let (_, Reverse(at)) = gains.max()?;
        let Candidate { document, features } = self.open.remove(at);
        let least = features.iter().map(|feature| self.had(feature)).min();
        let for_features = features.iter().filter(|feature| Some(self.had(feature)) == least).cloned().collect();
        for feature in features {
            *self.had.entry(feature).or_default() += 1;
        }
        Some(Chosen { document, for_features })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_document_adds_the_most() {
        let documents = [("a", "x"), ("b", "x y"), ("c", "y z"), ("d", "w x y")];
        let candidates = documents
            .iter()
            .map(|document| Candidate { document, features: document.1.split(' ').map(str::to_owned).collect() });
        let choice = Choice::among(candidates.collect());
        let chosen: Vec<(&str, String)> =
            choice.map(|chosen| (chosen.document.0, chosen.for_features.join(" "))).collect();
        assert_eq!(chosen, [("d", "w x y"), ("c", "z"), ("b", "x"), ("a", "x")].map(|(a, b)| (a, b.to_owned())));
    }
}
