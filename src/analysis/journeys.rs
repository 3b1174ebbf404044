//! Single people of one future: who is wanted among them, and what happens to all of them as a log.

pub use crate::engine::{Achievement, Claim, Journey, Person, Replay, ReplayedMonth};

use serde::{Deserialize, Serialize};

use crate::engine::{PreparedScenario, replay};
use crate::model::{Money, Problem, Scenario};

/// Which people are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Who {
    /// Everybody who starts.
    #[default]
    Anybody,
    /// Those who achieve the outcome of this id.
    Outcome(String),
    /// Those of the segment of this id who start.
    Segment(String),
    /// Those for whom less is paid than was claimed.
    LostPay,
}

/// Below it a part that is paid is less than all of it, beyond what pence make.
const ALL: f64 = 0.999_95;

/// Replays one future of a scenario, by its number from 0; none where people have no luck.
///
/// # Errors
/// If the scenario cannot be run.
pub fn replayed(scenario: &Scenario, future: u32) -> Result<Option<Replay>, Vec<Problem>> {
    Ok(replay(PreparedScenario::new(scenario)?.plan(), future))
}

/// Whether a person is one of those who are wanted.
pub fn is_wanted(person: &Person, who: &Who, scenario: &Scenario) -> bool {
    let starts = !person.journeys.is_empty();
    match who {
        Who::Anybody => starts,
        Who::Outcome(id) => {
            let line = scenario.rate_card.index_of(id);
            achievements(person).any(|one| Some(one.line) == line)
        }
        Who::Segment(id) => {
            let segment = scenario.cohort.segments.get(person.segment);
            starts && segment.is_some_and(|segment| segment.id == *id)
        }
        Who::LostPay => achievements(person).any(|one| {
            matches!(one.claim, Claim::Claimed { paid_share, price, .. } if paid_share < ALL && price > Money::ZERO)
        }),
    }
}

/// The next wanted person after one, or the one before, going round at the end. `from` is where the search begins, and is
/// itself found last.
pub fn found<'r>(
    replay: &'r Replay,
    who: &Who,
    scenario: &Scenario,
    from: Option<u32>,
    backwards: bool,
) -> Option<&'r Person> {
    let n = replay.people.len();
    let start = match from {
        Some(from) => from as usize % n.max(1),
        None if backwards => 0,
        None => n.saturating_sub(1),
    };
    let order =
        (1..=n).map(|step| if backwards { (start + n - step) % n } else { (start + step) % n });
    order.map(|place| &replay.people[place]).find(|person| is_wanted(person, who, scenario))
}

/// All that a person achieves, journey by journey.
pub fn achievements(person: &Person) -> impl Iterator<Item = &Achievement> {
    person.journeys.iter().flat_map(|journey| &journey.achievements)
}

/// What is claimed for a person, and about what is paid of it.
pub fn claimed_and_paid(person: &Person) -> (Money, Money) {
    let (mut claimed, mut paid) = (Money::ZERO, 0.0);
    for one in achievements(person) {
        if let Claim::Claimed { price, paid_share, .. } = one.claim {
            claimed += price;
            paid += price.pounds() * paid_share;
        }
    }
    (claimed, Money::from_pounds((paid * 100.0).round() / 100.0).unwrap_or(claimed).min(claimed))
}

/// Whether all of a claim is paid, as far as its period tells.
pub fn is_paid_in_full(paid_share: f64) -> bool {
    paid_share >= ALL
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::share::preset;

    #[test]
    fn people_are_found_by_what_they_come_to() {
        let scenario = preset("kirklees").unwrap().open().unwrap().scenario;
        let replay = replayed(&scenario, 0).unwrap().unwrap();
        let home = scenario.rate_card.outcomes.iter().find(|line| line.lasting).unwrap();
        let index = scenario.rate_card.index_of(&home.id).unwrap();
        for who in [Who::Anybody, Who::Outcome(home.id.clone()), Who::LostPay] {
            let first = found(&replay, &who, &scenario, None, false).unwrap();
            let second = found(&replay, &who, &scenario, Some(first.number), false).unwrap();
            assert!(second.number > first.number, "{who:?}");
            let back = found(&replay, &who, &scenario, Some(second.number), true).unwrap();
            assert_eq!(back.number, first.number);
        }
        let who = Who::Outcome(home.id.clone());
        let person = found(&replay, &who, &scenario, None, false).unwrap();
        assert!(achievements(person).any(|one| one.line == index));
        let (claimed, paid) = claimed_and_paid(person);
        assert!(claimed > Money::ZERO && paid <= claimed);
        let nobody = Who::Segment("no such".to_owned());
        assert_eq!(found(&replay, &nobody, &scenario, None, false), None);
    }
}
