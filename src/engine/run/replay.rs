//! One future once more, with each of its people and each of its months.

use crate::engine::people::diary::{Diary, Event};
use crate::engine::plan::Plan;
use crate::model::{CalendarMonth, Money};

use super::trial::{Trial, TrialKind};

/// One future in full. Its sums are those of the same future in a batch, to the penny.
#[derive(Clone, Debug, PartialEq)]
pub struct Replay {
    /// By number.
    pub people: Vec<Person>,
    /// From the contract's first month to the last payment.
    pub months: Vec<ReplayedMonth>,
}

/// Somebody who was referred.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Counted from 0 in the order in which people are simulated, segment by segment.
    pub number: u32,
    /// The segment's place in the scenario.
    pub segment: usize,
    pub referred: CalendarMonth,
    /// In the order of their starts; none: the person never starts.
    pub journeys: Vec<Journey>,
}

/// One time in support.
#[derive(Clone, Debug, PartialEq)]
pub struct Journey {
    pub start: CalendarMonth,
    /// The last month in support.
    pub end: CalendarMonth,
    /// By month, and in the order of the card within one.
    pub achievements: Vec<Achievement>,
}

/// An outcome that a person achieves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Achievement {
    /// The line's place on the card.
    pub line: usize,
    /// Absent: after all months that are told apart.
    pub month: Option<CalendarMonth>,
    pub claim: Claim,
}

/// What becomes of an achievement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Claim {
    /// It is claimed.
    Claimed {
        /// The first price of lines with bands.
        price: Money,
        /// The part of all that was earned in its claim period that was paid.
        paid_share: f64,
        /// Last month of that period.
        period_end: CalendarMonth,
    },
    /// It comes too late: after the last claim month, or too long after the start.
    Late,
    /// It does not pass verification.
    NotVerified,
    /// The contract does not pay for the line in that month.
    NotPayable,
    /// The person has claimed the line on another journey.
    ClaimedBefore,
}

/// A month of one future.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReplayedMonth {
    /// Counted from 0.
    pub number: usize,
    /// Journeys started, and achievements, late ones included.
    pub starts: u32,
    pub achieved: u32,
    /// Earned by outcomes that are achieved in the month, before caps and without grants and fees.
    pub earned: Money,
    /// What comes in.
    pub receipts: Money,
    pub costs: Money,
    /// What the fund takes.
    pub fees: Money,
    /// Capital out at its end.
    pub exposure: Money,
}

/// Runs the future of a number once more; none where people have no luck, and so are no single people.
pub fn replay(plan: &Plan, number: u32) -> Option<Replay> {
    if !plan.terms.run.luck {
        return None;
    }
    let mut trial = Trial::with_diary();
    trial.run(plan, TrialKind::Own(number));
    let mut people = people(plan, &trial, trial.diary()?);
    if plan.people.claimable.is_some() {
        people.iter_mut().for_each(claim_once);
    }
    let months = months(plan, &trial, &people);
    Some(Replay { people, months })
}

fn people(plan: &Plan, trial: &Trial, diary: &Diary) -> Vec<Person> {
    let contract = &plan.terms.contract;
    let shares = paid_shares(plan, trial);
    let mut people: Vec<Person> = Vec::new();
    let mut starts: Vec<Vec<usize>> = Vec::new();
    for entry in &diary.0 {
        let place = entry.person as usize;
        match entry.event {
            Event::Referred { segment, month } => {
                let (number, referred) = (entry.person, contract.calendar(month));
                people.push(Person { number, segment, referred, journeys: Vec::new() });
                starts.push(Vec::new());
            }
            Event::Started { month, end } => {
                let achievements = Vec::new();
                let (start, end) =
                    (contract.calendar(month), contract.calendar(end.saturating_sub(1)));
                people[place].journeys.push(Journey { start, end, achievements });
                starts[place].push(month);
            }
            Event::Achieved { line, start, month, is_late, is_verified } => {
                let journey = starts[place].iter().position(|one| *one == start);
                let Some(journey) = journey else { continue };
                let is_told_apart = month < plan.people.late_place();
                let claim = if is_late || month >= contract.claim_months {
                    Claim::Late
                } else if !is_verified {
                    Claim::NotVerified
                } else if !contract.claimable(line)[month] {
                    Claim::NotPayable
                } else {
                    let class = plan.people.segments[people[place].segment].class;
                    let cell = line * plan.people.n_classes() + class;
                    let period = contract.period_ends.partition_point(|end| *end < month);
                    Claim::Claimed {
                        price: Money::from_pence(contract.prices_in(month)[cell]),
                        paid_share: shares.get(period).copied().unwrap_or(0.0),
                        period_end: contract.period_end(period),
                    }
                };
                people[place].journeys[journey].achievements.push(Achievement {
                    line,
                    month: is_told_apart.then(|| contract.calendar(month)),
                    claim,
                });
            }
        }
    }
    for journey in people.iter_mut().flat_map(|person| &mut person.journeys) {
        // What has no month comes last.
        journey.achievements.sort_by_key(|one| (one.month.is_none(), one.month, one.line));
    }
    people
}

/// What was paid of what was earned in each claim period, grants and fees included.
fn paid_shares(plan: &Plan, trial: &Trial) -> Vec<f64> {
    let contract = &plan.terms.contract;
    let account = &trial.account;
    let mut first = 0;
    let periods = contract.period_ends.iter().zip(&account.settlement.paid_by_period);
    let shares = periods.map(|(end, paid)| {
        let months = first..end + 1;
        first = end + 1;
        let by_lines = account.claims.earned_by_month.get(months.clone()).unwrap_or_default();
        let fixed: i64 = months.map(|month| contract.grants[month] + contract.fees[month]).sum();
        let earned = by_lines.iter().sum::<i64>() + fixed;
        if earned > 0 { *paid as f64 / earned as f64 } else { 0.0 }
    });
    shares.collect()
}

/// Of several journeys that could claim a line the one does whose first claim is earlier, and of two alike the earlier one.
fn claim_once(person: &mut Person) {
    let claimed = |journey: &Journey, line: usize| {
        let claims = journey.achievements.iter().filter(|one| one.line == line);
        claims.filter(|one| matches!(one.claim, Claim::Claimed { .. })).map(|one| one.month).min()
    };
    let lines: Vec<usize> = person
        .journeys
        .iter()
        .flat_map(|journey| &journey.achievements)
        .map(|one| one.line)
        .collect();
    for line in lines {
        let firsts = person.journeys.iter().enumerate();
        let firsts = firsts.filter_map(|(at, journey)| Some((claimed(journey, line)?, at)));
        let Some((_, kept)) = firsts.min() else { continue };
        for (at, journey) in person.journeys.iter_mut().enumerate() {
            let others =
                journey.achievements.iter_mut().filter(|one| at != kept && one.line == line);
            for one in others.filter(|one| matches!(one.claim, Claim::Claimed { .. })) {
                one.claim = Claim::ClaimedBefore;
            }
        }
    }
}

fn months(plan: &Plan, trial: &Trial, people: &[Person]) -> Vec<ReplayedMonth> {
    let (contract, account) = (&plan.terms.contract, &trial.account);
    let fees = account.ledger.fees_by_month(&plan.terms.ledger);
    let at =
        |amounts: &[i64], month: usize| Money::from_pence(amounts.get(month).copied().unwrap_or(0));
    let mut months: Vec<ReplayedMonth> = (0..account.receipts.len())
        .map(|number| ReplayedMonth {
            number,
            earned: at(&account.claims.earned_by_month, number),
            receipts: at(&account.receipts, number),
            costs: at(&account.costs.by_month, number),
            fees: at(&fees, number),
            exposure: at(&account.ledger.exposure, number),
            ..ReplayedMonth::default()
        })
        .collect();
    let place =
        |month: CalendarMonth| (0..months.len()).find(|number| contract.calendar(*number) == month);
    let journeys = || people.iter().flat_map(|person| &person.journeys);
    let starts: Vec<usize> = journeys().filter_map(|journey| place(journey.start)).collect();
    let achieved = journeys().flat_map(|journey| &journey.achievements);
    let achieved: Vec<usize> = achieved.filter_map(|one| place(one.month?)).collect();
    starts.into_iter().for_each(|month| months[month].starts += 1);
    achieved.into_iter().for_each(|month| months[month].achieved += 1);
    months
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::run::figures::Figure;
    use crate::engine::{PreparedScenario, run_batch};
    use crate::share::PRESETS;

    #[test]
    fn a_replay_adds_up_to_the_future_that_it_replays() {
        for preset in PRESETS {
            let scenario = preset.open().unwrap().scenario;
            let prepared = PreparedScenario::new(&scenario).unwrap();
            let plan = prepared.plan();
            let batch = run_batch(plan, 0..3);
            for number in 0..3 {
                let replay = replay(plan, number).unwrap();
                let figure = |figure: Figure| batch.figure(figure)[number as usize];
                let sum = |of: fn(&ReplayedMonth) -> Money| {
                    replay.months.iter().map(of).sum::<Money>().pence()
                };
                assert_eq!(sum(|month| month.receipts), figure(Figure::Paid), "{}", preset.id);
                assert_eq!(sum(|month| month.costs), figure(Figure::Costs));
                assert_eq!(sum(|month| month.fees), figure(Figure::Fees));
                let deepest = replay.months.iter().map(|month| month.exposure).max().unwrap();
                assert_eq!(deepest.pence(), figure(Figure::Peak));
                let n_people = i64::try_from(replay.people.len()).unwrap();
                assert_eq!(n_people, figure(Figure::Referrals));
                let started = replay.people.iter().filter(|person| !person.journeys.is_empty());
                assert_eq!(i64::try_from(started.count()).unwrap(), figure(Figure::Starts));
                let has_bands =
                    scenario.rate_card.outcomes.iter().any(|line| !line.bands.is_empty());
                if !has_bands && plan.terms.contract.caps.person.is_none() {
                    let claims = replay.people.iter().flat_map(|person| &person.journeys);
                    let claims = claims.flat_map(|journey| &journey.achievements);
                    let claimed: Money = claims
                        .filter_map(|one| match one.claim {
                            Claim::Claimed { price, .. } => Some(price),
                            _ => None,
                        })
                        .sum();
                    assert_eq!(claimed.pence(), sum(|month| month.earned), "{}", preset.id);
                }
            }
        }
    }

    #[test]
    fn people_without_luck_are_no_single_people() {
        let mut scenario = PRESETS[0].open().unwrap().scenario;
        scenario.run.luck = false;
        let prepared = PreparedScenario::new(&scenario).unwrap();
        assert_eq!(replay(prepared.plan(), 0), None);
    }
}
