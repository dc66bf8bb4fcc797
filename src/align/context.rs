//! What a first pass teaches the second: clauses whose headings are linked belong together more likely.
//!
//! "Sections first, leaves inside" as evidence instead of a hard step: where
//! headings or labels are absent or wrong it simply says nothing.

use super::consistency::AllLinks;
use super::features::Side;
use super::moves::Pairs;

/// Bonus where the headings above are surely linked.
const SAME_SECTION: f32 = 0.5;
/// Malus where the heading above is surely linked elsewhere.
const OTHER_SECTION: f32 = -0.9;

/// Adds the context of all pairs.
pub(super) fn add(pairs: &mut Pairs<'_>, links: &AllLinks, sides: &[Side]) {
    for x in 0..sides.len() {
        for y in x + 1..sides.len() {
            let Some(pair) = pairs[x][y].as_mut() else {
                continue;
            };
            let links = &links[x][y];
            let mut context = vec![0.0f32; pair.band.cells()];
            for i in 0..sides[x].clauses.len() {
                let Some(parent_x) = sides[x].clauses[i].parent.map(|parent| parent as usize)
                else {
                    continue;
                };
                let known = links.coverage(parent_x);
                for j in pair.band.row(i) {
                    let Some(parent_y) = sides[y].clauses[j].parent.map(|parent| parent as usize)
                    else {
                        continue;
                    };
                    let p = links.get(parent_x, parent_y);
                    if let Some(at) = pair.band.at(i, j) {
                        context[at] = SAME_SECTION * p + OTHER_SECTION * (known - p).max(0.0);
                    }
                }
            }
            pair.context = Some(context);
        }
    }
}
