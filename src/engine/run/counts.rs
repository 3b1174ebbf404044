//! Numbers of people as columns hold them: whole ones where people are drawn, and fractions where expected numbers stand
//! in for them.

use crate::engine::people::monthly_counts::whole;
use crate::engine::plan::Terms;

/// How the columns of a run hold numbers of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine) enum CountFormat {
    Whole,
    /// The bits of a float. None is negative, so that they lie in the order of the numbers.
    Fractions,
}

/// Fractions are kept to the billionth of a person, which leaves the rounding errors of their sums behind.
const PARTS: f64 = 1e9;

impl CountFormat {
    pub(in crate::engine) fn of(terms: &Terms) -> CountFormat {
        if terms.run.luck { CountFormat::Whole } else { CountFormat::Fractions }
    }

    /// A number of people as a column holds it.
    #[inline]
    pub(in crate::engine) fn write(self, count: f64) -> i64 {
        match self {
            CountFormat::Whole => whole(count),
            CountFormat::Fractions => {
                (libm::round(count.max(0.0) * PARTS) / PARTS).to_bits().cast_signed()
            }
        }
    }

    /// The number of people that a column holds.
    #[inline]
    pub(in crate::engine) fn read(self, value: i64) -> f64 {
        match self {
            CountFormat::Whole => value as f64,
            CountFormat::Fractions => f64::from_bits(value.cast_unsigned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_stay_fractions_and_whole_numbers_whole() {
        let counts = [0.0, 0.408, 12.0, 1e6 / 3.0, 2_600_000_000.5];
        let written = counts.map(|count| CountFormat::Fractions.write(count));
        assert!(written.is_sorted());
        for (count, value) in counts.into_iter().zip(written) {
            assert!(
                (CountFormat::Fractions.read(value) - count).abs() <= 0.5 / PARTS + count * 1e-15
            );
        }
        let sum: f64 = std::iter::repeat_n(0.034, 12).sum();
        let kept = CountFormat::Fractions.read(CountFormat::Fractions.write(sum));
        assert_eq!(kept.to_bits(), 0.408f64.to_bits());
        assert_eq!(CountFormat::Whole.write(77.0), 77);
    }
}
