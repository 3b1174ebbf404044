//! Any contract: its term, caps, payers and amendments.

use super::card::ids_on_card;
use super::model::{
    AfterCap, AmendedGroupCap, AmendedPrice, Amendment, Caps, ClaimPeriod, Contract,
    ExhaustedPayer, Grant, GroupCap, Indexation, LineCap, Outcome, Payer, PayerShares,
    PayerYearCap, PersonGroupCap, Segment, SegmentPersonCap, ServiceFee, Sharing, UnspentAllowance,
    YearCap, YearExcess, YearKind,
};
use super::tape::Tape;

impl Tape {
    pub(super) fn contract(
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
    pub(super) fn some_of(&mut self, ids: &[String]) -> Vec<String> {
        let mut some: Vec<String> = ids.iter().filter(|_| self.sometimes(50)).cloned().collect();
        if some.is_empty() {
            some.push(self.pick(ids));
        }
        if self.sometimes(50) {
            some.reverse();
        }
        some
    }

    pub(super) fn line_caps(&mut self, ids: &[String]) -> Vec<LineCap> {
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

    pub(super) fn years(&mut self) -> YearKind {
        self.pick(&[YearKind::Contract, YearKind::Contract, YearKind::Financial])
    }

    pub(super) fn amendment(
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

    pub(super) fn payers(&mut self) -> Vec<Payer> {
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
    pub(super) fn payer_shares(
        &mut self,
        n_payers: usize,
        outcomes: &[Outcome],
    ) -> Vec<PayerShares> {
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
}
