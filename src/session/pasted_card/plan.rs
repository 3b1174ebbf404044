//! What a pasted card would do to a scenario.

use super::card::PastedCard;
use super::column::Column;
use super::filling::fill;
use super::lines::{self, PastedLine};
use super::not_understood::NotUnderstood;
use super::placing::{Placed, Way, placed};
use super::prerequisites::set_prerequisites;
use super::remarks::Remarks;
use crate::model::{Outcome, Scenario};
use crate::session::changes::changes;
use crate::session::edit::Edit;
use crate::session::entries;
use crate::session::provenance::is_another_card;

/// What a pasted card would do, and what the person should know before it is done.
#[derive(Clone, Debug, PartialEq)]
pub struct PastePlan {
    /// The scenario with its lines; none where nothing changes.
    pub after: Option<Box<Scenario>>,
    /// Lines of the table.
    pub n_pasted: usize,
    /// What it changes, in sentences.
    pub changes: Vec<String>,
    pub n_added: usize,
    pub n_changed: usize,
    pub n_removed: usize,
    /// Lines of the table that the card has just so.
    pub n_same: usize,
    /// Cells that change nothing, in the order of the rows.
    pub not_understood: Vec<NotUnderstood>,
    /// What else to look at, in sentences: what is left out, and what could be meant otherwise.
    pub notes: Vec<String>,
}

impl PastePlan {
    /// All of it as one step. It changes nothing where there is nothing to change.
    pub fn edit(self) -> Edit {
        match self.after {
            Some(after) => Edit::pasted(after, self.n_pasted),
            None => Edit::Together(Vec::new()),
        }
    }
}

impl PastedCard {
    /// What this card would do to a scenario.
    pub fn onto(&self, scenario: &Scenario, way: Way) -> PastePlan {
        let columns = self.columns();
        let mut remarks = Remarks::new(columns);
        let pasted = lines::read(columns, self.rows(), self.header(), &mut remarks);
        let placed = placed(&pasted, columns, scenario, way, &mut remarks);
        let card: Vec<Outcome> = placed.iter().map(|line| line.outcome.clone()).collect();
        // What waited for a line that goes has to wait for what that one waited for before the table says more.
        let after = if card.is_empty() { None } else { entries::with_lines(scenario, &card) };
        let mut after = after.unwrap_or_else(|| scenario.clone());
        if !placed.is_empty() {
            fill(&mut after, &pasted, columns, &placed, &mut remarks);
            set_prerequisites(&mut after, &pasted, columns, &placed, &mut remarks);
        }
        for (column, words) in [
            (Column::Price, "new, they pay nothing until you say otherwise"),
            (Column::Chance, "new, they have one of 50% until you say otherwise"),
        ] {
            let place = lines::place(columns, column);
            let is_said = |line: &PastedLine<'_>| {
                place.is_some_and(|place| {
                    line.cells.iter().any(|(at, _)| *at == place)
                        && !remarks.is_refused(line.row, place)
                })
            };
            let new = placed.iter().filter(|line| line.before.is_none());
            let new = new.filter_map(|line| Some(&pasted[line.pasted?]));
            let names: Vec<&str> =
                new.filter(|line| !is_said(line)).map(|line| line.name.as_str()).collect();
            remarks.stand_ins(column, words, &names);
        }
        let mut plan = counted(scenario, after.rate_card.outcomes, &placed);
        // One by one, since most come in order: the library's sort would be an eighth of what pasting downloads.
        for cell in remarks.not_understood {
            let place = plan.not_understood.partition_point(|other| other.row <= cell.row);
            plan.not_understood.insert(place, cell);
        }
        if let Some(after) = &plan.after
            && is_another_card(scenario, after)
            && scenario.preset.is_some()
        {
            remarks.notes.push(format!(
                "The actual payments, the description and the sources of “{}” go with its outcomes. Its cap, payers, people, costs and capital stay: look at them.",
                scenario.name
            ));
        }
        plan.notes = remarks.notes;
        plan
    }
}

/// The plan that leads to these lines, without remarks.
fn counted(scenario: &Scenario, card: Vec<Outcome>, placed: &[Placed]) -> PastePlan {
    let before = &scenario.rate_card.outcomes;
    let pasted = || placed.iter().zip(&card).filter(|(line, _)| line.pasted.is_some());
    let is_same =
        |(line, now): &(&Placed, &Outcome)| line.before.is_some_and(|index| before[index] == **now);
    let (n_pasted, n_same) = (pasted().count(), pasted().filter(is_same).count());
    let n_added = placed.iter().filter(|line| line.before.is_none()).count();
    let n_kept = placed.len() - n_added;
    let after = if card == *before { None } else { entries::with_lines(scenario, &card) };
    let changes = after.as_ref().map(|after| changes(scenario, after)).unwrap_or_default();
    PastePlan {
        changes: changes.into_iter().map(|change| change.words).collect(),
        after: after.map(Box::new),
        n_pasted,
        n_added,
        n_changed: n_pasted - n_added - n_same,
        n_removed: if placed.is_empty() { 0 } else { before.len() - n_kept },
        n_same,
        not_understood: Vec::new(),
        notes: Vec::new(),
    }
}
