//! A view of the results that is drawn elsewhere: asked for when it comes into sight, and again with new figures.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::data_table::DataTable;
use super::exhibit_view::exhibit_block;
use super::look::use_look;
use crate::charts::Look;
use crate::desk::{Answer, Question, Shown, ViewQuestion};
use crate::session::View;
use crate::ui::ByPointer;
use crate::ui::browser::width;
use crate::ui::state::{Figures, desk};
use crate::views::{Block, Frame, Sentences, Verdicts};

#[derive(PartialEq, Properties)]
pub struct DetailsProps {
    pub view: View,
    pub figures: Figures,
}

/// What is known of the view.
#[derive(Clone, PartialEq)]
enum Told {
    /// Nothing came yet.
    Waiting,
    Blocks(Rc<Vec<Block>>),
    /// What draws it could not be loaded.
    Unloaded,
}

/// One question at a time; of those that come meanwhile only the last one counts.
#[derive(Default)]
struct Asking {
    is_waiting: bool,
    next: Option<Question>,
}

/// Widths are rounded down to so many pixels, so that a pane that is dragged does not draw at each of them.
const STEP: u32 = 20;
/// Below it nothing is asked: the page has not laid the view out yet.
const NARROWEST: u32 = 200;

#[component]
pub fn Details(props: &DetailsProps) -> Html {
    let node = use_node_ref();
    let room = use_state_eq(|| 0_u32);
    {
        let (node, room) = (node.clone(), room.setter());
        use_effect_with((), move |()| {
            let watch = width::watch(&node, move |pixels| room.set(pixels / STEP * STEP));
            move || drop(watch)
        });
    }
    let look = use_look().look;
    let told = use_state_eq(|| Told::Waiting);
    let is_behind = use_state_eq(|| true);
    let n_tries = use_state_eq(|| 0_u32);
    let asking = use_mut_ref(Asking::default);
    {
        let (told, is_behind) = (told.setter(), is_behind.setter());
        let (view, scenario) = (props.view, props.figures.scenario.clone());
        let summary = ByPointer(props.figures.summary.clone());
        use_effect_with((summary, *room, look, *n_tries), move |(summary, width, look, _)| {
            if *width < NARROWEST {
                return;
            }
            let Some(shown) = Shown::new(&scenario, summary) else { return };
            let frame = Frame { width: *width, look: *look };
            let question = Question::View(Box::new(ViewQuestion { view, frame, shown }));
            is_behind.set(true);
            ask(&asking, question, told, is_behind);
        });
    }
    let again = {
        let n_tries = n_tries.clone();
        Callback::from(move |_: MouseEvent| n_tries.set(*n_tries + 1))
    };
    html! {
        <div ref={node} class="details" aria-busy={is_behind.to_string()} data-testid="details">
            { match &*told {
                Told::Waiting => html! { <p class="details-waiting">{ "Drawing…" }</p> },
                Told::Unloaded => html! {
                    <div class="problem" role="alert">
                        <p>{ "What draws this view could not be loaded: check the connection to the network." }</p>
                        <button type="button" class="secondary" onclick={again}>{ "Try again" }</button>
                    </div>
                },
                Told::Blocks(blocks) => blocks.iter().map(|one| block(one, look)).collect::<Html>(),
            } }
        </div>
    }
}

fn ask(
    asking: &Rc<RefCell<Asking>>,
    question: Question,
    told: UseStateSetter<Told>,
    is_behind: UseStateSetter<bool>,
) {
    if asking.borrow().is_waiting {
        asking.borrow_mut().next = Some(question);
        return;
    }
    asking.borrow_mut().is_waiting = true;
    let asking = asking.clone();
    spawn_local(async move {
        let mut question = Some(question);
        while let Some(asked) = question.take() {
            told.set(match desk().ask(&asked).await {
                Some(Answer::View(blocks)) => Told::Blocks(Rc::new(blocks)),
                _ => Told::Unloaded,
            });
            question = asking.borrow_mut().next.take();
        }
        asking.borrow_mut().is_waiting = false;
        is_behind.set(false);
    });
}

fn block(block: &Block, look: Look) -> Html {
    match block {
        Block::Exhibit(exhibit) => exhibit_block(exhibit, look),
        Block::Sentences(Sentences { id, heading, sentences }) => {
            let heading_id = format!("{id}-heading");
            if sentences.is_empty() {
                return Html::default();
            }
            html! {
                <section class="result-part" aria-labelledby={heading_id.clone()} id={id.clone()}>
                    <h3 id={heading_id}>{ heading }</h3>
                    <ul class="plain">{ for sentences.iter().map(|words| html! { <li>{ words }</li> }) }</ul>
                </section>
            }
        }
        Block::Verdicts(verdicts) => shown_verdicts(verdicts),
        Block::Table(table) => html! {
            <section class="result-part">
                <DataTable table={table.clone()} region={table.caption.clone()} />
            </section>
        },
    }
}

/// Each statement behind a mark that is also said.
fn shown_verdicts(Verdicts { id, heading, statements }: &Verdicts) -> Html {
    let heading_id = format!("{id}-heading");
    let statements = statements.iter().map(|(holds, words)| {
        let (class, mark, said) = match holds {
            Some(true) => ("verdict holds", "✓", "Holds: "),
            Some(false) => ("verdict fails", "✗", "Fails: "),
            None => ("verdict", "–", "Not known: "),
        };
        html! {
            <li {class}>
                <span class="verdict-mark" aria-hidden="true">{ mark }</span>
                <span><span class="visually-hidden">{ said }</span>{ words }</span>
            </li>
        }
    });
    html! {
        <section class="result-part" aria-labelledby={heading_id.clone()} id={id.clone()}>
            <h3 id={heading_id}>{ heading }</h3>
            <ul class="plain">{ for statements }</ul>
        </section>
    }
}
