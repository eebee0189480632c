//! One dialect: a tree that may be any OpenAPI document in, [`openapiv3::OpenAPI`] out.
//!
//! Holds at its exit: every key of the document was read, is an extension, or has a diagnostic; every value has the
//! shape that the specification wants, and what is wrong has an error and is left out; each operation has an id of its
//! own and says itself what its path item says for all. The tree stays beside the types, for what they cannot hold:
//! exact numbers, the order of keys, `default: null`.

mod assemble;
mod callbacks;
mod called;
mod census;
mod check;
mod components;
mod copies;
mod dialect;
mod elsewhere;
mod embed;
mod external;
mod grammar;
mod heirs;
mod moved;
mod operation_ids;
mod operations;
mod paths;
mod refuse;
mod repair;
mod resources;
mod taken;
#[cfg(test)]
mod tests;
mod through;
mod trail;
mod value_notes;
mod version;

use indexmap::IndexMap;
use openapiv3::{OpenAPI, PathItem, ReferenceOr, Schema};
use serde_json::Value;

use crate::accounting::Census;
use crate::diagnostic::Diagnostics;
use crate::dialect::Dialect;
use crate::load::Tree;
use crate::source::{FileId, Origin, Pointer, Sources};
use assemble::Beside;
use callbacks::Callbacks;
use grammar::objects::DOCUMENT;
use grammar::{Object, Shape};
use moved::Moved;
use repair::Unknown;
use taken::Taken;

pub(crate) use callbacks::CallbackItem;
pub(crate) use dialect::{is_for_people, takes_any_name};
pub(crate) use grammar::describe::{Becomes, Described, describe};
pub(crate) use grammar::status;
pub(crate) use grammar::vocabulary::{EXTENSIONS, FOREIGN};
pub(crate) use operations::{METHODS, UNTAGGED, folded_tag, is_same_tag};
pub(crate) use value_notes::{ValueNote, value_notes};

/// Brings a document into the normal form; none, where it is no OpenAPI document that can be read. Counts it on the
/// way.
pub(crate) fn normalise(
    tree: Tree,
    sources: &Sources,
    census: &mut Census,
    diagnostics: &mut Diagnostics,
) -> Option<Normal> {
    let mut moved = Moved::none(tree.file());
    let mut taken = Taken::new(sources);
    let mut tree = moved.open(tree);
    let dialect = version::version(&tree, moved.file(), diagnostics)?;
    let root = Origin::root(moved.file());
    census::count(census, Shape::One(&DOCUMENT), &tree, &root);
    embed::embed(&mut tree, &Place::whole(), (&mut moved, &mut taken), diagnostics);
    dialect::complete(&mut tree, dialect);
    dialect::follow_identifiers(&mut tree, &moved, diagnostics);
    elsewhere::gather(&mut tree, (&mut moved, &mut taken, census), diagnostics);
    taken.refuse_lost(&mut tree, (&mut moved, census));
    let is_split = sources.files().len() > 1 || elsewhere::has_more(&tree);
    let unknown = if is_split { Unknown::Kept } else { Unknown::TakenOut };
    repair::mend(&mut tree, (dialect, unknown), &mut moved, diagnostics);
    let mut places = vec![Place::whole()];
    while !places.is_empty() {
        external::merge(&mut tree, (&places, dialect), (&mut moved, &mut taken, census), diagnostics);
        taken.refuse_lost(&mut tree, (&mut moved, census));
        // What other files brought in may name what stands elsewhere in the document, and that again another file.
        places = if is_split {
            elsewhere::gather(&mut tree, (&mut moved, &mut taken, census), diagnostics)
        } else {
            Vec::new()
        };
    }
    through::follow(&mut tree, &moved, diagnostics);
    // The document was mended for its references to be found; what they bring in from elsewhere was not there then.
    if is_split {
        repair::mend(&mut tree, (dialect, Unknown::TakenOut), &mut moved, diagnostics);
    }
    paths::inline_items(&mut tree, &mut moved, &mut taken.copies, diagnostics);
    dialect::rewrite(&mut tree, (dialect, taken.dialects()), (&mut moved, census), diagnostics);
    let wrong = check::check(&tree, dialect, &moved, diagnostics);
    refuse::refuse(&mut tree, (&mut moved, census), &wrong);
    paths::push_down(&mut tree, (&mut moved, census));
    repair::complete(&mut tree, &mut moved, diagnostics);
    operation_ids::complete(&mut tree, &moved, diagnostics);
    let Some((document, beside)) = typed(&mut tree, (&mut moved, census), diagnostics) else {
        census.take_out(root);
        return None;
    };
    Some(Normal { document, dialect, beside, callbacks: Callbacks::new(), tree, moved })
}

/// The typed document, without what openapiv3 does not take.
fn typed(
    tree: &mut Value,
    (moved, census): (&mut Moved, &mut Census),
    diagnostics: &mut Diagnostics,
) -> Option<(OpenAPI, Beside)> {
    for _ in 0..ROUNDS {
        match assemble::assemble(tree, moved, diagnostics) {
            Ok(typed) => return Some(typed),
            Err(wrong) => refuse::refuse(tree, (moved, census), &wrong),
        }
    }
    None
}

/// An object in the tree.
struct Place {
    object: &'static Object,
    pointer: Pointer,
}

impl Place {
    fn whole() -> Self {
        Self { object: &DOCUMENT, pointer: Pointer::root() }
    }
}

/// Characters of the hashes in names that clash.
const HASH_DIGITS: usize = 6;

/// How often what does not fit is taken out. What takes its place may not fit where it stands, but then all around it
/// goes.
const ROUNDS: usize = 8;

/// A document in the normal form.
#[derive(Clone, Debug)]
pub(crate) struct Normal {
    document: OpenAPI,
    dialect: Dialect,
    beside: Beside,
    callbacks: Callbacks,
    tree: Value,
    moved: Moved,
}

impl Normal {
    /// The document in types.
    pub(crate) fn document(&self) -> &OpenAPI {
        &self.document
    }

    /// What the document was written in.
    pub(crate) fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The elements by position (`prefixItems`) of the schema at a place.
    pub(crate) fn prefix_items(&self, schema: &Origin) -> &[ReferenceOr<Schema>] {
        self.beside.prefix_items.get(schema).map_or(&[], Vec::as_slice)
    }

    /// The webhooks by name.
    pub(crate) fn webhooks(&self) -> &IndexMap<String, PathItem> {
        &self.beside.webhooks
    }

    /// The document with its callbacks, which only a comparison asks for.
    pub(crate) fn with_callbacks(mut self) -> Self {
        self.callbacks = callbacks::read(&self.tree, &self.moved);
        for item in self.callbacks.values_mut().flatten() {
            self.beside.prefix_items.append(&mut item.beside.prefix_items);
        }
        self
    }

    /// The callbacks of the operation at a place of the tree, where they were asked for.
    pub(crate) fn callbacks(&self, operation: &Pointer) -> &[CallbackItem] {
        self.callbacks.get(operation).map_or(&[], Vec::as_slice)
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
