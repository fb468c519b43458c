//! Printing the paper: finished pages from the same components that run in the browser.
//!
//! - [`print`](mod@print): every page of the paper, and what machines want of it; [`options`]: what may be asked, `printing`: what is written
//! - [`check`](mod@check): the paper as a proof-reader reads it
//! - [`template`]: the page that Trunk built, into which pages are printed
//! - [`archive`]: all stories that the paper has
//! - `syndication`: feeds, sitemaps, and what a browser needs to install the paper
//! - `policy`: what a page may do, `headers`: the same for hosts, `offline`: reading without a network
//! - `styles`: what the first window of a page needs, put into it, and one file with the rest; `minify`: scripts and style sheets, smaller
//! - `compress`: each file once more for hosts that send it so
//! - `plan`: which pages there are, `page`: one page, `manifest`: which of them are printed already
//!
//! # What a printed page brings for the program
//!
//! Inert scripts hold JSON Feed documents, which the program reads as it reads any other:
//!
//! - `#printed-edition`: the feed, with those stories only that the page shows, without their texts. Its attributes tell
//!   the feed's address (`data-address`), the path that the page was printed for (`data-path`), the date of the newest
//!   story in the whole paper at that time (`data-newest`), what the paper's clock shows meanwhile (`data-clock`), and how many elements were written into `#app`
//!   (`data-elements`): when the parser made another number of them, the page is not as it was printed.
//! - `.printed-article`: the document of an article (`data-id`), with the address that relative ones in it count from
//!   (`data-address`).
//!
//! A page is printed from what reading these documents gives, so the program that reads them comes to the same page.

pub mod archive;
pub mod check;
mod compress;
pub mod files;
mod headers;
mod manifest;
mod minify;
mod offline;
pub mod options;
mod page;
mod pictures;
mod plan;
mod policy;
pub mod print;
mod printing;
mod references;
mod styles;
mod syndication;
mod tags;
pub mod template;

pub use check::{Proof, check};
pub use files::Finding;
pub use options::{Options, base, origin};
pub use print::{Progress, print};
pub use printing::Report;
