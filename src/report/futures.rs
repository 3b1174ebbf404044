//! Every future's totals as a file of comma-separated values.

use super::csv::CsvFile;
use super::record::Figure::{Count, Money, Month, Number};
use super::record::{Record, table_of_records};
use crate::engine::FutureTotals;
use crate::engine::summary::CapKind;
use crate::findings::cap_name;

/// The totals of every future.
pub fn futures_csv(futures: impl Iterator<Item = FutureTotals>) -> CsvFile {
    let unpaid_names = CapKind::ALL.map(|kind| format!("unpaid_{}", cap_name(kind)));
    let records = futures.map(|future| {
        let mut record: Record<'_> = vec![
            ("trial", Count(future.trial.into())),
            ("earned", Money(Some(future.earned))),
            ("paid", Money(Some(future.paid))),
            ("present_value", Money(Some(future.present_value))),
        ];
        for (name, taken) in unpaid_names.iter().zip(future.unpaid_by_cap) {
            record.push((name, Money(Some(taken))));
        }
        record.extend([
            ("cap_month", Month(future.cap_month)),
            ("cap_unpaid_after", Money(Some(future.unpaid_after))),
            ("peak", Money(Some(future.peak))),
            ("peak_month", Month(future.peak_month)),
            ("peak_need", Money(Some(future.peak_need))),
            ("unfunded", Money(Some(future.unfunded))),
            ("drawn", Money(Some(future.drawn))),
            ("distributed", Money(Some(future.distributed))),
            ("loss", Money(Some(future.loss))),
            ("payback", Month(future.payback)),
            ("irr", Number(future.irr)),
            ("multiple", Number(future.multiple())),
            ("costs", Money(Some(future.costs))),
            ("referrals", Count(future.referrals)),
            ("starts", Count(future.starts)),
            ("caseload_peak", Count(future.caseload_peak)),
        ]);
        record
    });
    table_of_records("futures", records).into()
}
