//! Everything that has to be mended, in one place, each linked to its field and worded as it is there.

use yew::prelude::*;

use crate::ui::browser::focus;
use crate::ui::state::FieldProblem;
use crate::ui::wording::field_id;

#[derive(PartialEq, Properties)]
pub struct ProblemListProps {
    /// Unique on the page.
    pub id: AttrValue,
    pub heading: AttrValue,
    #[prop_or_default]
    pub intro: AttrValue,
    pub problems: Vec<FieldProblem>,
    /// Each new number moves the focus here; 0 leaves the focus alone.
    pub asked: u32,
}

/// The summary of errors.
#[component]
pub fn ProblemList(props: &ProblemListProps) -> Html {
    {
        let id = props.id.clone();
        use_effect_with(props.asked, move |asked| {
            if *asked > 0 {
                focus::to_id(&id);
            }
        });
    }
    let heading_id = format!("{}-heading", props.id);
    html! {
        <section
            class="problem-list" id={props.id.clone()} tabindex="-1"
            aria-labelledby={heading_id.clone()} data-testid="problem-list"
        >
            <h2 id={heading_id}>{ &props.heading }</h2>
            if !props.intro.is_empty() {
                <p>{ &props.intro }</p>
            }
            <ul>
                { for props.problems.iter().map(|problem| html! {
                    <li key={problem.path.to_string()}><ProblemLink problem={problem.clone()} /></li>
                }) }
            </ul>
        </section>
    }
}

#[derive(PartialEq, Properties)]
pub struct ProblemLinkProps {
    pub problem: FieldProblem,
}

/// One problem, leading to its field.
#[component]
pub fn ProblemLink(props: &ProblemLinkProps) -> Html {
    field_link(&props.problem.path, &props.problem.sentence)
}

/// Words that lead to a field, or to a part of the inputs.
pub fn field_link(path: &str, words: &str) -> Html {
    let onclick = {
        let path = path.to_owned();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            focus::to_field(&path);
        })
    };
    html! { <a href={format!("#{}", field_id(path))} {onclick}>{ words.to_owned() }</a> }
}
