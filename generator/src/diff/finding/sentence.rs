//! A difference as people read it.

use super::super::kind::Touches;
use super::super::told::{shortened, some};
use super::super::{Kind, Wire};
use super::{Common, Draft};

/// The topic of values that are named beside any others.
pub(in crate::diff) const NAMED_VALUES: &str = "named values";

impl Draft {
    /// All of it in a sentence.
    pub(in crate::diff) fn sentence(&self) -> String {
        self.said(&self.words(), (&self.was, &self.is))
    }

    /// All of it in a sentence, with other words and values.
    pub(in crate::diff) fn said(&self, words: &str, values: (&Option<String>, &Option<String>)) -> String {
        let values = match values {
            (Some(was), Some(is)) => format!(": was {}, is {}", shortened(was, is), shortened(is, was)),
            // What a list loses is not all that it was.
            (Some(was), None) if self.common != Some(Common::List) => format!(": was {}", shortened(was, "")),
            (Some(told), None) | (None, Some(told)) => format!(": {}", shortened(told, "")),
            (None, None) => String::new(),
        };
        let comes = matches!(self.judged_as, Kind::ReqAllOfAdded | Kind::ResAllOfAdded);
        let with = if comes { "with" } else { "without" };
        let members = match &self.members[..] {
            [] => String::new(),
            members => format!("; {with} {}", some(members, ", ")),
        };
        let details = some(&self.details, "; ");
        let details = if details.is_empty() { details } else { format!("; {details}") };
        format!("{} {words}{values}{members}{details}", self.subject)
    }

    /// What follows the subject in a sentence; where the kind leaves open which bound it is, the keyword says so.
    pub(in crate::diff) fn words(&self) -> String {
        let words = self.judged_as.words();
        let is_default =
            matches!(self.judged_as, Kind::ParamDefaultChanged | Kind::ReqDefaultChanged | Kind::ResDefaultChanged);
        let is_title = self.judged_as == Kind::SchemaTitleChanged;
        match (&self.was, &self.is) {
            _ if self.judged_as.touches() == Touches::Bound => format!("{words} by `{}`", self.topic),
            // Any value is taken, whichever are named.
            _ if self.topic == NAMED_VALUES => match self.judged_as {
                Kind::ParamEnumDropped | Kind::ReqPropEnumDropped | Kind::ResEnumDropped => "names no values any more",
                _ => "names some of its values now",
            }
            .to_owned(),
            _ if self.is_of_example() => Kind::ReqExampleChanged.words().to_owned(),
            _ if self.is_one_of_names() && self.base.is_none() => "is new".to_owned(),
            _ if self.is_one_of_names() && self.head.is_none() => "is gone".to_owned(),
            // What differs in it is told.
            _ if self.kind == Kind::BodySchemaRefSwapped && !self.details.is_empty() => {
                Kind::RespSchemaSwapped.words().to_owned()
            }
            _ if self.judged_as == Kind::ParamIntToString && self.wire == Wire::Safe => {
                "is a text now, as it was written".to_owned()
            }
            (Some(_), Some(_)) if self.judged_as.is_of_format() => "has another format".to_owned(),
            (Some(_), None) if is_default => "has no default any more".to_owned(),
            (None, Some(_)) if is_default => "has a default now".to_owned(),
            (Some(_), None) if is_title => "has no title any more".to_owned(),
            (None, Some(_)) if is_title => "has a title now".to_owned(),
            _ => words.to_owned(),
        }
    }

    /// Whether it is about one of what documents name, an extension or a link, be it there on one side alone: its kind
    /// is of any change.
    fn is_one_of_names(&self) -> bool {
        matches!(self.kind, Kind::ExtChanged | Kind::RespDescChanged)
    }
}
