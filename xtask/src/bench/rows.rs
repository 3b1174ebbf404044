//! Rows of a table, and how their numbers are written.

/// A row: what, and its cells.
pub(super) type Row = (String, Vec<String>);

/// What stands in a cell that nothing was measured for.
pub(super) fn none() -> String {
    "–".to_owned()
}

/// Three digits, or more before the point.
pub(super) fn digits(number: f64) -> String {
    match number {
        n if n >= 100.0 => format!("{n:.0}"),
        n if n >= 10.0 => format!("{n:.1}"),
        n if n >= 1.0 => format!("{n:.2}"),
        n if n > 0.0 => format!("{n:.4}"),
        _ => "0".to_owned(),
    }
}
