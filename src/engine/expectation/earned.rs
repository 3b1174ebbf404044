//! The closed-form expectation of earned value: no dice, only sums, to hold against the simulated mean.
//!
//! Expected counts are linear in each outcome's own chance, so the unknowns of single outcomes enter by
//! their means; what outcomes share (delivery performance, shocks) is summed over.

use crate::engine::dice::unsure::{ChancePlan, Reading, from_odds};
use crate::engine::money::claims::Claims;
use crate::engine::people::stop::Stop;
use crate::engine::plan::openings::NoExpectation;
use crate::engine::plan::people::{PeoplePlan, ShockPlan};
use crate::engine::plan::{Plan, PreparedScenario};
use crate::model::Case;

use super::chances::{MeanChances, Moments};
use super::people::expect;
use super::referrals::{Intake, nodes_in_steps};

/// Steps on either side of the sums over a standard normal: of a half from -6 to 6 they are exact to 1e-9 for
/// functions as smooth as a logistic curve.
const N_STEPS: i32 = 12;

/// Worlds of shocks that are summed over at most.
const MOST_SHOCK_WORLDS: usize = 300;

/// Steps that are taken at most: some seconds.
const MOST_EFFORT: f64 = 5e9;

/// Bytes of expected counts that are kept for other prices.
const MOST_KEPT: usize = 32 << 20;

/// Why earned value has no closed form here.
enum Obstacle {
    StopsAtCap,
    /// The price of the line of this index depends on the number of claims.
    Bands(usize),
    TooManyShocks,
    TooLong,
    People(NoExpectation),
}

/// Whether earned value has a closed form.
fn exists(plan: &Plan) -> Result<(), Obstacle> {
    if plan.terms.may_stop_at_cap() {
        return Err(Obstacle::StopsAtCap);
    }
    if let Some(line) = plan.terms.contract.bands.iter().position(|bands| !bands.is_empty()) {
        return Err(Obstacle::Bands(line));
    }
    if plan.terms.run.unknowns && n_shock_worlds(&plan.people.shocks) > MOST_SHOCK_WORLDS {
        return Err(Obstacle::TooManyShocks);
    }
    plan.people.has_expectation().map_err(Obstacle::People)?;
    if effort_of_all(plan) > MOST_EFFORT { Err(Obstacle::TooLong) } else { Ok(()) }
}

/// Why earned value has no closed form here, in words.
pub(in crate::engine) fn obstacle(prepared: &PreparedScenario) -> Option<String> {
    let name = |line: usize| &prepared.scenario.rate_card.outcomes[line].name;
    let words = match exists(&prepared.plan).err()? {
        Obstacle::StopsAtCap => "delivery changes when the cap is reached".to_owned(),
        Obstacle::Bands(line) => {
            format!("the price of \"{}\" depends on the number of claims", name(line))
        }
        Obstacle::TooManyShocks => "shocks can strike in too many ways to sum over".to_owned(),
        Obstacle::TooLong => "the sums over all that is unsure would take too long".to_owned(),
        Obstacle::People(NoExpectation::TooLong) => {
            "the sums over outcomes within outcomes would take too long".to_owned()
        }
        Obstacle::People(NoExpectation::OncePerPerson) => {
            "people come back, and outcomes are claimed once per person".to_owned()
        }
        Obstacle::People(NoExpectation::SharedStep(line)) => {
            format!(
                "\"{}\" depends on outcomes that share some but not all earlier steps",
                name(line)
            )
        }
        Obstacle::People(NoExpectation::RuledOutByReturn(line)) => {
            format!(
                "people come back, and what they achieve on any journey can rule out \"{}\"",
                name(line)
            )
        }
    };
    Some(words)
}

/// About how many steps the closed form takes.
fn effort_of_all(plan: &Plan) -> f64 {
    let people = &plan.people;
    let nodes = f64::from(2 * N_STEPS + 1);
    let chances = people.lines.iter().map(|line| {
        let most = line.repeats.as_ref().map_or(1.0, |repeats| f64::from(repeats.most));
        most * (people.segments.len() * people.row()) as f64
    });
    let one = people.effort().unwrap_or(f64::INFINITY);
    if !plan.terms.run.unknowns {
        return one;
    }
    let commons = if people.dependence > 0.0 { nodes } else { 1.0 };
    (one + nodes * chances.sum::<f64>()) * commons * n_shock_worlds(&people.shocks) as f64
}

/// Expected earned value in pounds, grants and fees included; `None` where [`obstacle`] says why not.
pub(in crate::engine) fn expected_earned(plan: &Plan) -> Option<f64> {
    Expectation::default().earned(plan)
}

/// Expected counts of people, kept so that other prices need not sum over all that is unsure again.
#[derive(Clone, Debug, Default)]
pub struct Expectation {
    worlds: Option<Vec<World>>,
}

/// Expected counts in one world, which is one way in which all that is unsure may turn out, and its weight.
#[derive(Clone, Debug)]
struct World {
    weight: f64,
    achieved: Vec<f64>,
    barred: Vec<f64>,
}

impl Expectation {
    /// Expected earned value in pounds; `None` where there is no closed form. Once it has been asked, other
    /// plans may differ from the first only in what leaves all people alone (see [`Plan::has_same_people_as`]).
    pub fn earned(&mut self, plan: &Plan) -> Option<f64> {
        exists(plan).ok()?;
        let fixed: i64 = plan.terms.contract.grants.iter().chain(&plan.terms.contract.fees).sum();
        let mut earned = fixed as f64;
        if let Some(worlds) = &self.worlds {
            worlds.iter().for_each(|world| earned += world.weight * world.priced(plan));
            return Some(earned / 100.0);
        }
        let (mut worlds, mut n_kept) = (Vec::new(), 0);
        each_world(plan, |world| {
            earned += world.weight * world.priced(plan);
            n_kept += size_of_val(world.achieved.as_slice()) * 2;
            if n_kept <= MOST_KEPT {
                worlds.push(world);
            }
        })?;
        self.worlds = (n_kept <= MOST_KEPT).then_some(worlds);
        Some(earned / 100.0)
    }
}

/// Goes through all worlds: every way in which what outcomes share may turn out.
fn each_world(plan: &Plan, mut with: impl FnMut(World)) -> Option<()> {
    let people = &plan.people;
    // Without luck the people themselves are expected ones.
    let is_whole = people.comes_as_planned && plan.terms.run.luck;
    let mut expected = |weight: f64, referrals: &[f64], chances: &MeanChances| {
        let expected = expect(people, referrals, chances, Stop::Never).ok()?;
        with(World { weight, achieved: expected.achieved, barred: expected.barred });
        Some(())
    };
    if !plan.terms.run.unknowns {
        let intake = Intake::at_central_volume(people, is_whole);
        let referrals = intake.mean_referrals(people, &vec![1.0; people.delivery_months]);
        return expected(1.0, &referrals, &mean_chances(people, None, None));
    }
    let commons: Vec<(f64, f64)> =
        if people.dependence > 0.0 { normal_nodes().collect() } else { vec![(1.0, 0.0)] };
    let shock_worlds = shock_worlds(&people.shocks);
    let intake = Intake::over_all_volumes(people, is_whole, shock_worlds.len());
    for (shock_weight, strikes) in shock_worlds {
        let world = ShockWorld::new(people, &strikes);
        let referrals = intake.mean_referrals(people, &world.referrals);
        for &(weight, common) in &commons {
            let chances = mean_chances(people, Some(common), world.odds.as_deref());
            expected(shock_weight * weight, &referrals, &chances)?;
        }
    }
    Some(())
}

impl World {
    /// Earned pence of the expected counts.
    fn priced(&self, plan: &Plan) -> f64 {
        let (n_classes, row) = (plan.people.n_classes(), plan.people.row());
        Claims::value(&plan.terms.contract, n_classes, &self.achieved, &self.barred, row)
    }
}

/// Mean chances over each outcome's own unknown, given the common one; central readings without one.
fn mean_chances(
    people: &PeoplePlan,
    common: Option<f64>,
    odds_by_month: Option<&[f64]>,
) -> MeanChances {
    let row = people.row();
    let readings: Vec<(f64, Reading)> = match common {
        None => vec![(1.0, Reading::Case(Case::Central))],
        Some(common) => {
            let (shared, own) =
                (libm::sqrt(people.dependence), libm::sqrt(1.0 - people.dependence));
            normal_nodes()
                .map(|(weight, z)| (weight, Reading::Drawn(shared * common + own * z)))
                .collect()
        }
    };
    let mean = |chance: &ChancePlan| {
        readings.iter().map(|(weight, reading)| weight * from_odds(chance.odds(*reading))).sum()
    };
    let learning = people.learning.as_deref();
    let mut lines = Vec::new();
    for (index, line) in people.lines.iter().enumerate() {
        let factors = odds_by_month.map(|factors| &factors[index * row..(index + 1) * row]);
        for segment in 0..people.segments.len() {
            let most = line.repeats.as_ref().map_or(1, |repeats| repeats.most);
            let mut moments = vec![vec![0.0; row]; usize::from(most)];
            for (weight, reading) in &readings {
                let odds = line.chances[segment].odds(*reading);
                let again = line
                    .repeats
                    .as_ref()
                    .map_or(0.0, |repeats| from_odds(repeats.chances[segment].odds(*reading)));
                for month in 0..row {
                    let factor = factors.or(learning).map_or(1.0, |factors| factors[month]);
                    let mut product = weight * from_odds(odds * factor);
                    for moment in &mut moments {
                        moment[month] += product;
                        product *= again;
                    }
                }
            }
            lines.push(Moments(moments));
        }
    }
    let mut returns = vec![0.0; people.delivery_months];
    if let Some(plan) = &people.returns {
        for (weight, reading) in &readings {
            let powers = Moments::powers(from_odds(plan.chance.odds(*reading)), people);
            for (mean, power) in returns.iter_mut().zip(powers) {
                *mean += weight * power;
            }
        }
    }
    MeanChances {
        engagement: people.segments.iter().map(|segment| mean(&segment.engagement)).collect(),
        returns,
        lines,
    }
}

/// Nodes and weights of a sum over the standard normal of a smooth function.
fn normal_nodes() -> impl Iterator<Item = (f64, f64)> {
    nodes_in_steps(N_STEPS)
}

fn n_shock_worlds(shocks: &[ShockPlan]) -> usize {
    shocks
        .iter()
        .fold(1, |n: usize, shock| n.saturating_mul(usize::from(shock.latest - shock.earliest) + 2))
}

/// Every way in which shocks can strike: its chance, and the first month of each shock that strikes.
fn shock_worlds(shocks: &[ShockPlan]) -> Vec<(f64, Vec<Option<u16>>)> {
    let mut worlds = vec![(1.0, Vec::new())];
    for shock in shocks {
        let n_months = f64::from(shock.latest - shock.earliest) + 1.0;
        let ways = std::iter::once((1.0 - shock.chance, None)).chain(
            (shock.earliest..=shock.latest).map(|month| (shock.chance / n_months, Some(month))),
        );
        let ways: Vec<(f64, Option<u16>)> = ways.filter(|(chance, _)| *chance > 0.0).collect();
        worlds = worlds
            .into_iter()
            .flat_map(|(weight, strikes)| {
                ways.iter().map(move |(chance, month)| {
                    let mut strikes = strikes.clone();
                    strikes.push(*month);
                    (weight * chance, strikes)
                })
            })
            .collect();
    }
    worlds
}

/// Factors of one way in which shocks strike.
struct ShockWorld {
    /// By delivery month.
    referrals: Vec<f64>,
    odds: Option<Vec<f64>>,
}

impl ShockWorld {
    fn new(people: &PeoplePlan, strikes: &[Option<u16>]) -> ShockWorld {
        let row = people.row();
        let mut referrals = vec![1.0; people.delivery_months];
        let mut odds: Option<Vec<f64>> = None;
        for (shock, first) in people.shocks.iter().zip(strikes) {
            let Some(first) = first else { continue };
            let odds = odds.get_or_insert_with(|| people.odds_without_shocks());
            let struck = usize::from(*first)..usize::from(*first) + usize::from(shock.months);
            for month in struck {
                if let Some(referrals) = referrals.get_mut(month) {
                    *referrals *= shock.referrals;
                }
                if month < row {
                    for (line, factor) in shock.odds.iter().enumerate() {
                        odds[line * row + month] *= factor;
                    }
                }
            }
        }
        ShockWorld { referrals, odds }
    }
}
