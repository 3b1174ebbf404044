//! The worker's side: answers jobs, and holds what later ones can use.
//!
//! The page says which plans are held and for how long (see `schedule`); the worker alone knows how much room people
//! take, and says which of them it had to let go.

use super::by_range::ByRange;
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
    plans: Vec<HeldPlan>,
    people: Vec<HeldPeople>,
    /// Batches that are not needed any longer: they lend their room to those that follow.
    lent: ByRange<Batch>,
    column_cache: ColumnCache,
}

/// A plan, and what its trials came to.
#[derive(Debug)]
struct HeldPlan {
    id: PlanId,
    plan: Plan,
    people: PeopleId,
    /// All figures.
    batches: ByRange<Batch>,
    /// What is left of them once another plan is run: what comparisons are made of.
    compared: ByRange<PairedFigures>,
}

/// What is known of the people of some plans, which are the same.
#[derive(Debug)]
struct HeldPeople {
    id: PeopleId,
    kept: ByRange<KeptPeople>,
    expectation: Expectation,
}

impl Default for WorkerState {
    fn default() -> WorkerState {
        WorkerState {
            plans: Vec::new(),
            people: Vec::new(),
            lent: ByRange::default(),
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
        let held = held_plan(&mut self.plans, id)?;
        let answer = match task {
            Task::Run(spans) => Answer::Ran(self.run(id, &spans)?),
            Task::RunToCompare(spans) => Answer::Ran(self.run_to_compare(id, &spans)?),
            Task::HandOut { trials, receivers } => return held.hand_out(&trials, &receivers),
            Task::Summarise { sections, own, others } => {
                let cache = &mut self.column_cache;
                Answer::Summarised(held.summarise(&sections, &own, &others, buffers, cache)?)
            }
            Task::Expect => {
                let people = held_people(&mut self.people, held.people);
                Answer::Expected(people.expectation.earned(&held.plan))
            }
            Task::HandOutChange { before, trials } => {
                let columns = self.changes(id, before, &trials)?;
                return Ok((Answer::HandedOutChange, vec![columns.concat()]));
            }
            Task::SummariseChange { before, own, others, has_same_people } => {
                let columns = self.changes(id, before, &own)?;
                let change = summarised(&columns, &own, &others, buffers, has_same_people)?;
                Answer::SummarisedChange(Box::new(change))
            }
        };
        Ok((answer, Vec::new()))
    }

    /// Takes up a plan.
    fn take_up(&mut self, id: PlanId, packed: PackedPlan) -> Result<(), JobError> {
        let (mut plan, people): (Plan, PeopleId) = match packed {
            PackedPlan::Terms { same_people_as, bytes } => {
                let held = held_plan(&mut self.plans, same_people_as)?;
                (held.plan.under(unpack(&bytes)?), held.people)
            }
            PackedPlan::Whole { people, bytes } => (unpack(&bytes)?, people),
        };
        plan.complete();
        let (batches, compared) = (ByRange::default(), ByRange::default());
        self.plans.retain(|held| held.id != id);
        self.plans.push(HeldPlan { id, plan, people, batches, compared });
        Ok(())
    }

    /// Lets go of all plans but some, and of people whom none of these shares.
    fn hold_only(&mut self, plans: &[PlanId]) {
        let WorkerState { plans: held, people, lent, .. } = self;
        for plan in held.iter_mut().filter(|held| !plans.contains(&held.id)) {
            plan.lend_batches(lent);
        }
        held.retain(|held| plans.contains(&held.id));
        people.retain(|people| held.iter().any(|held| held.people == people.id));
    }

    /// Runs trials of a plan and holds their figures; those of other plans shrink to what is compared.
    fn run(&mut self, id: PlanId, spans: &[Span]) -> Result<Ran, JobError> {
        for other in self.plans.iter_mut().filter(|other| other.id != id) {
            other.shrink(&mut self.lent);
        }
        // Room is lent to trials that are priced, range by range.
        let people = held_plan(&mut self.plans, id)?.people;
        let kept = &held_people(&mut self.people, people).kept;
        let lent = std::mem::take(&mut self.lent).into_all();
        let is_of_use = |batch: &Batch| kept.get(&batch.trials()).is_some();
        lent.into_iter().filter(is_of_use).for_each(|batch| self.lent.put(batch));
        let mut ran = Ran { is_kept: true, dropped: Vec::new() };
        for span in spans {
            let batch = self.run_range(id, span, true, &mut ran)?;
            held_plan(&mut self.plans, id)?.batches.put(batch);
        }
        Ok(ran)
    }

    /// Runs trials of a plan and holds what of their figures is compared.
    fn run_to_compare(&mut self, id: PlanId, spans: &[Span]) -> Result<Ran, JobError> {
        let mut ran = Ran { is_kept: true, dropped: Vec::new() };
        for span in spans {
            let batch = self.run_range(id, span, false, &mut ran)?;
            held_plan(&mut self.plans, id)?.compare(&batch);
        }
        Ok(ran)
    }

    /// Runs one range of trials: from kept people where there are any, and otherwise from the dice. Their people are
    /// kept where there is room, which others may have to make.
    fn run_range(
        &mut self,
        id: PlanId,
        span: &Span,
        may_drop_others: bool,
        ran: &mut Ran,
    ) -> Result<Batch, JobError> {
        let trials = span.0..span.1;
        if trials.is_empty() || trials.end > LIMITS.trials {
            return Err(JobError::NoSuchTrials);
        }
        let WorkerState { plans, people, lent, .. } = self;
        let HeldPlan { plan, people: people_id, .. } = held_plan(plans, id)?;
        let held = held_people(people, *people_id);
        if let Some(kept) = held.kept.get_mut(&trials) {
            return Ok(price(plan, kept, lent.take(&trials)));
        }
        held.kept.make_room(&trials);
        let has_room = plan.keeps_people()
            && (n_bytes(people) < MOST_BYTES_OF_PEOPLE
                || may_drop_others && make_room(people, *people_id, &mut ran.dropped));
        if !has_room {
            ran.is_kept = false;
            return Ok(run_batch(plan, trials));
        }
        let (batch, kept) = run_and_keep(plan, trials);
        match kept {
            Some(kept) => held_people(people, *people_id).kept.put(kept),
            None => ran.is_kept = false,
        }
        Ok(batch)
    }

    /// How the figures of trials of a plan differ from those under another, range by range.
    fn changes(
        &mut self,
        id: PlanId,
        before: PlanId,
        trials: &[Span],
    ) -> Result<Vec<Columns>, JobError> {
        let before = self.plans.iter().find(|held| held.id == before);
        let before = before.ok_or(JobError::NoSuchPlan)?.compared.all();
        let after = self.plans.iter().find(|held| held.id == id).ok_or(JobError::NoSuchPlan)?;
        let of_batch = |batch| differences(&PairedFigures::of(&after.plan, batch), before);
        let columns = after.batches_of(trials)?.into_iter().map(of_batch);
        columns.collect::<Option<_>>().ok_or(JobError::NoSuchTrials)
    }
}

fn held_plan(plans: &mut [HeldPlan], id: PlanId) -> Result<&mut HeldPlan, JobError> {
    plans.iter_mut().find(|held| held.id == id).ok_or(JobError::NoSuchPlan)
}

/// What is known of some people: nothing, where nobody asked before.
fn held_people(people: &mut Vec<HeldPeople>, id: PeopleId) -> &mut HeldPeople {
    let place = people.iter().position(|held| held.id == id).unwrap_or_else(|| {
        let (kept, expectation) = (ByRange::default(), Expectation::default());
        people.push(HeldPeople { id, kept, expectation });
        people.len() - 1
    });
    &mut people[place]
}

fn n_bytes(people: &[HeldPeople]) -> usize {
    people.iter().flat_map(|held| held.kept.all()).map(KeptPeople::bytes).sum()
}

/// Whether there is room to keep more people; where it is short, all others than some are let go and named.
fn make_room(people: &mut [HeldPeople], id: PeopleId, dropped: &mut Vec<PeopleId>) -> bool {
    while n_bytes(people) >= MOST_BYTES_OF_PEOPLE {
        let is_other = |held: &&mut HeldPeople| held.id != id && !held.kept.all().is_empty();
        let Some(other) = people.iter_mut().find(is_other) else { return false };
        other.kept = ByRange::default();
        dropped.push(other.id);
    }
    true
}

/// Summarises differences over own trials and those that other workers handed out.
fn summarised(
    own_columns: &[Columns],
    own: &[Span],
    others: &[Vec<Span>],
    buffers: &[Columns],
    has_same_people: bool,
) -> Result<Change, JobError> {
    if others.len() != buffers.len() {
        return Err(JobError::NoSuchPlan);
    }
    let mut slices = Vec::new();
    for (columns, (from, to)) in own_columns.iter().zip(own) {
        slices.push(ColumnSlice { trials: *from..*to, columns });
    }
    for (spans, mut rest) in others.iter().zip(buffers.iter().map(Vec::as_slice)) {
        for span in spans {
            slices.push(cut(&mut rest, N_DIFFERENCES, *span)?);
        }
    }
    summarise_change(slices, has_same_people).ok_or(JobError::NoSuchPlan)
}

impl HeldPlan {
    /// Keeps what of a batch is compared.
    fn compare(&mut self, batch: &Batch) {
        self.compared.put(PairedFigures::of(&self.plan, batch));
    }

    /// Keeps of all batches what is compared, and lends their room.
    fn shrink(&mut self, lent: &mut ByRange<Batch>) {
        for batch in self.batches.all() {
            self.compared.put(PairedFigures::of(&self.plan, batch));
        }
        self.lend_batches(lent);
    }

    fn lend_batches(&mut self, lent: &mut ByRange<Batch>) {
        let batches = std::mem::take(&mut self.batches);
        batches.into_all().into_iter().for_each(|batch| lent.put(batch));
    }

    /// The batches of some ranges of trials.
    fn batches_of(&self, trials: &[Span]) -> Result<Vec<&Batch>, JobError> {
        let batch = |(from, to): &Span| self.batches.get(&(*from..*to));
        trials.iter().map(batch).collect::<Option<_>>().ok_or(JobError::NoSuchTrials)
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
    let n = n_columns.checked_mul(to.saturating_sub(from) as usize);
    let (columns, after) = n.and_then(|n| rest.split_at_checked(n)).ok_or(JobError::NoSuchPlan)?;
    *rest = after;
    Ok(ColumnSlice { trials: from..to, columns })
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
            Task::SummariseChange {
                before,
                own: vec![],
                others: vec![vec![(0, 5)]],
                has_same_people: true,
            },
        ];
        for task in nonsense {
            assert!(ask(&mut worker, &known(task.clone())).is_err(), "{task:?}");
        }
        let unknown = job(2, None, Task::Expect);
        assert_eq!(ask(&mut worker, &unknown), Err(JobError::NoSuchPlan));
        let others = vec![vec![(0, 5)]];
        for task in [
            Task::Summarise { sections: vec![0], own: vec![], others: others.clone() },
            Task::SummariseChange { before, own: vec![], others, has_same_people: true },
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
        let kept = |worker: &WorkerState| -> Vec<(PeopleId, usize)> {
            worker.people.iter().map(|held| (held.id, held.kept.all().len())).collect()
        };
        let mut scenario = small();
        assert_eq!(run(&mut worker, 1, &scenario, 1, spans()), ran(true));
        scenario.rate_card.outcomes[0].price = Money::from_pence(7);
        assert_eq!(run(&mut worker, 2, &scenario, 1, spans()), ran(true));
        assert_eq!(kept(&worker), [(PeopleId::of_test(1), 2)]);
        scenario.run.seed += 1;
        assert_eq!(run(&mut worker, 3, &scenario, 2, vec![(3, 6)]), ran(true));
        let nobody_shares_the_others = [(PeopleId::of_test(2), 1)];
        assert_eq!(kept(&worker), nobody_shares_the_others);
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
        let held = held_plan(&mut worker.plans, PlanId::of_test(2)).unwrap();
        assert_eq!(held.batches.all(), [run_batch(prepared.plan(), 0..9)]);
        // The first plan is gone, so nothing can be built on it any longer.
        assert_eq!(ask(&mut worker, &job(3, Some(terms), task())), Err(JobError::NoSuchPlan));
    }
}
