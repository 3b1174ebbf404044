//! A future that is replayed person by person is the future of the run.

use proptest::prelude::*;
use ratecard::engine::{Achievement, Claim, PreparedScenario, replay};
use ratecard::model::Money;

use super::any_scenario::{Any, config, scenarios};
use super::{FUTURES, future, pence};

/// A count of one future.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts are small")]
fn whole(count: f64) -> usize {
    assert!(count.fract().abs() < 1e-9 && count >= 0.0);
    count.round() as usize
}

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn single_people_add_up_to_what_is_counted(Any(scenario) in scenarios()) {
        let mut scenario = scenario;
        scenario.run.luck = true;
        let Ok(plan) = PreparedScenario::new(&scenario) else { return Ok(()) };
        for number in 0..FUTURES {
            let (summary, replay) = (future(&plan, number), replay(plan.plan(), number).unwrap());
            prop_assert_eq!(replay.people.len(), whole(summary.people.referrals.p50));
            let started = replay.people.iter().filter(|person| !person.journeys.is_empty());
            prop_assert_eq!(started.count(), whole(summary.people.starts.p50));
            let journeys = || replay.people.iter().flat_map(|person| &person.journeys);
            for journey in journeys() {
                prop_assert!(journey.start <= journey.end);
                let is_after = |one: &Achievement| one.month.is_none_or(|month| month >= journey.start);
                prop_assert!(journey.achievements.iter().all(is_after));
            }
            for (line, total) in summary.outcomes.iter().enumerate() {
                let of_line = || {
                    let all = journeys().flat_map(|journey| &journey.achievements);
                    all.filter(|one| one.line == line)
                };
                let n = |takes: fn(&Claim) -> bool| of_line().filter(|one| takes(&one.claim)).count();
                prop_assert_eq!(n(|_| true), whole(total.achieved.p50), "{}", total.id);
                prop_assert_eq!(n(|claim| matches!(claim, Claim::Late)), whole(total.late.p50), "{}", total.id);
                let claimed = n(|claim| matches!(claim, Claim::Claimed { .. }));
                prop_assert_eq!(claimed, whole(total.claimed.p50), "{}", total.id);
                let has_bands = !scenario.rate_card.outcomes[line].bands.is_empty();
                if !has_bands {
                    let priced: Money = of_line()
                        .filter_map(|one| match one.claim {
                            Claim::Claimed { price, .. } => Some(price),
                            _ => None,
                        })
                        .sum();
                    prop_assert_eq!(priced, total.earned.p50, "{}", total.id);
                }
            }
            let receipts: Money = replay.months.iter().map(|month| month.receipts).sum();
            prop_assert_eq!(receipts.pence(), pence(&summary.paid));
        }
    }
}
