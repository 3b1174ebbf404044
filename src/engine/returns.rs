//! The internal rate of return, by a bracketed solver that cannot fail.

/// Largest annual rate that is reported: 10,000% a year, a monthly discount factor of 0.681.
const MOST: f64 = 100.0;
const LEAST_DISCOUNT: f64 = 0.680_66;
/// A monthly discount factor at which practically everything is lost.
const MOST_DISCOUNT: f64 = 4.0;

/// Annual effective rate at which monthly flows are worth nothing today.
///
/// Flows are in pence, draws negative. Nothing returned gives -1; a rate beyond 10,000% is given as that.
/// Flows that change sign more than once may have several such rates, or none that fits their total. A
/// total gain is given a positive rate and a total loss a negative one, of several the one nearest to
/// zero, and of none none.
pub(super) fn annual_irr(flows: &[i64]) -> Option<f64> {
    let total: i64 = flows.iter().sum();
    if !flows.iter().any(|flow| *flow > 0) {
        return Some(-1.0);
    }
    if total == 0 {
        return Some(0.0);
    }
    let monthly_discount = solve(flows, total > 0)?;
    // (1 + annual) = v^-12, by multiplication, which is the same on every machine.
    let v2 = monthly_discount * monthly_discount;
    let v4 = v2 * v2;
    Some((1.0 / (v4 * v4 * v4) - 1.0).min(MOST))
}

/// The monthly discount factor nearest to 1 at which the flows' value changes sign, below 1 for a gain
/// and above 1 for a loss: steps away from 1 until the sign changes, then bisection.
fn solve(flows: &[i64], is_gain: bool) -> Option<f64> {
    let value = |v: f64| flows.iter().rev().fold(0.0, |value, flow| value * v + *flow as f64);
    let (mut near, mut step) = (1.0, 0.004);
    let far = loop {
        let next = if is_gain { near - step } else { near + step };
        let next = f64::clamp(next, LEAST_DISCOUNT, MOST_DISCOUNT);
        if (value(next) > 0.0) != is_gain {
            break next;
        }
        if next <= LEAST_DISCOUNT {
            return Some(next);
        }
        if next >= MOST_DISCOUNT {
            return None;
        }
        near = next;
        step *= 1.25;
    };
    let (mut near, mut far) = (near, far);
    for _ in 0..50 {
        let middle = 0.5 * (near + far);
        if (value(middle) > 0.0) == is_gain {
            near = middle;
        } else {
            far = middle;
        }
    }
    Some(0.5 * (near + far))
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

    fn rate(flows: &[i64]) -> f64 {
        annual_irr(flows).unwrap()
    }

    #[test]
    fn textbook_flows() {
        // 100 out, 110 back after a year: 10%. 100 out, 121 back after two: 10%.
        for entries in [vec![(0, -100), (12, 110)], vec![(0, -100), (24, 121)]] {
            assert!((rate(&flows(&entries)) - 0.10).abs() < 1e-9);
        }
        // A four-year bond at 8% bought at par.
        let bond = [(0, -100_000), (12, 8_000), (24, 8_000), (36, 8_000), (48, 108_000)];
        assert!((rate(&flows(&bond)) - 0.08).abs() < 1e-9);
        // 1,000 out; 400, 300, 200, 500 back at year ends: about 14.6%.
        let project = [(0, -100_000), (12, 40_000), (24, 30_000), (36, 20_000), (48, 50_000)];
        let found = rate(&flows(&project));
        let value: f64 = [(1, 40_000.0), (2, 30_000.0), (3, 20_000.0), (4, 50_000.0)]
            .iter()
            .map(|(year, flow)| flow / libm::pow(1.0 + found, f64::from(*year)))
            .sum();
        assert!((value - 100_000.0).abs() < 1e-3, "{found}");
    }

    #[test]
    fn losses_are_negative_and_total_loss_is_minus_one() {
        assert!((rate(&flows(&[(0, -100), (12, 50)])) + 0.5).abs() < 1e-9);
        assert!((rate(&flows(&[(0, -100), (12, 0)])) + 1.0).abs() < 1e-15);
    }

    #[test]
    fn of_several_rates_the_one_nearest_to_zero_on_the_side_of_the_total_counts() {
        // Money out, back and out again, as after a cap: -1,000, 2,300 and -1,320 a year apart solve at 10%
        // and at 20%, and lose 20 in all: no rate fits.
        let loss = flows(&[(0, -100_000), (12, 230_000), (24, -132_000)]);
        assert_eq!(annual_irr(&loss), None);
        // A small late draw must not hide a gain: 100 out, 130 back after two years, 5 out after five.
        let gain = flows(&[(0, -100_000), (24, 130_000), (60, -5_000)]);
        let found = rate(&gain);
        let value = -100_000.0 + 130_000.0 / libm::pow(1.0 + found, 2.0)
            - 5_000.0 / libm::pow(1.0 + found, 5.0);
        assert!(value.abs() < 1e-2 && (0.1..0.14).contains(&found), "{found}: {value}");
    }

    #[test]
    fn absurd_returns_are_bounded() {
        let found = rate(&flows(&[(0, -1), (1, 1_000_000)]));
        assert!((50.0..=MOST).contains(&found), "{found}");
    }
}
