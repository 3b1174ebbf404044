//! The laws of money and people, for any scenario: what no trial may break, whatever the figures.
//!
//! Laws that can be seen from outside are in `tests/properties/`; these look inside one trial.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use proptest::prelude::*;

use crate::model;

#[path = "../../../tests/any_scenario/mod.rs"]
mod any_scenario;

use any_scenario::{Any, config, scenarios};

use crate::engine::dice::rng::Key;
use crate::engine::money::account::Account;
use crate::engine::money::claims::{Claims, LineClaims};
use crate::engine::money::ledger::Ledger;
use crate::engine::money::settlement::Settlement;
use crate::engine::people::arrivals;
use crate::engine::people::monthly_counts::{Cells, Headcount, MonthlyCounts};
use crate::engine::people::simulate;
use crate::engine::people::simulated::{People, PersonClaim};
use crate::engine::people::stop::Stop;
use crate::engine::people::unknowns::Unknowns;
use crate::engine::plan::caps::CapKind;
use crate::engine::plan::people::PeoplePlan;
use crate::engine::plan::{Plan, PreparedScenario};

use super::trial::{Trial, TrialKind};

const TRIALS: u32 = 3;

proptest! {
    #![proptest_config(config(3_000))]

    #[test]
    fn every_penny_is_accounted_for(Any(scenario) in scenarios()) {
        let plan = PreparedScenario::new(&scenario).unwrap().plan;
        let mut trial = Trial::default();
        for number in 0..TRIALS {
            trial.run(&plan, TrialKind::Own(number));
            conserves(&plan, &trial.account)?;
            keeps_caps(&plan, &trial.account.settlement)?;
            balances(&plan, &trial.account)?;
        }
    }

    #[test]
    fn people_add_up(Any(scenario) in scenarios()) {
        let plan = PreparedScenario::new(&scenario).unwrap().plan;
        let mut trial = Trial::default();
        for number in 0..TRIALS {
            trial.run(&plan, TrialKind::Own(number));
            if plan.terms.run.luck {
                people_add_up_in(&plan, number)?;
            }
            for line in 0..plan.terms.contract.n_lines() {
                let claims = &trial.account.claims;
                let LineClaims { achieved, late, claimed, .. } = claims.lines[line];
                prop_assert!(late <= achieved + 1e-6);
                prop_assert!(claimed <= achieved - late + 1e-6);
                prop_assert!(claimed > -1e-6);
            }
        }
    }
}

/// Scenarios that broke a law once.
const FOUND: [&str; 1] = [include_str!("found/a_claim_out_of_time_beside_one_taken_back.json")];

#[test]
fn what_broke_a_law_once_keeps_all_of_them() {
    for found in FOUND {
        let scenario = model::Scenario::read(serde_json::from_str(found).unwrap()).unwrap().0;
        let plan = PreparedScenario::new(&scenario).unwrap().plan;
        let mut trial = Trial::default();
        for number in 0..TRIALS {
            trial.run(&plan, TrialKind::Own(number));
            conserves(&plan, &trial.account).unwrap();
            keeps_caps(&plan, &trial.account.settlement).unwrap();
            balances(&plan, &trial.account).unwrap();
            people_add_up_in(&plan, number).unwrap();
        }
    }
}

fn conserves(plan: &Plan, account: &Account) -> Result<(), TestCaseError> {
    let (settlement, n_lines) = (&account.settlement, plan.terms.contract.n_lines());
    let earned_by_line: Vec<i64> = account.claims.lines.iter().map(|line| line.earned).collect();
    let earned_by_line = &earned_by_line;
    let contract = &plan.terms.contract;
    // No fee is earned once everything has stopped.
    let fee_months = match account.stop_at_cap(plan) {
        Some(Stop::Everything(month)) => month.min(contract.fees.len()),
        _ => contract.fees.len(),
    };
    let fixed: i64 = contract.grants.iter().chain(&contract.fees[..fee_months]).sum();
    let sum = |amounts: &[i64]| amounts.iter().sum::<i64>();
    prop_assert_eq!(settlement.earned, settlement.paid + sum(&settlement.unpaid));
    prop_assert_eq!(settlement.earned, sum(earned_by_line) + fixed);
    prop_assert_eq!(settlement.paid, sum(&settlement.payers.paid));
    prop_assert_eq!(settlement.paid, sum(&settlement.paid_by_period));
    // What lines do not get is grants and fees.
    let fixed_paid = settlement.paid - sum(&settlement.paid_by_line[..n_lines]);
    prop_assert!((0..=fixed).contains(&fixed_paid));
    let amounts = [
        &settlement.unpaid[..],
        &settlement.payers.paid,
        &settlement.paid_by_period,
        &settlement.paid_by_line[..n_lines],
        earned_by_line,
        &account.claims.over_person_cap,
    ];
    prop_assert!(amounts.iter().all(|amounts| amounts.iter().all(|amount| *amount >= 0)));
    for (paid, earned) in settlement.paid_by_line.iter().zip(earned_by_line) {
        prop_assert!(paid <= earned);
    }
    for cap in CapKind::ALL.map(|cap| cap as usize) {
        // A yearly cap can bite and pay in full a year later.
        prop_assert!(settlement.unpaid[cap] == 0 || settlement.first_bite[cap].is_some());
    }
    prop_assert!((0..=settlement.earned - settlement.paid).contains(&settlement.unpaid_after));
    Ok(())
}

fn keeps_caps(plan: &Plan, settlement: &Settlement) -> Result<(), TestCaseError> {
    let contract = &plan.terms.contract;
    payers_keep_limits(plan, settlement)?;
    let mut reached = None;
    if let Some(caps) = &contract.caps.contract {
        let (mut paid, mut highest) = (0, 0);
        for (period, cap) in caps.iter().enumerate() {
            paid += settlement.paid_by_period[period];
            highest = highest.max(*cap);
            prop_assert!(paid <= highest, "period {period}");
            if paid >= *cap {
                reached.get_or_insert(period);
            }
        }
    }
    prop_assert_eq!(settlement.reached, reached);
    if let Some(cap) = &contract.caps.year {
        let paid = by_year(&cap.year_of, settlement.paid_by_period.iter().copied());
        let (mut allowed, mut paid_so_far) = (0, 0);
        for (year, paid) in paid {
            allowed = if cap.carries_unspent { allowed } else { paid_so_far };
            allowed += cap.most[year];
            paid_so_far += paid;
            prop_assert!(paid_so_far <= allowed, "year {year}");
        }
    }
    for cap in &contract.caps.lines {
        let paid = settlement.paid_by_line[cap.line];
        let mosts: Option<Vec<i64>> = cap.by_period.iter().map(|in_force| in_force.most).collect();
        if let Some(most) = mosts.and_then(|mosts| mosts.into_iter().max()) {
            prop_assert!(paid <= most);
        }
        let claims: Option<Vec<u32>> =
            cap.by_period.iter().map(|in_force| in_force.most_claims).collect();
        if let Some(claims) = claims.and_then(|claims| claims.into_iter().max()) {
            let dearest = (0..plan.people.n_classes())
                .flat_map(|class| {
                    (0..contract.claim_months).flat_map(move |month| {
                        let numbers = contract.bands[cap.line].iter().map(|band| band.from_claim);
                        std::iter::once(1).chain(numbers).map(move |number| {
                            contract.banded_price(cap.line, class, month, number)
                        })
                    })
                })
                .max();
            // Without luck, counts are not whole, and each of their amounts is rounded.
            prop_assert!(paid <= i64::from(claims) * dearest.unwrap_or(0) + 100);
        }
    }
    for group in &contract.caps.groups {
        let paid: i64 = group.lines.iter().map(|line| settlement.paid_by_line[*line]).sum();
        prop_assert!(paid <= group.most.iter().copied().max().unwrap_or(0));
    }
    Ok(())
}

fn by_year(year_of: &[usize], amounts: impl Iterator<Item = i64>) -> BTreeMap<usize, i64> {
    let mut years = BTreeMap::new();
    for (year, amount) in year_of.iter().zip(amounts) {
        *years.entry(*year).or_default() += amount;
    }
    years
}

/// No payer pays more than its most, in all and in a year, and none without a share pays anything.
fn payers_keep_limits(plan: &Plan, settlement: &Settlement) -> Result<(), TestCaseError> {
    let payers = &plan.terms.contract.payers;
    for (payer, limit) in payers.limits.iter().enumerate() {
        prop_assert!(limit.most.is_none_or(|most| settlement.payers.paid[payer] <= most));
        let Some(yearly) = &limit.yearly else { continue };
        let of_payer = settlement.payer_periods.iter().skip(payer).step_by(payers.n_payers());
        for (year, paid) in by_year(&yearly.year_of, of_payer.copied()) {
            prop_assert!(paid <= yearly.most[year], "payer {payer} in year {year}");
        }
    }
    let never_pays = |payer: usize| payers.share_sets.iter().all(|shares| shares[payer] == 0);
    for (payer, paid) in settlement.payers.paid.iter().enumerate() {
        prop_assert!(*paid == 0 || !never_pays(payer));
    }
    Ok(())
}

fn balances(plan: &Plan, account: &Account) -> Result<(), TestCaseError> {
    let ledger = &account.ledger;
    prop_assert_eq!(ledger.receipts, account.settlement.paid);
    let terms = &plan.terms.ledger;
    prop_assert_eq!(
        ledger.receipts + ledger.drawn + ledger.unfunded,
        ledger.costs + ledger.fees + ledger.distributed + ledger.to_others + ledger.closing_cash
    );
    prop_assert_eq!(ledger.fees, ledger.fees_by_month(terms).iter().sum::<i64>());
    // The last month distributes all that is there.
    prop_assert_eq!(ledger.closing_cash, 0);
    let amounts = [ledger.costs, ledger.fees, ledger.drawn, ledger.distributed, ledger.owed];
    prop_assert!(amounts.into_iter().all(|amount| amount >= 0));
    draws_keep_to_the_commitment(plan, ledger)?;
    prop_assert_eq!(ledger.exposure.iter().max().copied(), Some(ledger.peak));
    prop_assert!(ledger.peak == 0 || ledger.exposure[ledger.peak_month] == ledger.peak);
    prop_assert_eq!(ledger.exposure.iter().sum::<i64>(), ledger.exposure_months);
    prop_assert!(ledger.unfunded <= ledger.peak_unfunded);
    prop_assert!(ledger.unfunded_after_return <= ledger.peak_unfunded);
    prop_assert_eq!(ledger.first_unfunded.is_some(), ledger.peak_unfunded > 0);
    prop_assert!(ledger.peak_need >= ledger.peak);
    let left = ledger.exposure.last().copied().unwrap_or(0);
    prop_assert!(
        ledger.owed >= left && (left > 0) == (ledger.drawn > 0 && ledger.payback.is_none())
    );
    returns_agree(ledger)
}

fn draws_keep_to_the_commitment(plan: &Plan, ledger: &Ledger) -> Result<(), TestCaseError> {
    let terms = &plan.terms.ledger;
    let most = terms.commitment_most;
    prop_assert!(ledger.exposure.iter().all(|out| (0..=most.min(ledger.drawn)).contains(out)));
    prop_assert!(terms.may_redraw || ledger.drawn <= most);
    if !terms.set_draws.is_empty() {
        prop_assert!(ledger.drawn <= terms.set_draws.iter().sum());
    } else if terms.buffer == 0 && !terms.may_redraw {
        // Without a buffer only what was needed is drawn.
        prop_assert!(ledger.drawn <= ledger.costs + ledger.fees);
    }
    Ok(())
}

fn returns_agree(ledger: &Ledger) -> Result<(), TestCaseError> {
    let (irr, on_capital) = (ledger.irr(), ledger.return_on_capital());
    prop_assert!(irr.is_none() || ledger.drawn > 0);
    prop_assert_eq!(on_capital.is_some(), ledger.exposure_months > 0);
    prop_assert!(ledger.exposure_months == 0 || ledger.drawn > 0);
    if ledger.drawn > 0 && ledger.distributed == 0 {
        prop_assert_eq!(irr, Some(-1.0));
    }
    prop_assert!(irr.is_none_or(|irr| (-1.0..=100.0).contains(&irr)));
    let profit = ledger.distributed - ledger.drawn;
    for rate in [irr, on_capital].into_iter().flatten() {
        // A gain has a rate above zero, a loss one below.
        prop_assert!(if profit > 0 { rate > 0.0 } else { rate <= 0.0 }, "{profit}: {rate}");
    }
    Ok(())
}

/// Up to any month as many people are referred as are expected, to less than one, in all and in each segment.
fn comes_as_planned(
    plan: &PeoplePlan,
    unknowns: &Unknowns,
    people: &People,
) -> Result<(), TestCaseError> {
    let factors = &unknowns.referrals_by_month;
    let (expected, counts) =
        (arrivals::expected(plan, factors), arrivals::as_planned(plan, factors));
    prop_assert_eq!(counts.iter().sum::<u32>(), people.referrals);
    let n_months = plan.delivery_months;
    let mut behind_in_all = vec![0.0; n_months];
    for (expected, counts) in expected.chunks(n_months).zip(counts.chunks(n_months)) {
        let mut behind = 0.0;
        for (month, (expected, count)) in expected.iter().zip(counts).enumerate() {
            behind += expected - f64::from(*count);
            behind_in_all[month] += behind;
            prop_assert!(behind.abs() < 1.0 + 1e-6, "{behind}");
        }
    }
    prop_assert!(behind_in_all.iter().all(|behind| behind.abs() < 0.5 + 1e-6));
    Ok(())
}

/// Counts people once more, one by one.
fn people_add_up_in(plan: &Plan, number: u32) -> Result<(), TestCaseError> {
    let mut plan = plan.clone();
    Arc::make_mut(&mut plan.people).keeps_claims = true;
    let key = Key::trial(plan.terms.run.seed, number);
    let unknowns = Unknowns::new(&plan.people, TrialKind::Own(number).world_source(&plan));
    let mut people = People::default();
    simulate(&plan.people, &unknowns, key, Stop::Never, &mut people);
    // People are counted alike whether or not their claims are kept.
    let mut counted = People::default();
    Arc::make_mut(&mut plan.people).keeps_claims = false;
    simulate(&plan.people, &unknowns, key, Stop::Never, &mut counted);
    prop_assert_eq!(&counted.achieved, &people.achieved);
    prop_assert_eq!(&counted.barred, &people.barred);
    let (row, n_classes) = (plan.people.row(), plan.people.n_classes());
    prop_assert!(people.started <= people.referrals);
    prop_assert_eq!(people.first_starts.iter().sum::<u32>(), people.started);
    prop_assert!(people.starts.iter().sum::<u32>() >= people.started);
    prop_assert!(people.caseload.iter().all(|present| *present <= people.started));
    if plan.people.comes_as_planned {
        comes_as_planned(&plan.people, &unknowns, &people)?;
    }

    // What can be claimed, person by person, is what was achieved less what is barred.
    let mut cells = vec![0u32; people.achieved.len()];
    let mut per_person: BTreeMap<(u32, u16), u16> = BTreeMap::new();
    for claim in &people.claims.0 {
        let place = usize::from(claim.line) * n_classes + usize::from(claim.class);
        cells[place * row + usize::from(claim.month)] += 1;
        let claimable = plan.terms.contract.claimable(claim.line.into());
        if claimable.get(usize::from(claim.month)) == Some(&true) {
            *per_person.entry((claim.person, claim.line)).or_default() += 1;
        }
        prop_assert!(claim.person < people.referrals);
    }
    for (cell, claims) in cells.iter().enumerate() {
        prop_assert_eq!(*claims, people.achieved[cell] - people.barred[cell]);
    }
    if plan.people.once_per_person || plan.people.returns.is_none() {
        for ((_, line), claims) in &per_person {
            let repeats = plan.people.lines[usize::from(*line)].repeats.as_ref();
            prop_assert!(*claims <= repeats.map_or(1, |repeats| repeats.most));
        }
    }

    // Nobody is paid for an outcome and for one that it rules out.
    for (line, way_in) in plan.people.prerequisites.ways_in.iter().enumerate() {
        let people_of = |line: usize| {
            let claims = people.claims.0.iter();
            let of_line = claims.filter(move |claim| usize::from(claim.line) == line);
            of_line.map(|claim| claim.person).collect::<BTreeSet<u32>>()
        };
        for other in &way_in.unless {
            prop_assert!(people_of(line).is_disjoint(&people_of(*other)), "{line} {other}");
        }
    }

    people_keep_caps(&plan, &mut people)
}

/// The caps per person, by adding up each person's claims in time order.
fn people_keep_caps(plan: &Plan, people: &mut People) -> Result<(), TestCaseError> {
    let (row, n_classes) = (plan.people.row(), plan.people.n_classes());
    let Some(caps) = &plan.terms.contract.caps.person else { return Ok(()) };
    let contract = &plan.terms.contract;
    let mut claims = Claims::default();
    let counts = MonthlyCounts {
        headcount: Headcount::default(),
        first_starts: &people.first_starts,
        starts: &people.starts,
        caseload: &people.caseload,
        cells: Cells::new(&people.achieved, &people.barred, row),
        totals: &vec![0.0; contract.n_lines()],
    };
    claims.take(contract, n_classes, counts);
    let mut sorted: Vec<PersonClaim> = people.claims.0.clone();
    claims.cap_people(contract, &mut people.claims);
    sorted.sort_by_key(|claim| (claim.month, claim.line, claim.class, claim.person));
    let mut numbers: BTreeMap<u16, u32> = BTreeMap::new();
    let mut received: BTreeMap<u32, i64> = BTreeMap::new();
    let mut of_groups: BTreeMap<(u32, usize), i64> = BTreeMap::new();
    let (mut earned, mut taken) = (0, 0);
    for claim in sorted {
        let (line, month) = (usize::from(claim.line), usize::from(claim.month));
        let class = usize::from(claim.class);
        if month >= contract.claim_months || !contract.claimable(line)[month] {
            continue;
        }
        let number = numbers.entry(claim.line).or_default();
        *number += 1;
        let price = contract.banded_price(line, class, month, *number);
        let mut paid = price;
        for (index, group) in caps.groups.iter().enumerate().filter(|(_, of)| of.is_member[line]) {
            let received = of_groups.entry((claim.person, index)).or_default();
            paid = paid.min(group.most - *received);
            *received += paid;
            prop_assert!(*received <= group.most);
        }
        let received = received.entry(claim.person).or_default();
        paid = paid.min((caps.most(class, month) - *received).max(0));
        *received += paid;
        earned += price;
        taken += price - paid;
        let highest = (0..=month).map(|month| caps.most(class, month)).max();
        prop_assert!(Some(*received) <= highest);
    }
    prop_assert_eq!(earned, claims.lines.iter().map(|line| line.earned).sum::<i64>());
    prop_assert_eq!(taken, claims.over_person_cap.iter().sum::<i64>());
    Ok(())
}
