/// A picture with everything that a page needs to keep its place before it has loaded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// Address, already resolved.
    pub src: String,
    /// Width in pixels, when known.
    pub width: Option<u32>,
    /// Height in pixels, when known.
    pub height: Option<u32>,
    /// What the picture shows, for those who do not see it. `None`: the publisher said nothing; empty: decoration.
    pub alt: Option<String>,
    /// The line below it.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// The same picture in other sizes or formats.
    pub renditions: Vec<Rendition>,
}

/// One further file with the same picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendition {
    /// Address, already resolved.
    pub src: String,
    /// Width in pixels.
    pub width: u32,
    /// Media type, such as `image/webp`.
    pub media_type: Option<String>,
}
