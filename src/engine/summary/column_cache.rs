//! Columns that were seen before, and what was found of them: one that comes again, as most do when one price changes,
//! is not sorted again.
//!
//! What is found depends on nothing but the column's own values and the replicates they are dealt to, and all of these
//! are compared. So nothing that is remembered can be out of date.

use std::sync::Arc;

use crate::engine::run::columns::Section;
use crate::model::Money;

use super::dealt::Dealt;
use super::statistics::Distribution;
use super::{Fan, Range, Spread};

/// Columns of each section, in the order in which a summary asks for them.
#[derive(Debug, Default)]
pub struct ColumnCache {
    sections: Vec<(Section, Vec<Column>)>,
    most_bytes: usize,
    bytes: usize,
}

/// The columns of one section, one asked for after the other.
pub(in crate::engine) struct SectionCache<'m> {
    columns: &'m mut Vec<Column>,
    pub(in crate::engine) dealt: Arc<Dealt>,
    next: usize,
    most_bytes: usize,
    bytes: &'m mut usize,
    /// A column that finds no room.
    passing: Column,
}

/// A column, and what has been found of it.
#[derive(Debug, Default)]
pub(in crate::engine) struct Column {
    values: Vec<i64>,
    dealt: Arc<Dealt>,
    spread: Option<Spread>,
    range: Option<Range>,
    fan: Option<Fan>,
    percentiles: Option<Vec<Money>>,
}

impl ColumnCache {
    /// A cache that holds so many bytes of columns at most; one of none remembers nothing.
    pub fn new(most_bytes: usize) -> ColumnCache {
        ColumnCache { most_bytes, ..ColumnCache::default() }
    }

    /// Begins with the first column of a section.
    pub(in crate::engine) fn section(
        &mut self,
        section: Section,
        dealt: Dealt,
    ) -> SectionCache<'_> {
        let ColumnCache { sections, most_bytes, bytes } = self;
        let index = match sections.iter().position(|(known, _)| *known == section) {
            Some(index) => index,
            None => {
                sections.push((section, Vec::new()));
                sections.len() - 1
            }
        };
        let columns = &mut sections[index].1;
        SectionCache {
            columns,
            dealt: Arc::new(dealt),
            next: 0,
            most_bytes: *most_bytes,
            bytes,
            passing: Column::default(),
        }
    }
}

impl SectionCache<'_> {
    /// The next column, with what is known of it.
    pub(in crate::engine) fn column(&mut self, values: Vec<i64>) -> &mut Column {
        let index = self.next;
        self.next += 1;
        if index == self.columns.len() {
            self.columns.push(Column::default());
        }
        let known = &mut self.columns[index];
        if known.is(&values, &self.dealt) {
            return known;
        }
        *self.bytes -= known.bytes();
        *known = Column::default();
        let column = Column { values, dealt: Arc::clone(&self.dealt), ..Column::default() };
        if *self.bytes + column.bytes() > self.most_bytes {
            self.passing = column;
            return &mut self.passing;
        }
        *self.bytes += column.bytes();
        *known = column;
        known
    }
}

impl Column {
    /// Compares number by number, which in wasm is faster than byte by byte.
    fn is(&self, values: &[i64], dealt: &Dealt) -> bool {
        self.values.len() == values.len()
            && *self.dealt == *dealt
            && self.values.iter().zip(values).all(|(one, other)| one == other)
    }

    fn bytes(&self) -> usize {
        self.values.capacity() * size_of::<i64>()
    }

    pub(in crate::engine) fn spread(&mut self) -> Spread {
        let Column { values, dealt, spread, .. } = self;
        *spread.get_or_insert_with(|| Distribution::new(values, dealt).spread())
    }

    /// Amounts at every percent, and the spread: sorted once for both.
    pub(in crate::engine) fn spread_with_percentiles(&mut self) -> (Spread, Vec<Money>) {
        let Column { values, dealt, spread, percentiles, .. } = self;
        if let (Some(spread), Some(percentiles)) = (&spread, &percentiles) {
            return (*spread, percentiles.clone());
        }
        let distribution = Distribution::new(values, dealt);
        let found = distribution.percentiles();
        *percentiles = Some(found.clone());
        (*spread.get_or_insert_with(|| distribution.spread()), found)
    }

    pub(in crate::engine) fn range(&mut self) -> Range {
        let Column { values, dealt, range, .. } = self;
        *range.get_or_insert_with(|| Distribution::new(values, dealt).range())
    }

    pub(in crate::engine) fn fan(&mut self) -> Fan {
        let Column { values, dealt, fan, .. } = self;
        *fan.get_or_insert_with(|| Distribution::new(values, dealt).fan())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(first: i64, n: i64) -> Vec<i64> {
        (first..first + n).map(|value| value * value % 1_009).collect()
    }

    #[test]
    fn what_is_recalled_is_what_would_be_found() {
        // Room for some of them, for none and for all.
        for most_bytes in [0, 9_000, 1 << 20] {
            let mut cache = ColumnCache::new(most_bytes);
            // Other values, other numbers of them, and the same values of other trials.
            let columns = [
                (0, 500, 0),
                (0, 500, 0),
                (3, 500, 0),
                (0, 500, 0),
                (0, 500, 7),
                (0, 30, 7),
                (0, 0, 0),
            ];
            for (first, n, start) in columns {
                let dealt = || Dealt::new(std::iter::once(start..start + n));
                for section in [Section::Totals, Section::Payers, Section::Totals] {
                    let mut columns = cache.section(section, dealt());
                    for shift in 0..3 {
                        let values = column(first * shift, i64::from(n));
                        let dealt = dealt();
                        let sorted = Distribution::new(&values, &dealt);
                        assert_eq!(columns.column(values.clone()).spread(), sorted.spread());
                        assert_eq!(columns.column(values.clone()).range(), sorted.range());
                        assert_eq!(columns.column(values.clone()).fan(), sorted.fan());
                    }
                    assert!(cache.bytes <= most_bytes);
                }
            }
        }
    }
}
