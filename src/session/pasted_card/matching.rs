//! Which lines of the table the scenario has already.

use std::collections::BTreeMap;

use super::cells::normal;
use super::lines::PastedLine;
use crate::model::Outcome;

/// What a line of the table is on the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Match {
    /// The line with this number.
    Line(usize),
    /// None that is there.
    New,
    /// One of these, and nobody can say which.
    Several(Vec<usize>),
}

/// Finds each line of the table on the card: by its name, in its domain if it is there. No line is found twice.
pub(super) fn matches(pasted: &[PastedLine<'_>], card: &[Outcome]) -> Vec<Match> {
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, line) in card.iter().enumerate() {
        by_name.entry(normal(&line.name)).or_default().push(index);
    }
    let mut is_taken = vec![false; card.len()];
    let mut found: Vec<Option<Match>> = vec![None; pasted.len()];
    let named =
        |line: &PastedLine<'_>| by_name.get(&normal(&line.name)).map_or(&[][..], Vec::as_slice);
    for (line, found) in pasted.iter().zip(&mut found) {
        let Some(domain) = line.domain.as_deref().map(normal) else { continue };
        let is_it = |index: &&usize| !is_taken[**index] && normal(&card[**index].domain) == domain;
        if let Some(index) = named(line).iter().find(is_it).copied() {
            is_taken[index] = true;
            *found = Some(Match::Line(index));
        }
    }
    let rest = pasted.iter().zip(found).map(|(line, found)| {
        found.unwrap_or_else(|| {
            let free: Vec<usize> =
                named(line).iter().copied().filter(|index| !is_taken[*index]).collect();
            match free.as_slice() {
                [] => Match::New,
                [one] => {
                    is_taken[*one] = true;
                    Match::Line(*one)
                }
                // A domain that is neither's is that of another line.
                _ if line.is_domain_said => Match::New,
                _ => Match::Several(free),
            }
        })
    });
    rest.collect()
}
