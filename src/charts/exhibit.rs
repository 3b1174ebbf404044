//! One finding in all its forms: a sentence, its picture and its table.

use std::fmt;
use std::rc::Rc;

use super::error::ChartError;
use super::picture::Picture;
use super::sheet::{MARGIN, on_sheet};
use super::svg::to_svg;
use super::theme::Theme;
use crate::engine::summary::Summary;
use crate::report::Table;

/// A finding with its picture and its figures, all made from the same summary, so that they say the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Exhibit {
    /// Names it in addresses.
    pub id: &'static str,
    /// What it is about.
    pub heading: &'static str,
    /// What it finds, in as few words as it takes: titles the picture.
    pub title: String,
    /// The whole of what it finds.
    pub sentence: String,
    pub picture: Picture,
    pub table: LazyTable,
}

impl Exhibit {
    /// The picture as the text of an SVG file, so many CSS pixels wide and high, named by its sentence.
    ///
    /// # Errors
    /// If the backend does not draw.
    pub fn svg(&self, size: (u32, u32), theme: &Theme) -> Result<String, ChartError> {
        to_svg(&self.picture, size, theme, &self.sentence)
    }
}

impl Exhibit {
    /// The picture on a sheet of its own, as the text of an SVG file: its title above, where it comes from below. Returns the
    /// size in CSS pixels as well.
    ///
    /// # Errors
    /// If the backend does not draw.
    pub fn sheet(
        &self,
        width: u32,
        theme: &Theme,
        source: &str,
    ) -> Result<(String, (u32, u32)), ChartError> {
        let inner = width.saturating_sub(2 * MARGIN).max(100);
        let height = self.picture.height(inner);
        let picture = self.svg((inner, height), theme)?;
        Ok(on_sheet(&picture, (inner, height), &self.title, source, theme))
    }
}

/// A table that is made when someone wants to see it: pictures are drawn many times a second while a control moves,
/// and the tables below them are folded most of the time. It is equal to itself only.
#[derive(Clone)]
pub struct LazyTable(Rc<dyn Fn() -> Table>);

impl LazyTable {
    pub(super) fn new(make: impl Fn() -> Table + 'static) -> LazyTable {
        LazyTable(Rc::new(make))
    }

    /// A table of a summary.
    pub(super) fn of(
        summary: &Rc<Summary>,
        make: impl Fn(&Summary) -> Table + 'static,
    ) -> LazyTable {
        let summary = summary.clone();
        LazyTable::new(move || make(&summary))
    }

    /// Makes the table.
    pub fn make(&self) -> Table {
        (self.0)()
    }
}

impl From<Table> for LazyTable {
    fn from(table: Table) -> LazyTable {
        LazyTable::new(move || table.clone())
    }
}

impl PartialEq for LazyTable {
    fn eq(&self, other: &LazyTable) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for LazyTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LazyTable")
    }
}
