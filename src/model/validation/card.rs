//! Checks of the rate card.

use std::collections::BTreeSet;

use crate::model::{Outcome, Repeats, Scenario};

use super::{Check, LIMITS};

impl Check {
    pub(super) fn rate_card(&mut self, scenario: &Scenario) {
        let outcomes = &scenario.rate_card.outcomes;
        if outcomes.is_empty() {
            self.error("rate_card.outcomes", "", "must not be empty", "add at least one outcome");
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
        self.names_alike(outcomes);
        if let Some(circle) = prerequisite_circle(outcomes) {
            self.error(
                "rate_card.outcomes",
                circle.join(" after "),
                "wait for each other in a circle",
                "take one of them out of after, after_all or unless; where two rule each other out, one unless is enough",
            );
        }
    }

    /// Two lines of a domain that are called the same: nobody could tell their figures apart.
    fn names_alike(&mut self, outcomes: &[Outcome]) {
        let mut seen = BTreeSet::new();
        for (index, line) in outcomes.iter().enumerate() {
            let name = line.name.trim().to_lowercase();
            if !name.is_empty() && !seen.insert((&line.domain, name)) {
                self.warning(
                    format!("rate_card.outcomes[{index}].name"),
                    format!("\"{}\"", line.name),
                    "is what another line of its domain is called as well",
                    "give each a name of its own, so that their figures can be told apart",
                );
            }
        }
    }

    pub(super) fn outcome(&mut self, scenario: &Scenario, path: &str, outcome: &Outcome) {
        self.id(&format!("{path}.id"), &outcome.id);
        self.name(&format!("{path}.name"), &outcome.name);
        self.name(&format!("{path}.domain"), &outcome.domain);
        self.text(&format!("{path}.trigger"), outcome.trigger.as_deref());
        self.text(&format!("{path}.evidence"), outcome.evidence.as_deref());
        for (field, ids) in [
            ("after", &outcome.after),
            ("after_all", &outcome.after_all),
            ("unless", &outcome.unless),
        ] {
            for (index, id) in ids.iter().enumerate() {
                self.outcome_id(scenario, &format!("{path}.{field}[{index}]"), id);
            }
        }
        for (field, ids) in [
            ("after", &outcome.after),
            ("after_all", &outcome.after_all),
            ("unless", &outcome.unless),
        ] {
            self.length(&format!("{path}.{field}"), ids.len(), 20);
            self.each_once(&format!("{path}.{field}"), ids);
        }
        self.ways_in(path, outcome);
        self.step(scenario, path, outcome);
        self.chance(&format!("{path}.chance"), outcome.chance);
        self.length(
            &format!("{path}.segment_chances"),
            outcome.segment_chances.len(),
            LIMITS.segments,
        );
        for (index, segment_chance) in outcome.segment_chances.iter().enumerate() {
            let path = format!("{path}.segment_chances[{index}]");
            self.chance(&format!("{path}.chance"), segment_chance.chance);
            self.segment_id(scenario, &format!("{path}.segment"), &segment_chance.segment);
        }
        self.unique(outcome.segment_chances.iter().enumerate().map(|(index, segment_chance)| {
            (format!("{path}.segment_chances[{index}].segment"), segment_chance.segment.as_str())
        }));
        self.delay(&format!("{path}.delay"), outcome.delay);
        if let Some(repeats) = &outcome.repeats {
            self.chance(&format!("{path}.repeats.chance"), repeats.chance);
            self.repeats(&format!("{path}.repeats"), repeats);
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
        self.segment_prices(scenario, path, outcome);
        self.length(&format!("{path}.price_changes"), outcome.price_changes.len(), LIMITS.entries);
        for (index, change) in outcome.price_changes.iter().enumerate() {
            self.not_negative(format!("{path}.price_changes[{index}].price"), change.price);
            self.month(format!("{path}.price_changes[{index}].from_month"), change.from_month);
        }
        self.price_changes_in_order(scenario, path, outcome);
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
        if !outcome.bands.is_empty() && !outcome.segment_prices.is_empty() {
            self.error(
                format!("{path}.bands"),
                outcome.bands.len(),
                "cannot go with prices of single segments",
                "keep the bands or the prices by segment",
            );
        }
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

impl Check {
    /// What an outcome waits for, and what rules it out.
    fn ways_in(&mut self, path: &str, outcome: &Outcome) {
        for (index, id) in outcome.unless.iter().enumerate() {
            if outcome.after.contains(id) && outcome.after.len() == 1
                || outcome.after_all.contains(id)
            {
                self.error(
                    format!("{path}.unless[{index}]"),
                    format!("\"{id}\""),
                    "is also what it waits for, so that nobody can achieve it",
                    "take it out of one of the two lists",
                );
            }
        }
        if let Some(months) = outcome.within_months_of_start {
            self.length_in_months(format!("{path}.within_months_of_start"), months);
        }
    }

    /// A step is on no card: nothing of the card can be said of it.
    fn step(&mut self, scenario: &Scenario, path: &str, outcome: &Outcome) {
        if !outcome.is_step {
            return;
        }
        let contract = &scenario.contract;
        let amended = contract.amendments.iter().any(|amendment| {
            amendment.prices.iter().any(|price| price.outcome == outcome.id)
                || amendment.added.contains(&outcome.id)
                || amendment.dropped.contains(&outcome.id)
        });
        let is_priced = outcome.price.pence() != 0
            || !outcome.segment_prices.is_empty()
            || !outcome.price_changes.is_empty()
            || !outcome.bands.is_empty();
        let is_capped = contract.caps.lines.iter().any(|cap| cap.outcome == outcome.id)
            || contract.caps.groups.iter().any(|group| group.outcomes.contains(&outcome.id))
            || contract.caps.person_groups.iter().any(|group| group.outcomes.contains(&outcome.id));
        for (is_so, wrong, mend) in [
            (is_priced, "cannot have a price", "set the price to 0 and take other prices out"),
            (amended, "cannot be amended", "take it out of the amendments"),
            (is_capped, "cannot be capped", "take it out of the caps"),
            (outcome.lasting, "cannot count as a lasting outcome", "switch lasting off"),
            (outcome.public_value.is_some(), "cannot have a public value", "leave it out"),
        ] {
            if is_so {
                self.error(
                    format!("{path}.is_step"),
                    format!("\"{}\"", outcome.id),
                    format!("is a step on the way, on no card, and {wrong}"),
                    format!("{mend}, or switch is_step off"),
                );
            }
        }
    }

    fn repeats(&mut self, path: &str, repeats: &Repeats) {
        if !(2..=MOST_REPEATS).contains(&repeats.most) {
            self.error(
                format!("{path}.most"),
                repeats.most,
                "is not a number of claims per person and journey that this simulates, the first included",
                format!("write 2 to {MOST_REPEATS}, or leave repeats out"),
            );
        }
        match (repeats.delay, repeats.every_weeks) {
            (Some(delay), None) => self.delay(&format!("{path}.delay"), delay),
            (None, Some(weeks)) => {
                if !(1..=260).contains(&weeks) {
                    self.error(
                        format!("{path}.every_weeks"),
                        weeks,
                        "is not a number of weeks from one claim to the next",
                        "write 1 to 260",
                    );
                }
            }
            (Some(_), Some(weeks)) => self.error(
                format!("{path}.every_weeks"),
                weeks,
                "says once more how long it takes from one claim to the next",
                "keep every_weeks or delay",
            ),
            (None, None) => self.error(
                path,
                "",
                "does not say how long it takes from one claim to the next",
                "give delay or every_weeks",
            ),
        }
    }

    fn segment_prices(&mut self, scenario: &Scenario, path: &str, outcome: &Outcome) {
        let list = format!("{path}.segment_prices");
        self.length(&list, outcome.segment_prices.len(), LIMITS.segments);
        for (index, own) in outcome.segment_prices.iter().enumerate() {
            self.not_negative(format!("{list}[{index}].price"), own.price);
            self.segment_id(scenario, &format!("{list}[{index}].segment"), &own.segment);
        }
        self.unique(
            outcome
                .segment_prices
                .iter()
                .enumerate()
                .map(|(index, own)| (format!("{list}[{index}].segment"), own.segment.as_str())),
        );
    }

    /// Price changes go by month, and of one month each segment has one.
    fn price_changes_in_order(&mut self, scenario: &Scenario, path: &str, outcome: &Outcome) {
        let changes = &outcome.price_changes;
        for (index, change) in changes.iter().enumerate() {
            let path = format!("{path}.price_changes[{index}]");
            if let Some(segment) = &change.segment {
                self.segment_id(scenario, &format!("{path}.segment"), segment);
            }
            let before = &changes[..index];
            let is_early = before.last().is_some_and(|last| last.from_month > change.from_month);
            let is_told = before.iter().any(|other| {
                other.from_month == change.from_month && other.segment == change.segment
            });
            if is_early || is_told {
                self.error(
                    format!("{path}.from_month"),
                    change.from_month,
                    "does not come after the month before it",
                    "put them in order, each once",
                );
            }
        }
    }
}

/// Most claims of one person and journey: four-weekly payments over ten years.
const MOST_REPEATS: u16 = 130;

/// Ids of outcomes that wait for each other, first one repeated at the end.
fn prerequisite_circle(outcomes: &[Outcome]) -> Option<Vec<String>> {
    // Lines are settled once all that they wait for are settled; what cannot be settled is in, or behind, a circle.
    let mut settled: BTreeSet<&str> = BTreeSet::new();
    let ids: BTreeSet<&str> = outcomes.iter().map(|outcome| outcome.id.as_str()).collect();
    let is_ready = |outcome: &Outcome, settled: &BTreeSet<&str>| {
        waits_for(outcome).all(|id| settled.contains(id.as_str()) || !ids.contains(id.as_str()))
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
        let next = waits_for(last).find_map(|id| unsettled(id))?;
        if let Some(start) = trail.iter().position(|outcome| outcome.id == next.id) {
            let mut circle: Vec<String> =
                trail[start..].iter().map(|outcome| outcome.id.clone()).collect();
            circle.push(next.id.clone());
            return Some(circle);
        }
        trail.push(next);
    }
}

/// All that has to be settled before an outcome, whichever way it depends on it.
fn waits_for(outcome: &Outcome) -> impl Iterator<Item = &String> {
    outcome.after.iter().chain(&outcome.after_all).chain(&outcome.unless)
}
