//! Waiting times: a least time and a geometric extra, drawn from a table.

use serde::{Deserialize, Serialize};

use crate::model::Delay;

/// Entries of a table: draws use 12 bits, and the table's own distribution *is* the model's.
const ENTRIES: usize = 4096;

/// Months beyond every horizon.
pub(super) const NEVER: u8 = u8::MAX;

/// A waiting time in whole months.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "Terms", into = "Terms")]
pub(super) struct Waiting {
    terms: Terms,
    /// Months for each draw; a single entry where the time is fixed.
    months: Vec<u8>,
    /// Chance of each number of months from 0; what lies at [`NEVER`] is left out.
    chances: Vec<f64>,
}

/// What a waiting time is made of: its table is not sent to workers but built anew.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Terms {
    least: u16,
    mean_extra: f64,
}

impl From<Terms> for Waiting {
    fn from(terms: Terms) -> Waiting {
        Waiting::with(terms.least, terms.mean_extra)
    }
}

impl From<Waiting> for Terms {
    fn from(waiting: Waiting) -> Terms {
        waiting.terms
    }
}

impl Waiting {
    pub(super) fn new(delay: Delay) -> Waiting {
        Waiting::with(delay.min_months, delay.mean_extra_months.get())
    }

    /// At least one month, with the given mean.
    pub(super) fn at_least_one(mean: f64) -> Waiting {
        Waiting::with(1, (mean - 1.0).max(0.0))
    }

    fn with(least: u16, mean_extra: f64) -> Waiting {
        let terms = Terms { least, mean_extra };
        let capped = |months: u64| u8::try_from(months).unwrap_or(NEVER);
        if mean_extra <= 0.0 {
            return Waiting::from_table(terms, vec![capped(u64::from(least))]);
        }
        // A geometric extra k has chance (1 - q) q^k with q = mean / (1 + mean). Entry i stands for the
        // middle of its 1/4096 of the distribution: the largest k with q^k still above what is left there.
        let log_q = libm::log(mean_extra / (1.0 + mean_extra));
        let months = (0..ENTRIES)
            .map(|entry| {
                let left = 1.0 - (entry as f64 + 0.5) / ENTRIES as f64;
                let extra = libm::floor(libm::log(left) / log_q);
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "both logarithms are negative and the quotient is bounded"
                )]
                capped(u64::from(least) + extra as u64)
            })
            .collect();
        Waiting::from_table(terms, months)
    }

    fn from_table(terms: Terms, months: Vec<u8>) -> Waiting {
        let mut chances = vec![0.0; usize::from(NEVER)];
        for months_of_entry in &months {
            if let Some(chance) = chances.get_mut(usize::from(*months_of_entry)) {
                *chance += 1.0 / months.len() as f64;
            }
        }
        let used = chances.iter().rposition(|chance| *chance > 0.0).map_or(0, |last| last + 1);
        chances.truncate(used);
        Waiting { terms, months, chances }
    }

    /// Whether every draw is the same.
    #[inline]
    pub(super) fn fixed(&self) -> Option<u8> {
        match self.months.as_slice() {
            [months] => Some(*months),
            _ => None,
        }
    }

    /// The months for a draw, of which the highest 12 of 16 bits count.
    #[inline]
    pub(super) fn months(&self, draw: u16) -> u8 {
        match self.months.get(usize::from(draw >> 4)) {
            Some(months) => *months,
            None => self.months[0],
        }
    }

    /// Chance of each number of months from 0; what lies at [`NEVER`] is left out.
    pub(super) fn chances(&self) -> &[f64] {
        &self.chances
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_geometric() {
        for mean in [0.25, 1.0, 3.0, 12.0] {
            let waiting = Waiting::with(2, mean);
            let chances = waiting.chances();
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
    fn fixed_and_endless_times() {
        assert_eq!(Waiting::with(7, 0.0).fixed(), Some(7));
        assert_eq!(Waiting::with(7, 0.0).months(u16::MAX), 7);
        assert_eq!(Waiting::with(240, 60.0).months(u16::MAX), NEVER);
    }
}
