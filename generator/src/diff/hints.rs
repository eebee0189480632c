//! To which of several causes at one place an item belongs.

use super::finding::{Draft, Weight};
use super::kind::{Effect, Touches};
use super::rust::{ItemChange, Sort};
use crate::emit::Mark;
use crate::source::Origin;

/// What tells to which of several causes at one place an item belongs.
#[derive(Clone, Copy)]
pub(super) struct Hints<'i> {
    pub(super) item: &'i ItemChange,
    /// The operation that declares the item.
    pub(super) operation: Option<&'i str>,
    /// A place that uses the item.
    pub(super) way: Option<&'i Origin>,
    /// Whether causes count that say the same in other words.
    pub(super) is_rest_allowed: bool,
    /// Whether only causes in schemas count.
    pub(super) is_of_schemas: bool,
}

impl<'i> Hints<'i> {
    pub(super) fn of(item: &'i ItemChange) -> Self {
        Self { item, operation: None, way: None, is_rest_allowed: false, is_of_schemas: false }
    }

    /// Whether the item comes or goes.
    pub(super) fn is_one_sided(&self) -> bool {
        self.item.was.is_none() || self.item.is.is_none()
    }

    /// Whether the cause can have the item: only what is deprecated has such an item, and no other; and what makes no
    /// other type has those at its own place alone.
    pub(super) fn allow(&self, draft: &Draft) -> bool {
        let touches = draft.judged_as.touches();
        let is_of_sort = !touches.is_deprecation() || self.item.sort == Sort::Deprecated;
        is_of_sort
            && (touches != Touches::Access || self.is_at(draft))
            // What is sent otherwise is what it was to all that it is made of.
            && (self.is_rest_allowed || self.way.is_none() || !touches.keeps_types())
            && draft.has_types
            && (draft.weight != Weight::OfItemsLeft || self.is_rest_allowed && !self.is_led_elsewhere(draft))
            && (self.is_rest_allowed || touches != Touches::OtherMembers || self.is_of_others(draft))
            && (self.is_rest_allowed
                || !self.is_beyond(draft)
                    && !self.is_used_anew(draft)
                    && !self.is_of_other_parts(draft)
                    && !self.is_of_what_stays(draft))
            && !(self.is_of_schemas && touches == Touches::Answer)
            && (!draft.bounds_numbers() || self.item.changes_sign())
    }

    /// Whether the item is declared at the very place of a cause.
    fn is_at(&self, draft: &Draft) -> bool {
        let sides = [(&self.item.base, &draft.base), (&self.item.head, &draft.head)];
        sides.into_iter().any(|(item, draft)| item.is_some() && item == draft)
    }

    /// Whether a cause leaves such an item alone: what holds a value may be null, whatever the value is, and what need
    /// not be given is no argument, and who writes a value makes no other type of it.
    fn is_beyond(&self, draft: &Draft) -> bool {
        let is_inside = |item: &Option<Origin>, place: &Option<Origin>| {
            item.as_ref().zip(place.as_ref()).is_some_and(|(item, place)| item != place && is_in(item, place))
        };
        let is_in_it = is_inside(&self.item.head, &draft.head) || is_inside(&self.item.base, &draft.base);
        let is_kept = self.item.sort == Sort::Other && self.item.was.is_some() && self.item.is.is_some();
        let is_of_type = self.item.sort == Sort::Carried
            || is_kept && !self.item.item.ends_with("::new") && !self.item.changes_presence();
        if draft.is_of_access() {
            return is_of_type;
        }
        match draft.judged_as.touches() {
            Touches::Null => is_in_it && !is_inside(&draft.head, &self.item.head),
            Touches::Optional => {
                let makes = self.item.item.ends_with("::new") || self.item.is_trait();
                makes && self.item.sort != Sort::Carried || self.item.is_renamed()
            }
            Touches::Type
            | Touches::OtherMembers
            | Touches::Union
            | Touches::Sending
            | Touches::Media
            | Touches::Answer
            | Touches::Bound
            | Touches::Words
            | Touches::Access
            | Touches::Deprecated
            | Touches::Undeprecated
            | Touches::Else => false,
        }
    }

    /// Whether a cause is that what the item is declared by is used anew, or no longer, by another operation.
    fn is_used_anew(&self, draft: &Draft) -> bool {
        let ItemChange { base, head, sort, .. } = self.item;
        let is_one_sided = match (&draft.base, &draft.head) {
            (None, Some(place)) => head.as_ref() == Some(place),
            (Some(place), None) => base.as_ref() == Some(place),
            _ => false,
        };
        let is_kept = base.as_ref().zip(head.as_ref()).is_some_and(|(base, head)| base.pointer == head.pointer);
        is_one_sided && *sort == Sort::Other && is_kept
    }

    /// Whether a cause is what becomes of a member that stays, where a field for it comes or goes: that is owed to what
    /// the type is made of, unless the type itself comes or goes.
    fn is_of_what_stays(&self, draft: &Draft) -> bool {
        let ItemChange { item, base, head, sort, .. } = self.item;
        let is_field = item.contains('.') && !self.is_field_of_others() && *sort != Sort::Carried;
        let sides = [(base, &draft.base), (head, &draft.head)].map(|(item, draft)| item.as_ref().zip(draft.as_ref()));
        let stays = draft.base.is_some() && draft.head.is_some() && draft.effect != Effect::Name;
        is_field && self.is_one_sided() && stays && sides.into_iter().flatten().any(|(item, draft)| is_in(draft, item))
    }

    /// Whether the item can come of what may stand beside the members of an object: the field for that, what holds a
    /// map no longer, or now, and what comes or goes with the type that is no map.
    fn is_of_others(&self, draft: &Draft) -> bool {
        let is_of_type = self.item.sort == Sort::Carried && self.is_at(draft);
        self.is_field_of_others() || self.item.changes_map() || is_of_type
    }

    /// Whether the item is the field for members that nothing declares.
    fn is_field_of_others(&self) -> bool {
        [".additional_properties", ".extra"].iter().any(|field| self.item.item.ends_with(field))
    }

    /// Whether the item has another name in another place than the one that a cause puts in place of its own.
    fn is_led_elsewhere(&self, draft: &Draft) -> bool {
        let is_in = |item: &Option<Origin>, place: &Option<Origin>| Some(is_in(item.as_ref()?, place.as_ref()?));
        let both = is_in(&self.item.base, &draft.base).zip(is_in(&self.item.head, &draft.head));
        self.item.is_renamed() && both.is_some_and(|(base, head)| base != head)
    }

    /// Whether a cause is in a part of the operation of an item that the item is not made of.
    fn is_of_other_parts(&self, draft: &Draft) -> bool {
        let Some(Mark::Parts(parts)) = &self.item.mark else { return false };
        let is_beside = |(place, operation): (&Origin, &Origin)| {
            let is_own = parts.iter().flatten().any(|part| is_in(place, part));
            !is_own && place != operation && is_in(place, operation)
        };
        let ItemChange { base, head, .. } = self.item;
        let sides = [draft.base.as_ref().zip(base.as_ref()), draft.head.as_ref().zip(head.as_ref())];
        sides.into_iter().flatten().any(is_beside)
    }

    /// Whether one of the marks of a cause is that of the item, or of what the item is in.
    pub(super) fn speak_for(&self, draft: &Draft) -> bool {
        let places = [self.way, self.item.base.as_ref(), self.item.head.as_ref()];
        // What comes is not owed to what goes, be it in the same place of the other document.
        let comes = |was: &Option<String>, is: &Option<String>| (was.is_none() != is.is_none()).then_some(is.is_some());
        let of_item = comes(&self.item.was, &self.item.is);
        let is_opposite = of_item.zip(comes(&draft.was, &draft.is)).is_some_and(|(item, draft)| item != draft);
        !is_opposite
            && draft.marks.iter().any(|mark| match mark {
                mark if self.item.mark.as_ref() == Some(mark) => true,
                Mark::Place(whole) => places.into_iter().flatten().any(|place| is_in(place, whole)),
                Mark::Value(_) | Mark::Parts(_) => false,
            })
    }

    /// The header that the item is the constant of.
    pub(super) fn header(&self) -> Option<&'i str> {
        let says = self.item.is.as_ref().or(self.item.was.as_ref())?;
        let (path, name) = says.split_once(" = \"")?;
        path.contains("::headers::").then(|| name.split('"').next()).flatten()
    }

    /// How well the cause fits the item.
    pub(super) fn fit(&self, draft: &Draft) -> Fit {
        let is_kept = self.item.was.is_some() && self.item.is.is_some();
        let is_other = draft.effect == Effect::Name && !self.item.is_renamed() && is_kept;
        Fit {
            is_deprecation: draft.judged_as.touches().is_deprecation(),
            says_more: draft.judged_as.touches() != Touches::Words,
            is_full: draft.weight == Weight::Full,
            is_exact: is_kept && self.item.base == draft.base && self.item.head == draft.head,
            is_unmarked: draft.marks.is_empty(),
            effect: (!is_other).then_some(draft.effect),
        }
    }
}

/// How well a cause fits an item, what counts most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fit {
    is_deprecation: bool,
    /// Not only the same in other words.
    says_more: bool,
    is_full: bool,
    /// What is another on both sides, for what is there on both.
    is_exact: bool,
    is_unmarked: bool,
    /// Names come of what is called otherwise, other items rather not.
    effect: Option<Effect>,
}

/// Whether a place is another, or in it.
pub(super) fn is_in(place: &Origin, whole: &Origin) -> bool {
    place.file == whole.file && place.pointer.starts_with(&whole.pointer)
}
