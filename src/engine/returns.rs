//! The internal rate of return, by a bracketed solver that cannot fail.

/// Largest annual rate that is reported: 10,000% a year.
const MOST: f64 = 100.0;

/// Annual effective rate at which monthly flows are worth nothing today.
///
/// Flows are in pence, draws negative. Nothing returned gives -1; a rate beyond 10,000% is given as that.
/// Where flows change sign more than once several rates may solve; bisection finds one of them, always the
/// same one.
pub(super) fn annual_irr(flows: &[i64]) -> f64 {
    if !flows.iter().any(|flow| *flow > 0) {
        return -1.0;
    }
    let monthly_discount = solve(flows);
    // (1 + annual) = v^-12, by multiplication, which is the same on every machine.
    let v2 = monthly_discount * monthly_discount;
    let v4 = v2 * v2;
    (1.0 / (v4 * v4 * v4) - 1.0).min(MOST)
}

/// The monthly discount factor v at which the flows' value is zero, by bisection on value(v).
fn solve(flows: &[i64]) -> f64 {
    let value = |v: f64| flows.iter().rev().fold(0.0, |value, flow| value * v + *flow as f64);
    // From 10,000% a year to all but total loss: draws come first, so value is negative at the low end.
    let (mut low, mut high) = (0.68, 4.0);
    if value(low) >= 0.0 {
        return low;
    }
    if value(high) <= 0.0 {
        return high;
    }
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if value(middle) < 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flows(entries: &[(usize, i64)]) -> Vec<i64> {
        let last = entries.iter().map(|(month, _)| *month).max().unwrap();
        let mut flows = vec![0; last + 1];
        for (month, amount) in entries {
            flows[*month] += amount;
        }
        flows
    }

    #[test]
    fn textbook_flows() {
        // 100 out, 110 back after a year: 10%. 100 out, 121 back after two: 10%.
        for entries in [vec![(0, -100), (12, 110)], vec![(0, -100), (24, 121)]] {
            assert!((annual_irr(&flows(&entries)) - 0.10).abs() < 1e-9);
        }
        // A four-year bond at 8% bought at par.
        let bond = [(0, -100_000), (12, 8_000), (24, 8_000), (36, 8_000), (48, 108_000)];
        assert!((annual_irr(&flows(&bond)) - 0.08).abs() < 1e-9);
        // 1,000 out; 400, 300, 200, 500 back at year ends: about 14.6%.
        let project = [(0, -100_000), (12, 40_000), (24, 30_000), (36, 20_000), (48, 50_000)];
        let rate = annual_irr(&flows(&project));
        let value: f64 = [(1, 40_000.0), (2, 30_000.0), (3, 20_000.0), (4, 50_000.0)]
            .iter()
            .map(|(year, flow)| flow / libm::pow(1.0 + rate, f64::from(*year)))
            .sum();
        assert!((value - 100_000.0).abs() < 1e-3, "{rate}");
    }

    #[test]
    fn losses_are_negative_and_total_loss_is_minus_one() {
        assert!((annual_irr(&flows(&[(0, -100), (12, 50)])) + 0.5).abs() < 1e-9);
        assert!((annual_irr(&flows(&[(0, -100), (12, 0)])) + 1.0).abs() < 1e-15);
    }

    #[test]
    fn absurd_returns_are_bounded() {
        let rate = annual_irr(&flows(&[(0, -1), (1, 1_000_000)]));
        assert!((50.0..=MOST).contains(&rate), "{rate}");
    }
}
