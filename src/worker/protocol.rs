//! What the page and its workers say to each other. Every failure that can be foreseen is a value.
//!
//! Figures never come to the page. Workers keep the batches that they make, hand each other the columns that
//! each needs to summarise its sections, and tell the page what came of them; see `schedule` for who does what.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::engine::{
    Batch, ENGINE, Expectation, Kept, Memo, Part, Piece, Sums, Work, n_columns, price,
    run_and_keep, sections, summarise,
};
use crate::model::LIMITS;

/// Version of the messages. Browsers may pair a new page with a worker of an older build: both ends look at
/// this number before anything else.
pub const PROTOCOL: u32 = 3;

/// Bytes of people that one worker keeps; trials beyond are simulated again when they are asked for.
const MOST_KEPT: usize = 128 << 20;

/// A message on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message<B> {
    /// Begins with the protocol and the engine's version, which never change their form, so that any two
    /// builds can at least tell that they differ.
    pub head: Vec<u8>,
    /// Columns of figures. The page hands them on unopened, so there they are of the browser's own kind.
    pub buffers: Vec<B>,
}

/// What a worker is asked to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// Which run it is for; comes back with the reply.
    pub run: u32,
    pub work: Packed,
    pub task: Task,
}

/// What a job says of its run's [`Work`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Packed {
    /// The worker has it from an earlier job of this run.
    Known,
    /// `Terms` for the journeys of the run that the worker had before.
    Terms(Vec<u8>),
    Whole(Vec<u8>),
}

/// From the first trial to the one after the last.
pub type Span = (u32, u32);

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Task {
    /// Run trials and keep their figures.
    Run(Vec<Span>),
    /// Hand out the figures of all trials run so far: to each receiver the sections that it will summarise.
    Share(Vec<Vec<u16>>),
    /// Summarise sections over own trials and those that other workers handed out, a buffer from each.
    Summarise { sections: Vec<u16>, own: Vec<Span>, others: Vec<Vec<Span>> },
    /// Find the expected earned value without dice.
    Expect,
}

/// What became of a job.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    pub run: u32,
    pub outcome: Result<Answer, JobError>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// The trials were run; whether their people are kept, so that another price needs no simulation.
    Ran {
        is_kept: bool,
    },
    /// A buffer for each receiver goes with it.
    Shared {
        trials: Vec<Span>,
        sums: Sums,
    },
    /// By the section's place in the list of all.
    Summarised(Vec<(u16, Part)>),
    Expected(Option<f64>),
}

/// Why a job, or a reply, came to nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum JobError {
    /// The other end is of another build.
    NewVersion,
    /// The message could not be read.
    Damaged,
    /// A range of trials is empty, reversed or beyond the limits, or has not been run.
    NoSuchTrials,
    /// A job came without its work, or its columns are not those of the work.
    NoSuchWork,
}

impl fmt::Display for JobError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            JobError::NewVersion => f.write_str(
                "A new version of this page is ready. Save your work, then reload the page.",
            ),
            JobError::Damaged | JobError::NoSuchTrials | JobError::NoSuchWork => f.write_str(
                "The page and its workers did not understand each other. Save your work, then reload the page.",
            ),
        }
    }
}

impl<B> Message<B> {
    /// Packs a message.
    pub fn seal<T: Serialize>(message: &T, buffers: Vec<B>) -> Message<B> {
        Message { head: seal_as(PROTOCOL, ENGINE, message), buffers }
    }

    /// Unpacks a message of the same build.
    pub fn open<T: for<'de> Deserialize<'de>>(&self) -> Result<T, JobError> {
        let (protocol, rest) =
            postcard::take_from_bytes::<u32>(&self.head).map_err(|_| JobError::Damaged)?;
        if protocol != PROTOCOL {
            return Err(JobError::NewVersion);
        }
        let (engine, rest) =
            postcard::take_from_bytes::<&str>(rest).map_err(|_| JobError::Damaged)?;
        if engine != ENGINE {
            return Err(JobError::NewVersion);
        }
        postcard::from_bytes(rest).map_err(|_| JobError::Damaged)
    }
}

fn seal_as<T: Serialize>(protocol: u32, engine: &str, message: &T) -> Vec<u8> {
    let mut bytes = pack(&(protocol, engine));
    bytes.extend(pack(message));
    bytes
}

impl Packed {
    /// A work as it is.
    pub fn whole(work: &Work) -> Packed {
        Packed::Whole(pack(work))
    }

    /// A work for whoever has one with the same journeys.
    pub fn terms(work: &Work) -> Packed {
        Packed::Terms(pack(work.terms()))
    }
}

/// Postcard fails only for types of unknown length, of which there are none here; what is empty would be read as
/// damaged.
fn pack<T: Serialize>(message: &T) -> Vec<u8> {
    postcard::to_allocvec(message).unwrap_or_default()
}

fn unpack<T: for<'de> Deserialize<'de>>(bytes: &[u8]) -> Result<T, JobError> {
    postcard::from_bytes(bytes).map_err(|_| JobError::Damaged)
}

/// Bytes of columns whose statistics one worker remembers.
const MOST_REMEMBERED: usize = 32 << 20;

/// The worker's side: answers jobs, and keeps what later ones can use.
#[derive(Debug)]
pub struct Answerer {
    at_hand: Option<AtHand>,
    kept: BTreeMap<u32, Kept>,
    kept_bytes: usize,
    /// Batches of the run before whose people are kept; they lend their room to those that take their place.
    lent: BTreeMap<u32, Batch>,
    expectation: Expectation,
    memo: Memo,
}

impl Default for Answerer {
    fn default() -> Answerer {
        Answerer {
            at_hand: None,
            kept: BTreeMap::new(),
            kept_bytes: 0,
            lent: BTreeMap::new(),
            expectation: Expectation::default(),
            memo: Memo::new(MOST_REMEMBERED),
        }
    }
}

/// The run at hand.
#[derive(Debug)]
struct AtHand {
    run: u32,
    work: Work,
    batches: BTreeMap<u32, Batch>,
}

type Columns = Vec<i64>;

impl Answerer {
    /// Answers a message, whatever it holds.
    pub fn answer(&mut self, question: Message<Columns>) -> Message<Columns> {
        let (run, outcome) = match question.open::<Job>() {
            Ok(job) => (job.run, self.do_job(job, question.buffers)),
            Err(error) => (0, Err(error)),
        };
        let (outcome, buffers) = match outcome {
            Ok((answer, buffers)) => (Ok(answer), buffers),
            Err(error) => (Err(error), Vec::new()),
        };
        Message::seal(&Reply { run, outcome }, buffers)
    }

    fn do_job(
        &mut self,
        job: Job,
        buffers: Vec<Columns>,
    ) -> Result<(Answer, Vec<Columns>), JobError> {
        if job.work != Packed::Known {
            self.begin(job.run, job.work)?;
        }
        let at_hand = self.at_hand.as_ref().filter(|at_hand| at_hand.run == job.run);
        let AtHand { work, batches, .. } = at_hand.ok_or(JobError::NoSuchWork)?;
        let memo = &mut self.memo;
        match job.task {
            Task::Run(spans) => {
                let is_kept = self.run(&spans)?;
                Ok((Answer::Ran { is_kept }, Vec::new()))
            }
            Task::Share(receivers) => share(work, batches, &receivers),
            Task::Summarise { sections, own, others } => {
                let parts = summarise_all(work, batches, &sections, &own, &others, &buffers, memo)?;
                Ok((Answer::Summarised(parts), Vec::new()))
            }
            Task::Expect => Ok((Answer::Expected(self.expectation.earned(work)), Vec::new())),
        }
    }

    /// Takes up another run. What is kept of people stays where its journeys are the same.
    fn begin(&mut self, run: u32, packed: Packed) -> Result<(), JobError> {
        let before = self.at_hand.take();
        let (work, before) = match packed {
            Packed::Known => return Err(JobError::NoSuchWork),
            Packed::Terms(bytes) => {
                let AtHand { work, batches, .. } = before.ok_or(JobError::NoSuchWork)?;
                (work.under(unpack(&bytes)?), Some(batches))
            }
            Packed::Whole(bytes) => {
                let work: Work = unpack(&bytes)?;
                let before = before.filter(|before| work.has_journeys_of(&before.work));
                (work, before.map(|before| before.batches))
            }
        };
        let has_same_journeys = before.is_some();
        if !has_same_journeys {
            self.kept.clear();
            self.kept_bytes = 0;
            self.expectation = Expectation::default();
        }
        let kept = &self.kept;
        self.lent = before.unwrap_or_default();
        self.lent.retain(|from, _| kept.contains_key(from));
        self.at_hand = Some(AtHand { run, work, batches: BTreeMap::new() });
        Ok(())
    }

    /// Runs trials, from kept people where there are any; says whether all of them are kept now.
    fn run(&mut self, spans: &[Span]) -> Result<bool, JobError> {
        let Answerer { at_hand, kept, kept_bytes, lent, .. } = self;
        let AtHand { work, batches, .. } = at_hand.as_mut().ok_or(JobError::NoSuchWork)?;
        let mut is_kept = true;
        for &(from, to) in spans {
            if from >= to || to > LIMITS.trials {
                return Err(JobError::NoSuchTrials);
            }
            let known = kept.get_mut(&from).filter(|kept| kept.trials() == (from..to));
            let batch = if let Some(people) = known {
                price(work, people, lent.remove(&from))
            } else if *kept_bytes < MOST_KEPT {
                forget(kept, kept_bytes, from..to);
                let (batch, people) = run_and_keep(work, from..to);
                is_kept &= people.is_some();
                if let Some(people) = people {
                    *kept_bytes += people.bytes();
                    kept.insert(from, people);
                }
                batch
            } else {
                is_kept = false;
                crate::engine::run_batch(work, from..to)
            };
            batches.insert(from, batch);
        }
        Ok(is_kept)
    }
}

/// Forgets the people of trials that are about to be kept in another range.
fn forget(kept: &mut BTreeMap<u32, Kept>, bytes: &mut usize, trials: Range<u32>) {
    kept.retain(|_, people| {
        let others = people.trials();
        let stays = others.end <= trials.start || trials.end <= others.start;
        if !stays {
            *bytes -= people.bytes();
        }
        stays
    });
}

/// The columns of each receiver's sections, section after section and batch after batch.
fn share(
    work: &Work,
    batches: &BTreeMap<u32, Batch>,
    receivers: &[Vec<u16>],
) -> Result<(Answer, Vec<Columns>), JobError> {
    let all = sections(work);
    let mut buffers = Vec::new();
    for receiver in receivers {
        let mut columns = Columns::new();
        for &section in receiver {
            let section = *all.get(usize::from(section)).ok_or(JobError::NoSuchWork)?;
            for batch in batches.values() {
                columns.extend_from_slice(batch.section(work, section));
            }
        }
        buffers.push(columns);
    }
    let trials = batches.values().map(|batch| (batch.trials().start, batch.trials().end)).collect();
    let sums = Sums::of(work, batches.values());
    Ok((Answer::Shared { trials, sums }, buffers))
}

fn summarise_all(
    work: &Work,
    batches: &BTreeMap<u32, Batch>,
    wanted: &[u16],
    own: &[Span],
    others: &[Vec<Span>],
    buffers: &[Columns],
    memo: &mut Memo,
) -> Result<Vec<(u16, Part)>, JobError> {
    let all = sections(work);
    let own: Vec<&Batch> = own
        .iter()
        .map(|(from, to)| batches.get(from).filter(|batch| batch.trials().end == *to))
        .collect::<Option<_>>()
        .ok_or(JobError::NoSuchTrials)?;
    if others.len() != buffers.len() {
        return Err(JobError::NoSuchWork);
    }
    let mut rests: Vec<&[i64]> = buffers.iter().map(Vec::as_slice).collect();
    let mut parts = Vec::new();
    for &index in wanted {
        let section = *all.get(usize::from(index)).ok_or(JobError::NoSuchWork)?;
        let mut pieces: Vec<Piece<'_>> = own
            .iter()
            .map(|batch| Piece { trials: batch.trials(), columns: batch.section(work, section) })
            .collect();
        for (spans, rest) in others.iter().zip(&mut rests) {
            for &(from, to) in spans {
                let n = n_columns(work, section) * to.saturating_sub(from) as usize;
                let (columns, after) = rest.split_at_checked(n).ok_or(JobError::NoSuchWork)?;
                *rest = after;
                pieces.push(Piece { trials: from..to, columns });
            }
        }
        parts.push((index, summarise(work, section, pieces, memo).ok_or(JobError::NoSuchWork)?));
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Plan;
    use crate::model::Scenario;
    use crate::share::open;

    fn small() -> Scenario {
        let opened = open(include_str!("../../tests/shared/v1-small.json")).unwrap();
        let mut scenario = opened.scenario;
        // People are kept only where money does not reach back into delivery.
        scenario.contract.after_cap = crate::model::AfterCap::KeepDelivering;
        scenario
    }

    fn job(run: u32, task: Task) -> Job {
        Job { run, work: Packed::whole(Plan::new(&small()).unwrap().work()), task }
    }

    fn ask(worker: &mut Answerer, job: &Job) -> Result<Answer, JobError> {
        worker.answer(Message::seal(job, Vec::new())).open::<Reply>()?.outcome
    }

    #[test]
    fn builds_that_differ_say_so_and_never_guess() {
        let job = job(1, Task::Expect);
        let mut worker = Answerer::default();
        for head in [
            seal_as(PROTOCOL + 1, ENGINE, &job),
            seal_as(PROTOCOL, "another", &job),
            seal_as(PROTOCOL + 1, ENGINE, &"another shape altogether"),
        ] {
            let message = Message { head, buffers: Vec::new() };
            assert_eq!(message.open::<Reply>(), Err(JobError::NewVersion));
            let reply: Reply = worker.answer(message).open().unwrap();
            assert_eq!(reply.outcome, Err(JobError::NewVersion));
        }
        assert!(JobError::NewVersion.to_string().contains("reload the page"));
    }

    #[test]
    fn every_bad_message_gets_an_answer() {
        let mut worker = Answerer::default();
        let cut = Message::<Columns>::seal(&job(1, Task::Expect), Vec::new()).head[..20].to_vec();
        for head in [vec![], vec![0xff; 3], vec![0xff; 300], cut] {
            let reply: Reply = worker.answer(Message { head, buffers: Vec::new() }).open().unwrap();
            assert!(reply.outcome.is_err());
        }
        for span in [(5, 5), (5, 4), (0, u32::MAX)] {
            let answer = ask(&mut worker, &job(1, Task::Run(vec![span])));
            assert_eq!(answer, Err(JobError::NoSuchTrials), "{span:?}");
        }
        let nonsense = [
            Task::Share(vec![vec![999]]),
            Task::Summarise { sections: vec![999], own: vec![], others: vec![] },
            Task::Summarise { sections: vec![0], own: vec![(0, 5)], others: vec![] },
            Task::Summarise { sections: vec![0], own: vec![], others: vec![vec![(0, 5)]] },
        ];
        for task in nonsense {
            assert!(ask(&mut worker, &job(1, task.clone())).is_err(), "{task:?}");
        }
        let without_work = Job { work: Packed::Known, ..job(2, Task::Expect) };
        assert_eq!(ask(&mut worker, &without_work), Err(JobError::NoSuchWork));
        let too_short =
            Task::Summarise { sections: vec![0], own: vec![], others: vec![vec![(0, 5)]] };
        let message = Message::seal(&job(1, too_short), vec![vec![0; 7]]);
        assert_eq!(
            worker.answer(message).open::<Reply>().unwrap().outcome,
            Err(JobError::NoSuchWork)
        );
    }

    #[test]
    fn people_are_kept_until_their_journeys_change() {
        let mut worker = Answerer::default();
        let run = |worker: &mut Answerer, id: u32, scenario: &Scenario| {
            let work = Packed::whole(Plan::new(scenario).unwrap().work());
            ask(worker, &Job { run: id, work, task: Task::Run(vec![(0, 5), (5, 9)]) })
        };
        let mut scenario = small();
        assert_eq!(run(&mut worker, 1, &scenario), Ok(Answer::Ran { is_kept: true }));
        let bytes = worker.kept_bytes;
        assert!(bytes > 0);
        scenario.rate_card.outcomes[0].price = crate::model::Money::from_pence(7);
        assert_eq!(run(&mut worker, 2, &scenario), Ok(Answer::Ran { is_kept: true }));
        assert_eq!((worker.kept.len(), worker.kept_bytes), (2, bytes));
        scenario.run.seed += 1;
        let other = Plan::new(&scenario).unwrap();
        let work = Packed::whole(other.work());
        assert!(ask(&mut worker, &Job { run: 3, work, task: Task::Run(vec![(3, 6)]) }).is_ok());
        assert_eq!(worker.kept.len(), 1);
        assert_eq!(worker.kept_bytes, worker.kept[&3].bytes());
    }
}
