//! Every component looks as in the pictures of it that are kept in `tests/pictures/`.
//!
//! `cargo xtask gallery --keep` keeps those anew that differ.

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
};

use comparison::{New, difference};
use image::{
    ExtendedColorType, ImageEncoder as _, ImageFormat, RgbImage,
    codecs::png::{CompressionType, FilterType, PngEncoder},
    imageops,
};
use serde_json::json;

use crate::harness::{Browser, Engine, Screen, gallery_server};

/// The pages of the gallery with their screens. Colours do not depend on the width of the screen, nor do places on the theme: one
/// theme on a wide screen is enough.
const PICTURED: [(&str, Screen); 8] = [
    ("light-ltr", Screen::Phone),
    ("light-rtl", Screen::Phone),
    ("dark-ltr", Screen::Phone),
    ("dark-rtl", Screen::Phone),
    ("sepia-ltr", Screen::Phone),
    ("sepia-rtl", Screen::Phone),
    ("light-ltr", Screen::Desktop),
    ("light-rtl", Screen::Desktop),
];

/// Makes the page the same on all machines. Nothing moves, letters stand where the face itself places them, and everything is in
/// the paper's own faces. Exhibits begin at whole pixels, so that none depends on the height of those above it.
const STILL: &str = "
    *, ::before, ::after {
        animation: none !important; transition: none !important; caret-color: transparent !important;
        content-visibility: visible !important; text-rendering: geometricPrecision !important;
    }
    :root { --sans: 'Public Sans'; --mono: 'Public Sans'; scrollbar-gutter: auto !important; }
    pre, code, kbd, samp, textarea { font-family: 'Public Sans' !important; }
    body, main { padding-block: 0 !important; }
    .gallery-title, .gallery-name { display: none; }";

/// Letters that the faces do not have, such as Arabic ones, are drawn in one of the system's, which differs from machine to machine:
/// an `n` stands for each. The marks around a word keep it in its place in a line from right to left. Faces are waited for,
/// also the one that a page else does without if it comes late. A plain image of the same size stands for each picture: they are
/// content, and would make up most of the bytes.
const PREPARE: &str = r"
    document.head.append(Object.assign(document.createElement('style'), { textContent: arguments[0] }));
    const mark = document.dir === 'rtl' ? '\u200f' : '';
    const own = text => text.replace(
        /[^\s\p{Cf}\u0020-\u00ff\u0131\u0152\u0153\u2010-\u203a\u20ac\u2122\u2212]+/gu,
        word => mark + 'n'.repeat(word.replace(/\p{M}/gu, '').length) + mark);
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) texts.currentNode.data = own(texts.currentNode.data);
    for (const name of ['alt', 'placeholder', 'value'])
        for (const element of document.querySelectorAll(`[${name}]`))
            element.setAttribute(name, own(element.getAttribute(name)));
    for (const rule of [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules]))
        if (rule instanceof CSSFontFaceRule) rule.style.setProperty('font-display', 'block');
    const faces = [...document.fonts].filter(({ family }) => !family.includes(' set'));
    const decoded = pictures => Promise.all(pictures.map(picture => picture.decode().catch(() => {})));
    const pictures = [...document.images];
    for (const picture of pictures) picture.loading = 'eager';
    return Promise.all([decoded(pictures), ...faces.map(face => face.load())])
        .then(() => {
            const shown = pictures.filter(({ naturalWidth }) => naturalWidth > 0);
            for (const picture of shown) {
                const { naturalWidth: width, naturalHeight: height } = picture;
                for (const source of picture.parentElement.querySelectorAll('source')) source.remove();
                picture.removeAttribute('srcset');
                picture.src = 'data:image/svg+xml,' + encodeURIComponent(
                    `<svg xmlns='http://www.w3.org/2000/svg' width='${width}' height='${height}' viewBox='0 0 4 4'
                          preserveAspectRatio='none'>
                       <path fill='#9db4c0' d='M0 0h4v4H0z'/><path fill='#5c6b73' d='M1 1h2v1H1zM2 2h1v1H2z'/>
                     </svg>`);
            }
            return decoded(shown);
        })
        .then(() => {
            for (const exhibit of document.querySelectorAll('.gallery-exhibit'))
                exhibit.style.blockSize = `${Math.ceil(exhibit.getBoundingClientRect().height)}px`;
            return faces.map(({ status }) => status);
        })";

/// Takes the letters away, and leaves their place.
const WORDLESS: &str = "
    const letters = '-webkit-text-fill-color: transparent !important; text-decoration-color: transparent !important;';
    document.head.append(Object.assign(document.createElement('style'),
        { textContent: `*, ::before, ::after, ::marker, ::placeholder { ${letters} }` }));";

#[tokio::test]
async fn every_component_looks_as_it_was_kept() {
    let server = gallery_server().await;
    let browser = Browser::open(Screen::Phone, &server).await;
    if browser.lacks(&[Engine::Firefox, Engine::WebKit], "the pictures that are kept are Chromium's") {
        return;
    }
    browser.cdp("Emulation.setScrollbarsHidden", json!({ "hidden": true })).await;
    let mut pictures = KeptPictures::open();
    for (page, screen) in PICTURED {
        browser.resize(screen).await;
        browser.goto(&server.url(&format!("/{page}.html"))).await;
        browser.until("document.readyState === 'complete'").await;
        let faces = browser.run(PREPARE, &[json!(STILL)]).await;
        assert!(faces.as_array().is_some_and(|faces| faces.iter().all(|face| face == "loaded")), "{faces}");
        let exhibits = exhibits(&browser).await;
        let whole = taken(&browser).await;
        browser.run(WORDLESS, &[]).await;
        let wordless = taken(&browser).await;
        for Exhibit { name, place: [left, top, width, height] } in exhibits {
            let cut = |picture| imageops::crop_imm(picture, left, top, width, height).to_image();
            let new = New { whole: &cut(&whole), wordless: &cut(&wordless) };
            let screen = format!("{screen:?}").to_lowercase();
            pictures.compare(&format!("{name}/{page}-{screen}"), &new);
        }
    }
    pictures.close();
}

struct Exhibit {
    name: String,
    /// Left, top, width and height on the page.
    place: [u32; 4],
}

async fn exhibits(browser: &Browser) -> Vec<Exhibit> {
    let found = browser
        .value(
            "[...document.querySelectorAll('.gallery-exhibit')].map(exhibit => {
                 const { left, top, width, height } = exhibit.getBoundingClientRect();
                 return [exhibit.id, [left + scrollX, top + scrollY, width, height].map(Math.round)];
             })",
        )
        .await;
    let exhibits: Vec<(String, [u32; 4])> =
        serde_json::from_value(found).expect("exhibits have names and places");
    exhibits.into_iter().map(|(name, place)| Exhibit { name, place }).collect()
}

async fn taken(browser: &Browser) -> RgbImage {
    let png = browser.chromium_picture_of_all().await;
    image::load_from_memory_with_format(&png, ImageFormat::Png)
        .expect("the browser takes a picture")
        .into_rgb8()
}

/// The folder with the pictures that are kept, and what was found to differ from it.
struct KeptPictures {
    folder: PathBuf,
    /// Where pictures that differ are left, for people to look at.
    report: PathBuf,
    /// New pictures take the place of those that they differ from.
    keeps: bool,
    seen: BTreeSet<PathBuf>,
    changes: Vec<String>,
}

impl KeptPictures {
    fn open() -> Self {
        let report = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gallery");
        // Those of an earlier run; mostly there are none.
        let _ = fs::remove_dir_all(&report);
        Self {
            folder: Path::new(env!("CARGO_MANIFEST_DIR")).join("../pictures"),
            report,
            keeps: env::var_os("LONDON_DAILY_BLESS").is_some(),
            seen: BTreeSet::new(),
            changes: Vec::new(),
        }
    }

    fn compare(&mut self, name: &str, new: &New<'_>) {
        let file = self.folder.join(format!("{name}.png"));
        let change = match image::open(&file) {
            Ok(kept) => self.change(name, &kept.into_rgb8(), new),
            Err(error) if file.exists() => Some(format!("the picture that is kept cannot be read: {error}")),
            Err(_) => {
                self.report(name, "new", new.whole);
                Some("no picture is kept".to_owned())
            }
        };
        if let Some(change) = change {
            if self.keeps {
                write(&file, new.whole);
            }
            self.changes.push(format!("{name}: {change}"));
        }
        self.seen.insert(file);
    }

    /// Says how the new picture differs from the one that is kept, if it does.
    fn change(&self, name: &str, kept: &RgbImage, new: &New<'_>) -> Option<String> {
        let difference = difference(kept, new)?;
        for (which, picture) in [("kept", kept), ("new", new.whole), ("difference", &difference.picture)] {
            self.report(name, which, picture);
        }
        let [left, top, right, bottom] = difference.bounds;
        let mut change =
            format!("{} pixels differ, from {left}, {top} to {right}, {bottom}", difference.pixels);
        if kept.dimensions() != new.whole.dimensions() {
            let [(width, height), (new_width, new_height)] = [kept.dimensions(), new.whole.dimensions()];
            change.push_str(&format!("; it was {width} x {height} and is {new_width} x {new_height}"));
        }
        Some(change)
    }

    fn report(&self, name: &str, which: &str, picture: &RgbImage) {
        write(&self.report.join(format!("{name}-{which}.png")), picture);
    }

    /// # Panics
    ///
    /// If there are changes that are not to be kept.
    fn close(mut self) {
        for file in files(&self.folder) {
            if file.extension().is_some_and(|extension| extension == "png") && !self.seen.contains(&file) {
                let name = file.strip_prefix(&self.folder).unwrap_or(&file).with_extension("");
                self.changes.push(format!("{}: there is no such exhibit any more", name.display()));
                if self.keeps {
                    fs::remove_file(&file).expect("a picture that is kept can be taken away");
                }
            }
        }
        let changes = self.changes.join("\n    ");
        if self.keeps {
            println!("{} pictures are kept anew:\n    {changes}", self.changes.len());
            return;
        }
        assert!(
            self.changes.is_empty(),
            "{} pictures of the gallery are not as they were kept:\n    {changes}\n\
             Those that were kept, the new ones and the differences are in {}.\n\
             If it is meant to look so, `cargo xtask gallery --keep` keeps the new ones.",
            self.changes.len(),
            self.report.display()
        );
    }
}

/// Returns the files in the folders of a folder; none if it is not there.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = |folder: &Path| {
        let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
        entries.map(|entry| entry.path()).collect::<Vec<_>>()
    };
    entries(folder).iter().flat_map(|folder| entries(folder)).collect()
}

fn write(file: &Path, picture: &RgbImage) {
    let folder = file.parent().expect("a picture has a folder");
    fs::create_dir_all(folder).expect("a folder for pictures can be made");
    let mut png = Vec::new();
    // Without a filter pictures of letters are a quarter smaller than with the one that suits each line best.
    PngEncoder::new_with_quality(&mut png, CompressionType::Best, FilterType::NoFilter)
        .write_image(picture, picture.width(), picture.height(), ExtendedColorType::Rgb8)
        .expect("a picture can be written in PNG");
    fs::write(file, png).expect("a picture can be written");
}
