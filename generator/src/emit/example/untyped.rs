//! Examples of values whose type the document leaves open.

use serde_json::Value;

use crate::ir::Type;

/// Letters of a value that fits into a line.
const LINE: usize = 60;

/// What is shown of a parameter: where it, or an element of it, may be of any type, and the document shows nothing or
/// what is nothing in a URL, a word stands for it.
pub(super) fn sent(ty: &Type, shown: Option<&Value>, word: &str) -> Option<Value> {
    match ty {
        Type::Json => Some(something(shown, word)),
        Type::List(item) => {
            let first = sent(item, shown.and_then(|shown| shown.get(0)), word);
            first.map(|first| vec![first].into()).or_else(|| shown.cloned())
        }
        Type::Map(of) => {
            let first = shown.and_then(Value::as_object).and_then(|members| members.iter().next());
            let value = sent(of, first.map(|(_, value)| value), word);
            let key = first.map_or("key", |(key, _)| key);
            value.map(|value| Value::from_iter([(key, value)])).or_else(|| shown.cloned())
        }
        _ => shown.cloned(),
    }
}

/// A value that a URL has something of.
fn something(shown: Option<&Value>, word: &str) -> Value {
    match shown {
        None | Some(Value::Null) => word.into(),
        Some(Value::Array(elements)) if elements.is_empty() => vec![Value::from(word)].into(),
        Some(Value::Object(members)) if members.is_empty() => Value::from_iter([("key", word)]),
        Some(shown) => shown.clone(),
    }
}

/// An expression for a value of any type, which is read from its text: of a long one, the beginning.
pub(super) fn json(example: Option<&Value>) -> String {
    match example {
        None | Some(Value::Null) => "generated_client::Json::null()".to_owned(),
        Some(value) => {
            format!("generated_client::json::from_str::<generated_client::Json>({:?})?", beginning(value).to_string())
        }
    }
}

/// A value as it is where it fits into a line, else with the first only of each list and object.
fn beginning(value: &Value) -> Value {
    match value {
        Value::Array(elements) if !fits(value) => elements.iter().take(1).map(beginning).collect(),
        Value::Object(members) if !fits(value) => {
            members.iter().take(1).map(|(name, value)| (name.clone(), beginning(value))).collect()
        }
        _ => value.clone(),
    }
}

fn fits(value: &Value) -> bool {
    value.to_string().len() <= LINE
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_of_any_type_are_shown_as_far_as_a_line_goes() {
        let list = Type::List(Box::new(Type::Json));
        let table = [
            (&Type::Json, None, json!("id")),
            (&Type::Json, Some(json!(null)), json!("id")),
            (&Type::Json, Some(json!([])), json!(["id"])),
            (&Type::Json, Some(json!({})), json!({"key": "id"})),
            (&Type::Json, Some(json!({"a": 1})), json!({"a": 1})),
            (&list, Some(json!([])), json!(["id"])),
            (&list, Some(json!([4, 5])), json!([4])),
        ];
        for (ty, shown, expected) in table {
            assert_eq!(sent(ty, shown.as_ref(), "id"), Some(expected));
        }
        let long = "x".repeat(LINE);
        assert_eq!(beginning(&json!({"a": [{"b": 1}, long], "c": 2})), json!({"a": [{"b": 1}]}));
    }
}
