//! One tab at a time: two that send at once would send twice.

use std::{cell::RefCell, future::Future, rc::Rc};

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::device;

/// Does the work while no other tab does work of this name; waits for its turn. Where the browser cannot tell tabs
/// apart it is done at once: the server counts what comes twice once.
pub async fn alone<T: 'static>(name: &str, work: impl Future<Output = T> + 'static) -> Option<T> {
    let Some((locks, request)) = locks() else { return Some(work.await) };
    let done = Rc::new(RefCell::new(None));
    let slot = Rc::clone(&done);
    let turn = Closure::once_into_js(move |_lock: JsValue| -> Promise {
        future_to_promise(async move {
            let answer = work.await;
            slot.replace(Some(answer));
            Ok(JsValue::UNDEFINED)
        })
    });
    let asked: Promise = request.call2(&locks, &name.into(), &turn).ok()?.dyn_into().ok()?;
    // A lock that was refused leaves the work undone; whoever asked tries again.
    JsFuture::from(asked).await.ok()?;
    done.take()
}

fn locks() -> Option<(JsValue, Function)> {
    let navigator = device::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok().filter(|locks| !locks.is_falsy())?;
    let request = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    Some((locks, request))
}
