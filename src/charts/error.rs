//! What can go wrong in drawing.

use std::error::Error;
use std::fmt;

use plotters::drawing::DrawingAreaErrorKind;

/// The backend refused to draw.
///
/// It holds the backend's words, because plotters types its errors per backend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartError(String);

impl ChartError {
    /// In the words of whoever could not draw.
    pub fn new(reason: &str) -> ChartError {
        ChartError(reason.to_owned())
    }
}

impl fmt::Display for ChartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the chart could not be drawn: {}", self.0)
    }
}

impl Error for ChartError {}

impl<E: Error + Send + Sync> From<DrawingAreaErrorKind<E>> for ChartError {
    fn from(error: DrawingAreaErrorKind<E>) -> ChartError {
        ChartError(error.to_string())
    }
}
