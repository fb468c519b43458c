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
    /// Point that stays in sight where the picture is cropped; `None` for its middle.
    pub focus: Option<Focus>,
    /// `true` if the text of the story shows it too, so that an article does not show it twice.
    pub is_in_text: bool,
}

/// A point of a picture, in percent of its width from the left and of its height from the top, each at most 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Focus {
    /// Percent of the width.
    pub x: u8,
    /// Percent of the height.
    pub y: u8,
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
