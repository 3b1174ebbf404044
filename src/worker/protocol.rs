//! What the page and its workers say to each other. Every failure that can be foreseen is a value.
//!
//! Figures never come to the page. Workers keep the batches that they make, hand each other the columns that
//! each needs to summarise its sections, and tell the page what came of them; see `schedule` for who does what.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::plans::{PeopleId, PlanId};
use crate::engine::summary::Change;
use crate::engine::{ENGINE, Part, Plan, Sums};

/// Version of the messages. Browsers may pair a new page with a worker of an older build: both ends look at
/// this number before anything else.
pub const PROTOCOL: u32 = 8;

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
    /// The plan that it is about; it comes back with the reply.
    pub plan: PlanId,
    /// The plan itself, for a worker that does not hold it.
    pub packed: Option<PackedPlan>,
    /// The plans that the worker is to hold from now on, this one among them; it lets go of all others.
    pub hold: Vec<PlanId>,
    pub task: Task,
}

/// A plan on its way to a worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum PackedPlan {
    /// `Terms` for the people of a plan that the worker holds.
    Terms {
        same_people_as: PlanId,
        bytes: Vec<u8>,
    },
    Whole {
        people: PeopleId,
        bytes: Vec<u8>,
    },
}

/// From the first trial to the one after the last.
pub type Span = (u32, u32);

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Task {
    /// Run trials and keep their figures.
    Run(Vec<Span>),
    /// Run trials and keep what of their figures is compared with those of other plans.
    RunToCompare(Vec<Span>),
    /// Hand out the figures of trials that were run: to each receiver the sections that it will summarise.
    HandOut { trials: Vec<Span>, receivers: Vec<Vec<u16>> },
    /// Summarise sections over own trials and those that other workers handed out, a buffer from each.
    Summarise { sections: Vec<u16>, own: Vec<Span>, others: Vec<Vec<Span>> },
    /// Find the expected earned value without dice.
    Expect,
    /// Hand out how the figures of trials differ from those under another plan, future by future.
    HandOutChange { before: PlanId, trials: Vec<Span> },
    /// Summarise these differences over own trials and those that other workers handed out, a buffer from each.
    /// The page knows whether both plans have the same people.
    SummariseChange {
        before: PlanId,
        own: Vec<Span>,
        others: Vec<Vec<Span>>,
        has_same_people: bool,
    },
}

/// What became of a job.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// The plan that the job was about; absent where the job could not be read.
    pub plan: Option<PlanId>,
    pub outcome: Result<Answer, JobError>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    Ran(Ran),
    /// A buffer for each receiver goes with it.
    HandedOut(Sums),
    /// By the section's place in the list of all.
    Summarised(Vec<(u16, Part)>),
    Expected(Option<f64>),
    /// A buffer goes with it.
    HandedOutChange,
    SummarisedChange(Box<Change>),
}

/// Trials were run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ran {
    /// Whether all of their people are kept, so that another price needs no simulation.
    pub is_kept: bool,
    /// People that the worker keeps no longer, to make room for these.
    pub dropped: Vec<PeopleId>,
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
    /// The worker does not hold the plan, or columns are not those of the plan.
    NoSuchPlan,
}

impl fmt::Display for JobError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            JobError::NewVersion => f.write_str(
                "A new version of this page is ready. Save your work, then reload the page.",
            ),
            JobError::Damaged | JobError::NoSuchTrials | JobError::NoSuchPlan => f.write_str(
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

impl PackedPlan {
    /// A plan as it is, and the name of its people.
    pub fn whole(plan: &Plan, people: PeopleId) -> PackedPlan {
        PackedPlan::Whole { people, bytes: pack(plan) }
    }

    /// A plan for whoever holds one with the same people.
    pub fn terms(plan: &Plan, same_people_as: PlanId) -> PackedPlan {
        PackedPlan::Terms { same_people_as, bytes: pack(plan.terms()) }
    }
}

/// Postcard fails only for types of unknown length, of which there are none here; what is empty would be read as
/// damaged.
fn pack<T: Serialize>(message: &T) -> Vec<u8> {
    postcard::to_allocvec(message).unwrap_or_default()
}

pub(super) fn unpack<T: for<'de> Deserialize<'de>>(bytes: &[u8]) -> Result<T, JobError> {
    postcard::from_bytes(bytes).map_err(|_| JobError::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builds_that_differ_say_so_and_never_guess() {
        let job =
            Job { plan: PlanId::of_test(1), packed: None, hold: Vec::new(), task: Task::Expect };
        for head in [
            seal_as(PROTOCOL + 1, ENGINE, &job),
            seal_as(PROTOCOL, "another", &job),
            seal_as(PROTOCOL + 1, ENGINE, &"another shape altogether"),
        ] {
            let message = Message::<Vec<i64>> { head, buffers: Vec::new() };
            assert_eq!(message.open::<Reply>(), Err(JobError::NewVersion));
            assert_eq!(message.open::<Job>(), Err(JobError::NewVersion));
        }
        assert!(JobError::NewVersion.to_string().contains("reload the page"));
    }
}
