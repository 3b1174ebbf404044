//! What the page remembers, by how often it changes: each part in a context of its own, so that progress
//! does not draw the editor again.

mod announcer;
mod deferred;
mod desk;
mod figures;
mod keeper;
mod kept;
mod opening;
mod problems;
mod run_store;
mod scenario_store;
mod start;

pub use announcer::{AnnouncerProvider, use_announce};
pub use deferred::{use_afterwards, use_growing, use_printing, use_settled};
pub use desk::desk;
pub use figures::{FiguresProvider, FiguresView, use_figures, use_since_opening};
pub use keeper::{Added, Keeper, Keeping, KeptView};
pub use kept::{Kept, KeptProvider, use_autosave, use_kept};
pub use opening::{
    Notice, OpenRequest, OpenView, OpeningProvider, SharedFigures, use_open, use_opening,
};
pub use problems::{
    FieldProblem, ProblemsProvider, TypedAction, TypedText, use_all_problems, use_field_problem,
    use_typed, use_undo_with_text,
};
pub use run_store::{Figures, Refusal, RunControl, RunProvider, RunView, use_run, use_run_control};
pub use scenario_store::{
    Gesture, ScenarioProvider, Steps, use_as_opened, use_beginning, use_edit, use_gesture,
    use_is_moving, use_name_is_taken, use_scenario,
};
pub use start::Start;
