//! Regression trees, boosted (Friedman 2001): what signals weigh together.
//!
//! In goes a table of `dictionaries`, which `benches/odds.py` makes. Its first line names the signals, its second is
//! a number, the base; each other line is a tree in prefix notation: `SIGNAL<BOUND`, the signal by its number, stands
//! before what follows where the signal is below the bound and what follows where it is not; a bare number is a leaf.
//! The score of a change is the base with the leaves that its signals lead to: the logarithm of the odds that it is a
//! defect.

/// The table for norms, over [`super::signals`].
pub(super) const NORMS: &str = include_str!("../../../dictionaries/norm-trees.txt");
/// The table for terms, over [`super::substitution::signals`].
pub(super) const TERMS: &str = include_str!("../../../dictionaries/term-trees.txt");

/// Deeper trees are not read.
const DEEPEST: usize = 32;

/// What the first trees find hopeless the others are not asked about.
const FIRST: usize = 60;
const HOPELESS: f32 = -2.6;

/// All trees of a table, one after another.
pub(super) struct Forest {
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

impl Forest {
    /// Reads a table that is part of the program. What is no table finds nothing likely; tests see to it that it is one.
    pub(super) fn of(table: &str) -> Self {
        Self::read(table).unwrap_or(Self {
            base: f32::NEG_INFINITY,
            nodes: Vec::new(),
            roots: Vec::new(),
        })
    }

    /// Reads a table; `None` where it is none.
    fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let signals = lines.next()?.split(' ').count();
        let base = lines.next()?.parse().ok()?;
        let mut forest = Self {
            base,
            nodes: Vec::new(),
            roots: Vec::new(),
        };
        for line in lines {
            let root = u32::try_from(forest.nodes.len()).ok()?;
            forest.roots.push(root);
            let mut words = line.as_bytes().split(|byte| *byte == b' ');
            forest.grow(&mut words, signals, DEEPEST)?;
            if words.next().is_some() {
                return None;
            }
        }
        Some(forest)
    }

    fn grow<'t>(
        &mut self,
        words: &mut impl Iterator<Item = &'t [u8]>,
        signals: usize,
        depth: usize,
    ) -> Option<()> {
        let word = words.next()?;
        let Some(behind) = word.iter().position(|byte| *byte == b'<') else {
            self.nodes.push(Node::Leaf(number(word)?));
            return Some(());
        };
        let signal: u16 = str::from_utf8(&word[..behind]).ok()?.parse().ok()?;
        let bound = number(&word[behind + 1..])?;
        if usize::from(signal) >= signals {
            return None;
        }
        let at = self.nodes.len();
        self.nodes.push(Node::Leaf(0.0));
        let deeper = depth.checked_sub(1)?;
        self.grow(words, signals, deeper)?;
        let above = u32::try_from(self.nodes.len()).ok()?;
        self.nodes[at] = Node::Split {
            signal,
            bound,
            above,
        };
        self.grow(words, signals, deeper)
    }

    /// The logarithm of the odds that a change with these signals, as many as the table names, is a defect.
    pub(super) fn score(&self, signals: &[f32]) -> f32 {
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

/// A decimal fraction as the tables have them (`-.0405`): a table has tens of thousands, and reading both
/// takes 11 million instructions so, 19 million with the library's own way.
fn number(word: &[u8]) -> Option<f32> {
    let (negative, digits) = match word {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    let (mut value, mut places, mut point) = (0_u32, 0, false);
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                value = value.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?;
                places += i32::from(point);
            }
            b'.' if !point => point = true,
            _ => return str::from_utf8(word).ok()?.parse().ok(),
        }
    }
    let size = f64::from(value) / 10_f64.powi(places);
    let is_number = digits.len() > usize::from(point);
    is_number.then_some(if negative { -size } else { size } as f32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::meaning::{signals, substitution};

    #[test]
    fn the_tables_are_whole_and_name_the_signals_in_their_order() {
        let tables = [
            (NORMS, signals::signal_names()),
            (TERMS, substitution::signals::term_signal_names()),
        ];
        for (table, signals) in tables {
            let forest = Forest::read(table).unwrap();
            assert!(forest.roots.len() > FIRST && forest.base.is_finite());
            let names = table.lines().next().unwrap_or_default().split(' ');
            assert_eq!(names.collect::<Vec<_>>(), signals);
        }
    }

    #[test]
    fn a_tree_is_walked_from_its_root() {
        let forest = Forest::read("a b\n-1\n0<.5 .25 1<.5 1 2\n.125").unwrap();
        assert_eq!(forest.score(&[0.0, 0.0]), -1.0 + 0.25 + 0.125);
        assert_eq!(forest.score(&[0.5, 0.0]), -1.0 + 1.0 + 0.125);
        assert_eq!(forest.score(&[0.5, 1.0]), -1.0 + 2.0 + 0.125);
    }

    #[test]
    fn numbers_are_read_as_the_library_reads_them() {
        for table in [NORMS, TERMS] {
            for word in table
                .lines()
                .skip(1)
                .flat_map(|line| line.split([' ', '<']))
            {
                assert_eq!(number(word.as_bytes()), word.parse().ok(), "{word}");
            }
        }
        for word in ["-12.5", "1e-5", "", "-", ".", "1.2.3", "x", "-.0405"] {
            assert_eq!(number(word.as_bytes()), word.parse().ok(), "{word}");
        }
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
            assert!(Forest::read(text).is_none(), "{text}");
        }
    }
}
