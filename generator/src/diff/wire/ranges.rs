//! Errors that are a range of statuses now, or no longer.

use super::super::Kind::*;
use super::super::finding::Draft;
use super::fingerprint::fingerprint;
use super::media::Media;
use super::responses::{Told, headers, pairs, same, stands};
use super::subjects;
use super::{Comparison, Pair, Position, Sides};
use crate::http::Status;
use crate::resolve::{Document, Operation, Response, SchemaId};

/// A range, alone, and the errors that it takes in: those that were there, and those that are.
type Widened<'d> = (Vec<&'d Response>, Vec<&'d Response>);

/// Compares errors that are gone with new ones, where those of one side are a range on the other; gives all that it
/// tells of.
pub(super) fn compare<'d>(
    comparison: &mut Comparison<'_>,
    operation: usize,
    (gone, base): (&[&'d Response], &Operation),
    (new, head): (&[&'d Response], &Operation),
) -> Vec<&'d Response> {
    let widened = widened(comparison, gone, new);
    for (were, are) in &widened {
        errors(comparison, operation, (were, base), (are, head));
    }
    widened.into_iter().flat_map(|(were, are)| [were, are].concat()).collect()
}

/// The ranges with all that they take in, of which several are one only where all have the content of the range.
fn widened<'d>(comparison: &Comparison<'_>, gone: &[&'d Response], new: &[&'d Response]) -> Vec<Widened<'d>> {
    let is_of = |one: &Response, range: &Response| match (one.status, range.status) {
        (Status::Code(code), Status::Range(hundred)) => hundred > 2 && code / 100 == u16::from(hundred),
        _ => false,
    };
    let all = |range: &Response, codes: &[&'d Response]| -> Vec<&'d Response> {
        codes.iter().copied().filter(|code| is_of(code, range)).collect()
    };
    let wider = new.iter().map(|&range| (all(range, gone), vec![range]));
    let narrower = gone.iter().map(|&range| (vec![range], all(range, new)));
    let is_one = |(were, are): &Widened<'_>| match (&were[..], &are[..]) {
        ([], _) | (_, []) => false,
        ([_], [_]) => true,
        _ => were.iter().all(|was| are.iter().all(|is| have_one_content(comparison, was, is))),
    };
    wider.chain(narrower).filter(is_one).collect()
}

/// Whether two errors come as the same media types, with the same content, whatever differs in a component by now.
fn have_one_content(comparison: &Comparison<'_>, was: &Response, is: &Response) -> bool {
    /// What is inside of the members is compared anyway.
    const MEMBERS: usize = 1;
    let Sides { base, head } = comparison.documents;
    let name = |document: &Document, schema: SchemaId| document.schemas[schema].component.clone();
    let is_same = |pair: &Pair| match (&pair.base[..], &pair.head[..]) {
        (&[was], &[is]) => {
            name(base, was).is_some_and(|was| name(head, is) == Some(was))
                || fingerprint(base, &[was], MEMBERS) == fingerprint(head, &[is], MEMBERS)
        }
        (were, are) => were.is_empty() && are.is_empty(),
    };
    let media = Media::of(&was.content, &is.content);
    media.gone.is_empty() && media.new.is_empty() && pairs(comparison, &media, Position::Error).iter().all(is_same)
}

/// Errors that are a range now, or no longer.
fn errors(
    comparison: &mut Comparison<'_>,
    operation: usize,
    (were, base): (&[&Response], &Operation),
    (are, head): (&[&Response], &Operation),
) {
    let (&[was, ..], &[is, ..]) = (were, are) else { return };
    let (kind, subject) = match is.status {
        Status::Range(_) => (RespErrorAdded, subjects::answer(is, head)),
        Status::Code(_) | Status::Default => (RespErrorRemoved, subjects::answer(was, base)),
    };
    let draft = Draft::new(kind, ("answer", subject.clone()), Some(&stands(base, was)), Some(&stands(head, is)));
    let said = |all: &[&Response]| all.iter().map(|it| it.status.to_string()).collect::<Vec<_>>().join(", ");
    let statuses = (said(were), said(are));
    let draft = draft.replacing(&statuses.0, &statuses.1);
    comparison.say_of(operation, draft.values((Some(statuses.0), Some(statuses.1))));
    if let ([was], [is]) = (were, are) {
        let told = Told::of(subject, Position::Error, (base, was), (head, is));
        return same(comparison, operation, (was, is), &told);
    }
    // What each of several says to people is no news of the range.
    for (was, is) in were.iter().flat_map(|was| are.iter().map(move |is| (was, is))) {
        let content = pairs(comparison, &Media::of(&was.content, &is.content), Position::Error);
        content.into_iter().for_each(|pair| comparison.pair(operation, pair));
        headers(comparison, operation, (was, is), Position::Error);
    }
}
