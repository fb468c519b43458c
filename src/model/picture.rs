/// A picture. Its width and height let a page reserve the space before it has loaded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// URL, already resolved.
    pub src: String,
    /// Width in pixels, if known.
    pub width: Option<u32>,
    /// Height in pixels, if known.
    pub height: Option<u32>,
    /// Text for readers who do not see the picture. `None` if the publisher gives none, empty if the picture is decoration.
    pub alt: Option<String>,
    /// Line of text below the picture.
    pub caption: Option<String>,
    /// Name of the photographer or artist.
    pub credit: Option<String>,
    /// The same picture in other sizes or formats.
    pub renditions: Vec<Rendition>,
}

/// A file with the same picture in another size or format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendition {
    /// URL, already resolved.
    pub src: String,
    /// Width in pixels.
    pub width: u32,
    /// Media type, such as `image/webp`.
    pub media_type: Option<String>,
}
