//! The internal rate of return, by a bracketed solver that cannot fail.

/// Largest annual rate that is reported: 10,000% a year, a monthly discount factor of 0.681.
const MOST: f64 = 100.0;
const LEAST_DISCOUNT: f64 = 0.680_66;

/// Steps away from 1 that are valued in one go.
const STEPS_AT_ONCE: usize = 4;

/// Part of a distance by which certainty keeps away from its limits.
const MARGIN: f64 = 1e-6;

/// Halvings of the last step: more than a factor has bits.
const HALVINGS: u32 = 50;

/// Annual effective rate at which monthly flows are worth nothing today.
///
/// Flows are in pence, draws negative. Nothing returned gives -1; a rate beyond 10,000% is given as that.
/// Flows that change sign more than once may have several such rates, or none that fits their total. A
/// total gain is given a positive rate and a total loss a negative one, of several the one nearest to
/// zero, and of none none.
pub(in crate::engine) fn annual_irr(flows: &[i64]) -> Option<f64> {
    let total: i64 = flows.iter().sum();
    if !flows.iter().any(|flow| *flow > 0) {
        return Some(-1.0);
    }
    if total == 0 {
        return Some(0.0);
    }
    let is_gain = total > 0;
    let factor = solve(&Value::new(flows, is_gain), total)?;
    // The twelfth power by multiplication, which is the same on every machine.
    let f2 = factor * factor;
    let f4 = f2 * f2;
    let yearly = f4 * f4 * f4;
    Some(if is_gain { (1.0 / yearly - 1.0).min(MOST) } else { yearly - 1.0 })
}

/// The factor nearest to 1, and below it, at which the flows' value changes sign: steps away from 1 until the sign
/// changes, then bisection.
fn solve(value: &Value, total: i64) -> Option<f64> {
    let least = if value.is_gain { LEAST_DISCOUNT } else { 0.0 };
    let (mut near, mut step) = (1.0, 0.004);
    let mut worth_near = total as f64;
    let (far, worth_far) = 'found: loop {
        // Steps do not depend on what is found on the way, so several are valued at once.
        let mut last = near;
        let places = [(); STEPS_AT_ONCE].map(|()| {
            last = f64::max(last - step, least);
            step *= 1.25;
            last
        });
        for (place, worth) in places.into_iter().zip(value.at(places)) {
            if (worth > 0.0) != value.is_gain {
                break 'found (place, worth);
            }
            if place <= least {
                return value.ends_beyond().then_some(place);
            }
            (near, worth_near) = (place, worth);
        }
    };
    let guess = near - worth_near * (far - near) / (worth_far - worth_near);
    let known = Crossing::between(value, near, far, guess);
    Some(Bracket { near, far, is_gain: value.is_gain }.close(value, known))
}

/// Two factors between which the value changes sign.
struct Bracket {
    /// The one on the side of 1.
    near: f64,
    far: f64,
    is_gain: bool,
}

impl Bracket {
    /// Bisection, until nothing lies between the two.
    fn close(mut self, value: &Value, known: Option<Crossing>) -> f64 {
        let mut n_left = HALVINGS;
        while n_left > 0 {
            let middle = middle(self.near, self.far);
            let is_at = |place: f64| place.to_bits() == middle.to_bits();
            if is_at(self.near) || is_at(self.far) {
                // Whatever its sign, further halvings end here.
                return middle;
            }
            match known.as_ref().filter(|crossing| crossing.decides(middle)) {
                Some(crossing) => {
                    self.halve(middle, crossing.is_positive(middle));
                    n_left -= 1;
                }
                None => n_left -= self.halve_by_value(value, n_left),
            }
        }
        middle(self.near, self.far)
    }

    fn halve(&mut self, middle: f64, is_positive: bool) {
        if is_positive == self.is_gain {
            self.near = middle;
        } else {
            self.far = middle;
        }
    }

    /// A few halvings, of which no more than `most`; returns how many. All places that they may come to are valued at
    /// once, which takes hardly longer than one.
    fn halve_by_value(&mut self, value: &Value, most: u32) -> u32 {
        let (near, far) = (self.near, self.far);
        let half = middle(near, far);
        let (first, last) = (middle(near, half), middle(half, far));
        // The two places that follow one stand at twice its index, and one and two more.
        let places = [
            half,
            first,
            last,
            middle(near, first),
            middle(first, half),
            middle(half, last),
            middle(last, far),
        ];
        let worths = value.at(places);
        let (mut index, n) = (0, most.min(3));
        for _ in 0..n {
            let is_positive = worths[index] > 0.0;
            self.halve(places[index], is_positive);
            index = 2 * index + if is_positive == self.is_gain { 2 } else { 1 };
        }
        n
    }
}

fn middle(one: f64, other: f64) -> f64 {
    0.5 * (one + other)
}

/// The value of flows as a polynomial of a factor from 0 to 1.
///
/// For a gain it is the value today, and the factor discounts one month. For a loss it is the value at the end, and
/// the factor is what one month leaves of each pound: where nearly all is lost it is nearly 0, and its powers vanish
/// where those of a discount factor would know no bounds.
struct Value {
    /// From the constant term on.
    flows: Vec<f64>,
    is_gain: bool,
}

impl Value {
    /// Empty months at either end change no sign of the value, and are left out.
    fn new(flows: &[i64], is_gain: bool) -> Value {
        let used = |flow: &i64| *flow != 0;
        let from = flows.iter().position(used).unwrap_or(0);
        let to = flows.iter().rposition(used).map_or(from, |last| last + 1);
        let flows = flows[from..to].iter().map(|flow| *flow as f64);
        Value { flows: if is_gain { flows.collect() } else { flows.rev().collect() }, is_gain }
    }

    /// Whether the value of a gain changes sign below the least factor: towards 0 the first flow alone counts. A loss
    /// has no factor below 0.
    fn ends_beyond(&self) -> bool {
        self.is_gain && self.flows.first().is_some_and(|first| *first < 0.0)
    }

    /// The values at some factors, each as if it were alone.
    fn at<const N: usize>(&self, factors: [f64; N]) -> [f64; N] {
        let mut values = [0.0; N];
        for flow in self.flows.iter().rev() {
            for (value, v) in values.iter_mut().zip(&factors) {
                *value = *value * v + flow;
            }
        }
        values
    }

    /// Value and slope at a factor, which may differ from [`Value::at`] by what the bounds allow for.
    ///
    /// Every fourth flow belongs to a polynomial of the factor's fourth power, so that no long chain of sums and
    /// products holds the processor up.
    fn tangent(&self, v: f64) -> (f64, f64) {
        let (v2, v3) = (v * v, v * v * v);
        let v4 = v2 * v2;
        let (mut values, mut slopes) = ([0.0; 4], [0.0; 4]);
        let (fours, rest) = self.flows.as_chunks::<4>();
        let mut last = [0.0; 4];
        last.iter_mut().zip(rest).for_each(|(last, flow)| *last = *flow);
        for flows in std::iter::once(&last).chain(fours.iter().rev()) {
            for ((value, slope), flow) in values.iter_mut().zip(&mut slopes).zip(flows) {
                *slope = *slope * v4 + *value;
                *value = *value * v4 + flow;
            }
        }
        let at = |of: [f64; 4]| (of[0] + of[1] * v) + (of[2] * v2 + of[3] * v3);
        let slope_of_power = 4.0 * v3;
        let own = values[1] + 2.0 * values[2] * v + 3.0 * values[3] * v2;
        (at(values), at(slopes) * slope_of_power + own)
    }

    /// Bounds on what is rounded in a value, whichever way it is found, and on the second derivative, anywhere between
    /// two factors.
    ///
    /// By Horner's rule each term is rounded at most twice for each of its factors and once more, by half of epsilon
    /// (Higham, 2002, section 5.1). By [`Value::tangent`] it is rounded five times for each four of its factors, of
    /// which three are those of the fourth power, and at most seven times more. A little more is for what lies beyond
    /// the first order.
    fn bounds(&self, low: f64, high: f64) -> (f64, f64) {
        let (mut roundings, mut curvature) = (0.0, 0.0);
        for (index, flow) in self.flows.iter().enumerate().rev() {
            roundings = roundings * high + flow.abs() * (2 * index + 7) as f64;
            curvature = curvature * high + flow.abs() * (index * index) as f64;
        }
        (roundings * 0.5 * f64::EPSILON * 1.1, curvature / (low * low))
    }
}

/// A place where the value crosses zero, and around it the places whose sign needs no evaluation.
///
/// By Taylor, the value at a distance d is at least |slope| d - curvature d^2 / 2 away from its value at the
/// place, which is nearly zero. So it has the slope's sign beyond all rounding, up to where the curvature
/// could have turned it.
struct Crossing {
    place: f64,
    is_rising: bool,
    /// The sign is certain where the distance lies between these.
    least: f64,
    most: f64,
}

impl Crossing {
    /// The crossing between two factors, if a few steps of Newton's method from a guess find one with a slope.
    fn between(value: &Value, one: f64, other: f64, guess: f64) -> Option<Crossing> {
        let (low, high) = (one.min(other), one.max(other));
        let (rounding, curvature) = value.bounds(low, high);
        let mut place = guess.clamp(low, high);
        let (mut worth, mut slope) = value.tangent(place);
        for _ in 0..5 {
            // Nearer than that, nothing can be told.
            if worth.abs() <= rounding {
                break;
            }
            place = (place - worth / slope).clamp(low, high);
            (worth, slope) = value.tangent(place);
        }
        // Rounding blurs the value at the place, and where it is asked. The distances at which slope d - curvature
        // d^2 / 2 outweighs it, with a little less on both sides for the rounding of these.
        let (slope, is_rising, blur) = (slope.abs(), slope > 0.0, worth.abs() + 2.0 * rounding);
        let root = slope + libm::sqrt(slope * slope - 2.0 * curvature * blur);
        let (least, most) = (2.0 * blur / root * (1.0 + MARGIN), root / curvature * (1.0 - MARGIN));
        (least < most).then_some(Crossing { place, is_rising, least, most })
    }

    fn decides(&self, v: f64) -> bool {
        let distance = (v - self.place).abs();
        self.least < distance && distance < self.most
    }

    fn is_positive(&self, v: f64) -> bool {
        (v > self.place) == self.is_rising
    }
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
    fn almost_nothing_back_has_a_rate_however_near_to_minus_one() {
        // A tenth comes back after a month: 0.1 to the twelfth power is left of a pound after a year.
        assert!((rate(&flows(&[(0, -100_000), (1, 10_000)])) + 1.0 - 1e-12).abs() < 1e-15);
        // A penny of a hundred million pounds, after a month and after ten years.
        assert!((rate(&flows(&[(0, -10_000_000_000), (1, 1)])) + 1.0).abs() < 1e-15);
        let found = rate(&flows(&[(0, -10_000_000_000), (120, 1)]));
        assert!((found + 0.9).abs() < 1e-9, "{found}");
    }

    #[test]
    fn losses_lie_where_their_value_at_the_end_is_nothing() {
        // 1,000 out, 300 back after a year, 200 after three: sum of flows times what a pound becomes until the end.
        let found = rate(&flows(&[(0, -100_000), (12, 30_000), (36, 20_000)]));
        let left = 1.0 + found;
        let value = -100_000.0 * left * left * left + 30_000.0 * left * left + 20_000.0;
        assert!(value.abs() < 1e-4 && (-1.0..0.0).contains(&found), "{found}: {value}");
    }

    #[test]
    fn of_several_rates_the_one_nearest_to_zero_on_the_side_of_the_total_counts() {
        // Money out, back and out again, as after a cap: -1,000, 2,300 and -1,320 a year apart solve at 10%
        // and at 20%, and lose 20 in all: no rate fits.
        let loss = flows(&[(0, -100_000), (12, 230_000), (24, -132_000)]);
        assert_eq!(annual_irr(&loss), None);
        // Profit before capital is drawn: 50, -100, 80 are worth something at every rate.
        let gain = flows(&[(0, 5_000), (10, -10_000), (20, 8_000)]);
        assert_eq!(annual_irr(&gain), None);
        // A small late draw must not hide a gain: 100 out, 130 back after two years, 5 out after five.
        let gain = flows(&[(0, -100_000), (24, 130_000), (60, -5_000)]);
        let found = rate(&gain);
        let value = -100_000.0 + 130_000.0 / libm::pow(1.0 + found, 2.0)
            - 5_000.0 / libm::pow(1.0 + found, 5.0);
        assert!(value.abs() < 1e-2 && (0.1..0.14).contains(&found), "{found}: {value}");
    }

    #[test]
    fn signs_that_need_no_evaluation_are_right() {
        let mut state = 7u64;
        let mut draw = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) as i64
        };
        let mut n_decided = 0;
        for _ in 0..3_000 {
            // Money out at first, and then whatever comes.
            let n = 12 + draw() % 80;
            let flows: Vec<i64> = (0..n)
                .map(|month| {
                    let amount = draw() % 50_000_000;
                    match draw() % 4 {
                        0 | 1 => 0,
                        2 if month < n / 4 => -3 * amount,
                        3 if draw() % 5 == 0 => -amount,
                        _ => amount / 2,
                    }
                })
                .collect();
            let value = Value::new(&flows, true);
            let (low, high) = (0.9, 0.9 + 0.2 * (draw() % 1_000) as f64 / 1_000.0);
            let Some(crossing) = Crossing::between(&value, low, high, 0.5 * (low + high)) else {
                continue;
            };
            let scale = (0..draw() % 16).fold(1.0, |scale, _| scale / 10.0);
            let asked = (0..50).map(|place| {
                crossing.place + scale * (high - low) * (f64::from(place) / 25.0 - 1.0)
            });
            for v in asked.filter(|v| (low..=high).contains(v) && crossing.decides(*v)) {
                assert_eq!(crossing.is_positive(v), value.at([v])[0] > 0.0, "{v} {flows:?}");
                n_decided += 1;
            }
        }
        assert!(n_decided > 10_000, "{n_decided}");
    }

    #[test]
    fn absurd_returns_are_bounded() {
        let found = rate(&flows(&[(0, -1), (1, 1_000_000)]));
        assert!((50.0..=MOST).contains(&found), "{found}");
    }
}
