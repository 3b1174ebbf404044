//! Which line of the card waits for which: worked out once, for dice and for expectations.

use serde::{Deserialize, Serialize};

/// How the lines of a card hang together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct Prerequisites {
    /// Indices of lines, each after all that it waits for.
    pub(in crate::engine) order: Vec<usize>,
    /// By line: those of which any one opens it, and that can be the first to do so.
    pub(in crate::engine) after: Vec<Vec<usize>>,
    /// By line.
    openings: Result<Vec<Opening>, NoExpectation>,
}

/// What opens a line, as expectations must know it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) enum Opening {
    /// The start of the journey.
    Start,
    /// One other line.
    One(usize),
    /// The earliest of several lines, which are independent of each other given when their fork happened: the last
    /// line that all ways to them lead over, or the start where there is none.
    Several { fork: Option<usize>, ends: Vec<usize> },
}

/// Why expected counts cannot be had in closed form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::engine) enum NoExpectation {
    /// The line of this index waits for any of several outcomes that share an earlier step which not
    /// all of their paths take.
    SharedStep(usize),
    /// People come back, and outcomes are claimed once per person.
    OncePerPerson,
    /// Outcomes that wait for any of several lie so deep within each other that the sums take too long.
    TooLong,
}

impl Prerequisites {
    /// Of the lines that each line waits for any of, as the card lists them.
    pub(super) fn new(mut after: Vec<Vec<usize>>) -> Prerequisites {
        let order = order_of(&after);
        keep_deciding(&mut after, &order);
        let paths = Paths::new(&after, &order);
        let openings = (0..after.len()).map(|line| paths.opening(line)).collect();
        Prerequisites { order, after, openings }
    }

    /// What opens each line; fails where expected counts do not follow from it.
    pub(in crate::engine) fn openings(&self) -> Result<&[Opening], NoExpectation> {
        self.openings.as_deref().map_err(NoExpectation::clone)
    }

    /// About how many steps it takes to work out when a line opens, in rows of so many months.
    pub(super) fn effort_to_open(&self, line: usize, row: f64) -> Result<f64, NoExpectation> {
        let openings = self.openings()?;
        Ok(match &openings[line] {
            Opening::Several { fork, ends } => effort_of_ends(openings, *fork, ends, row),
            Opening::Start | Opening::One(_) => 0.0,
        })
    }
}

/// Steps of finding the earliest of several lines.
fn effort_of_ends(openings: &[Opening], fork: Option<usize>, ends: &[usize], row: f64) -> f64 {
    let mut effort = 0.0;
    for end in ends {
        effort += effort_of_first(openings, *end, fork, row);
    }
    effort * row
}

/// Steps of finding when a line is first achieved, from its fork on.
fn effort_of_first(openings: &[Opening], line: usize, fork: Option<usize>, row: f64) -> f64 {
    if Some(line) == fork {
        return 0.0;
    }
    let open = match &openings[line] {
        Opening::Start => 0.0,
        Opening::One(earlier) => effort_of_first(openings, *earlier, fork, row),
        Opening::Several { fork: inner, ends } => {
            let at_inner = inner.map_or(0.0, |inner| effort_of_first(openings, inner, fork, row));
            at_inner + effort_of_ends(openings, *inner, ends, row)
        }
    };
    open + row * row
}

/// Indices of lines, each after all that it waits for.
fn order_of(after: &[Vec<usize>]) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    // Each pass settles at least one line, because circles were refused.
    while order.len() < after.len() {
        let before = order.len();
        for (index, after) in after.iter().enumerate() {
            if !order.contains(&index) && after.iter().all(|earlier| order.contains(earlier)) {
                order.push(index);
            }
        }
        if order.len() == before {
            break;
        }
    }
    order
}

/// Of the prerequisites any one of which opens a line, keeps those that can be the first to do so: whoever
/// achieves one that needs another of them has achieved that other before, or in the same month.
fn keep_deciding(after: &mut [Vec<usize>], order: &[usize]) {
    let n_lines = after.len();
    // By line, and then by line: whether nobody achieves the one without the other.
    let mut needs = vec![vec![false; n_lines]; n_lines];
    for index in order {
        let all = std::mem::take(&mut after[*index]);
        let is_late = |line: &usize| all.iter().any(|other| needs[*line][*other]);
        let deciding: Vec<usize> = all.iter().copied().filter(|line| !is_late(line)).collect();
        let needs_by_all = |other: usize| {
            deciding.iter().all(|earlier| *earlier == other || needs[*earlier][other])
        };
        needs[*index] =
            (0..n_lines).map(|other| !deciding.is_empty() && needs_by_all(other)).collect();
        after[*index] = deciding;
    }
}

/// All ways from the start to each line.
struct Paths<'p> {
    after: &'p [Vec<usize>],
    /// By line: it and all lines that some path to it takes.
    some: Vec<Vec<bool>>,
    /// By line: it and all lines that every path to it takes.
    every: Vec<Vec<bool>>,
}

impl<'p> Paths<'p> {
    fn new(after: &'p [Vec<usize>], order: &[usize]) -> Paths<'p> {
        let n = after.len();
        let mut some = vec![vec![false; n]; n];
        let mut every = vec![vec![false; n]; n];
        for &line in order {
            let after = &after[line];
            for other in 0..n {
                some[line][other] = after.iter().any(|&earlier| some[earlier][other]);
                every[line][other] =
                    !after.is_empty() && after.iter().all(|&earlier| every[earlier][other]);
            }
            some[line][line] = true;
            every[line][line] = true;
        }
        Paths { after, some, every }
    }

    /// What opens a line, with everything removed that cannot be the earliest.
    fn opening(&self, line: usize) -> Result<Opening, NoExpectation> {
        let after = &self.after[line];
        // An outcome that can only follow another of the list is never the earliest.
        let ends: Vec<usize> = after
            .iter()
            .copied()
            .filter(|&end| !after.iter().any(|&other| other != end && self.every[end][other]))
            .collect();
        match ends.as_slice() {
            [] => Ok(Opening::Start),
            [only] => Ok(Opening::One(*only)),
            several => {
                let n = self.after.len();
                let depth = |line: usize| self.every[line].iter().filter(|on| **on).count();
                let fork = (0..n)
                    .filter(|&other| several.iter().all(|&end| self.every[end][other]))
                    .max_by_key(|&other| depth(other));
                let before_fork = |other: usize| fork.is_some_and(|fork| self.some[fork][other]);
                for other in (0..n).filter(|&other| !before_fork(other)) {
                    let shared = several.iter().filter(|&&end| self.some[end][other]).count();
                    if shared > 1 {
                        return Err(NoExpectation::SharedStep(line));
                    }
                }
                Ok(Opening::Several { fork, ends })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_waits_for_those_that_can_be_first() {
        // Each line's prerequisites, and those of them that decide.
        let lines: [(&[usize], &[usize]); 8] = [
            (&[], &[]),
            (&[0], &[0]),
            (&[0, 1], &[0]),
            (&[1, 2], &[1, 2]),
            // All ways to 3 lead over 0.
            (&[3, 0], &[0]),
            (&[], &[]),
            // Two ways that have nothing in common.
            (&[5, 1], &[5, 1]),
            // 6 needs neither 5 nor 1 alone.
            (&[6, 5, 2], &[6, 5, 2]),
        ];
        let listed = lines.map(|(after, _)| after.to_vec()).to_vec();
        let deciding = lines.map(|(_, deciding)| deciding.to_vec()).to_vec();
        assert_eq!(Prerequisites::new(listed).after, deciding);
    }
}
