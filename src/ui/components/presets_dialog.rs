//! Scenarios that come with the page.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::dialog::Dialog;
use crate::share::PRESETS;
use crate::ui::browser::fetch;
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
                        let (open, onclose) = (open.clone(), onclose.clone());
                        spawn_local(async move {
                            let text = fetch::preset(preset).await;
                            open.emit(OpenRequest::Preset(text.map(AttrValue::from)));
                            onclose.emit(());
                        });
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
