//! Unknowns: what we do not know, drawn once for each trial.

use std::ops::Range;

use crate::engine::dice::rng::Purpose;
use crate::engine::dice::unknown_dice::{Shared, UnknownDice};
use crate::engine::dice::unsure::Reading;
use crate::engine::plan::Plan;
use crate::engine::plan::people::PeoplePlan;
use crate::model::Case;

/// Where the world of a trial comes from: how all that is unsure is decided.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) enum WorldSource {
    /// Drawn from this trial's dice.
    Drawn(UnknownDice),
    /// Every estimate at one reading, and no shocks.
    Case(Case),
}

/// One possible world, with all that is unsure decided: true chances, volume and shocks.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Unknowns {
    pub(in crate::engine) volume: f64,
    /// Odds of starting, by segment.
    pub(in crate::engine) engagement: Vec<f64>,
    /// Odds of coming back.
    pub(in crate::engine) returns: f64,
    /// Odds by line and segment.
    pub(in crate::engine) odds: Vec<f64>,
    /// Odds of a further achievement by line and segment; unused where a line has no repeats.
    pub(in crate::engine) repeat_odds: Vec<f64>,
    /// Factor on the odds by line and month of opening, where learning or shocks make it vary.
    pub(in crate::engine) odds_by_month: Option<Vec<f64>>,
    /// Factor on referrals by delivery month, volume included.
    pub(in crate::engine) referrals_by_month: Vec<f64>,
}

impl Unknowns {
    pub(in crate::engine) fn new(plan: &PeoplePlan, world: WorldSource) -> Unknowns {
        let mut unknowns = Unknowns {
            volume: plan.volume.at(world.shared(Shared::Volume)),
            ..Unknowns::default()
        };
        let performance = world.performance(plan.dependence);
        let engagement = performance.of(world.shared(Shared::Engagement));
        unknowns.engagement =
            plan.segments.iter().map(|segment| segment.engagement.odds(engagement)).collect();
        if let Some(returns) = &plan.returns {
            unknowns.returns = returns.chance.odds(performance.of(world.own(Purpose::Return, 0)));
        }
        for line in &plan.lines {
            // One unknown per outcome: its segments and repeats rise and fall together.
            let reading = performance.of(world.own(Purpose::Chance, line.code));
            unknowns.odds.extend(line.chances.iter().map(|chance| chance.odds(reading)));
            match &line.repeats {
                Some(repeats) => unknowns
                    .repeat_odds
                    .extend(repeats.chances.iter().map(|chance| chance.odds(reading))),
                None => unknowns.repeat_odds.resize(unknowns.odds.len(), 0.0),
            }
        }
        unknowns.referrals_by_month = vec![unknowns.volume; plan.delivery_months];
        unknowns.odds_by_month = plan.learning.is_some().then(|| plan.odds_without_shocks());
        if let WorldSource::Drawn(dice) = world {
            unknowns.strike(plan, dice);
        }
        unknowns
    }

    /// Factors on a line's odds by month of opening; none where they are all 1.
    pub(in crate::engine) fn odds_factors(&self, plan: &PeoplePlan, line: usize) -> &[f64] {
        match &self.odds_by_month {
            None => &[],
            Some(factors) => &factors[line * plan.row()..(line + 1) * plan.row()],
        }
    }

    /// Lets each shock happen or not.
    fn strike(&mut self, plan: &PeoplePlan, dice: UnknownDice) {
        for shock in &plan.shocks {
            let Some(struck) = shock.strikes(dice) else { continue };
            let apply = |months: &mut [f64], factor: f64| multiply(months, &struck, factor);
            apply(&mut self.referrals_by_month, shock.referrals);
            let row = plan.row();
            let odds = self.odds_by_month.get_or_insert_with(|| plan.odds_without_shocks());
            for (months, factor) in odds.chunks_mut(row).zip(&shock.odds) {
                apply(months, *factor);
            }
        }
    }
}

/// Writes the factors on costs of one world into `factors`, month by month of the ledger.
pub(in crate::engine) fn cost_factors(plan: &Plan, world: WorldSource, factors: &mut Vec<f64>) {
    let costs = &plan.terms.ledger.costs;
    let own = costs.uncertainty.at(world.shared(Shared::Costs));
    factors.clear();
    factors.resize(plan.terms.ledger.n_months, own);
    if let WorldSource::Drawn(dice) = world {
        for (shock, factor) in plan.people.shocks.iter().zip(&costs.shocks) {
            if let Some(struck) = shock.strikes(dice) {
                multiply(factors, &struck, *factor);
            }
        }
    }
}

/// Multiplies those of the struck months that are told apart.
fn multiply(months: &mut [f64], struck: &Range<usize>, factor: f64) {
    let end = struck.end.min(months.len());
    for month in &mut months[struck.start.min(end)..end] {
        *month *= factor;
    }
}

impl WorldSource {
    /// The reading of an unknown that touches everything.
    fn shared(self, unknown: Shared) -> Reading {
        match self {
            WorldSource::Drawn(dice) => Reading::Drawn(dice.shared_normal(unknown)),
            WorldSource::Case(case) => Reading::Case(case),
        }
    }

    /// The reading of an unknown that stands alone.
    fn own(self, purpose: Purpose, code: u64) -> Reading {
        match self {
            WorldSource::Drawn(dice) => Reading::Drawn(dice.normal(purpose, code)),
            WorldSource::Case(case) => Reading::Case(case),
        }
    }

    fn performance(self, dependence: f64) -> Performance {
        let common = match self {
            WorldSource::Drawn(dice) => dice.shared_normal(Shared::Performance),
            WorldSource::Case(_) => 0.0,
        };
        Performance { common: libm::sqrt(dependence) * common, own: libm::sqrt(1.0 - dependence) }
    }
}

/// What chances share: the trial's delivery performance, and how much of each is its own.
struct Performance {
    common: f64,
    own: f64,
}

impl Performance {
    /// The reading of a chance whose own unknown has this one.
    fn of(&self, own: Reading) -> Reading {
        match own {
            Reading::Drawn(z) => Reading::Drawn(self.common + self.own * z),
            case @ Reading::Case(_) => case,
        }
    }
}
