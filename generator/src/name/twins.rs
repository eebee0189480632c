//! Inline types that are the same but for where they stand: documents repeat a schema in each place that has it.
//!
//! The first of them is declared, and the others are other names of it: a value of one is a value of all, and there is
//! less to read and to compile. Each keeps a name of its own, which does not depend on what else there is.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Ident, TypeNames};
use crate::arena::Id;
use crate::ir::{
    Access, Api, Constant, Context, Known, Member, Others, Presence, Reach, Rest, Rule, Segment, Shape, Struct, Test,
    Type, TypeDeclaration, TypeId, Union, Variant,
};

/// Which type each one is declared as: itself, or another that is the same.
pub(super) fn twins(api: &Api, names: &[TypeNames]) -> Vec<TypeId> {
    let mut twins = Twins { api, names, declared: api.types.ids().map(|_| None).collect(), faces: BTreeMap::new() };
    for id in api.types.ids() {
        twins.visit(id);
    }
    api.types.ids().zip(twins.declared).map(|(id, declared)| declared.unwrap_or(id)).collect()
}

struct Twins<'a> {
    api: &'a Api,
    names: &'a [TypeNames],
    /// What the types are declared as that are done. A type that is begun is itself, so that circles end.
    declared: Vec<Option<TypeId>>,
    /// Those that are declared, by what is seen of them; beside each, what else must be the same.
    faces: BTreeMap<Seen<'a>, Vec<(Facts<'a>, TypeId)>>,
}

/// What is seen of a type, and what the document calls its values.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Seen<'a> {
    called: Option<&'a str>,
    reach: Reach,
    others: Others,
    face: Face<'a>,
}

/// What is seen of a type, but for its name and its documentation: the code that is made of it, as far as it has an
/// order.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Face<'a> {
    Struct(Vec<MemberFace<'a>>, Option<Type>),
    Strings(&'a [Ident], &'a [Known<String>]),
    Integers(&'a [Ident], &'a [Known<i64>]),
    Union(Option<&'a str>, Vec<VariantFace<'a>>),
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct MemberFace<'a> {
    name: &'a Ident,
    wire: &'a str,
    ty: Type,
    presence: Presence,
    access: Access,
    description: Option<&'a str>,
    is_deprecated: bool,
    element: Option<&'a str>,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct VariantFace<'a> {
    name: &'a Ident,
    ty: Type,
    description: Option<&'a str>,
}

/// What is seen of a type and has no order, of its members or variants each.
#[derive(PartialEq)]
enum Facts<'a> {
    Members(Vec<MemberFacts<'a>>),
    Variants(Vec<VariantFacts<'a>>),
    /// Those of an enum are all in its face.
    None,
}

/// How a variant is recognized, and the tag that is written with it.
type VariantFacts<'a> = (&'a Test, Option<&'a Constant>);

#[derive(PartialEq)]
struct MemberFacts<'a> {
    default: Option<&'a Value>,
    filled: Option<&'a Value>,
    rules: &'a [Rule],
}

/// A step of the walk over the types.
enum Step {
    Begin(TypeId),
    /// All that it mentions is done.
    End(TypeId),
}

impl<'a> Twins<'a> {
    /// Finds out what a type is declared as, after what it mentions; without recursion, as documents nest by the
    /// thousand.
    fn visit(&mut self, id: TypeId) {
        let mut open = vec![Step::Begin(id)];
        while let Some(step) = open.pop() {
            match step {
                Step::Begin(id) if self.declared[id.index()].is_none() => {
                    self.declared[id.index()] = Some(id);
                    let declaration = &self.api.types[id];
                    if is_inline(declaration) && !self.api.unused.contains(&id) {
                        open.push(Step::End(id));
                        open.extend(declaration.shape.mentioned().into_iter().map(Step::Begin));
                    }
                }
                Step::Begin(_) => {}
                Step::End(id) => {
                    if let Some((face, facts)) = self.seen(id) {
                        self.declared[id.index()] = Some(self.first(id, face, facts));
                    }
                }
            }
        }
    }

    /// The first type of which the same is seen: the type itself where none was.
    fn first(&mut self, id: TypeId, face: Face<'a>, facts: Facts<'a>) -> TypeId {
        let declaration = &self.api.types[id];
        let TypeDeclaration { context, reach, others, .. } = declaration;
        let seen = Seen { called: called(context), reach: *reach, others: *others, face };
        let faces = self.faces.entry(seen).or_default();
        let first = faces.iter().find(|(other, _)| *other == facts).map(|(_, first)| *first);
        first.unwrap_or_else(|| {
            faces.push((facts, id));
            id
        })
    }

    /// What is seen of a type; none where it is never the same as another.
    fn seen(&self, id: TypeId) -> Option<(Face<'a>, Facts<'a>)> {
        let (declaration, names) = (&self.api.types[id], &self.names[id.index()].members);
        Some(match &declaration.shape {
            Shape::Struct(Struct { members, rest }) => {
                let members = members.iter().zip(names).map(|(member, name)| self.member(member, name));
                let (faces, facts) = members.unzip();
                let rest = if let Rest::Typed(ty) = rest { Some(self.ty(ty)) } else { None };
                (Face::Struct(faces, rest), Facts::Members(facts))
            }
            Shape::StringEnum(values) => (Face::Strings(names, values), Facts::None),
            Shape::IntegerEnum(values) => (Face::Integers(names, values), Facts::None),
            Shape::Union(Union { tag, variants }) => {
                let variants = variants.iter().zip(names).map(|(variant, name)| self.variant(variant, name));
                let (faces, facts) = variants.unzip();
                (Face::Union(tag.as_deref(), faces), Facts::Variants(facts))
            }
            Shape::Form(_) => return None,
        })
    }

    fn member(&self, member: &'a Member, name: &'a Ident) -> (MemberFace<'a>, MemberFacts<'a>) {
        let Member {
            origin: _,
            wire,
            ty,
            presence,
            access,
            description,
            deprecated,
            default,
            filled,
            rules,
            element,
            // Types that differ in nothing else are one; the first one's are shown.
            example: _,
            wish: _,
        } = member;
        let face = MemberFace {
            name,
            wire,
            ty: self.ty(ty),
            presence: *presence,
            access: *access,
            description: description.as_deref(),
            is_deprecated: *deprecated,
            element: element.as_deref(),
        };
        (face, MemberFacts { default: default.as_ref(), filled: filled.as_ref(), rules })
    }

    /// A variant has the description of what it holds where it has none of its own.
    fn variant(&self, variant: &'a Variant, name: &'a Ident) -> (VariantFace<'a>, VariantFacts<'a>) {
        let Variant { origin: _, description, ty, context: _, test, tag } = variant;
        let held = ty.declared().first().and_then(|&held| self.api.types[held].description.as_deref());
        (VariantFace { name, ty: self.ty(ty), description: description.as_deref().or(held) }, (test, tag.as_ref()))
    }

    /// A type with what the declared ones in it are declared as.
    fn ty(&self, ty: &Type) -> Type {
        ty.mapped(&|id| self.declared[id.index()].unwrap_or(id))
    }
}

/// What the document calls the values of a type: the member, the parameter or the variant that it is of; none for what
/// is all of a body or an answer. What is called otherwise is another thing, however alike.
fn called(context: &Context) -> Option<&str> {
    context.path.iter().rev().find_map(|segment| match segment {
        Segment::Member(name) | Segment::Parameter(name) | Segment::Variant(name) => Some(name.as_str()),
        Segment::Media(_)
        | Segment::Item
        | Segment::Position(_)
        | Segment::MapValue
        | Segment::Body
        | Segment::Form
        | Segment::Part(_)
        | Segment::Answer(_) => None,
    })
}

/// Whether a type has its name from where it stands alone.
fn is_inline(declaration: &TypeDeclaration) -> bool {
    !declaration.context.path.is_empty() && declaration.context.wish.is_none()
}
