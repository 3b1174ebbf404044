//! Fields whose text was not read, wherever something goes out without it: figures, links, files, paper.

use yew::prelude::*;

use super::problem_list::ProblemLink;
use crate::ui::state::FieldProblem;

/// The fields under what they are missing from; nothing where every text was read.
pub fn left_out(problems: &[FieldProblem], words: &'static str) -> Html {
    let unread: Vec<&FieldProblem> = problems.iter().filter(|problem| problem.is_unread).collect();
    if unread.is_empty() {
        return Html::default();
    }
    html! {
        <div class="left-out" data-testid="left-out">
            <p>{ words }</p>
            <ul>
                { for unread.into_iter().map(|problem| html! {
                    <li key={problem.path.to_string()}><ProblemLink problem={problem.clone()} /></li>
                }) }
            </ul>
        </div>
    }
}
