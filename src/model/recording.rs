/// A file to listen to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recording {
    /// Address, already resolved.
    pub src: String,
    /// Media type, always `audio/*`.
    pub media_type: String,
    /// What it is called; entries with the same title are alternatives of one recording.
    pub title: Option<String>,
    /// Length in seconds, as the publisher gives it.
    pub seconds: Option<u32>,
}
