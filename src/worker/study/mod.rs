//! Studies: what is found out from the futures of several plans once the live run has its figures.
//!
//! Each is a plain state machine without any browser in it: `next` says what a lane is to do, `take` takes in what came
//! of it. The schedule asks the live run first and the study after it; a new run ends every study.

mod since_opening;

pub(super) use since_opening::SinceOpeningStudy;
