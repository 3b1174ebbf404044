//! Fields whose text was not read, wherever something goes out without it: figures, links, files, paper;
//! and what a scenario that goes out unfinished still waits for.

use yew::prelude::*;

use super::problem_list::ProblemLink;
use crate::ui::state::FieldProblem;

/// The fields under what they are missing from; nothing where every text was read.
pub fn left_out(problems: &[FieldProblem], words: &'static str) -> Html {
    let unread: Vec<&FieldProblem> = problems.iter().filter(|problem| problem.is_unread).collect();
    if unread.is_empty() {
        return Html::default();
    }
    listed("left-out", words, unread)
}

/// The errors of an unfinished scenario under what is said of it; nothing where it can be run.
pub fn unfinished(problems: &[FieldProblem], words: &'static str) -> Html {
    let errors: Vec<&FieldProblem> =
        problems.iter().filter(|problem| problem.is_error && !problem.is_unread).collect();
    if errors.is_empty() {
        return Html::default();
    }
    listed("unfinished", words, errors)
}

fn listed(id: &'static str, words: &'static str, problems: Vec<&FieldProblem>) -> Html {
    html! {
        <div class="left-out" data-testid={id}>
            <p>{ words }</p>
            <ul>
                { for problems.into_iter().map(|problem| html! {
                    <li key={problem.path.to_string()}><ProblemLink problem={problem.clone()} /></li>
                }) }
            </ul>
        </div>
    }
}
