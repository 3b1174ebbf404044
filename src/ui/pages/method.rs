//! The method in plain words, short.

use yew::prelude::*;

use crate::engine::ENGINE;

#[component]
pub fn Method() -> Html {
    html! {
        <article class="prose">
            <h2>{ "How the figures are made" }</h2>
            <p class="lead">{ "The simulator plays a contract from its first month to its last payment, thousands of times, each time with different luck. Each play is one possible future. The results say in how many futures something happens." }</p>

            <h3>{ "Two kinds of chance" }</h3>
            <p>{ "What we do not know is drawn once for each future: the true chance of each outcome, how many people come, what delivery costs, whether a shock strikes. The luck of people is drawn for each person and each step. You can switch either off under Uncertainty." }</p>
            <p>{ "An uncertain figure has three readings. The truth is below low in 1 of 10 futures, below central in half of them, above high in 1 of 10. Chances move on the scale of log-odds:" }</p>
            <p class="formula">{ "logit(chance) = logit(central) + s × (√ρ × Z + √(1 − ρ) × e),  s = (logit(high) − logit(low)) ÷ 2.563" }</p>
            <p>{ "Z is one draw for the whole future, e one for each outcome, and ρ the dependence: at 0 each outcome goes its own way, at 1 all rise and fall together. Volumes and costs move by a log-normal factor in the same way." }</p>

            <h3>{ "People" }</h3>
            <p>{ "Each month brings referrals (Poisson). Each referral has a support need and a chance of starting. Whoever starts can reach the outcomes of the card, each after what has to come before it, after a least time and a random extra time (geometric). Support needs change the odds. Someone whose support ended may come back." }</p>

            <h3>{ "Money" }</h3>
            <p>{ "A claim is priced at the month of achievement. What is earned in a claim period then meets the caps in this order: person, line, group, year, payer, contract. Where a cap binds, what is left is shared as the contract says. In every future, to the penny: earned equals paid plus what each cap took. Money is counted in whole pence throughout." }</p>
            <p>{ "Payments arrive after the lag. They meet costs first. When cash is below the buffer, investors’ money is drawn up to the most commitment; what that cannot cover is counted as unfunded need. From the first distribution month, cash above the buffer goes to capital, then to the preferred return, then to the surplus shares. Exposure is what was drawn less capital returned." }</p>

            <h3>{ "Statistics" }</h3>
            <p>{ "P10, P50 and P90 are amounts that really came up: the future in place 10, 50 and 90 of 100 when all are sorted. Beside each main figure stands its simulation error: how far another seed would move it. More futures make it smaller: four times as many, half the error." }</p>

            <h3>{ "The same figures everywhere" }</h3>
            <p>{ format!("The same scenario, seed and engine give the same figures to the penny, on any device and however many workers share the run. This page runs engine {ENGINE}. A shared link carries a fingerprint of its results, so that whoever opens it can see that they were reproduced. Changing prices, caps or capital terms changes nobody’s journey: two versions are compared on the same dice.") }</p>

            <h3>{ "Limits" }</h3>
            <ul>
                <li>{ "Prices do not change what people achieve. A better price may well bring more effort; the model does not guess how much." }</li>
                <li>{ "The outcomes of one person hang together by support need and prerequisites only." }</li>
                <li>{ "Ranges hold the doubts that were entered, and no others." }</li>
                <li>{ "In Life Chances Fund contracts the published target is the high case, not the expected value." }</li>
            </ul>
        </article>
    }
}
