//! What is earned, paid, capped, drawn and given back: every penny somewhere, and more of a limit never worse.

use proptest::prelude::*;
use ratecard::engine::summary::RankedRate;
use ratecard::engine::{PreparedScenario, run, run_case};
use ratecard::model::{AnnualRate, Case, Factor, Money, SegmentPrice};

use super::any_scenario::{Any, config, scenarios};
use super::{
    every_price, futures, keep_delivering, let_through, on_card, pence, side_by_side,
    with_a_penny_more,
};

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn what_is_earned_is_paid_or_taken_by_a_cap(Any(scenario) in scenarios()) {
        for future in futures(&scenario) {
            let sum = |amounts: &mut dyn Iterator<Item = i64>| amounts.sum::<i64>();
            let taken = sum(&mut future.unpaid_by_cap.iter().map(|cap| pence(&cap.taken)));
            prop_assert_eq!(pence(&future.earned), pence(&future.paid) + taken);
            prop_assert_eq!(pence(&future.unpaid), taken);
            let paid = pence(&future.paid);
            prop_assert_eq!(sum(&mut future.payers.iter().map(|payer| pence(&payer.paid))), paid);
            prop_assert_eq!(sum(&mut future.periods.iter().map(|period| pence(&period.paid))), paid);
            prop_assert_eq!(sum(&mut future.years.iter().map(|year| pence(&year.paid))), paid);
            for payer in &future.payers {
                prop_assert!(payer.most.is_none_or(|most| payer.paid.p50 <= most));
            }
            if let Some(last) = future.periods.last() {
                prop_assert_eq!(last.cumulative.p50, future.paid.p50);
            }
            let capital = &future.capital;
            prop_assert!(capital.peak.p50 <= capital.drawn.p50);
            let redraws = scenario.investment.redraw;
            prop_assert!(redraws || capital.drawn.p50 <= capital.commitment_most);
            prop_assert!(capital.peak.p50 <= capital.commitment_most);
            prop_assert_eq!(
                pence(&capital.loss),
                (pence(&capital.drawn) - pence(&capital.distributed)).max(0)
            );
        }
    }

    #[test]
    fn dearer_prices_never_earn_less(Any(scenario) in scenarios()) {
        let scenario = keep_delivering(scenario);
        let mut dearer = scenario.clone();
        every_price(&mut dearer, |price| price + price);
        for (usual, dearer) in side_by_side(&scenario, &dearer) {
            prop_assert!(dearer.earned.p50 >= usual.earned.p50);
        }
    }

    #[test]
    fn a_segments_own_price_that_is_the_lines_changes_nothing(Any(scenario) in scenarios(), which in 0..3usize) {
        let mut scenario = scenario;
        // Expected counts are rounded class by class, and of a month's claims bands count class by class.
        scenario.run.luck = true;
        let outcomes = &mut scenario.rate_card.outcomes;
        outcomes.iter_mut().for_each(|outcome| outcome.bands.clear());
        let line = on_card(&mut scenario);
        line.segment_prices.clear();
        line.price_changes.clear();
        let (id, price) = (line.id.clone(), line.price);
        for amendment in &mut scenario.contract.amendments {
            amendment.prices.retain(|price| price.outcome != id);
        }
        let n_segments = scenario.cohort.segments.len();
        let segment = &mut scenario.cohort.segments[which % n_segments];
        segment.price_factor = Factor::ONE;
        let own = SegmentPrice { segment: segment.id.clone(), price };
        let mut named = scenario.clone();
        on_card(&mut named).segment_prices.push(own);
        for (usual, named) in side_by_side(&scenario, &named) {
            prop_assert_eq!(&usual.outcomes, &named.outcomes);
            prop_assert_eq!(&usual.periods, &named.periods);
            prop_assert_eq!(&usual.payers, &named.payers);
            prop_assert_eq!(&usual.unpaid_by_cap, &named.unpaid_by_cap);
            prop_assert_eq!(&usual.capital, &named.capital);
        }
    }

    #[test]
    fn a_higher_contract_cap_never_pays_less(Any(scenario) in scenarios(), more in 0..5_000_000i64) {
        let mut scenario = keep_delivering(scenario);
        for amendment in &mut scenario.contract.amendments {
            amendment.contract_cap = None;
        }
        let cap = scenario.contract.caps.contract.unwrap_or(Money::from_pence(1_000_000));
        scenario.contract.caps.contract = Some(cap);
        let mut higher = scenario.clone();
        higher.contract.caps.contract = Some(cap + Money::from_pence(more));
        for (usual, higher) in side_by_side(&scenario, &higher) {
            prop_assert!(usual.paid.p50 <= cap);
            prop_assert!(higher.paid.p50 >= usual.paid.p50);
            prop_assert_eq!(higher.earned, usual.earned);
        }
    }

    #[test]
    fn a_penny_more_of_a_limit_moves_at_most_a_penny(Any(scenario) in scenarios()) {
        let scenario = keep_delivering(scenario);
        let usual = futures(&scenario);
        for (cap, raised) in with_a_penny_more(&scenario) {
            for (usual, raised) in usual.iter().zip(futures(&raised)) {
                prop_assert_eq!(raised.earned, usual.earned);
                // A cap counts what those before it let through, and its own limit decides what it lets through.
                let moved = let_through(&raised, cap) - let_through(usual, cap);
                prop_assert!((0..=1).contains(&moved), "{cap:?} moves {moved}");
            }
        }
    }

    #[test]
    fn more_commitment_leaves_no_more_need_unfunded(Any(scenario) in scenarios(), more in 0..5_000_000i64) {
        let mut scenario = scenario;
        // A larger commitment, and more of it out, cost more where fees are taken on them.
        scenario.investment.fees = None;
        let mut larger = scenario.clone();
        larger.investment.commitment.most += Money::from_pence(more);
        for (usual, larger) in side_by_side(&scenario, &larger) {
            prop_assert!(larger.capital.unfunded.p50 <= usual.capital.unfunded.p50);
            prop_assert!(larger.capital.over_most.futures <= usual.capital.over_most.futures);
        }
    }

    #[test]
    fn holding_more_back_leaves_no_more_need_unfunded(Any(scenario) in scenarios(), more in 0..12u16) {
        let mut scenario = scenario;
        // Capital that stays out longer costs more where fees are taken on it.
        scenario.investment.fees = None;
        scenario.investment.keep_planned_need = false;
        let mut reserved = scenario.clone();
        reserved.investment.reserve_months += more;
        let mut planned = reserved.clone();
        planned.investment.keep_planned_need = true;
        for (less, more) in [(&scenario, &reserved), (&reserved, &planned)] {
            for (less, more) in side_by_side(less, more) {
                prop_assert!(more.capital.unfunded.p50 <= less.capital.unfunded.p50);
                prop_assert_eq!(more.paid, less.paid);
            }
        }
    }

    #[test]
    fn the_central_case_never_runs_short_after_its_planned_need_was_kept(Any(scenario) in scenarios()) {
        let mut scenario = scenario;
        scenario.investment.keep_planned_need = true;
        if let Some(fees) = &mut scenario.investment.fees {
            // Such fees depend on what is held back, so that their own need is told closely and not to the penny.
            fees.on_drawn = AnnualRate::ZERO;
        }
        if let Ok(central) = run_case(&scenario, Case::Central) {
            prop_assert_eq!(central.capital.unfunded_after_return.futures, 0);
        }
    }

    #[test]
    fn returns_leave_no_future_out_that_uses_capital(Any(scenario) in scenarios()) {
        let mut scenario = scenario;
        scenario.run.trials = 20;
        let capital = run(&PreparedScenario::new(&scenario).unwrap()).capital;
        let n_used = capital.no_capital.of - capital.no_capital.futures;
        let Some(irr) = capital.irr else {
            prop_assert_eq!(n_used, 0);
            return Ok(());
        };
        prop_assert_eq!(irr.without.of, n_used);
        prop_assert_eq!(irr.range.is_some(), irr.without.futures == 0);
        prop_assert_eq!(capital.payback_of_all.unwrap().never.of, n_used);
        // Where more than a tenth of those that use capital lose, the tenth percentile of the rate is a loss.
        let n_loss = capital.loss_chance.futures;
        if n_loss >= n_used.div_ceil(10) {
            let is_loss = match irr.p10 {
                RankedRate::BelowEveryRate => true,
                RankedRate::Rate(rate) => rate < 0.0,
                RankedRate::AboveEveryRate => false,
            };
            prop_assert!(is_loss, "{irr:?} with {n_loss} losses of {n_used}");
        }
    }
}
