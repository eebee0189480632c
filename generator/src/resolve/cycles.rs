//! Finds schemas that are made of themselves: an `allOf` that comes back to its own schema through nothing but `allOf`.

use super::model::{Schema, SchemaId};
use crate::arena::{Arena, Id};
use crate::diagnostic::{Diagnostics, catalogue};
use crate::source::Origin;

/// How far the search has come with a schema.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Unseen,
    Open,
    Done,
}

/// Reports the circles, each once, and cuts each where it closes: a schema that is all of itself says nothing by that.
/// A search in depth with a list for the schemas under way: a chain may be as long as the document.
pub(super) fn cut(schemas: &mut Arena<SchemaId, Schema>, diagnostics: &mut Diagnostics) {
    let mut search = Search { states: vec![State::Unseen; schemas.len()], closing: Vec::new() };
    for start in schemas.ids() {
        if search.states[start.index()] == State::Unseen {
            search.from(start, schemas, diagnostics);
        }
    }
    for (id, member) in search.closing {
        schemas[id].all_of.retain(|other| *other != member);
    }
}

struct Search {
    states: Vec<State>,
    /// The members of `allOf` that close a circle, each with its schema.
    closing: Vec<(SchemaId, SchemaId)>,
}

impl Search {
    fn from(&mut self, start: SchemaId, schemas: &Arena<SchemaId, Schema>, diagnostics: &mut Diagnostics) {
        let Self { states, closing } = self;
        // Each schema under way with the number of its members that were entered.
        let mut way = vec![(start, 0)];
        states[start.index()] = State::Open;
        while let Some((id, entered)) = way.last_mut() {
            let Some(&member) = schemas[*id].all_of.get(*entered) else {
                states[id.index()] = State::Done;
                way.pop();
                continue;
            };
            *entered += 1;
            match states[member.index()] {
                State::Unseen => {
                    states[member.index()] = State::Open;
                    way.push((member, 0));
                }
                State::Open => {
                    let circle = way.iter().skip_while(|(id, _)| *id != member);
                    let origins: Vec<Origin> =
                        circle.map(|(id, entered)| schemas[*id].origin.child("allOf").index(entered - 1)).collect();
                    diagnostics.push(catalogue::resolve::schema_of_itself(&origins));
                    closing.extend(way.last().map(|(id, _)| (*id, member)));
                }
                State::Done => {}
            }
        }
    }
}
