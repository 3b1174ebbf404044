//! What the page and its workers say to each other. Every failure that can be foreseen is a value.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize, de};

use crate::engine::{Batch, ENGINE, Plan, run_batch};
use crate::model::{LIMITS, Problem, Scenario};

/// Version of the messages. Browsers may pair a new page with a worker of an older build: both ends look at
/// this number before anything else.
pub const PROTOCOL: u32 = 1;

/// A message on its way: its bytes begin with the protocol and the engine's version, which never change their
/// form, so that any two builds can at least tell that they differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packet(Vec<u8>);

/// A range of trials to run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// Which run it is for; comes back with the reply.
    pub run: u32,
    /// First trial.
    pub from: u32,
    /// The trial after the last.
    pub to: u32,
    /// The scenario as JSON. Ranges of the same text share one plan.
    pub scenario: String,
}

/// What became of a job.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    pub run: u32,
    pub outcome: Result<Batch, JobError>,
}

/// Why a job, or a reply, came to nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum JobError {
    /// The other end is of another build.
    NewVersion,
    /// The message could not be read.
    Damaged,
    /// The range of trials is empty, reversed or beyond the limits.
    NoSuchTrials,
    /// The scenario cannot be run, for these reasons.
    Problems(Vec<String>),
}

impl fmt::Display for JobError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            JobError::NewVersion => f.write_str(
                "A new version of this page is ready. Save your work, then reload the page.",
            ),
            JobError::Damaged | JobError::NoSuchTrials => f.write_str(
                "The page and its workers did not understand each other. Save your work, then reload the page.",
            ),
            JobError::Problems(problems) => match problems.as_slice() {
                [] => f.write_str("The scenario cannot be run."),
                [one] => write!(f, "The scenario cannot be run: {one}."),
                [first, rest @ ..] => {
                    write!(f, "The scenario cannot be run: {first}; and {} more.", rest.len())
                }
            },
        }
    }
}

impl JobError {
    /// The problems that stop a run.
    pub fn of_problems(problems: &[Problem]) -> JobError {
        let errors = problems.iter().filter(|problem| problem.is_error());
        JobError::Problems(errors.map(ToString::to_string).collect())
    }
}

impl Packet {
    /// Packs a message.
    pub fn seal<T: Serialize>(message: &T) -> Packet {
        Packet::seal_as(PROTOCOL, ENGINE, message)
    }

    fn seal_as<T: Serialize>(protocol: u32, engine: &str, message: &T) -> Packet {
        // Postcard fails only for types of unknown length, of which there are none here; an empty packet
        // would be read as damaged.
        let mut bytes = postcard::to_allocvec(&(protocol, engine)).unwrap_or_default();
        bytes.extend(postcard::to_allocvec(message).unwrap_or_default());
        Packet(bytes)
    }

    /// Unpacks a message of the same build.
    pub fn open<T: for<'de> Deserialize<'de>>(&self) -> Result<T, JobError> {
        let (protocol, rest) =
            postcard::take_from_bytes::<u32>(&self.0).map_err(|_| JobError::Damaged)?;
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

impl Serialize for Packet {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Packet {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Packet, D::Error> {
        struct Bytes;

        impl de::Visitor<'_> for Bytes {
            type Value = Packet;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Packet, E> {
                Ok(Packet(bytes.to_vec()))
            }

            fn visit_byte_buf<E: de::Error>(self, bytes: Vec<u8>) -> Result<Packet, E> {
                Ok(Packet(bytes))
            }
        }

        deserializer.deserialize_byte_buf(Bytes)
    }
}

/// The page's side of one run: what to send, and what to make of an answer.
#[derive(Clone, Debug)]
pub struct Caller {
    run: u32,
    scenario: String,
}

impl Caller {
    /// Fails when the scenario cannot be written, which its types rule out.
    pub fn new(run: u32, scenario: &Scenario) -> Result<Caller, JobError> {
        let scenario = serde_json::to_string(scenario).map_err(|_| JobError::Damaged)?;
        Ok(Caller { run, scenario })
    }

    /// The message that asks for a range of trials.
    pub fn ask(&self, trials: Range<u32>) -> Packet {
        Packet::seal(&Job {
            run: self.run,
            from: trials.start,
            to: trials.end,
            scenario: self.scenario.clone(),
        })
    }

    /// The batch in an answer, which must be of the trials that were asked for.
    pub fn hear(&self, answer: &Packet, trials: &Range<u32>) -> Result<Batch, JobError> {
        let reply: Reply = answer.open()?;
        let batch = reply.outcome?;
        if reply.run == self.run && batch.trials() == *trials {
            Ok(batch)
        } else {
            Err(JobError::Damaged)
        }
    }
}

/// The worker's side: answers jobs, and keeps the plan between the ranges of a run.
#[derive(Debug, Default)]
pub struct Answerer {
    plan: Option<(String, Plan)>,
}

impl Answerer {
    /// Answers a packet, whatever it holds.
    pub fn answer(&mut self, question: &Packet) -> Packet {
        let reply = match question.open::<Job>() {
            Ok(job) => Reply { run: job.run, outcome: self.run(job) },
            Err(error) => Reply { run: 0, outcome: Err(error) },
        };
        Packet::seal(&reply)
    }

    fn run(&mut self, job: Job) -> Result<Batch, JobError> {
        let Job { from, to, scenario, .. } = job;
        if from >= to || to > LIMITS.trials {
            return Err(JobError::NoSuchTrials);
        }
        let plan = match self.plan.take() {
            Some((text, plan)) if text == scenario => plan,
            _ => plan_of(&scenario)?,
        };
        let batch = run_batch(&plan, from..to);
        self.plan = Some((scenario, plan));
        Ok(batch)
    }
}

fn plan_of(scenario: &str) -> Result<Plan, JobError> {
    let document = serde_json::from_str(scenario).map_err(|_| JobError::Damaged)?;
    let problems = |problems: Vec<Problem>| JobError::of_problems(&problems);
    let (scenario, _) = Scenario::read(document).map_err(problems)?;
    Plan::new(&scenario).map_err(problems)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Collector, run};
    use crate::share::open;

    fn small() -> Scenario {
        open(include_str!("../../tests/shared/v1-small.json")).unwrap().scenario
    }

    /// A packet through the codec and back, as it crosses between threads.
    fn across(packet: &Packet) -> Packet {
        postcard::from_bytes(&postcard::to_allocvec(packet).unwrap()).unwrap()
    }

    #[test]
    fn a_run_through_the_protocol_equals_a_run_in_place() {
        let scenario = small();
        let plan = Plan::new(&scenario).unwrap();
        let caller = Caller::new(3, &scenario).unwrap();
        let mut workers = [Answerer::default(), Answerer::default()];
        let mut collector = Collector::new(&plan);
        for (index, trials) in [60..100, 0..1, 1..60].into_iter().enumerate() {
            let answer = workers[index % 2].answer(&across(&caller.ask(trials.clone())));
            collector.add(caller.hear(&across(&answer), &trials).unwrap());
        }
        assert_eq!(collector.summary(), run(&plan));
    }

    #[test]
    fn the_plan_follows_the_scenario() {
        let (one, mut other) = (small(), small());
        other.run.seed += 1;
        let mut worker = Answerer::default();
        for scenario in [&one, &one, &other, &one] {
            let caller = Caller::new(1, scenario).unwrap();
            let batch = caller.hear(&worker.answer(&caller.ask(0..5)), &(0..5)).unwrap();
            assert_eq!(batch, run_batch(&Plan::new(scenario).unwrap(), 0..5));
        }
    }

    #[test]
    fn builds_that_differ_say_so_and_never_guess() {
        let caller = Caller::new(1, &small()).unwrap();
        let job =
            Job { run: 1, from: 0, to: 5, scenario: serde_json::to_string(&small()).unwrap() };
        let mut worker = Answerer::default();
        for packet in [
            Packet::seal_as(PROTOCOL + 1, ENGINE, &job),
            Packet::seal_as(PROTOCOL, "another", &job),
            Packet::seal_as(PROTOCOL + 1, ENGINE, &"another shape altogether"),
        ] {
            let answer = worker.answer(&packet);
            assert_eq!(caller.hear(&answer, &(0..5)), Err(JobError::NewVersion));
            assert_eq!(caller.hear(&packet, &(0..5)), Err(JobError::NewVersion));
        }
        assert!(JobError::NewVersion.to_string().contains("reload the page"));
    }

    #[test]
    fn every_bad_message_gets_an_answer() {
        let caller = Caller::new(1, &small()).unwrap();
        let mut worker = Answerer::default();
        for bytes in [vec![], vec![0xff; 3], vec![0xff; 300], caller.ask(0..5).0[..20].to_vec()] {
            let answer = worker.answer(&Packet(bytes));
            assert!(caller.hear(&answer, &(0..5)).is_err());
        }
        for trials in [Range { start: 5, end: 5 }, Range { start: 5, end: 4 }, 0..u32::MAX] {
            let answer = worker.answer(&caller.ask(trials.clone()));
            assert_eq!(caller.hear(&answer, &trials), Err(JobError::NoSuchTrials));
        }
        let answer = worker.answer(&caller.ask(0..5));
        assert_eq!(caller.hear(&answer, &(5..10)), Err(JobError::Damaged), "of other trials");
        let other = Caller::new(2, &small()).unwrap();
        assert_eq!(other.hear(&answer, &(0..5)), Err(JobError::Damaged), "of another run");
    }

    #[test]
    fn a_scenario_that_cannot_be_run_says_why() {
        let mut scenario = small();
        scenario.rate_card.outcomes.clear();
        let caller = Caller::new(1, &scenario).unwrap();
        let error =
            caller.hear(&Answerer::default().answer(&caller.ask(0..5)), &(0..5)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "The scenario cannot be run: rate_card.outcomes is empty: add at least one outcome."
        );
    }
}
