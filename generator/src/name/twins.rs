//! Inline types that are the same but for where they stand: documents repeat a schema in each place that has it.
//!
//! The first of them is declared, and the others are other names of it: a value of one is a value of all, and there is
//! less to read and to compile. Each keeps a name of its own, which does not depend on what else there is.

use std::collections::BTreeMap;

use super::{Ident, TypeNames};
use crate::arena::Id;
use crate::ir::{
    Access, Api, Context, Known, Member, Presence, Reach, Rest, Segment, Shape, Struct, Type, TypeDeclaration, TypeId,
    Union, Variant,
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
    faces: BTreeMap<(Option<&'a str>, Reach, Face<'a>), TypeId>,
}

/// What is seen of a type: the code that is made of it, but for its name and its documentation.
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
    /// Its default, its rules, and what it is filled with, in words.
    facts: String,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct VariantFace<'a> {
    name: &'a Ident,
    ty: Type,
    description: Option<&'a str>,
    test: String,
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
                    if is_inline(declaration) {
                        open.push(Step::End(id));
                        open.extend(declaration.shape.mentioned().into_iter().map(Step::Begin));
                    }
                }
                Step::Begin(_) => {}
                Step::End(id) => {
                    if let Some(face) = self.face(id) {
                        let declaration = &self.api.types[id];
                        let key = (called(&declaration.context), declaration.reach, face);
                        self.declared[id.index()] = Some(*self.faces.entry(key).or_insert(id));
                    }
                }
            }
        }
    }

    fn face(&self, id: TypeId) -> Option<Face<'a>> {
        let (declaration, names) = (&self.api.types[id], &self.names[id.index()].members);
        match &declaration.shape {
            Shape::Struct(Struct { members, rest }) => {
                let members = members.iter().zip(names).map(|(member, name)| self.member(member, name)).collect();
                let rest = if let Rest::Typed(ty) = rest { Some(self.ty(ty)) } else { None };
                Some(Face::Struct(members, rest))
            }
            Shape::StringEnum(values) => Some(Face::Strings(names, values)),
            Shape::IntegerEnum(values) => Some(Face::Integers(names, values)),
            Shape::Union(Union { tag, variants }) => {
                let variants = variants.iter().zip(names).map(|(variant, name)| self.variant(variant, name)).collect();
                Some(Face::Union(tag.as_deref(), variants))
            }
            Shape::Form(_) => None,
        }
    }

    fn member(&self, member: &'a Member, name: &'a Ident) -> MemberFace<'a> {
        let Member { default, filled, rules, .. } = member;
        let says_more = default.is_some() || filled.is_some() || !rules.is_empty();
        MemberFace {
            name,
            wire: &member.wire,
            ty: self.ty(&member.ty),
            presence: member.presence,
            access: member.access,
            description: member.description.as_deref(),
            is_deprecated: member.deprecated,
            facts: if says_more { format!("{:?}", (default, filled, rules)) } else { String::new() },
        }
    }

    fn variant(&self, variant: &'a Variant, name: &'a Ident) -> VariantFace<'a> {
        let held = variant.ty.declared().first().copied();
        VariantFace {
            name,
            ty: self.ty(&variant.ty),
            description: held.and_then(|id| self.api.types[id].description.as_deref()),
            test: format!("{:?}", variant.test),
        }
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
        | Segment::Answer(_) => None,
    })
}

/// Whether a type has its name from where it stands alone.
fn is_inline(declaration: &TypeDeclaration) -> bool {
    !declaration.context.path.is_empty() && declaration.context.wish.is_none()
}
