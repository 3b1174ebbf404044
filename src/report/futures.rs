//! Every future's figures as a file of comma-separated values.

use super::csv::CsvFile;
use super::record::Figure::{Count, Money, Month, Number};
use super::record::{Record, table_of_records};
use crate::engine::{FigureValue, Future, published_figures};

/// The published figures of every future.
pub fn futures_csv<'c>(futures: impl Iterator<Item = Future<'c>>) -> CsvFile {
    let records = futures.map(|future| {
        let figures = published_figures().map(|info| {
            let figure = match future.value(info) {
                FigureValue::Money(money) => Money(Some(money)),
                FigureValue::Count(count) => Count(count),
                FigureValue::Month(month) => Month(month),
                FigureValue::Number(number) => Number(number),
            };
            (info.name, figure)
        });
        let record: Record<'_> =
            std::iter::once(("trial", Count(future.trial.into()))).chain(figures).collect();
        record
    });
    table_of_records("futures", records).into()
}
