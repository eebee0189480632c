//! Which way a bound moves.

use super::super::Position;
use super::{Kind, Kind::*, kind, moved};
use crate::resolve::{Bound, Constraints};

fn at_most(value: i64) -> Constraints {
    Constraints { maximum: Some(Bound { value: value.into(), exclusive: false }), ..Constraints::default() }
}

fn below(value: i64) -> Constraints {
    Constraints { maximum: Some(Bound { value: value.into(), exclusive: true }), ..Constraints::default() }
}

fn pattern(text: &str) -> Constraints {
    Constraints { pattern: Some(text.to_owned()), ..Constraints::default() }
}

#[test]
fn each_bound_moves_one_way() {
    let none = Constraints::default;
    let longest = |length| Constraints { max_length: Some(length), ..Constraints::default() };
    let least = |items| Constraints { min_items: Some(items), ..Constraints::default() };
    let cases: [(Constraints, Constraints, &[Kind], &[Kind]); 10] = [
        (none(), none(), &[], &[]),
        (at_most(9), at_most(9), &[], &[]),
        (at_most(9), at_most(8), &[ReqBoundTightened], &[ResBoundTightened]),
        (at_most(8), at_most(9), &[ReqBoundLoosened], &[ResBoundLoosened]),
        (at_most(9), below(9), &[ReqBoundTightened], &[ResBoundTightened]),
        (at_most(9), none(), &[ReqBoundLoosened], &[ResBoundLoosened]),
        (none(), longest(4), &[ReqMaxLengthAdded], &[ResBoundTightened]),
        (longest(4), none(), &[ReqBoundLoosened], &[ResMaxLengthUnset]),
        (least(1), least(2), &[ReqMinItemsIncreased], &[ResBoundTightened]),
        // Another pattern refuses what the first allowed, and allows what it refused.
        (pattern("^a$"), pattern("^b$"), &[ReqPatternAdded], &[ResBoundLoosened]),
    ];
    for (base, head, sent, received) in cases {
        let kinds = |position| -> Vec<Kind> { moved(&base, &head).iter().map(|moved| kind(position, moved)).collect() };
        assert_eq!(kinds(Position::Request), sent, "{base:?} to {head:?}");
        assert_eq!(kinds(Position::Response), received, "{base:?} to {head:?}");
    }
}
