//! What each field is called on the page: the one list of names for steps, changes and problems.

use serde_json::Value;

use super::difference::steps;
use crate::format;
use crate::model::{CalendarMonth, Scenario};

/// How a field's value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Pounds,
    /// A chance or share from 0 to 1, or a yearly rate.
    Share,
    BasisPoints,
    Number,
    /// A month counted from the contract's first.
    Month,
    /// A length of time in months.
    Months,
    Text,
    Switch,
    /// A group of fields or a list, which has no text of its own.
    Group,
}

/// A field's place without list numbers, what it is called, and how it is written.
type Entry = (&'static str, &'static str, Unit);

use Unit::{BasisPoints, Group, Month, Months, Number, Pounds, Share, Switch, Text};

const FIELDS: &[Entry] = &[
    ("", "scenario", Group),
    ("name", "name", Text),
    ("description", "description", Text),
    ("preset", "preset", Group),
    ("preset.id", "preset", Text),
    ("preset.version", "version of the preset", Number),
    ("run", "run settings", Group),
    ("run.seed", "seed", Number),
    ("run.trials", "number of futures", Number),
    ("run.unknowns", "uncertainty of what we do not know", Switch),
    ("run.luck", "luck of people", Switch),
    ("rate_card", "rate card", Group),
    ("rate_card.outcomes", "lines of the rate card", Group),
    ("rate_card.outcomes.id", "id", Text),
    ("rate_card.outcomes.name", "name", Text),
    ("rate_card.outcomes.domain", "domain", Text),
    ("rate_card.outcomes.trigger", "trigger", Text),
    ("rate_card.outcomes.evidence", "evidence", Text),
    ("rate_card.outcomes.lasting", "lasting mark", Switch),
    ("rate_card.outcomes.after", "prerequisites", Group),
    ("rate_card.outcomes.chance", "chance", Share),
    ("rate_card.outcomes.segment_chances", "chances by segment", Group),
    ("rate_card.outcomes.segment_chances.segment", "segment", Text),
    ("rate_card.outcomes.segment_chances.chance", "chance", Share),
    ("rate_card.outcomes.delay", "waiting time", Group),
    ("rate_card.outcomes.delay.min_months", "least waiting time", Months),
    ("rate_card.outcomes.delay.mean_extra_months", "mean extra waiting time in months", Number),
    ("rate_card.outcomes.repeats", "repeats", Group),
    ("rate_card.outcomes.repeats.most", "most claims per person", Number),
    ("rate_card.outcomes.repeats.chance", "chance of a further claim", Share),
    ("rate_card.outcomes.repeats.delay", "time between claims", Group),
    ("rate_card.outcomes.repeats.delay.min_months", "least time between claims", Months),
    (
        "rate_card.outcomes.repeats.delay.mean_extra_months",
        "mean extra time between claims in months",
        Number,
    ),
    ("rate_card.outcomes.window", "claim window", Group),
    ("rate_card.outcomes.window.from_month", "first month of the claim window", Month),
    ("rate_card.outcomes.window.to_month", "last month of the claim window", Month),
    ("rate_card.outcomes.verified", "share of claims that pass verification", Share),
    ("rate_card.outcomes.price", "price", Pounds),
    ("rate_card.outcomes.price_changes", "later prices", Group),
    ("rate_card.outcomes.price_changes.from_month", "date of the later price", Month),
    ("rate_card.outcomes.price_changes.price", "later price", Pounds),
    ("rate_card.outcomes.bands", "price bands", Group),
    ("rate_card.outcomes.bands.from_claim", "first claim of the price band", Number),
    ("rate_card.outcomes.bands.price", "price of the band", Pounds),
    ("rate_card.outcomes.deadweight", "share that would happen anyway", Share),
    ("rate_card.outcomes.public_value", "public value", Pounds),
    ("rate_card.outcomes.target", "target", Number),
    ("rate_card.returners", "claims for returners", Text),
    ("cohort", "cohort", Group),
    ("cohort.segments", "segments", Group),
    ("cohort.segments.id", "id", Text),
    ("cohort.segments.name", "name", Text),
    ("cohort.segments.share", "share of referrals", Share),
    ("cohort.segments.engagement_odds", "odds of starting", Number),
    ("cohort.segments.odds", "odds of outcomes", Group),
    ("cohort.segments.odds.applies_to", "place of the odds", Text),
    ("cohort.segments.odds.odds", "odds", Number),
    ("cohort.segments.cost_factor", "cost factor", Number),
    ("cohort.segments.price_factor", "price factor", Number),
    ("cohort.referrals", "referrals", Group),
    ("cohort.referrals.from_month", "first month of referrals", Month),
    ("cohort.referrals.per_month", "referrals per month", Number),
    ("cohort.referrals.ramp", "ramp of referrals", Switch),
    ("cohort.volume", "volume factor", Number),
    ("cohort.engagement", "chance that a referral starts", Share),
    ("cohort.start_delay", "time from referral to start", Group),
    ("cohort.start_delay.min_months", "least time from referral to start", Months),
    (
        "cohort.start_delay.mean_extra_months",
        "mean extra time from referral to start in months",
        Number,
    ),
    ("cohort.support_months", "mean months in support", Number),
    ("cohort.re_referral", "re-referral", Group),
    ("cohort.re_referral.chance", "chance of re-referral", Share),
    ("cohort.re_referral.mean_gap_months", "mean months to re-referral", Number),
    ("cohort.learning", "learning", Group),
    ("cohort.learning.starting_odds", "starting odds of a service that learns", Number),
    ("cohort.learning.months", "end of learning", Month),
    ("contract", "contract", Group),
    ("contract.start", "first month", Text),
    ("contract.delivery_months", "delivery", Months),
    ("contract.claims_end", "last claim month", Month),
    ("contract.claim_period", "claim period", Text),
    ("contract.payment_lag_months", "payment lag", Months),
    ("contract.caps", "caps", Group),
    ("contract.caps.person", "cap per person", Pounds),
    ("contract.caps.lines", "caps of lines", Group),
    ("contract.caps.lines.outcome", "line", Text),
    ("contract.caps.lines.most_claims", "most claims", Number),
    ("contract.caps.lines.most", "cap", Pounds),
    ("contract.caps.lines.most_share_of_starts", "most claims as a share of starts", Share),
    ("contract.caps.groups", "caps of groups", Group),
    ("contract.caps.groups.name", "name of the group", Text),
    ("contract.caps.groups.outcomes", "lines of the group", Group),
    ("contract.caps.groups.most", "cap", Pounds),
    ("contract.caps.year", "cap per year", Group),
    ("contract.caps.year.most", "cap per year", Pounds),
    ("contract.caps.year.excess", "excess over a year's cap", Text),
    ("contract.caps.contract", "contract cap", Pounds),
    ("contract.caps.sharing", "sharing under a cap", Text),
    ("contract.caps.priority", "order of payment", Group),
    ("contract.payers", "payers", Group),
    ("contract.payers.id", "id", Text),
    ("contract.payers.name", "name", Text),
    ("contract.payers.share_bp", "share", BasisPoints),
    ("contract.payers.most", "most to be paid", Pounds),
    ("contract.exhausted_payer", "share of a payer who has paid the most", Text),
    ("contract.grants", "grants", Group),
    ("contract.grants.from_month", "first month of the grant", Month),
    ("contract.grants.to_month", "last month of the grant", Month),
    ("contract.grants.total", "grant", Pounds),
    ("contract.monthly_service_fee", "monthly service fee", Pounds),
    ("contract.indexation", "indexation", Group),
    ("contract.indexation.annual", "indexation a year", Share),
    ("contract.indexation.first_month", "first month of indexation", Month),
    ("contract.after_cap", "what happens after the cap", Text),
    ("contract.amendments", "amendments", Group),
    ("contract.amendments.name", "name", Text),
    ("contract.amendments.from_month", "date", Month),
    ("contract.amendments.prices", "prices", Group),
    ("contract.amendments.prices.outcome", "line", Text),
    ("contract.amendments.prices.price", "price", Pounds),
    ("contract.amendments.dropped", "dropped lines", Group),
    ("contract.amendments.added", "added lines", Group),
    ("contract.amendments.contract_cap", "contract cap", Pounds),
    ("contract.amendments.person_cap", "cap per person", Pounds),
    ("contract.amendments.line_caps", "caps of lines", Group),
    ("contract.amendments.line_caps.outcome", "line", Text),
    ("contract.amendments.line_caps.most_claims", "most claims", Number),
    ("contract.amendments.line_caps.most", "cap", Pounds),
    (
        "contract.amendments.line_caps.most_share_of_starts",
        "most claims as a share of starts",
        Share,
    ),
    ("contract.amendments.group_caps", "caps of groups", Group),
    ("contract.amendments.group_caps.group", "group", Text),
    ("contract.amendments.group_caps.most", "cap", Pounds),
    ("contract.amendments.year_cap", "cap per year", Pounds),
    ("costs", "delivery costs", Group),
    ("costs.set_up", "set-up cost", Pounds),
    ("costs.fixed_monthly", "fixed cost per month", Pounds),
    ("costs.per_start", "cost per start", Pounds),
    ("costs.caseworker_monthly", "monthly cost of a caseworker", Pounds),
    ("costs.caseload", "people per caseworker", Number),
    ("costs.personalisation_fund", "personalisation fund", Pounds),
    ("costs.inflation", "inflation of costs", Share),
    ("costs.uncertainty", "cost factor", Number),
    ("investment", "investment", Group),
    ("investment.commitment", "commitment", Group),
    ("investment.commitment.least", "least commitment", Pounds),
    ("investment.commitment.most", "most commitment", Pounds),
    ("investment.buffer", "cash buffer", Pounds),
    ("investment.distributions_from", "first month of distributions", Month),
    ("investment.distribution_months", "time between distributions", Months),
    ("investment.preferred_return", "preferred return", Share),
    ("investment.surplus", "shares of surplus", Group),
    ("investment.surplus.investors_bp", "investors' share of surplus", BasisPoints),
    ("investment.surplus.provider_bp", "provider's share of surplus", BasisPoints),
    ("investment.surplus.commissioner_bp", "commissioner's share of surplus", BasisPoints),
    ("uncertainty", "uncertainty", Group),
    ("uncertainty.dependence", "dependence between chances", Share),
    ("uncertainty.shocks", "shocks", Group),
    ("uncertainty.shocks.name", "name", Text),
    ("uncertainty.shocks.chance", "chance", Share),
    ("uncertainty.shocks.earliest_month", "earliest month", Month),
    ("uncertainty.shocks.latest_month", "latest month", Month),
    ("uncertainty.shocks.months", "length", Months),
    ("uncertainty.shocks.referrals", "effect on referrals", Number),
    ("uncertainty.shocks.odds", "effects on outcomes", Group),
    ("uncertainty.shocks.odds.applies_to", "place of the effect", Text),
    ("uncertainty.shocks.odds.odds", "effect", Number),
    ("uncertainty.shocks.costs", "effect on costs", Number),
    ("discount_rate", "discount rate", Share),
    ("assumptions", "assumptions log", Group),
    ("assumptions.field", "subject of an assumption", Text),
    ("assumptions.quality", "quality of a source", Text),
    ("assumptions.source", "source", Text),
    ("assumptions.reason", "reason", Text),
    ("assumptions.owner", "owner of an assumption", Text),
    ("assumptions.date", "date of an assumption", Text),
    ("actuals", "actual figures", Group),
    ("actuals.source", "source of the actual figures", Text),
    ("actuals.payments", "actual payments", Group),
    ("actuals.payments.end", "end of an actual claim period", Text),
    ("actuals.payments.paid", "actual payment", Pounds),
    ("actuals.outcomes", "actual achievements", Group),
    ("actuals.outcomes.outcome", "line", Text),
    ("actuals.outcomes.from", "first month", Text),
    ("actuals.outcomes.to", "last month", Text),
    ("actuals.outcomes.achieved", "actual achievements", Number),
];

/// What the fields of a scenario are called. For problem lists, step names and labels of changes.
///
/// To make one takes a moment, since the whole scenario is made a document: one serves for many fields.
pub struct FieldNames(Option<Value>);

impl FieldNames {
    pub fn of(scenario: &Scenario) -> FieldNames {
        FieldNames(serde_json::to_value(scenario).ok())
    }

    /// Such as "price of 6 months in accommodation" for `rate_card.outcomes[15].price`.
    pub fn words(&self, path: &str) -> String {
        match &self.0 {
            Some(document) => Place::find(document, path).words(),
            None => path.to_owned(),
        }
    }
}

/// A place in a document, with what it takes to name it.
#[derive(Debug)]
pub(super) struct Place {
    phrase: String,
    pub(super) unit: Unit,
    /// Names of the list entries around it, the innermost last.
    names: Vec<String>,
    /// When the innermost dated entry around it begins.
    since: Option<String>,
    /// The place is a list entry itself and not a field of one.
    is_entry: bool,
}

impl Place {
    /// Finds what to call a place; a place that the format does not have is called by its path.
    pub(super) fn find(document: &Value, path: &str) -> Place {
        let mut generic = String::new();
        let mut place = Place {
            phrase: path.to_owned(),
            unit: Text,
            names: Vec::new(),
            since: None,
            is_entry: false,
        };
        let mut value = Some(document);
        for step in steps(path) {
            if let Some(index) = step.strip_suffix(']') {
                value = index.parse::<usize>().ok().and_then(|index| value?.get(index));
                place.enter(document, value);
            } else {
                value = value.and_then(|value| value.get(step));
                if !generic.is_empty() {
                    generic.push('.');
                }
                generic.push_str(step);
                place.is_entry = false;
            }
        }
        let (reading, field) = match generic.rsplit_once('.') {
            Some((field, "low")) => ("low reading of the ", field),
            Some((field, "central")) => ("central reading of the ", field),
            Some((field, "high")) => ("high reading of the ", field),
            _ => ("", generic.as_str()),
        };
        if let Some((_, phrase, unit)) = FIELDS.iter().find(|(known, ..)| *known == field) {
            place.phrase = format!("{reading}{phrase}");
            place.unit = *unit;
        }
        place
    }

    /// Notes the name or date of the list entry that the path goes through.
    fn enter(&mut self, document: &Value, entry: Option<&Value>) {
        self.is_entry = true;
        let Some(entry) = entry else { return };
        let text = |field: &str| entry.get(field).and_then(Value::as_str);
        let name = match entry {
            Value::String(id) => Some(name_of(document, id)),
            _ => text("name").map(str::to_owned).or_else(|| {
                ["outcome", "segment", "applies_to", "group", "id"]
                    .iter()
                    .find_map(|field| text(field))
                    .map(|id| name_of(document, id))
            }),
        };
        self.names.extend(name);
        if let Some(month) = entry.get("from_month").and_then(Value::as_u64) {
            self.since = Some(format!("from {}", month_words(document, month)));
        } else if let Some(claim) = entry.get("from_claim").and_then(Value::as_u64) {
            self.since = Some(format!("from claim {}", format::count(claim)));
        }
    }

    /// "price of 6 months in accommodation, from June 2020", or the name alone for an entry of a list.
    pub(super) fn words(&self) -> String {
        let mut names = self.names.iter().rev();
        let mut words = match names.next() {
            Some(name) if self.is_entry => name.clone(),
            Some(name) => format!("{} of {name}", self.phrase),
            None => self.phrase.clone(),
        };
        for name in names {
            words = format!("{words}, {name}");
        }
        match &self.since {
            Some(since) => format!("{words}, {since}"),
            None => words,
        }
    }

    /// The words without "price of", where the amount already says that it is a price.
    pub(super) fn subject(&self) -> String {
        let words = self.words();
        match words.strip_prefix("price of ") {
            Some(name) if self.unit == Pounds => name.to_owned(),
            _ => words,
        }
    }

    /// A value of this place as text; `None` where it has no short one.
    pub(super) fn value_words(&self, document: &Value, value: &Value) -> Option<String> {
        const LONGEST: usize = 60;
        if let Value::Object(readings) = value {
            let reading = |name: &str| self.value_words(document, readings.get(name)?);
            return Some(format!(
                "{} / {} / {}",
                reading("low")?,
                reading("central")?,
                reading("high")?
            ));
        }
        let number = value.as_f64();
        match self.unit {
            Pounds => crate::model::Money::from_pounds(number?).ok().map(format::money),
            Share => Some(format::percent(number?)),
            BasisPoints => Some(format::percent(number? / 10_000.0)),
            Number => Some(format::number(number?)),
            Month => Some(month_words(document, value.as_u64()?)),
            Months => u16::try_from(value.as_u64()?).ok().map(format::months),
            Switch => Some(if value.as_bool()? { "on" } else { "off" }.to_owned()),
            Text => {
                let text = value.as_str()?.replace('_', " ");
                (text.chars().count() <= LONGEST).then_some(text)
            }
            Group => None,
        }
    }
}

/// The name of an outcome, segment or payer of which this is the id; otherwise the text itself.
fn name_of(document: &Value, id: &str) -> String {
    ["/rate_card/outcomes", "/cohort/segments", "/contract/payers"]
        .iter()
        .filter_map(|list| document.pointer(list)?.as_array())
        .flatten()
        .find(|entry| entry.get("id").and_then(Value::as_str) == Some(id))
        .and_then(|entry| entry.get("name")?.as_str())
        .unwrap_or(id)
        .to_owned()
}

/// A contract month as a calendar month.
fn month_words(document: &Value, month: u64) -> String {
    let start: Option<CalendarMonth> = document
        .pointer("/contract/start")
        .and_then(Value::as_str)
        .and_then(|start| start.parse().ok());
    match (start, u16::try_from(month)) {
        (Some(start), Ok(months)) => format::month(start.plus(months)),
        _ => format!("month {month}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template() -> Value {
        serde_json::from_str(include_str!("../model/template.json")).unwrap()
    }

    /// Every place of a document, lists and groups included.
    fn places(prefix: &str, value: &Value, found: &mut Vec<String>) {
        found.push(prefix.to_owned());
        match value {
            Value::Object(fields) => {
                for (field, value) in fields {
                    let dot = if prefix.is_empty() { "" } else { "." };
                    places(&format!("{prefix}{dot}{field}"), value, found);
                }
            }
            Value::Array(items) => {
                for (index, value) in items.iter().enumerate() {
                    places(&format!("{prefix}[{index}]"), value, found);
                }
            }
            _ => {}
        }
    }

    #[test]
    fn every_field_of_the_format_has_a_name_and_a_way_to_be_written() {
        let document = template();
        let mut all = Vec::new();
        places("", &document, &mut all);
        assert!(all.len() > 150);
        for path in all {
            let place = Place::find(&document, &path);
            assert!(
                place.phrase != path || place.is_entry || path.len() < 12,
                "{path} has no name"
            );
            let pointer = format!("/{}", path.replace('[', ".").replace(']', "").replace('.', "/"));
            let value =
                if path.is_empty() { &document } else { document.pointer(&pointer).unwrap() };
            if !value.is_object() && !value.is_array() && !place.is_entry {
                assert_ne!(place.unit, Group, "{path} is written as a group");
                if path != "description" && path != "name" {
                    assert!(place.value_words(&document, value).is_some(), "{path}: {value}");
                }
            }
        }
    }

    #[test]
    fn no_field_is_listed_that_the_format_does_not_have() {
        let document = template();
        let mut all = Vec::new();
        places("", &document, &mut all);
        let generic: Vec<String> = all
            .iter()
            .map(|path| {
                path.split('[')
                    .map(|part| part.split_once(']').map_or(part, |(_, rest)| rest))
                    .collect()
            })
            .collect();
        for (field, ..) in FIELDS {
            assert!(generic.iter().any(|known| known == field), "{field}");
        }
    }

    #[test]
    fn names_say_which_line_and_since_when() {
        let document = template();
        let words = |path: &str| Place::find(&document, path).words();
        assert_eq!(words("rate_card.outcomes[0].price"), "price of Settled");
        assert_eq!(words("rate_card.outcomes[0]"), "Settled");
        assert_eq!(
            words("rate_card.outcomes[0].chance.low"),
            "low reading of the chance of Settled"
        );
        assert_eq!(
            words("rate_card.outcomes[0].price_changes[0].price"),
            "later price of Settled, from October 2020"
        );
        assert_eq!(
            words("contract.amendments[0].prices[0].price"),
            "price of Settled, First amendment, from October 2020"
        );
        assert_eq!(
            words("rate_card.outcomes[0].segment_chances[0].chance"),
            "chance of Everyone, Settled"
        );
        assert_eq!(words("contract.caps.contract"), "contract cap");
        assert_eq!(words("cohort.referrals[0].per_month"), "referrals per month, from April 2020");
        assert_eq!(words("nothing.of.ours"), "nothing.of.ours");
        assert_eq!(words(""), "scenario");
    }
}
