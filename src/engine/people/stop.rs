//! When delivery changes, because the contract's cap is reached.

/// The month from which delivery changes because the contract cap was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine) enum Stop {
    Never,
    /// Nobody starts in or after this month.
    Starts(usize),
    /// Nobody starts, is supported or achieves in or after this month.
    Everything(usize),
}

impl Stop {
    /// Months in which people may still start.
    pub(in crate::engine) fn last_start(self, delivery_months: usize) -> usize {
        match self {
            Stop::Never => delivery_months,
            Stop::Starts(month) | Stop::Everything(month) => month.min(delivery_months),
        }
    }

    /// The month from which nobody is in support and nobody achieves anything any more, where there is one.
    pub(in crate::engine) fn end(self) -> Option<usize> {
        match self {
            Stop::Never | Stop::Starts(_) => None,
            Stop::Everything(month) => Some(month),
        }
    }
}
