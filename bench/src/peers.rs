//! The article page beside the same page made by other kits: `bench/peers`, which Node builds and measures.
//!
//! Everything happens in a copy under `target/`, so that npm and the kits write nothing between the sources. Packages and builds
//! stay there, and are made again when their sources have changed.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::Options;

const SOURCES: &str = "bench/peers";
const COPY: &str = "target/peers";
const LOCK_FILE: &str = "package-lock.json";
const PACKAGES: &str = "node_modules";
/// The file that npm writes when all packages are installed.
const INSTALLED: &str = "node_modules/.package-lock.json";
/// Names in the copy that are not in the sources: what npm and the builds have made.
const MADE: [&str; 3] = [PACKAGES, "dist", "build.stamp"];

/// The sites that are compared, and how.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Comparison with peers")]
pub(crate) struct Conditions {
    /// The peers beside static-html: any of next-static, sveltekit-static, solid-spa, svelte-spa, react-spa, vanilla-spa.
    #[arg(
        long,
        value_name = "NAMES",
        value_delimiter = ',',
        default_value = "next-static,sveltekit-static,solid-spa"
    )]
    only: Vec<String>,
    /// The size of the window; one narrower than 600 pixels is a phone's.
    #[arg(long, value_name = "WIDTHxHEIGHT", default_value = "412x823", value_parser = window)]
    viewport: String,
    /// Serves over HTTP/2 and TLS, with a certificate that the openssl command makes.
    #[arg(long)]
    http2: bool,
}

/// Builds the peers, prints the site with their content, and measures all of them in one run. Fails when a budget is exceeded.
pub(crate) fn measure(options: &Options) -> Result<()> {
    let programs = &options.programs;
    let Conditions { only, viewport, http2 } = &options.comparison;
    for name in only {
        if !Path::new(SOURCES).join("sites").join(name).join("package.json").is_file() {
            bail!("there is no peer `{name}` in {SOURCES}/sites");
        }
    }
    install(&programs.npm)?;

    let mut command = Command::new(&programs.npm);
    command.current_dir(COPY).args(["run", "--silent", "measure", "--"]);
    command.arg("--content").arg(absolute(&options.content)?);
    command.arg("--dist").arg(absolute(&options.dist)?);
    command.arg("--press").arg(absolute(&programs.press)?);
    if let Some(minifier) = &programs.minifier {
        command.arg("--minifier").arg(minifier);
    }
    command.arg("--chromium").arg(&programs.chromium);
    command.arg("--json").arg(absolute(&options.results)?.join("peers.json"));
    command.args(["--only", &only.join(","), "--rounds", &options.runs.to_string(), "--viewport", viewport]);
    if *http2 {
        command.arg("--http2");
    }
    println!("\nBuilding the peers and measuring, about 15 seconds for each visit:");
    if !command.status().context("npm could not be started")?.success() {
        bail!("the comparison failed, or a budget is exceeded: see above");
    }
    Ok(())
}

/// Brings the copy up to date, and installs the packages that its lock file names unless they are there.
fn install(npm: &Path) -> Result<()> {
    let copy = Path::new(COPY);
    let before = fs::read(copy.join(LOCK_FILE)).unwrap_or_default();
    mirror(Path::new(SOURCES), copy).with_context(|| format!("{SOURCES} could not be copied to {COPY}"))?;
    if before == fs::read(copy.join(LOCK_FILE))? && copy.join(INSTALLED).is_file() {
        return Ok(());
    }
    if copy.join(PACKAGES).exists() {
        fs::remove_dir_all(copy.join(PACKAGES))?;
    }
    println!("\nInstalling the peers' packages with npm (once, 450 MB):");
    let status = Command::new(npm).current_dir(copy).args(["ci", "--loglevel=error"]).status().context(
        "the peers were not measured: npm is missing, which comes with Node (Debian: apt-get install nodejs npm)",
    )?;
    if !status.success() {
        bail!(
            "the peers were not measured: `npm ci` failed in {COPY}; it needs a network, or a registry that npm is told of"
        );
    }
    Ok(())
}

/// Makes `to` like `from`, and leaves alone what was made there.
fn mirror(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(to)? {
        let entry = entry?;
        if is_made(&entry) || from.join(entry.file_name()).exists() {
            continue;
        }
        match entry.file_type()?.is_dir() {
            true => fs::remove_dir_all(entry.path())?,
            false => fs::remove_file(entry.path())?,
        }
    }
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if is_made(&entry) {
            continue;
        }
        let target = to.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true => mirror(&entry.path(), &target)?,
            false => fs::copy(entry.path(), &target).map(|_| ())?,
        }
    }
    Ok(())
}

fn is_made(entry: &fs::DirEntry) -> bool {
    MADE.iter().any(|name| entry.file_name() == *name)
}

fn absolute(path: &Path) -> Result<PathBuf> {
    fs::canonicalize(path).with_context(|| format!("there is no {}", path.display()))
}

fn window(text: &str) -> Result<String, String> {
    let sides = text.split_once('x').map(|(width, height)| (width.parse::<u16>(), height.parse::<u16>()));
    match sides {
        Some((Ok(1..), Ok(1..))) => Ok(text.to_owned()),
        _ => Err("two numbers of pixels, such as 412x823".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_loses_what_its_source_lost_and_keeps_its_builds() {
        let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let write = |folder: &Path, file: &str, text: &str| {
            let path = folder.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write(from.path(), "sites/a/page.js", "new");
        write(from.path(), "sites/a/dist/index.html", "built beside the sources");
        for file in ["sites/a/page.js", "sites/a/gone.js", "sites/gone/page.js", "sites/a/dist/index.html"] {
            write(to.path(), file, "old");
        }
        mirror(from.path(), to.path()).unwrap();
        assert_eq!(fs::read_to_string(to.path().join("sites/a/page.js")).unwrap(), "new");
        assert_eq!(fs::read_to_string(to.path().join("sites/a/dist/index.html")).unwrap(), "old");
        assert!(!to.path().join("sites/a/gone.js").exists());
        assert!(!to.path().join("sites/gone").exists());
    }

    #[test]
    fn a_window_has_two_sides() {
        assert!(window("1280x900").is_ok());
        for text in ["", "1280", "1280x", "0x900", "axb", "1x2x3"] {
            assert!(window(text).is_err(), "{text}");
        }
    }
}
