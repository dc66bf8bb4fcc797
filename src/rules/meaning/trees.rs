//! Regression trees, boosted (Friedman 2001): what signals weigh together.
//!
//! In goes a table of `dictionaries`, which `benches/odds.py` makes and the build script stores in another form. Its first line names the signals, its second is
//! a number, the base; each other line is a tree in prefix notation: `SIGNAL<BOUND`, the signal by its number, stands
//! before what follows where the signal is below the bound and what follows where it is not; a bare number is a leaf.
//! The score of a change is the base with the leaves that its signals lead to: the logarithm of the odds that it is a
//! defect.

/// Deeper trees are not read.
#[allow(dead_code, reason = "for the build script")]
const DEEPEST: usize = 32;

/// What the first trees find hopeless the others are not asked about.
const FIRST: usize = 60;
const HOPELESS: f32 = -2.6;

/// All trees of a table, one after another.
#[derive(Debug, PartialEq)]
pub(crate) struct Forest {
    base: f32,
    roots: Vec<u32>,
    nodes: Vec<Node>,
}

/// A leaf with its value, or a signal with its bound: below the bound the next node follows, else one further on.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Node {
    signal: u16,
    above: u16,
    value: f32,
}

/// The signal of a leaf.
const LEAF: u16 = u16::MAX;

#[allow(dead_code, reason = "for the build script")]
impl Forest {
    /// Reads a table; `None` where it is none.
    pub(crate) fn of(table: &str) -> Option<Self> {
        let mut lines = table.lines();
        let signals = lines.next()?.split(' ').count();
        let base = lines.next()?.parse().ok()?;
        let mut forest = Self {
            base,
            roots: Vec::new(),
            nodes: Vec::new(),
        };
        for line in lines {
            forest.roots.push(u32::try_from(forest.nodes.len()).ok()?);
            let mut words = line.split(' ');
            forest.grow(&mut words, signals, DEEPEST)?;
            if words.next().is_some() {
                return None;
            }
        }
        Some(forest)
    }

    fn grow<'t>(
        &mut self,
        words: &mut impl Iterator<Item = &'t str>,
        signals: usize,
        depth: usize,
    ) -> Option<()> {
        let word = words.next()?;
        let at = self.nodes.len();
        let Some((signal, bound)) = word.split_once('<') else {
            self.nodes.push(Node {
                signal: LEAF,
                above: 0,
                value: word.parse().ok()?,
            });
            return Some(());
        };
        let signal: u16 = signal.parse().ok()?;
        if usize::from(signal) >= signals {
            return None;
        }
        self.nodes.push(Node {
            signal,
            above: 0,
            value: bound.parse().ok()?,
        });
        let deeper = depth.checked_sub(1)?;
        self.grow(words, signals, deeper)?;
        self.nodes[at].above = u16::try_from(self.nodes.len() - at).ok()?;
        self.grow(words, signals, deeper)
    }

    /// The forest as it is stored: the base, how many trees, where each begins, the nodes; little endian.
    pub(crate) fn stored(&self) -> Vec<u8> {
        let trees = u32::try_from(self.roots.len()).unwrap_or(0);
        let roots = self.roots[..trees as usize].iter();
        let roots = roots.flat_map(|root| root.to_le_bytes());
        let nodes = self.nodes.iter().flat_map(|node| {
            let [a, b] = node.signal.to_le_bytes();
            let [c, d] = node.above.to_le_bytes();
            let [e, f, g, h] = node.value.to_le_bytes();
            [a, b, c, d, e, f, g, h]
        });
        let head = [self.base.to_le_bytes(), trees.to_le_bytes()].concat();
        head.into_iter().chain(roots).chain(nodes).collect()
    }
}

impl Forest {
    /// Reads a stored forest; what is none finds nothing likely.
    pub(super) fn read(stored: &[u8]) -> Self {
        let read = || {
            let (base, rest) = stored.split_first_chunk()?;
            let (trees, rest) = rest.split_first_chunk()?;
            let roots = u32::from_le_bytes(*trees) as usize * size_of::<u32>();
            let (roots, nodes) = rest.split_at_checked(roots)?;
            let nodes = nodes.as_chunks().0.iter();
            Some(Self {
                base: f32::from_le_bytes(*base),
                roots: (roots.as_chunks().0.iter())
                    .map(|root| u32::from_le_bytes(*root))
                    .collect(),
                nodes: nodes
                    .map(|[a, b, c, d, e, f, g, h]| Node {
                        signal: u16::from_le_bytes([*a, *b]),
                        above: u16::from_le_bytes([*c, *d]),
                        value: f32::from_le_bytes([*e, *f, *g, *h]),
                    })
                    .collect(),
            })
        };
        read().unwrap_or(Self {
            base: f32::NEG_INFINITY,
            roots: Vec::new(),
            nodes: Vec::new(),
        })
    }

    /// The logarithm of the odds that a change with these signals, as many as the table names, is a defect.
    pub(super) fn score(&self, signals: &[f32]) -> f32 {
        let leaf = |root: &u32| {
            let mut at = *root as usize;
            loop {
                let node = self.nodes[at];
                if node.signal == LEAF {
                    return node.value;
                }
                let is_below = signals[usize::from(node.signal)] < node.value;
                at += if is_below { 1 } else { usize::from(node.above) };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::meaning::{signals, substitution};

    #[test]
    fn the_tables_are_whole_and_name_the_signals_in_their_order() {
        let norms = include_str!("../../../dictionaries/norm-trees.txt");
        let terms = include_str!("../../../dictionaries/term-trees.txt");
        let tables = [
            (norms, signals::signal_names()),
            (terms, substitution::signals::term_signal_names()),
        ];
        for (table, signals) in tables {
            let forest = Forest::of(table).expect("a forest");
            assert_eq!(Forest::read(&forest.stored()), forest);
            assert!(forest.roots.len() > FIRST && forest.base.is_finite());
            let names = table.lines().next().unwrap_or_default().split(' ');
            assert_eq!(names.collect::<Vec<_>>(), signals);
        }
    }

    #[test]
    fn a_tree_is_walked_from_its_root() {
        let forest = Forest::of("a b\n-1\n0<.5 .25 1<.5 1 2\n.125").expect("a forest");
        let forest = Forest::read(&forest.stored());
        assert_eq!(forest.score(&[0.0, 0.0]), -1.0 + 0.25 + 0.125);
        assert_eq!(forest.score(&[0.5, 0.0]), -1.0 + 1.0 + 0.125);
        assert_eq!(forest.score(&[0.5, 1.0]), -1.0 + 2.0 + 0.125);
    }

    #[test]
    fn what_is_no_tree_is_refused() {
        for text in [
            "",
            "a\nx",
            "a\n0\n1<1 0 0",
            "a\n0\n0<1 0",
            "a\n0\n1 2",
            "a\n0\n0<x 0 0",
        ] {
            assert!(Forest::of(text).is_none(), "{text}");
        }
        assert_eq!(Forest::read(b"").score(&[]), f32::NEG_INFINITY);
    }
}
