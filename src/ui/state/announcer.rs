//! Polite words for screen readers: runs that start and finish, links that were copied.

use yew::prelude::*;

#[derive(Clone, PartialEq)]
struct Announce(Callback<AttrValue>);

#[derive(PartialEq, Properties)]
pub struct AnnouncerProviderProps {
    pub children: Html,
}

/// Holds the one live region of the page.
#[component]
pub fn AnnouncerProvider(props: &AnnouncerProviderProps) -> Html {
    let said = use_state_eq(|| AttrValue::from(""));
    let announce = {
        let said = said.setter();
        use_memo((), move |()| Callback::from(move |words| said.set(words)))
    };
    html! {
        <ContextProvider<Announce> context={Announce((*announce).clone())}>
            { props.children.clone() }
            <p class="visually-hidden" role="status" aria-live="polite" data-testid="announcer" translate="no">
                { &*said }
            </p>
        </ContextProvider<Announce>>
    }
}

/// Says something politely.
#[hook]
pub fn use_announce() -> Callback<AttrValue> {
    use_context::<Announce>().expect("inside <AnnouncerProvider>").0
}
