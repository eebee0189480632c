//! The answers of one operation, one after the other.

use std::collections::VecDeque;
use std::sync::Arc;

use super::{Answer, Recorded};

/// What an answer comes from.
#[derive(Clone)]
pub(super) enum Source {
    Ready(Answer),
    Made(Arc<dyn Fn(&Recorded) -> Answer + Send + Sync>),
}

impl Source {
    pub(super) fn answer(self, call: &Recorded) -> Answer {
        match self {
            Self::Ready(answer) => answer,
            Self::Made(make) => make(call),
        }
    }
}

/// The answers to come, and the last one when none is.
#[derive(Default)]
pub(super) struct Script {
    next: VecDeque<Source>,
    last: Option<Source>,
}

impl Script {
    pub(super) fn add(&mut self, source: Source) {
        self.next.push_back(source);
    }

    pub(super) fn next(&mut self) -> Option<Source> {
        if let Some(next) = self.next.pop_front() {
            self.last = Some(next);
        }
        self.last.clone()
    }
}
