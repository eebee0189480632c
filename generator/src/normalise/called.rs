//! What a component is called that stands in another file.

use std::borrow::Cow;

use crate::source::Pointer;

/// The name of what stands at a place of a file: its key, with that of the schema that it is a part of, or the name of
/// the file.
pub(super) fn name(file: &str, pointer: &Pointer) -> String {
    let tokens: Vec<Cow<'_, str>> = pointer.tokens().collect();
    let Some(last) = tokens.last() else { return name_of_file(file).to_owned() };
    part(file, &tokens).unwrap_or_else(|| last.clone().into_owned())
}

/// The name of a part of a schema, `Order.lines.item`; none where the place is no such part.
fn part(file: &str, tokens: &[Cow<'_, str>]) -> Option<String> {
    let tokens: Vec<&str> = tokens.iter().map(|token| &**token).collect();
    let (owner, way) = match &tokens[..] {
        ["components", "schemas", owner, way @ ..]
        | ["components", _, owner, "schema", way @ ..]
        | ["schemas" | "definitions" | "$defs", owner, way @ ..] => (*owner, way),
        way @ ["properties" | "items" | "additionalProperties" | "allOf" | "anyOf" | "oneOf", _, ..] => {
            (name_of_file(file), way)
        }
        [owner, way @ ..] => (*owner, way),
        [] => return None,
    };
    let (mut words, mut way) = (vec![owner], way);
    while let [keyword, rest @ ..] = way {
        let (word, rest) = match (*keyword, rest) {
            ("items", rest) => ("item", rest),
            ("additionalProperties", rest) => ("value", rest),
            ("properties" | "$defs" | "definitions" | "allOf" | "anyOf" | "oneOf", [name, rest @ ..]) => (*name, rest),
            _ => return None,
        };
        words.push(word);
        way = rest;
    }
    Some(words.join("."))
}

/// The name of a file without folder and extensions; of an `index`, that of its folder.
fn name_of_file(file: &str) -> &str {
    const EXTENSIONS: [&str; 4] = [".json", ".yaml", ".yml", ".schema"];
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
    let stem = EXTENSIONS.iter().fold(name, |name, extension| name.strip_suffix(extension).unwrap_or(name));
    let holder = folder.rsplit('/').next().filter(|holder| !holder.is_empty() && *holder != "..");
    holder.filter(|_| stem == "index").unwrap_or(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_of_what_people_look_for() {
        let table = [
            ("pet.yaml", "", "pet"),
            ("a/com.example.Pet.yaml", "", "com.example.Pet"),
            ("Pet.v2.schema.json", "", "Pet.v2"),
            ("schemas/Owner/index.yaml", "", "Owner"),
            ("../index.yaml", "", "index"),
            ("o.yaml", "/components/schemas/Config/properties/protocol", "Config.protocol"),
            ("o.yaml", "/Order/properties/lines/items", "Order.lines.item"),
            ("o.yaml", "/definitions/Pet", "Pet"),
            ("o.yaml", "/components/responses/Failed", "Failed"),
            ("o.yaml", "/components/parameters/Filter/schema", "Filter"),
            ("pet.yaml", "/properties/owner", "pet.owner"),
            ("pet.yaml", "/items", "items"),
            ("o.yaml", "/paths/~1a/get/responses/200/content/application~1json/schema", "schema"),
        ];
        for (file, pointer, expected) in table {
            let pointer = Pointer::parse(pointer).expect("a pointer");
            assert_eq!(name(file, &pointer), expected, "{file}#{pointer}");
        }
    }
}
