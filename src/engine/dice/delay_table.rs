//! DelayShape: a least time and a geometric extra, drawn from a table.

use serde::{Deserialize, Serialize};

use crate::model::Delay;

/// Entries of a table: draws use 12 bits, and the table's own distribution *is* the model's.
const ENTRIES: usize = 4096;

/// Months beyond every horizon.
pub(in crate::engine) const NEVER: u8 = u8::MAX;

/// A waiting time in whole months.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(from = "DelayShape", into = "DelayShape")]
pub(in crate::engine) struct DelayTable {
    shape: DelayShape,
    months: Months,
    /// Chance of each number of months from 0; what lies at [`NEVER`] is left out.
    chances: Vec<f64>,
}

/// The shape decides all the rest.
impl PartialEq for DelayTable {
    fn eq(&self, other: &DelayTable) -> bool {
        self.shape == other.shape
    }
}

/// The months that are waited.
#[derive(Clone, Debug)]
pub(in crate::engine) enum Months {
    /// The same for every draw.
    Fixed(u8),
    Drawn(Box<Table>),
}

/// Months for each draw, which never wait less for a higher draw.
#[derive(Clone, Debug)]
pub(in crate::engine) struct Table([u8; ENTRIES]);

impl Table {
    /// The months for a draw in the lowest sixteen bits, of which the highest twelve count.
    #[inline]
    pub(in crate::engine) fn months(&self, bits: u64) -> u8 {
        let entry = (bits >> 4) % ENTRIES as u64;
        self.0[entry as usize]
    }
}

/// What a waiting time is made of: its table is not sent to workers but built anew.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct DelayShape {
    least: u16,
    mean_extra: f64,
}

impl DelayShape {
    /// The months of an entry of the table.
    ///
    /// A geometric extra k has chance (1 - q) q^k with q = mean / (1 + mean). Entry i stands for the middle
    /// of its 1/4096 of the distribution: the largest k with q^k still above what is left there.
    fn months(self, entry: usize, log_q: f64) -> u8 {
        let left = 1.0 - (entry as f64 + 0.5) / ENTRIES as f64;
        let extra = libm::floor(libm::log(left) / log_q);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "both logarithms are negative and the quotient is bounded"
        )]
        capped(u64::from(self.least) + extra as u64)
    }
}

/// Fills a part of a table that begins at an entry: where both ends agree, so does all between.
fn fill(part: &mut [u8], first: usize, months: &impl Fn(usize) -> u8) {
    let (least, most) = (months(first), months(first + part.len() - 1));
    if least == most {
        part.fill(least);
    } else {
        let middle = part.len() / 2;
        let (lower, upper) = part.split_at_mut(middle);
        fill(lower, first, months);
        fill(upper, first + middle, months);
    }
}

fn capped(months: u64) -> u8 {
    u8::try_from(months).unwrap_or(NEVER)
}

impl From<DelayShape> for DelayTable {
    fn from(shape: DelayShape) -> DelayTable {
        DelayTable::with(shape.least, shape.mean_extra)
    }
}

impl From<DelayTable> for DelayShape {
    fn from(delays: DelayTable) -> DelayShape {
        delays.shape
    }
}

impl DelayTable {
    pub(in crate::engine) fn new(delay: Delay) -> DelayTable {
        DelayTable::with(delay.min_months, delay.mean_extra_months.get())
    }

    /// The same number of months for everybody.
    pub(in crate::engine) fn fixed(months: u64) -> DelayTable {
        DelayTable::with(u16::try_from(months).unwrap_or(u16::MAX), 0.0)
    }

    /// At least one month, with the given mean.
    pub(in crate::engine) fn at_least_one(mean: f64) -> DelayTable {
        DelayTable::with(1, (mean - 1.0).max(0.0))
    }

    fn with(least: u16, mean_extra: f64) -> DelayTable {
        let shape = DelayShape { least, mean_extra };
        if mean_extra <= 0.0 {
            let months = capped(u64::from(least));
            let mut chances = Vec::new();
            if months < NEVER {
                chances.resize(usize::from(months), 0.0);
                chances.push(1.0);
            }
            return DelayTable { shape, months: Months::Fixed(months), chances };
        }
        let mut table = [0; ENTRIES];
        let log_q = libm::log(mean_extra / (1.0 + mean_extra));
        fill(&mut table, 0, &|entry| shape.months(entry, log_q));
        let mut chances = Vec::new();
        let mut passed = 0;
        while let Some(months) = table.get(passed).filter(|months| **months < NEVER) {
            let next = table.partition_point(|other| other <= months);
            chances.resize(usize::from(*months), 0.0);
            chances.push((next - passed) as f64 / ENTRIES as f64);
            passed = next;
        }
        DelayTable { shape, months: Months::Drawn(Box::new(Table(table))), chances }
    }

    #[inline]
    pub(in crate::engine) fn months(&self) -> &Months {
        &self.months
    }

    /// Chance of each number of months from 0; what lies at [`NEVER`] is left out.
    pub(in crate::engine) fn chances(&self) -> &[f64] {
        &self.chances
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_geometric() {
        for mean in [0.25, 1.0, 3.0, 12.0] {
            let delays = DelayTable::with(2, mean);
            let chances = delays.chances();
            let q = mean / (1.0 + mean);
            let mut tail = 1.0;
            for (months, chance) in chances.iter().enumerate() {
                let expected = if months < 2 { 0.0 } else { tail * (1.0 - q) };
                if months >= 2 {
                    tail *= q;
                }
                assert!((chance - expected).abs() <= 1.0 / 4096.0, "{mean} {months}");
            }
            let table_mean: f64 =
                chances.iter().enumerate().map(|(months, chance)| months as f64 * chance).sum();
            assert!((table_mean / (2.0 + mean) - 1.0).abs() < 0.002, "{mean}: {table_mean}");
        }
    }

    #[test]
    fn a_table_is_what_its_formula_says_of_each_entry() {
        let means = (0..400).map(|index| libm::exp(f64::from(index) * 0.03 - 6.0));
        for (least, mean_extra) in (0..).zip(means.chain([1.0, 2.5, 8.5, 60.0, 240.0])) {
            let shape = DelayShape { least: least % 241, mean_extra };
            let delays = DelayTable::from(shape);
            let Months::Drawn(table) = &delays.months else { panic!("drawn") };
            let log_q = libm::log(mean_extra / (1.0 + mean_extra));
            let mut chances = [0.0; 256];
            for entry in 0..ENTRIES {
                let months = shape.months(entry, log_q);
                assert_eq!(table.months((entry as u64) << 4 | 0xf_000f), months, "{mean_extra}");
                chances[usize::from(months)] += 1.0 / ENTRIES as f64;
            }
            let n_chances = delays.chances.len();
            assert_eq!(delays.chances, chances[..n_chances]);
            assert!(chances[n_chances..usize::from(NEVER)].iter().all(|chance| *chance <= 0.0));
        }
    }

    #[test]
    fn fixed_and_endless_times() {
        assert!(matches!(DelayTable::with(7, 0.0).months, Months::Fixed(7)));
        let Months::Drawn(table) = DelayTable::with(240, 60.0).months else { panic!("drawn") };
        assert_eq!(table.months(u64::MAX), NEVER);
    }
}
