//! Where draws stand in a block's sequence of words, so that none shares its words with another.

/// Whether something happens.
pub(super) const HAPPENS: u64 = 0;
/// After how many months.
pub(super) const WAIT: u64 = 32;
/// Whether it is verified.
pub(super) const VERIFIED: u64 = 64;
/// How far the draws of each further achievement lie behind those of the one before.
pub(super) const NEXT_REPEAT: u64 = 96;
