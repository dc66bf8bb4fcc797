//! What a first pass teaches the second: clauses whose headings are linked belong together more likely.
//!
//! "Sections first, leaves inside" as evidence instead of a hard step: where
//! headings or labels are absent or wrong it simply says nothing.

use super::band::Band;
use super::consistency::AllLinks;
use super::features::Side;
use super::moves::Pairs;
use super::score::Context;

/// Bonus where the headings above are surely linked.
const SAME_SECTION: f32 = 0.5;
/// Malus where the heading above is surely linked elsewhere.
const OTHER_SECTION: f32 = -0.9;

/// The second pass looks this many clauses around links of the first.
const NEAR: usize = 4;

/// Adds the context of all pairs.
pub(super) fn add(pairs: &mut Pairs<'_>, links: &AllLinks, sides: &[Side]) {
    for x in 0..sides.len() {
        for y in x + 1..sides.len() {
            let Some(pair) = pairs[x][y].as_mut() else {
                continue;
            };
            let links = &links[x][y];
            let spans = links.rows.iter().map(|row| {
                let (first, last) = (row.first()?, row.last()?);
                Some((first.0 as usize, last.0 as usize))
            });
            let band = Band::hull(spans, sides[y].clauses.len(), NEAR);
            let mut bonus = vec![0.0f32; band.cells()];
            for i in 0..sides[x].clauses.len() {
                let Some(parent_x) = sides[x].clauses[i].parent.map(|parent| parent as usize)
                else {
                    continue;
                };
                let known = links.coverage(parent_x);
                for (j, bonus) in band.row(i).zip(&mut bonus[band.flat(i)]) {
                    if let Some(parent_y) = sides[y].clauses[j].parent {
                        let p = links.get(parent_x, parent_y as usize);
                        *bonus = SAME_SECTION * p + OTHER_SECTION * (known - p).max(0.0);
                    }
                }
            }
            pair.context = Some(Context { band, bonus });
        }
    }
}
