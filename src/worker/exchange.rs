//! The second phase of a run: workers hand each other columns, and each summarises some sections over all trials.

use super::protocol::{JobError, Span, Task};
use crate::engine::{Part, PreparedScenario, Section, Summary, SummaryParts, Sums};

/// The workers that take part, and what has come of it so far. `B` is a buffer of columns.
#[derive(Debug)]
pub(super) struct SummaryExchange<B> {
    members: Vec<Member<B>>,
    parts: SummaryParts,
    sums: Option<Sums>,
}

/// A worker that has run trials.
#[derive(Debug)]
struct Member<B> {
    lane: usize,
    stage: Stage,
    /// The sections that it summarises, by their places in the list of all.
    sections: Vec<u16>,
    /// The trials that it has run.
    trials: Vec<Span>,
    /// What it has for each member.
    buffers: Vec<Option<B>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    ToHandOut,
    HandingOut,
    HandedOut,
    Summarising,
    Done,
}

/// A task, and the buffers that go with it.
pub(super) type Handed<B> = (Task, Vec<B>);

impl<B> SummaryExchange<B> {
    /// Gives out sections of so many columns each among some lanes, each with the trials that it has run: to each about
    /// the same number of columns.
    pub(super) fn new(
        lanes: impl Iterator<Item = (usize, Vec<Span>)>,
        n_columns: &[usize],
    ) -> SummaryExchange<B> {
        let member = |(lane, trials)| Member {
            lane,
            stage: Stage::ToHandOut,
            sections: Vec::new(),
            trials,
            buffers: Vec::new(),
        };
        let mut members: Vec<Member<B>> = lanes.map(member).collect();
        let mut loads = vec![0; members.len()];
        let mut sections: Vec<(usize, u16)> = n_columns.iter().copied().zip(0..).collect();
        sections.sort_by_key(|&(columns, section)| (std::cmp::Reverse(columns), section));
        for (columns, section) in sections {
            let lightest = (0..loads.len()).min_by_key(|&member| loads[member]);
            if let Some(member) = lightest {
                loads[member] += columns;
                members[member].sections.push(section);
            }
        }
        SummaryExchange { members, parts: SummaryParts::default(), sums: None }
    }

    /// What a lane has to do next for it, if anything.
    pub(super) fn next(&mut self, lane: usize) -> Option<Handed<B>> {
        let index = self.members.iter().position(|member| member.lane == lane)?;
        match self.members[index].stage {
            Stage::ToHandOut => {
                self.members[index].stage = Stage::HandingOut;
                // Nobody hands anything to itself.
                let wants = |member: &Member<B>| match member.lane == lane {
                    true => Vec::new(),
                    false => member.sections.clone(),
                };
                let receivers = self.members.iter().map(wants).collect();
                let trials = self.members[index].trials.clone();
                Some((Task::HandOut { trials, receivers }, Vec::new()))
            }
            Stage::HandedOut
                if self.members.iter().all(|member| member.stage >= Stage::HandedOut) =>
            {
                let (mut others, mut buffers) = (Vec::new(), Vec::new());
                for member in self.members.iter_mut().filter(|member| member.lane != lane) {
                    if let Some(buffer) = member.buffers.get_mut(index).and_then(Option::take) {
                        others.push(member.trials.clone());
                        buffers.push(buffer);
                    }
                }
                let member = &mut self.members[index];
                member.stage = Stage::Summarising;
                let (sections, own) = (member.sections.clone(), member.trials.clone());
                Some((Task::Summarise { sections, own, others }, buffers))
            }
            _ => None,
        }
    }

    /// A lane has handed out the columns of its trials.
    pub(super) fn handed_out(
        &mut self,
        lane: usize,
        sums: Sums,
        buffers: Vec<B>,
    ) -> Result<(), JobError> {
        let n_members = self.members.len();
        let Some(member) = self.member(lane, Stage::HandingOut) else { return Ok(()) };
        if buffers.len() != n_members {
            return Err(JobError::Damaged);
        }
        member.stage = Stage::HandedOut;
        member.buffers = buffers.into_iter().map(Some).collect();
        match &mut self.sums {
            Some(all) => all.add(&sums),
            None => self.sums = Some(sums),
        }
        Ok(())
    }

    /// A lane has summarised its sections.
    pub(super) fn summarised(&mut self, lane: usize, parts: Vec<(u16, Part)>, all: &[Section]) {
        let Some(member) = self.member(lane, Stage::Summarising) else { return };
        member.stage = Stage::Done;
        for (index, part) in parts {
            if let Some(section) = all.get(usize::from(index)) {
                self.parts.put(*section, part);
            }
        }
    }

    fn member(&mut self, lane: usize, stage: Stage) -> Option<&mut Member<B>> {
        self.members.iter_mut().find(|member| member.lane == lane && member.stage == stage)
    }

    /// Whether every section has come back.
    pub(super) fn is_done(&self) -> bool {
        self.members.iter().all(|member| member.stage == Stage::Done)
    }

    /// Trials that it is about.
    pub(super) fn n_trials(&self) -> u32 {
        self.members.iter().flat_map(|member| &member.trials).map(|(from, to)| to - from).sum()
    }

    /// The summary, once every section has come back; `None` where something is missing. `expected` is the expected
    /// earned value without dice.
    pub(super) fn summary(
        self,
        prepared: &PreparedScenario,
        expected: Option<f64>,
    ) -> Option<Summary> {
        let n_trials = self.n_trials();
        self.parts.finish(prepared, n_trials, &self.sums?, expected)
    }
}
