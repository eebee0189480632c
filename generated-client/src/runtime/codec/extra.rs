//! The members of an object that its document does not name: [`Extra`].

use std::collections::HashSet;
use std::fmt;

use serde::Serialize;
use serde_json::Value;

use super::{DecodeResult, Json, MapSink, Reader, Rest, Writer, json_of};
use crate::{Error, Result};

/// Members that the document does not name, kept as received and written back.
///
/// Empty, as it mostly is, it costs one pointer. The order is that of the answer.
///
/// ```
/// use generated_client::Extra;
///
/// let mut extra = Extra::default();
/// extra.insert("color", "blue")?;
/// assert_eq!(extra.get("color"), Some("blue".into()));
/// # Ok::<(), generated_client::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct Extra(Option<Box<Members>>);

/// Names and raw JSON text. A struct of its own, as the vector would make [`Extra`] three words wide.
#[derive(Clone, Default)]
struct Members(Vec<(Box<str>, Json)>);

impl Extra {
    /// Without members.
    pub const fn new() -> Self {
        Self(None)
    }

    /// The value of a member, parsed now.
    pub fn get(&self, name: &str) -> Option<Value> {
        self.members().iter().find(|(member, _)| **member == *name).map(|(_, json)| json.value())
    }

    /// Sets a member, in its place when it was there, else as the last one.
    ///
    /// # Errors
    ///
    /// The value cannot be JSON (a map whose keys are no strings, a number that is not finite); the error is of the
    /// kind build.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Serialize) -> Result<()> {
        let name = name.into();
        let json = json_of(&value);
        let json = json.map_err(|error| Error::build(format!("value of `{name}` cannot be JSON")).because(error))?;
        self.put(name.into_boxed_str(), json);
        Ok(())
    }

    /// Sets all members that another one has.
    pub(crate) fn extend(&mut self, others: &Self) {
        for (name, json) in others.members() {
            self.put(name.clone(), json.clone());
        }
    }

    fn put(&mut self, name: Box<str>, json: Json) {
        let members = &mut self.0.get_or_insert_default().0;
        match members.iter_mut().find(|(member, _)| *member == name) {
            Some((_, place)) => *place = json,
            None => members.push((name, json)),
        }
    }

    /// Takes a member out.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let members = &mut self.0.as_mut()?.0;
        let at = members.iter().position(|(member, _)| **member == *name)?;
        let (_, json) = members.remove(at);
        Some(json.value())
    }

    /// The members by name and JSON text.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.members().iter().map(|(name, json)| (&**name, json.as_str()))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.members().is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.members().len()
    }

    /// The members of an object, all of them unknown.
    pub(crate) fn of_object(json: &str) -> DecodeResult<Self> {
        Reader::new(json).object(&[], &mut [])
    }

    fn members(&self) -> &[(Box<str>, Json)] {
        self.0.as_ref().map_or(&[], |members| &members.0)
    }
}

impl MapSink for Extra {
    fn keep(&mut self, name: Box<str>, json: &mut Reader<'_>) -> DecodeResult<()> {
        let value = json.raw().map_err(|error| error.in_member(&name))?;
        self.0.get_or_insert_default().0.push((name, Json::from_raw(value)));
        Ok(())
    }

    /// Of a repeated member the last one stays.
    fn finish(&mut self) {
        let Some(members) = self.0.as_mut().map(|members| &mut members.0).filter(|members| members.len() > 1) else {
            return;
        };
        let mut seen = HashSet::with_capacity(members.len());
        let last: Vec<bool> = members.iter().rev().map(|(name, _)| seen.insert(&**name)).collect();
        if last.contains(&false) {
            let mut last = last.into_iter().rev();
            members.retain(|_| last.next().unwrap_or(true));
        }
    }
}

impl Rest for Extra {
    fn count(&self) -> usize {
        self.len()
    }

    fn has(&self, name: &str) -> bool {
        self.members().iter().any(|(member, _)| **member == *name)
    }

    fn write(&self, json: &mut Writer) {
        for (name, text) in self.iter() {
            json.raw_member(name, text);
        }
    }
}

/// Equal when the same names have equal values, in whatever order.
impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        let has = |(name, json): &(Box<str>, Json)| {
            other.members().iter().any(|(other_name, other_json)| name == other_name && json == other_json)
        };
        self.len() == other.len() && self.members().iter().all(has)
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_map().entries(self.members().iter().map(|(name, json)| (name, json))).finish()
    }
}
