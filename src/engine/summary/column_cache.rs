//! Columns that were seen before, and what was found of them: one that comes again, as most do when one price changes,
//! is not sorted again.
//!
//! What is found depends on nothing but the column's own values, and all of these are compared. So nothing that is
//! remembered can be out of date.

use crate::engine::run::columns::Section;

use super::statistics::Sorted;
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
    spread: Option<Spread>,
    range: Option<Range>,
    fan: Option<Fan>,
}

impl ColumnCache {
    /// A cache that holds so many bytes of columns at most; one of none remembers nothing.
    pub fn new(most_bytes: usize) -> ColumnCache {
        ColumnCache { most_bytes, ..ColumnCache::default() }
    }

    /// Begins with the first column of a section.
    pub(in crate::engine) fn section(&mut self, section: Section) -> SectionCache<'_> {
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
        if known.is(&values) {
            return known;
        }
        *self.bytes -= known.bytes();
        *known = Column::default();
        let column = Column { values, ..Column::default() };
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
    fn is(&self, values: &[i64]) -> bool {
        self.values.len() == values.len()
            && self.values.iter().zip(values).all(|(one, other)| one == other)
    }

    fn bytes(&self) -> usize {
        self.values.capacity() * size_of::<i64>()
    }

    pub(in crate::engine) fn spread(&mut self) -> Spread {
        let Column { values, spread, .. } = self;
        *spread.get_or_insert_with(|| Sorted::new(values.clone()).spread())
    }

    pub(in crate::engine) fn range(&mut self) -> Range {
        let Column { values, range, .. } = self;
        *range.get_or_insert_with(|| Sorted::new(values.clone()).range())
    }

    pub(in crate::engine) fn fan(&mut self) -> Fan {
        let Column { values, fan, .. } = self;
        *fan.get_or_insert_with(|| Sorted::new(values.clone()).fan())
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
            for (first, n) in [(0, 500), (0, 500), (3, 500), (0, 500), (0, 30), (0, 500), (0, 0)] {
                for section in [Section::Totals, Section::Payers, Section::Totals] {
                    let mut columns = cache.section(section);
                    for shift in 0..3 {
                        let values = column(first * shift, n);
                        let sorted = Sorted::new(values.clone());
                        assert_eq!(columns.column(values.clone()).spread(), sorted.spread());
                        assert_eq!(columns.column(values.clone()).range(), sorted.range());
                        assert_eq!(columns.column(values).fan(), sorted.fan());
                    }
                    assert!(cache.bytes <= most_bytes);
                }
            }
        }
    }
}
