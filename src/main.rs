//! The browser's entry.

fn main() {
    #[cfg(target_arch = "wasm32")]
    london_daily::app::start::start();
}
