//! Replicates: the independent parts that the futures of a run are dealt to, so that how far their figures lie apart
//! tells how sure the figures of the whole are.

/// How many replicates there are. With more of them errors are told more surely, and with fewer the points of each fill
/// their space more evenly; between 8 and 32 the figures are equally sure. A power of two.
pub(in crate::engine) const N_REPLICATES: usize = N as usize;

const N: u32 = 16;

/// The replicate of a trial, whatever the number of trials that are run.
pub(in crate::engine) const fn replicate_of(trial: u32) -> usize {
    (trial % N) as usize
}

/// The place of a trial among those of its replicate.
pub(in crate::engine) const fn index_in_replicate(trial: u32) -> u32 {
    trial / N
}
