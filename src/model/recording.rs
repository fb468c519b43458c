/// An audio file that belongs to a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recording {
    /// URL, already resolved.
    pub src: String,
    /// Media type, always `audio/*`.
    pub media_type: String,
    /// Name. Files with the same title are one recording in several formats.
    pub title: Option<String>,
    /// Size in bytes, as the publisher states it.
    pub bytes: Option<u64>,
    /// Length in seconds, as the publisher states it.
    pub seconds: Option<u32>,
}
