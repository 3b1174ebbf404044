//! Checks of single values, shared by all parts of a scenario.

use std::collections::BTreeSet;
use std::fmt::Display;

use crate::model::{
    Delay, Estimate, Factor, Money, Outcome, Probability, Problem, Problems, Scenario,
};

use super::{Check, LIMITS};

/// Whether a character is not seen itself and changes how others are shown: line ends, and marks that have text run the
/// other way. A letter of a language that is written from right to left does neither.
fn misleads(character: char) -> bool {
    character.is_control() || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

impl Check {
    pub(super) fn error(
        &mut self,
        path: impl AsRef<str>,
        value: impl Display,
        wrong: impl AsRef<str>,
        mend: impl AsRef<str>,
    ) {
        let problem = Problem::error(path.as_ref(), wrong.as_ref(), mend.as_ref());
        self.note(problem, &value);
    }

    pub(super) fn warning(
        &mut self,
        path: impl AsRef<str>,
        value: impl Display,
        wrong: impl AsRef<str>,
        mend: impl AsRef<str>,
    ) {
        let problem = Problem::warning(path.as_ref(), wrong.as_ref(), mend.as_ref());
        self.note(problem, &value);
    }

    /// An entry is named that is not there; `names` is where its name should stand.
    pub(super) fn missing_from(
        &mut self,
        names: &'static str,
        path: &str,
        name: &str,
        wrong: &str,
        mend: &str,
    ) {
        let problem = Problem::error(path, wrong, mend);
        self.note(Problem { missing_from: Some(names), ..problem }, &format!("\"{name}\""));
    }

    // Out of line for the size of the page.
    #[inline(never)]
    fn note(&mut self, problem: Problem, value: &dyn Display) {
        // A document of another kind must not fill the memory with complaints.
        if self.problems.len() < Problems::MOST || !problem.is_error() {
            self.problems.push(problem.with_value(value));
        }
    }

    pub(super) fn name(&mut self, path: &str, name: &str) {
        if name.trim().is_empty() {
            self.error(path, "", "is empty", "write a name");
        } else if name.chars().count() > LIMITS.name {
            self.error(
                path,
                name,
                "is too long",
                format!("write at most {} characters", LIMITS.name),
            );
        } else if name.contains(['\t', '\n', '\r']) {
            self.warning(
                path,
                name.replace(misleads, " "),
                "holds a tab or the end of a line",
                "write the name in one line",
            );
        } else if name.contains(misleads) {
            self.warning(
                path,
                name.replace(misleads, "\u{fffd}"),
                "holds characters that nobody sees, which can turn the order of text around",
                "type the name anew",
            );
        }
    }

    pub(super) fn text(&mut self, path: &str, text: Option<&str>) {
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

    pub(super) fn id(&mut self, path: &str, id: &str) {
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

    pub(super) fn unique<'a>(&mut self, paths: impl Iterator<Item = (String, &'a str)>) {
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

    /// Names of other things, each of which may stand in its list once.
    pub(super) fn each_once(&mut self, list: &str, ids: &[String]) {
        for (index, id) in ids.iter().enumerate() {
            if ids[..index].contains(id) {
                self.error(
                    format!("{list}[{index}]"),
                    format!("\"{id}\""),
                    "is named twice",
                    "name it once",
                );
            }
        }
    }

    pub(super) fn length(&mut self, path: &str, length: usize, most: usize) {
        if length > most {
            self.error(path, length, "entries are too many", format!("keep at most {most}"));
        }
    }

    pub(super) fn outcome_id(&mut self, scenario: &Scenario, path: &str, id: &str) {
        if scenario.rate_card.index_of(id).is_none() {
            self.missing_from(
                "rate_card.outcomes.id",
                path,
                id,
                "is not an outcome of this card",
                "write the id of one of its outcomes",
            );
        }
    }

    pub(super) fn line_or_domain(&mut self, scenario: &Scenario, path: &str, name: &str) {
        let known = |outcome: &Outcome| outcome.id == name || outcome.domain == name;
        if !scenario.rate_card.outcomes.iter().any(known) {
            self.missing_from(
                "rate_card.outcomes.id",
                path,
                name,
                "is neither a domain nor an outcome of this card",
                "write the name of a domain or the id of an outcome",
            );
        }
    }

    pub(super) fn segment_id(&mut self, scenario: &Scenario, path: &str, id: &str) {
        if !scenario.cohort.segments.iter().any(|segment| segment.id == id) {
            self.missing_from(
                "cohort.segments.id",
                path,
                id,
                "is not a segment",
                "write the id of one of the cohort's segments",
            );
        }
    }

    pub(super) fn delay(&mut self, path: &str, delay: Delay) {
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

    pub(super) fn chance(&mut self, path: &str, chance: Estimate<Probability>) {
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

    pub(super) fn factor(&mut self, path: &str, factor: Estimate<Factor>) {
        self.ordered(path, factor.low.get(), factor.central.get(), factor.high.get());
    }

    pub(super) fn ordered(&mut self, path: &str, low: f64, central: f64, high: f64) {
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

    pub(super) fn not_negative(&mut self, path: impl AsRef<str>, amount: Money) {
        if amount.is_negative() {
            self.error(path, amount.pounds(), "is below zero", "write 0 or more");
        }
    }

    pub(super) fn month(&mut self, path: impl AsRef<str>, month: u16) {
        if month >= LIMITS.months {
            self.error(
                path,
                month,
                "is too late a month",
                format!("write a month number from 0 to {}", LIMITS.months - 1),
            );
        }
    }

    /// A length of time, and not a month of the contract.
    pub(super) fn length_in_months(&mut self, path: impl AsRef<str>, months: u16) {
        if months > LIMITS.months {
            self.error(
                path,
                months,
                "is too long",
                format!("write at most {} months", LIMITS.months),
            );
        }
    }

    pub(super) fn ascending(&mut self, paths: impl Iterator<Item = (String, u32)>, what: &str) {
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

    pub(super) fn basis_points(&mut self, path: &str, shares: &[u32]) {
        let total: u64 = shares.iter().map(|share| u64::from(*share)).sum();
        if total != 10_000 {
            self.error(
                path,
                format!("{}.{:02}%", total / 100, total % 100),
                "is what the shares add up to",
                "make them add to 100%, which is 10,000 basis points",
            );
        }
    }
}
