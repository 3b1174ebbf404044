//! The browser's own database, where everything that is kept lies: what is said about each entry, and its text.
//!
//! Two stores with the same ids, so that a list needs no texts. A newer page may add stores; opening without a version
//! takes the database as it is.

use std::cell::RefCell;

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
    IdbTransactionMode,
};

use crate::session::library::Record;

const NAME: &str = "ratecard";
const HEADS: &str = "heads";
const TEXTS: &str = "texts";

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

/// The head of every entry, beside its id.
pub async fn heads() -> Result<Vec<(String, String)>, Refusal> {
    let [heads, _] = stores(&transaction(IdbTransactionMode::Readonly).await?)?;
    // Both are asked before either is awaited: what happens between is no part of the answer.
    let (keys, values) = (heads.get_all_keys()?, heads.get_all()?);
    let keys = Array::from(&done(&keys).await?);
    let values = Array::from(&done(&values).await?);
    let text = |value: JsValue| value.as_string().unwrap_or_default();
    Ok(keys.iter().map(text).zip(values.iter().map(text)).collect())
}

/// One entry.
pub async fn record(id: &str) -> Result<Option<Record>, Refusal> {
    let [heads, texts] = stores(&transaction(IdbTransactionMode::Readonly).await?)?;
    let key = JsValue::from_str(id);
    let (head, text) = (heads.get(&key)?, texts.get(&key)?);
    let (head, text) = (done(&head).await?.as_string(), done(&text).await?.as_string());
    let record = |(head, text)| Record { id: id.to_owned(), head, text };
    Ok(head.zip(text).map(record))
}

/// Writes an entry unless what is there forbids it, which is looked at within the same transaction; says whether it was
/// written.
pub async fn put(
    record: &Record,
    may: impl FnOnce(Option<String>) -> bool,
) -> Result<bool, Refusal> {
    let transaction = transaction(IdbTransactionMode::Readwrite).await?;
    let [heads, texts] = stores(&transaction)?;
    let key = JsValue::from_str(&record.id);
    let there = done(&heads.get(&key)?).await?.as_string();
    if !may(there) {
        return Ok(false);
    }
    heads.put_with_key(&JsValue::from_str(&record.head), &key)?;
    texts.put_with_key(&JsValue::from_str(&record.text), &key)?;
    completed(&transaction).await?;
    Ok(true)
}

pub async fn remove(id: &str) -> Result<(), Refusal> {
    let transaction = transaction(IdbTransactionMode::Readwrite).await?;
    for store in stores(&transaction)? {
        store.delete(&JsValue::from_str(id))?;
    }
    completed(&transaction).await
}

pub async fn clear() -> Result<(), Refusal> {
    let transaction = transaction(IdbTransactionMode::Readwrite).await?;
    for store in stores(&transaction)? {
        store.clear()?;
    }
    completed(&transaction).await
}

async fn transaction(mode: IdbTransactionMode) -> Result<IdbTransaction, Refusal> {
    let names = Array::of2(&JsValue::from_str(HEADS), &JsValue::from_str(TEXTS));
    let begin =
        |database: IdbDatabase| database.transaction_with_str_sequence_and_mode(&names, mode);
    // One that was opened before may have been closed by the browser.
    let before = OPEN.with_borrow(Option::clone);
    if let Some(Ok(transaction)) = before.map(begin) {
        return Ok(transaction);
    }
    Ok(begin(open().await?)?)
}

fn stores(transaction: &IdbTransaction) -> Result<[IdbObjectStore; 2], Refusal> {
    Ok([transaction.object_store(HEADS)?, transaction.object_store(TEXTS)?])
}

async fn open() -> Result<IdbDatabase, Refusal> {
    let factory = gloo::utils::window().indexed_db()?.ok_or(Refusal::Closed)?;
    let request = factory.open(NAME)?;
    let make = Closure::once_into_js({
        let request = request.clone();
        move || -> Result<(), JsValue> {
            let database: IdbDatabase = request.result()?.unchecked_into();
            database.create_object_store(HEADS)?;
            database.create_object_store(TEXTS)?;
            Ok(())
        }
    });
    request.set_onupgradeneeded(Some(make.unchecked_ref()));
    let database: IdbDatabase = opened(&request).await?.unchecked_into();
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
    settled(|yes, no| {
        request.set_onsuccess(Some(yes));
        request.set_onerror(Some(no));
    })
    .await
    .map_err(|_| request.error().ok().flatten().map_or(JsValue::NULL, JsValue::from))?;
    request.result()
}

async fn opened(request: &IdbOpenDbRequest) -> Result<JsValue, JsValue> {
    settled(|yes, no| {
        request.set_onsuccess(Some(yes));
        request.set_onerror(Some(no));
        // Fails only in a page without a window.
        let _ = gloo::utils::window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(no, PATIENCE_MS);
    })
    .await?;
    request.result()
}

async fn completed(transaction: &IdbTransaction) -> Result<(), Refusal> {
    settled(|yes, no| {
        transaction.set_oncomplete(Some(yes));
        transaction.set_onabort(Some(no));
    })
    .await
    .map_err(|_| transaction.error().map_or(JsValue::NULL, JsValue::from))?;
    Ok(())
}

/// Waits for the first of two things that the browser calls.
async fn settled(listen: impl Fn(&Function, &Function)) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::new(&mut |yes, no| listen(&yes, &no))).await
}
