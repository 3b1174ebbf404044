//! Ranges of trials: simulated, kept for other terms, and priced again.

pub(super) mod batch;
pub(super) mod columns;
pub(super) mod counts;
pub(super) mod figures;
pub(super) mod kept;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod laws;
pub(super) mod paired;
mod planned_need;
pub(super) mod replay;
pub(super) mod trial;

use std::ops::Range;

use crate::engine::money::account::Account;
use crate::engine::money::repricing::LastPricing;
use crate::engine::people::sums::Sums;
use crate::engine::plan::Plan;
use crate::model::Case;

use batch::Batch;
use columns::Layout;
use kept::{KeptPeople, KeptTrial};
use trial::{Trial, TrialKind, has_twin};

/// Simulates a range of trials. Trials do not depend on the range they are in.
pub fn run_batch(plan: &Plan, trials: Range<u32>) -> Batch {
    run_trials(plan, trials, None)
}

/// Simulates a range of trials, and keeps their people where the plan allows it.
pub fn run_and_keep(plan: &Plan, trials: Range<u32>) -> (Batch, Option<KeptPeople>) {
    let mut kept = KeptPeople::new(plan, trials.clone());
    let batch = run_trials(plan, trials, kept.as_mut());
    if let Some(kept) = &mut kept {
        kept.sums.clone_from(&batch.sums);
    }
    (batch, kept.filter(KeptPeople::is_whole))
}

fn run_trials(plan: &Plan, trials: Range<u32>, mut kept: Option<&mut KeptPeople>) -> Batch {
    let layout = Layout::new(plan);
    let mut batch = Batch::new(&layout, trials.clone(), Sums::none(&plan.people), None);
    let (mut own, mut twin) = (Trial::default(), Trial::default());
    for (row, number) in trials.enumerate() {
        let counts = own.run(plan, TrialKind::Own(number));
        batch.sums.add_trial(counts);
        if let Some(kept) = &mut kept {
            kept.keep(counts);
        }
        let has_twin = has_twin(plan, number);
        if has_twin {
            let counts = twin.run(plan, TrialKind::Twin(number));
            if let Some(kept) = &mut kept {
                kept.keep(counts);
            }
        }
        let twin = if has_twin { &twin } else { &own };
        batch.write(&layout, plan, row, &own.account, &twin.account);
    }
    batch
}

/// Prices people that were kept: the same batch as a simulation of their trials would give. An earlier batch may
/// lend its room.
///
/// `plan` must have the same people as the one they were kept of (see [`Plan::shares_kept_people_with`]).
pub fn price(plan: &Plan, kept: &mut KeptPeople, room: Option<Batch>) -> Batch {
    let layout = Layout::new(plan);
    let mut batch = Batch::new(&layout, kept.trials(), kept.sums.clone(), room);
    let mut last = std::mem::take(&mut kept.last_pricing);
    let valid = last.note_terms(plan, kept.n_futures(), kept.are_whole());
    let (mut own, mut twin) = (Account::default(), Account::default());
    let mut futures = kept.iter().enumerate();
    let mut price_next = |last: &mut LastPricing, kind: TrialKind, account: &mut Account| {
        // A kept range is whole.
        let (number, trial) = futures.next()?;
        last.exchange(number, &mut account.claims, &mut account.costs.by_month);
        let world = kind.world_source(plan);
        match trial {
            KeptTrial::Whole(counts) => account.run(plan, counts, world, &valid),
            KeptTrial::Expected(counts) => account.run(plan, counts, world, &valid),
        }
        Some(number)
    };
    for (row, number) in kept.trials().enumerate() {
        let of_own = price_next(&mut last, TrialKind::Own(number), &mut own);
        let has_twin = has_twin(plan, number);
        let of_twin = has_twin.then(|| price_next(&mut last, TrialKind::Twin(number), &mut twin));
        batch.write(&layout, plan, row, &own, if has_twin { &twin } else { &own });
        for (number, account) in [(of_own, &mut own), (of_twin.flatten(), &mut twin)] {
            let Some(number) = number else { continue };
            last.exchange(number, &mut account.claims, &mut account.costs.by_month);
        }
    }
    drop(futures);
    kept.last_pricing = last;
    batch
}

/// Runs one named case, as a batch of a single trial.
pub(in crate::engine) fn run_case(plan: &Plan, case: Case) -> Batch {
    let layout = Layout::new(plan);
    let mut batch = Batch::new(&layout, 0..1, Sums::none(&plan.people), None);
    let mut trial = Trial::default();
    batch.sums.add_trial(trial.run(plan, TrialKind::Case(case)));
    batch.write(&layout, plan, 0, &trial.account, &trial.account);
    batch
}
