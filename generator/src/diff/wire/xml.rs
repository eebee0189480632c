//! What elements and attributes are called where a body or an answer is sent as XML (OpenAPI, "XML Object").

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::Kind::*;
use super::super::finding::Draft;
use super::super::kind::Effect;
use super::super::trees::Trees;
use super::view::{Schemas, View};
use super::{Comparison, Position, Sides, unfollowed};
use crate::resolve::MediaType;

/// Compares how the values of a media type are written, where that is one of XML.
pub(super) fn compare(
    comparison: &mut Comparison<'_>,
    operation: usize,
    (base, head): (&MediaType, &MediaType),
    position: Position,
) {
    let (Some(one), Some(other)) = (base.schema, head.schema) else { return };
    if ![base, head].iter().all(|media| media.media_type.to_ascii_lowercase().contains("xml")) {
        return;
    }
    let documents = comparison.documents;
    let mut seen = BTreeSet::new();
    let mut open: Vec<(Schemas, Schemas, Option<&str>)> = vec![(vec![one], vec![other], None)];
    while let Some((one, other, name)) = open.pop() {
        if one.is_empty() || other.is_empty() || !seen.insert((one.clone(), other.clone())) {
            continue;
        }
        let views = Sides { base: View::new(documents.base, &one), head: View::new(documents.head, &other) };
        let trees = comparison.trees;
        if unfollowed::keyword(trees.base, &views.base).or(unfollowed::keyword(trees.head, &views.head)).is_some() {
            continue;
        }
        differs(comparison, operation, &views, (name, position));
        let Sides { base: was, head: is } = views;
        open.push((was.items, is.items, None));
        let both = was.members.into_iter().filter_map(|(name, member)| Some((name, member, is.members.get(name)?)));
        open.extend(both.map(|(name, member, other)| (member.schemas, other.schemas.clone(), Some(name))));
    }
}

/// Notes that a value is written otherwise, which is a member of this name.
fn differs(
    comparison: &mut Comparison<'_>,
    operation: usize,
    views: &Sides<View<'_>>,
    (name, position): (Option<&str>, Position),
) {
    let trees = comparison.trees;
    let (was, is) = (Written::of(trees.base, &views.base, name), Written::of(trees.head, &views.head, name));
    if was == is {
        return;
    }
    let (from, to) = (views.base.origin(), views.head.origin());
    let subject = ("xml", format!("the XML of {}", comparison.subjects.head.said(to)));
    let kind = position.kind(ReqPropRenamed, ReqPropRenamed, ResPropRenamed);
    let draft = Draft::new(kind, subject, Some(from), Some(to)).values((was.said(), is.said()));
    comparison.say_of(operation, position.judged(draft.about("xml").effect(Effect::Text)));
}

/// How a value is written.
#[derive(PartialEq, Eq)]
struct Written {
    name: Option<String>,
    namespace: Option<String>,
    /// `attribute`, `wrapped`.
    forms: Vec<&'static str>,
}

impl Written {
    fn of(trees: &Trees<'_>, view: &View<'_>, name: Option<&str>) -> Self {
        let xml = view.first(|schema| trees.get(&schema.origin)?.get("xml"));
        let text = |key: &str| xml.and_then(|xml| xml.get(key)?.as_str()).map(str::to_owned);
        let is_set = |key: &&str| xml.and_then(|xml| xml.get(*key)).and_then(Value::as_bool).unwrap_or_default();
        Self {
            name: text("name").or_else(|| name.map(str::to_owned)),
            namespace: text("namespace"),
            forms: ["attribute", "wrapped"].into_iter().filter(is_set).collect(),
        }
    }

    fn said(&self) -> Option<String> {
        let parts = [self.name.clone(), self.namespace.clone()].into_iter().flatten();
        let said: Vec<String> = parts.chain(self.forms.iter().map(|form| (*form).to_owned())).collect();
        (!said.is_empty()).then(|| said.join(", "))
    }
}
