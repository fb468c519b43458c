//! The gallery: every component with canned data, one page for each theme and direction. `cargo xtask gallery` makes it.
//!
//! It is printed as the site is, so it shows how components look; how they behave, the end-to-end tests show.
// The type of a view has the types of all views in it.
#![recursion_limit = "512"]

mod canned;
mod exhibits;

use std::{env, io, path::Path};

use canned::Language;

/// The themes of the reading settings, as the attribute of the root element names them.
const THEMES: [&str; 3] = ["light", "dark", "sepia"];

fn main() -> io::Result<()> {
    let mut folders = env::args_os().skip(1);
    let (Some(project), Some(target)) = (folders.next(), folders.next()) else {
        eprintln!("usage: gallery PROJECT TARGET");
        return Err(io::ErrorKind::InvalidInput.into());
    };
    let (project, target) = (Path::new(&project), Path::new(&target));
    copy(&project.join("style"), &target.join("style"))?;
    copy(&project.join("content/pictures"), &target.join("pictures"))?;
    let styles = styles(&fs_err::read_to_string(project.join("index.html"))?);
    let mut links = String::new();
    for theme in THEMES {
        for language in [Language::English, Language::Arabic] {
            let name = format!("{theme}-{}.html", language.direction());
            fs_err::write(target.join(&name), page(theme, language, &styles))?;
            links.push_str(&format!("<li><a href=\"{name}\">{theme}, {}</a></li>", language.direction()));
        }
    }
    let index = format!(
        "<!doctype html><html lang=\"en-GB\"><meta charset=\"utf-8\"><title>Gallery</title>{styles}<main class=\"frame\">\
         <h1>Gallery</h1><ul>{links}</ul></main></html>"
    );
    fs_err::write(target.join("index.html"), index)
}

/// Returns a page with all exhibits.
fn page(theme: &str, language: Language, styles: &str) -> String {
    let mut shown = String::new();
    for exhibit in exhibits::all(language) {
        shown.push_str(&format!(
            "<section class=\"gallery-exhibit\" id=\"{0}\"><p class=\"gallery-name\" dir=\"ltr\" lang=\"en\">{0}</p>{1}</section>\n",
            exhibit.name,
            // So that the pages can be opened as files, too.
            exhibit.html.replace("=\"/pictures/", "=\"pictures/")
        ));
    }
    format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"{}\" data-theme=\"{theme}\" data-program data-player>\n<head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Gallery: {theme}, {1}</title>{styles}\
         <style>{}</style></head>\n<body>\n<main>\n<h1 class=\"gallery-title\" dir=\"ltr\" lang=\"en\">Gallery: {theme}, {1}</h1>\n{shown}</main>\n</body>\n</html>\n",
        language.tag(),
        language.direction(),
        include_str!("gallery.css"),
    )
}

/// Returns links to the style sheets that the site's own page links to, in their order.
fn styles(index: &str) -> String {
    let sheets = index.lines().filter_map(|line| {
        let href = line.split("rel=\"css\" href=\"").nth(1)?.split('"').next()?;
        Some(format!("<link rel=\"stylesheet\" href=\"{href}\">"))
    });
    sheets.collect()
}

/// Copies the files of a folder and the folders in it.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs_err::create_dir_all(to)?;
    for entry in fs_err::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs_err::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
