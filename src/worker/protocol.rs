//! What the page and its workers say to each other. Every failure that can be foreseen is a value.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize, de};

use crate::engine::{Batch, ENGINE, Work, run_batch};
use crate::model::LIMITS;

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
    /// The run's [`Work`], packed. Ranges with the same bytes share one.
    pub work: Vec<u8>,
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
        }
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
    work: Vec<u8>,
}

impl Caller {
    /// Fails when the work cannot be packed, which its types rule out.
    pub fn new(run: u32, work: &Work) -> Result<Caller, JobError> {
        let work = postcard::to_allocvec(work).map_err(|_| JobError::Damaged)?;
        Ok(Caller { run, work })
    }

    /// The message that asks for a range of trials.
    pub fn ask(&self, trials: Range<u32>) -> Packet {
        Packet::seal(&Job {
            run: self.run,
            from: trials.start,
            to: trials.end,
            work: self.work.clone(),
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

/// The worker's side: answers jobs, and keeps the work at hand between the ranges of a run.
#[derive(Debug, Default)]
pub struct Answerer {
    at_hand: Option<(Vec<u8>, Work)>,
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
        let Job { from, to, work: bytes, .. } = job;
        if from >= to || to > LIMITS.trials {
            return Err(JobError::NoSuchTrials);
        }
        let work = match self.at_hand.take() {
            Some((known, work)) if known == bytes => work,
            _ => postcard::from_bytes(&bytes).map_err(|_| JobError::Damaged)?,
        };
        let batch = run_batch(&work, from..to);
        self.at_hand = Some((bytes, work));
        Ok(batch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Collector, Plan, run};
    use crate::model::Scenario;
    use crate::share::open;

    fn small() -> Scenario {
        open(include_str!("../../tests/shared/v1-small.json")).unwrap().scenario
    }

    fn caller(run: u32) -> Caller {
        Caller::new(run, &Plan::new(&small()).unwrap()).unwrap()
    }

    /// A packet through the codec and back, as it crosses between threads.
    fn across(packet: &Packet) -> Packet {
        postcard::from_bytes(&postcard::to_allocvec(packet).unwrap()).unwrap()
    }

    #[test]
    fn a_run_through_the_protocol_equals_a_run_in_place() {
        let scenario = small();
        let plan = Plan::new(&scenario).unwrap();
        let caller = Caller::new(3, &plan).unwrap();
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
            let caller = Caller::new(1, &Plan::new(scenario).unwrap()).unwrap();
            let batch = caller.hear(&worker.answer(&caller.ask(0..5)), &(0..5)).unwrap();
            assert_eq!(batch, run_batch(&Plan::new(scenario).unwrap(), 0..5));
        }
    }

    #[test]
    fn builds_that_differ_say_so_and_never_guess() {
        let caller = caller(1);
        let job = Job { run: 1, from: 0, to: 5, work: caller.work.clone() };
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
        let caller = caller(1);
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
        let other = Caller { run: 2, ..caller };
        assert_eq!(other.hear(&answer, &(0..5)), Err(JobError::Damaged), "of another run");
    }
}
