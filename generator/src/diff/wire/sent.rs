//! What may be sent under a name, whether it is declared or not.

use super::super::trees::Trees;
use super::unread;
use super::view::{Member, Rest, Schemas, Shape, View, is_any};
use crate::resolve::Document;

/// What may be sent under a name, whether a member of that name is declared or not.
pub(super) struct Sent<'d> {
    document: &'d Document,
    pub(super) schemas: Schemas,
    pub(super) is_none: bool,
}

impl<'d> Sent<'d> {
    /// The values of a member, or else of those that may stand beside the declared ones.
    pub(super) fn of(trees: &Trees<'_>, document: &'d Document, member: Option<&Member<'_>>, rest: &Rest) -> Self {
        let (schemas, is_none) = match (member, rest) {
            (Some(member), _) => (member.schemas.clone(), is_refused(trees, document, member)),
            (None, Rest::Of(values)) => (values.clone(), false),
            (None, Rest::Open | Rest::Closed) => (Schemas::new(), *rest == Rest::Closed),
        };
        Self { document, schemas, is_none }
    }

    pub(super) fn is_any(&self) -> bool {
        !self.is_none && self.schemas.iter().all(|&id| is_any(&self.document.schemas[id]))
    }

    pub(super) fn said(&self) -> String {
        match &self.schemas[..] {
            _ if self.is_none => Shape::Nothing.said(),
            [] => Shape::Any.said(),
            schemas => View::new(self.document, schemas).said(),
        }
    }
}

/// Whether a member has no value, which is to say that there is none.
pub(super) fn is_refused(trees: &Trees<'_>, document: &Document, member: &Member<'_>) -> bool {
    unread::refuses_all(trees, &View::new(document, &member.schemas))
}
