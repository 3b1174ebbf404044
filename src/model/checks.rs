//! The checks that need more than one field: every problem of a scenario at once.

use std::collections::BTreeSet;
use std::fmt::Display;

use super::{
    Delay, Estimate, Factor, LineCap, Money, OddsFactor, Outcome, Probability, Problem, Problems,
    Scenario,
};

/// How large a scenario may be.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub outcomes: usize,
    pub segments: usize,
    /// Contract months, from month 0 to the last claim month.
    pub months: u16,
    /// Expected referrals over the contract.
    pub people: f64,
    pub trials: u32,
    /// People x outcomes x trials of one run.
    pub work: f64,
    /// Entries of any other list.
    pub entries: usize,
    /// Characters of a name.
    pub name: usize,
    /// Characters of a longer text.
    pub text: usize,
}

/// The limits of this version.
pub const LIMITS: Limits = Limits {
    outcomes: 200,
    segments: 20,
    months: 240,
    people: 200_000.0,
    trials: 100_000,
    work: 2e11,
    entries: 500,
    name: 200,
    text: 5_000,
};

impl Scenario {
    /// Everything that is wrong with the scenario, errors first, up to [`Problems::MOST`]. Only errors stop a run.
    pub fn problems(&self) -> Vec<Problem> {
        let mut check = Check { problems: Vec::new() };
        check.texts(self);
        check.run(self);
        check.rate_card(self);
        check.cohort(self);
        check.contract(self);
        check.caps(self);
        check.amendments(self);
        check.money_terms(self);
        check.shocks(self);
        check.problems.extend(self.problems_of_size());
        check.problems.sort_by_key(|problem| problem.severity);
        check.problems.truncate(Problems::MOST);
        check.problems
    }
}

struct Check {
    problems: Vec<Problem>,
}

impl Check {
    fn error(
        &mut self,
        path: impl Into<String>,
        value: impl Display,
        wrong: impl Into<String>,
        mend: impl Into<String>,
    ) {
        // A document of another kind must not fill the memory with complaints.
        if self.problems.len() < Problems::MOST {
            self.problems.push(Problem::error(path, wrong, mend).with_value(value));
        }
    }

    fn warning(
        &mut self,
        path: impl Into<String>,
        value: impl Display,
        wrong: impl Into<String>,
        mend: impl Into<String>,
    ) {
        self.problems.push(Problem::warning(path, wrong, mend).with_value(value));
    }

    fn texts(&mut self, scenario: &Scenario) {
        self.name("name", &scenario.name);
        self.text("description", scenario.description.as_deref());
        for (index, assumption) in scenario.assumptions.iter().enumerate() {
            let path = format!("assumptions[{index}]");
            self.text(&format!("{path}.source"), Some(&assumption.source));
            self.text(&format!("{path}.reason"), assumption.reason.as_deref());
            self.text(&format!("{path}.owner"), assumption.owner.as_deref());
            self.text(&format!("{path}.field"), Some(&assumption.field));
        }
        self.length("assumptions", scenario.assumptions.len(), LIMITS.entries);
        if let Some(actuals) = &scenario.actuals {
            self.text("actuals.source", Some(&actuals.source));
            self.length("actuals.payments", actuals.payments.len(), LIMITS.entries);
            self.length("actuals.outcomes", actuals.outcomes.len(), LIMITS.entries);
        }
    }

    fn name(&mut self, path: &str, name: &str) {
        if name.trim().is_empty() {
            self.error(path, "", "is empty", "write a name");
        } else if name.chars().count() > LIMITS.name {
            self.error(
                path,
                name,
                "is too long",
                format!("write at most {} characters", LIMITS.name),
            );
        }
    }

    fn text(&mut self, path: &str, text: Option<&str>) {
        if text.is_some_and(|text| text.chars().count() > LIMITS.text) {
            let text = text.unwrap_or_default();
            self.error(
                path,
                text,
                "is too long",
                format!("write at most {} characters", LIMITS.text),
            );
        }
    }

    fn id(&mut self, path: &str, id: &str) {
        let allowed =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte);
        if id.is_empty() || id.len() > 64 || !id.bytes().all(allowed) {
            self.error(
                path,
                format!("\"{id}\""),
                "is not an id",
                "write 1 to 64 lower-case letters, digits, - or _",
            );
        }
    }

    fn unique<'a>(&mut self, paths: impl Iterator<Item = (String, &'a str)>) {
        let mut seen = BTreeSet::new();
        for (path, id) in paths {
            if !seen.insert(id) {
                self.error(
                    path,
                    format!("\"{id}\""),
                    "is used twice",
                    "give each a name of its own",
                );
            }
        }
    }

    fn length(&mut self, path: &str, length: usize, most: usize) {
        if length > most {
            self.error(path, length, "entries are too many", format!("keep at most {most}"));
        }
    }

    fn outcome_id(&mut self, scenario: &Scenario, path: &str, id: &str) {
        if scenario.rate_card.index_of(id).is_none() {
            self.error(
                path,
                format!("\"{id}\""),
                "is not an outcome of this card",
                "write the id of one of its outcomes",
            );
        }
    }

    fn delay(&mut self, path: &str, delay: Delay) {
        if delay.min_months > LIMITS.months {
            self.error(
                format!("{path}.min_months"),
                delay.min_months,
                "is too long",
                format!("write at most {} months", LIMITS.months),
            );
        }
        let mean = delay.mean_extra_months.get();
        if mean > 60.0 {
            self.error(
                format!("{path}.mean_extra_months"),
                mean,
                "is too long",
                "write at most 60 months",
            );
        }
    }

    fn chance(&mut self, path: &str, chance: Estimate<Probability>) {
        self.ordered(path, chance.low.get(), chance.central.get(), chance.high.get());
        let certain = |p: Probability| p.get() <= 0.0 || p.get() >= 1.0;
        if !chance.is_known()
            && (certain(chance.low) || certain(chance.central) || certain(chance.high))
        {
            self.error(
                path,
                format!("{} / {} / {}", chance.low.get(), chance.central.get(), chance.high.get()),
                "holds 0 or 1 among unsure readings",
                "use readings above 0 and below 1, or one known chance",
            );
        }
    }

    fn factor(&mut self, path: &str, factor: Estimate<Factor>) {
        self.ordered(path, factor.low.get(), factor.central.get(), factor.high.get());
    }

    fn ordered(&mut self, path: &str, low: f64, central: f64, high: f64) {
        if !(low <= central && central <= high) {
            self.error(
                path,
                format!("{low} / {central} / {high}"),
                "is not in order",
                "write low, then central, then high, each at least as large as the one before",
            );
        } else if low < high && !(low < central && central < high) {
            self.error(
                path,
                format!("{low} / {central} / {high}"),
                "repeats a reading",
                "make all three equal (known) or all three different",
            );
        }
    }

    fn not_negative(&mut self, path: impl Into<String>, amount: Money) {
        if amount.is_negative() {
            self.error(path, amount.pounds(), "is below zero", "write 0 or more pounds");
        }
    }

    fn month(&mut self, path: impl Into<String>, month: u16) {
        if month >= LIMITS.months {
            self.error(
                path,
                month,
                "is too late a month",
                format!("write a month number from 0 to {}", LIMITS.months - 1),
            );
        }
    }

    fn ascending(&mut self, paths: impl Iterator<Item = (String, u32)>, what: &str) {
        let mut last: Option<u32> = None;
        for (path, value) in paths {
            if last.is_some_and(|last| value <= last) {
                self.error(
                    path,
                    value,
                    format!("does not come after the {what} before it"),
                    "put them in order, each once",
                );
            }
            last = Some(value);
        }
    }

    fn basis_points(&mut self, path: &str, shares: &[u32]) {
        let total: u64 = shares.iter().map(|share| u64::from(*share)).sum();
        if total != 10_000 {
            self.error(
                path,
                total,
                "basis points in all are not the whole",
                "make the shares add to 10,000 (100%)",
            );
        }
    }

    fn run(&mut self, scenario: &Scenario) {
        let trials = scenario.run.trials;
        if trials == 0 || trials > LIMITS.trials {
            self.error(
                "run.trials",
                trials,
                "is not a number of futures that can be run",
                format!("write 1 to {}", LIMITS.trials),
            );
        }
        let amendments = &scenario.contract.amendments;
        let caps_persons = scenario.contract.caps.person.is_some()
            || amendments.iter().any(|amendment| amendment.person_cap.is_some());
        if !scenario.run.luck && caps_persons {
            self.error(
                "run.luck",
                "off",
                "cannot go with a cap per person, which limits people and not averages",
                "switch the luck of people on, or take the cap per person out",
            );
        }
    }

    fn rate_card(&mut self, scenario: &Scenario) {
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

    fn outcome(&mut self, scenario: &Scenario, path: &str, outcome: &Outcome) {
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

    fn cohort(&mut self, scenario: &Scenario) {
        let cohort = &scenario.cohort;
        if cohort.segments.is_empty() {
            self.error("cohort.segments", "", "is empty", "add at least one segment");
        }
        self.length("cohort.segments", cohort.segments.len(), LIMITS.segments);
        self.unique(
            cohort.segments.iter().enumerate().map(|(index, segment)| {
                (format!("cohort.segments[{index}].id"), segment.id.as_str())
            }),
        );
        let shares: f64 = cohort.segments.iter().map(|segment| segment.share.get()).sum();
        if !cohort.segments.is_empty() && (shares - 1.0).abs() > 1e-9 {
            self.error(
                "cohort.segments",
                format!("{:.2}%", shares * 100.0),
                "is what the shares add up to",
                "make the segments' shares add to 100%",
            );
        }
        for (index, segment) in cohort.segments.iter().enumerate() {
            let path = format!("cohort.segments[{index}]");
            self.id(&format!("{path}.id"), &segment.id);
            self.name(&format!("{path}.name"), &segment.name);
            self.odds(scenario, &format!("{path}.odds"), &segment.odds);
        }
        if cohort.referrals.first().is_none_or(|step| step.from_month != 0) {
            self.error(
                "cohort.referrals",
                "",
                "does not say how many come in month 0",
                "begin with a step from month 0",
            );
        }
        self.length("cohort.referrals", cohort.referrals.len(), usize::from(LIMITS.months));
        for (index, step) in cohort.referrals.iter().enumerate() {
            self.month(format!("cohort.referrals[{index}].from_month"), step.from_month);
        }
        self.ascending(
            cohort.referrals.iter().enumerate().map(|(index, step)| {
                (format!("cohort.referrals[{index}].from_month"), u32::from(step.from_month))
            }),
            "month",
        );
        self.factor("cohort.volume", cohort.volume);
        self.chance("cohort.engagement", cohort.engagement);
        self.delay("cohort.start_delay", cohort.start_delay);
        let support = cohort.support_months.get();
        if !(1.0..=120.0).contains(&support) {
            self.error(
                "cohort.support_months",
                support,
                "is out of range",
                "write 1 to 120 months",
            );
        }
        if let Some(re_referral) = &cohort.re_referral {
            self.chance("cohort.re_referral.chance", re_referral.chance);
            if re_referral.chance.high.get() > 0.9 {
                self.error(
                    "cohort.re_referral.chance",
                    re_referral.chance.high.get(),
                    "would bring nearly everyone back for ever",
                    "write at most 0.9",
                );
            }
            let gap = re_referral.mean_gap_months.get();
            if !(1.0..=60.0).contains(&gap) {
                self.error(
                    "cohort.re_referral.mean_gap_months",
                    gap,
                    "is out of range",
                    "write 1 to 60 months",
                );
            }
        }
        if let Some(learning) = &cohort.learning {
            self.month("cohort.learning.months", learning.months);
        }
    }

    fn odds(&mut self, scenario: &Scenario, path: &str, odds: &[OddsFactor]) {
        self.length(path, odds.len(), LIMITS.outcomes);
        for (index, factor) in odds.iter().enumerate() {
            let known = scenario.rate_card.outcomes.iter().any(|outcome| {
                outcome.id == factor.applies_to || outcome.domain == factor.applies_to
            });
            if !known {
                self.error(
                    format!("{path}[{index}].applies_to"),
                    format!("\"{}\"", factor.applies_to),
                    "is neither a domain nor an outcome of this card",
                    "write the name of a domain or the id of an outcome",
                );
            }
        }
        self.unique(odds.iter().enumerate().map(|(index, factor)| {
            (format!("{path}[{index}].applies_to"), factor.applies_to.as_str())
        }));
    }

    fn contract(&mut self, scenario: &Scenario) {
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
            self.error("contract.payers", "", "is empty", "add at least one payer");
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
        }
        if !contract.payers.is_empty() {
            let shares: Vec<u32> = contract.payers.iter().map(|payer| payer.share_bp).collect();
            self.basis_points("contract.payers", &shares);
        }
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
        if let Some(fee) = contract.monthly_service_fee {
            self.not_negative("contract.monthly_service_fee", fee);
        }
        if let Some(indexation) = contract.indexation {
            self.month("contract.indexation.first_month", indexation.first_month);
        }
    }

    fn caps(&mut self, scenario: &Scenario) {
        let caps = &scenario.contract.caps;
        for (path, cap) in
            [("contract.caps.person", caps.person), ("contract.caps.contract", caps.contract)]
        {
            if let Some(cap) = cap {
                self.not_negative(path, cap);
            }
        }
        self.length("contract.caps.lines", caps.lines.len(), LIMITS.outcomes);
        self.unique(caps.lines.iter().enumerate().map(|(index, cap)| {
            (format!("contract.caps.lines[{index}].outcome"), cap.outcome.as_str())
        }));
        for (index, cap) in caps.lines.iter().enumerate() {
            self.line_cap(scenario, &format!("contract.caps.lines[{index}]"), cap);
        }
        self.length("contract.caps.groups", caps.groups.len(), LIMITS.outcomes);
        self.unique(caps.groups.iter().enumerate().map(|(index, group)| {
            (format!("contract.caps.groups[{index}].name"), group.name.as_str())
        }));
        for (index, group) in caps.groups.iter().enumerate() {
            let path = format!("contract.caps.groups[{index}]");
            self.name(&format!("{path}.name"), &group.name);
            self.not_negative(format!("{path}.most"), group.most);
            self.length(&format!("{path}.outcomes"), group.outcomes.len(), LIMITS.outcomes);
            if group.outcomes.is_empty() {
                self.error(format!("{path}.outcomes"), "", "is empty", "name at least one outcome");
            }
            for (index, id) in group.outcomes.iter().enumerate() {
                self.outcome_id(scenario, &format!("{path}.outcomes[{index}]"), id);
            }
            self.unique(
                group
                    .outcomes
                    .iter()
                    .enumerate()
                    .map(|(index, id)| (format!("{path}.outcomes[{index}]"), id.as_str())),
            );
        }
        if let Some(year) = &caps.year {
            if year.most.is_empty() {
                self.error(
                    "contract.caps.year.most",
                    "",
                    "is empty",
                    "write at least one year's most",
                );
            }
            self.length("contract.caps.year.most", year.most.len(), 20);
            for (index, most) in year.most.iter().enumerate() {
                self.not_negative(format!("contract.caps.year.most[{index}]"), *most);
            }
        }
        self.length("contract.caps.priority", caps.priority.len(), LIMITS.outcomes);
        for (index, id) in caps.priority.iter().enumerate() {
            self.outcome_id(scenario, &format!("contract.caps.priority[{index}]"), id);
        }
        self.unique(
            caps.priority
                .iter()
                .enumerate()
                .map(|(index, id)| (format!("contract.caps.priority[{index}]"), id.as_str())),
        );
    }

    fn line_cap(&mut self, scenario: &Scenario, path: &str, cap: &LineCap) {
        self.outcome_id(scenario, &format!("{path}.outcome"), &cap.outcome);
        if let Some(most) = cap.most {
            self.not_negative(format!("{path}.most"), most);
        }
        if cap.most_claims.is_none() && cap.most.is_none() && cap.most_share_of_starts.is_none() {
            self.error(
                path,
                "",
                "limits nothing",
                "give most_claims, most or most_share_of_starts, or take the cap out",
            );
        }
    }

    fn amendments(&mut self, scenario: &Scenario) {
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
            }
            self.unique(amendment.prices.iter().enumerate().map(|(index, price)| {
                (format!("{path}.prices[{index}].outcome"), price.outcome.as_str())
            }));
            for (field, ids) in [("dropped", &amendment.dropped), ("added", &amendment.added)] {
                self.unique(
                    ids.iter()
                        .enumerate()
                        .map(|(index, id)| (format!("{path}.{field}[{index}]"), id.as_str())),
                );
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
                    self.error(
                        format!("{path}.group"),
                        format!("\"{}\"", cap.group),
                        "is not a group cap of the contract",
                        "write the name of one of contract.caps.groups",
                    );
                }
            }
        }
    }

    fn money_terms(&mut self, scenario: &Scenario) {
        let costs = &scenario.costs;
        for (field, amount) in [
            ("set_up", costs.set_up),
            ("fixed_monthly", costs.fixed_monthly),
            ("per_start", costs.per_start),
            ("caseworker_monthly", costs.caseworker_monthly),
            ("personalisation_fund", costs.personalisation_fund),
        ] {
            self.not_negative(format!("costs.{field}"), amount);
        }
        if costs.caseload.get() < 1.0 {
            self.error(
                "costs.caseload",
                costs.caseload.get(),
                "is fewer than one person for each worker",
                "write 1 or more",
            );
        }
        self.factor("costs.uncertainty", costs.uncertainty);
        let investment = &scenario.investment;
        self.not_negative("investment.commitment.least", investment.commitment.least);
        self.not_negative("investment.buffer", investment.buffer);
        if investment.commitment.most < investment.commitment.least {
            self.error(
                "investment.commitment.most",
                investment.commitment.most.pounds(),
                "is below the least commitment",
                "write at least as much as investment.commitment.least",
            );
        }
        self.month("investment.distributions_from", investment.distributions_from);
        if !(1..=60).contains(&investment.distribution_months) {
            self.error(
                "investment.distribution_months",
                investment.distribution_months,
                "is not a rhythm of distributions",
                "write 1 to 60 months",
            );
        }
        if investment.preferred_return.get() < 0.0 {
            self.error(
                "investment.preferred_return",
                investment.preferred_return.get(),
                "is below zero",
                "write 0 or more",
            );
        }
        let surplus = investment.surplus;
        self.basis_points(
            "investment.surplus",
            &[surplus.investors_bp, surplus.provider_bp, surplus.commissioner_bp],
        );
    }

    fn shocks(&mut self, scenario: &Scenario) {
        let shocks = &scenario.uncertainty.shocks;
        self.length("uncertainty.shocks", shocks.len(), 20);
        // The dice of a shock belong to its name.
        self.unique(shocks.iter().enumerate().map(|(index, shock)| {
            (format!("uncertainty.shocks[{index}].name"), shock.name.as_str())
        }));
        for (index, shock) in scenario.uncertainty.shocks.iter().enumerate() {
            let path = format!("uncertainty.shocks[{index}]");
            self.name(&format!("{path}.name"), &shock.name);
            self.month(format!("{path}.latest_month"), shock.latest_month);
            if shock.earliest_month > shock.latest_month {
                self.error(
                    format!("{path}.earliest_month"),
                    shock.earliest_month,
                    "comes after the latest month",
                    "write the earlier month first",
                );
            }
            if shock.months == 0 || shock.months > LIMITS.months {
                self.error(
                    format!("{path}.months"),
                    shock.months,
                    "is not a length",
                    format!("write 1 to {} months", LIMITS.months),
                );
            }
            self.odds(scenario, &format!("{path}.odds"), &shock.odds);
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
