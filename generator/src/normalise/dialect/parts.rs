//! The media types of the parts of a form, which their schemas may say since OpenAPI 3.1.

use serde_json::{Map, Value};

use super::values::stands_in_json;
use crate::media_type::is_form_data;
use crate::normalise::Moved;
use crate::normalise::grammar::objects::DOCUMENT;
use crate::normalise::grammar::walk::children;
use crate::normalise::grammar::{Object, ObjectKind};
use crate::normalise::paths::followed;
use crate::normalise::trail::Trail;
use crate::source::Pointer;

/// How deep a form may be made of others by `allOf`.
const MOST_NESTED: usize = 8;

/// Writes the `contentMediaType` of a part as the `contentType` of its encoding, where that says none (OpenAPI 3.1.1,
/// "Encoding Object").
pub(super) fn say_types(tree: &mut Value, moved: &mut Moved) {
    let mut forms = Vec::new();
    let nowhere = Moved::none(moved.file());
    find_forms(&DOCUMENT, tree, &Trail::Root(&nowhere), &mut forms);
    for form in forms {
        let parts = parts(tree, form.child("schema"), MOST_NESTED);
        for (name, part) in parts {
            say_type(tree, (&form, &name), &part, moved);
        }
    }
}

/// The media types of forms.
fn find_forms(object: &'static Object, value: &Value, trail: &Trail<'_>, forms: &mut Vec<Pointer>) {
    if object.kind == ObjectKind::MediaType {
        let place = trail.pointer();
        forms.extend(Some(place).filter(|place| place.last().is_some_and(|name| is_form_data(&name))));
    }
    children(object, value, trail, &mut |object, value, trail| {
        if object.kind != ObjectKind::Schema {
            find_forms(object, value, trail, forms);
        }
    });
}

/// The parts that a schema declares, with where each has its schema.
fn parts(tree: &Value, schema: Pointer, most: usize) -> Vec<(String, Pointer)> {
    let Some(schema) = followed(tree, schema).filter(|_| most > 0) else { return Vec::new() };
    let members = |key: &str| schema.child(key).value_in(tree);
    let declared = members("properties").and_then(Value::as_object).into_iter().flat_map(Map::keys);
    let declared = declared.map(|name| (name.clone(), schema.child("properties").child(name)));
    let all_of = members("allOf").and_then(Value::as_array).map_or(0, Vec::len);
    let taken = (0..all_of).flat_map(|at| parts(tree, schema.child("allOf").index(at), most - 1));
    taken.chain(declared).collect()
}

fn say_type(tree: &mut Value, (form, name): (&Pointer, &str), part: &Pointer, moved: &mut Moved) {
    let places = [part.clone(), part.child("items")].into_iter().filter_map(|place| followed(tree, place));
    let said = places.map(|place| place.child("contentMediaType"));
    let mut said = said.filter_map(|place| Some((place.value_in(tree)?.as_str()?.to_owned(), place)));
    let Some((media_type, place)) = said.next() else { return };
    let encoding = tree.pointer_mut(form.as_str()).and_then(Value::as_object_mut).and_then(|form| {
        let encodings = form.entry("encoding").or_insert_with(|| Value::Object(Map::new()));
        let encoding = encodings.as_object_mut()?.entry(name).or_insert_with(|| Value::Object(Map::new()));
        encoding.as_object_mut().filter(|encoding| !encoding.contains_key("contentType"))
    });
    let Some(encoding) = encoding else { return };
    encoding.insert("contentType".to_owned(), media_type.clone().into());
    let written = form.child("encoding").child(name).child("contentType");
    moved.insert(&written, moved.origin(&place));
    // It has been read, unless it says yet that the part is binary.
    let schema = place.parent().and_then(|schema| tree.pointer_mut(schema.as_str())).and_then(Value::as_object_mut);
    if let Some(schema) = schema.filter(|schema| stands_in_json(&media_type) || schema.contains_key("contentEncoding"))
    {
        schema.shift_remove("contentMediaType");
    }
}
