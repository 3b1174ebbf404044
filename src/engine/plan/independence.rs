//! Which outcomes are independent of each other, so that expectations can multiply their chances.
//!
//! Two lines that share no step are independent. Lines that share their first steps only are independent once it is
//! known when the last of these, their fork, happened.

use super::openings::{NoExpectation, Opening, WayIn};

/// All ways from the start to each line.
pub(super) struct Paths<'p> {
    ways_in: &'p [WayIn],
    /// By line: it and all lines that every path to it takes.
    every: Vec<Vec<bool>>,
}

impl<'p> Paths<'p> {
    pub(super) fn new(ways_in: &'p [WayIn], order: &[usize]) -> Paths<'p> {
        let n = ways_in.len();
        let mut every = vec![vec![false; n]; n];
        for &line in order {
            let lists = &ways_in[line].lists;
            let on_every = |other: usize| {
                lists.iter().any(|list| list.iter().all(|&earlier| every[earlier][other]))
            };
            let mut row: Vec<bool> = (0..n).map(on_every).collect();
            row[line] = true;
            every[line] = row;
        }
        Paths { ways_in, every }
    }

    /// What opens a line; fails where what it depends on cannot be told apart.
    pub(super) fn opening(&self, line: usize) -> Result<Opening, NoExpectation> {
        let way_in = &self.ways_in[line];
        if !way_in.unless.is_empty() {
            return self.joint(line);
        }
        match way_in.lists.as_slice() {
            [] => Ok(Opening::Start),
            [list] => match list.as_slice() {
                [only] => Ok(Opening::One(*only)),
                several if self.are_alternatives(several) => {
                    Ok(Opening::EitherOr(several.to_vec()))
                }
                _ => self.joint(line),
            },
            _ => self.joint(line),
        }
    }

    /// Whether nobody achieves two of several lines.
    fn are_alternatives(&self, several: &[usize]) -> bool {
        let mut pairs = several
            .iter()
            .enumerate()
            .flat_map(|(index, one)| several[..index].iter().map(move |other| (*one, *other)));
        pairs.all(|(one, other)| self.rules_out(one, other) || self.rules_out(other, one))
    }

    /// Whether some step on every path to a line rules out one on every path to another.
    fn rules_out(&self, line: usize, other: usize) -> bool {
        let mut on_other = (0..self.ways_in.len()).filter(|step| self.every[other][*step]);
        on_other.any(|step| self.ways_in[step].unless.iter().any(|rule| self.every[line][*rule]))
    }

    /// The opening of a line that depends on several others, if they are independent from their fork on.
    fn joint(&self, line: usize) -> Result<Opening, NoExpectation> {
        let way_in = &self.ways_in[line];
        let fork = self.fork(way_in);
        let mut is_taken = vec![false; self.ways_in.len()];
        for end in way_in.ends() {
            // Of lines that rule this one out, only the first can happen: those among them that rule each other out
            // are as good as independent.
            let is_ruling = way_in.unless.contains(&end);
            let ignored = if is_ruling { way_in.unless.as_slice() } else { &[] };
            for step in self.steps(end, fork, ignored).ok_or(NoExpectation::SharedStep(line))? {
                if std::mem::replace(&mut is_taken[step], true) {
                    return Err(NoExpectation::SharedStep(line));
                }
            }
        }
        Ok(Opening::Joint { fork, way_in: way_in.clone() })
    }

    /// The last line that all ways to what a line depends on lead over, if there is any.
    fn fork(&self, way_in: &WayIn) -> Option<usize> {
        if way_in.lists.is_empty() {
            return None;
        }
        let depth = |line: usize| self.every[line].iter().filter(|on| **on).count();
        (0..self.ways_in.len())
            .filter(|other| way_in.ends().all(|end| self.every[end][*other]))
            .max_by_key(|other| depth(*other))
    }

    /// The steps that decide whether and when a line is achieved from its fork on, but for some that are ignored as
    /// ruling it out; `None` where they lead past the fork.
    fn steps(&self, end: usize, fork: Option<usize>, ignored: &[usize]) -> Option<Vec<usize>> {
        let mut found = Vec::new();
        let mut left = vec![end];
        while let Some(step) = left.pop() {
            if Some(step) == fork || found.contains(&step) {
                continue;
            }
            found.push(step);
            let WayIn { lists, unless } = &self.ways_in[step];
            if lists.is_empty() && fork.is_some() {
                return None;
            }
            left.extend(lists.iter().flatten());
            left.extend(unless.iter().filter(|rule| step != end || !ignored.contains(rule)));
        }
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::super::prerequisites::{Listed, Prerequisites};
    use super::*;

    fn line(after: &[usize], after_all: &[usize], unless: &[usize]) -> Listed {
        Listed { after: after.to_vec(), after_all: after_all.to_vec(), unless: unless.to_vec() }
    }

    fn last_opening(listed: &[Listed]) -> Result<Opening, NoExpectation> {
        let prerequisites = Prerequisites::new(listed);
        prerequisites.openings().map(|openings| openings[listed.len() - 1].clone())
    }

    #[test]
    fn alternatives_stay_alternatives_further_on() {
        // Part-time or full-time after entry, and then what follows either.
        let listed = [
            line(&[], &[], &[]),
            line(&[0], &[], &[]),
            line(&[0], &[], &[1]),
            line(&[1], &[], &[]),
            line(&[2], &[], &[]),
            line(&[3, 4], &[], &[]),
        ];
        assert_eq!(last_opening(&listed), Ok(Opening::EitherOr(vec![3, 4])));
        let fork_of = |line: usize| match last_opening(&listed[..=line]) {
            Ok(Opening::Joint { fork, .. }) => fork,
            other => panic!("{other:?}"),
        };
        assert_eq!(fork_of(2), Some(0));
    }

    #[test]
    fn three_alternatives_have_an_expectation() {
        let listed = [line(&[], &[], &[]), line(&[], &[], &[0]), line(&[], &[], &[0, 1])];
        assert!(matches!(last_opening(&listed), Ok(Opening::Joint { fork: None, .. })));
    }

    #[test]
    fn lines_that_share_a_step_on_the_way_have_none() {
        let shared = Err(NoExpectation::SharedStep(4));
        let start = || line(&[], &[], &[]);
        // 2 and 3 both wait for 0, and 3 for 1 as well, which does not come after 0.
        let all = [start(), start(), line(&[0], &[], &[]), line(&[], &[0, 1], &[])];
        for last in [line(&[2, 3], &[], &[]), line(&[], &[2, 3], &[]), line(&[2], &[], &[3])] {
            let listed: Vec<Listed> = all.iter().cloned().chain([last]).collect();
            assert_eq!(last_opening(&listed), shared);
        }
        // With a fork that all ways lead over they are independent.
        let forked = [start(), line(&[0], &[], &[]), line(&[0], &[], &[]), line(&[], &[1, 2], &[])];
        assert!(matches!(last_opening(&forked), Ok(Opening::Joint { fork: Some(0), .. })));
    }
}
