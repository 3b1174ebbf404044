//! The lines of the card to be, and their order.

use std::collections::BTreeMap;

use super::cells::{normal, single_spaced};
use super::column::Column;
use super::columns::PastedColumn;
use super::lines::{self, PastedLine};
use super::matching::{Match, matches};
use super::new_lines::Blank;
use super::remarks::Remarks;
use crate::model::{LIMITS, Outcome, Scenario};

/// What becomes of the lines that are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Lines of the same name get the new values, others are added, and all the rest stays.
    Merge,
    /// The card is these lines and no others, in their order. One of the same name keeps what the table does not say.
    Replace,
}

/// A line of the card to be.
pub(super) struct Placed {
    pub outcome: Outcome,
    /// Its number on the card as it is.
    pub before: Option<usize>,
    /// Its number among the lines of the table.
    pub pasted: Option<usize>,
}

/// All lines of the card to be, in their order, each with its domain, and new ones blank. Empty where no line of the
/// table can be used.
pub(super) fn placed(
    pasted: &[PastedLine<'_>],
    columns: &[PastedColumn],
    scenario: &Scenario,
    way: Way,
    remarks: &mut Remarks<'_>,
) -> Vec<Placed> {
    let card = &scenario.rate_card.outcomes;
    let domains = written_domains(pasted, scenario);
    let Some(blank) = Blank::new(scenario, domains.values()) else { return Vec::new() };
    let is_kept = way == Way::Merge;
    let old =
        |index: usize| Placed { outcome: card[index].clone(), before: Some(index), pasted: None };
    let mut placing = Placing {
        way,
        card,
        domains: &domains,
        blank,
        placed: if is_kept { (0..card.len()).map(old).collect() } else { Vec::new() },
    };
    let mut n_used = 0;
    let name = lines::place(columns, Column::Name);
    for ((number, line), found) in pasted.iter().enumerate().zip(matches(pasted, card)) {
        let place = match found {
            Match::Several(which) => {
                let why = "is what several outcomes are called: say its domain as well";
                remarks.refuse((line.row, Some(&line.name)), name, &line.name, why);
                for index in which {
                    placing.old(index);
                }
                continue;
            }
            Match::New if placing.placed.len() >= LIMITS.outcomes => {
                let why =
                    format!("is one outcome too many: a card holds at most {}", LIMITS.outcomes);
                remarks.refuse((line.row, Some(&line.name)), name, &line.name, why);
                continue;
            }
            Match::New => placing.new_line(line),
            Match::Line(index) => placing.known(index, line),
        };
        placing.placed[place].pasted = Some(number);
        n_used += 1;
    }
    if n_used > 0 { placing.placed } else { Vec::new() }
}

struct Placing<'c> {
    way: Way,
    card: &'c [Outcome],
    domains: &'c BTreeMap<String, String>,
    blank: Blank,
    placed: Vec<Placed>,
}

impl Placing<'_> {
    /// The place of a line that the card has.
    fn old(&mut self, index: usize) -> usize {
        let there = self.placed.iter().position(|line| line.before == Some(index));
        there.unwrap_or_else(|| {
            let outcome = self.card[index].clone();
            self.placed.push(Placed { outcome, before: Some(index), pasted: None });
            self.placed.len() - 1
        })
    }

    /// The same, with the domain that the table says.
    fn known(&mut self, index: usize, line: &PastedLine<'_>) -> usize {
        let place = self.old(index);
        if let Some(domain) = self.domain(line).filter(|_| line.is_domain_said) {
            self.placed[place].outcome.domain = domain;
        }
        place
    }

    /// The place of a line that is new: at the end of its domain where lines stay, and else at the end.
    fn new_line(&mut self, line: &PastedLine<'_>) -> usize {
        let outcome = self.blank.line(&line.name, self.domain(line));
        let is_beside = |other: &Placed| other.outcome.domain == outcome.domain;
        let last = self.placed.iter().rposition(is_beside).filter(|_| self.way == Way::Merge);
        let place = last.map_or(self.placed.len(), |last| last + 1);
        self.placed.insert(place, Placed { outcome, before: None, pasted: None });
        place
    }

    /// The line's domain as it is to be written.
    fn domain(&self, line: &PastedLine<'_>) -> Option<String> {
        self.domains.get(&normal(line.domain.as_deref()?)).cloned()
    }
}

/// Each domain as it is to be written, by its text as it is compared: as the card writes it, or else as it comes first.
fn written_domains(pasted: &[PastedLine<'_>], scenario: &Scenario) -> BTreeMap<String, String> {
    let mut written = BTreeMap::new();
    let known = scenario.rate_card.domains().into_iter();
    let new = pasted.iter().filter_map(|line| line.domain.as_deref());
    for domain in known.map(str::to_owned).chain(new.map(single_spaced)) {
        written.entry(normal(&domain)).or_insert(domain);
    }
    written
}
