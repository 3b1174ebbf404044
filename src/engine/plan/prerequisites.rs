//! Which line of the card waits for which: worked out once, for dice and for expectations.

use serde::{Deserialize, Serialize};

use super::independence::Paths;
use super::openings::{NoExpectation, Opening, WayIn, efforts_to_open};

/// How the lines of a card hang together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct Prerequisites {
    /// Indices of lines, each after all that it waits for, and after all that rule it out.
    pub(in crate::engine) order: Vec<usize>,
    /// By line.
    pub(in crate::engine) ways_in: Vec<WayIn>,
    /// By line.
    openings: Result<Vec<Opening>, NoExpectation>,
}

/// What a line waits for, as the card lists it.
#[derive(Clone, Debug, Default)]
pub(super) struct Listed {
    pub(super) after: Vec<usize>,
    pub(super) after_all: Vec<usize>,
    pub(super) unless: Vec<usize>,
}

impl Prerequisites {
    /// Of what each line waits for, as the card lists it.
    pub(super) fn new(listed: &[Listed]) -> Prerequisites {
        let order = order_of(listed);
        let ways_in = deciding(listed, &order);
        let paths = Paths::new(&ways_in, &order);
        let openings = (0..ways_in.len()).map(|line| paths.opening(line)).collect();
        Prerequisites { order, ways_in, openings }
    }

    /// The first line that others rule out.
    pub(in crate::engine) fn first_ruled_out(&self) -> Option<usize> {
        self.ways_in.iter().position(|way_in| !way_in.unless.is_empty())
    }

    /// What opens each line; fails where expected counts do not follow from it.
    pub(in crate::engine) fn openings(&self) -> Result<&[Opening], NoExpectation> {
        self.openings.as_deref().map_err(NoExpectation::clone)
    }

    /// About how many steps it takes to work out when each line opens, in rows of so many months.
    pub(super) fn efforts_to_open(&self, row: f64) -> Result<Vec<f64>, NoExpectation> {
        Ok(efforts_to_open(self.openings()?, &self.order, row))
    }
}

/// Indices of lines, each after all that it depends on.
fn order_of(listed: &[Listed]) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    let mut is_settled = vec![false; listed.len()];
    // Each pass settles at least one line, because circles were refused.
    while order.len() < listed.len() {
        let before = order.len();
        for (index, Listed { after, after_all, unless }) in listed.iter().enumerate() {
            let mut all = after.iter().chain(after_all).chain(unless);
            if !is_settled[index] && all.all(|earlier| is_settled[*earlier]) {
                is_settled[index] = true;
                order.push(index);
            }
        }
        if order.len() == before {
            break;
        }
    }
    order
}

/// Of what each line waits for, what decides when it opens, by line.
fn deciding(listed: &[Listed], order: &[usize]) -> Vec<WayIn> {
    let n_lines = listed.len();
    let mut needs = Needs(vec![vec![false; n_lines]; n_lines]);
    let mut ways_in = vec![WayIn::default(); n_lines];
    for &line in order {
        let way_in = needs.way_in(&listed[line]);
        needs.0[line] = (0..n_lines).map(|other| needs.of_way_in(&way_in, other)).collect();
        ways_in[line] = way_in;
    }
    ways_in
}

/// By line, and then by line: whether nobody achieves the one without the other, before it or in the same month.
struct Needs(Vec<Vec<bool>>);

impl Needs {
    fn needs(&self, line: usize, other: usize) -> bool {
        self.0[line][other]
    }

    fn is_or_needs(&self, line: usize, other: usize) -> bool {
        line == other || self.needs(line, other)
    }

    fn of_way_in(&self, way_in: &WayIn, other: usize) -> bool {
        let by_all = |list: &Vec<usize>| list.iter().all(|line| self.is_or_needs(*line, other));
        way_in.lists.iter().any(by_all)
    }

    /// What is left of a line's lists when all is taken out that cannot decide when it opens.
    fn way_in(&self, listed: &Listed) -> WayIn {
        let unless = without(&listed.unless, |line, other| self.needs(line, other));
        // Of any of several: whoever achieves one that rules the line out does not come this way.
        let is_out = |line: &usize| unless.iter().any(|other| self.is_or_needs(*line, *other));
        let open: Vec<usize> = listed.after.iter().copied().filter(|line| !is_out(line)).collect();
        let any = if open.is_empty() { &listed.after } else { &open };
        // Whoever achieves one that needs another of them has achieved that other before, or in the same month.
        let any = without(any, |line, other| self.needs(line, other));
        // Of all of several: one that another needs comes before that other, or in the same month.
        let all = without(&listed.after_all, |line, other| self.needs(other, line));
        let is_met = |line: &usize| all.iter().any(|later| self.is_or_needs(*later, *line));
        if any.is_empty() || any.iter().any(is_met) {
            let lists = all.iter().map(|line| vec![*line]).collect();
            return WayIn { lists, unless };
        }
        let is_late = |line: &usize| !any.iter().all(|way| self.is_or_needs(*way, *line));
        let all: Vec<Vec<usize>> =
            all.iter().filter(|line| is_late(line)).map(|line| vec![*line]).collect();
        WayIn { lists: std::iter::once(any).chain(all).collect(), unless }
    }
}

/// The lines of a list that no other of them stands for.
fn without(list: &[usize], stands_for: impl Fn(usize, usize) -> bool) -> Vec<usize> {
    let is_kept =
        |line: &usize| !list.iter().any(|other| other != line && stands_for(*line, *other));
    list.iter().copied().filter(is_kept).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn any(after: &[usize]) -> Listed {
        Listed { after: after.to_vec(), ..Listed::default() }
    }

    fn lists_of(listed: &[Listed]) -> Vec<Vec<Vec<usize>>> {
        Prerequisites::new(listed).ways_in.into_iter().map(|way_in| way_in.lists).collect()
    }

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
        let listed: Vec<Listed> = lines.iter().map(|(after, _)| any(after)).collect();
        let expected: Vec<Vec<Vec<usize>>> = lines
            .iter()
            .map(|(_, any)| if any.is_empty() { Vec::new() } else { vec![any.to_vec()] })
            .collect();
        assert_eq!(lists_of(&listed), expected);
    }

    #[test]
    fn of_all_only_those_count_that_can_be_last() {
        let all = |after: &[usize], after_all: &[usize]| Listed {
            after_all: after_all.to_vec(),
            ..any(after)
        };
        let listed = [
            any(&[]),
            any(&[0]),
            any(&[]),
            // 1 needs 0.
            all(&[], &[0, 1]),
            all(&[], &[1, 2]),
            // Whoever achieves 1 has achieved one of 0 and 2.
            all(&[0, 2], &[1]),
            all(&[1, 2], &[0]),
            // 4 needs 0, 1 and 2.
            all(&[4, 3], &[0]),
        ];
        let expected: [&[&[usize]]; 8] =
            [&[], &[&[0]], &[], &[&[1]], &[&[1], &[2]], &[&[1]], &[&[1, 2], &[0]], &[&[3, 4]]];
        let mut found = lists_of(&listed);
        found[7][0].sort_unstable();
        let expected: Vec<Vec<Vec<usize>>> =
            expected.iter().map(|lists| lists.iter().map(|list| list.to_vec()).collect()).collect();
        assert_eq!(found[..7], expected[..7]);
    }

    #[test]
    fn a_line_opens_by_no_way_that_rules_it_out() {
        let listed = [any(&[]), any(&[]), any(&[0]), Listed { unless: vec![0, 2], ..any(&[1, 2]) }];
        let way_in = Prerequisites::new(&listed).ways_in.pop().unwrap();
        assert_eq!(way_in, WayIn { lists: vec![vec![1]], unless: vec![0] });
    }

    #[test]
    fn lines_are_put_in_the_order_of_all_that_they_depend_on() {
        let listed = [
            Listed { unless: vec![1], ..any(&[]) },
            Listed { after_all: vec![2], ..any(&[]) },
            any(&[]),
        ];
        assert_eq!(Prerequisites::new(&listed).order, [2, 1, 0]);
    }
}
