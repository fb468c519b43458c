//! A site in a folder of its own, to print from.

use std::{
    fs,
    path::{Path, PathBuf},
};

use press::{self, Finding, Options, Report};
use serde_json::Value;
use tempfile::TempDir;

/// A short form of the page that Trunk builds.
const TEMPLATE: &str = r#"<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>London Daily</title>
<meta name="description" content="Focus."><meta name="london-daily-feed" content="FEED">
<meta name="london-daily-site" content="https://paper.example/">
<link rel="icon" href="BASEicon-1.svg"/></head>
<body><div id="app"><div class="shell"><p>On its way</p></div></div></body></html>
"#;

/// A part of each page that only leads on to another.
pub(crate) const LEADS_ON: &str = "http-equiv=\"refresh\"";

pub(crate) struct Desk {
    folder: TempDir,
    base: String,
}

impl Desk {
    /// A site at `base` whose feed is at `feed`.
    pub(crate) fn new(base: &str, feed: &str) -> Self {
        let folder = TempDir::new().expect("a folder for the paper");
        let desk = Self { folder, base: base.to_owned() };
        desk.write("index.html", TEMPLATE.replace("FEED", feed).replace("BASE", base));
        desk
    }

    /// A site whose page runs scripts and is styled, with the files that Trunk makes.
    pub(crate) fn with_program(base: &str, feed: &Value) -> Self {
        let desk = Self::new(base, "/content/feed.json");
        let page = desk.read("index.html");
        let head = format!(
            "<script>let theme = \"dark\"; // <i>\n</script>\n<link rel=\"stylesheet\" href=\"{base}fonts-1.css\"/>\n\
             <link rel=\"stylesheet\" href=\"{base}article-1.css\" data-page=\"article\"/>\
             <script type=\"module\">import init from '{base}program-1.js'; init('{base}program-1_bg.wasm');</script></head>"
        );
        let end = format!("<link rel=\"stylesheet\" href=\"{base}rest-1.css\"/></body>");
        desk.write("index.html", page.replace("</head>", &head).replace("</body>", &end));
        desk.write("program-1.js", "export default () => {};");
        desk.write("program-1_bg.wasm", "wasm");
        desk.write("fonts-1.css", "@font-face { src: url(text.woff2) }");
        desk.write("article-1.css", "article { a: b }\n");
        desk.write("rest-1.css", "footer {\n  c: d;\n}\n".repeat(100));
        desk.write("text.woff2", "font");
        desk.write("icon-1.svg", "<svg/>");
        desk.write("left-over.js", "nobody names it");
        desk.write("content/feed.json", feed.to_string());
        desk
    }

    /// The sample edition.
    pub(crate) fn sample(base: &str) -> Self {
        let desk = Self::new(base, "/content/feed.json");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join("content"), &desk.path("content"));
        desk
    }

    /// A site with this feed.
    pub(crate) fn with_feed(feed: &Value) -> Self {
        let desk = Self::new("/", "/content/feed.json");
        desk.write("content/feed.json", feed.to_string());
        desk
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join("dist").join(file)
    }

    pub(crate) fn write(&self, file: &str, text: impl AsRef<[u8]>) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    pub(crate) fn has(&self, file: &str) -> bool {
        self.path(file).is_file()
    }

    pub(crate) fn options(&self) -> Options {
        Options { dist: self.path(""), ..Options::default() }
    }

    pub(crate) fn try_print(&self) -> Result<Report, Finding> {
        press::print(&self.options(), &())
    }

    pub(crate) fn print(&self) -> Report {
        let report = self.try_print().unwrap_or_else(|finding| panic!("{finding}"));
        assert!(!report.failed(), "{:?}", report.findings);
        report
    }

    /// All printed pages, by their files.
    pub(crate) fn pages(&self) -> Vec<(String, String)> {
        let mut pages = vec![("404.html".to_owned(), self.read("404.html"))];
        let mut folders = vec![self.path("")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("the folder can be read") {
                let path = entry.expect("an entry").path();
                let file = path.strip_prefix(self.path("")).expect("below").display().to_string();
                // The page that stands in for others offline is none of the edition's.
                if file == "offline" {
                    continue;
                }
                if path.is_dir() {
                    folders.push(path);
                } else if file.ends_with("index.html") {
                    let page = self.read(&file);
                    // A page that only leads on is none of the edition's either.
                    if !page.contains(LEADS_ON) {
                        pages.push((file, page));
                    }
                }
            }
        }
        pages
    }

    pub(crate) fn base(&self) -> &str {
        &self.base
    }
}

/// Copies a folder.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder can be made");
    for entry in fs::read_dir(from).expect("the folder can be read") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("the file can be copied");
        }
    }
}

/// A printed page as a parser sees it.
pub(crate) struct Parsed {
    /// The attributes of `#printed-page`.
    pub(crate) attributes: Vec<(String, String)>,
    /// The shape that each root was printed with, and the one that it has.
    pub(crate) shapes: Vec<(String, String)>,
    /// The ids of the rows in the list.
    pub(crate) rows: Vec<String>,
    /// The text of each script with JSON-LD.
    pub(crate) linked_data: Vec<String>,
    /// The elements below `#app`.
    pub(crate) elements: usize,
    /// The links of the page, as they are written.
    pub(crate) links: Vec<String>,
    /// The text in `#app`.
    pub(crate) app: String,
}

impl Parsed {
    pub(crate) fn attribute(&self, name: &str) -> &str {
        value(&self.attributes, name)
    }
}

pub(crate) fn value<'a>(attributes: &'a [(String, String)], name: &str) -> &'a str {
    attributes.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
}

pub(crate) fn parse(html: &str) -> Parsed {
    use html5ever::tendril::TendrilSink;
    use markup5ever_rcdom::{Handle, NodeData, RcDom};

    fn attributes(node: &Handle) -> Vec<(String, String)> {
        let NodeData::Element { attrs, .. } = &node.data else { return Vec::new() };
        let attrs = attrs.borrow();
        attrs.iter().map(|one| (one.name.local.to_string(), one.value.to_string())).collect()
    }
    fn text(node: &Handle) -> String {
        match &node.data {
            NodeData::Text { contents } => contents.borrow().to_string(),
            _ => node.children.borrow().iter().map(text).collect(),
        }
    }
    fn step(hash: u32, bytes: &[u8]) -> u32 {
        bytes.iter().fold(hash, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
    }
    fn shape(parent: &Handle, hash: u32) -> u32 {
        parent.children.borrow().iter().fold(hash, |hash, node| match &node.data {
            NodeData::Text { .. } => step(hash, b"#"),
            NodeData::Comment { .. } => step(hash, b"!"),
            NodeData::Element { name, .. } => {
                let hash = step(step(hash, b"<"), name.local.as_bytes());
                let is_root = attributes(node).iter().any(|(name, _)| name == "data-root");
                step(if is_root { hash } else { shape(node, hash) }, b">")
            }
            _ => hash,
        })
    }
    fn base_36(number: u32) -> String {
        let digit = char::from_digit(number % 36, 36).expect("a digit");
        if number < 36 { digit.to_string() } else { base_36(number / 36) + &digit.to_string() }
    }
    fn walk(node: &Handle, in_app: bool, parsed: &mut Parsed) {
        let mut in_app = in_app;
        if let NodeData::Element { name, .. } = &node.data {
            parsed.elements += usize::from(in_app);
            let attributes = attributes(node);
            if &*name.local == "a" {
                parsed.links.push(value(&attributes, "href").to_owned());
            }
            if value(&attributes, "class") == "row" {
                parsed.rows.push(value(&attributes, "data-id").to_owned());
            }
            if !value(&attributes, "data-root").is_empty() {
                parsed
                    .shapes
                    .push((value(&attributes, "data-shape").to_owned(), base_36(shape(node, 0x811c_9dc5))));
            }
            if value(&attributes, "id") == "printed-page" {
                parsed.attributes = attributes;
            } else if value(&attributes, "type") == "application/ld+json" {
                parsed.linked_data.push(text(node));
            } else if value(&attributes, "id") == "app" {
                parsed.app = text(node);
                in_app = true;
            }
        }
        for child in node.children.borrow().iter() {
            walk(child, in_app, parsed);
        }
    }

    let mut parsed = Parsed {
        attributes: Vec::new(),
        shapes: Vec::new(),
        rows: Vec::new(),
        linked_data: Vec::new(),
        elements: 0,
        links: Vec::new(),
        app: String::new(),
    };
    let document = html5ever::parse_document(RcDom::default(), Default::default()).one(html);
    walk(&document.document, false, &mut parsed);
    parsed
}
