//! Documents as they are written, in all files that they stand in: what the resolved document does not keep.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::checks::Checks;
use crate::Run;
use crate::diagnostic::Diagnostics;
use crate::load::{Tree, load_part};
use crate::resolve::{Document, SchemaId};
use crate::source::{FileId, Origin, Sources};

/// The files of a document. What stands in one is asked for by its [`Origin`]: a pointer alone says not in which.
pub(super) struct Trees<'s> {
    sources: &'s Sources,
    root: FileId,
    /// Each is read when something in it is first asked for; in one that is no part of a document there is nothing.
    files: BTreeMap<FileId, OnceCell<Option<Tree>>>,
    checks: Checks,
}

impl<'s> Trees<'s> {
    /// A document that was read, and what it may take from other files.
    pub(super) fn of(root: Tree, sources: &'s Sources) -> Self {
        let mut files: BTreeMap<_, _> = sources.files().map(|file| (file, OnceCell::new())).collect();
        let file = root.file();
        files.insert(file, OnceCell::from(Some(root)));
        Self { sources, root: file, files, checks: Checks::default() }
    }

    /// Reads what no type comes of into the resolved document.
    pub(super) fn read_checks(&mut self, run: &Run<'_>, document: Document) -> Document {
        let (document, checks) = Checks::read(run, self, document);
        self.checks = checks;
        document
    }

    /// The schema at a place below a keyword that no type comes of.
    pub(super) fn check(&self, place: &Origin) -> Option<SchemaId> {
        self.checks.get(place)
    }

    /// All such schemas.
    pub(super) fn checks(&self) -> impl Iterator<Item = SchemaId> {
        self.checks.schemas()
    }

    /// The document itself.
    pub(super) fn document(&self) -> Option<&Tree> {
        self.files.get(&self.root)?.get()?.as_ref()
    }

    /// The texts of the files.
    pub(super) fn sources(&self) -> &'s Sources {
        self.sources
    }

    /// The place of the document itself.
    pub(super) fn root(&self) -> Origin {
        Origin::root(self.root)
    }

    /// The name of a file as the document itself refers to it; none for the document.
    pub(super) fn file_beside(&self, file: FileId) -> Option<String> {
        let (name, root) = (self.sources.name(file), self.sources.name(self.root));
        let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
        let beside = name.strip_prefix(folder).and_then(|name| name.strip_prefix('/')).unwrap_or(name);
        (file != self.root).then(|| beside.to_owned())
    }

    /// What stands at a place.
    pub(super) fn get(&self, place: &Origin) -> Option<&Value> {
        // What is wrong in a file was said when it was merged in.
        let read = || load_part(self.sources, place.file, &mut Diagnostics::new());
        self.files.get(&place.file)?.get_or_init(read).as_ref()?.get(&place.pointer)
    }

    /// The place that a value names, where it is a reference that stands in this file.
    pub(super) fn target(&self, file: FileId, value: &Value) -> Option<Origin> {
        let reference = value.get("$ref")?.as_str()?;
        self.sources.place(file, reference)
    }

    /// What stands at a place, or is named by a reference there.
    pub(super) fn found(&self, place: &Origin) -> Option<&Value> {
        self.get(&self.end(place))
    }

    /// The place that references at a place lead to: it itself, where there is none.
    pub(super) fn end(&self, place: &Origin) -> Origin {
        const LONGEST_CHAIN: usize = 32;
        let mut place = place.clone();
        for _ in 0..LONGEST_CHAIN {
            let Some(target) = self.get(&place).and_then(|value| self.target(place.file, value)) else { break };
            place = target;
        }
        place
    }

    /// Tells of all that values of the document refer to, and of what that refers to where it stands in another file
    /// and is to be looked into.
    pub(super) fn references<'v>(
        &'v self,
        values: impl IntoIterator<Item = &'v Value>,
        mut looks_into: impl FnMut(&Origin) -> bool,
    ) {
        let mut seen = BTreeSet::new();
        let mut open: Vec<(FileId, &Value)> = values.into_iter().map(|value| (self.root, value)).collect();
        while let Some((file, value)) = open.pop() {
            match value {
                Value::Object(members) => open.extend(members.values().map(|member| (file, member))),
                Value::Array(elements) => open.extend(elements.iter().map(|element| (file, element))),
                _ => {}
            }
            let Some(target) = self.target(file, value).filter(|target| !seen.contains(target)) else { continue };
            if looks_into(&target) && target.file != self.root {
                open.extend(self.get(&target).map(|value| (target.file, value)));
            }
            seen.insert(target);
        }
    }

    /// A value of a file with what its references name, and without what only people read; references in what
    /// references name are followed to this depth.
    pub(super) fn followed(&self, file: FileId, value: &Value, depth: usize) -> Value {
        if let Some(target) = self.target(file, value).filter(|_| depth > 0) {
            return self.get(&target).map_or(Value::Null, |value| self.followed(target.file, value, depth - 1));
        }
        match value {
            Value::Object(members) => {
                let is_read = |key: &String| ["description", "summary", "example"].contains(&key.as_str());
                let kept = members.iter().filter(|(key, _)| !is_read(key));
                kept.map(|(key, value)| (key.clone(), self.followed(file, value, depth))).collect()
            }
            Value::Array(elements) => elements.iter().map(|element| self.followed(file, element, depth)).collect(),
            other => other.clone(),
        }
    }
}
