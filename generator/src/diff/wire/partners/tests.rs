//! What alone has something in common is paired, in no more steps than there are keys to sort.

use std::cell::Cell;
use std::cmp::Ordering;

use super::Partners;

/// A key that counts how often it is compared.
#[derive(Clone, Copy)]
struct Counted<'c> {
    key: usize,
    compared: &'c Cell<usize>,
}

impl Ord for Counted<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.compared.set(self.compared.get() + 1);
        self.key.cmp(&other.key)
    }
}

impl PartialOrd for Counted<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Counted<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Counted<'_> {}

/// The keys of what is gone, those of what is new, and who go together.
type Case<'c> = (&'c [&'c [usize]], &'c [&'c [usize]], &'c [(usize, usize)]);

/// Those with a key in common that no other has, in the order of the base.
#[test]
fn partners_have_something_that_nothing_else_has() {
    let cases: [Case<'_>; 6] = [
        (&[&[1], &[2]], &[&[2], &[1]], &[(0, 1), (1, 0)]),
        (&[&[1], &[1]], &[&[1]], &[]),
        (&[&[1]], &[&[1], &[1]], &[]),
        // Two keys in common are one partner.
        (&[&[1, 2]], &[&[2, 1]], &[(0, 0)]),
        (&[&[1, 2]], &[&[1], &[2]], &[]),
        (&[&[]], &[&[]], &[]),
    ];
    for (gone, new, expected) in cases {
        let mut partners = Partners::of(gone.len(), new.len());
        partners.pair_only(|was| gone[was].to_vec(), |is| new[is].to_vec());
        assert_eq!(partners.pairs, expected, "{gone:?} {new:?}");
    }
}

#[test]
fn of_the_same_the_first_go_together() {
    let (gone, new) = ([1, 2, 1, 3], [1, 1, 1, 2]);
    let mut partners = Partners::of(gone.len(), new.len());
    partners.pair_first(|was| Some(gone[was]).filter(|key| *key != 2), |is| Some(new[is]));
    assert_eq!(partners.pairs, [(0, 0), (2, 1)]);
    assert_eq!((partners.gone, partners.new), (vec![1, 3], vec![2, 3]));
}

/// Twice as many are little more than twice the work, be it that each has one partner, or that all are alike.
#[test]
fn work_grows_with_what_is_paired() {
    const COUNT: usize = 1 << 10;
    const LEVELS: usize = 10;
    for distinct in [COUNT, 1] {
        let (asked, compared) = (Cell::new(0), Cell::new(0));
        let keys = |place: usize| {
            asked.set(asked.get() + 1);
            [place % distinct, COUNT + place % distinct].map(|key| Counted { key, compared: &compared }).to_vec()
        };
        let mut partners = Partners::of(COUNT, COUNT);
        partners.pair_only(keys, keys);
        partners.pair_first(|was| keys(was).pop(), |is| keys(is).pop());
        assert_eq!(partners.pairs.len(), COUNT);
        assert!(asked.get() <= 4 * COUNT, "asked {} times for keys", asked.get());
        let most = 20 * COUNT * LEVELS;
        assert!(compared.get() < most, "compared {} times, and {most} are many", compared.get());
    }
}
