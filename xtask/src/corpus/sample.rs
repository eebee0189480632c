//! A part of the corpus that stands for the whole: the largest documents, and from each class of size one of the
//! provider that has been heard the least. The same documents give the same sample.

use std::collections::BTreeMap;

use super::documents::Document;

/// One in so many of a sample is there because it is large.
const LARGEST: usize = 10;

/// As many documents as asked for, sorted by name; all, where there are no more.
pub(crate) fn sample(documents: &[Document], size: usize) -> Vec<&Document> {
    let mut by_size: Vec<&Document> = documents.iter().collect();
    by_size.sort_by(|one, other| one.bytes.cmp(&other.bytes).then_with(|| one.name.cmp(&other.name)));
    let size = size.min(by_size.len());
    let largest = size.div_ceil(LARGEST);
    let mut sample = by_size.split_off(by_size.len() - largest);
    let classes = size - largest;
    let mut heard = BTreeMap::new();
    for document in &sample {
        *heard.entry(document.provider()).or_default() += 1;
    }
    for class in 0..classes {
        let range = class * by_size.len() / classes..(class + 1) * by_size.len() / classes;
        let members = by_size.get(range).unwrap_or_default();
        let least = members.iter().min_by_key(|member| heard.get(member.provider()).copied().unwrap_or(0_usize));
        if let Some(&document) = least {
            *heard.entry(document.provider()).or_default() += 1;
            sample.push(document);
        }
    }
    sample.sort_by(|one, other| one.name.cmp(&other.name));
    sample
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(name: &str, bytes: u64) -> Document {
        Document { path: name.into(), name: name.to_owned(), bytes }
    }

    #[test]
    fn a_sample_has_the_largest_and_each_provider_that_it_can() {
        let names = ["a/1", "a/2", "b/1", "a/3", "a/4", "c/1", "a/5", "a/6", "a/7", "a/8"];
        let documents: Vec<Document> = names.into_iter().zip(1..).map(|(name, bytes)| document(name, bytes)).collect();
        let sampled = |size| -> Vec<&str> {
            sample(&documents, size).into_iter().map(|document| document.name.as_str()).collect()
        };
        assert_eq!(sampled(4), ["a/5", "a/8", "b/1", "c/1"]);
        assert_eq!(sampled(100).len(), 10);
        assert!(sampled(0).is_empty());
    }
}
