//! However a run is split, kept or compared, its figures are the same ones.

use proptest::prelude::*;
use ratecard::engine::{
    Collector, PreparedScenario, price as price_kept, run, run_and_keep, run_batch,
};
use ratecard::model::{Contract, Factor, Money, Payer, ReturnerClaims, Run, Scenario};

use super::any_scenario::{Any, config, scenarios};
use super::{
    FUTURES, every_price, keep_delivering, on_card, side_by_side, without_caps, without_person_caps,
};

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn any_split_into_batches_in_any_order_gives_the_same_summary(
        Any(scenario) in scenarios(),
        cuts in proptest::collection::vec(1..6u32, 12),
        turn in 0..12usize,
    ) {
        let plan = PreparedScenario::new(&scenario).unwrap();
        let whole = run(&plan);
        prop_assert_eq!(whole.trials, scenario.run.trials);
        for sizes in [vec![1; 12], vec![2; 12], vec![5; 12], cuts] {
            let mut batches = Vec::new();
            let mut next = 0;
            for size in sizes {
                let end = (next + size).min(plan.plan().n_trials());
                if next < end {
                    batches.push(run_batch(plan.plan(), next..end));
                }
                next = end;
            }
            prop_assert_eq!(next, plan.plan().n_trials());
            let n_batches = batches.len();
            batches.rotate_left(turn % n_batches);
            if turn % 2 == 1 {
                batches.reverse();
            }
            let mut collector = Collector::new(&plan);
            // What comes twice, or holds nothing, counts once, or not at all.
            collector.add(run_batch(plan.plan(), 0..0));
            collector.add(batches[0].clone());
            for batch in batches {
                collector.add(batch);
            }
            prop_assert_eq!(&collector.summary(), &whole);
        }
    }

    #[test]
    fn kept_people_can_be_priced_under_any_other_terms(
        Any(scenario) in scenarios(),
        Any(other) in scenarios(),
        price in 0..50_000i64,
    ) {
        // Delivery that stops at the cap, and caps per person, need people to be simulated anew.
        let mut before = keep_delivering(scenario);
        without_person_caps(&mut before.contract);
        let mut after = before.clone();
        every_price(&mut after, |old| old + Money::from_pence(price));
        after.contract.caps.contract = other.contract.caps.contract;
        after.contract.caps.year = other.contract.caps.year;
        after.contract.claim_period = other.contract.claim_period;
        after.contract.payers = other.contract.payers;
        after.contract.payer_shares = other.contract.payer_shares;
        after.contract.payer_shares.iter_mut().for_each(|shares| shares.applies_to = None);
        after.contract.payer_shares.dedup_by_key(|shares| shares.from_month);
        after.contract.service_fees = other.contract.service_fees;
        after.contract.exhausted_payer = other.contract.exhausted_payer;
        after.contract.payment_lag_months = other.contract.payment_lag_months;
        let returns = after.cohort.re_referral.is_some();
        if !(returns && after.rate_card.returners == ReturnerClaims::OncePerPerson) {
            // Elsewhere what cannot be claimed decides which journey uses up the right to a claim.
            after.contract.grants = Vec::new();
        }
        after.costs = other.costs;
        after.investment = other.investment;
        after.uncertainty.shocks.iter_mut().for_each(|shock| shock.costs = Factor::new(1.7).unwrap());
        let before = PreparedScenario::new(&before);
        let after = PreparedScenario::new(&after);
        prop_assume!(before.is_ok() && after.is_ok());
        let (before, after) = (before.unwrap(), after.unwrap());
        prop_assert!(after.plan().has_same_people_as(before.plan()));
        let trials = 6..6 + 2 * FUTURES;
        let (_, kept) = run_and_keep(before.plan(), trials.clone());
        let mut kept = kept.unwrap();
        prop_assert_eq!(kept.trials(), trials.clone());
        // Whatever they were priced under before: with one line changed or all of them, with another cap, other costs or
        // another worth alone, with bands and without.
        let changed = |change: &dyn Fn(&mut Scenario)| {
            let mut scenario = after.scenario().clone();
            change(&mut scenario);
            PreparedScenario::new(&scenario)
        };
        let one_line = changed(&|scenario| {
            on_card(scenario).price = Money::from_pence(price);
        });
        let costs = changed(&|scenario| scenario.costs = before.scenario().costs.clone());
        let no_bands = changed(&|scenario| {
            scenario.rate_card.outcomes.iter_mut().for_each(|outcome| outcome.bands.clear());
        });
        let cap = changed(&|scenario| {
            scenario.contract.caps.contract = Some(Money::from_pence(100 * price));
        });
        let worth = changed(&|scenario| {
            let outcome = on_card(scenario);
            outcome.lasting = !outcome.lasting;
        });
        prop_assume!([&one_line, &costs, &no_bands, &cap, &worth].iter().all(|plan| plan.is_ok()));
        let [one_line, costs, no_bands] = [one_line, costs, no_bands].map(Result::unwrap);
        let [cap, worth] = [cap, worth].map(Result::unwrap);
        let (mut room, mut older) = (None, None);
        for (number, plan) in [
            &after, &one_line, &cap, &no_bands, &costs, &no_bands, &cap, &worth, &before, &before,
            &after, &one_line, &after, &cap,
        ]
        .into_iter()
        .enumerate()
        {
            // Mostly the batch that came last lends its room, now and then an older one, or none.
            let lent = if number % 5 == 4 { older.take() } else { room.take() };
            let batch = price_kept(plan.plan(), &mut kept, lent);
            prop_assert_eq!(&batch, &run_batch(plan.plan(), trials.clone()));
            older = room.replace(batch);
        }
    }

    #[test]
    fn a_future_does_not_depend_on_how_many_there_are(Any(scenario) in scenarios()) {
        let mut more = scenario.clone();
        more.run.trials = 3 * scenario.run.trials + 1;
        for (few, many) in side_by_side(&scenario, &more) {
            prop_assert_eq!(few, many);
        }
    }

    #[test]
    fn terms_and_costs_change_nobodys_journey(Any(scenario) in scenarios(), Any(other) in scenarios()) {
        let scenario = keep_delivering(scenario);
        let mut changed = scenario.clone();
        every_price(&mut changed, |price| Money::from_pence(price.pence() / 3 + 17));
        let contract = without_caps(changed.contract);
        changed.contract = Contract {
            payers: vec![Payer {
                share_bp: 10_000,
                most: None,
                most_in_year: None,
                ..contract.payers[0].clone()
            }],
            payer_shares: Vec::new(),
            grants: Vec::new(),
            claim_period: other.contract.claim_period,
            payment_lag_months: other.contract.payment_lag_months,
            service_fees: other.contract.service_fees,
            indexation: other.contract.indexation,
            ..contract
        };
        changed.contract.caps.contract = other.contract.caps.contract;
        changed.costs = other.costs;
        changed.investment = other.investment;
        for (usual, changed) in side_by_side(&scenario, &changed) {
            prop_assert_eq!(usual.people, changed.people);
            for (usual, changed) in usual.outcomes.iter().zip(&changed.outcomes) {
                prop_assert_eq!(usual.achieved, changed.achieved);
                prop_assert_eq!(usual.late, changed.late);
            }
        }
    }

    #[test]
    fn a_change_agrees_with_the_summaries_of_both_scenarios(
        Any(before) in scenarios(),
        Any(other) in scenarios(),
        what in 0..3_u8,
    ) {
        let mut after = before.clone();
        match what {
            0 => {
                let mut other = other;
                on_card(&mut after).price = on_card(&mut other).price;
            }
            1 => after.costs = other.costs,
            _ => after = other,
        }
        let collected = |scenario: &Scenario| {
            let mut scenario = scenario.clone();
            scenario.run = Run { seed: before.run.seed, trials: 40, ..scenario.run };
            let prepared = PreparedScenario::new(&scenario).unwrap();
            let mut collector = Collector::new(&prepared);
            collector.add(run_batch(prepared.plan(), 0..40));
            collector
        };
        let (before, after) = (collected(&before), collected(&after));
        let change = after.change_from(&before).unwrap();
        let (old, new) = (before.summary(), after.summary());
        prop_assert_eq!(change.trials, 40);
        let (old_capital, new_capital) = (&old.capital, &new.capital);
        for (difference, old, new) in [
            (&change.earned, &old.earned, &new.earned),
            (&change.paid, &old.paid, &new.paid),
            (&change.unpaid, &old.unpaid, &new.unpaid),
            (&change.unpaid_after, &old.cap.unpaid_after, &new.cap.unpaid_after),
            (&change.peak, &old_capital.peak, &new_capital.peak),
            (&change.drawn, &old_capital.drawn, &new_capital.drawn),
            (&change.distributed, &old_capital.distributed, &new_capital.distributed),
            (&change.loss, &old_capital.loss, &new_capital.loss),
            (&change.unfunded, &old_capital.unfunded, &new_capital.unfunded),
            (&change.costs, &old_capital.costs, &new_capital.costs),
            (&change.fees, &old_capital.fees, &new_capital.fees),
        ] {
            let expected = new.mean - old.mean;
            prop_assert!((difference.amount.mean - expected).abs() < 1e-5 + 1e-12 * new.mean.abs());
            prop_assert!(difference.less.futures + difference.more.futures <= 40);
        }
        for (of, old, new) in [
            (&change.cap_reached, old.cap.probability, new.cap.probability),
            (&change.over_least, old_capital.over_least, new_capital.over_least),
            (&change.over_most, old_capital.over_most, new_capital.over_most),
            (&change.loss_chance, old_capital.loss_chance, new_capital.loss_chance),
            (&change.unfunded_chance, old_capital.unfunded_chance, new_capital.unfunded_chance),
            (
                &change.unfunded_after_return,
                old_capital.unfunded_after_return,
                new_capital.unfunded_after_return,
            ),
        ] {
            prop_assert_eq!((of.before, of.after), (old, new));
            prop_assert_eq!(of.gained.futures + of.before.futures, of.after.futures + of.lost.futures);
        }
        // Seen from the other side, everything is the other way round.
        let back = before.change_from(&after).unwrap();
        prop_assert_eq!((back.paid.less, back.paid.more), (change.paid.more, change.paid.less));
        prop_assert!((back.paid.amount.mean + change.paid.amount.mean).abs() < 1e-5);
        let (there, back) = (change.cap_reached, back.cap_reached);
        prop_assert_eq!((back.gained, back.lost, back.error), (there.lost, there.gained, there.error));
    }
}
