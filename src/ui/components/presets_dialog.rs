//! Scenarios that come with the page.

use yew::prelude::*;

use super::dialog::Dialog;
use crate::share::PRESETS;
use crate::ui::state::OpenRequest;

#[derive(PartialEq, Properties)]
pub struct PresetsDialogProps {
    pub is_open: bool,
    pub open: Callback<OpenRequest, bool>,
    pub onclose: Callback<()>,
}

#[component]
pub fn PresetsDialog(props: &PresetsDialogProps) -> Html {
    html! {
        <Dialog id="presets" heading="Start from a preset" is_open={props.is_open} onclose={props.onclose.clone()}>
            <p>{ "A preset takes the place of the present scenario; yours stays under Your scenarios, and Undo brings it back." }</p>
            <ul class="preset-list">
                { for PRESETS.iter().map(|preset| {
                    let (open, onclose) = (props.open.clone(), props.onclose.clone());
                    let onclick = Callback::from(move |_: MouseEvent| {
                        open.emit(OpenRequest::Preset(preset.id.into()));
                        onclose.emit(());
                    });
                    html! {
                        <li>
                            <button type="button" class="secondary" {onclick}>{ preset.name }</button>
                            <p>{ preset.summary }</p>
                        </li>
                    }
                }) }
            </ul>
        </Dialog>
    }
}
