//! Which line comes after which, as a table says it: by name, by short name in files, or by the number of a row.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::normal;
use super::column::Column;
use super::columns::PastedColumn;
use super::lines::{self, PastedLine};
use super::placing::Placed;
use super::remarks::Remarks;
use crate::model::{Outcome, Scenario};

/// The lines that a cell may name.
struct Known<'c> {
    lines: &'c [Outcome],
    by_name: BTreeMap<String, Vec<usize>>,
    /// The line of each row of the table, by the row's number.
    by_row: BTreeMap<usize, usize>,
}

impl<'c> Known<'c> {
    fn new(lines: &'c [Outcome], by_row: BTreeMap<usize, usize>) -> Known<'c> {
        let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, line) in lines.iter().enumerate() {
            by_name.entry(normal(&line.name)).or_default().push(index);
        }
        Known { lines, by_name, by_row }
    }

    /// The ids of the lines that a cell names for the line `of`: one, or several parted by semicolons or ends of lines.
    /// None of them where it says that the line opens at the start.
    fn ids(&self, text: &str, of: usize) -> Result<Vec<String>, String> {
        let whole = normal(text);
        if !self.by_name.contains_key(&whole) && matches!(whole.as_str(), "start" | "the start") {
            return Ok(Vec::new());
        }
        let names: Vec<&str> = if self.by_name.contains_key(&whole) {
            vec![text]
        } else {
            text.split([';', '\n']).filter(|name| !name.trim().is_empty()).collect()
        };
        if names.is_empty() {
            return Err("names nothing: write what the outcome before it is called".to_owned());
        }
        let line = &self.lines[of];
        let mut ids: Vec<String> = Vec::new();
        for name in names {
            let index = self.index(name, of)?;
            let id = &self.lines[index].id;
            if index == of {
                return Err("names the outcome itself: name the one before it".to_owned());
            }
            if line.unless.contains(id) {
                return Err(format!(
                    "names “{}”, which rules this outcome out: take it out there first",
                    self.lines[index].name
                ));
            }
            if !ids.contains(id) {
                ids.push(id.clone());
            }
        }
        if ids.len() > MOST {
            return Err(format!("names too many outcomes: name at most {MOST}"));
        }
        Ok(ids)
    }

    fn index(&self, text: &str, of: usize) -> Result<usize, String> {
        let name = normal(text);
        match self.by_name.get(&name).map(Vec::as_slice) {
            Some([one]) => return Ok(*one),
            Some(several) => {
                let domain = &self.lines[of].domain;
                let mut near = several.iter().filter(|index| self.lines[**index].domain == *domain);
                if let (Some(one), None) = (near.next(), near.next()) {
                    return Ok(*one);
                }
                return Err(
                    "is what several outcomes are called: write the number of its row".to_owned()
                );
            }
            None => {}
        }
        let by_id = || self.lines.iter().position(|line| line.id == text.trim());
        let number = name.trim_start_matches("row").trim_start_matches('#').trim();
        let by_row = || self.by_row.get(&number.parse().ok()?).copied();
        by_id().or_else(by_row).ok_or_else(|| {
            "is no outcome of this table or card: write its name as it stands there".to_owned()
        })
    }
}

/// Most that a line may wait for by the model's rules.
const MOST: usize = 20;

/// Says of the lines of a scenario what they come after.
pub(super) fn set_prerequisites(
    scenario: &mut Scenario,
    pasted: &[PastedLine<'_>],
    columns: &[PastedColumn],
    placed: &[Placed],
    remarks: &mut Remarks<'_>,
) {
    let Some(place) = lines::place(columns, Column::After) else { return };
    // In the order of the table, so that of lines that wait for each other the first are believed.
    let mut of_table: Vec<(&PastedLine<'_>, usize)> = Vec::new();
    for (index, line) in placed.iter().enumerate() {
        let Some(line) = line.pasted.map(|line| &pasted[line]) else { continue };
        let place = of_table.partition_point(|(other, _)| other.row <= line.row);
        of_table.insert(place, (line, index));
    }
    let lines = &mut scenario.rate_card.outcomes;
    let known =
        Known::new(lines, of_table.iter().map(|(line, index)| (line.row, *index)).collect());
    let mut wanted = Vec::new();
    for (line, index) in of_table {
        let cell = line.cells.iter().find(|(column, _)| *column == place);
        let Some((_, text)) = cell else { continue };
        match known.ids(text, index) {
            Ok(ids) => wanted.push((index, line, *text, ids)),
            Err(why) => remarks.refuse((line.row, Some(&line.name)), Some(place), text, why),
        }
    }
    let before: Vec<Waits> = wanted
        .iter()
        .map(|(index, _, _, ids)| {
            let line = &mut lines[*index];
            let before = Waits::of(*index, line);
            if ids.is_empty() {
                (line.after, line.after_all) = (Vec::new(), Vec::new());
            } else if !line.after.is_empty() || ids.iter().any(|id| !line.after_all.contains(id)) {
                line.after.clone_from(ids);
            }
            before
        })
        .collect();
    let back = without_circles(lines, &before);
    for (_, line, text, _) in wanted.iter().filter(|(index, ..)| back.contains(index)) {
        let why = "would have outcomes wait for each other in a circle: name one that comes before";
        remarks.refuse((line.row, Some(&line.name)), Some(place), text, why);
    }
}

/// What a line waited for before the table was read.
struct Waits {
    line: usize,
    after: Vec<String>,
    after_all: Vec<String>,
}

impl Waits {
    fn of(index: usize, line: &Outcome) -> Waits {
        Waits { line: index, after: line.after.clone(), after_all: line.after_all.clone() }
    }
}

/// Takes lines that wait for themselves, by way of others, back to what they waited for before, the last first; gives
/// those that it took back. With all of them back there is no circle that was not there before.
fn without_circles(lines: &mut [Outcome], before: &[Waits]) -> BTreeSet<usize> {
    let place = |(index, line): (usize, &Outcome)| (line.id.clone(), index);
    let places: BTreeMap<String, usize> = lines.iter().enumerate().map(place).collect();
    let mut back = BTreeSet::new();
    loop {
        let n_back = back.len();
        for waits in before.iter().rev() {
            if !back.contains(&waits.line) && waits_for_itself(lines, &places, waits.line) {
                let line = &mut lines[waits.line];
                line.after.clone_from(&waits.after);
                line.after_all.clone_from(&waits.after_all);
                back.insert(waits.line);
            }
        }
        if back.len() == n_back {
            return back;
        }
    }
}

fn waits_for_itself(lines: &[Outcome], places: &BTreeMap<String, usize>, line: usize) -> bool {
    let mut is_seen = vec![false; lines.len()];
    let mut open = vec![line];
    while let Some(index) = open.pop() {
        let Outcome { after, after_all, unless, .. } = &lines[index];
        let ids = after.iter().chain(after_all).chain(unless);
        for other in ids.filter_map(|id| places.get(id).copied()) {
            if other == line {
                return true;
            }
            if !std::mem::replace(&mut is_seen[other], true) {
                open.push(other);
            }
        }
    }
    false
}
