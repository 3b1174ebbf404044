//! What stands in the cells of figures.

use crate::engine::summary::OutcomeTotal;
use crate::findings::amounts::{mean_between, p50};
use crate::format;
use crate::session::grid::Column;

/// The figure of a line in a column; none where the column holds a field.
pub fn figure(total: &OutcomeTotal, column: Column) -> Option<String> {
    Some(match column {
        Column::Achieved => format::number(total.achieved.p50.round()),
        Column::Earned => p50(&total.earned),
        Column::Paid => p50(&total.paid),
        Column::Unpaid => mean_between(&total.paid, &total.earned),
        _ => return None,
    })
}
