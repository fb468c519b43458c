//! The entry point in the browser.

fn main() {
    #[cfg(target_arch = "wasm32")]
    london_daily::app::start::start(seams::LOADERS);
}

#[cfg(target_arch = "wasm32")]
mod seams {
    //! The functions at which the wasm is split: code that is reached only through one of them goes into its piece.
    //!
    //! They are in the binary, not in the library: the macro imports a loader, which exists only beside a binary that was
    //! split.
    #![allow(unsafe_code, reason = "the macro declares imports and exports of wasm modules")]

    use london_daily::app::pieces::{After, Extras, Feed, Loaders, Pages};
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    /// The functions that load the pieces.
    pub(crate) const LOADERS: Loaders = Loaders {
        pages: || Box::pin(pages()),
        feed: || Box::pin(feed()),
        after: || Box::pin(after()),
        extras: || Box::pin(extras()),
    };

    #[wasm_split(pages, fallible)]
    fn pages() -> Result<Pages, SplitLoaderError> {
        Ok(Pages::linked())
    }

    #[wasm_split(feed, fallible)]
    fn feed() -> Result<Feed, SplitLoaderError> {
        Ok(Feed::linked())
    }

    #[wasm_split(after, fallible)]
    fn after() -> Result<After, SplitLoaderError> {
        Ok(After::linked())
    }

    #[wasm_split(extras, fallible)]
    fn extras() -> Result<Extras, SplitLoaderError> {
        Ok(Extras::linked())
    }
}
