//! A field for a value of any kind: it turns a value into text and typed text into a value.

use yew::prelude::*;

use super::number_field::NumberField;
use crate::ui::browser::events::Arrow;

/// A value that a text field can show and read.
pub trait FieldValue: Clone + PartialEq + 'static {
    const PREFIX: &'static str = "";
    const SUFFIX: &'static str = "";
    /// `decimal`, `numeric` or `text`: which keys a telephone offers.
    const INPUTMODE: &'static str = "decimal";

    /// The text when nobody types.
    fn show(&self) -> String;

    /// Reads typed text, or says what is wrong and what mends it, as the rest of a sentence that begins
    /// with the field's name and without its full stop.
    fn read(text: &str) -> Result<Self, String>;
}

#[derive(PartialEq, Properties)]
pub struct ValueFieldProps<T: FieldValue> {
    /// The field's path in the scenario; gives the element its id and finds its problem.
    pub path: AttrValue,
    /// With the unit, such as "Contract cap (£)".
    pub label: AttrValue,
    /// The label is there for screen readers only, because a table's heading says it.
    #[prop_or_default]
    pub is_label_hidden: bool,
    #[prop_or_default]
    pub hint: AttrValue,
    pub value: T,
    /// Gets each value that was typed and could be read.
    pub onchange: Callback<T>,
    /// Someone begins to type here.
    #[prop_or_default]
    pub onbegin: Callback<()>,
    /// Someone presses an arrow key: up, or down.
    #[prop_or_default]
    pub onarrow: Option<Callback<Arrow>>,
}

/// Thin on purpose: what does the work is [`NumberField`], which is in the download once and not once for each kind
/// of value.
#[component]
pub fn ValueField<T: FieldValue>(props: &ValueFieldProps<T>) -> Html {
    let onvalue = {
        let onchange = props.onchange.clone();
        Callback::from(move |text: AttrValue| {
            if let Ok(value) = T::read(&text) {
                onchange.emit(value);
            }
        })
    };
    html! {
        <NumberField
            path={props.path.clone()}
            label={props.label.clone()}
            is_label_hidden={props.is_label_hidden}
            hint={props.hint.clone()}
            prefix={T::PREFIX}
            suffix={T::SUFFIX}
            inputmode={T::INPUTMODE}
            text={props.value.show()}
            read={Callback::from(|text: AttrValue| match T::read(&text) {
                Ok(value) => Ok(value.show().into()),
                Err(wrong) => Err(wrong.into()),
            })}
            {onvalue}
            onbegin={props.onbegin.clone()}
            onarrow={props.onarrow.clone()}
        />
    }
}
