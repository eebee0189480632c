//! One dialect: a tree that may be any OpenAPI document in, [`openapiv3::OpenAPI`] out.
//!
//! Holds at its exit: every key of the document was read, is an extension, or has a diagnostic; every value has the
//! shape that the specification wants; each operation has an id of its own and says itself what its path item says for
//! all. The tree stays beside the types, for what they cannot hold: exact numbers, the order of keys, `default: null`.

mod assemble;
mod check;
mod copies;
mod dialect;
mod external;
mod grammar;
mod hash;
mod moved;
mod operation_ids;
mod operations;
mod paths;
#[cfg(test)]
mod tests;
mod trail;
mod version;

use indexmap::IndexMap;
use openapiv3::{OpenAPI, PathItem, ReferenceOr, Schema};
use serde_json::Value;

use crate::diagnostic::Diagnostics;
use crate::load::Tree;
use crate::source::{FileId, Origin, Pointer, Sources};
use assemble::Beside;
use copies::Copies;
use moved::Moved;

pub(crate) use grammar::status;

/// Brings a document into the normal form; none, where an error was reported.
pub(crate) fn normalise(tree: Tree, sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Normal> {
    let mut found = Diagnostics::new();
    let normal = steps(tree, sources, &mut found);
    diagnostics.append(found);
    normal
}

/// The steps in order; `diagnostics` has nothing of other passes in it.
fn steps(tree: Tree, sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Normal> {
    let mut moved = Moved::none(tree.file());
    let mut copies = Copies::new();
    let mut tree = tree.into_value();
    let dialect = version::version(&tree, moved.file(), diagnostics)?;
    dialect::follow_identifiers(&mut tree, &moved, diagnostics);
    external::merge(&mut tree, sources, &mut moved, &mut copies, diagnostics);
    paths::inline_items(&mut tree, &mut moved, &mut copies, diagnostics);
    dialect::rewrite(&mut tree, dialect, &mut moved, diagnostics);
    check::check(&tree, &moved, diagnostics);
    paths::push_down(&mut tree, &mut moved);
    operation_ids::complete(&mut tree, &moved, diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let (document, beside) = assemble::assemble(&tree, &moved, diagnostics)?;
    Some(Normal { document, beside, tree, moved })
}

/// A document in the normal form.
#[derive(Clone, Debug)]
pub(crate) struct Normal {
    document: OpenAPI,
    beside: Beside,
    tree: Value,
    moved: Moved,
}

impl Normal {
    /// The document in types.
    pub(crate) fn document(&self) -> &OpenAPI {
        &self.document
    }

    /// The elements by position (`prefixItems`) of the schema at a place.
    pub(crate) fn prefix_items(&self, schema: &Origin) -> &[ReferenceOr<Schema>] {
        self.beside.prefix_items.get(schema).map_or(&[], Vec::as_slice)
    }

    /// The webhooks by name.
    pub(crate) fn webhooks(&self) -> &IndexMap<String, PathItem> {
        &self.beside.webhooks
    }

    /// The tree that the document was read from.
    pub(crate) fn tree(&self) -> &Value {
        &self.tree
    }

    /// The file that the document stands in.
    pub(crate) fn file(&self) -> FileId {
        self.moved.file()
    }

    /// Where a node of the tree stands in the sources.
    pub(crate) fn origin(&self, pointer: &Pointer) -> Origin {
        self.moved.origin(pointer)
    }

    /// Whether something below a node of the tree stands elsewhere in the sources than the node says.
    pub(crate) fn is_rearranged(&self, pointer: &Pointer) -> bool {
        self.moved.has_below(pointer)
    }

    /// The document as JSON, for people to read.
    pub(crate) fn dump(&self) -> String {
        let json = serde_json::to_string_pretty(&self.document);
        json.expect("invariant: openapiv3's types were read from JSON and are written as JSON")
    }
}
