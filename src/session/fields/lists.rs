//! The lists to which the page can add entries, and from which it can remove them.

use crate::model::{Quantity, ReferralStep, Scenario, path};

/// How a list grows and shrinks.
struct List {
    path: &'static str,
    add: fn(&mut Scenario),
    /// Takes out the entry with this number, which exists.
    remove: fn(&mut Scenario, usize),
    len: fn(&Scenario) -> usize,
}

const LISTS: &[List] = &[List {
    path: "cohort.referrals",
    add: add_referral_step,
    remove: |scenario, index| {
        scenario.cohort.referrals.remove(index);
    },
    len: |scenario| scenario.cohort.referrals.len(),
}];

fn add_referral_step(scenario: &mut Scenario) {
    const MONTHS_LATER: u16 = 6;
    let steps = &mut scenario.cohort.referrals;
    let last = steps.last().copied();
    steps.push(ReferralStep {
        from_month: last.map_or(0, |step| step.from_month + MONTHS_LATER),
        per_month: last.map_or(Quantity::ZERO, |step| step.per_month),
        ramp: false,
    });
}

/// Adds an entry at the end of a list; says whether this list takes any.
pub(in crate::session) fn add_entry(scenario: &mut Scenario, list: &str) -> bool {
    let list = LISTS.iter().find(|known| known.path == list);
    list.inspect(|list| (list.add)(scenario)).is_some()
}

/// Takes an entry out of its list; says whether it was there and could be taken out.
pub(in crate::session) fn remove_entry(scenario: &mut Scenario, entry: &str) -> bool {
    let Some((list, index)) = path::split_entry(entry) else { return false };
    let list = LISTS.iter().find(|known| known.path == list);
    match list.filter(|list| index < (list.len)(scenario)) {
        Some(list) => {
            (list.remove)(scenario, index);
            true
        }
        None => false,
    }
}
