//! What is found: first by where it is met, then, each cause once, with all that it reaches.

mod sentence;

use super::kind::Effect;
use super::reached::Reached;
use super::wire::Sides;
use super::{Kind, Rust, Wire};
use crate::emit::Mark;
use crate::source::Origin;
pub(super) use sentence::NAMED_VALUES;

/// What was there, and is.
pub(super) type Values = (Option<String>, Option<String>);

/// What a difference counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Full,
    /// It is nothing on the wire, and nothing at all unless items come of it.
    OfItems,
    /// The same, and others come first: it says the same in other words.
    OfItemsLeft,
}

/// What differences of one kind have in common that are one cause.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Common {
    /// The list that they are in: of one place, each is a value.
    List,
    /// What was replaced, and by what, wherever it stands.
    Replacement(String, String),
    /// The component that schemas are all of no longer, or now, whatever that means for each.
    Part(Values),
    /// The component that operations refer to no longer, or now.
    Reference(Origin),
}

/// What differs at one place, as it is met.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) kind: Kind,
    /// The kind that says what it means, which is another where it is told of what the service sends.
    pub(super) judged_as: Kind,
    /// What changes, in a word: the same for all positions.
    topic: &'static str,
    /// What it means on the wire, where that is not what the kind means as a rule.
    pub(super) wire: Wire,
    /// What it means for the Rust API where no item changes.
    pub(super) least: Rust,
    /// The items that can come of it.
    pub(super) effect: Effect,
    /// Whether any can: what it is in has types.
    pub(super) has_types: bool,
    pub(super) base: Option<Origin>,
    pub(super) head: Option<Origin>,
    /// What the sentence is about: `parameter page`.
    pub(super) subject: String,
    /// What tells it from others of the same kind at the same place.
    pub(super) name: Option<String>,
    /// What tells the items that come of it from those of others there.
    pub(super) marks: Vec<Mark>,
    /// What it was, and is.
    pub(super) was: Option<String>,
    pub(super) is: Option<String>,
    /// What differs in it, in sentences.
    details: Vec<String>,
    /// The members that come or go with the part of an `allOf` that it is about.
    members: Vec<String>,
    /// What it has in common with others that are the same cause.
    pub(super) common: Option<Common>,
    /// Whether its name is that of something else now, for which code that has it compiles as well.
    pub(super) is_taken_over: bool,
    /// What it counts.
    pub(super) weight: Weight,
}

/// Whether it is the example of a parameter, which is told apart from what else is said of it by the topic alone.
fn is_example(kind: Kind, topic: &str) -> bool {
    kind == Kind::ParamDocChanged && topic == "example"
}

impl Draft {
    /// Whether it is about the example of a parameter, and no words.
    pub(super) fn is_of_example(&self) -> bool {
        is_example(self.judged_as, self.topic)
    }

    /// A difference between two places.
    pub(super) fn new(
        kind: Kind,
        (topic, subject): (&'static str, impl Into<String>),
        base: Option<&Origin>,
        head: Option<&Origin>,
    ) -> Self {
        Self {
            kind,
            judged_as: kind,
            topic,
            wire: kind.wire(),
            least: kind.least(),
            effect: kind.effect(),
            has_types: true,
            base: base.cloned(),
            head: head.cloned(),
            subject: subject.into(),
            name: is_example(kind, topic).then(|| topic.to_owned()),
            marks: Vec::new(),
            was: None,
            is: None,
            details: Vec::new(),
            members: Vec::new(),
            common: None,
            is_taken_over: false,
            weight: Weight::Full,
        }
    }

    /// Of what the service sends to whoever listens: what it is otherwise tells it from others there.
    pub(super) fn of_callback(mut self) -> Self {
        let name = self.name.map_or(String::new(), |name| format!(" {name}"));
        self.name = Some(format!("{}{name}", self.judged_as.id()));
        self.kind = Kind::CallbackPayloadChanged;
        self
    }

    /// Of one of several at its place, by its name.
    pub(super) fn about(mut self, name: &str) -> Self {
        self.name = Some(name.to_owned());
        self
    }

    /// Of one of several at its place, which its values name.
    pub(super) fn one_of_several(mut self) -> Self {
        self.name = self.is.clone().or_else(|| self.was.clone());
        self
    }

    /// Of one value of a list: those that change alike are one cause.
    pub(super) fn listed(mut self) -> Self {
        self.common = Some(Common::List);
        self
    }

    /// Of what is replaced alike wherever it stands, which is one cause.
    pub(super) fn replacing(mut self, was: &str, is: &str) -> Self {
        self.common = Some(Common::Replacement(was.to_owned(), is.to_owned()));
        self
    }

    /// Of a component that schemas are all of no longer, or now, which is one cause.
    pub(super) fn of_part(mut self, part: Values) -> Self {
        self.common = (part.0.is_some() || part.1.is_some()).then(|| Common::Part(part.clone()));
        self.values(part)
    }

    /// With a member that comes or goes with it.
    pub(super) fn with_member(mut self, name: &str) -> Self {
        self.members.push(format!("`{name}`"));
        self
    }

    /// Of a reference to a component, which is one cause wherever it means the same.
    pub(super) fn refers_to(mut self, component: Option<&Origin>) -> Self {
        self.common = component.cloned().map(Common::Reference);
        self
    }

    /// With what its items have in common.
    pub(super) fn marked(mut self, marks: impl IntoIterator<Item = Mark>) -> Self {
        self.marks.extend(marks);
        self
    }

    /// With what stood there before and stands there now.
    pub(super) fn values(mut self, values: Values) -> Self {
        (self.was, self.is) = values;
        self
    }

    /// Whose name is that of something else now.
    pub(super) fn taken_over(mut self) -> Self {
        self.is_taken_over = true;
        self
    }

    /// With another subject.
    pub(super) fn of(mut self, subject: String) -> Self {
        self.subject = subject;
        self
    }

    /// In an error, where what breaks a call elsewhere is no more than another shape.
    pub(super) fn of_error(mut self) -> Self {
        let is_header = self.judged_as == Kind::RespHeaderType;
        if !is_header && self.wire == Wire::Breaking && self.judged_as.wire() == Wire::Breaking {
            let kind = Kind::RespErrorSchemaChanged;
            (self.kind, self.least, self.effect, self.wire) = (kind, kind.least(), kind.effect(), kind.wire());
        }
        self
    }

    /// At other places than those that it is about.
    pub(super) fn at(mut self, place: Sides<Origin>) -> Self {
        (self.base, self.head) = (Some(place.base), Some(place.head));
        self
    }

    /// That counts less.
    pub(super) fn counts(mut self, weight: Weight) -> Self {
        self.weight = weight;
        self
    }

    /// With another meaning on the wire.
    pub(super) fn wire(mut self, wire: Wire) -> Self {
        self.wire = wire;
        self
    }

    /// With another meaning for the Rust API.
    pub(super) fn least(mut self, least: Rust) -> Self {
        self.least = least;
        self
    }

    /// With other items that can come of it.
    pub(super) fn effect(mut self, effect: Effect) -> Self {
        self.effect = effect;
        self
    }

    /// In what has no types.
    pub(super) fn without_types(mut self) -> Self {
        self.has_types = false;
        self
    }

    /// With what differs in it, the worst first.
    pub(super) fn details(mut self, details: Vec<String>) -> Self {
        self.details = details;
        self
    }

    /// Whether the other is the same difference in another place of the head, whichever way the value goes.
    pub(super) fn is_twin(&self, other: &Self) -> bool {
        self.says() == other.says() && self.head != other.head
    }

    /// What changes, wherever it is.
    pub(super) fn says(&self) -> (&'static str, Option<&str>, Option<&str>) {
        (self.topic, self.was.as_deref(), self.is.as_deref())
    }

    /// Whether it is who writes a value, which need not be there for the others.
    pub(super) fn is_of_access(&self) -> bool {
        matches!(self.topic, "readOnly" | "writeOnly")
    }

    /// Whether it is a bound of numbers, by which alone integers are signed or not.
    pub(super) fn bounds_numbers(&self) -> bool {
        matches!(self.topic, "maximum" | "minimum")
    }

    /// What makes two differences one: the place, and what changes there, whichever way the value goes.
    pub(super) fn cause(&self) -> Cause {
        Cause {
            topic: self.topic,
            base: self.base.clone(),
            head: self.head.clone(),
            was: self.was.clone(),
            is: self.is.clone(),
        }
    }
}

/// What makes two differences one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Cause {
    topic: &'static str,
    base: Option<Origin>,
    head: Option<Origin>,
    was: Option<String>,
    is: Option<String>,
}

/// A cause with all that it means.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The difference; where it is met in several positions, the worst.
    pub(super) draft: Draft,
    /// What it is in all positions, and whom it reaches there.
    pub(super) kinds: Vec<(Kind, Wire, Reached)>,
    pub(super) reached: Reached,
    /// The others that are the same cause.
    pub(super) alike: Vec<Draft>,
}

impl Found {
    /// What one position says.
    pub(super) fn new(draft: &Draft, reached: Reached) -> Self {
        Self {
            draft: draft.clone(),
            kinds: vec![(draft.kind, draft.wire, reached.clone())],
            reached,
            alike: Vec::new(),
        }
    }

    /// Takes in what another position says of the same cause.
    pub(super) fn add(&mut self, draft: &Draft, reached: &Reached) {
        match (self.draft.weight == Weight::Full, draft.weight == Weight::Full) {
            (false, true) => return *self = Self::new(draft, reached.clone()),
            (true, false) => return,
            _ => {}
        }
        match self.kinds.iter_mut().find(|(kind, wire, _)| (*kind, *wire) == (draft.kind, draft.wire)) {
            Some((_, _, there)) => there.extend(reached),
            None => self.kinds.push((draft.kind, draft.wire, reached.clone())),
        }
        let least = self.draft.least.max(draft.least);
        let has_types = self.draft.has_types || draft.has_types;
        let mut members = std::mem::take(&mut self.draft.members);
        for name in &draft.members {
            if !members.contains(name) {
                members.push(name.clone());
            }
        }
        let rank = |draft: &Draft| (draft.wire, draft.kind != Kind::CallbackPayloadChanged);
        if rank(draft) > rank(&self.draft) {
            self.draft = draft.clone();
        }
        (self.draft.least, self.draft.has_types, self.draft.members) = (least, has_types, members);
        self.reached.extend(reached);
        let is_sent = self.kinds.iter().any(|(kind, ..)| *kind == Kind::ReqPropEnumAdded);
        if is_sent && self.draft.kind == Kind::ResEnumAdded {
            self.draft.kind = Kind::ResEnumSharedAdded;
            self.draft.judged_as = self.draft.kind;
        }
    }
}
