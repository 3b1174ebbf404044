//! Why something was not opened, in plain sentences, with the list of what to mend in it.

use std::rc::Rc;

use yew::prelude::*;

use crate::share::OpenError;
use crate::ui::browser::focus;

#[derive(PartialEq, Properties)]
pub struct OpenErrorNoteProps {
    /// Unique on the page.
    pub id: AttrValue,
    pub error: Rc<OpenError>,
    /// Each new number moves the focus here; 0 leaves the focus alone.
    pub asked: u32,
    #[prop_or_default]
    pub ondismiss: Option<Callback<()>>,
}

#[component]
pub fn OpenErrorNote(props: &OpenErrorNoteProps) -> Html {
    {
        let id = props.id.clone();
        use_effect_with(props.asked, move |asked| {
            if *asked > 0 {
                focus::to_id(&id);
            }
        });
    }
    let problems = match &*props.error {
        OpenError::Problems(problems) => problems.as_slice(),
        _ => &[],
    };
    html! {
        <section class="problem-list" id={props.id.clone()} tabindex="-1" aria-label="Not opened" data-testid="open-error">
            <p class="problem-head">{ props.error.to_string() }</p>
            if !problems.is_empty() {
                <ul>
                    { for problems.iter().filter(|problem| problem.is_error()).map(|problem| html! {
                        <li>{ problem.to_string() }{ "." }</li>
                    }) }
                </ul>
            }
            if let Some(dismiss) = &props.ondismiss {
                <button type="button" class="quiet" onclick={dismiss.reform(|_: MouseEvent| ())}>{ "Dismiss" }</button>
            }
        </section>
    }
}
