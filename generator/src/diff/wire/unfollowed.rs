//! References whose target depends on the way to them: they are read as any value, and what they stand for is not
//! compared.

use super::super::Kind::*;
use super::super::Wire;
use super::super::trees::Trees;
use super::schemas::Value;
use super::view::{Shape, View};

/// The keywords that refer to what is outermost while a value is validated (JSON Schema 2020-12 core, section 8.2.3.2).
const KEYWORDS: [&str; 2] = ["$dynamicRef", "$recursiveRef"];

/// The keyword by which a value is any value to this crate, where it is one that is not followed.
pub(super) fn keyword(trees: &Trees<'_>, view: &View<'_>) -> Option<&'static str> {
    let is_written =
        |keyword: &str| view.any(|schema| trees.get(&schema.origin).is_some_and(|it| it.get(keyword).is_some()));
    KEYWORDS.into_iter().filter(|_| view.shape == Shape::Any).find(|keyword| is_written(keyword))
}

impl Value<'_, '_> {
    /// Whether one side is not compared; where the other says a type, which it is to the crate no more, that is told:
    /// nobody knows whether the values are those that the type has.
    pub(super) fn is_unfollowed(&mut self) -> bool {
        let trees = self.comparison.trees;
        let Some(keyword) = keyword(trees.base, &self.base).or_else(|| keyword(trees.head, &self.head)) else {
            return false;
        };
        if self.base.shape != self.head.shape {
            let kind = self.position.kind(ParamTypeChanged, ReqPropTypeChanged, ResTypeChanged);
            let place = self.place.clone();
            let draft = self.draft(("type", kind), (Some(&place.base), Some(&place.head)));
            let draft = draft.values((Some(self.base.said()), Some(self.head.said()))).wire(Wire::Risky);
            self.note(draft.details(vec![format!("what `{keyword}` stands for is not compared")]));
        }
        true
    }
}
