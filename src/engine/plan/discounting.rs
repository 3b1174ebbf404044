//! Discounting: what cash of a later month is worth in the contract's first.

use crate::model::AnnualRate;

/// The factor that discounts each month's cash to month 0, at a yearly rate: `(1 + rate)^(-month / 12)`.
pub(super) fn discount_factors(rate: AnnualRate, n_months: usize) -> Vec<f64> {
    let yearly = 1.0 + rate.get();
    (0..n_months).map(|month| libm::pow(yearly, -(month as f64) / 12.0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_costs_the_yearly_rate() {
        let factors = discount_factors(AnnualRate::new(0.25).unwrap(), 25);
        assert_eq!(factors.len(), 25);
        assert_eq!(factors[0].to_bits(), 1.0f64.to_bits());
        assert!((factors[12] - 0.8).abs() < 1e-12 && (factors[24] - 0.64).abs() < 1e-12);
        assert!(factors.windows(2).all(|pair| pair[1] < pair[0]));
    }
}
