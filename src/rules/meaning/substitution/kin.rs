//! Which concepts belong together: those that must not be confused, and near synonyms.

use std::sync::LazyLock;

use foldhash::HashMap;

use super::bench::Bench;
use crate::lexicon::termbase;
use crate::model::TermId;

/// The near synonyms of each concept that has any.
static ALLIED: LazyLock<HashMap<TermId, Vec<TermId>>> = LazyLock::new(|| {
    let base = termbase();
    let numbers: HashMap<&str, TermId> = base.iter().map(|(id, one)| (one.id, id)).collect();
    let mut allied: HashMap<TermId, Vec<TermId>> = HashMap::default();
    for (one, other) in base.allied() {
        if let (Some(one), Some(other)) = (numbers.get(one), numbers.get(other)) {
            allied.entry(*one).or_default().push(*other);
            allied.entry(*other).or_default().push(*one);
        }
    }
    allied
});

/// The near synonyms of a concept.
pub(super) fn allies(concept: TermId) -> impl Iterator<Item = TermId> {
    ALLIED.get(&concept).into_iter().flatten().copied()
}

/// Whether there are concepts that a concept must not be confused with.
pub(super) fn is_contrasted(concept: TermId) -> bool {
    let concept = termbase().concept(concept);
    concept.is_some_and(|one| one.contrast().next().is_some())
}

/// Whether others name a near synonym of what an edition says, which it does not name itself: gia hạn renews a
/// subscription, and extends a period.
pub(super) fn says_an_ally(bench: &Bench<'_>, said: TermId) -> bool {
    allies(said).any(|ally| {
        let others = || bench.others.iter().map(|(_, one)| one.count(ally));
        bench.own.count(ally) == 0 && others().any(|count| count > 0)
    })
}
