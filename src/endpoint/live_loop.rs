use crate::newsroom::Newsroom;

pub(super) fn start(_newsroom: Newsroom) {}
