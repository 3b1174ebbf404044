//! The worker's side: answers jobs, and holds what later ones can use.
//!
//! The page says which plans are held and for how long (see `schedule`); the worker alone knows how much room people
//! take, and says which of them it had to let go.

use std::collections::BTreeMap;
use std::ops::Range;

use super::plans::{PeopleId, PlanId};
use super::protocol::{Answer, Job, JobError, Message, PackedPlan, Ran, Reply, Span, Task, unpack};
use super::settings::{MOST_BYTES_OF_COLUMNS, MOST_BYTES_OF_PEOPLE};
use crate::engine::summary::Change;
use crate::engine::{
    Batch, ColumnCache, ColumnSlice, Expectation, KeptPeople, N_DIFFERENCES, PairedFigures, Part,
    Plan, Sums, differences, n_columns, price, run_and_keep, run_batch, sections, summarise,
    summarise_change,
};
use crate::model::LIMITS;

type Columns = Vec<i64>;

/// What one worker holds.
#[derive(Debug)]
pub struct WorkerState {
    plans: BTreeMap<PlanId, HeldPlan>,
    people: HeldPeople,
    /// Batches that are not needed any longer, by their first trial: they lend their room to those that follow.
    lent: BTreeMap<u32, Batch>,
    expectations: BTreeMap<PeopleId, Expectation>,
    column_cache: ColumnCache,
}

/// A plan, and what its trials came to. Ranges of one kind never overlap.
#[derive(Debug)]
struct HeldPlan {
    plan: Plan,
    people: PeopleId,
    /// All figures, by the first trial.
    batches: BTreeMap<u32, Batch>,
    /// What is left of them once another plan is run: what comparisons are made of.
    compared: BTreeMap<u32, PairedFigures>,
}

/// People who are kept, by what decides them and by the first trial, and the room that they take.
#[derive(Debug, Default)]
struct HeldPeople {
    kept: BTreeMap<PeopleId, BTreeMap<u32, KeptPeople>>,
    n_bytes: usize,
}

impl Default for WorkerState {
    fn default() -> WorkerState {
        WorkerState {
            plans: BTreeMap::new(),
            people: HeldPeople::default(),
            lent: BTreeMap::new(),
            expectations: BTreeMap::new(),
            column_cache: ColumnCache::new(MOST_BYTES_OF_COLUMNS),
        }
    }
}

impl WorkerState {
    /// Answers a message, whatever it holds.
    pub fn answer(&mut self, question: Message<Columns>) -> Message<Columns> {
        let (plan, outcome) = match question.open::<Job>() {
            Ok(job) => (Some(job.plan), self.do_job(job, &question.buffers)),
            Err(error) => (None, Err(error)),
        };
        let (outcome, buffers) = match outcome {
            Ok((answer, buffers)) => (Ok(answer), buffers),
            Err(error) => (Err(error), Vec::new()),
        };
        Message::seal(&Reply { plan, outcome }, buffers)
    }

    fn do_job(
        &mut self,
        job: Job,
        buffers: &[Columns],
    ) -> Result<(Answer, Vec<Columns>), JobError> {
        let Job { plan: id, packed, hold, task } = job;
        if let Some(packed) = packed {
            self.take_up(id, packed)?;
        }
        self.hold_only(&hold);
        let held = self.plans.get(&id).ok_or(JobError::NoSuchPlan)?;
        let answer = match task {
            Task::Run(spans) => Answer::Ran(self.run(id, &spans)?),
            Task::RunToCompare(spans) => Answer::Ran(self.run_to_compare(id, &spans)?),
            Task::HandOut { trials, receivers } => return held.hand_out(&trials, &receivers),
            Task::Summarise { sections, own, others } => {
                let cache = &mut self.column_cache;
                Answer::Summarised(held.summarise(&sections, &own, &others, buffers, cache)?)
            }
            Task::Expect => {
                let expectation = self.expectations.entry(held.people).or_default();
                Answer::Expected(expectation.earned(&held.plan))
            }
            Task::HandOutChange { before, trials } => {
                let (columns, _) = self.changes(id, before, &trials)?;
                return Ok((Answer::HandedOutChange, vec![columns.concat()]));
            }
            Task::SummariseChange { before, own, others } => {
                let change = self.summarise_change(id, before, &own, &others, buffers)?;
                Answer::SummarisedChange(Box::new(change))
            }
        };
        Ok((answer, Vec::new()))
    }

    /// Takes up a plan.
    fn take_up(&mut self, id: PlanId, packed: PackedPlan) -> Result<(), JobError> {
        let (plan, people) = match packed {
            PackedPlan::Terms { same_people_as, bytes } => {
                let held = self.plans.get(&same_people_as).ok_or(JobError::NoSuchPlan)?;
                (held.plan.clone().under(unpack(&bytes)?), held.people)
            }
            PackedPlan::Whole { people, bytes } => (unpack(&bytes)?, people),
        };
        let (batches, compared) = (BTreeMap::new(), BTreeMap::new());
        self.plans.insert(id, HeldPlan { plan, people, batches, compared });
        Ok(())
    }

    /// Lets go of all plans but some, and of people whom none of these shares.
    fn hold_only(&mut self, plans: &[PlanId]) {
        let gone = self.plans.extract_if(.., |id, _| !plans.contains(id));
        gone.for_each(|(_, held)| self.lent.extend(held.batches));
        let is_held = |people: PeopleId| self.plans.values().any(|held| held.people == people);
        self.people.retain(is_held);
        self.expectations.retain(|people, _| is_held(*people));
    }

    /// Runs trials of a plan and holds their figures; those of other plans shrink to what is compared.
    fn run(&mut self, id: PlanId, spans: &[Span]) -> Result<Ran, JobError> {
        for (_, other) in self.plans.iter_mut().filter(|(other, _)| **other != id) {
            self.lent.extend(other.shrink());
        }
        let people = self.plans.get(&id).ok_or(JobError::NoSuchPlan)?.people;
        // Room is lent to trials that are priced, range by range.
        self.lent.retain(|_, batch| self.people.of(people, &batch.trials()).is_some());
        let mut ran = Ran { is_kept: true, dropped: Vec::new() };
        for span in spans {
            let batch = self.run_range(id, span, &mut ran)?;
            let held = self.plans.get_mut(&id).ok_or(JobError::NoSuchPlan)?;
            held.batches.retain(|_, other| are_apart(&other.trials(), &batch.trials()));
            held.batches.insert(batch.trials().start, batch);
        }
        Ok(ran)
    }

    /// Runs trials of a plan and holds what of their figures is compared.
    fn run_to_compare(&mut self, id: PlanId, spans: &[Span]) -> Result<Ran, JobError> {
        let mut ran = Ran { is_kept: true, dropped: Vec::new() };
        for span in spans {
            let batch = self.run_range(id, span, &mut ran)?;
            let held = self.plans.get_mut(&id).ok_or(JobError::NoSuchPlan)?;
            held.compare(&batch);
        }
        Ok(ran)
    }

    /// Runs one range of trials: from kept people where there are any, and otherwise from the dice.
    fn run_range(&mut self, id: PlanId, span: &Span, ran: &mut Ran) -> Result<Batch, JobError> {
        let trials = span.0..span.1;
        if trials.is_empty() || trials.end > LIMITS.trials {
            return Err(JobError::NoSuchTrials);
        }
        let HeldPlan { plan, people, .. } = self.plans.get(&id).ok_or(JobError::NoSuchPlan)?;
        if let Some(kept) = self.people.of(*people, &trials) {
            return Ok(price(plan, kept, self.lent.remove(&trials.start)));
        }
        ran.dropped.extend(self.people.make_room(*people, &trials));
        if self.people.n_bytes >= MOST_BYTES_OF_PEOPLE {
            ran.is_kept = false;
            return Ok(run_batch(plan, trials));
        }
        let (batch, kept) = run_and_keep(plan, trials);
        match kept {
            Some(kept) => self.people.keep(*people, kept),
            None => ran.is_kept = false,
        }
        Ok(batch)
    }

    /// How the figures of trials of a plan differ from those under another, range by range, with the ranges.
    fn changes(
        &self,
        id: PlanId,
        before: PlanId,
        trials: &[Span],
    ) -> Result<(Vec<Columns>, Vec<Range<u32>>), JobError> {
        let after = self.plans.get(&id).ok_or(JobError::NoSuchPlan)?;
        let before = &self.plans.get(&before).ok_or(JobError::NoSuchPlan)?.compared;
        let mut columns = Vec::new();
        for batch in after.batches_of(trials)? {
            let figures = PairedFigures::of(&after.plan, batch);
            columns.push(differences(&figures, before).ok_or(JobError::NoSuchTrials)?);
        }
        Ok((columns, trials.iter().map(|(from, to)| *from..*to).collect()))
    }

    fn summarise_change(
        &self,
        id: PlanId,
        before: PlanId,
        own: &[Span],
        others: &[Vec<Span>],
        buffers: &[Columns],
    ) -> Result<Change, JobError> {
        if others.len() != buffers.len() {
            return Err(JobError::NoSuchPlan);
        }
        let (own_columns, own_trials) = self.changes(id, before, own)?;
        let own = own_columns.iter().map(Vec::as_slice).zip(own_trials);
        let mut slices: Vec<ColumnSlice<'_>> =
            own.map(|(columns, trials)| ColumnSlice { trials, columns }).collect();
        for (spans, mut rest) in others.iter().zip(buffers.iter().map(Vec::as_slice)) {
            for span in spans {
                slices.push(cut(&mut rest, N_DIFFERENCES, *span)?);
            }
        }
        let plan = |id| self.plans.get(&id).map(|held| &held.plan).ok_or(JobError::NoSuchPlan);
        let has_same_people = plan(id)?.has_same_people_as(plan(before)?);
        summarise_change(slices, has_same_people).ok_or(JobError::NoSuchPlan)
    }
}

impl HeldPlan {
    /// Keeps what of a batch is compared.
    fn compare(&mut self, batch: &Batch) {
        self.compared.retain(|_, other| are_apart(&other.trials(), &batch.trials()));
        self.compared.insert(batch.trials().start, PairedFigures::of(&self.plan, batch));
    }

    /// Keeps of all batches what is compared, and hands the batches out.
    fn shrink(&mut self) -> BTreeMap<u32, Batch> {
        let batches = std::mem::take(&mut self.batches);
        batches.values().for_each(|batch| self.compare(batch));
        batches
    }

    /// The batches of some ranges of trials.
    fn batches_of(&self, trials: &[Span]) -> Result<Vec<&Batch>, JobError> {
        trials
            .iter()
            .map(|(from, to)| self.batches.get(from).filter(|batch| batch.trials().end == *to))
            .collect::<Option<_>>()
            .ok_or(JobError::NoSuchTrials)
    }

    /// The columns of each receiver's sections, section after section and batch after batch.
    fn hand_out(
        &self,
        trials: &[Span],
        receivers: &[Vec<u16>],
    ) -> Result<(Answer, Vec<Columns>), JobError> {
        let (all, batches) = (sections(&self.plan), self.batches_of(trials)?);
        let mut buffers = Vec::new();
        for receiver in receivers {
            let mut columns = Columns::new();
            for &section in receiver {
                let section = *all.get(usize::from(section)).ok_or(JobError::NoSuchPlan)?;
                for batch in &batches {
                    columns.extend_from_slice(batch.section(&self.plan, section));
                }
            }
            buffers.push(columns);
        }
        let sums = Sums::of(&self.plan, batches.iter().map(|batch| batch.sums()));
        Ok((Answer::HandedOut(sums), buffers))
    }

    fn summarise(
        &self,
        wanted: &[u16],
        own: &[Span],
        others: &[Vec<Span>],
        buffers: &[Columns],
        cache: &mut ColumnCache,
    ) -> Result<Vec<(u16, Part)>, JobError> {
        let (all, own) = (sections(&self.plan), self.batches_of(own)?);
        if others.len() != buffers.len() {
            return Err(JobError::NoSuchPlan);
        }
        let mut rests: Vec<&[i64]> = buffers.iter().map(Vec::as_slice).collect();
        let mut parts = Vec::new();
        for &index in wanted {
            let section = *all.get(usize::from(index)).ok_or(JobError::NoSuchPlan)?;
            let mut slices = Vec::new();
            for batch in &own {
                let columns = batch.section(&self.plan, section);
                slices.push(ColumnSlice { trials: batch.trials(), columns });
            }
            for (spans, rest) in others.iter().zip(&mut rests) {
                for span in spans {
                    slices.push(cut(rest, n_columns(&self.plan, section), *span)?);
                }
            }
            let part = summarise(&self.plan, section, slices, cache);
            parts.push((index, part.ok_or(JobError::NoSuchPlan)?));
        }
        Ok(parts)
    }
}

/// Cuts the columns of a range of trials off what another worker handed out.
fn cut<'c>(
    rest: &mut &'c [i64],
    n_columns: usize,
    (from, to): Span,
) -> Result<ColumnSlice<'c>, JobError> {
    let n = n_columns * to.saturating_sub(from) as usize;
    let (columns, after) = rest.split_at_checked(n).ok_or(JobError::NoSuchPlan)?;
    *rest = after;
    Ok(ColumnSlice { trials: from..to, columns })
}

impl HeldPeople {
    /// The people of a range of trials, if these very trials are kept together.
    fn of(&mut self, people: PeopleId, trials: &Range<u32>) -> Option<&mut KeptPeople> {
        let kept = self.kept.get_mut(&people)?.get_mut(&trials.start);
        kept.filter(|kept| kept.trials() == *trials)
    }

    /// Lets go of all people but some.
    fn retain(&mut self, is_needed: impl Fn(PeopleId) -> bool) {
        self.kept.retain(|people, _| is_needed(*people));
        self.n_bytes = self.kept.values().flat_map(BTreeMap::values).map(KeptPeople::bytes).sum();
    }

    fn keep(&mut self, people: PeopleId, kept: KeptPeople) {
        self.n_bytes += kept.bytes();
        self.kept.entry(people).or_default().insert(kept.trials().start, kept);
    }

    /// Lets go of people of trials that are about to be kept in another range, and, where room is short, of all others
    /// than these; says whom it let go altogether.
    fn make_room(&mut self, people: PeopleId, trials: &Range<u32>) -> Vec<PeopleId> {
        let HeldPeople { kept, n_bytes } = self;
        if let Some(kept) = kept.get_mut(&people) {
            kept.retain(|_, others| {
                let stays = are_apart(&others.trials(), trials);
                *n_bytes -= if stays { 0 } else { others.bytes() };
                stays
            });
        }
        let mut dropped = Vec::new();
        while *n_bytes >= MOST_BYTES_OF_PEOPLE
            && let Some(other) = kept.keys().copied().find(|other| *other != people)
        {
            let of_other = kept.remove(&other).unwrap_or_default();
            *n_bytes -= of_other.values().map(KeptPeople::bytes).sum::<usize>();
            dropped.push(other);
        }
        dropped
    }
}

fn are_apart(one: &Range<u32>, other: &Range<u32>) -> bool {
    one.end <= other.start || other.end <= one.start
}

#[cfg(test)]
impl WorkerState {
    pub(super) fn n_plans(&self) -> usize {
        self.plans.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::PreparedScenario;
    use crate::model::{AfterCap, Money, Scenario};
    use crate::share::open;

    fn small() -> Scenario {
        let opened = open(include_str!("../../tests/shared/v1-small.json")).unwrap();
        let mut scenario = opened.scenario;
        // People are kept only where money does not reach back into delivery.
        scenario.contract.after_cap = AfterCap::KeepDelivering;
        scenario
    }

    fn whole(scenario: &Scenario, people: u32) -> PackedPlan {
        let prepared = PreparedScenario::new(scenario).unwrap();
        PackedPlan::whole(prepared.plan(), PeopleId::of_test(people))
    }

    fn job(plan: u32, packed: Option<PackedPlan>, task: Task) -> Job {
        let plan = PlanId::of_test(plan);
        Job { plan, packed, hold: vec![plan], task }
    }

    fn ask(worker: &mut WorkerState, job: &Job) -> Result<Answer, JobError> {
        worker.answer(Message::seal(job, Vec::new())).open::<Reply>()?.outcome
    }

    fn ran(is_kept: bool) -> Result<Answer, JobError> {
        Ok(Answer::Ran(Ran { is_kept, dropped: Vec::new() }))
    }

    #[test]
    fn every_bad_message_gets_an_answer() {
        let mut worker = WorkerState::default();
        let known = |task| job(1, Some(whole(&small(), 1)), task);
        let cut = Message::<Columns>::seal(&known(Task::Expect), Vec::new()).head[..20].to_vec();
        for head in [vec![], vec![0xff; 3], vec![0xff; 300], cut] {
            let reply: Reply = worker.answer(Message { head, buffers: Vec::new() }).open().unwrap();
            assert!(reply.outcome.is_err() && reply.plan.is_none());
        }
        for span in [(5, 5), (5, 4), (0, u32::MAX)] {
            for task in [Task::Run(vec![span]), Task::RunToCompare(vec![span])] {
                assert_eq!(ask(&mut worker, &known(task)), Err(JobError::NoSuchTrials), "{span:?}");
            }
        }
        let before = PlanId::of_test(1);
        let nonsense = [
            Task::HandOut { trials: vec![], receivers: vec![vec![999]] },
            Task::HandOut { trials: vec![(0, 5)], receivers: vec![vec![0]] },
            Task::Summarise { sections: vec![999], own: vec![], others: vec![] },
            Task::Summarise { sections: vec![0], own: vec![(0, 5)], others: vec![] },
            Task::Summarise { sections: vec![0], own: vec![], others: vec![vec![(0, 5)]] },
            Task::HandOutChange { before, trials: vec![(0, 5)] },
            Task::HandOutChange { before: PlanId::of_test(9), trials: vec![] },
            Task::SummariseChange { before, own: vec![], others: vec![vec![(0, 5)]] },
        ];
        for task in nonsense {
            assert!(ask(&mut worker, &known(task.clone())).is_err(), "{task:?}");
        }
        let unknown = job(2, None, Task::Expect);
        assert_eq!(ask(&mut worker, &unknown), Err(JobError::NoSuchPlan));
        let others = vec![vec![(0, 5)]];
        for task in [
            Task::Summarise { sections: vec![0], own: vec![], others: others.clone() },
            Task::SummariseChange { before, own: vec![], others },
        ] {
            let too_short = Message::seal(&known(task), vec![vec![0; 7]]);
            let reply: Reply = worker.answer(too_short).open().unwrap();
            assert_eq!(reply.outcome, Err(JobError::NoSuchPlan));
        }
    }

    #[test]
    fn people_are_kept_as_long_as_a_plan_that_is_held_shares_them() {
        let mut worker = WorkerState::default();
        let run = |worker: &mut WorkerState, plan, scenario: &Scenario, people, spans| {
            ask(worker, &job(plan, Some(whole(scenario, people)), Task::Run(spans)))
        };
        let spans = || vec![(0, 5), (5, 9)];
        let mut scenario = small();
        assert_eq!(run(&mut worker, 1, &scenario, 1, spans()), ran(true));
        let n_bytes = worker.people.n_bytes;
        assert!(n_bytes > 0);
        scenario.rate_card.outcomes[0].price = Money::from_pence(7);
        assert_eq!(run(&mut worker, 2, &scenario, 1, spans()), ran(true));
        let kept = &worker.people.kept[&PeopleId::of_test(1)];
        assert_eq!((kept.len(), worker.people.n_bytes), (2, n_bytes));
        scenario.run.seed += 1;
        assert_eq!(run(&mut worker, 3, &scenario, 2, vec![(3, 6)]), ran(true));
        assert_eq!(worker.people.kept.len(), 1, "nobody shares the others any longer");
        let kept = &worker.people.kept[&PeopleId::of_test(2)];
        assert_eq!(worker.people.n_bytes, kept[&3].bytes());
    }

    #[test]
    fn a_plan_with_the_same_people_is_sent_without_them() {
        let mut worker = WorkerState::default();
        let task = || Task::Run(vec![(0, 9)]);
        ask(&mut worker, &job(1, Some(whole(&small(), 1)), task())).unwrap();
        let mut dearer = small();
        dearer.rate_card.outcomes[0].price = Money::from_pence(7);
        let prepared = PreparedScenario::new(&dearer).unwrap();
        let terms = PackedPlan::terms(prepared.plan(), PlanId::of_test(1));
        let PackedPlan::Terms { bytes, .. } = &terms else { panic!("{terms:?}") };
        let PackedPlan::Whole { bytes: all, .. } = whole(&dearer, 1) else { panic!() };
        assert!(bytes.len() < all.len());
        assert_eq!(ask(&mut worker, &job(2, Some(terms.clone()), task())), ran(true));
        assert_eq!(worker.plans[&PlanId::of_test(2)].batches[&0], run_batch(prepared.plan(), 0..9));
        // The first plan is gone, so nothing can be built on it any longer.
        assert_eq!(ask(&mut worker, &job(3, Some(terms), task())), Err(JobError::NoSuchPlan));
    }
}
