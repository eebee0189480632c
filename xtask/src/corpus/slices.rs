//! A document of many operations as several crates, since one of them all would take more memory than most have.

use indexmap::IndexMap;
use serde_json::Value;

use super::job::{Slice, declared};

/// A document with more operations is cut.
const MOST: usize = 3_000;
/// About how many operations a slice has, where no tag has more.
const SIZE: usize = 1_500;

/// The slices of a document, tag by tag; none where it is taken as a whole.
///
/// Together they have every operation that has a tag or an id.
pub(crate) fn slices(tree: &Value) -> Vec<Slice> {
    if declared(tree).count() <= MOST {
        return Vec::new();
    }
    let mut tags: IndexMap<&str, usize> = IndexMap::new();
    let mut untagged = Vec::new();
    for operation in declared(tree) {
        let text = |key: &str| operation.pointer(key).and_then(Value::as_str);
        match (text("/tags/0"), text("/operationId")) {
            (Some(tag), _) => *tags.entry(tag).or_default() += 1,
            (None, Some(id)) => untagged.push(id.to_owned()),
            (None, None) => {}
        }
    }
    let of_ids = untagged.chunks(SIZE).map(|ids| Slice { tags: Vec::new(), operations: ids.to_vec() });
    of_tags(&tags).into_iter().chain(of_ids).collect()
}

/// Neighboring tags share a slice as long as they fit.
fn of_tags(tags: &IndexMap<&str, usize>) -> Vec<Slice> {
    let mut slices: Vec<Slice> = Vec::new();
    let mut room = 0;
    for (tag, count) in tags {
        if slices.is_empty() || *count > room {
            slices.push(Slice::default());
            room = SIZE;
        }
        room = room.saturating_sub(*count);
        if let Some(slice) = slices.last_mut() {
            slice.tags.push((*tag).to_owned());
        }
    }
    slices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_share_a_slice_as_long_as_they_fit() {
        let tags = IndexMap::from([("a", 1_000), ("b", 500), ("c", 2_000), ("d", 1)]);
        let slices: Vec<Vec<String>> = of_tags(&tags).into_iter().map(|slice| slice.tags).collect();
        assert_eq!(slices, [vec!["a", "b"], vec!["c"], vec!["d"]]);
    }
}
