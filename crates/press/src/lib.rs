//! Prints the site: finished pages from the same components that run in the browser.
//!
//! - [`print`](mod@print): a whole printing, with pages, feeds and sitemaps; [`options`]: its options, `printing`: the files that
//!   it writes, leaves or removes; `lock`: one printing at a time; `verify`: compares what is there with what should be
//! - [`check`](mod@check): a proof-reader of the content
//! - [`template`]: the page that Trunk built, from which every page is printed; `elements`: finds the elements in it
//! - `feed`: the feed that is printed, from wherever it comes; `source`: feeds of all kinds, read as JSON Feed; `settings`: name,
//!   icon, site and language of the paper
//! - `state`: memory of what was printed, so that no address moves; `live`: the list that open pages look at for news
//! - [`archive`]: all stories of the feed; [`files`]: files behind URLs, and findings about them; `references` and `pictures`:
//!   files and links that a text refers to, and sizes of pictures
//! - `plan`: which pages there are, `page`: one page, `manifest`: which of them are printed already
//! - `syndication`: feeds, sitemaps, and the manifest that a browser needs to install the site
//! - `policy`: the Content Security Policy of pages, `headers`: HTTP headers for hosts, `offline`: reading without a network
//! - `styles`: puts the style of a page's first window into the page, and all other style into one file; `minify`: smaller
//!   scripts and style sheets
//! - `words`: the file with the words of the interface, for browsers
//! - `compress`: compressed copies of files, for hosts that serve such copies
//!
//! # Data in a printed page
//!
//! A page holds no second copy of its data: the app reads it from the markup, which `london_daily::app::printed_page` describes.
//!
//! - `#printed-page`, a hidden element at the end of the body, has what the page does not show, as attributes: the path that the
//!   page was printed for (`data-path`), the URL of the feed (`data-feed`), the date of the newest story that may come into its
//!   live list, in milliseconds since 1970 (`data-newest`; not in the articles of a large paper), the URL of older stories if there
//!   are more than the page includes (`data-older`), the language (`data-language`), the URL of the words of the interface if they
//!   are not English (`data-words`), the IANA name of the time zone (`data-zone`) with its offsets from UTC (`data-offsets`), the
//!   URL of the documents of stories with `*` in the place of the slug (`data-documents`), and the slugs of stories with another
//!   document (`data-exceptions`).
//! - `data-root` names the view of an element that the app hydrates, such as `list` or `masthead`.
//! - `data-shape` on such an element is a hash of the names of the elements in it, and of the places of texts and comments. The
//!   app computes it again before it hydrates. If the hash differs, because a translator or an extension has changed the page,
//!   the app mounts the view in place of the printed content.
//! - `data-id` on a card or a row of the list is the id of its story. URL, headline, time and section are in its markup; a card has its
//!   section as `data-section`, since it need not show it.
//!
//! Pages are rendered from stories that the press has written as JSON Feed and decoded again with the browser's reader. So print
//! and browser cannot differ in how a date, a missing title or a relative URL is read.

pub mod archive;
mod built;
pub mod check;
mod compress;
mod elements;
mod feed;
pub mod files;
mod headers;
mod live;
mod lock;
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
mod settings;
mod source;
mod state;
mod styles;
mod syndication;
pub mod template;
mod verify;
mod words;

pub use check::{Proof, check};
pub use files::Finding;
pub use options::{Options, base, origin};
pub use print::{Progress, print};
pub use printing::Report;
pub use verify::verify;
