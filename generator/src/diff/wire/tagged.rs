//! Variants that are told apart by a member: those with the same value of it are the same, whatever else they say.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::partners::Partners;
use super::unions::{are_apart, is_known};
use super::variants::Union;
use super::view::{Shape, View};
use crate::resolve::{Document, Kind};

/// Takes for partners those that have a value in common of the first member that tells those apart that are left.
pub(super) fn pair(
    partners: &mut Partners,
    (one, base): (&Document, &Union<'_>),
    (other, head): (&Document, &Union<'_>),
) {
    if partners.gone.is_empty() || partners.new.is_empty() {
        return;
    }
    let (were, are) = (tags((one, other), base, &partners.gone), tags((other, one), head, &partners.new));
    let Some((was, is)) = were.iter().find_map(|(name, was)| Some((was, are.get(name)?))) else { return };
    let values = |of: &BTreeMap<usize, Tags>, at| of.get(&at).into_iter().flatten().cloned().collect();
    partners.pair_only(|at| values(was, at), |at| values(is, at));
}

/// The values that a variant lists for a member.
type Tags = BTreeSet<String>;

/// The members for which all objects of these variants list values, each its own; a name that both documents know tells
/// a variant already.
fn tags<'d>(
    (document, other): (&'d Document, &Document),
    union: &Union<'_>,
    places: &[usize],
) -> IndexMap<&'d str, BTreeMap<usize, Tags>> {
    let mut all: IndexMap<&str, BTreeMap<usize, Tags>> = IndexMap::new();
    let mut having_members = 0;
    for &at in places.iter().filter(|&&at| !is_known((document, union.variants[at]), other)) {
        let variant = View::new(document, &[union.variants[at]]);
        having_members += usize::from(!variant.members.is_empty() || variant.shape == Shape::Of(Kind::Object));
        for (name, member) in variant.members {
            let values = View::new(document, &member.schemas).values;
            let tags = values.map(|values| values.iter().map(ToString::to_string).collect());
            all.entry(name).or_default().extend(tags.map(|tags| (at, tags)));
        }
    }
    all.retain(|_, tags| tags.len() == having_members && are_apart(tags.values()));
    all
}
