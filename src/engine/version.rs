//! The engine's version.

/// Figures of one version never move. A change of meaning or of dice is a new one.
pub const ENGINE: &str = "2";
