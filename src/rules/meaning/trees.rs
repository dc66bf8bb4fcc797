//! Regression trees, boosted (Friedman 2001): what the [`Signals`] of a change weigh together.
//!
//! In goes `dictionaries/norm-trees.txt`, which `benches/odds.py` makes. Its first line names the signals, its second is
//! a number, the base; each other line is a tree in prefix notation: `SIGNAL<BOUND`, the signal by its number, stands
//! before what follows where the signal is below the bound and what follows where it is not; a bare number is a leaf.
//! The score of a change is the base with the leaves that its signals lead to: the logarithm of the odds that it is a
//! defect.

use std::sync::LazyLock;

use super::signals::{self, Signals};

const TREES: &str = include_str!("../../../dictionaries/norm-trees.txt");

/// Deeper trees are not read.
const DEEPEST: usize = 32;

/// What the first trees find hopeless the others are not asked about.
const FIRST: usize = 60;
const HOPELESS: f32 = -2.6;

/// All trees one after another.
struct Forest {
    base: f32,
    nodes: Vec<Node>,
    roots: Vec<u32>,
}

enum Node {
    Leaf(f32),
    /// Below the bound the next node follows, else the one named.
    Split {
        signal: u16,
        bound: f32,
        above: u32,
    },
}

static FOREST: LazyLock<Forest> = LazyLock::new(|| {
    Forest::read(TREES).unwrap_or(Forest {
        base: f32::NEG_INFINITY,
        nodes: Vec::new(),
        roots: Vec::new(),
    })
});

impl Forest {
    /// Reads a table; `None` where it is none.
    fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        lines.next()?;
        let base = lines.next()?.parse().ok()?;
        let mut forest = Self {
            base,
            nodes: Vec::new(),
            roots: Vec::new(),
        };
        for line in lines {
            let root = u32::try_from(forest.nodes.len()).ok()?;
            forest.roots.push(root);
            let mut words = line.split(' ');
            forest.grow(&mut words, DEEPEST)?;
            if words.next().is_some() {
                return None;
            }
        }
        Some(forest)
    }

    fn grow<'t>(&mut self, words: &mut impl Iterator<Item = &'t str>, depth: usize) -> Option<()> {
        let word = words.next()?;
        let Some((signal, bound)) = word.split_once('<') else {
            self.nodes.push(Node::Leaf(word.parse().ok()?));
            return Some(());
        };
        let signal: u16 = signal.parse().ok()?;
        let bound = bound.parse().ok()?;
        if usize::from(signal) >= signals::COUNT {
            return None;
        }
        let at = self.nodes.len();
        self.nodes.push(Node::Leaf(0.0));
        let deeper = depth.checked_sub(1)?;
        self.grow(words, deeper)?;
        let above = u32::try_from(self.nodes.len()).ok()?;
        self.nodes[at] = Node::Split {
            signal,
            bound,
            above,
        };
        self.grow(words, deeper)
    }

    fn score(&self, signals: &Signals) -> f32 {
        let leaf = |root: &u32| {
            let mut at = *root as usize;
            loop {
                match self.nodes[at] {
                    Node::Leaf(value) => return value,
                    Node::Split { signal, bound, .. } if signals[usize::from(signal)] < bound => {
                        at += 1;
                    }
                    Node::Split { above, .. } => at = above as usize,
                }
            }
        };
        let (first, rest) = self.roots.split_at(FIRST.min(self.roots.len()));
        let hint = self.base + first.iter().map(leaf).sum::<f32>();
        if hint < HOPELESS {
            return hint;
        }
        hint + rest.iter().map(leaf).sum::<f32>()
    }
}

/// The logarithm of the odds that a change with these signals is a defect.
pub(super) fn score(signals: &Signals) -> f32 {
    FOREST.score(signals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole_and_names_the_signals_in_their_order() {
        let forest = Forest::read(TREES).unwrap();
        assert!(forest.roots.len() > FIRST && forest.base.is_finite());
        let names: Vec<&str> = TREES
            .lines()
            .next()
            .unwrap_or_default()
            .split(' ')
            .collect();
        assert_eq!(names, signals::signal_names());
    }

    #[test]
    fn a_tree_is_walked_from_its_root() {
        let forest = Forest::read("a b\n-1\n0<.5 .25 1<.5 1 2\n.125").unwrap();
        let mut signals = [0.0; signals::COUNT];
        assert_eq!(forest.score(&signals), -1.0 + 0.25 + 0.125);
        signals[0] = 0.5;
        assert_eq!(forest.score(&signals), -1.0 + 1.0 + 0.125);
        signals[1] = 1.0;
        assert_eq!(forest.score(&signals), -1.0 + 2.0 + 0.125);
    }

    #[test]
    fn what_is_no_tree_is_refused() {
        for text in [
            "",
            "a\nx",
            "a\n0\n999<1 0 0",
            "a\n0\n0<1 0",
            "a\n0\n1 2",
            "a\n0\n0<x 0 0",
        ] {
            assert!(Forest::read(text).is_none(), "{text}");
        }
    }
}
