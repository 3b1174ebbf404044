//! About: accessibility, privacy, and what this browser keeps.

use yew::prelude::*;

use crate::ui::browser::storage::{self, keys};

#[component]
pub fn About() -> Html {
    let forgotten = use_state_eq(|| false);
    let onforget = {
        let forgotten = forgotten.setter();
        Callback::from(move |_: MouseEvent| {
            for key in [keys::DRAFT, keys::DRAFT_KEPT_AT, keys::EARLIER, keys::INVITATION] {
                storage::forget(key);
            }
            forgotten.set(true);
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
                <li>{ "Your draft and when it was kept, so that it is open again at your next visit." }</li>
                <li>{ "The draft that was open before you opened something else." }</li>
                <li>{ "That you sent the first-visit note away." }</li>
            </ul>
            <p>{ "Nothing else, and nothing leaves this device. In a private window nothing is kept: save a file." }</p>
            <button type="button" class="secondary" onclick={onforget}>{ "Forget all of it now" }</button>
            <p role="status">{ if *forgotten { "Forgotten. A change to the scenario keeps a new draft." } else { "" } }</p>

            <h3 id="accessibility">{ "Accessibility" }</h3>
            <p>{ "The page aims at WCAG 2.2 at level AA: it works with the keyboard alone, at 400% zoom, in dark and high-contrast modes and with reduced motion. Every chart has its finding as a sentence and its figures as a table. Runs are announced and never move the focus." }</p>
            <p>{ "Known limits: charts are drawn on a canvas, which screen readers skip in favour of the table; the rate card is a wide table, which becomes a list of cards on a narrow screen." }</p>
        </article>
    }
}
