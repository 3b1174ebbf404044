//! The fields that no figure depends on: where figures come from, and what really happened.

use super::field::{Field, field, group};

pub(super) const SOURCES: &[Field] = &[
    group!("assumptions log", assumptions),
    field!(Text, "subject of an assumption", assumptions[0].field),
    field!(Choice, "quality of a source", assumptions[0].quality).choices(&[
        "Read in the source",
        "Read in a copy of the source",
        "Worked out from published figures",
        "Fitted to published results",
        "Illustrative",
    ]),
    field!(Text, "source", assumptions[0].source),
    field!(Text, "reason", assumptions[0].reason).optional(),
    field!(Text, "owner of an assumption", assumptions[0].owner).optional(),
    field!(CalendarMonth, "date of an assumption", assumptions[0].date).optional(),
    group!("actual figures", actuals).heading("What really happened"),
    field!(Text, "source of the actual figures", actuals?.source),
    group!("actual payments", actuals?.payments),
    field!(CalendarMonth, "end of an actual claim period", actuals?.payments[0].end),
    field!(Pounds, "actual payment", actuals?.payments[0].paid),
    group!("actual achievements", actuals?.outcomes),
    field!(Text, "line", actuals?.outcomes[0].outcome),
    field!(CalendarMonth, "first month", actuals?.outcomes[0].from),
    field!(CalendarMonth, "last month", actuals?.outcomes[0].to),
    field!(Count, "actual achievements", actuals?.outcomes[0].achieved),
];
