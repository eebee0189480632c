//! To which of several causes at one place an item belongs.

use super::Kind;
use super::finding::{Draft, Weight};
use super::kind::Effect;
use super::rust::{ItemChange, Sort};
use crate::emit::Mark;
use crate::source::Origin;

/// What tells to which of several causes at one place an item belongs.
#[derive(Clone, Copy)]
pub(super) struct Hints<'i> {
    pub(super) item: &'i ItemChange,
    /// A place that uses the item.
    pub(super) way: Option<&'i Origin>,
    /// Whether causes count that say the same in other words.
    pub(super) is_rest_allowed: bool,
    /// Whether only causes in schemas count.
    pub(super) is_of_schemas: bool,
}

impl<'i> Hints<'i> {
    pub(super) fn of(item: &'i ItemChange) -> Self {
        Self { item, way: None, is_rest_allowed: false, is_of_schemas: false }
    }

    /// Whether the cause can have the item: only what is deprecated has such an item, and no other.
    pub(super) fn allow(&self, draft: &Draft) -> bool {
        let is_of_sort = !draft.judged_as.is_deprecation() || self.item.sort == Sort::Deprecated;
        is_of_sort
            && (self.is_rest_allowed || draft.weight != Weight::OfItemsLeft)
            && (self.is_rest_allowed
                || !is_of_other_members(draft.judged_as)
                || self.item.item.ends_with(".additional_properties"))
            && (self.is_rest_allowed || !self.is_beyond(draft))
            && !(self.is_of_schemas && is_around_schemas(draft.judged_as))
    }

    /// Whether a cause leaves such an item alone: what holds a value may be null, whatever the value is, and what need
    /// not be given is no argument.
    fn is_beyond(&self, draft: &Draft) -> bool {
        let is_inside = |item: &Option<Origin>, place: &Option<Origin>| {
            item.as_ref().zip(place.as_ref()).is_some_and(|(item, place)| item != place && is_in(item, place))
        };
        let is_in_it = is_inside(&self.item.head, &draft.head) || is_inside(&self.item.base, &draft.base);
        match draft.judged_as {
            kind if is_of_null(kind) => is_in_it && !is_inside(&draft.head, &self.item.head),
            Kind::ReqPropAddedOptional
            | Kind::ReqPropRemovedOptional
            | Kind::ResPropAddedOptional
            | Kind::ResPropRemovedOptional => self.item.item.ends_with("::new") || self.item.is_trait(),
            _ => false,
        }
    }

    /// Whether one of the marks of a cause is that of the item, or of what the item is in.
    pub(super) fn speak_for(&self, draft: &Draft) -> bool {
        let places = [self.way, self.item.base.as_ref(), self.item.head.as_ref()];
        draft.marks.iter().any(|mark| match mark {
            mark if self.item.mark.as_ref() == Some(mark) => true,
            Mark::Place(whole) => places.into_iter().flatten().any(|place| is_in(place, whole)),
            Mark::Value(_) => false,
        })
    }

    /// The header that the item is the constant of.
    pub(super) fn header(&self) -> Option<&'i str> {
        let says = self.item.is.as_ref().or(self.item.was.as_ref())?;
        let (path, name) = says.split_once(" = \"")?;
        path.contains("::headers::").then(|| name.split('"').next()).flatten()
    }

    /// How well the cause fits the item: names come of what is called otherwise, other items rather not.
    pub(super) fn fit(&self, draft: &Draft) -> (bool, bool, bool, Option<Effect>) {
        let is_deprecation = draft.judged_as.is_deprecation();
        let is_other = draft.effect == Effect::Name && !self.item.is_renamed();
        (is_deprecation, draft.weight == Weight::Full, draft.marks.is_empty(), (!is_other).then_some(draft.effect))
    }
}

/// Whether a place is another, or in it.
pub(super) fn is_in(place: &Origin, whole: &Origin) -> bool {
    place.file == whole.file && place.pointer.starts_with(&whole.pointer)
}

/// Whether a kind is of null alone.
fn is_of_null(kind: Kind) -> bool {
    use Kind::*;
    matches!(kind, ReqPropBecameNullable | ReqPropBecameNotNullable | ResPropBecameNullable | ResPropBecameNotNullable)
}

/// Whether a kind leaves types as they are, as far as it can: the same is sent elsewhere, or written otherwise.
pub(super) fn keeps_types(kind: Kind) -> bool {
    use Kind::*;
    matches!(
        kind,
        ParamMovedIn
            | ParamAllowReserved
            | ParamStyleChanged
            | BodyMediaAdded
            | BodyMediaRemoved
            | BodyMediaReplaced
            | BodyEncodingChanged
    )
}

/// Whether a kind is of what may stand beside the members of an object.
fn is_of_other_members(kind: Kind) -> bool {
    use Kind::*;
    matches!(kind, ReqAddPropsClosed | ReqAddPropsOpened | ResAddPropsClosed | ResAddPropsOpened)
}

/// Whether a kind is of an answer, and of no schema in it.
fn is_around_schemas(kind: Kind) -> bool {
    use Kind::*;
    matches!(
        kind,
        RespSuccessRemoved
            | RespMediaReplaced
            | RespMediaAdded
            | RespMediaRemoved
            | RespHeaderAdded
            | RespHeaderRemovedOpt
            | RespHeaderRemovedReq
            | RespHeaderType
            | RespHeaderBecameOptional
            | RespHeaderBecameRequired
    )
}

/// Whether a difference makes another type of a value, whatever else differs there.
pub(super) fn makes_another_type(draft: &Draft) -> bool {
    use Kind::*;
    matches!(
        draft.judged_as,
        ReqPropBecameRequired
            | ReqPropBecameOptional
            | ReqPropBecameNullable
            | ReqPropBecameNotNullable
            | ResPropBecameRequired
            | ResPropBecameOptional
            | ResPropBecameNullable
            | ResPropBecameNotNullable
            | ReqPropTypeChanged
            | ReqPropFormatAdded
            | ReqPropFormatRemoved
            | ReqPropEnumDropped
            | ReqPropBecameEnum
            | ReqArrayItemType
            | ResTypeChanged
            | ResEnumDropped
            | ResBecameEnum
            | ResItemType
            | ReqPropTypeWidened
            | ReqPropTypeNarrowed
            | ResTypeWidened
            | ResTypeNarrowed
            | ResFormatAddedDate
            | ResFormatRemovedDate
            | ResScalarToArray
            | ResArrayToScalar
            | ResScalarToObject
            | ReqSingleToOneOf
            | ReqOneOfToSingle
            | ResSingleToOneOf
            | ResOneOfToSingle
            | BodyMediaRemoved
            | BodyBecameRequired
            | RespArrayWrap
            | RespArrayUnwrap
            | BodyBecameOptional
            | ParamBecameRequired
            | ParamBecameOptional
            | ParamTypeWidened
            | ParamTypeNarrowed
            | ParamTypeChanged
            | ParamIntToString
            | ParamFormatAdded
            | ParamFormatRemoved
            | ParamBecameEnum
            | ParamEnumDropped
            | ParamScalarToArray
            | ParamArrayToScalar
    )
}
