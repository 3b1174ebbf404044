//! Checks of the rate card.

use std::collections::BTreeSet;

use crate::model::{Outcome, Scenario};

use super::{Check, LIMITS};

impl Check {
    pub(super) fn rate_card(&mut self, scenario: &Scenario) {
        let outcomes = &scenario.rate_card.outcomes;
        if outcomes.is_empty() {
            self.error("rate_card.outcomes", "", "is empty", "add at least one outcome");
        }
        self.length("rate_card.outcomes", outcomes.len(), LIMITS.outcomes);
        self.unique(outcomes.iter().enumerate().map(|(index, outcome)| {
            (format!("rate_card.outcomes[{index}].id"), outcome.id.as_str())
        }));
        for (index, outcome) in outcomes.iter().enumerate().take(LIMITS.outcomes) {
            self.outcome(scenario, &format!("rate_card.outcomes[{index}]"), outcome);
        }
        if outcomes.len() > LIMITS.outcomes {
            return;
        }
        if let Some(circle) = prerequisite_circle(outcomes) {
            self.error(
                "rate_card.outcomes",
                circle.join(" after "),
                "wait for each other in a circle",
                "let one of them come after the start",
            );
        }
    }

    pub(super) fn outcome(&mut self, scenario: &Scenario, path: &str, outcome: &Outcome) {
        self.id(&format!("{path}.id"), &outcome.id);
        self.name(&format!("{path}.name"), &outcome.name);
        self.name(&format!("{path}.domain"), &outcome.domain);
        self.text(&format!("{path}.trigger"), outcome.trigger.as_deref());
        self.text(&format!("{path}.evidence"), outcome.evidence.as_deref());
        for (index, id) in outcome.after.iter().enumerate() {
            self.outcome_id(scenario, &format!("{path}.after[{index}]"), id);
        }
        self.length(&format!("{path}.after"), outcome.after.len(), 20);
        self.unique(
            outcome
                .after
                .iter()
                .enumerate()
                .map(|(index, id)| (format!("{path}.after[{index}]"), id.as_str())),
        );
        self.chance(&format!("{path}.chance"), outcome.chance);
        self.length(
            &format!("{path}.segment_chances"),
            outcome.segment_chances.len(),
            LIMITS.segments,
        );
        for (index, segment_chance) in outcome.segment_chances.iter().enumerate() {
            let path = format!("{path}.segment_chances[{index}]");
            self.chance(&format!("{path}.chance"), segment_chance.chance);
            if !scenario.cohort.segments.iter().any(|segment| segment.id == segment_chance.segment)
            {
                self.error(
                    format!("{path}.segment"),
                    format!("\"{}\"", segment_chance.segment),
                    "is not a segment",
                    "write the id of one of the cohort's segments",
                );
            }
        }
        self.unique(outcome.segment_chances.iter().enumerate().map(|(index, segment_chance)| {
            (format!("{path}.segment_chances[{index}].segment"), segment_chance.segment.as_str())
        }));
        self.delay(&format!("{path}.delay"), outcome.delay);
        if let Some(repeats) = &outcome.repeats {
            self.chance(&format!("{path}.repeats.chance"), repeats.chance);
            self.delay(&format!("{path}.repeats.delay"), repeats.delay);
            if !(2..=20).contains(&repeats.most) {
                self.error(
                    format!("{path}.repeats.most"),
                    repeats.most,
                    "is not a number of claims per person",
                    "write 2 to 20, or leave repeats out",
                );
            }
        }
        if let Some(window) = outcome.window {
            self.month(format!("{path}.window.to_month"), window.to_month);
            if window.from_month > window.to_month {
                self.error(
                    format!("{path}.window"),
                    format!("{} to {}", window.from_month, window.to_month),
                    "ends before it begins",
                    "write the earlier month first",
                );
            }
        }
        self.not_negative(format!("{path}.price"), outcome.price);
        self.length(&format!("{path}.price_changes"), outcome.price_changes.len(), LIMITS.entries);
        for (index, change) in outcome.price_changes.iter().enumerate() {
            self.not_negative(format!("{path}.price_changes[{index}].price"), change.price);
            self.month(format!("{path}.price_changes[{index}].from_month"), change.from_month);
        }
        self.ascending(
            outcome.price_changes.iter().enumerate().map(|(index, change)| {
                (format!("{path}.price_changes[{index}].from_month"), u32::from(change.from_month))
            }),
            "month",
        );
        self.length(&format!("{path}.bands"), outcome.bands.len(), 50);
        for (index, band) in outcome.bands.iter().enumerate() {
            self.not_negative(format!("{path}.bands[{index}].price"), band.price);
            if band.from_claim < 2 {
                self.error(
                    format!("{path}.bands[{index}].from_claim"),
                    band.from_claim,
                    "is the first claim, which has the line's own price",
                    "write 2 or more",
                );
            }
        }
        self.ascending(
            outcome.bands.iter().enumerate().map(|(index, band)| {
                (format!("{path}.bands[{index}].from_claim"), band.from_claim)
            }),
            "band",
        );
        let amended = scenario
            .contract
            .amendments
            .iter()
            .any(|amendment| amendment.prices.iter().any(|price| price.outcome == outcome.id));
        if !outcome.bands.is_empty() && (amended || !outcome.price_changes.is_empty()) {
            self.error(
                format!("{path}.bands"),
                outcome.bands.len(),
                "cannot go with dated prices of the same line",
                "keep the bands or the dated prices",
            );
        }
        if let Some(value) = outcome.public_value {
            self.not_negative(format!("{path}.public_value"), value);
        }
    }
}

/// Ids of outcomes that wait for each other, first one repeated at the end.
fn prerequisite_circle(outcomes: &[Outcome]) -> Option<Vec<String>> {
    // Lines are settled once all that they wait for are settled; what cannot be settled is in, or behind, a circle.
    let mut settled: BTreeSet<&str> = BTreeSet::new();
    let ids: BTreeSet<&str> = outcomes.iter().map(|outcome| outcome.id.as_str()).collect();
    let is_ready = |outcome: &Outcome, settled: &BTreeSet<&str>| {
        outcome.after.iter().all(|id| settled.contains(id.as_str()) || !ids.contains(id.as_str()))
    };
    loop {
        let before = settled.len();
        for outcome in outcomes {
            if is_ready(outcome, &settled) {
                settled.insert(&outcome.id);
            }
        }
        if settled.len() == before {
            break;
        }
    }
    // Walking backwards among the unsettled must come round.
    let unsettled =
        |id: &str| outcomes.iter().find(|outcome| outcome.id == id && !settled.contains(id));
    let mut trail = vec![outcomes.iter().find(|outcome| !settled.contains(outcome.id.as_str()))?];
    loop {
        let last = trail.last()?;
        let next = last.after.iter().find_map(|id| unsettled(id))?;
        if let Some(start) = trail.iter().position(|outcome| outcome.id == next.id) {
            let mut circle: Vec<String> =
                trail[start..].iter().map(|outcome| outcome.id.clone()).collect();
            circle.push(next.id.clone());
            return Some(circle);
        }
        trail.push(next);
    }
}
