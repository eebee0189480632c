//! One dialect: a tree that may be any OpenAPI document in, [`openapiv3::OpenAPI`] out.
//!
//! Holds at its exit: every key of the document was read, is an extension, or has a diagnostic; every value has the shape that
//! the specification wants; each operation has an id of its own and says itself what its path item says for all. The tree
//! stays beside the types, for what they cannot hold: exact numbers, the order of keys, `default: null`.

mod assemble;
mod check;
mod copies;
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

use openapiv3::OpenAPI;
use serde_json::Value;

use crate::diagnostic::Diagnostics;
use crate::load::Tree;
use crate::source::{FileId, Origin, Pointer, Sources};
pub(crate) use grammar::status;

use copies::Copies;
use moved::Moved;
use version::Dialect;

/// Brings a document into the normal form; none, where an error was reported.
pub fn normalise(tree: Tree, sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Normal> {
    let mut moved = Moved::none(tree.file());
    let mut tree = tree.into_value();
    let mut copies = Copies::new();
    let mut found = Diagnostics::new();
    match version::version(&tree, moved.file(), &mut found) {
        Some(Dialect::V3_0) => {
            external::merge(&mut tree, sources, &mut moved, &mut copies, &mut found);
            paths::inline_items(&mut tree, &mut moved, &mut copies, &mut found);
            check::check(&tree, &moved, &mut found);
            paths::push_down(&mut tree, &mut moved);
            operation_ids::complete(&mut tree, &moved, &mut found);
        }
        None => {}
    }
    let document = if found.has_errors() { None } else { assemble::assemble(&tree, &moved, &mut found) };
    diagnostics.append(found);
    Some(Normal { document: document?, tree, moved })
}

/// A document in the normal form.
#[derive(Clone, Debug)]
pub struct Normal {
    document: OpenAPI,
    tree: Value,
    moved: Moved,
}

impl Normal {
    /// The document in types.
    pub fn document(&self) -> &OpenAPI {
        &self.document
    }

    /// The tree that the document was read from.
    pub fn tree(&self) -> &Value {
        &self.tree
    }

    /// The file that the document stands in.
    pub fn file(&self) -> FileId {
        self.moved.file()
    }

    /// Where a node of the tree stands in the sources.
    pub fn origin(&self, pointer: &Pointer) -> Origin {
        self.moved.origin(pointer)
    }

    /// The document as JSON, for people to read.
    pub fn dump(&self) -> String {
        let json = serde_json::to_string_pretty(&self.document);
        json.expect("invariant: openapiv3's types were read from JSON and are written as JSON")
    }
}
