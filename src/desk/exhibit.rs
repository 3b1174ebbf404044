//! One exhibit to take away.

use serde::{Deserialize, Serialize};

use super::view::Shown;
use crate::charts::Theme;

/// Which exhibit, of what.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExhibitQuestion {
    pub id: String,
    pub shown: Shown,
}

/// An exhibit in the forms in which it leaves the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExhibitFile {
    /// A picture with its title above and where it comes from below.
    pub svg: String,
    /// The picture's width and height in CSS pixels.
    pub size: (u32, u32),
    /// The table as comma-separated values.
    pub csv: String,
    /// The table as cells for a spreadsheet, parted by tabs.
    pub cells: String,
    /// Title, sentence and where it comes from.
    pub text: String,
}

/// Pixels across.
const WIDTH: u32 = 900;

impl ExhibitQuestion {
    /// The exhibit; none where there is nothing of the kind.
    pub fn answer(self) -> Option<ExhibitFile> {
        let basis = self.shown.basis()?;
        let exhibit = basis.exhibit(&self.id)?;
        let source = basis.source();
        let (svg, size) = exhibit.sheet(WIDTH, &Theme::light().on_ground(), &source).ok()?;
        let table = exhibit.table.make();
        Some(ExhibitFile {
            svg,
            size,
            csv: table.csv(),
            cells: table.cells(),
            text: format!("{}\n{}\n{source}\n", exhibit.title, exhibit.sentence),
        })
    }
}
