//! The browsers that the tests run in, each with its driver: found on this machine, or installed from Debian's packages.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};

use crate::{
    setup::{self, Need},
    tools::Toolbox,
};

const CHROMIUM: &[&str] =
    &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const CHROME_ON_MAC: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
const FIREFOX: &[&str] = &["firefox", "firefox-esr"];
const FIREFOX_ON_MAC: &str = "/Applications/Firefox.app/Contents/MacOS/firefox";
const WEBKIT_DRIVER: &str = "WebKitWebDriver";
/// Stands for a sound device on machines that have none: without one Firefox plays nothing.
const SOUND: &str = "pulseaudio";
/// Older ones have no `--allow-system-access`.
const GECKODRIVER: &str = ">=0.36, <1";

/// Tells whether a browser is here with all that it needs.
pub(crate) fn are_there(tools: &Toolbox, need: Need) -> bool {
    match need {
        Need::Firefox => {
            firefox_itself(tools).is_some() && sound_is_there(tools) && geckodriver(tools).is_some()
        }
        Need::WebKit => absent_for_webkit(tools).is_empty(),
        _ => chromium_itself(tools).is_some() && chromedriver(tools).is_some(),
    }
}

/// Returns where the tests find the drivers, and the browser that no driver finds by itself: by the variable that names each.
pub(crate) fn drivers(tools: &Toolbox) -> Vec<(&'static str, PathBuf)> {
    let drivers = [
        ("CHROMEDRIVER", chromedriver(tools)),
        ("GECKODRIVER", geckodriver(tools)),
        ("WEBKIT_DRIVER", tools.program(WEBKIT_DRIVER)),
        ("WEBKIT_BROWSER", mini_browser()),
    ];
    drivers.into_iter().filter_map(|(variable, path)| Some((variable, path?))).collect()
}

/// Makes sure of Chromium and chromedriver, of the same version.
pub(crate) fn chromium(tools: &Toolbox) -> Result<String> {
    if chromedriver(tools).is_none() || chromium_itself(tools).is_none() || !has_times(tools) {
        let packages = ["chromium", "chromium-driver", "fonts-liberation"];
        setup::apt_get(tools, "Chromium with its driver", &packages)?;
    }
    let chromium = chromium_itself(tools).context("Chromium is not on the PATH")?;
    let driver =
        chromedriver(tools).context("chromedriver is not on the PATH, and CHROMEDRIVER names none")?;
    let of_chromium = tools.version_of(&chromium).with_context(|| does_not_run(&chromium))?;
    let of_driver = tools.version_of(&driver).with_context(|| does_not_run(&driver))?;
    ensure!(
        major_version(&of_chromium) == major_version(&of_driver),
        "{of_driver} ({}) cannot drive {of_chromium} ({}): their first numbers must be the same",
        driver.display(),
        chromium.display()
    );
    Ok(format!("{of_chromium} ({}) with {}", chromium.display(), driver.display()))
}

/// Returns `true` if there is a face as wide as Times, in which pages are shown until their own faces have come: with a wider one
/// they would move then. Where no `fc-match` can tell, the system has its own.
fn has_times(tools: &Toolbox) -> bool {
    let Some(fc_match) = tools.program("fc-match") else { return true };
    let answer = Command::new(fc_match).arg("Times New Roman").output();
    answer.is_ok_and(|answer| {
        let face = String::from_utf8_lossy(&answer.stdout);
        ["Times", "Liberation Serif", "Tinos"].iter().any(|name| face.contains(name))
    })
}

/// Returns Chromium's driver: `CHROMEDRIVER` names another than the first on the search path.
pub(crate) fn chromedriver(tools: &Toolbox) -> Option<PathBuf> {
    named("CHROMEDRIVER").or_else(|| tools.program("chromedriver"))
}

/// Returns Chromium, or Chrome.
pub(crate) fn chromium_itself(tools: &Toolbox) -> Option<PathBuf> {
    first(tools, CHROMIUM, CHROME_ON_MAC)
}

/// Makes sure of Firefox and geckodriver, and of something that Firefox plays its sound to.
pub(crate) fn firefox(tools: &Toolbox) -> Result<String> {
    if firefox_itself(tools).is_none() || !sound_is_there(tools) {
        setup::apt_get(tools, "Firefox, or PulseAudio for its sound", &["firefox-esr", SOUND])?;
    }
    let firefox = firefox_itself(tools).context("Firefox is not on the PATH")?;
    let version = tools.version_of(&firefox).with_context(|| does_not_run(&firefox))?;
    let driver = match named("GECKODRIVER") {
        Some(driver) => tools.version_of(&driver).with_context(|| does_not_run(&driver))?,
        None => setup::cargo_tool(
            tools,
            "geckodriver",
            "geckodriver",
            GECKODRIVER,
            "this takes about a minute, once",
        )?,
    };
    Ok(format!("{version} ({}) with {}", firefox.display(), driver.lines().next().unwrap_or_default()))
}

fn geckodriver(tools: &Toolbox) -> Option<PathBuf> {
    named("GECKODRIVER").or_else(|| tools.program("geckodriver"))
}

fn firefox_itself(tools: &Toolbox) -> Option<PathBuf> {
    first(tools, FIREFOX, FIREFOX_ON_MAC)
}

fn sound_is_there(tools: &Toolbox) -> bool {
    !cfg!(target_os = "linux") || tools.program(SOUND).is_some()
}

/// Makes sure of WebKitGTK with its driver, and of the X server that its browser needs for want of a headless mode.
pub(crate) fn webkit(tools: &Toolbox) -> Result<String> {
    let absent = absent_for_webkit(tools);
    if !absent.is_empty() {
        let what = format!("WebKitGTK's {}", absent.join(", "));
        setup::apt_get(tools, &what, &["webkit2gtk-driver", "xvfb", "xsettingsd"])?;
    }
    let absent = absent_for_webkit(tools);
    ensure!(absent.is_empty(), "for WebKitGTK there is no {}", absent.join(", no "));
    Ok(format!("WebKitGTK with {WEBKIT_DRIVER}"))
}

fn absent_for_webkit(tools: &Toolbox) -> Vec<&'static str> {
    let mut absent = vec![WEBKIT_DRIVER, "Xvfb", "xsettingsd"];
    absent.retain(|name| tools.program(name).is_none());
    if mini_browser().is_none() {
        absent.push("MiniBrowser");
    }
    absent
}

/// The browser that comes with WebKitGTK, in a folder that distributions place differently: `WEBKIT_BROWSER` names another.
fn mini_browser() -> Option<PathBuf> {
    if let Some(browser) = named("WEBKIT_BROWSER") {
        return Some(browser).filter(|path| path.is_file());
    }
    let multiarch = format!("/usr/lib/{}-linux-gnu", env::consts::ARCH);
    [multiarch.as_str(), "/usr/libexec", "/usr/lib64", "/usr/lib"]
        .iter()
        .map(|folder| Path::new(folder).join("webkit2gtk-4.1").join("MiniBrowser"))
        .find(|path| path.is_file())
}

fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).filter(|path| !path.is_empty()).map(PathBuf::from)
}

fn first(tools: &Toolbox, names: &[&str], on_mac: &str) -> Option<PathBuf> {
    let installed = names.iter().find_map(|name| tools.program(name));
    installed.or_else(|| Some(PathBuf::from(on_mac)).filter(|path| path.is_file()))
}

fn does_not_run(program: &Path) -> String {
    format!("{} does not run", program.display())
}

/// Returns the first number of the version in `printed`, such as `Chromium 156.0.8078.79 built on Debian`.
fn major_version(printed: &str) -> Option<u32> {
    printed.split_whitespace().find_map(|word| word.split_once('.')?.0.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_and_its_driver_are_compared_by_first_number() {
        let chromium = major_version("Chromium 156.0.8078.79 built on Debian GNU/Linux 12");
        assert_eq!(chromium, Some(156));
        assert_eq!(major_version("ChromeDriver 156.0.8078.12 (0a1b2c)"), chromium);
        assert_eq!(major_version("no version"), None);
    }
}
