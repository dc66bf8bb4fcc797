//! Where the dynamic programmes may go: for each row a range of columns.
//!
//! A band keeps long editions near-linear. [`Band::around`] makes one from
//! anchors; [`Band::hull`] from cells that are known to matter. Rows and
//! columns count clauses; [`Band::edges`] is the same band between clauses.

use std::ops::Range;

/// Ranges of columns by row, and where each row begins in a flat table.
#[derive(Clone, Debug)]
pub(super) struct Band {
    from: Vec<u32>,
    to: Vec<u32>,
    offset: Vec<usize>,
}

/// Clauses on each side of a path that a band leaves open.
const MARGIN: usize = 4;
/// Between two anchors farther apart than this the band follows the diagonal …
const OPEN_FIELD: usize = 160;
/// … and leaves this much open beside it.
const STRIP: usize = 72;

impl Band {
    /// The whole rectangle of `rows × columns` cells.
    pub(super) fn full(rows: usize, columns: usize) -> Self {
        Self::new((0..rows).map(|_| (0, columns)))
    }

    fn new(ranges: impl Iterator<Item = (usize, usize)>) -> Self {
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let (mut from, mut to, mut offset, mut sum) = (Vec::new(), Vec::new(), vec![0], 0);
        for (start, end) in ranges {
            sum += end - start;
            from.push(narrow(start));
            to.push(narrow(end));
            offset.push(sum);
        }
        Self { from, to, offset }
    }

    /// The band around a chain of anchors `(row, column)`, ascending in both.
    pub(super) fn around(anchors: &[(usize, usize)], rows: usize, columns: usize) -> Self {
        let mut from = vec![columns; rows];
        let mut to = vec![0; rows];
        let mut open = |row: usize, start: usize, end: usize| {
            from[row] = from[row].min(start);
            to[row] = to[row].max(end.min(columns));
        };
        let ends = anchors.iter().copied().chain([(rows, columns)]);
        let mut last = (0, 0);
        for next in ends {
            let (height, width) = (next.0 - last.0, next.1 - last.1);
            let first = last.0.saturating_sub(MARGIN);
            for row in first..(next.0 + MARGIN).min(rows) {
                let (low, high) = if height.max(width) <= OPEN_FIELD {
                    (last.1, next.1)
                } else {
                    // The farther from the anchors, the wider; as wide as the field is out of shape.
                    let along = row.clamp(last.0, next.0) - last.0;
                    let middle = last.1 + along * width / height.max(1);
                    let spread = STRIP + height.abs_diff(width).min(8 * STRIP);
                    (middle.saturating_sub(spread), middle + spread)
                };
                open(row, low.saturating_sub(MARGIN), high + MARGIN);
            }
            last = next;
        }
        Self::connected(&from, &to, columns)
    }

    /// The narrowest band that holds the given cells of each row, and `margin` cells around them.
    pub(super) fn hull(
        cells: impl Iterator<Item = Option<(usize, usize)>>,
        columns: usize,
        margin: usize,
    ) -> Self {
        let spans: Vec<Option<(usize, usize)>> = cells.collect();
        let rows = spans.len();
        let mut from = vec![columns; rows];
        let mut to = vec![0; rows];
        for (at, span) in spans.iter().enumerate() {
            if let Some((first, last)) = span {
                for row in at.saturating_sub(margin)..(at + margin + 1).min(rows) {
                    from[row] = from[row].min(first.saturating_sub(margin));
                    to[row] = to[row].max((last + 1 + margin).min(columns));
                }
            }
        }
        Self::connected(&from, &to, columns)
    }

    /// Makes ranges monotone, so that a path from corner to corner exists; rows without a range take their neighbours'.
    fn connected(from: &[usize], to: &[usize], columns: usize) -> Self {
        let rows = from.len();
        let mut low = vec![0; rows];
        let mut floor = columns;
        for row in (0..rows).rev() {
            floor = floor.min(from[row]);
            low[row] = floor;
        }
        let mut high = vec![0; rows];
        let mut ceiling = 0;
        for row in 0..rows {
            ceiling = ceiling.max(to[row]);
            // Neighbouring rows share a cell or meet at a corner.
            let reach = low
                .get(row + 1)
                .map_or(columns, |next| (*next).min(columns));
            high[row] = ceiling.max(low[row]).max(reach);
        }
        if rows > 0 {
            low[0] = 0;
        }
        Self::new(low.into_iter().zip(high))
    }

    /// The band of the edges between clauses: a row and a column more, wide enough for the paths through this band.
    pub(super) fn edges(&self, columns: usize) -> Self {
        let rows = self.from.len();
        Self::new((0..=rows).map(|edge| {
            let beside = || {
                [edge.checked_sub(1), (edge < rows).then_some(edge)]
                    .into_iter()
                    .flatten()
                    .map(|row| self.row(row))
            };
            let start = beside().map(|row| row.start).min().unwrap_or(0);
            let end = beside().map(|row| row.end).max().unwrap_or(columns);
            let start = if edge == 0 { 0 } else { start };
            let end = if edge == rows { columns } else { end };
            (start, end.max(start) + 1)
        }))
    }

    /// Cells in all.
    pub(super) fn cells(&self) -> usize {
        self.offset.last().copied().unwrap_or(0)
    }

    /// Place of a cell in a flat table.
    #[inline]
    pub(super) fn at(&self, row: usize, column: usize) -> Option<usize> {
        let (from, to) = (*self.from.get(row)? as usize, self.to[row] as usize);
        (from <= column && column < to).then(|| self.offset[row] + column - from)
    }

    /// A row, for whoever asks for several of its cells.
    #[inline]
    pub(super) fn line(&self, row: usize) -> Option<Line> {
        Some(Line {
            from: *self.from.get(row)? as usize,
            to: self.to[row] as usize,
            offset: self.offset[row],
        })
    }

    /// The columns of a row.
    pub(super) fn row(&self, row: usize) -> Range<usize> {
        self.from[row] as usize..self.to[row] as usize
    }

    /// The cells of a row in a flat table.
    pub(super) fn flat(&self, row: usize) -> Range<usize> {
        self.offset[row]..self.offset[row + 1]
    }
}

/// One row of a band.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    from: usize,
    to: usize,
    offset: usize,
}

impl Line {
    /// Place of a cell in a flat table.
    #[inline]
    pub(super) fn at(&self, column: usize) -> Option<usize> {
        (self.from <= column && column < self.to).then(|| self.offset + column - self.from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every cell of a path from corner to corner, one step a row or a column at a time.
    fn passable(band: &Band, rows: usize, columns: usize) -> bool {
        let edges = band.edges(columns);
        let mut reached = vec![vec![false; columns + 1]; rows + 1];
        reached[0][0] = true;
        for i in 0..=rows {
            for j in 0..=columns {
                let from_above = i > 0 && reached[i - 1][j];
                let from_left = j > 0 && reached[i][j - 1];
                if edges.at(i, j).is_some() && (from_above || from_left) {
                    reached[i][j] = true;
                }
            }
        }
        reached[rows][columns]
    }

    #[test]
    fn a_path_from_corner_to_corner_always_exists() {
        for (rows, columns) in [(1, 1), (5, 300), (300, 5), (200, 200), (1000, 400)] {
            assert!(passable(&Band::full(rows, columns), rows, columns));
            for anchors in [vec![], vec![(rows / 3, columns / 2)], vec![(0, 0)]] {
                let band = Band::around(&anchors, rows, columns);
                assert!(
                    passable(&band, rows, columns),
                    "{rows} × {columns} {anchors:?}"
                );
            }
            let hull = Band::hull((0..rows).map(|_| None), columns, 2);
            assert!(passable(&hull, rows, columns));
            let steps = (0..rows).map(|row| {
                let column = row * (columns - 1) / rows;
                (row % 3 == 0).then_some((column, column))
            });
            assert!(passable(&Band::hull(steps, columns, 0), rows, columns));
        }
    }

    #[test]
    fn a_band_around_many_anchors_is_narrow() {
        let anchors: Vec<(usize, usize)> = (0..400).map(|at| (at * 50, at * 49)).collect();
        let band = Band::around(&anchors, 20_000, 19_600);
        assert!(band.cells() < 20_000 * 140, "{}", band.cells());
    }
}
