//! From a schema to the type of its values.

use std::collections::BTreeSet;

use super::annotated::{Annotated, takes_anything};
use super::members::{Collected, Part};
use super::{Lowering, Pending, enumeration, inheritance, joined, members, one_or_many, scalars, tuples, unions};
use crate::diagnostic::catalogue;
use crate::ir::{Context, Others, Reach, Rest, Segment, Shape, Struct, Type, TypeDeclaration, TypeId};
use crate::resolve::{Additional, Document, Kind, Schema, SchemaId, inline_parts};

/// Whether the type of a schema is a struct, where no variants or base make it another one.
pub(super) fn is_struct(schema: &Schema) -> bool {
    schema.has_members || schema.kind == Some(Kind::Object) && schema.component.is_some()
}

/// Schemas in each other without an object between. Neither a reader nor the compiler, which counts to 128, takes a
/// type of more; what generates and prints it would need a stack for each.
pub(super) const MAX_NESTED: usize = 60;

/// A type, and whether null may stand in its place.
pub(super) struct Lowered {
    pub(crate) ty: Type,
    pub(crate) nullable: bool,
}

impl Lowered {
    /// The type of an element of a list or a map, where null is a value of its own.
    pub(super) fn element(self) -> Type {
        if self.nullable { Type::Nullable(Box::new(self.ty)) } else { self.ty }
    }
}

impl<'a> Lowering<'a> {
    /// The type of a schema's values; `context` names what is declared inline.
    pub(super) fn schema(&mut self, id: SchemaId, context: &Context) -> Lowered {
        let schema = &self.document.schemas[id];
        let nullable = self.nullable.contains(&id);
        self.reached.insert(id);
        if let Some(&declared) = self.declared.get(&id) {
            return Lowered { ty: Type::Declared(declared), nullable };
        }
        if !self.open.insert(id) {
            return Lowered { ty: self.met_again(id, context), nullable };
        }
        if self.open.len() > MAX_NESTED {
            self.open.remove(&id);
            let reason =
                format!("it is in {MAX_NESTED} others without an object between; its values are read as any JSON");
            self.diagnostics.push(catalogue::lower::degraded(&schema.origin, "schema", &reason));
            return Lowered { ty: Type::Json, nullable };
        }
        let context = self.named(id, context);
        let ty = self.undeclared(id, &context);
        self.open.remove(&id);
        // Where it was met again, it has a name by now.
        let ty = self.declared.get(&id).map_or(ty, |&declared| Type::Declared(declared));
        Lowered { ty, nullable }
    }

    /// The type of a schema that holds itself without an object between: a map becomes a struct of what it holds, as
    /// that can be named; a list has no type that ends.
    fn met_again(&mut self, id: SchemaId, context: &Context) -> Type {
        let schema = &self.document.schemas[id];
        let is_map = matches!(schema.additional, Additional::Of(_)) && matches!(schema.kind, None | Some(Kind::Object));
        if is_map && schema.rust_type.is_none() {
            return Type::Declared(self.structure(id, &self.named(id, context)));
        }
        self.diagnostics.push(catalogue::lower::degraded(
            &schema.origin,
            "$ref",
            "the schema contains itself without an object between; its values are read as any JSON",
        ));
        Type::Json
    }

    /// What names a schema: a component itself, what is below one its home there, all else where it is met.
    pub(super) fn named(&self, id: SchemaId, context: &Context) -> Context {
        let schema = &self.document.schemas[id];
        let context = match &schema.component {
            Some(name) => Context::component(name.clone()),
            None => self.homes.get(&id).unwrap_or(context).clone(),
        };
        Context { wish: schema.rust_name.clone(), ..context }
    }

    /// The schema's type where it has none yet.
    fn undeclared(&mut self, id: SchemaId, context: &Context) -> Type {
        let document = self.document;
        let schema = &document.schemas[id];
        self.report_not(id);
        if let Some(name) = &schema.rust_type {
            match runtime_type(name) {
                Some(ty) => return ty,
                None => {
                    let reason = "it names no type of the runtime; the schema decides";
                    self.diagnostics.push(catalogue::lower::degraded(
                        &schema.origin.child("x-rust-type"),
                        "x-rust-type",
                        reason,
                    ));
                }
            }
        }
        if let Some(annotated) = Annotated::of_any_values(&self.unions, id) {
            return self.beside_members(id, annotated, context);
        }
        let union = || Annotated::of_union(&self.unions, id).filter(|_| !inheritance::has_heirs(self, id));
        if let Some(annotated) = Annotated::of_struct(document, schema).or_else(union) {
            return self.described_anew(id, annotated, context);
        }
        let made = unions::lower(self, id, context).or_else(|| one_or_many::lower(self, id, context));
        if let Some(ty) = made.or_else(|| inheritance::lower(self, id, context)) {
            return ty;
        }
        enumeration::lower(self, id, context).unwrap_or_else(|| self.by_kind(id, context))
    }

    /// The type of the schema that another one describes anew.
    fn described_anew(&mut self, id: SchemaId, Annotated { target, notes }: Annotated, context: &Context) -> Type {
        self.reached.extend(&notes);
        notes.iter().for_each(|&note| self.report_not(note));
        unions::tagging::report_beside(self, id, target);
        let ty = self.schema(target, context).ty;
        if let Type::Declared(declared) = ty {
            self.declared.insert(id, declared);
        }
        ty
    }

    /// The type of what a schema takes in beside members, of which it is not known whether a value has any.
    fn beside_members(&mut self, id: SchemaId, annotated: Annotated, context: &Context) -> Type {
        let schema = &self.document.schemas[id];
        let said = [("properties", !schema.properties.is_empty()), ("required", !schema.required.is_empty())];
        for (keyword, _) in said.into_iter().filter(|(_, is_said)| *is_said) {
            let reason = "values may be no objects; what objects have is kept among their further members";
            self.diagnostics.push(catalogue::lower::degraded(&schema.place(keyword), keyword, reason));
        }
        schema.properties.values().for_each(|&property| joined::reach_all(self, property));
        self.described_anew(id, annotated, context)
    }

    /// Reports that a schema excludes values.
    pub(super) fn report_not(&mut self, id: SchemaId) {
        let schema = &self.document.schemas[id];
        let Some(not) = schema.not else { return };
        if takes_anything(&self.document.schemas[not]) {
            // `false`, which normalise writes so.
            let reason = "it takes no value, and no Rust type has none; any is taken";
            let name = schema.origin.pointer.last().unwrap_or_default();
            self.diagnostics.push(catalogue::lower::degraded(&schema.origin, &name, reason));
        } else {
            let reason = "no Rust type excludes values; the rest of the schema holds";
            self.diagnostics.push(catalogue::lower::degraded(&schema.origin.child("not"), "not", reason));
        }
    }

    fn by_kind(&mut self, id: SchemaId, context: &Context) -> Type {
        let schema = &self.document.schemas[id];
        let is_alone = is_struct(schema) || schema.all_of.is_empty();
        if is_alone { self.alone(id, context) } else { self.with_parts(id, context) }
    }

    /// The type by what a schema says beside its parts; the struct of an object takes them in.
    pub(super) fn alone(&mut self, id: SchemaId, context: &Context) -> Type {
        let document = self.document;
        let schema = &document.schemas[id];
        match schema.kind {
            Some(Kind::String) => scalars::text(schema.format.as_deref()),
            Some(Kind::Integer) => scalars::integer(self, schema),
            Some(Kind::Number) => scalars::number(self, schema),
            Some(Kind::Boolean) => Type::Boolean,
            Some(Kind::Array) => self.list(id, context),
            Some(Kind::Object) => self.object(id, context),
            None if self.document.schemas[id].has_members => self.object(id, context),
            None if schema.items.is_some() || !schema.prefix_items.is_empty() => self.list(id, context),
            None if matches!(schema.additional, Additional::Of(_)) => self.object(id, context),
            None => self.untyped(id),
        }
    }

    /// What may be of any type: a keyword that speaks of one says nothing of the others.
    fn untyped(&mut self, id: SchemaId) -> Type {
        let schema = &self.document.schemas[id];
        let required = (!schema.required.is_empty()).then_some("required");
        if let Some(keyword) = schema.keyword_of_a_type().or(required) {
            let reason = "no `type` says that values are of the one that it speaks of; any JSON is taken";
            self.diagnostics.push(catalogue::lower::degraded(&schema.place(keyword), keyword, reason));
        }
        Type::Json
    }

    /// `allOf` of schemas without members: what all of them say of the value, and the schema itself.
    fn with_parts(&mut self, id: SchemaId, context: &Context) -> Type {
        let ty = joined::lower(self, &members::Declarations::whole(self.document, id), context).ty;
        if let Type::Declared(declared) = ty {
            self.declared.insert(id, declared);
        }
        ty
    }

    fn list(&mut self, id: SchemaId, context: &Context) -> Type {
        if !self.document.schemas[id].prefix_items.is_empty() {
            return tuples::lower(self, id, context);
        }
        let element = match self.document.schemas[id].items {
            Some(items) => self.schema(items, &context.child(Segment::Item)).element(),
            None => Type::Json,
        };
        Type::List(Box::new(element))
    }

    /// A struct where the object has members or a name of its own, else a map.
    fn object(&mut self, id: SchemaId, context: &Context) -> Type {
        let document = self.document;
        let schema = &document.schemas[id];
        if document.schemas[id].has_members {
            return Type::Declared(self.structure(id, context));
        }
        let element = match &schema.additional {
            Additional::Of(value) => self.schema(*value, &context.child(Segment::MapValue)).element(),
            Additional::Open | Additional::Closed if schema.component.is_some() => {
                return Type::Declared(self.structure(id, context));
            }
            Additional::Open | Additional::Closed => Type::Json,
        };
        members::report_required_of_map(self, id);
        Type::Map(Box::new(element))
    }

    /// Declares the struct of an object. Its members come later: they may lead back to it, by a way of any length.
    fn structure(&mut self, id: SchemaId, context: &Context) -> TypeId {
        let declared = self.declare(id, context, empty());
        self.pending.push_back(Pending::new(declared, vec![Part::always(id)], context.clone()));
        declared
    }

    /// Declares the struct of what is made of these schemas.
    pub(super) fn merged(&mut self, parts: Vec<Part>, context: &Context) -> TypeId {
        self.merged_of(parts, None, context)
    }

    /// The same, of which it is known what they declare together.
    pub(super) fn merged_of(
        &mut self,
        parts: Vec<Part>,
        collected: Option<Collected<'a>>,
        context: &Context,
    ) -> TypeId {
        let last = parts.last().expect("invariant: what is merged has parts").schema;
        let key = (parts.clone(), context.owner.clone());
        if let Some(&declared) = self.merged.get(&key) {
            return declared;
        }
        let declared = self.described(last, context, empty());
        self.merged.insert(key, declared);
        self.pending.push_back(Pending { collected, ..Pending::new(declared, parts, context.clone()) });
        declared
    }

    /// Lowers the members of the structs that were declared, and of those that they declare.
    pub(super) fn complete(&mut self) {
        while let Some(pending) = self.pending.pop_front() {
            let ty = pending.ty;
            let structure = members::lower(self, pending);
            self.types[ty].shape = Shape::Struct(structure);
        }
    }

    /// Gives a schema a declared type.
    pub(super) fn declare(&mut self, id: SchemaId, context: &Context, shape: Shape) -> TypeId {
        let declared = self.described(id, context, shape);
        self.declared.insert(id, declared);
        declared
    }

    /// A declared type with the description of a schema, which may have another type too.
    pub(super) fn described(&mut self, id: SchemaId, context: &Context, shape: Shape) -> TypeId {
        let schema = &self.document.schemas[id];
        self.types.push(TypeDeclaration {
            origin: schema.origin.clone(),
            context: context.clone(),
            description: description(self.document, id),
            deprecated: schema.deprecated,
            reach: Reach::default(),
            shape,
            others: Others::default(),
            example: schema.example.as_deref().cloned(),
        })
    }
}

/// What a schema says of its type, with what the parts say that stand in it.
fn description(document: &Document, id: SchemaId) -> Option<String> {
    let schema = &document.schemas[id];
    let own = schema.description.as_deref().or(schema.title.as_deref());
    let parts = inline_parts(&document.schemas, id).into_iter();
    let of_parts = parts.filter_map(|part| document.schemas[part].description.as_deref());
    let mut texts: Vec<&str> = own.into_iter().chain(of_parts).collect();
    let mut seen = BTreeSet::new();
    texts.retain(|text| !text.trim().is_empty() && seen.insert(text.trim()));
    (!texts.is_empty()).then(|| texts.join("\n\n"))
}

/// A struct whose members are not known yet.
fn empty() -> Shape {
    Shape::Struct(Struct { members: Vec::new(), rest: Rest::Kept })
}

/// The types that `x-rust-type` can ask for.
fn runtime_type(name: &str) -> Option<Type> {
    Some(match name {
        "String" => Type::Text,
        "i64" => Type::Integer,
        "u64" => Type::Unsigned,
        "f64" => Type::Number,
        "Number" => Type::ExactNumber,
        "bool" => Type::Boolean,
        "DateTime" => Type::DateTime,
        "Date" => Type::Date,
        "Base64" => Type::Base64,
        "Json" => Type::Json,
        "StringOrInteger" => Type::TextOrInteger,
        "StringOrNumber" => Type::TextOrNumber,
        _ => return None,
    })
}
