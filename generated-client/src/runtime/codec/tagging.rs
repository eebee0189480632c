//! Writing a variant with the tag that tells it, where that has no value for it.

use super::{Encode, Member, Rest, Visitor, Writer};

/// Writes an object with the scalar `value` as its member `tag`, unless it has one; also in a request that leaves the
/// member out, as who receives it must be told the variant.
pub fn encode_tagged(object: &dyn Encode, tag: &str, value: &dyn Encode, json: &mut Writer) {
    object.visit(&mut Tagging { tag, value, json });
}

/// Writes what it visits, with a tag.
struct Tagging<'a> {
    tag: &'a str,
    value: &'a dyn Encode,
    json: &'a mut Writer,
}

impl Visitor for Tagging<'_> {
    fn object(&mut self, members: &'static [Member], values: &[&dyn Encode], rest: &dyn Rest) {
        let Self { tag, value, json } = self;
        let mut declared = members.iter().zip(values).filter(|(member, _)| member.name == *tag);
        match declared.find(|(_, value)| !value.is_absent()) {
            Some((member, _)) if !json.leaves_out(member) => json.object(members, values, rest),
            // What a request leaves out was read: it may be another of the values that tell the variant.
            Some((_, read)) => json.object(members, values, &Tagged { tag, value: *read, rest }),
            None => json.object(members, values, &Tagged { tag, value: *value, rest }),
        }
    }
}

/// The undeclared members of an object, with the tag among them.
struct Tagged<'a> {
    tag: &'a str,
    value: &'a dyn Encode,
    rest: &'a dyn Rest,
}

impl Rest for Tagged<'_> {
    fn count(&self) -> usize {
        self.rest.count() + usize::from(!self.rest.has(self.tag))
    }

    fn has(&self, name: &str) -> bool {
        name == self.tag || self.rest.has(name)
    }

    fn write(&self, json: &mut Writer) {
        if !self.rest.has(self.tag) {
            json.member(self.tag, self.value);
        }
        self.rest.write(json);
    }
}
