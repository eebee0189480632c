//! Rewrites what OpenAPI 3.1 says otherwise than 3.0 into the forms of 3.0, so that the passes behind know one dialect.
//!
//! Most of it is JSON Schema 2020-12: each keyword has a function here, with the reason why it may be written so. The
//! keywords that 3.0 has no form for stay in the tree, where the [`grammar`](super::grammar) says what becomes of them.
//! What 3.1 writes in a 3.0 document, and 3.0 in one of 3.1, has one plausible meaning: it is read, with a warning once
//! for each form.
//!
//! Nodes that go elsewhere in the tree keep their place in the sources ([`Moved`]), and with it whatever names them.

mod definitions;
mod identifiers;
mod parts;
mod references;
mod schema;
mod structure;
mod types;
pub(super) mod uri;
mod values;
mod variants;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::Moved;
use super::grammar::objects::DOCUMENT;
use super::grammar::walk::{children_mut, walk};
use super::grammar::{Object, ObjectKind, Referable};
use super::paths::local_target;
use super::trail::Trail;
use crate::accounting::Census;
use crate::diagnostic::{Diagnostic, Diagnostics, Known, catalogue};
use crate::dialect::Dialect;
use crate::source::{FileId, Origin, Pointer};
use definitions::Definition;
use schema::Schema;

pub(super) use identifiers::follow as follow_identifiers;
pub(crate) use structure::takes_any_name;
pub(crate) use variants::is_for_people;

/// Rewrites the whole document.
pub(super) fn rewrite(
    tree: &mut Value,
    (dialect, of_files): (Dialect, BTreeMap<FileId, Dialect>),
    (moved, census): (&mut Moved, &mut Census),
    diagnostics: &mut Diagnostics,
) {
    parts::say_types(tree, moved);
    let nowhere = Moved::none(moved.file());
    let root = Trail::Root(&nowhere);
    let (named, reported, definitions) = (named_inside(tree, &root), BTreeMap::new(), Vec::new());
    let mut rewriting = Rewriting { dialect, of_files, moved, census, named, diagnostics, reported, definitions };
    rewriting.object(&DOCUMENT, tree, &root);
    definitions::place(&mut rewriting, tree, &root);
}

/// A document of 3.1 may have webhooks or components only (OpenAPI 3.1.1, "OpenAPI Object").
pub(super) fn complete(tree: &mut Value, dialect: Dialect) {
    if dialect == Dialect::V3_1
        && let Value::Object(document) = tree
        && (document.contains_key("components") || document.contains_key("webhooks"))
    {
        document.entry("paths").or_insert_with(|| Value::Object(Map::new()));
    }
}

/// The pointers of references to places inside of others, where what they lead to has to stay.
fn named_inside(tree: &Value, root: &Trail<'_>) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    walk(&DOCUMENT, tree, root, &mut |_, text, _| {
        let inside = local_target(text).filter(|target| target.tokens().nth(3).is_some());
        named.extend(inside.map(|target| target.as_str().to_owned()));
    });
    named
}

/// What the rewritings share.
struct Rewriting<'a> {
    dialect: Dialect,
    /// The dialects of other files that say which they are of.
    of_files: BTreeMap<FileId, Dialect>,
    moved: &'a mut Moved,
    census: &'a mut Census,
    /// The pointers of references that lead to what is no component.
    named: BTreeSet<String>,
    diagnostics: &'a mut Diagnostics,
    /// The forms of the other dialect that were reported.
    reported: BTreeMap<String, Known>,
    /// The `$defs` that are yet to become components.
    definitions: Vec<Definition>,
}

impl Rewriting<'_> {
    /// Rewrites an object, then what it holds: a node that has moved is met where it is now.
    fn object(&mut self, object: &'static Object, value: &mut Value, trail: &Trail<'_>) {
        if object.kind == ObjectKind::Schema {
            self.schema(value, trail);
        }
        let Value::Object(members) = value else { return };
        if object.referable != Referable::No && members.contains_key("$ref") {
            return self.reference(object, members, trail);
        }
        if object.kind == ObjectKind::SecurityScheme {
            self.mutual_tls(members, trail);
        }
        for key in ["webhooks", "pathItems"] {
            if members.contains_key(key) && object.key(key).is_some() {
                self.later(&format!("`{key}`"), &trail.child(key));
            }
        }
        children_mut(object, value, trail, &mut |object, value, trail| self.object(object, value, trail));
    }

    fn schema(&mut self, value: &mut Value, trail: &Trail<'_>) {
        if value.is_boolean() {
            self.later("a schema that is `true` or `false`", trail);
            values::boolean(value);
        }
        let Value::Object(members) = value else { return };
        if schema::is_plain(members, self.dialect) {
            return;
        }
        let mut schema = Schema { members, trail, rewriting: self };
        schema.report_forms();
        for rewrite in RULES {
            rewrite(&mut schema);
        }
    }

    /// A reference to something else than a schema may be described anew (OpenAPI 3.1.1, "Reference Object").
    fn reference(&mut self, object: &Object, members: &Map<String, Value>, trail: &Trail<'_>) {
        if object.kind == ObjectKind::Schema {
            return;
        }
        for key in ["summary", "description"].into_iter().filter(|key| members.contains_key(*key)) {
            self.later(&format!("`{key}` beside `$ref`"), &trail.child(key));
        }
    }

    /// A certificate is presented by the transport, below HTTP (OpenAPI 3.1.1, "Security Scheme Object"): for a call,
    /// it is a scheme that adds nothing.
    fn mutual_tls(&mut self, members: &mut Map<String, Value>, trail: &Trail<'_>) {
        if members.get("type").is_none_or(|ty| ty != "mutualTLS") {
            return;
        }
        let origin = self.origin(&trail.child("type").pointer());
        let reason = "the certificate of a client is for the transport to present; calls add nothing for it";
        self.diagnostics.push(catalogue::lower::degraded(&origin, "mutualTLS", reason));
        members.insert("type".to_owned(), Value::from("http"));
        members.insert("scheme".to_owned(), Value::from("mutualTLS"));
    }

    /// Says once that a 3.0 document has a form of 3.1.
    fn later(&mut self, form: &str, trail: &Trail<'_>) {
        self.later_as(form, trail, catalogue::normalise::form_of_3_1);
    }

    /// Says once, by this diagnostic, that a 3.0 document has a form that 3.0 does not.
    fn later_as(&mut self, form: &str, trail: &Trail<'_>, diagnostic: fn(&Origin, &str) -> Diagnostic) {
        if self.is_foreign(Dialect::V3_0, trail) {
            self.once(form, trail, diagnostic);
        }
    }

    /// Says once that a 3.1 document has a form of 3.0.
    fn earlier(&mut self, form: &str, trail: &Trail<'_>) {
        if self.is_foreign(Dialect::V3_1, trail) {
            self.once(form, trail, catalogue::normalise::form_of_3_0);
        }
    }

    fn once(&mut self, form: &str, trail: &Trail<'_>, diagnostic: fn(&Origin, &str) -> Diagnostic) {
        let origin = self.origin(&trail.pointer());
        match self.reported.get(form) {
            Some(&known) => self.diagnostics.again(known, origin),
            None => {
                let known = self.diagnostics.push_first(diagnostic(&origin, form));
                self.reported.insert(form.to_owned(), known);
            }
        }
    }

    /// Whether a form that one dialect does not have is none of the file that it stands in either.
    fn is_foreign(&self, dialect: Dialect, trail: &Trail<'_>) -> bool {
        let of_file = || self.of_files.get(&self.origin(&trail.pointer()).file);
        self.dialect == dialect && (self.of_files.is_empty() || of_file().is_none_or(|own| *own == dialect))
    }

    fn origin(&self, pointer: &Pointer) -> Origin {
        self.moved.origin(pointer)
    }

    /// Whether a reference leads to below a node.
    fn is_named_below(&self, pointer: &Pointer) -> bool {
        let below = [pointer.as_str(), "/"].concat();
        self.named.range(below.clone()..).next().is_some_and(|first| first.starts_with(&below))
    }
}

/// The rewritings of a schema, in an order in which each finds what the ones before it made.
const RULES: &[fn(&mut Schema<'_, '_>)] = &[
    definitions::take,
    references::beside,
    types::list,
    types::null,
    values::constant,
    values::examples,
    values::bounds,
    values::content,
    variants::wrapped,
    variants::null,
    variants::single,
    structure::positions,
    structure::patterns,
    structure::unevaluated,
];
