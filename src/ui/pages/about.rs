//! About: accessibility, privacy, and what this browser keeps.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::ui::state::use_kept;

/// How far someone is in forgetting everything.
#[derive(Clone, Copy, PartialEq)]
enum Forgetting {
    No,
    Asked,
    Done,
}

#[component]
pub fn About() -> Html {
    let forgetting = use_state_eq(|| Forgetting::No);
    let keeper = use_kept().keeper;
    let onask = {
        let forgetting = forgetting.setter();
        Callback::from(move |_: MouseEvent| forgetting.set(Forgetting::Asked))
    };
    let onleave = {
        let forgetting = forgetting.setter();
        Callback::from(move |_: MouseEvent| forgetting.set(Forgetting::No))
    };
    let onforget = {
        let forgetting = forgetting.setter();
        Callback::from(move |_: MouseEvent| {
            let (keeper, forgetting) = (keeper.clone(), forgetting.clone());
            spawn_local(async move {
                keeper.forget_all().await;
                forgetting.set(Forgetting::Done);
            });
        })
    };
    html! {
        <article class="prose">
            <h2>{ "About this simulator" }</h2>
            <p class="lead">{ "For people who design, fund and deliver outcomes contracts: what a rate card will pay, when its caps bite, and how deep the investors’ money goes in." }</p>
            <p>{ "It is a model. Its answers are as good as its inputs, and no substitute for legal, financial or procurement advice." }</p>

            <h3 id="privacy">{ "Privacy" }</h3>
            <p>{ "Everything runs in your browser. There is no account, no cookie, no tracking and no server that sees your scenario. A shared link holds the scenario after its # sign, a part that browsers never send to a server. Whoever has the link can read the scenario." }</p>

            <h3 id="stored">{ "What this browser keeps" }</h3>
            <ul>
                <li>{ "Everything under Your scenarios: the drafts, which keep themselves, and what you saved, each with its name, its date and its answer in a line." }</li>
                <li>{ "Which of them each tab has open, so that it is open again when you come back." }</li>
                <li>{ "What you typed in a field and could not be read as a value, until the tab is closed." }</li>
                <li>{ "That you sent the first-visit note away, and which columns of the rate card you chose." }</li>
            </ul>
            <p>{ "Nothing else, and nothing leaves this device. It lies in the browser’s database (IndexedDB) under this page’s address; what was changed last also lies in its small storage (localStorage), where it is safe however quickly the page is closed. Tabs of this browser tell each other what they have open." }</p>
            <p>{ "A draft stays when something else is opened, until you throw it away; of more than 300 drafts the oldest go. A browser may clear what it keeps: when the disk is full, when you clear its data, in a private window when that is closed, and Safari after a week without a visit. The first time that you save, the page asks the browser not to. What must not be lost belongs in a file: Your scenarios saves all as one." }</p>
            if *forgetting == Forgetting::Asked {
                <div class="buttons" role="group" aria-label="Forget everything?">
                    <span>{ "All drafts and all saved scenarios, for good?" }</span>
                    <button type="button" class="primary" onclick={onforget}>{ "Forget them" }</button>
                    <button type="button" class="secondary" onclick={onleave}>{ "Keep them" }</button>
                </div>
            } else {
                <button type="button" class="secondary" onclick={onask}>{ "Forget all of it now" }</button>
            }
            <p role="status">{ if *forgetting == Forgetting::Done { "Forgotten. A change to the scenario keeps a new draft." } else { "" } }</p>

            <h3 id="accessibility">{ "Accessibility" }</h3>
            <p>{ "The page aims at WCAG 2.2 at level AA: it works with the keyboard alone, at 400% zoom, in dark and high-contrast modes and with reduced motion. Every chart has its finding as a sentence and its figures as a table. Runs are announced and never move the focus." }</p>
            <p>{ "Known limits: charts are drawn on a canvas, which screen readers skip in favour of the table; the rate card is a wide table, which becomes a list of cards on a narrow screen." }</p>
        </article>
    }
}
