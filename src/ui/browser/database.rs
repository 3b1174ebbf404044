//! The browser's own database, where everything that is kept lies: one text under each entry's id.
//!
//! Opening without a version takes the database as it is, whatever a newer page added to it.

use std::cell::RefCell;

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, IdbDatabase, IdbObjectStore, IdbRequest, IdbTransactionMode};

const NAME: &str = "ratecard";
const STORE: &str = "entries";

/// Some browsers neither open a database nor say that they do not.
const PATIENCE_MS: i32 = 3_000;

/// Why something was not read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No room is left.
    Full,
    /// The browser has no database for this page, or it is broken.
    Closed,
}

impl From<JsValue> for Refusal {
    fn from(error: JsValue) -> Refusal {
        match error.dyn_ref::<DomException>() {
            Some(error) if error.name() == "QuotaExceededError" => Refusal::Full,
            _ => Refusal::Closed,
        }
    }
}

thread_local! {
    static OPEN: RefCell<Option<IdbDatabase>> = const { RefCell::new(None) };
}

/// Everything, by id.
pub async fn all() -> Result<Vec<(String, String)>, Refusal> {
    let store = store(IdbTransactionMode::Readonly).await?;
    // Both are asked before either is awaited, so that they belong together.
    let (keys, values) = (store.get_all_keys()?, store.get_all()?);
    let keys = Array::from(&done(&keys).await?);
    let values = Array::from(&done(&values).await?);
    let text = |value: JsValue| value.as_string().unwrap_or_default();
    Ok(keys.iter().zip(values.iter()).map(|(key, value)| (text(key), text(value))).collect())
}

pub async fn read(id: &str) -> Result<Option<String>, Refusal> {
    let store = store(IdbTransactionMode::Readonly).await?;
    Ok(done(&store.get(&id.into())?).await?.as_string())
}

/// Writes a text, or takes away what is there, unless what is there forbids it, which is looked at within the same
/// transaction.
pub async fn write(
    id: &str,
    text: Option<&str>,
    may: &dyn Fn(Option<String>) -> bool,
) -> Result<(), Refusal> {
    let store = store(IdbTransactionMode::Readwrite).await?;
    let id = JsValue::from_str(id);
    if may(done(&store.get(&id)?).await?.as_string()) {
        match text {
            Some(text) => drop(store.put_with_key(&text.into(), &id)?),
            None => drop(store.delete(&id)?),
        }
        completed(&store).await?;
    }
    Ok(())
}

pub async fn clear() -> Result<(), Refusal> {
    let store = store(IdbTransactionMode::Readwrite).await?;
    store.clear()?;
    completed(&store).await
}

/// The store, in a transaction of its own.
async fn store(mode: IdbTransactionMode) -> Result<IdbObjectStore, Refusal> {
    let begin = |database: &IdbDatabase| {
        database.transaction_with_str_and_mode(STORE, mode)?.object_store(STORE)
    };
    // One that was opened before may have been closed by the browser.
    let before = OPEN.with_borrow(Option::clone);
    if let Some(Ok(store)) = before.as_ref().map(begin) {
        return Ok(store);
    }
    Ok(begin(&open().await?)?)
}

async fn open() -> Result<IdbDatabase, Refusal> {
    let window = gloo::utils::window();
    let request = window.indexed_db()?.ok_or(Refusal::Closed)?.open(NAME)?;
    let make = Closure::once_into_js({
        let request = request.clone();
        move || {
            let database = request.result().map(JsCast::unchecked_into::<IdbDatabase>);
            // What fails here fails the opening.
            let _ = database.and_then(|database| database.create_object_store(STORE));
        }
    });
    request.set_onupgradeneeded(Some(make.unchecked_ref()));
    settled(&|yes, no| {
        request.set_onsuccess(Some(yes));
        request.set_onerror(Some(no));
        // Fails only in a page without a window.
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(no, PATIENCE_MS);
    })
    .await?;
    let database: IdbDatabase = request.result()?.unchecked_into();
    // A newer page that rebuilds the database, or a person who clears it, does not have to wait for this one.
    let close = Closure::<dyn Fn()>::new({
        let database = database.clone();
        move || {
            database.close();
            OPEN.set(None);
        }
    });
    database.set_onversionchange(Some(close.as_ref().unchecked_ref()));
    database.set_onclose(Some(close.as_ref().unchecked_ref()));
    close.forget();
    OPEN.set(Some(database.clone()));
    Ok(database)
}

/// What a request answers.
async fn done(request: &IdbRequest) -> Result<JsValue, JsValue> {
    settled(&|yes, no| {
        request.set_onsuccess(Some(yes));
        request.set_onerror(Some(no));
    })
    .await
    .map_err(|_| request.error().ok().flatten().map_or(JsValue::NULL, JsValue::from))?;
    request.result()
}

/// Waits until a transaction is through.
async fn completed(store: &IdbObjectStore) -> Result<(), Refusal> {
    let transaction = store.transaction();
    settled(&|yes, no| {
        transaction.set_oncomplete(Some(yes));
        transaction.set_onabort(Some(no));
    })
    .await
    .map_err(|_| transaction.error().map_or(JsValue::NULL, JsValue::from))?;
    Ok(())
}

/// Waits for the first of two things that the browser calls.
async fn settled(listen: &dyn Fn(&Function, &Function)) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |yes, no| listen(&yes, &no));
    JsFuture::from(promise).await
}
