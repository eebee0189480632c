//! Where changes stand in their files: at the line of the keyword that is another, where there is one.

use serde_json::Value;

use super::Spot;
use super::finding::{Common, Draft};
use super::kind::Kind::{self, *};
use super::trees::Trees;
use super::wire::Sides;
use crate::load::{self, Locations};
use crate::normalise::METHODS;
use crate::source::{FileId, LineColumn, Lines, Origin, Pointer};

/// Where places of one side stand in their files, each file looked through once.
pub(super) struct Spots<'s> {
    trees: &'s Trees<'s>,
    files: Vec<(FileId, Locations, Lines<'s>)>,
}

impl<'s> Spots<'s> {
    /// Those of these places.
    pub(super) fn of(trees: &'s Trees<'s>, origins: &[Origin]) -> Self {
        let sources = trees.sources();
        let wanted = |file| -> Vec<&Pointer> {
            origins.iter().filter(|origin| origin.file == file).map(|origin| &origin.pointer).collect()
        };
        let files = sources.files().filter(|file| origins.iter().any(|origin| origin.file == *file));
        let locations = files.map(|file| {
            let text = sources.text(file);
            (file, Locations::scan(text, wanted(file)), Lines::new(text))
        });
        Self { trees, files: locations.collect() }
    }

    /// A place, told as it is named, and shown at the line of another one, which is in it or beside it.
    pub(super) fn spot(&self, origin: &Origin, shown: &Origin) -> Spot {
        let LineColumn { line, column } = self.place(shown);
        Spot {
            file: self.trees.sources().name(origin.file).to_owned(),
            line,
            column,
            pointer: origin.pointer.as_str().to_owned(),
            whole: self.place(origin),
        }
    }

    fn place(&self, origin: &Origin) -> LineColumn {
        let known = self.files.iter().find(|(file, _, _)| *file == origin.file);
        let place = known.and_then(|(_, locations, lines)| {
            let location = nearest(locations, &origin.pointer)?;
            let span = location.key.unwrap_or(location.value);
            Some(lines.place(span.start))
        });
        place.unwrap_or(LineColumn { line: 1, column: 1 })
    }
}

/// The place itself, or what it would stand in.
fn nearest(locations: &Locations, pointer: &Pointer) -> Option<load::Location> {
    let mut pointer = Some(pointer.clone());
    while let Some(here) = pointer {
        if let Some(location) = locations.get(&here) {
            return Some(location);
        }
        pointer = here.parent();
    }
    None
}

/// The places of a draft at whose lines it is shown.
pub(super) fn shown(draft: &Draft, trees: Sides<&Trees<'_>>) -> Sides<Option<Origin>> {
    let (was, is) = (value(trees.base, draft.base.as_ref()), value(trees.head, draft.head.as_ref()));
    let is_of_list = draft.common == Some(Common::List);
    let seen = |own, other, told: &Option<String>| Seen {
        kind: draft.kind,
        own,
        other,
        has_value: !is_of_list || told.is_some(),
    };
    let (before, now) = (seen(was, is, &draft.was), seen(is, was, &draft.is));
    Sides {
        base: draft.base.as_ref().map(|origin| shown_at(origin, trees.base, before)),
        head: draft.head.as_ref().map(|origin| shown_at(origin, trees.head, now)),
    }
}

/// What one side has where a change is.
#[derive(Clone, Copy)]
struct Seen<'v> {
    kind: Kind,
    own: Option<&'v Value>,
    other: Option<&'v Value>,
    /// Whether the change is about a value of a list that this side has; else what is new there is of another change.
    has_value: bool,
}

fn value<'t>(trees: &'t Trees<'_>, origin: Option<&Origin>) -> Option<&'t Value> {
    trees.get(origin?)
}

fn shown_at(origin: &Origin, trees: &Trees<'_>, seen: Seen<'_>) -> Origin {
    let shown = keyword(origin, seen).or_else(|| demand(trees, origin, seen.kind)).or_else(|| moved(origin, seen));
    shown.unwrap_or_else(|| origin.clone())
}

/// How many pairs of values of two lists are compared to find the one that is new.
const COMPARED: usize = 10_000;

/// The keyword of a schema, a parameter or an operation that a change is about, if it is another on the other side.
fn keyword(origin: &Origin, seen: Seen<'_>) -> Option<Origin> {
    let at = |below: &[&str]| {
        let (own, other) = (inside(seen.own, below)?, inside(seen.other, below));
        let place = || below.iter().fold(origin.clone(), |place, key| place.child(key));
        let mut keywords = keywords(seen.kind).iter().filter(|key| own.get(key).is_some());
        let differs = |key: &&&str| other.is_none_or(|other| other.get(**key) != own.get(**key));
        let key = keywords.find(differs)?;
        let list = place().child(key);
        let listed = own.get(key)?.as_array().zip(other.and_then(|other| other.get(key)?.as_array()));
        let compared = listed.filter(|(own, other)| seen.has_value && own.len() * other.len() <= COMPARED);
        let new = compared.and_then(|(own, other)| own.iter().position(|value| !other.contains(value)));
        Some(new.map_or(list.clone(), |index| list.index(index)))
    };
    at(&[]).or_else(|| at(&["schema"]))
}

fn inside<'v>(value: Option<&'v Value>, way: &[&str]) -> Option<&'v Value> {
    way.iter().try_fold(value?, |value, key| value.get(key))
}

/// The entry of `required` that demands the member at a place.
fn demand(trees: &Trees<'_>, origin: &Origin, kind: Kind) -> Option<Origin> {
    if !matches!(kind, ReqPropBecameRequired | ReqPropBecameOptional | ResPropBecameRequired | ResPropBecameOptional) {
        return None;
    }
    let (name, properties) = (origin.pointer.last()?, origin.pointer.parent()?);
    let object = Origin::new(origin.file, properties.parent()?);
    let required = trees.get(&object)?.get("required")?.as_array()?;
    let index = required.iter().position(|entry| entry.as_str() == Some(&*name))?;
    Some(object.child("required").index(index))
}

/// The operation of a path that is at another one, where the path has others, which are not.
fn moved(origin: &Origin, seen: Seen<'_>) -> Option<Origin> {
    let (own, other) = (seen.own?.as_object()?, seen.other?.as_object()?);
    let mut methods = METHODS.iter().filter(|method| own.contains_key(**method));
    let stays = methods.clone().any(|method| !other.contains_key(*method));
    let method = methods.find(|method| other.contains_key(**method))?;
    (seen.kind == PathRenamed && stays).then(|| origin.child(method))
}

/// The keywords that a kind of change is about; none where it is about all of what stands at its place.
fn keywords(kind: Kind) -> &'static [&'static str] {
    KEYWORDS.iter().find(|(kinds, _)| kinds.contains(&kind)).map_or(&[], |(_, keywords)| keywords)
}

const KEYWORDS: &[(&[Kind], &[&str])] = &[
    (
        &[
            ParamTypeWidened,
            ParamTypeNarrowed,
            ParamTypeChanged,
            ParamIntToString,
            ParamScalarToArray,
            ParamArrayToScalar,
            ReqPropTypeWidened,
            ReqPropTypeNarrowed,
            ReqPropTypeChanged,
            ResTypeWidened,
            ResTypeNarrowed,
            ResTypeChanged,
            ResScalarToArray,
            ResArrayToScalar,
            ResScalarToObject,
            RespHeaderType,
        ],
        &["type", "format", "contentEncoding", "$ref"],
    ),
    (
        &[
            ParamFormatInt32Int64,
            ParamFormatInt64Int32,
            ParamFormatAdded,
            ParamFormatRemoved,
            ReqPropInt32Int64,
            ReqPropInt64Int32,
            ReqPropFormatAdded,
            ReqPropFormatRemoved,
            ResInt32Int64,
            ResInt64Int32,
            ResFormatAdded,
            ResFormatRemoved,
            ResFormatAddedDate,
            ResFormatRemovedDate,
        ],
        &["format", "contentEncoding", "contentMediaType", "type"],
    ),
    (
        &[
            ParamEnumAddedValue,
            ParamEnumRemovedValue,
            ParamBecameEnum,
            ParamEnumDropped,
            ParamEnumCase,
            ParamEnumReordered,
            ReqPropEnumAdded,
            ReqPropEnumRemoved,
            ReqPropBecameEnum,
            ReqPropEnumDropped,
            ReqPropEnumCase,
            ReqPropEnumReordered,
            ResEnumAdded,
            ResEnumRemoved,
            ResEnumSharedAdded,
            ResBecameEnum,
            ResEnumDropped,
            ResEnumReordered,
            ResEnumCase,
        ],
        &["enum", "const"],
    ),
    (
        &[
            ParamBecameNullable,
            ParamBecameNotNullable,
            ReqPropBecameNullable,
            ReqPropBecameNotNullable,
            ResPropBecameNullable,
            ResPropBecameNotNullable,
        ],
        &["nullable", "type"],
    ),
    (
        &[
            ParamMaxDecreased,
            ParamMaxIncreased,
            ParamMaxLengthDecreased,
            ParamPatternAdded,
            ParamMaxItemsDecreased,
            ParamBoundTightened,
            ParamBoundLoosened,
            ReqBoundTightened,
            ReqBoundLoosened,
            ReqMaxLengthAdded,
            ReqPatternAdded,
            ReqMaxItemsDecreased,
            ReqMinItemsIncreased,
            ReqUniqueItemsAdded,
            ReqMultipleOfAdded,
            ReqMinPropsAdded,
            ResBoundLoosened,
            ResBoundTightened,
            ResBoundBeyondI32,
            ResMaxLengthUnset,
            ResMinItemsUnset,
        ],
        BOUNDS,
    ),
    (&[ParamDefaultChanged, ReqDefaultChanged, ResDefaultChanged], &["default"]),
    (&[ReqPropReadOnly, ResReadOnlyRemoved], &["readOnly"]),
    (&[ResWriteOnlySet, ResWriteOnlyRemoved], &["writeOnly"]),
    (
        &[
            ParamBecameRequired,
            ParamBecameOptional,
            BodyBecameRequired,
            BodyBecameOptional,
            RespHeaderBecameRequired,
            RespHeaderBecameOptional,
        ],
        &["required"],
    ),
    (
        &[
            OpDeprecated,
            OpUndeprecated,
            ParamDeprecated,
            ParamUndeprecated,
            ReqPropDeprecated,
            ReqPropUndeprecated,
            ResPropDeprecated,
            ResPropUndeprecated,
            RespHeaderDeprecated,
            RespHeaderUndeprecated,
        ],
        &["deprecated"],
    ),
    (
        &[
            OpSummaryChanged,
            ParamDocChanged,
            BodyDocChanged,
            ReqDocChanged,
            ResDocChanged,
            RespDescChanged,
            SchemaTitleChanged,
        ],
        &["summary", "description", "title"],
    ),
    (&[ReqExampleChanged, ResExampleChanged], &["example", "examples"]),
    (&[OpIdChanged], &["operationId"]),
    (&[OpTagChanged, OpTagAdded], &["tags"]),
    (&[ParamStyleChanged], &["style", "explode"]),
    (&[ParamAllowReserved], &["allowReserved"]),
    (
        &[
            ReqDiscriminatorName,
            ReqDiscriminatorMapping,
            ReqDiscriminatorAdded,
            ResDiscriminatorName,
            ResDiscriminatorMapping,
            ResDiscriminatorAdded,
        ],
        &["discriminator"],
    ),
    (&[ReqAddPropsClosed, ReqAddPropsOpened, ResAddPropsOpened, ResAddPropsClosed], &["additionalProperties"]),
];

const BOUNDS: &[&str] = &[
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "multipleOf",
    "maxProperties",
    "minProperties",
    "allowEmptyValue",
];
