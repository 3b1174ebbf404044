//! Whether a run keeps the rules of the model: some of its futures are run once more, and held to what must be true of each.

use crate::engine::summary::Summary;
use crate::engine::{
    Collector, FigureValue, Future, PreparedScenario, published_figures, run_batch,
};
use crate::model::{Money, Problem, Scenario};

/// Futures that are run once more.
const FUTURES: u32 = 64;

/// Past so many standard errors a difference is no chance.
const MOST_ERRORS: f64 = 4.0;

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Holds,
    Fails,
    /// There is nothing to check it by.
    Unknown,
}

/// A rule, and whether it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    pub rule: Rule,
    pub outcome: Outcome,
}

/// What is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// In every future: earned is paid and what each cap takes, to the penny.
    EarnedIsPaidAndUnpaid,
    /// In no future is more paid than the contract cap, or than was earned.
    CapsAreKept,
    /// In every future: what comes in and is drawn is what is spent and distributed, to the penny.
    LedgerBalances,
    /// No more is out at once than investors committed.
    CommitmentIsKept,
    /// The same futures, run in another order, are the same to the penny.
    Reproduces,
    /// The sum without dice agrees with the simulated mean.
    AgreesWithoutDice,
    /// Of payments by payer and by year each add up to what is paid.
    PartsAddUp,
}

/// Checks a run of a scenario; returns the number of futures that were run again as well.
///
/// # Errors
/// If the scenario cannot be run.
pub fn checks(scenario: &Scenario, summary: &Summary) -> Result<(u32, Vec<Check>), Vec<Problem>> {
    let prepared = PreparedScenario::new(scenario)?;
    let n = FUTURES.min(summary.trials).max(1);
    let once = collected(&prepared, &[(0, n)]);
    let again = collected(&prepared, &[(n / 2, n), (0, n / 2)]);
    let futures: Vec<Amounts> = once.futures().map(|future| Amounts::of(&future)).collect();
    let cap = summary.cap.amount;
    let most = summary.capital.commitment_most;
    let of = |rule: Rule, holds: bool| Check {
        rule,
        outcome: if holds { Outcome::Holds } else { Outcome::Fails },
    };
    let all = |holds: &dyn Fn(&Amounts) -> bool| futures.iter().all(holds);
    let mut checks = vec![
        of(Rule::EarnedIsPaidAndUnpaid, all(&|one| one.earned == one.paid + one.unpaid)),
        of(
            Rule::CapsAreKept,
            all(&|one| one.paid <= one.earned && cap.is_none_or(|cap| one.paid <= cap)),
        ),
        of(Rule::LedgerBalances, all(&|one| one.came_in() == one.went_out())),
        of(Rule::CommitmentIsKept, all(&|one| one.peak <= most)),
        of(
            Rule::Reproduces,
            once.futures().map(|one| values(&one)).eq(again.futures().map(|one| values(&one))),
        ),
        of(Rule::PartsAddUp, parts_add_up(summary)),
    ];
    checks.push(Check {
        rule: Rule::AgreesWithoutDice,
        outcome: match summary.closed_form.z {
            Some(z) if z.abs() <= MOST_ERRORS => Outcome::Holds,
            Some(_) => Outcome::Fails,
            None => Outcome::Unknown,
        },
    });
    Ok((n, checks))
}

fn collected(prepared: &PreparedScenario, ranges: &[(u32, u32)]) -> Collector {
    let mut collector = Collector::new(prepared);
    for (from, to) in ranges.iter().filter(|(from, to)| from < to) {
        collector.add(run_batch(prepared.plan(), *from..*to));
    }
    collector
}

/// Means over all futures, which add up but for rounding.
fn parts_add_up(summary: &Summary) -> bool {
    let paid = summary.paid.mean;
    let payers: f64 = summary.payers.iter().map(|payer| payer.paid.mean).sum();
    let years: f64 = summary.years.iter().map(|year| year.paid.mean).sum();
    let is_near = |sum: f64| (sum - paid).abs() <= 0.01 + paid.abs() * 1e-9;
    is_near(payers) && is_near(years)
}

/// Amounts of one future.
#[derive(Clone, Copy, Debug, Default)]
struct Amounts {
    earned: Money,
    paid: Money,
    unpaid: Money,
    drawn: Money,
    unfunded: Money,
    costs: Money,
    fees: Money,
    distributed: Money,
    to_others: Money,
    peak: Money,
}

impl Amounts {
    fn of(future: &Future<'_>) -> Amounts {
        let mut amounts = Amounts::default();
        for figure in published_figures() {
            let FigureValue::Money(value) = future.value(figure) else { continue };
            match figure.name {
                "earned" => amounts.earned = value,
                "paid" => amounts.paid = value,
                "drawn" => amounts.drawn = value,
                "unfunded_at_end" => amounts.unfunded = value,
                "costs" => amounts.costs = value,
                "fees" => amounts.fees = value,
                "distributed" => amounts.distributed = value,
                "to_others" => amounts.to_others = value,
                "peak" => amounts.peak = value,
                cap if cap.starts_with("unpaid_") => amounts.unpaid += value,
                _ => {}
            }
        }
        amounts
    }

    fn came_in(&self) -> Money {
        [self.paid, self.drawn, self.unfunded].into_iter().sum()
    }

    /// In the last month everything is distributed, so that nothing is left.
    fn went_out(&self) -> Money {
        [self.costs, self.fees, self.distributed, self.to_others].into_iter().sum()
    }
}

/// All figures of a future, so that two can be compared bit by bit.
fn values(future: &Future<'_>) -> Vec<String> {
    published_figures().map(|figure| format!("{:?}", future.value(figure))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::run;
    use crate::share::PRESETS;

    fn checked(scenario: &Scenario) -> Vec<Check> {
        let summary = run(&PreparedScenario::new(scenario).unwrap());
        checks(scenario, &summary).unwrap().1
    }

    #[test]
    fn every_preset_keeps_every_rule() {
        for preset in PRESETS {
            let mut scenario = preset.open().unwrap().scenario;
            scenario.run.trials = 64;
            for check in checked(&scenario) {
                assert_ne!(check.outcome, Outcome::Fails, "{}: {:?}", preset.id, check.rule);
            }
        }
    }

    #[test]
    fn a_run_that_was_tampered_with_is_found_out() {
        let mut scenario = PRESETS[0].open().unwrap().scenario;
        scenario.run.trials = 64;
        let mut summary = run(&PreparedScenario::new(&scenario).unwrap());
        summary.cap.amount = Some(Money::from_pence(100));
        summary.closed_form.z = Some(7.0);
        summary.payers[0].paid.mean += 5.0;
        summary.capital.commitment_most = Money::from_pence(100);
        let (_, checks) = checks(&scenario, &summary).unwrap();
        let fails = |rule: Rule| {
            checks.iter().any(|check| check.rule == rule && check.outcome == Outcome::Fails)
        };
        for rule in
            [Rule::CapsAreKept, Rule::AgreesWithoutDice, Rule::PartsAddUp, Rule::CommitmentIsKept]
        {
            assert!(fails(rule), "{rule:?}");
        }
        assert!(!fails(Rule::EarnedIsPaidAndUnpaid) && !fails(Rule::Reproduces));
    }
}
