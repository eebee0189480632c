//! The media types of bodies and answers: which both sides have, which came and went, and which are in place of others.

use std::collections::BTreeSet;

use super::super::Kind;
use super::super::finding::Draft;
use super::{Comparison, bodies};
use crate::resolve::MediaType;

/// The media types of two bodies or answers, by whether both have them.
pub(super) struct Media<'d> {
    pub(super) both: Vec<(&'d MediaType, &'d MediaType)>,
    pub(super) gone: Vec<&'d MediaType>,
    pub(super) new: Vec<&'d MediaType>,
}

impl<'d> Media<'d> {
    pub(super) fn of(base: &'d [MediaType], head: &'d [MediaType]) -> Self {
        let find = |all: &'d [MediaType], media: &MediaType| {
            // A document can have a media type with and without its charset.
            let same = all.iter().find(|other| other.media_type == media.media_type);
            same.or_else(|| {
                all.iter().find(|other| without_charset(&other.media_type) == without_charset(&media.media_type))
            })
        };
        Self {
            both: base.iter().filter_map(|media| Some((media, find(head, media)?))).collect(),
            gone: base.iter().filter(|media| find(head, media).is_none()).collect(),
            new: head.iter().filter(|media| find(base, media).is_none()).collect(),
        }
    }

    /// The only media type with the one in its place, or a range with all those that it takes in.
    pub(super) fn replaced(&self) -> Vec<(&'d MediaType, &'d MediaType)> {
        match (&self.both[..], &self.gone[..], &self.new[..]) {
            ([], &[was], &[is]) => vec![(was, is)],
            ([], &[range], new) if new.iter().all(|is| takes_in(range, is)) => {
                new.iter().map(|&is| (range, is)).collect()
            }
            ([], gone, &[range]) if gone.iter().all(|was| takes_in(range, was)) => {
                gone.iter().map(|&was| (was, range)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether what is in place of others is a range that takes them in.
    pub(super) fn is_widened(&self) -> bool {
        self.replaced().iter().any(|(was, is)| takes_in(is, was))
    }

    /// The same the other way round.
    pub(super) fn is_narrowed(&self) -> bool {
        self.replaced().iter().any(|(was, is)| takes_in(was, is))
    }

    /// How it is told that media types are in place of others, where they are.
    pub(super) fn replacing(&self, kind: Kind, subject: &str) -> Option<Draft> {
        let replaced = self.replaced();
        let &(was, is) = replaced.first()?;
        let name = |all: BTreeSet<&str>| all.into_iter().collect::<Vec<_>>().join(", ");
        let were = name(replaced.iter().map(|(was, _)| was.media_type.as_str()).collect());
        let are = name(replaced.iter().map(|(_, is)| is.media_type.as_str()).collect());
        let draft = Draft::new(kind, ("media type", subject), Some(&was.origin), Some(&is.origin));
        let draft = draft.replacing(&were, &are);
        Some(draft.values((Some(were), Some(are))))
    }
}

/// Of the media types that are in place of others, those with the same content: what is of one type, and a range with
/// what it takes in, of which it says what it holds.
pub(super) fn of_one_content<'d>(
    comparison: &Comparison<'_>,
    media: &Media<'d>,
) -> Vec<(&'d MediaType, &'d MediaType)> {
    let is_range = |was: &MediaType, is: &MediaType| takes_in(was, is) || takes_in(is, was);
    let is_one =
        |(was, is): &(&MediaType, &MediaType)| is_range(was, is) || comparison.are_alike(&bodies::pair_of(was, is));
    media.replaced().into_iter().filter(is_one).collect()
}

/// Whether one media type is a range that the other is in.
fn takes_in(range: &MediaType, media: &MediaType) -> bool {
    is_in(&without_charset(&media.media_type), &without_charset(&range.media_type))
}

/// The same by their names.
pub(super) fn is_in(media: &str, range: &str) -> bool {
    range.strip_suffix('*').is_some_and(|start| start == "*/" || media.starts_with(start))
}

/// A media type without its charset, which JSON and forms have no choice of.
pub(super) fn without_charset(media_type: &str) -> String {
    let parts = media_type.split(';').map(|part| part.trim().to_ascii_lowercase());
    parts.filter(|part| !part.starts_with("charset=")).collect::<Vec<_>>().join(";")
}
