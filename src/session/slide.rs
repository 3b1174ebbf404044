//! How far an amount can be slid, and in what steps.

use crate::model::Money;

/// The reach of a slider for an amount: from nothing to about twice the amount that it begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slide {
    /// A round number of whole pounds, about a hundredth of the beginning.
    pub step: Money,
    /// The far end, a whole number of steps.
    pub most: Money,
}

impl Slide {
    /// Where nothing was paid, there is nothing to take a measure from.
    const WITHOUT_MEASURE: Money = Money::from_pence(100_000);

    pub fn around(beginning: Money) -> Slide {
        let beginning =
            if beginning > Money::ZERO { beginning } else { Slide::WITHOUT_MEASURE }.pence();
        let step = round_down(beginning / 100).max(100);
        // Counted in steps before doubling, which the largest amounts do not survive.
        let most = (beginning / step * 2 + beginning % step * 2 / step).max(2) * step;
        Slide { step: Money::from_pence(step), most: Money::from_pence(most) }
    }

    /// Where the handle stands for an amount; one beyond an end pins it there.
    pub fn place(self, amount: Money) -> Money {
        let held = amount.max(Money::ZERO).min(self.most);
        let step = self.step.pence();
        Money::from_pence((held.pence() + step / 2) / step * step)
    }

    /// The next round amount above; beyond the far end as well, where only typing leads otherwise.
    pub fn above(self, amount: Money) -> Money {
        let step = self.step.pence();
        let next = (amount.pence().div_euclid(step) + 1).saturating_mul(step);
        Money::from_pence(next.min(Money::MOST.pence()))
    }

    /// The next round amount below, and nothing below nothing.
    pub fn below(self, amount: Money) -> Money {
        let step = self.step.pence();
        let next = (amount.pence() - 1).div_euclid(step).saturating_mul(step);
        Money::from_pence(next.max(0))
    }
}

/// The largest 1, 2 or 5 times a power of ten that is not above an amount.
fn round_down(pence: i64) -> i64 {
    let mut power = 1;
    while power <= pence / 10 {
        power *= 10;
    }
    [5, 2].map(|times| times * power).into_iter().find(|step| *step <= pence).unwrap_or(power)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pounds(pounds: i64) -> Money {
        Money::from_pence(pounds * 100)
    }

    #[test]
    fn steps_are_round_and_the_beginning_is_about_the_middle() {
        let reach = |beginning| {
            let Slide { step, most } = Slide::around(beginning);
            (step, most)
        };
        assert_eq!(reach(pounds(1_500)), (pounds(10), pounds(3_000)));
        assert_eq!(reach(pounds(2_500)), (pounds(20), pounds(5_000)));
        assert_eq!(reach(pounds(100)), (pounds(1), pounds(200)));
        assert_eq!(reach(pounds(22_297_917)), (pounds(200_000), pounds(44_400_000)));
        assert_eq!(reach(Money::ZERO), (pounds(10), pounds(2_000)));
        assert_eq!(reach(Money::from_pence(50)), (pounds(1), pounds(2)));
        let Slide { step, most } = Slide::around(Money::MOST);
        assert!(step > Money::ZERO && most > Money::MOST);
    }

    #[test]
    fn the_handle_stands_at_the_nearest_step_and_is_pinned_at_the_ends() {
        let slide = Slide::around(pounds(1_500));
        assert_eq!(slide.place(pounds(1_234)), pounds(1_230));
        assert_eq!(slide.place(pounds(1_236)), pounds(1_240));
        assert_eq!(slide.place(pounds(90_000)), pounds(3_000));
        assert_eq!(slide.place(pounds(-5)), Money::ZERO);
    }

    #[test]
    fn steps_by_key_lead_to_round_amounts() {
        let slide = Slide::around(pounds(1_500));
        assert_eq!(slide.above(pounds(1_500)), pounds(1_510));
        assert_eq!(slide.above(pounds(1_507)), pounds(1_510));
        assert_eq!(slide.below(pounds(1_507)), pounds(1_500));
        assert_eq!(slide.below(pounds(1_500)), pounds(1_490));
        assert_eq!(slide.below(Money::ZERO), Money::ZERO);
        assert_eq!(slide.above(pounds(3_000)), pounds(3_010));
        assert_eq!(slide.above(Money::MOST), Money::MOST);
    }
}
