//! Random scenarios that are valid, for the laws that hold of all of them.
//!
//! A scenario is read off a tape of numbers on which 0 always stands for the simplest choice, so that
//! shrinking the tape simplifies the scenario.

#![allow(clippy::unwrap_used, reason = "only tests build scenarios this way")]

use std::fmt;

use proptest::collection::vec;
use proptest::prelude::*;

use super::model::{
    AfterCap, AmendedGroupCap, AmendedPrice, Amendment, AnnualRate, Arrivals, Band, Caps,
    ClaimPeriod, Cohort, Commitment, Contract, Costs, Currency, Delay, Estimate, ExhaustedPayer,
    Factor, FundFees, Grant, GroupCap, Indexation, Investment, Learning, LineCap, Money,
    OddsFactor, Outcome, Payer, PayerShares, PayerYearCap, PersonGroupCap, PriceChange,
    Probability, Quantity, RateCard, ReReferral, ReferralStep, Repeats, ReturnerClaims, Run,
    Sampling, Scenario, Segment, SegmentChance, SegmentPersonCap, SegmentPrice, ServiceFee,
    SetDraw, Sharing, Shock, SurplusShares, Uncertainty, UnspentAllowance, Window, YearCap,
    YearExcess, YearKind,
};

/// Longest tape that any scenario reads; beyond its end a tape reads 0.
const TAPE: usize = 700;

/// A scenario that shows itself as its document, so that a failing one can be opened and looked at.
#[derive(Clone)]
pub(super) struct Any(pub Scenario);

impl fmt::Debug for Any {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(&self.0).map_err(|_| fmt::Error)?)
    }
}

/// Any valid scenario of a small size, with any rule in it.
pub(super) fn scenarios() -> impl Strategy<Value = Any> {
    let lengths = prop_oneof![1 => 0..TAPE, 4 => Just(TAPE)];
    lengths.prop_flat_map(|length| vec(any::<u16>(), length)).prop_map(|tape| {
        let scenario = Tape(tape.into_iter()).scenario();
        let problems = scenario.problems();
        assert!(!problems.iter().any(|problem| problem.is_error()), "{problems:#?}");
        Any(scenario)
    })
}

/// How many cases a law is tried on: `usual`, or what `PROPTEST_CASES` says. The dice are fixed, so that a
/// law that fails, fails again; `PROPTEST_RNG_SEED` draws other ones.
pub(super) fn config(usual: u32) -> ProptestConfig {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    ProptestConfig {
        cases: number("PROPTEST_CASES")
            .and_then(|cases: u64| u32::try_from(cases).ok())
            .unwrap_or(usual),
        rng_seed: proptest::test_runner::RngSeed::Fixed(
            number("PROPTEST_RNG_SEED").unwrap_or(20_240_401),
        ),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Ids of the outcomes that are no steps on the way.
fn ids_on_card(outcomes: &[Outcome]) -> Vec<String> {
    let on_card = outcomes.iter().filter(|outcome| !outcome.is_step);
    on_card.map(|outcome| outcome.id.clone()).collect()
}

struct Tape(std::vec::IntoIter<u16>);

impl Tape {
    /// A number from 0 to `most`.
    fn upto(&mut self, most: u16) -> u16 {
        u16::try_from(u32::from(self.0.next().unwrap_or(0)) % (u32::from(most) + 1)).unwrap()
    }

    fn between(&mut self, least: u16, most: u16) -> u16 {
        least + self.upto(most - least)
    }

    /// True in so many of a hundred cases.
    fn sometimes(&mut self, percent: u16) -> bool {
        self.upto(99) >= 100 - percent
    }

    fn maybe<T>(&mut self, percent: u16, make: impl FnOnce(&mut Tape) -> T) -> Option<T> {
        self.sometimes(percent).then(|| make(self))
    }

    fn pick<T: Clone>(&mut self, choices: &[T]) -> T {
        let last = u16::try_from(choices.len() - 1).unwrap();
        choices[usize::from(self.upto(last))].clone()
    }

    fn several<T>(&mut self, most: u16, mut make: impl FnMut(&mut Tape) -> T) -> Vec<T> {
        (0..self.upto(most)).map(|_| make(self)).collect()
    }

    /// From nothing to some £100,000, on all scales.
    fn money(&mut self) -> Money {
        let scale = self.pick(&[1, 100, 1_000, 10_000]);
        Money::from_pence(i64::from(self.upto(999)) * scale + i64::from(self.upto(99)))
    }

    /// A price of up to some £5,000, now and then none.
    fn price(&mut self) -> Money {
        if self.sometimes(10) {
            return Money::ZERO;
        }
        Money::from_pence(i64::from(self.upto(5_000)) * self.pick(&[100, 1, 37]))
    }

    fn probability(&mut self) -> Probability {
        Probability::new(f64::from(self.upto(100)) / 100.0).unwrap()
    }

    fn chance(&mut self) -> Estimate<Probability> {
        if self.sometimes(50) {
            let readings = self.readings(0.3);
            let part = |reading: f64| Probability::new(reading / (1.0 + reading)).unwrap();
            return Estimate {
                low: part(readings[0]),
                central: part(readings[1]),
                high: part(readings[2]),
            };
        }
        Estimate::known(Probability::new(1.0 - f64::from(self.upto(100)) / 100.0).unwrap())
    }

    /// At most 0.9, as the checks ask.
    fn return_chance(&mut self) -> Estimate<Probability> {
        let part = |percent: u16| Probability::new(f64::from(percent) / 100.0).unwrap();
        let low = self.between(1, 50);
        if self.sometimes(50) {
            let central = low + self.between(1, 20);
            let high = central + self.between(1, 20);
            return Estimate { low: part(low), central: part(central), high: part(high) };
        }
        Estimate::known(part(low - 1))
    }

    /// Three positive numbers that rise by up to so much, relative to each other.
    fn readings(&mut self, rise: f64) -> [f64; 3] {
        let low = 0.2 + f64::from(self.upto(40)) / 10.0;
        let mut step = || 1.0 + rise * (1.0 + f64::from(self.upto(50))) / 51.0;
        let central = low * step();
        [low, central, central * step()]
    }

    fn unsure_factor(&mut self) -> Estimate<Factor> {
        match self.maybe(50, |tape| tape.readings(0.4)) {
            None => Estimate::known(Factor::ONE),
            Some([low, central, high]) => {
                let factor = |reading: f64| Factor::new(reading / central).unwrap();
                Estimate { low: factor(low), central: Factor::ONE, high: factor(high) }
            }
        }
    }

    fn factor(&mut self) -> Factor {
        Factor::new(self.pick(&[1.0, 0.5, 2.0, 1.3, 0.77, 5.0])).unwrap()
    }

    fn rate(&mut self) -> AnnualRate {
        AnnualRate::new(self.pick(&[0.0, 0.02, 0.1, -0.05])).unwrap()
    }

    fn delay(&mut self) -> Delay {
        Delay {
            min_months: self.upto(6),
            mean_extra_months: Quantity::new(self.pick(&[0.0, 0.0, 0.5, 2.0, 7.0])).unwrap(),
        }
    }

    fn scenario(&mut self) -> Scenario {
        let delivery_months = self.between(3, 30);
        let claims_end = self.maybe(50, |tape| tape.upto(delivery_months + 12));
        let last_claim = claims_end.unwrap_or(delivery_months - 1);
        let segments = self.segments();
        let outcomes = self.outcomes(&segments);
        let contract =
            self.contract((delivery_months, claims_end, last_claim), &segments, &outcomes);
        let re_referral = self.maybe(30, |tape| ReReferral {
            chance: tape.return_chance(),
            mean_gap_months: Quantity::new(tape.pick(&[1.0, 2.5, 6.0])).unwrap(),
        });
        let returners = self.pick(&[ReturnerClaims::OncePerPerson, ReturnerClaims::OncePerJourney]);
        // Expected counts exist where no person has to be known.
        let may_go_without_luck = contract.caps.person.is_none()
            && contract.caps.person_segments.is_empty()
            && contract.caps.person_groups.is_empty()
            && contract.amendments.iter().all(|amendment| amendment.person_cap.is_none())
            && (re_referral.is_none() || returners == ReturnerClaims::OncePerJourney)
            && outcomes.iter().all(|outcome| {
                outcome.after.len() + outcome.after_all.len() < 2 && outcome.unless.is_empty()
            });
        let luck = !(may_go_without_luck && self.sometimes(30));
        let domains = ["Home", "Work"];
        let shocks = self.several(2, |tape| {
            let earliest_month = tape.upto(20);
            Shock {
                name: String::new(),
                chance: tape.probability(),
                earliest_month,
                latest_month: earliest_month + tape.upto(2),
                months: tape.between(1, 12),
                referrals: tape.factor(),
                odds: tape
                    .maybe(50, |tape| OddsFactor {
                        applies_to: tape.pick(&domains).to_owned(),
                        odds: tape.factor(),
                    })
                    .into_iter()
                    .filter(|factor| {
                        outcomes.iter().any(|outcome| outcome.domain == factor.applies_to)
                    })
                    .collect(),
                costs: tape.factor(),
            }
        });
        let shocks = shocks
            .into_iter()
            .enumerate()
            .map(|(index, shock)| Shock { name: format!("Shock {index}"), ..shock })
            .collect();
        Scenario {
            name: "Any".to_owned(),
            description: None,
            preset: None,
            currency: Currency::default(),
            run: Run {
                seed: u32::from(self.upto(u16::MAX)),
                trials: u32::from(self.between(1, 12)),
                unknowns: self.sometimes(50),
                luck,
                sampling: if self.sometimes(30) { Sampling::Independent } else { Sampling::Even },
            },
            rate_card: RateCard { outcomes, returners },
            cohort: Cohort {
                segments,
                referrals: self.referrals(),
                arrivals: self.pick(&[Arrivals::Random, Arrivals::Random, Arrivals::AsPlanned]),
                volume: self.unsure_factor(),
                engagement: self.chance(),
                start_delay: self.delay(),
                support_months: Quantity::new(self.pick(&[1.0, 4.0, 9.5])).unwrap(),
                re_referral,
                learning: self.maybe(30, |tape| Learning {
                    starting_odds: tape.factor(),
                    months: if tape.sometimes(10) { 40 } else { tape.upto(12) },
                }),
            },
            contract,
            costs: self.costs(),
            investment: self.investment(),
            uncertainty: Uncertainty {
                dependence: Probability::new(self.pick(&[0.0, 0.4, 1.0])).unwrap(),
                shocks,
            },
            discount_rate: AnnualRate::new(0.035).unwrap(),
            assumptions: Vec::new(),
            actuals: None,
            stresses: Vec::new(),
            tests: Vec::new(),
        }
    }

    fn segments(&mut self) -> Vec<Segment> {
        let shares: &[f64] = self.pick(&[&[1.0][..], &[0.4, 0.6][..], &[0.2, 0.3, 0.5][..]]);
        let ids = ["some", "more", "most"];
        shares
            .iter()
            .zip(ids)
            .map(|(share, id)| Segment {
                id: id.to_owned(),
                name: id.to_owned(),
                share: Probability::new(*share).unwrap(),
                engagement_odds: self.factor(),
                odds: Vec::new(),
                cost_factor: self.factor(),
                price_factor: self.factor(),
            })
            .collect()
    }

    fn outcomes(&mut self, segments: &[Segment]) -> Vec<Outcome> {
        let ids: Vec<String> = ["a", "b", "c", "d", "e", "f"].map(str::to_owned).into();
        let n_outcomes = usize::from(self.between(1, 6));
        let mut outcomes: Vec<Outcome> = (0..n_outcomes)
            .map(|index| self.outcome(&ids[index], &ids[..index], segments))
            .collect();
        // What a line waits for may stand below it on the card.
        outcomes.rotate_left(usize::from(self.upto(5)) % n_outcomes);
        outcomes
    }

    fn outcome(&mut self, id: &str, earlier: &[String], segments: &[Segment]) -> Outcome {
        let mut after = if earlier.is_empty() {
            Vec::new()
        } else {
            self.several(3, |tape| tape.pick(earlier))
        };
        after.sort();
        after.dedup();
        let (after_all, unless) = self.also_depends_on(earlier, &after);
        // The first one is always on the card.
        let is_step = !earlier.is_empty() && self.sometimes(10);
        let mut price_changes = Vec::new();
        let mut bands = Vec::new();
        match if is_step { 0 } else { self.upto(9) } {
            8 => {
                let mut from_month = 0;
                price_changes = self.several(3, |tape| {
                    from_month += tape.between(1, 10);
                    let segment = tape.maybe(30, |tape| tape.pick(segments).id);
                    PriceChange { from_month, segment, price: tape.price() }
                });
            }
            9 => {
                let mut from_claim = 1;
                bands = self.several(3, |tape| {
                    from_claim += u32::from(tape.between(1, 60));
                    Band { from_claim, price: tape.price() }
                });
            }
            _ => {}
        }
        let segment_prices =
            if bands.is_empty() && !is_step { self.segment_prices(segments) } else { Vec::new() };
        Outcome {
            id: id.to_owned(),
            name: id.to_uppercase(),
            domain: self.pick(&["Home", "Work"]).to_owned(),
            trigger: None,
            evidence: None,
            lasting: false,
            after,
            after_all,
            unless,
            chance: self.chance(),
            segment_chances: self
                .maybe(20, |tape| SegmentChance {
                    segment: tape.pick(segments).id,
                    chance: tape.chance(),
                })
                .into_iter()
                .collect(),
            delay: self.delay(),
            repeats: self.maybe(25, |tape| {
                let every_weeks = tape.maybe(30, |tape| tape.pick(&[4, 1, 13]));
                Repeats {
                    most: if tape.sometimes(10) { 30 } else { tape.between(2, 5) },
                    chance: tape.chance(),
                    delay: every_weeks.is_none().then(|| tape.delay()),
                    every_weeks,
                }
            }),
            within_months_of_start: self.maybe(15, |tape| tape.upto(12)),
            is_step,
            window: self.maybe(15, |tape| {
                let from_month = tape.upto(15);
                Window { from_month, to_month: from_month + tape.upto(15) }
            }),
            verified: self.maybe(25, Tape::probability),
            price: if is_step { Money::ZERO } else { self.price() },
            segment_prices,
            price_changes,
            bands,
            deadweight: None,
            public_value: None,
            target: None,
        }
    }

    fn segment_prices(&mut self, segments: &[Segment]) -> Vec<SegmentPrice> {
        let own = segments.iter().map(|segment| {
            self.maybe(10, |tape| SegmentPrice { segment: segment.id.clone(), price: tape.price() })
        });
        own.collect::<Vec<_>>().into_iter().flatten().collect()
    }

    /// What an outcome waits for all of, and what rules it out: none of them twice, so that it can be achieved.
    fn also_depends_on(
        &mut self,
        earlier: &[String],
        after: &[String],
    ) -> (Vec<String>, Vec<String>) {
        let mut after_all = Vec::new();
        let mut unless = Vec::new();
        if !earlier.is_empty() && self.sometimes(30) {
            for id in earlier.iter().filter(|id| !after.contains(*id)) {
                match self.upto(4) {
                    3 => after_all.push(id.clone()),
                    4 => unless.push(id.clone()),
                    _ => {}
                }
            }
        }
        (after_all, unless)
    }

    fn referrals(&mut self) -> Vec<ReferralStep> {
        let mut from_month = 0;
        let mut steps = vec![self.step(0)];
        steps.extend(self.several(2, |tape| {
            from_month += tape.between(1, 12);
            tape.step(from_month)
        }));
        steps
    }

    fn step(&mut self, from_month: u16) -> ReferralStep {
        ReferralStep {
            from_month,
            per_month: Quantity::new(f64::from(self.upto(60)) / 4.0).unwrap(),
            ramp: self.sometimes(30),
        }
    }

    fn contract(
        &mut self,
        (delivery_months, claims_end, last_claim): (u16, Option<u16>, u16),
        segments: &[Segment],
        outcomes: &[Outcome],
    ) -> Contract {
        let ids = ids_on_card(outcomes);
        let groups: Vec<GroupCap> = ["Group 0", "Group 1"]
            .into_iter()
            .filter_map(|name| {
                self.maybe(20, |tape| GroupCap {
                    name: name.to_owned(),
                    outcomes: tape.some_of(&ids),
                    most: tape.money(),
                })
            })
            .collect();
        let year = self.maybe(25, |tape| YearCap {
            most: std::iter::once(tape.money()).chain(tape.several(2, Tape::money)).collect(),
            years: tape.years(),
            excess: tape.pick(&[YearExcess::Lost, YearExcess::Carried]),
            unspent: tape.pick(&[UnspentAllowance::Lost, UnspentAllowance::Carried]),
        });
        let caps = Caps {
            person: self.maybe(20, Tape::price),
            person_segments: self
                .maybe(10, |tape| SegmentPersonCap {
                    segment: tape.pick(segments).id,
                    most: tape.price(),
                })
                .into_iter()
                .collect(),
            person_groups: ["Person group 0", "Person group 1"]
                .into_iter()
                .filter_map(|name| {
                    self.maybe(8, |tape| PersonGroupCap {
                        name: name.to_owned(),
                        outcomes: tape.some_of(&ids),
                        most: tape.price(),
                    })
                })
                .collect(),
            lines: self.line_caps(&ids),
            groups,
            year,
            contract: self.maybe(50, Tape::money),
            sharing: self.pick(&[Sharing::ProRata, Sharing::ByDate, Sharing::Priority]),
            priority: self.maybe(50, |tape| tape.some_of(&ids)).unwrap_or_default(),
        };
        let mut from_month = 0;
        let amendments = self.several(3, |tape| {
            from_month += tape.between(1, 9);
            tape.amendment(from_month, &caps, segments, outcomes)
        });
        let mut next_month = 0;
        let grants = self.several(2, |tape| {
            let from_month = next_month + tape.upto(5);
            let to_month = from_month + tape.upto(6);
            next_month = to_month + 1;
            Grant { from_month, to_month, total: tape.money() }
        });
        let payers = self.payers();
        Contract {
            start: format!("2024-{:02}", self.between(1, 12)).parse().unwrap(),
            delivery_months,
            claims_end,
            claim_period: self.pick(&[ClaimPeriod::Month, ClaimPeriod::Quarter]),
            payment_lag_months: self.upto(4),
            caps,
            payer_shares: self.payer_shares(payers.len(), outcomes),
            payers,
            exhausted_payer: self.pick(&[ExhaustedPayer::Unpaid, ExhaustedPayer::OthersPay]),
            grants: grants.into_iter().filter(|grant| grant.to_month <= last_claim).collect(),
            service_fees: self
                .maybe(25, |tape| {
                    let from_month = tape.pick(&[0, 0, 3, 9]);
                    let to_month = tape.maybe(40, |tape| from_month + tape.upto(20));
                    let fee = ServiceFee { from_month, to_month, monthly: tape.price() };
                    let other = ServiceFee { from_month: 0, to_month: None, ..fee };
                    std::iter::once(fee).chain(tape.maybe(30, |_| other))
                })
                .into_iter()
                .flatten()
                .collect(),
            indexation: self
                .maybe(20, |tape| Indexation { annual: tape.rate(), first_month: tape.upto(18) }),
            after_cap: self.pick(&[
                AfterCap::KeepDelivering,
                AfterCap::KeepDelivering,
                AfterCap::StopStarts,
                AfterCap::Stop,
            ]),
            amendments,
        }
    }

    /// At least one, in any order.
    fn some_of(&mut self, ids: &[String]) -> Vec<String> {
        let mut some: Vec<String> = ids.iter().filter(|_| self.sometimes(50)).cloned().collect();
        if some.is_empty() {
            some.push(self.pick(ids));
        }
        if self.sometimes(50) {
            some.reverse();
        }
        some
    }

    fn line_caps(&mut self, ids: &[String]) -> Vec<LineCap> {
        ids.iter()
            .filter_map(|id| {
                self.maybe(15, |tape| {
                    let most = tape.maybe(50, Tape::money);
                    let most_share_of_starts = tape.maybe(30, Tape::probability);
                    let other = most.is_some() || most_share_of_starts.is_some();
                    let most_claims =
                        (!other || tape.sometimes(30)).then(|| u32::from(tape.upto(200)));
                    LineCap { outcome: id.clone(), most_claims, most, most_share_of_starts }
                })
            })
            .collect()
    }

    fn years(&mut self) -> YearKind {
        self.pick(&[YearKind::Contract, YearKind::Contract, YearKind::Financial])
    }

    fn amendment(
        &mut self,
        from_month: u16,
        caps: &Caps,
        segments: &[Segment],
        outcomes: &[Outcome],
    ) -> Amendment {
        let ids = ids_on_card(outcomes);
        let prices = outcomes
            .iter()
            .filter(|outcome| outcome.bands.is_empty() && !outcome.is_step)
            .filter_map(|outcome| {
                self.maybe(30, |tape| AmendedPrice {
                    outcome: outcome.id.clone(),
                    segment: tape.maybe(30, |tape| tape.pick(segments).id),
                    price: tape.price(),
                })
            })
            .collect();
        let mut dropped = Vec::new();
        let mut added = Vec::new();
        for id in &ids {
            match self.upto(9) {
                8 => dropped.push(id.clone()),
                9 => added.push(id.clone()),
                _ => {}
            }
        }
        Amendment {
            name: "Amendment".to_owned(),
            from_month,
            prices,
            dropped,
            added,
            contract_cap: self.maybe(30, Tape::money),
            person_cap: self.maybe(10, Tape::price),
            line_caps: self.line_caps(&ids),
            group_caps: caps
                .groups
                .iter()
                .filter_map(|group| {
                    self.maybe(30, |tape| AmendedGroupCap {
                        group: group.name.clone(),
                        most: tape.money(),
                    })
                })
                .collect(),
            year_cap: caps.year.as_ref().and_then(|_| self.maybe(30, Tape::money)),
        }
    }

    fn payers(&mut self) -> Vec<Payer> {
        let shares: &[u32] = self.pick(&[
            &[10_000][..],
            &[7_040, 2_960][..],
            &[3_333, 3_333, 3_334][..],
            &[0, 10_000],
        ]);
        let ids = ["council", "fund", "board"];
        shares
            .iter()
            .zip(ids)
            .map(|(share_bp, id)| Payer {
                id: id.to_owned(),
                name: id.to_owned(),
                share_bp: *share_bp,
                most: self.maybe(25, Tape::money),
                most_in_year: self.maybe(15, |tape| PayerYearCap {
                    most: std::iter::once(tape.money())
                        .chain(tape.several(2, Tape::money))
                        .collect(),
                    years: tape.years(),
                }),
            })
            .collect()
    }

    /// Other shares of so many payers, for all lines or for some.
    fn payer_shares(&mut self, n_payers: usize, outcomes: &[Outcome]) -> Vec<PayerShares> {
        let mut names = vec![None];
        names.extend(outcomes.iter().map(|outcome| Some(outcome.id.clone())));
        names.extend(outcomes.iter().map(|outcome| Some(outcome.domain.clone())));
        let mut all = Vec::new();
        for _ in 0..self.maybe(30, |tape| tape.between(1, 3)).unwrap_or(0) {
            let mut left = 10_000;
            let mut shares_bp: Vec<u32> = (1..n_payers)
                .map(|_| {
                    let share = u32::from(self.upto(10_000)).min(left);
                    left -= share;
                    share
                })
                .collect();
            shares_bp.push(left);
            let shares = PayerShares {
                from_month: self.pick(&[0, 0, 5, 12]),
                applies_to: self.pick(&names),
                shares_bp,
            };
            let is_told = |other: &PayerShares| {
                (other.from_month, &other.applies_to) == (shares.from_month, &shares.applies_to)
            };
            if !all.iter().any(is_told) {
                all.push(shares);
            }
        }
        all
    }

    fn costs(&mut self) -> Costs {
        Costs {
            set_up: self.money(),
            fixed_monthly: self.price(),
            per_start: self.price(),
            caseworker_monthly: self.price(),
            caseload: Quantity::new(f64::from(self.between(1, 30))).unwrap(),
            personalisation_fund: self.money(),
            inflation: self.rate(),
            uncertainty: self.unsure_factor(),
        }
    }

    fn investment(&mut self) -> Investment {
        let least = self.money();
        let most = least + self.money();
        let investors_bp = 10_000 - u32::from(self.upto(10_000));
        let provider_bp = u32::from(self.upto(10_000)).min(10_000 - investors_bp);
        Investment {
            commitment: Commitment { least, most },
            buffer: self.maybe(30, Tape::money).unwrap_or_default(),
            distributions_from: self.upto(30),
            distribution_months: self.between(1, 12),
            preferred_return: AnnualRate::new(self.pick(&[0.0, 0.05, 0.2])).unwrap(),
            surplus: SurplusShares {
                investors_bp,
                provider_bp,
                commissioner_bp: 10_000 - investors_bp - provider_bp,
            },
            reserve_months: self.maybe(25, |tape| tape.upto(12)).unwrap_or_default(),
            keep_planned_need: self.sometimes(30),
            redraw: self.sometimes(30),
            draws: self.maybe(20, Tape::draws).unwrap_or_default(),
            fees: self.maybe(25, |tape| FundFees {
                yearly: tape.price(),
                on_commitment: AnnualRate::new(tape.pick(&[0.0, 0.01, 0.02])).unwrap(),
                on_drawn: AnnualRate::new(tape.pick(&[0.0, 0.015, 0.1])).unwrap(),
            }),
        }
    }
    /// Set draws in ascending months, some of them beyond the contract's end.
    fn draws(&mut self) -> Vec<SetDraw> {
        let mut month = 0;
        self.several(5, |tape| {
            month += tape.between(1, 12);
            SetDraw { month: month - 1, amount: tape.money() }
        })
    }
}
