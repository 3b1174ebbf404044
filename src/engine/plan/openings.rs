//! What opens a line of the card, for dice and for expectations.

use serde::{Deserialize, Serialize};

/// For whom and when a line opens.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct WayIn {
    /// Lists of lines: of each list one must be achieved, and the earliest counts; of several lists the latest counts.
    /// No list: it opens at the start.
    pub(in crate::engine) lists: Vec<Vec<usize>>,
    /// Lines that rule it out for whoever achieves one of them.
    pub(in crate::engine) unless: Vec<usize>,
}

/// What opens a line, as expectations must know it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) enum Opening {
    /// The start of the journey.
    Start,
    /// One other line.
    One(usize),
    /// Whichever of several lines is achieved; nobody achieves two of them.
    EitherOr(Vec<usize>),
    /// Several lines, which are independent of each other given when their fork happened: the last line that all
    /// ways to them lead over, or the start where there is none.
    Joint { fork: Option<usize>, way_in: WayIn },
}

/// Why expected counts cannot be had in closed form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::engine) enum NoExpectation {
    /// The line of this index depends on several outcomes that share an earlier step which not all of
    /// their paths take.
    SharedStep(usize),
    /// People come back, and outcomes are claimed once per person.
    OncePerPerson,
    /// People come back, and the line of this index is ruled out by what they achieve in any of their journeys.
    RuledOutByReturn(usize),
    /// Outcomes that depend on several others lie so deep within each other that the sums take too long.
    TooLong,
}

impl WayIn {
    /// The one line that opens it, or none for the start, where nothing else decides.
    pub(in crate::engine) fn only(&self) -> Option<Option<usize>> {
        match (self.lists.as_slice(), self.unless.as_slice()) {
            ([], []) => Some(None),
            ([list], []) => match list.as_slice() {
                [only] => Some(Some(*only)),
                _ => None,
            },
            _ => None,
        }
    }

    /// All lines that it depends on.
    pub(super) fn ends(&self) -> impl Iterator<Item = usize> {
        self.lists.iter().flatten().chain(&self.unless).copied()
    }
}

/// About how many steps it takes to work out when each line opens, in rows of so many months. `order` has each line
/// after all that it depends on.
pub(super) fn efforts_to_open(openings: &[Opening], order: &[usize], row: f64) -> Vec<f64> {
    let mut efforts = vec![0.0; openings.len()];
    for &line in order {
        let Opening::Joint { fork, way_in } = &openings[line] else { continue };
        let mut first =
            FirstEfforts { openings, to_open: &efforts, fork: *fork, row, known: Vec::new() };
        first.known.resize(openings.len(), None);
        let ends: f64 = way_in.ends().map(|end| first.of(end)).sum();
        efforts[line] = row * (row + ends);
    }
    efforts
}

/// Steps of finding when lines are first achieved, from one fork on.
struct FirstEfforts<'o> {
    openings: &'o [Opening],
    to_open: &'o [f64],
    fork: Option<usize>,
    row: f64,
    /// By line.
    known: Vec<Option<f64>>,
}

impl FirstEfforts<'_> {
    fn of(&mut self, line: usize) -> f64 {
        if Some(line) == self.fork {
            return 0.0;
        }
        if let Some(known) = self.known[line] {
            return known;
        }
        let before = match &self.openings[line] {
            Opening::Start => 0.0,
            Opening::One(earlier) => self.of(*earlier),
            Opening::EitherOr(several) => several.iter().map(|earlier| self.of(*earlier)).sum(),
            Opening::Joint { fork: inner, .. } => inner.map_or(0.0, |inner| self.of(inner)),
        };
        let effort = before + self.to_open[line] + self.row * self.row;
        self.known[line] = Some(effort);
        effort
    }
}
