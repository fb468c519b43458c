//! stub
#![allow(missing_docs)]
pub enum Move {
    Previous,
    Next,
}
pub struct Swipe;
impl Swipe {
    pub fn begin(_x: f64, _y: f64) -> Self {
        Self
    }
    pub fn end(self, _x: f64, _y: f64, _rtl: bool) -> Option<Move> {
        None
    }
}
pub fn fragment(n: usize) -> String {
    format!("#picture-{n}")
}
pub fn index(h: &str, count: usize) -> Option<usize> {
    let n: usize = h.trim_start_matches('#').strip_prefix("picture-")?.parse().ok()?;
    (n >= 1 && n <= count).then(|| n - 1)
}
pub fn after(i: usize, c: usize, m: Move) -> Option<usize> {
    match m {
        Move::Next => Some((i + 1).min(c - 1)),
        Move::Previous => Some(i.saturating_sub(1)),
    }
}
pub fn key(k: &str, _rtl: bool) -> Option<Move> {
    match k {
        "ArrowLeft" => Some(Move::Previous),
        "ArrowRight" => Some(Move::Next),
        _ => None,
    }
}
pub fn neighbours(i: usize, c: usize) -> Vec<usize> {
    [i.wrapping_sub(1), i + 1].into_iter().filter(|x| *x < c).collect()
}
