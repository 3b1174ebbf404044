//! The page.

pub mod components;

use crate::worker::agent::ReportVersion;
use crate::worker::codec::Postcard;
use gloo::worker::Spawnable;
use yew::prelude::*;

/// The whole page: for now, proof that a worker starts and answers.
#[component]
pub fn App() -> Html {
    let version = use_state(|| None::<String>);
    {
        let version = version.setter();
        use_effect_with((), move |()| {
            wasm_bindgen_futures::spawn_local(async move {
                let mut bridge = ReportVersion::spawner()
                    .encoding::<Postcard>()
                    .with_loader(true)
                    .spawn("worker_loader.js");
                version.set(Some(bridge.run(env!("CARGO_PKG_VERSION").to_owned()).await));
            });
        });
    }
    let status = match &*version {
        Some(version) => format!("The worker answers: version {version}."),
        None => "Waiting for the worker…".to_owned(),
    };
    html! {
        <main>
            <h1>{ "Rate Card Simulator" }</h1>
            <p role="status">{ status }</p>
        </main>
    }
}
