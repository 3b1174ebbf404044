//! Checks of the contract and its amendments.

use std::collections::BTreeSet;

use crate::model::Scenario;

use super::{Check, LIMITS};

impl Check {
    pub(super) fn contract(&mut self, scenario: &Scenario) {
        let contract = &scenario.contract;
        if contract.delivery_months == 0 || contract.delivery_months > LIMITS.months {
            self.error(
                "contract.delivery_months",
                contract.delivery_months,
                "is not a length of delivery",
                format!("write 1 to {} months", LIMITS.months),
            );
        }
        if let Some(claims_end) = contract.claims_end {
            self.month("contract.claims_end", claims_end);
            if claims_end.saturating_add(1) < contract.delivery_months {
                self.warning(
                    "contract.claims_end",
                    claims_end,
                    "comes before the end of delivery",
                    "check that claims really stop while people can still start",
                );
            }
        }
        if contract.payment_lag_months > 24 {
            self.error(
                "contract.payment_lag_months",
                contract.payment_lag_months,
                "is too long",
                "write 0 to 24 months",
            );
        }
        if contract.payers.is_empty() {
            self.error("contract.payers", "", "must not be empty", "add at least one payer");
        }
        self.length("contract.payers", contract.payers.len(), 20);
        self.unique(
            contract
                .payers
                .iter()
                .enumerate()
                .map(|(index, payer)| (format!("contract.payers[{index}].id"), payer.id.as_str())),
        );
        for (index, payer) in contract.payers.iter().enumerate() {
            let path = format!("contract.payers[{index}]");
            self.id(&format!("{path}.id"), &payer.id);
            self.name(&format!("{path}.name"), &payer.name);
            if let Some(most) = payer.most {
                self.not_negative(format!("{path}.most"), most);
            }
            if let Some(cap) = &payer.most_in_year {
                self.yearly(&format!("{path}.most_in_year.most"), &cap.most);
            }
        }
        if !contract.payers.is_empty() {
            let shares: Vec<u32> = contract.payers.iter().map(|payer| payer.share_bp).collect();
            self.basis_points("contract.payers", &shares);
        }
        self.payer_shares(scenario);
        self.length("contract.grants", contract.grants.len(), LIMITS.entries);
        let mut granted: BTreeSet<u16> = BTreeSet::new();
        for (index, grant) in contract.grants.iter().enumerate() {
            let path = format!("contract.grants[{index}]");
            self.not_negative(format!("{path}.total"), grant.total);
            self.month(format!("{path}.to_month"), grant.to_month);
            if grant.from_month > grant.to_month {
                self.error(
                    path,
                    format!("{} to {}", grant.from_month, grant.to_month),
                    "ends before it begins",
                    "write the earlier month first",
                );
            } else if (grant.from_month..=grant.to_month.min(LIMITS.months))
                .any(|month| !granted.insert(month))
            {
                self.error(
                    path,
                    format!("{} to {}", grant.from_month, grant.to_month),
                    "overlaps another grant",
                    "give each month at most one grant",
                );
            } else if grant.to_month > contract.last_claim_month() {
                self.error(
                    format!("{path}.to_month"),
                    grant.to_month,
                    "comes after the last claim month",
                    "end the grant within the contract",
                );
            }
        }
        self.length("contract.service_fees", contract.service_fees.len(), 100);
        for (index, fee) in contract.service_fees.iter().enumerate() {
            let path = format!("contract.service_fees[{index}]");
            self.not_negative(format!("{path}.monthly"), fee.monthly);
            self.month(format!("{path}.from_month"), fee.from_month);
            if let Some(to_month) = fee.to_month {
                self.month(format!("{path}.to_month"), to_month);
                if fee.from_month > to_month {
                    self.error(
                        path,
                        format!("{} to {to_month}", fee.from_month),
                        "ends before it begins",
                        "write the earlier month first",
                    );
                }
            }
        }
        if let Some(indexation) = contract.indexation {
            self.month("contract.indexation.first_month", indexation.first_month);
        }
    }

    /// Shares of payers that differ by outcome or date.
    fn payer_shares(&mut self, scenario: &Scenario) {
        let contract = &scenario.contract;
        self.length("contract.payer_shares", contract.payer_shares.len(), LIMITS.entries);
        for (index, shares) in contract.payer_shares.iter().enumerate() {
            let path = format!("contract.payer_shares[{index}]");
            self.month(format!("{path}.from_month"), shares.from_month);
            if shares.shares_bp.len() == contract.payers.len() {
                self.basis_points(&format!("{path}.shares_bp"), &shares.shares_bp);
            } else {
                self.error(
                    format!("{path}.shares_bp"),
                    shares.shares_bp.len(),
                    "shares do not fit the payers",
                    format!("write {} shares, in the order of the payers", contract.payers.len()),
                );
            }
            if let Some(applies_to) = &shares.applies_to {
                self.line_or_domain(scenario, &format!("{path}.applies_to"), applies_to);
            }
            let is_told = contract.payer_shares[..index].iter().any(|other| {
                other.from_month == shares.from_month && other.applies_to == shares.applies_to
            });
            if is_told {
                self.error(
                    format!("{path}.from_month"),
                    shares.from_month,
                    "has shares already",
                    "keep one of the two",
                );
            }
        }
    }

    pub(super) fn amendments(&mut self, scenario: &Scenario) {
        let contract = &scenario.contract;
        self.length("contract.amendments", contract.amendments.len(), 100);
        self.ascending(
            contract.amendments.iter().enumerate().map(|(index, amendment)| {
                (
                    format!("contract.amendments[{index}].from_month"),
                    u32::from(amendment.from_month),
                )
            }),
            "amendment",
        );
        for (index, amendment) in contract.amendments.iter().enumerate() {
            let path = format!("contract.amendments[{index}]");
            self.name(&format!("{path}.name"), &amendment.name);
            self.month(format!("{path}.from_month"), amendment.from_month);
            self.length(&format!("{path}.prices"), amendment.prices.len(), LIMITS.outcomes);
            for (index, price) in amendment.prices.iter().enumerate() {
                self.outcome_id(
                    scenario,
                    &format!("{path}.prices[{index}].outcome"),
                    &price.outcome,
                );
                self.not_negative(format!("{path}.prices[{index}].price"), price.price);
                if let Some(segment) = &price.segment {
                    self.segment_id(scenario, &format!("{path}.prices[{index}].segment"), segment);
                }
                let is_told = amendment.prices[..index]
                    .iter()
                    .any(|other| other.outcome == price.outcome && other.segment == price.segment);
                if is_told {
                    self.error(
                        format!("{path}.prices[{index}].outcome"),
                        format!("\"{}\"", price.outcome),
                        "is used twice",
                        "give each outcome one price, or one for each segment",
                    );
                }
            }
            for (field, ids) in [("dropped", &amendment.dropped), ("added", &amendment.added)] {
                self.each_once(&format!("{path}.{field}"), ids);
                self.length(&format!("{path}.{field}"), ids.len(), LIMITS.outcomes);
                for (index, id) in ids.iter().enumerate() {
                    self.outcome_id(scenario, &format!("{path}.{field}[{index}]"), id);
                }
            }
            if let Some(id) = amendment.added.iter().find(|id| amendment.dropped.contains(id)) {
                self.error(
                    path.clone(),
                    format!("\"{id}\""),
                    "is both dropped and added",
                    "keep one of the two",
                );
            }
            let amounts = [
                ("contract_cap", amendment.contract_cap),
                ("person_cap", amendment.person_cap),
                ("year_cap", amendment.year_cap),
            ];
            for (field, amount) in amounts {
                if let Some(amount) = amount {
                    self.not_negative(format!("{path}.{field}"), amount);
                }
            }
            if amendment.year_cap.is_some() && contract.caps.year.is_none() {
                self.error(
                    format!("{path}.year_cap"),
                    amendment.year_cap.unwrap_or_default().pounds(),
                    "amends a cap that the contract does not have",
                    "give the contract a cap per year first",
                );
            }
            self.length(&format!("{path}.line_caps"), amendment.line_caps.len(), LIMITS.outcomes);
            self.unique(amendment.line_caps.iter().enumerate().map(|(index, cap)| {
                (format!("{path}.line_caps[{index}].outcome"), cap.outcome.as_str())
            }));
            self.unique(amendment.group_caps.iter().enumerate().map(|(index, cap)| {
                (format!("{path}.group_caps[{index}].group"), cap.group.as_str())
            }));
            for (index, cap) in amendment.line_caps.iter().enumerate() {
                self.line_cap(scenario, &format!("{path}.line_caps[{index}]"), cap);
            }
            self.length(&format!("{path}.group_caps"), amendment.group_caps.len(), LIMITS.outcomes);
            for (index, cap) in amendment.group_caps.iter().enumerate() {
                let path = format!("{path}.group_caps[{index}]");
                self.not_negative(format!("{path}.most"), cap.most);
                if !contract.caps.groups.iter().any(|group| group.name == cap.group) {
                    self.missing_from(
                        "contract.caps.groups.name",
                        &format!("{path}.group"),
                        &cap.group,
                        "is not a group cap of the contract",
                        "write the name of one of contract.caps.groups",
                    );
                }
            }
        }
    }
}
