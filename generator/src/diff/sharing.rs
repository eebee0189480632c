//! Items that several causes share: each of them alone would change the item as well.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::causes::{Causes, Places, inside};
use super::finding::{Draft, Found, Weight};
use super::hints::{Hints, is_in};
use super::kind::Effect;
use super::renamed;
use super::rust::{ItemChange, Sort};
use super::uses::{Uses, around};
use super::{Kind, Rust};
use crate::emit::Mark;
use crate::media_type::{is_json, is_url_encoded};
use crate::source::{FileId, Origin};

/// What comes or goes as a whole, with a type of its own or not.
const COMING: [Kind; 10] = [
    Kind::RespErrorAdded,
    Kind::RespErrorRemoved,
    Kind::RespDefaultAdded,
    Kind::RespDefaultRemoved,
    Kind::RespSuccessAdded,
    Kind::RespSuccessRemoved,
    Kind::RespMediaAdded,
    Kind::RespMediaRemoved,
    Kind::BodyMediaAdded,
    Kind::BodyMediaRemoved,
];

/// The parameter or body whose schema stands at a place, or else the place.
fn part(place: &Origin) -> Origin {
    let above = |place: &Origin| place.pointer.parent().map(|pointer| Origin::new(place.file, pointer));
    let is_called = |place: &Origin, key: &str| place.pointer.last().is_some_and(|last| last == key);
    let part = Some(place).filter(|place| is_called(place, "schema")).and_then(above).unwrap_or_else(|| place.clone());
    above(&part).filter(|media| is_called(media, "content")).and_then(|content| above(&content)).unwrap_or(part)
}

/// Whether a place is that of elements of a value, of which its type says the type.
fn is_element(place: &Origin, value: &Origin) -> bool {
    let mut keys = place.pointer.tokens_behind(value.pointer.as_str().len());
    place != value && keys.all(|(_, key)| matches!(&*key, "items" | "additionalProperties"))
}

/// Whether a place is that of an answer, or of what it holds as a whole.
fn is_all_of(place: &Origin, answer: &Origin) -> bool {
    let is_of_elements =
        |place: &Origin| place.pointer.last().is_some_and(|last| matches!(&*last, "items" | "additionalProperties"));
    around(place).find(|place| !is_of_elements(place)).is_some_and(|value| part(&value) == *answer)
}

/// The causes at a place, around it, in the elements of its value, and in what is a part of a call with it.
fn together(at: &Places<'_>, place: &Origin) -> BTreeSet<usize> {
    let whole = part(place);
    let of_part = inside(at, &whole).filter(|(other, _)| part(other) == whole).flat_map(|(_, causes)| causes);
    let around: Vec<Origin> = around(place).take(2).collect();
    let near = around.iter().filter_map(|place| at.get(place)).flatten();
    let of_elements = inside(at, place).filter(|(other, _)| is_element(other, place)).flat_map(|(_, causes)| causes);
    of_part.chain(near).chain(of_elements).copied().collect()
}

/// Whether a cause makes another type of an item: who writes a value alone does where it need not be there for that.
fn makes_another(draft: &Draft, item: &ItemChange) -> bool {
    draft.judged_as.touches().makes_another_type() && draft.weight != Weight::OfItemsLeft
        || draft.is_of_access() && item.changes_presence()
        || draft.bounds_numbers() && item.changes_sign()
}

/// Whether a cause is at an argument that goes or comes, and not at another one of the call.
fn is_of_argument(draft: &Draft, item: &ItemChange) -> bool {
    let is_in = |(place, argument): (&Origin, &Origin)| part(place) == part(argument) || is_in(place, argument);
    let sides = [(&draft.base, &item.base), (&draft.head, &item.head)];
    sides.into_iter().filter_map(|(place, argument)| place.as_ref().zip(argument.as_ref())).any(is_in)
}

/// Whether an item takes or gives one of several by media type or status, an enum that stands in no module.
pub(super) fn is_choice(says: &str) -> bool {
    let says = says.split(" = ").next().unwrap_or(says);
    let mut words = says.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | ':'));
    words.any(|word| !word.contains(':') && renamed::choice(word).is_some_and(|choice| choice != word))
}

/// A place in a body or an answer without the media type, of those that have one type where they say the same. Of an
/// answer, one media type is asked for, and whoever reads it is told of the others by its type.
fn in_any_media_type(place: &Origin) -> Option<(FileId, String)> {
    let mut keys: Vec<Cow<'_, str>> = place.pointer.tokens().collect();
    let at = keys.windows(3).position(|keys| keys[0] == "content" && keys[2] == "schema")? + 1;
    let media_type = keys.remove(at);
    // Below the status of an operation, or the name of a component.
    let is_of_answer = at.checked_sub(3).is_some_and(|list| keys[list] == "responses");
    (is_of_answer || is_json(&media_type) || is_url_encoded(&media_type)).then(|| (place.file, keys.join("/")))
}

/// Gives the items of a cause to the same one in other media types that has none: they are of one type, which is
/// declared with the first.
pub(super) fn share_between_media_types(found: &[Found], given: &mut [Vec<ItemChange>]) {
    let mut alike: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, Found { draft, .. }) in found.iter().enumerate() {
        let places = [&draft.base, &draft.head].map(|place| place.as_ref().map(in_any_media_type));
        if draft.weight == Weight::Full && places.iter().flatten().all(Option::is_some) {
            alike.entry((places, draft.says())).or_default().push(index);
        }
    }
    for causes in alike.into_values() {
        let (without, with): (Vec<_>, Vec<_>) = causes.into_iter().partition(|&index| given[index].is_empty());
        let items = with.first().map(|&index| given[index].clone()).unwrap_or_default();
        without.into_iter().for_each(|index| given[index].clone_from(&items));
    }
}

/// Gives what takes or holds a value to the cause for which its type comes under a name of its own, where something
/// else has it: it is of another type, whatever else becomes of it.
pub(super) fn share_with_names(found: &[Found], given: &mut [Vec<ItemChange>]) {
    for (index, Found { draft, .. }) in found.iter().enumerate().filter(|(_, it)| it.draft.effect == Effect::Name) {
        let value = draft.head.as_ref().map(part);
        let comes = |item: &ItemChange| item.sort == Sort::Carried && item.head == draft.head;
        let is_loud = given[index].iter().any(|item| item.rust == Rust::Major);
        let takes = |item: &&ItemChange| item.rust == Rust::Major && item.sort == Sort::Other && item.head == value;
        if value.is_some() && !is_loud && given[index].iter().any(comes) {
            let taking = given.iter().flatten().find(takes).cloned();
            given[index].extend(taking);
        }
    }
}

impl Causes<'_> {
    /// Other causes at the place of the first that are causes as well: each of them makes another type of a value. What
    /// is shared may differ otherwise for an operation that the item is not of.
    pub(super) fn sharing(&self, first: usize, item: &ItemChange) -> Vec<(usize, ItemChange)> {
        let mut sharing = self.together_with(first, item);
        if let Some(operation) = self.operation(item) {
            sharing.retain(|(index, _)| self.found[*index].reached.concerns(operation));
        }
        sharing
    }

    fn together_with(&self, first: usize, item: &ItemChange) -> Vec<(usize, ItemChange)> {
        let draft = &self.found[first].draft;
        let whole = |index: usize| (index, item.clone());
        if item.sort == Sort::Swapped {
            return self.replacing(item).into_iter().filter(|index| *index != first).map(whole).collect();
        }
        if item.sort != Sort::Other {
            return Vec::new();
        }
        let given: Vec<_> = self.given(item).into_iter().filter(|index| *index != first).map(whole).collect();
        if !given.is_empty() {
            return given;
        }
        let same = self.twins(first, item).chain(self.siblings(first, item)).chain(self.headers(first, item));
        let twins: Vec<_> = same.map(whole).collect();
        // What is called otherwise goes under one name and comes under the other.
        let is_renamed = draft.effect == Effect::Name && draft.base.is_some() && draft.head.is_some();
        let is_one_sided = item.is.is_none() || item.was.is_none();
        if !twins.is_empty() || is_one_sided && !is_renamed || !is_renamed && !makes_another(draft, item) {
            return twins;
        }
        let in_base = draft.base.iter().flat_map(|place| together(&self.at.base, place));
        let in_head = draft.head.iter().flat_map(|place| together(&self.at.head, place));
        let here: BTreeSet<usize> = in_base.chain(in_head).collect();
        // Of two types that became one, each has its own item.
        let is_of_first = item.base.is_some() && draft.base == item.base;
        let is_of_another =
            |other: &Draft| is_of_first && other.base.is_some() && other.base != item.base && other.head == item.head;
        let others = here.into_iter().filter(|&index| index != first && !is_of_another(&self.found[index].draft));
        let sharing = others.filter_map(|index| {
            let other = &self.found[index].draft;
            let is_deprecation = other.judged_as.touches().is_deprecation() && item.is_deprecation();
            // What is deprecated besides, or no longer, is no more than that.
            let most = if other.judged_as.deprecates() { Rust::Minor } else { Rust::Patch };
            let mine = || ItemChange { rust: item.rust.min(most), ..item.clone() };
            match makes_another(other, item) {
                true => Some(whole(index)),
                false => is_deprecation.then(|| (index, mine())),
            }
        });
        sharing.collect()
    }

    /// The causes for which an argument stands in the place of another: those of either.
    fn replacing(&self, item: &ItemChange) -> BTreeSet<usize> {
        let gone = item.base.as_ref().map(|_| ItemChange { head: None, ..item.clone() });
        let new = item.head.as_ref().map(|_| ItemChange { base: None, ..item.clone() });
        let causes = [gone, new].into_iter().flatten().filter_map(|item| self.valued(&Hints::of(&item)));
        causes.filter(|&index| is_of_argument(&self.found[index].draft, item)).collect()
    }

    /// The causes for which a call, or its errors, give something else: answers that come or go and, where it is one of
    /// several now, or no longer, what the others hold.
    fn given(&self, item: &ItemChange) -> BTreeSet<usize> {
        let (Some(Mark::Parts(answers)), Some(was), Some(is)) = (&item.mark, &item.was, &item.is) else {
            return BTreeSet::new();
        };
        let (coming, _) = self.coming(item);
        if is_choice(was) == is_choice(is) {
            return coming;
        }
        // Where none comes or goes, media types are of one type no longer, or now, by whatever is in them.
        let is_held = |place: &Origin, answer: &Origin| coming.is_empty() || is_all_of(place, answer);
        let held = answers.iter().flatten().flat_map(|answer| {
            inside(&self.at.head, answer)
                .filter(move |(place, _)| is_held(place, answer))
                .flat_map(|(_, causes)| causes)
        });
        let makes_another = |draft: &Draft| draft.effect >= Effect::Type && makes_another(draft, item);
        let held = held.copied().filter(|&index| makes_another(&self.found[index].draft));
        coming.iter().copied().chain(held).collect()
    }

    /// The causes of which parts of an item come or go as wholes: those that have a type of their own, and those that
    /// are of one type with what stays.
    pub(super) fn coming(&self, item: &ItemChange) -> (BTreeSet<usize>, BTreeSet<usize>) {
        let Some(Mark::Parts(types)) = &item.mark else { return Default::default() };
        let causes = |part| -> Vec<usize> { self.coming_at(part, item).collect() };
        let types = types.iter().map(|parts| parts.iter().map(causes).collect::<Vec<_>>());
        let (known, new): (Vec<_>, Vec<_>) = types.partition(|parts| parts.iter().any(Vec::is_empty));
        let [new, known] = [new, known].map(|types| types.into_iter().flatten().flatten().collect());
        (new, known)
    }

    /// The causes at an answer or the body of an operation, wherever it is written, of which it, or a media type of it,
    /// comes or goes as a whole.
    fn coming_at(&self, part: &Origin, item: &ItemChange) -> impl Iterator<Item = usize> {
        let operation = self.operation(item);
        let is_broken = item.was.is_some() && item.rust == Rust::Major;
        let at = |at: &Places<'_>, uses: &Uses| -> Vec<usize> {
            let places = std::iter::once(part).chain(uses.referred(part));
            places.flat_map(|place| inside(at, place)).flat_map(|(_, causes)| causes).copied().collect()
        };
        let all = [at(&self.at.base, &self.uses.base), at(&self.at.head, &self.uses.head)];
        all.into_iter().flatten().filter(move |&index| {
            let Found { draft: Draft { kind, base, head, was, is, effect, .. }, reached, .. } = &self.found[index];
            let is_whole = COMING.contains(kind) && *effect >= Effect::Type;
            let is_one_sided = base.is_some() != head.is_some() || was.is_some() != is.is_some();
            // What is taken as another media type, too, is taken as before.
            let is_harmless = *kind == Kind::BodyMediaAdded && is_broken;
            // What is shared may come to one call that another had before.
            let is_its_own = operation.is_none_or(|operation| reached.concerns(operation));
            is_whole && !is_harmless && is_one_sided && is_its_own
        })
    }

    /// The same cause in other places of the head that come of one of the base.
    fn twins(&self, first: usize, item: &ItemChange) -> impl Iterator<Item = usize> {
        let draft = &self.found[first].draft;
        let operation = self.operation(item);
        let here = draft.base.as_ref().and_then(|place| self.at.base.get(place)).into_iter().flatten().copied();
        here.filter(move |&index| {
            let Found { draft: other, reached, .. } = &self.found[index];
            index != first && other.is_twin(draft) && operation.is_none_or(|it| reached.concerns(it))
        })
    }

    /// The same change of a header in other answers, which share its constant.
    fn headers(&self, first: usize, item: &ItemChange) -> impl Iterator<Item = usize> {
        let kind = |index: usize| self.found[index].draft.kind;
        let name = Hints::of(item).header().map(str::to_ascii_lowercase);
        let all = name.and_then(|name| self.by_header.get(&name)).into_iter().flatten().copied();
        all.filter(move |&index| index != first && kind(index) == kind(first))
    }

    /// The other members that come or go with the type of the object that they are in, which a field holds.
    fn siblings(&self, first: usize, item: &ItemChange) -> impl Iterator<Item = usize> {
        let place = |found: &Found| found.draft.base.clone().xor(found.draft.head.clone());
        let member = place(&self.found[first]);
        let whole = item.base.as_ref().filter(|whole| {
            item.item.contains('.')
                && item.is.is_some()
                && member.as_ref().is_some_and(|member| member != *whole && is_in(member, whole))
        });
        let list = member.filter(|_| whole.is_some()).and_then(|member| member.pointer.parent());
        let list = list.filter(|list| list.last().is_some_and(|last| last == "properties"));
        let members = list.and_then(|list| self.by_parent.get(&list)).into_iter().flatten().copied();
        members.filter(move |index| *index != first)
    }
}
