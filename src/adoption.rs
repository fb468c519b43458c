//! The time in which a printed page is adopted, piece by piece.
//!
//! On a slow machine the program needs some tenths of a second to take over a whole page. Readers who scroll or type meanwhile are
//! not kept waiting: what is not needed at once is put off, and done with breaks in which the browser answers them. Nothing that
//! depends on the reader or on the clock begins before everything is adopted, so that all of it is found as it was printed.

use std::cell::RefCell;

use crate::later;

/// Something that is done later.
pub type Piece = Box<dyn FnOnce()>;

/// Pieces between two breaks: together they are a matter of milliseconds, on slow machines, too.
const AT_ONCE: usize = 6;

thread_local! {
    static PUT_OFF: RefCell<Option<PutOff>> = const { RefCell::new(None) };
}

#[derive(Default)]
struct PutOff {
    parts: Vec<Piece>,
    effects: Vec<Piece>,
}

/// Begins it: from now on things are put off, until [`finish`] has done them all.
pub fn begin() {
    PUT_OFF.set(Some(PutOff::default()));
}

/// Adopts a part of the page: at once, or later while a page is being adopted piece by piece.
pub fn adopt(part: Piece) {
    put_off(part, |all| &mut all.parts);
}

/// Begins an effect: at once, or when all parts of the page are adopted.
pub fn affect(effect: Piece) {
    put_off(effect, |all| &mut all.effects);
}

#[inline(never)]
fn put_off(piece: Piece, place: fn(&mut PutOff) -> &mut Vec<Piece>) {
    let at_once = PUT_OFF.with_borrow_mut(|all| match all {
        Some(all) => {
            place(all).push(piece);
            None
        }
        None => Some(piece),
    });
    if let Some(piece) = at_once {
        piece();
    }
}

/// Does what was put off and all that is put off by it, and after that `then`.
pub fn finish(then: Piece) {
    for _ in 0..AT_ONCE {
        match next() {
            Some(piece) => piece(),
            None => return then(),
        }
    }
    later::soon(move || finish(then));
}

/// What is next; `None` once all is done.
fn next() -> Option<Piece> {
    PUT_OFF.with_borrow_mut(|all| {
        let put_off = all.as_mut()?;
        for pieces in [&mut put_off.parts, &mut put_off.effects] {
            if !pieces.is_empty() {
                return Some(pieces.remove(0));
            }
        }
        *all = None;
        None
    })
}
