//! The browser's way in.
#![forbid(unsafe_code)]

fn main() {
    london_daily::start::start();
}
