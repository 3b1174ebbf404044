//! Which way a figure went between two scenarios, and by how much: one reading of a change for every place that tells it.

use crate::engine::summary::{Chance, ChanceChange, Difference};
use crate::format;

/// Where an amount went, future by future.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Movement {
    /// It is the same in every future.
    Same,
    /// It is less in some futures and more in others, and on average so little apart that the error hides it.
    AboutSame { less: Chance, more: Chance },
    /// It is less on average, by so much, and so often.
    Less { by: f64, error: f64, often: Chance },
    /// It is more.
    More { by: f64, error: f64, often: Chance },
}

/// Where an amount went.
pub(super) fn movement(difference: &Difference) -> Movement {
    let Difference { amount, less, more } = *difference;
    if less.futures == 0 && more.futures == 0 {
        return Movement::Same;
    }
    let (mean, error) = (amount.mean, amount.mean_error.unwrap_or(0.0));
    if format::round_to_error(mean, error).abs() < 0.5 {
        Movement::AboutSame { less, more }
    } else if mean < 0.0 {
        Movement::Less { by: -mean, error, often: less }
    } else {
        Movement::More { by: mean, error, often: more }
    }
}

/// In how many futures more something happens, and out of how many: of a hundred, or of all where they are fewer.
/// `None` where it happens in the very same ones.
pub(super) fn chance_movement(change: &ChanceChange) -> Option<(f64, u32)> {
    if change.gained.futures == 0 && change.lost.futures == 0 {
        return None;
    }
    let of = change.after.of.min(100);
    Some(((change.difference() * f64::from(of)).round(), of))
}
