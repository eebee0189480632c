//! Checking a value against the rules of its document, when the caller asks: decoding is tolerant, building strict.
//!
//! The rules stand in the member tables of the models; [`Checker`] walks a value as the writer does.

mod numeral;

use std::collections::BTreeSet;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use numeral::Numeral;
use regress::Regex;

use super::codec::{Encode, Member, Rest, Scope, Step, Visitor, Writer, json_path};

/// One constraint of JSON Schema. The functions are named after its keywords, in snake case.
#[derive(Clone, Copy, Debug)]
pub struct Rule(Constraint);

#[derive(Clone, Copy, Debug)]
enum Constraint {
    MinLength(usize),
    MaxLength(usize),
    Pattern(&'static str),
    Minimum(Numeral),
    Maximum(Numeral),
    ExclusiveMinimum(Numeral),
    ExclusiveMaximum(Numeral),
    MultipleOf(Numeral),
    MinItems(usize),
    MaxItems(usize),
    UniqueItems,
    MinProperties(usize),
    MaxProperties(usize),
    Items(&'static [Rule]),
    Values(&'static [Rule]),
}

impl Rule {
    /// The least number of characters (Unicode scalar values).
    pub const fn min_length(characters: usize) -> Self {
        Self(Constraint::MinLength(characters))
    }

    /// The largest number of characters (Unicode scalar values).
    pub const fn max_length(characters: usize) -> Self {
        Self(Constraint::MaxLength(characters))
    }

    /// A regular expression of ECMA-262 that must match somewhere. One that does not parse never fails.
    pub const fn pattern(expression: &'static str) -> Self {
        Self(Constraint::Pattern(expression))
    }

    /// The least value.
    pub const fn minimum(bound: f64) -> Self {
        Self(Constraint::Minimum(Numeral::Float(bound)))
    }

    /// The least value, where no float is the number that it is.
    pub const fn whole_minimum(bound: i128) -> Self {
        Self(Constraint::Minimum(Numeral::Whole(bound)))
    }

    /// The largest value.
    pub const fn maximum(bound: f64) -> Self {
        Self(Constraint::Maximum(Numeral::Float(bound)))
    }

    /// The largest value, where no float is the number that it is.
    pub const fn whole_maximum(bound: i128) -> Self {
        Self(Constraint::Maximum(Numeral::Whole(bound)))
    }

    /// What the value must be above.
    pub const fn exclusive_minimum(bound: f64) -> Self {
        Self(Constraint::ExclusiveMinimum(Numeral::Float(bound)))
    }

    /// What the value must be above, where no float is the number that it is.
    pub const fn whole_exclusive_minimum(bound: i128) -> Self {
        Self(Constraint::ExclusiveMinimum(Numeral::Whole(bound)))
    }

    /// What the value must be below.
    pub const fn exclusive_maximum(bound: f64) -> Self {
        Self(Constraint::ExclusiveMaximum(Numeral::Float(bound)))
    }

    /// What the value must be below, where no float is the number that it is.
    pub const fn whole_exclusive_maximum(bound: i128) -> Self {
        Self(Constraint::ExclusiveMaximum(Numeral::Whole(bound)))
    }

    /// What the value must be a multiple of.
    pub const fn multiple_of(step: f64) -> Self {
        Self(Constraint::MultipleOf(Numeral::Float(step)))
    }

    /// The least number of elements.
    pub const fn min_items(count: usize) -> Self {
        Self(Constraint::MinItems(count))
    }

    /// The largest number of elements.
    pub const fn max_items(count: usize) -> Self {
        Self(Constraint::MaxItems(count))
    }

    /// No two elements are equal.
    pub const fn unique_items() -> Self {
        Self(Constraint::UniqueItems)
    }

    /// The least number of members of a map.
    pub const fn min_properties(count: usize) -> Self {
        Self(Constraint::MinProperties(count))
    }

    /// The largest number of members of a map.
    pub const fn max_properties(count: usize) -> Self {
        Self(Constraint::MaxProperties(count))
    }

    /// What holds for each element of a list.
    pub const fn items(rules: &'static [Self]) -> Self {
        Self(Constraint::Items(rules))
    }

    /// What holds for each value of a map.
    pub const fn values(rules: &'static [Self]) -> Self {
        Self(Constraint::Values(rules))
    }
}

/// Something in a value that its document does not allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    path: String,
    message: String,
}

impl Violation {
    /// The JSON path of the value: `$.users[3].name`.
    pub fn json_path(&self) -> &str {
        &self.path
    }

    /// What is wrong with it.
    pub fn message(&self) -> &str {
        &self.message
    }
}

/// All that is wrong with a value; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// One by one, in the order of the members.
    pub fn iter(&self) -> impl Iterator<Item = &Violation> {
        self.0.iter()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(formatter, "{separator}{}: {}", violation.path, violation.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

/// A type whose rules can be checked; each generated type that a request can hold also has `validate` of its own.
pub trait Validate {
    /// Checks the value and all that it holds.
    ///
    /// # Errors
    ///
    /// Everything that the document does not allow, at once.
    fn validate(&self) -> Result<(), Violations>;
}

impl<T: Encode> Validate for T {
    fn validate(&self) -> Result<(), Violations> {
        let mut checker = Checker { path: Vec::new(), rules: &[], matches, violations: Vec::new() };
        self.check(&mut checker);
        if checker.violations.is_empty() { Ok(()) } else { Err(Violations(checker.violations)) }
    }
}

/// Walks over a value and collects what its rules do not allow.
#[derive(Debug)]
pub struct Checker {
    path: Vec<Step>,
    /// The rules of the member being checked; what it holds has its own.
    rules: &'static [Rule],
    /// Whether an expression matches a text. Named by [`Validate::validate`] alone: every model names `check`, and a
    /// program that validates nothing is to link no engine of regular expressions.
    matches: fn(&'static str, &str) -> bool,
    violations: Vec<Violation>,
}

impl Checker {
    /// Checks text: its length and pattern.
    pub fn text(&mut self, text: &str) {
        let matches = self.matches;
        self.apply(|rule| match rule {
            Constraint::MinLength(least) if text.chars().count() < least => {
                Some(format!("shorter than {least} characters"))
            }
            Constraint::MaxLength(most) if text.chars().count() > most => {
                Some(format!("longer than {most} characters"))
            }
            Constraint::Pattern(expression) if !matches(expression, text) => {
                Some(format!("does not match `{expression}`"))
            }
            _ => None,
        });
    }

    /// Checks a number: its bounds.
    pub fn number(&mut self, number: f64) {
        self.numeral(Numeral::Float(number));
    }

    /// Checks a whole number of whatever size: its bounds.
    pub fn integer(&mut self, number: impl Into<i128>) {
        self.numeral(Numeral::Whole(number.into()));
    }

    fn numeral(&mut self, number: Numeral) {
        self.apply(|rule| match rule {
            Constraint::Minimum(bound) if number < bound => Some(format!("less than the minimum {bound}")),
            Constraint::Maximum(bound) if number > bound => Some(format!("more than the maximum {bound}")),
            Constraint::ExclusiveMinimum(bound) if number <= bound => {
                Some(format!("not more than the exclusive minimum {bound}"))
            }
            Constraint::ExclusiveMaximum(bound) if number >= bound => {
                Some(format!("not less than the exclusive maximum {bound}"))
            }
            Constraint::MultipleOf(step) if !number.is_multiple_of(step) => Some(format!("not a multiple of {step}")),
            _ => None,
        });
    }

    /// Checks a list: how many elements it has, and each of them.
    pub fn list<'v>(&mut self, items: impl ExactSizeIterator<Item = &'v dyn Encode> + Clone) {
        let count = items.len();
        self.apply(|rule| match rule {
            Constraint::MinItems(least) if count < least => Some(format!("fewer than {least} elements")),
            Constraint::MaxItems(most) if count > most => Some(format!("more than {most} elements")),
            Constraint::UniqueItems if !are_unique(items.clone()) => Some("elements are repeated".to_owned()),
            _ => None,
        });
        let rules = self.of_elements(|rule| if let Constraint::Items(rules) = rule { Some(rules) } else { None });
        for (index, item) in items.enumerate() {
            self.within(Step::Index(index), rules, item);
        }
    }

    /// Checks a map: how many members it has, and each of them.
    pub fn map<'v>(&mut self, members: impl ExactSizeIterator<Item = (&'v str, &'v dyn Encode)>) {
        self.count(members.len());
        let rules = self.of_elements(|rule| if let Constraint::Values(rules) = rule { Some(rules) } else { None });
        for (name, value) in members {
            self.within(Step::Member(name.into()), rules, value);
        }
    }

    /// Checks how many members an object has.
    fn count(&mut self, count: usize) {
        self.apply(|rule| match rule {
            Constraint::MinProperties(least) if count < least => Some(format!("fewer than {least} members")),
            Constraint::MaxProperties(most) if count > most => Some(format!("more than {most} members")),
            _ => None,
        });
    }

    /// Checks a member of the object being checked against its rules.
    pub fn member(&mut self, name: &str, rules: &'static [Rule], value: &dyn Encode) {
        self.within(Step::Member(name.into()), rules, value);
    }

    /// The rules of the elements; a member has one rule at most that says them.
    fn of_elements(&self, rules: fn(Constraint) -> Option<&'static [Rule]>) -> &'static [Rule] {
        self.rules.iter().find_map(|Rule(rule)| rules(*rule)).unwrap_or_default()
    }

    fn within(&mut self, step: Step, rules: &'static [Rule], value: &dyn Encode) {
        let outer = std::mem::replace(&mut self.rules, rules);
        self.path.push(step);
        value.check(self);
        self.path.pop();
        self.rules = outer;
    }

    /// Reports what `problem` finds in the value for each of its rules.
    fn apply(&mut self, problem: impl Fn(Constraint) -> Option<String>) {
        for Rule(rule) in self.rules {
            if let Some(message) = problem(*rule) {
                let path = json_path(self.path.iter());
                self.violations.push(Violation { path, message });
            }
        }
    }
}

impl Visitor for Checker {
    fn object(&mut self, members: &'static [Member], values: &[&dyn Encode], rest: &dyn Rest) {
        self.count(values.iter().filter(|value| !value.is_absent()).count() + rest.count());
        for (member, value) in members.iter().zip(values) {
            self.member(member.name, member.rules, *value);
        }
        rest.check(self);
    }
}

fn are_unique<'v>(mut items: impl Iterator<Item = &'v dyn Encode>) -> bool {
    let mut seen = BTreeSet::new();
    items.all(|item| {
        let mut json = Writer::new(Scope::Everything);
        json.element(item);
        seen.insert(json.into_bytes())
    })
}

/// Whether an expression matches; each is compiled once in the life of the process.
fn matches(expression: &'static str, text: &str) -> bool {
    type Compiled = HashMap<&'static str, Option<Arc<Regex>>>;
    static COMPILED: LazyLock<Mutex<Compiled>> = LazyLock::new(Mutex::default);
    let regex = {
        let mut compiled = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
        compiled.entry(expression).or_insert_with(|| compile(expression).map(Arc::new)).clone()
    };
    regex.is_none_or(|regex| regex.find(text).is_some())
}

/// A longer expression is not read, so that the stack of a thread holds its alternatives, which takes recursion.
const LONGEST: usize = 1_000;

/// Reads an expression with the flag `u`, as JSON Schema advises (2020-12 core, section 6.4). Without it, `\A` or `\h`
/// of other dialects would be letters, and refuse what is right. The generator reports what is not read.
fn compile(expression: &str) -> Option<Regex> {
    (expression.len() <= LONGEST).then(|| Regex::with_flags(expression, "u").ok())?
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, compile, matches};

    #[test]
    fn patterns_of_other_dialects_exclude_nothing() {
        let cases = [
            (r"^.$", "\u{1f600}", true),
            (r"^.$", "\u{1f600}a", false),
            (r"\A[a-z]+\z", "abc", true),
            (r"^\h+$", " ", true),
            (r"^[\w-\.]+@[\w-]+$", "a b@d", true),
            (r"([", "a", true),
        ];
        for (expression, text, expected) in cases {
            assert_eq!(matches(expression, text), expected, "`{expression}` and `{text}`");
        }
        assert!(compile(&"a|".repeat(LONGEST / 2)).is_some());
        assert!(compile(&"a|".repeat(LONGEST)).is_none());
    }
}
