//! What a worker does when asked.

use gloo::worker::oneshot::oneshot;

/// Answers with the version of the worker's build, which must be the page's.
#[oneshot]
pub async fn ReportVersion(_asked_by: String) -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
