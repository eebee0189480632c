//! What no pass has read: found by what the passes tell, so that "generated" is never a guess.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use super::census::Found;
use super::charges::Charges;
use super::{Census, PlaceId, Unit};
use crate::diagnostic::{Diagnostics, catalogue};
use crate::package::Selection;
use crate::resolve::{Additional, Document, Extent, Kind, Schema, SchemaId};
use crate::source::{Origin, Pointer};

/// Reports each operation, parameter, body, response and schema that nothing is made of, unless something else was said
/// of all of it; where only some of the document was asked for, it is left out.
pub(crate) fn report_unread(
    census: &mut Census,
    (document, selection): (&Document, &Selection),
    schemas: &BTreeSet<SchemaId>,
    diagnostics: &mut Diagnostics,
) {
    let read = read(census, document, schemas);
    if let Selection::Some { .. } = selection {
        for id in unasked(census, (document, selection), &read) {
            census.leave_out(id);
        }
        diagnostics.retain(|origin| is_about_asked(census, &read, origin));
    }
    report_referred(document, schemas, diagnostics);
    // Of most documents, everything is read.
    let by_place = LazyCell::new(|| document.schemas.values().map(|schema| (&schema.origin, schema)).collect());
    for id in outermost(census, &read, diagnostics) {
        let holder = census.above(id).find(|id| census.unit(*id).is_some_and(Unit::is_object));
        let was_asked_for = document.extent == Extent::Whole || holder.is_some_and(|holder| read.contains(&holder));
        match (census.origin(id), census.unit(id)) {
            (Some(origin), Some(unit)) if was_asked_for => diagnostics.push(match is_unused(census, id, &origin) {
                true => catalogue::lower::unused_component(&origin, (unit.as_str(), user(unit))),
                false => catalogue::lower::unread(&origin, unit.as_str(), &reason(&by_place, &origin)),
            }),
            _ => census.leave_out(id),
        }
    }
}

/// Reports keywords that say nothing of values of the type beside them and hold a reference: what that leads to is read
/// elsewhere, or not at all.
fn report_referred(document: &Document, schemas: &BTreeSet<SchemaId>, diagnostics: &mut Diagnostics) {
    for schema in schemas.iter().map(|id| &document.schemas[*id]) {
        let Some(kind) = schema.kind else { continue };
        let is_referred = |id: &SchemaId| !document.schemas[*id].origin.is_within(&schema.origin);
        let rest = if let Additional::Of(rest) = schema.additional { Some(rest) } else { None };
        let foreign = [
            ("items", schema.items.iter().any(is_referred)),
            ("prefixItems", schema.prefix_items.iter().any(is_referred)),
            ("properties", schema.properties.values().any(is_referred)),
            ("additionalProperties", rest.iter().any(is_referred)),
        ];
        for (keyword, _) in
            foreign.into_iter().filter(|(keyword, is_there)| *is_there && says_nothing_of(keyword, kind))
        {
            diagnostics.push(catalogue::lower::degraded(&schema.place(keyword), keyword, &absent(keyword, kind)));
        }
    }
}

/// That values of a type have nothing that a keyword speaks of.
fn absent(keyword: &str, kind: Kind) -> String {
    format!("values of `type: {}` have no `{keyword}`", kind.word())
}

/// Why nothing is generated of what stands at a place: in a schema, that its values have no such thing.
fn reason(by_place: &BTreeMap<&Origin, &Schema>, origin: &Origin) -> String {
    let way = std::iter::successors(Some(origin.pointer.clone()), Pointer::parent);
    // `items`, or one of the `properties`.
    let told = way.take(2).find_map(|keyword| {
        let kind = by_place.get(&Origin::new(origin.file, keyword.parent()?))?.kind?;
        let keyword = keyword.last()?;
        says_nothing_of(&keyword, kind).then(|| absent(&keyword, kind))
    });
    told.unwrap_or_else(|| "what stands around it decides".to_owned())
}

/// Whether a keyword is about values of another kind (JSON Schema 2020-12 core, section 10.3).
fn says_nothing_of(keyword: &str, kind: Kind) -> bool {
    match keyword {
        "items" | "prefixItems" => kind != Kind::Array,
        "properties" | "additionalProperties" => kind != Kind::Object,
        _ => false,
    }
}

/// The operations that were not asked for, and the components and the like that those which were do not need.
fn unasked(census: &Census, (document, selection): (&Document, &Selection), read: &BTreeSet<PlaceId>) -> Vec<PlaceId> {
    let taken = census.taken_operations().iter();
    let refused = taken.filter(|taken| selection.wants(taken.id.as_deref(), &taken.tags)).map(|taken| &taken.origin);
    let asked = places(census, document.asked.iter().chain(refused));
    // What was taken out is still asked for by what refers to it.
    let taken_out = places(census, census.taken_out());
    let is_kept = |id| match census.unit(id) {
        Some(Unit::Operation) => asked.contains(&id),
        Some(Unit::Parameter | Unit::Body | Unit::Response) => {
            taken_out.contains(&id) && census.origin(id).is_some_and(|origin| is_component(census, &origin))
        }
        Some(Unit::Schema) => false,
        Some(Unit::Keyword | Unit::Extension) | None => true,
    };
    let is_outermost = |id| !census.above(id).any(|above| census.unit(above).is_some_and(Unit::is_object));
    census.ids().filter(|&id| !is_kept(id) && !read.contains(&id) && is_outermost(id)).collect()
}

/// Whether a place has to do with what was asked for: it is not left out, nor does it only hold what is.
fn is_about_asked(census: &Census, read: &BTreeSet<PlaceId>, origin: &Origin) -> bool {
    let Some(Found::Here(place) | Found::Within(place)) = census.find(origin) else { return true };
    let mut below = census.within(place);
    let holds =
        |places: &BTreeSet<PlaceId>, range: (PlaceId, PlaceId)| places.range(range.0..=range.1).next().is_some();
    let range = (place, below.next_back().unwrap_or(place));
    let holds_only_left_out = holds(census.left_out(), range) && !holds(read, range);
    census.is_start(place) || !(census.is_left_out(place) || holds_only_left_out)
}

/// The places that origins stand for.
fn places<'o>(census: &Census, origins: impl IntoIterator<Item = &'o Origin>) -> BTreeSet<PlaceId> {
    let mut finder = census.finder();
    let here = |origin| match finder.find(origin) {
        Some(Found::Here(id)) => Some(id),
        Some(Found::Within(_)) | None => None,
    };
    origins.into_iter().filter_map(here).collect()
}

/// The places of what is in the client, or a part of something that is.
fn read(census: &Census, document: &Document, schemas: &BTreeSet<SchemaId>) -> BTreeSet<PlaceId> {
    let operations = document.operations.iter().flat_map(|operation| {
        let parameters = operation.parameters.iter().map(|parameter| &parameter.origin);
        let body = operation.body.iter().map(|body| &body.origin);
        let responses = operation.responses.iter().map(|response| &response.origin);
        std::iter::once(&operation.origin).chain(parameters).chain(body).chain(responses)
    });
    let schemas = schemas.iter().map(|id| &document.schemas[*id].origin);
    let mut read = places(census, operations.chain(schemas));
    read.extend(census.forms());
    // Of text and bytes, and of a media type that says the same as another, no type is made: what they say more, or
    // otherwise, `lower` has reported.
    for id in places(census, representations(document).map(|id| &document.schemas[id].origin)) {
        if !read.contains(&id) {
            read.extend(census.within(id));
        }
    }
    read
}

/// The schemas in the media types of all bodies and answers; components are read by those who need a type of them.
fn representations(document: &Document) -> impl Iterator<Item = SchemaId> {
    let content = document.operations.iter().flat_map(|operation| {
        let sent = operation.body.iter().map(|body| &body.content);
        sent.chain(operation.responses.iter().map(|response| &response.content))
    });
    let inline = |id: &SchemaId| document.schemas[*id].component.is_none();
    content.flatten().filter_map(|media| media.schema).filter(inline)
}

/// What was not read, without what stands below something of the kind.
fn outermost(census: &Census, read: &BTreeSet<PlaceId>, diagnostics: &Diagnostics) -> Vec<PlaceId> {
    let charges = Charges::of(census, diagnostics);
    let mut found: Vec<PlaceId> = Vec::new();
    for (id, whole) in charges.over(census) {
        let is_object = census.unit(id).is_some_and(Unit::is_object);
        let is_found = found.last().is_some_and(|last| census.is_within(id, *last));
        if is_object && whole.is_none() && !read.contains(&id) && !is_found {
            found.push(id);
        }
    }
    found
}

/// What could use a component.
fn user(unit: Unit) -> &'static str {
    match unit {
        Unit::Operation => "path",
        Unit::Parameter | Unit::Body | Unit::Response | Unit::Schema | Unit::Keyword | Unit::Extension => "operation",
    }
}

/// Whether a place would be in the client if only something referred to it: a component, or a part of another file that
/// is one, be it a header, of which only the schema counts.
fn is_unused(census: &Census, id: PlaceId, origin: &Origin) -> bool {
    let is_of_header =
        || census.above(id).next().is_some_and(|holder| census.is_start(holder) && census.unit(holder).is_none());
    let is_part = census.is_start(id) || origin.pointer.last().as_deref() == Some("schema") && is_of_header();
    is_component(census, origin) || census.file() != Some(origin.file) && is_part
}

/// Whether a place is that of a component, an operation of one, or the schema of a header among the components.
fn is_component(census: &Census, origin: &Origin) -> bool {
    let way: Vec<_> = origin.pointer.tokens().collect();
    let way: Vec<&str> = way.iter().map(AsRef::as_ref).collect();
    census.file() == Some(origin.file)
        && matches!(
            way[..],
            ["components", _, _] | ["components", "headers", _, "schema"] | ["components", "pathItems", _, _]
        )
}
