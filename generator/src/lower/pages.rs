//! Paged operations: the JSON pointers of `x-pagination` become ways through the types of the answer.

use crate::arena::Arena;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::ir::{
    AnswerKind, AnswerPath, Integral, More, Operation, OperationId, Pages, PagesBy, Presence, Shape, Step, Struct,
    Type, TypeDeclaration, TypeId,
};
use crate::resolve::{AnswerPlace, Document, Pagination, PaginationStyle};
use crate::source::{Origin, Pointer};

/// Fills in [`Pages`], once every type has its members.
pub(super) fn find(
    document: &Document,
    types: &Arena<TypeId, TypeDeclaration>,
    operations: &mut Arena<OperationId, Operation>,
    diagnostics: &mut Diagnostics,
) {
    for (id, declared) in operations.ids().zip(&document.operations) {
        let Some(pagination) = &declared.extensions.pagination else { continue };
        let operation = &mut operations[id];
        operation.pages = match &operation.answer.kind {
            AnswerKind::Value(answer) => Search { types, answer, diagnostics }.pages(pagination),
            other @ (AnswerKind::Empty
            | AnswerKind::Bytes
            | AnswerKind::Text
            | AnswerKind::Stream(_)
            | AnswerKind::Several(_)) => {
                let responses = operation.origin.child("responses");
                diagnostics.push(catalogue::lower::paged_without_value(&pagination.origin, given(other), &responses));
                None
            }
        };
    }
}

/// What an answer is that is not one value.
fn given(kind: &AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Empty => "nothing",
        AnswerKind::Value(_) => "a value",
        AnswerKind::Bytes => "bytes",
        AnswerKind::Text => "text",
        AnswerKind::Stream(_) => "a stream",
        AnswerKind::Several(_) => "one of several answers",
    }
}

/// The search for places in one answer.
struct Search<'a> {
    types: &'a Arena<TypeId, TypeDeclaration>,
    answer: &'a Type,
    diagnostics: &'a mut Diagnostics,
}

/// What stands at a place.
struct Found<'a> {
    pointer: Pointer,
    steps: Vec<Step>,
    ty: &'a Type,
    /// Of the member; of the type, where it is the answer itself and an object.
    origin: Option<&'a Origin>,
}

impl<'a> Search<'a> {
    /// All places are looked for before one that is not there ends it.
    fn pages(mut self, pagination: &Pagination) -> Option<Pages> {
        let Pagination { origin: _, page_parameter, size_parameter, items, style } = pagination;
        let items = self.place(items, "a list", Self::element);
        let by = self.by(style);
        Some(Pages {
            page_parameter: page_parameter.clone(),
            size_parameter: size_parameter.clone(),
            items: items?,
            by: by?,
        })
    }

    fn by(&mut self, style: &PaginationStyle) -> Option<PagesBy> {
        match style {
            PaginationStyle::Token { next, lifetime } => {
                let next = self.place(next, "a string", Self::text);
                Some(PagesBy::Token { next: next?, lifetime: *lifetime })
            }
            PaginationStyle::Page { page, total_pages, more } => {
                let page = self.place(page, "an integer", Self::integer);
                let total = total_pages.as_ref().map(|place| self.place(place, "an integer", Self::integer));
                let more = more.as_ref().map(|place| self.more(place));
                Some(PagesBy::Number { page: page?, total: whole(total)?, more: whole(more)? })
            }
        }
    }

    /// The way to a place, where `end` makes something of what is found there; `needed` says of what it can.
    fn place<End>(
        &mut self,
        place: &AnswerPlace,
        needed: &str,
        end: fn(&Self, &Type) -> Option<End>,
    ) -> Option<AnswerPath<End>> {
        let found = self.walk(place)?;
        let Some(end) = end(self, found.ty) else {
            self.refuse(place, needed, &found);
            return None;
        };
        Some(AnswerPath { pointer: place.pointer.as_str().to_owned(), steps: found.steps, end })
    }

    /// What is to tell that there are further pages. Behind the last step that may be missing all is there with it.
    fn more(&mut self, place: &AnswerPlace) -> Option<AnswerPath<More>> {
        let Found { pointer, mut steps, ty, origin } = self.walk(place)?;
        let last_optional = steps.iter().rposition(|step| step.presence != Presence::Required);
        let end = match (ty, last_optional) {
            (Type::Boolean, _) => More::Flag,
            (_, Some(last)) => {
                steps.truncate(last + 1);
                More::Presence
            }
            (_, None) => {
                let (needed, found) = ("a member that may be missing, or a boolean", (&pointer, "always there"));
                let always = catalogue::lower::mistargeted_pointer(&place.origin, needed, found, origin);
                self.diagnostics.push(always);
                return None;
            }
        };
        Some(AnswerPath { pointer: pointer.as_str().to_owned(), steps, end })
    }

    /// Goes through the members of structs.
    fn walk(&mut self, place: &AnswerPlace) -> Option<Found<'a>> {
        let origin = self.structure(self.answer).map(|(id, _)| &self.types[id].origin);
        let mut found = Found { pointer: Pointer::root(), steps: Vec::new(), ty: self.answer, origin };
        for name in place.pointer.tokens() {
            let Some((id, structure)) = self.structure(found.ty) else {
                self.refuse(place, "an object", &found);
                return None;
            };
            let Some(at) = structure.members.iter().position(|member| member.wire == name) else {
                let (object, known) = (&self.types[id].origin, structure.members.iter().map(|it| it.wire.as_str()));
                let unknown = catalogue::lower::unknown_member(&place.origin, (&name, &found.pointer), object, known);
                self.diagnostics.push(unknown);
                return None;
            };
            let member = &structure.members[at];
            found.steps.push(Step { structure: id, member: at, presence: member.presence });
            found = Found {
                pointer: found.pointer.child(&name),
                steps: found.steps,
                ty: &member.ty,
                origin: Some(&member.origin),
            };
        }
        Some(found)
    }

    fn refuse(&mut self, place: &AnswerPlace, needed: &str, found: &Found<'_>) {
        let (pointer, what) = (&found.pointer, self.kind(found.ty));
        let refused = catalogue::lower::mistargeted_pointer(&place.origin, needed, (pointer, what), found.origin);
        self.diagnostics.push(refused);
    }

    fn structure(&self, ty: &Type) -> Option<(TypeId, &'a Struct)> {
        let (Type::Declared(id) | Type::Boxed(id)) = ty else { return None };
        match &self.types[*id].shape {
            Shape::Struct(structure) => Some((*id, structure)),
            Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::Union(_) | Shape::Form(_) => None,
        }
    }

    fn element(&self, ty: &Type) -> Option<Type> {
        if let Type::List(element) = ty { Some((**element).clone()) } else { None }
    }

    /// Text, or what is written as text.
    fn text(&self, ty: &Type) -> Option<Type> {
        let is_enum = matches!(ty, Type::Declared(id) if matches!(self.types[*id].shape, Shape::StringEnum(_)));
        let is_text = is_enum || [Type::Text, Type::DateTime, Type::Date, Type::Base64].contains(ty);
        is_text.then(|| ty.clone())
    }

    fn integer(&self, ty: &Type) -> Option<Integral> {
        let held = |known: &Type, integral| (ty == known).then_some(integral);
        held(&Type::Integer, Integral::Signed).or_else(|| held(&Type::Unsigned, Integral::Unsigned))
    }

    /// What diagnostics call a type.
    fn kind(&self, ty: &Type) -> &'static str {
        match ty {
            Type::Text => "a string",
            Type::Integer | Type::Unsigned => "an integer",
            Type::Number | Type::ExactNumber => "a number",
            Type::Boolean => "a boolean",
            Type::DateTime => "a date and time",
            Type::Date => "a date",
            Type::Base64 => "bytes in Base64",
            Type::Json => "any JSON value",
            Type::TextOrInteger => "a string or an integer",
            Type::TextOrNumber => "a string or a number",
            Type::List(_) | Type::Tuple(_) | Type::OpenTuple(..) => "a list",
            Type::Map(_) => "a map",
            Type::Nullable(inner) => self.kind(inner),
            Type::Declared(id) | Type::Boxed(id) => match &self.types[*id].shape {
                Shape::Struct(_) => "an object",
                Shape::StringEnum(_) => "an enum of strings",
                Shape::IntegerEnum(_) => "an enum of integers",
                Shape::Union(_) => "one of several types",
                Shape::Form(_) => "a form",
            },
        }
    }
}

/// What is not declared is no failure, but what is declared and not found is one.
fn whole<T>(declared: Option<Option<T>>) -> Option<Option<T>> {
    match declared {
        None => Some(None),
        Some(found) => found.map(Some),
    }
}
