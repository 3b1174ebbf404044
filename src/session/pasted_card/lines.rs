//! Rows as lines of a card: which are lines, which are headings of a domain, sums, or headings once more.

use std::collections::BTreeSet;

use super::cells::{PastedRow, normal, single_spaced};
use super::column::Column;
use super::columns::PastedColumn;
use super::not_understood::shortened;
use super::remarks::Remarks;
use super::values::{self, Scale};
use crate::format;
use crate::session::fields::FieldValue;

/// A row that stands for a line of the card.
pub(super) struct PastedLine<'c> {
    /// The row's number in the pasted text, counted from 1.
    pub row: usize,
    pub name: String,
    /// The domain under which it stands.
    pub domain: Option<String>,
    /// Its own row or a heading says so, and it was not only said further up.
    pub is_domain_said: bool,
    /// All other cells with text: which column of the table, and what stands there.
    pub cells: Vec<(usize, &'c str)>,
}

/// How many rows stand for lines and have a name.
pub(super) fn count(columns: &[PastedColumn], rows: &[PastedRow], header: Option<usize>) -> usize {
    let Some(name) = place(columns, Column::Name) else { return 0 };
    let kinds = Kinds::new(columns, rows, header);
    let is_line = |index: &usize| {
        matches!(kinds.of(*index), RowKind::Line) && !rows[*index].cell(name).is_empty()
    };
    (0..rows.len()).filter(is_line).count()
}

/// Reads all rows: the lines among them. What there is to say about the others is remarked.
pub(super) fn read<'c>(
    columns: &'c [PastedColumn],
    rows: &'c [PastedRow],
    header: Option<usize>,
    remarks: &mut Remarks<'_>,
) -> Vec<PastedLine<'c>> {
    let kinds = Kinds::new(columns, rows, header);
    let mut reader = Reader {
        columns,
        name: place(columns, Column::Name),
        domain: place(columns, Column::Domain),
        above: None,
        unused_heading: None,
        headings: Vec::new(),
        seen: BTreeSet::new(),
        lines: Vec::new(),
        remarks,
    };
    for (index, row) in rows.iter().enumerate() {
        let mut leave_out = |text, why| reader.remarks.leave_out(row.number, text, why);
        match kinds.of(index) {
            RowKind::Headings => {}
            RowKind::Title(text) => leave_out(text, "stands above the headings"),
            RowKind::Sum(text) => leave_out(text, "is a sum"),
            RowKind::Domain(text) => reader.heading(row.number, text),
            RowKind::Line => reader.line(row),
        }
    }
    reader.end_heading();
    reader.tell_headings();
    reader.tell_unread(rows, header);
    reader.lines
}

/// The column of the table that is about this.
pub(super) fn place(columns: &[PastedColumn], column: Column) -> Option<usize> {
    columns.iter().position(|known| known.column == column)
}

/// What a row is.
enum RowKind<'c> {
    Headings,
    Title(&'c str),
    Domain(&'c str),
    Sum(&'c str),
    Line,
}

struct Kinds<'c> {
    columns: &'c [PastedColumn],
    rows: &'c [PastedRow],
    header: Option<usize>,
    headings: Vec<String>,
    /// Rows hold more than a name, so that one which does not is something else.
    has_broad_rows: bool,
}

impl<'c> Kinds<'c> {
    fn new(columns: &'c [PastedColumn], rows: &'c [PastedRow], header: Option<usize>) -> Kinds<'c> {
        let below = &rows[header.map_or(0, |header| header + 1)..];
        Kinds {
            columns,
            rows,
            header,
            headings: header.map_or(Vec::new(), |header| normal_cells(&rows[header])),
            has_broad_rows: below.iter().any(|row| row.filled().nth(1).is_some()),
        }
    }

    fn of(&self, index: usize) -> RowKind<'c> {
        let row = &self.rows[index];
        let mut filled = row.filled();
        let Some((first, text)) = filled.next() else { return RowKind::Headings };
        let is_alone = filled.next().is_none();
        if let Some(header) = self.header {
            if index < header {
                return RowKind::Title(text);
            }
            if normal_cells(row) == self.headings {
                return RowKind::Headings;
            }
        }
        let name = place(self.columns, Column::Name).map_or("", |name| row.cell(name));
        let sum = [name, text].into_iter().find(|text| is_sum(text));
        let called = || is_called_a_sum(name) && self.holds_the_most(index);
        if let Some(sum) = sum.or_else(|| called().then_some(name)) {
            return RowKind::Sum(sum);
        }
        let is_heading = match place(self.columns, Column::Domain) {
            Some(domain) => first == domain,
            None => !values::is_number(text),
        };
        if self.has_broad_rows && is_alone && is_heading {
            return RowKind::Domain(text);
        }
        RowKind::Line
    }
}

impl Kinds<'_> {
    /// Whether no other row has a higher price, and it says one.
    fn holds_the_most(&self, index: usize) -> bool {
        let Some(price) = place(self.columns, Column::Price) else { return false };
        let amount = |row: &PastedRow| format::typed_money(row.cell(price)).ok();
        let own = amount(&self.rows[index]);
        let others = self.rows.iter().enumerate().filter(|(other, _)| *other != index);
        own.is_some_and(|own| others.filter_map(|(_, row)| amount(row)).all(|other| other <= own))
    }
}

fn normal_cells(row: &PastedRow) -> Vec<String> {
    row.cells.iter().map(|cell| normal(cell)).collect()
}

/// Whether a row with this name adds up others.
fn is_sum(name: &str) -> bool {
    const SUMS: [&str; 9] = [
        "total",
        "totals",
        "sum",
        "subtotal",
        "sub-total",
        "sub total",
        "grand total",
        "overall",
        "overall total",
    ];
    let name = normal(name);
    let name = name.trim_end_matches(':').trim_end();
    SUMS.contains(&name)
        || ["total for ", "subtotal for ", "sub-total for "].iter().any(|sum| name.starts_with(sum))
}

/// Whether a row that holds the most of all rows is called a total, an average or the like: no outcome is.
fn is_called_a_sum(name: &str) -> bool {
    const WORDS: [&str; 9] =
        ["total", "totals", "subtotal", "sum", "average", "mean", "maximum", "summe", "σ"];
    let name = normal(name);
    let mut words = name.split(|letter: char| !letter.is_alphanumeric() && letter != 'σ');
    words.any(|word| WORDS.contains(&word)) || name == "contract value"
}

struct Reader<'c, 'k, 'r> {
    columns: &'c [PastedColumn],
    name: Option<usize>,
    domain: Option<usize>,
    /// The domain that was said last, further up.
    above: Option<String>,
    /// A heading that no line stands under so far.
    unused_heading: Option<(usize, &'c str)>,
    /// Rows that are headings of a domain.
    headings: Vec<&'c str>,
    /// Names with their domains so far, as they are compared.
    seen: BTreeSet<(String, Option<String>)>,
    lines: Vec<PastedLine<'c>>,
    remarks: &'k mut Remarks<'r>,
}

impl<'c> Reader<'c, '_, '_> {
    fn heading(&mut self, row: usize, text: &'c str) {
        self.end_heading();
        self.unused_heading = Some((row, text));
        match values::read(Column::Domain, Scale::AsTyped, text) {
            Ok(_) => self.above = Some(single_spaced(text)),
            Err(why) => self.remarks.refuse((row, None), self.domain, text, why),
        }
    }

    fn end_heading(&mut self) {
        if let Some((row, text)) = self.unused_heading.take() {
            self.remarks.leave_out(row, text, "has no outcomes below it");
        }
    }

    /// Says which rows are headings: a row with a name and nothing else could be an outcome that is not priced yet.
    fn tell_headings(&mut self) {
        if !self.headings.is_empty() {
            let names: Vec<String> =
                self.headings.iter().map(|text| format!("“{}”", shortened(text))).collect();
            self.remarks.notes.push(format!(
                "Rows with nothing but a name are the domains of those below them: {}. An outcome needs a price or a chance in its row.",
                names.join(", ")
            ));
        }
    }

    fn line(&mut self, row: &'c PastedRow) {
        let text = self.name.map_or("", |name| row.cell(name));
        if text.is_empty() {
            let why = "has no name: write what the outcome is called";
            return self.remarks.refuse((row.number, None), self.name, text, why);
        }
        let name = match values::read(Column::Name, Scale::AsTyped, text) {
            Ok(FieldValue::Text(Some(name))) => name,
            Ok(_) => return,
            Err(why) => return self.remarks.refuse((row.number, None), self.name, text, why),
        };
        let is_domain_said = match self.domain {
            None => self.above.is_some(),
            Some(domain) => self.says_domain(row, &name, domain),
        };
        self.headings.extend(self.unused_heading.take().map(|(_, text)| text));
        if !self.seen.insert((normal(&name), self.above.as_deref().map(normal))) {
            let why = "stands twice: keep one row, or give each a domain of its own";
            return self.remarks.refuse((row.number, Some(&name)), self.name, text, why);
        }
        let cells = row.filled().filter(|(index, _)| {
            let column = self.columns[*index].column;
            !matches!(column, Column::Name | Column::Domain | Column::Other)
        });
        self.lines.push(PastedLine {
            row: row.number,
            name,
            domain: self.above.clone(),
            is_domain_said,
            cells: cells.collect(),
        });
    }

    /// Whether the row says its domain itself. Where it says none, it is the one further up.
    fn says_domain(&mut self, row: &PastedRow, name: &str, domain: usize) -> bool {
        let text = row.cell(domain);
        if text.is_empty() {
            return false;
        }
        match values::read(Column::Domain, Scale::AsTyped, text) {
            Ok(_) => {
                self.above = Some(single_spaced(text));
                true
            }
            Err(why) => {
                self.remarks.refuse((row.number, Some(name)), Some(domain), text, why);
                false
            }
        }
    }

    /// Says which columns are not read.
    fn tell_unread(&mut self, rows: &[PastedRow], header: Option<usize>) {
        let mut has_text = vec![false; self.columns.len()];
        for row in &rows[header.map_or(0, |header| header + 1)..] {
            for (index, _) in row.filled() {
                has_text[index] = true;
            }
        }
        for (index, column) in self.columns.iter().enumerate() {
            if column.column == Column::Other && has_text[index] {
                let heading = column.heading.as_deref().map(shortened);
                let heading = heading.map_or_else(String::new, |text| format!(", “{text}”,"));
                let note = format!("Column {}{heading} is left out.", index + 1);
                self.remarks.notes.push(note);
            }
        }
    }
}
