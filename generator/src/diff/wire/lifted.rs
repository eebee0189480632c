//! Members that all variants of a union have: a document can say them once, beside the union.

use std::collections::BTreeSet;

use super::super::Kind::*;
use super::Sides;
use super::fingerprint::fingerprint;
use super::schemas::{DEPTH, Value};
use super::view::{Member, View};
use crate::resolve::{Document, SchemaId};

/// Members of variants that stand beside the union on the other side.
pub(super) type Lifted = BTreeSet<(SchemaId, String)>;

/// Takes members that the other side says beside the union for members of the whole on this side, too.
pub(super) fn lift(value: &mut Value<'_, '_>) {
    let Sides { base, head } = value.documents();
    let (was, is) = (common(base, &value.base, &value.head), common(head, &value.head, &value.base));
    if was.is_empty() && is.is_empty() {
        return;
    }
    for common in was {
        value.base.members.insert(common.name, common.member);
        value.comparison.lifted.base.extend(common.variants.map(|variant| (variant, common.name.to_owned())));
    }
    for common in is {
        value.head.members.insert(common.name, common.member);
        value.comparison.lifted.head.extend(common.variants.map(|variant| (variant, common.name.to_owned())));
    }
    value.say(("words", value.position.kind(ReqAllOfRefactor, ReqAllOfRefactor, ResAllOfFlatten)), (None, None));
}

/// A member that is the same in all variants.
struct Common<'d> {
    name: &'d str,
    member: Member<'d>,
    variants: std::vec::IntoIter<SchemaId>,
}

/// Those of variants without names, which stand nowhere else, that only the other side has beside the union.
fn common<'d>(document: &'d Document, view: &View<'d>, other: &View<'_>) -> Vec<Common<'d>> {
    let is_wanted = |name: &str| other.members.contains_key(name) && !view.members.contains_key(name);
    if !other.members.keys().any(|name| is_wanted(name)) {
        return Vec::new();
    }
    let said = |member: &Member<'_>| (member.required, fingerprint(document, &member.schemas, DEPTH));
    let mut found = Vec::new();
    for union in &view.unions {
        let mut variants = union.variants.iter().map(|&variant| View::new(document, &[variant]));
        let has_names = union.variants.iter().any(|&variant| document.schemas[variant].component.is_some());
        let Some(first) = variants.next().filter(|_| !has_names) else { continue };
        let others: Vec<View<'_>> = variants.collect();
        for (name, member) in first.members.into_iter().filter(|(name, _)| is_wanted(name)) {
            let is_same = |other: &View<'_>| other.members.get(name).is_some_and(|other| said(other) == said(&member));
            if others.iter().all(is_same) {
                found.push(Common { name, member, variants: union.variants.clone().into_iter() });
            }
        }
    }
    found
}
