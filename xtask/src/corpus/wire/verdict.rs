//! What came of a call, by what the program says: taken or refused by Prism, and whether its answer was read.

use serde::Deserialize;
use serde_json::Value;

/// Begins the type of what Prism itself answers.
const PRISM: &str = "https://stoplight.io/prism/errors#";
/// Kinds of its answers that say nothing of the request: it has no answer to give.
const WITHOUT_ANSWER: &[&str] =
    &["NOT_FOUND", "NO_COMPLEX_OBJECT_TEXT", "NO_RESPONSE_DEFINED", "SCHEMA_TOO_COMPLEX", "UNKNOWN"];

/// What came of a call, as the program has it.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Answer {
    /// Which value is none of its type: nothing was sent.
    undecodable: Option<String>,
    status: Option<u16>,
    violations: Option<Violations>,
    /// The kind of the client's error.
    kind: Option<String>,
    error: Option<String>,
    /// The body of an answer that is an error.
    body: Option<String>,
}

/// What Prism has against a request, and against its own answer.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Violations {
    All(Vec<Violation>),
    /// The beginning of their JSON, where there are too many for a header.
    Cut(String),
}

#[derive(Debug, Deserialize)]
struct Violation {
    #[serde(default)]
    location: Vec<Value>,
    #[serde(default)]
    severity: String,
    #[serde(default)]
    message: String,
}

/// What a call came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A value that fits the document is none of its Rust type.
    NoValue(String),
    /// The client did not send it.
    NotSent(String),
    /// Prism says that the document does not allow it.
    Refused(String),
    /// Taken, but the answer was not read, though it is as the document says.
    Unread(String),
    /// Taken, and answered with a success that was read.
    Read,
    /// Taken, and answered with an error of the document, with nothing, or with what the document does not allow.
    Unanswered,
}

impl Verdict {
    /// Whether Prism took the request.
    pub(super) fn is_accepted(&self) -> bool {
        match self {
            Self::Unread(_) | Self::Read | Self::Unanswered => true,
            Self::NoValue(_) | Self::NotSent(_) | Self::Refused(_) => false,
        }
    }

    /// What went wrong: the kind, and what was said.
    pub(super) fn fault(&self) -> Option<(&'static str, &str)> {
        match self {
            Self::NoValue(said) => Some(("no-value", said)),
            Self::NotSent(said) => Some(("not-sent", said)),
            Self::Refused(said) => Some(("refused", said)),
            Self::Unread(said) => Some(("unread", said)),
            Self::Read | Self::Unanswered => None,
        }
    }
}

/// The verdict on a call.
pub(super) fn verdict(answer: &Answer) -> Verdict {
    if let Some(undecodable) = &answer.undecodable {
        return Verdict::NoValue(undecodable.clone());
    }
    let error = || answer.error.clone().unwrap_or_default();
    if answer.status.is_none() {
        return Verdict::NotSent(error());
    }
    let request = violations(answer.violations.as_ref(), "request");
    if !request.is_empty() {
        return Verdict::Refused(request.join("; "));
    }
    if let Some(own) = answer.body.as_deref().and_then(own) {
        return own;
    }
    match answer.kind.as_deref() {
        None => Verdict::Read,
        Some("Decode") if violations(answer.violations.as_ref(), "response").is_empty() => {
            Verdict::Unread(format!("{}, {}", error(), answer.body.as_deref().unwrap_or_default()))
        }
        Some(_) => Verdict::Unanswered,
    }
}

/// The errors among the violations of one side.
fn violations(all: Option<&Violations>, side: &str) -> Vec<String> {
    match all {
        None => Vec::new(),
        Some(Violations::Cut(text)) if text.contains(&format!("[\"{side}\"")) => vec![text.clone()],
        Some(Violations::Cut(_)) => Vec::new(),
        Some(Violations::All(all)) => {
            let of_side = all.iter().filter(|violation| {
                violation.severity == "Error" && violation.location.first().and_then(Value::as_str) == Some(side)
            });
            of_side.map(|Violation { location, message, .. }| format!("{}: {message}", place(location))).collect()
        }
    }
}

fn place(location: &[Value]) -> String {
    let steps = location.iter().map(|step| step.as_str().map_or_else(|| step.to_string(), str::to_owned));
    steps.collect::<Vec<_>>().join(".")
}

/// The verdict where Prism answers for itself; none where the body is of the document.
fn own(body: &str) -> Option<Verdict> {
    let problem: Value = serde_json::from_str(body).ok()?;
    let kind = problem.get("type")?.as_str()?.strip_prefix(PRISM)?;
    if WITHOUT_ANSWER.contains(&kind) {
        return Some(Verdict::Unanswered);
    }
    let text = |key| problem.get(key).and_then(Value::as_str).unwrap_or_default();
    let validation: Vec<Value> = problem.get("validation").and_then(Value::as_array).cloned().unwrap_or_default();
    let said = validation.iter().map(|violation| {
        let location = violation.get("location").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        format!("{}: {}", place(location), violation.get("message").and_then(Value::as_str).unwrap_or_default())
    });
    let said: Vec<String> = said.collect();
    let detail = if said.is_empty() { text("detail").to_owned() } else { said.join("; ") };
    Some(Verdict::Refused(format!("{kind} {detail}")))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(answer: Value) -> Verdict {
        verdict(&serde_json::from_value(answer).expect("is an answer"))
    }

    #[test]
    fn a_call_is_judged_by_what_prism_says() {
        let violation = |side: &str, severity: &str| {
            let message = "must be a number";
            json!([{"location": [side, "query", "a", 0], "severity": severity, "code": "type", "message": message}])
        };
        let problem = |kind: &str| json!({"type": format!("{PRISM}{kind}"), "detail": "no"}).to_string();
        let cases = [
            (json!({"undecodable": "query `a`"}), Verdict::NoValue("query `a`".to_owned())),
            (json!({"kind": "Build", "error": "no header"}), Verdict::NotSent("no header".to_owned())),
            (json!({"status": 200}), Verdict::Read),
            (json!({"status": 200, "violations": violation("request", "Warning")}), Verdict::Read),
            (
                json!({"status": 200, "violations": violation("request", "Error")}),
                Verdict::Refused("request.query.a.0: must be a number".to_owned()),
            ),
            (json!({"status": 404, "kind": "Api", "body": "{}"}), Verdict::Unanswered),
            (json!({"status": 404, "kind": "Api", "body": problem("NOT_FOUND")}), Verdict::Unanswered),
            (
                json!({"status": 404, "kind": "Api", "body": problem("NO_PATH_MATCHED_ERROR")}),
                Verdict::Refused("NO_PATH_MATCHED_ERROR no".to_owned()),
            ),
            (
                json!({"status": 200, "kind": "Decode", "error": "at `a`", "body": "{}"}),
                Verdict::Unread("at `a`, {}".to_owned()),
            ),
            (
                json!({"status": 200, "kind": "Decode", "violations": violation("response", "Error")}),
                Verdict::Unanswered,
            ),
            (
                json!({"status": 200, "kind": "Decode", "violations": "Too many! [{\"location\":[\"response\",\"bo"}),
                Verdict::Unanswered,
            ),
        ];
        for (answer, expected) in cases {
            assert_eq!(of(answer.clone()), expected, "{answer}");
        }
    }
}
