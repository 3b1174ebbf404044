//! The diary of one trial: what happens to each person, for whoever asks about single people. Keeping it draws no dice and
//! changes no count.

/// What happens to people, in the order in which it is worked out.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Diary(pub(in crate::engine) Vec<Entry>);

/// Something that happens to a person, by number within the trial. Months are those of the contract from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine) struct Entry {
    pub(in crate::engine) person: u32,
    pub(in crate::engine) event: Event,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine) enum Event {
    Referred {
        segment: usize,
        month: usize,
    },
    /// A journey: its first month, and the first month without support.
    Started {
        month: usize,
        end: usize,
    },
    Achieved {
        line: usize,
        /// The first month of its journey.
        start: usize,
        month: usize,
        /// Too long after the start.
        is_late: bool,
        is_verified: bool,
    },
}
