use codee::string::FromToStringCodec;
use leptos::prelude::*;
use leptos_use_storage::{UseStorageOptions, use_local_storage_with_options};

/// Set once the browser has refused to keep something (storage forbidden, or full).
#[derive(Clone, Copy)]
struct Refused(RwSignal<bool>);

/// Whether the browser refuses to keep what the reader chooses.
pub fn refused() -> Signal<bool> {
    refusal().into()
}

fn refusal() -> RwSignal<bool> {
    match use_context::<Refused>() {
        Some(Refused(signal)) => signal,
        None => {
            let signal = RwSignal::new(false);
            provide_context(Refused(signal));
            signal
        }
    }
}

/// A text kept in the browser under `key`; empty until something is kept, and in print.
///
/// All that the paper keeps is text, so that the storage hook is compiled once. Other windows of the paper see a change
/// at once. Where the browser refuses to keep it, the value holds until the page is closed, and [`refused`] says so.
pub(super) fn kept(key: &'static str) -> (Signal<String>, WriteSignal<String>) {
    let refusal = refusal();
    let options =
        UseStorageOptions::default().delay_during_hydration(true).on_error(move |_| refusal.set(true));
    let (value, set_value, _) = use_local_storage_with_options::<String, FromToStringCodec>(key, options);
    (value, set_value)
}
