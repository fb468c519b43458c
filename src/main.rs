//! The browser's entry.

#[cfg(target_arch = "wasm32")]
mod seams;

fn main() {
    #[cfg(target_arch = "wasm32")]
    london_daily::app::start::start(seams::LOADERS);
}
