//! The browsers that the tests run in, each with its driver: found on this machine, or installed from Debian's packages.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

use crate::{
    install::{cargo_tool, missing},
    process,
    setup::{GECKODRIVER, Need, OLDEST_GECKODRIVER},
    tools::{Found, Toolbox},
};

const WEBKIT_DRIVER: &str = "WebKitWebDriver";
/// What stands for a sound device on machines that have none, without which Firefox plays nothing.
const SOUND: &str = "pulseaudio";

/// Whether a browser is here with all that it needs.
pub(crate) fn are_there(tools: &Toolbox, need: Need) -> bool {
    match need {
        Need::Firefox => {
            firefox_itself(tools).is_some() && sound_is_there(tools) && geckodriver(tools).is_some()
        }
        Need::WebKit => absent_for_webkit(tools).is_empty(),
        _ => chromium_itself(tools).is_some() && chromedriver(tools).is_some(),
    }
}

/// Where the tests find the drivers, and the browser that no driver finds by itself: by the variable that names each.
pub(crate) fn drivers(tools: &Toolbox) -> Vec<(&'static str, PathBuf)> {
    let drivers = [
        ("CHROMEDRIVER", chromedriver(tools).map(|found| found.path)),
        ("GECKODRIVER", geckodriver(tools).map(|found| found.path)),
        ("WEBKIT_DRIVER", tools.program(WEBKIT_DRIVER)),
        ("WEBKIT_BROWSER", mini_browser()),
    ];
    drivers.into_iter().filter_map(|(variable, path)| Some((variable, path?))).collect()
}

/// Chromium and chromedriver, of the same version.
pub(crate) fn chromium(tools: &Toolbox) -> Result<String> {
    const BY_HAND: &str = "install Chromium or Chrome and the chromedriver of the same version, and put chromedriver on the \
                           PATH or name it in CHROMEDRIVER (Debian: apt-get install chromium chromium-driver)";
    if let Some(named) = env::var_os("CHROMEDRIVER").filter(|_| chromedriver(tools).is_none()) {
        bail!("CHROMEDRIVER names {}, which is no chromedriver that runs", named.display());
    }
    if chromedriver(tools).is_none() || chromium_itself(tools).is_none() {
        missing("Chromium and chromedriver");
        apt_get(tools, &["chromium", "chromium-driver", "fonts-liberation"])
            .with_context(|| format!("Chromium and its driver are missing: {BY_HAND}"))?;
    }
    let (Some(driver), Some(chromium)) = (chromedriver(tools), chromium_itself(tools)) else {
        bail!("Chromium or its driver is missing: {BY_HAND}");
    };
    if driver.version.major != chromium.version.major {
        bail!(
            "chromedriver {} cannot drive {} ({}): {BY_HAND}",
            driver.version.major,
            chromium.path.display(),
            chromium.version
        );
    }
    Ok(format!(
        "Chromium {} ({}) with {}",
        chromium.version.major,
        chromium.path.display(),
        driver.path.display()
    ))
}

/// Chromium's driver, as it is found on this machine: `CHROMEDRIVER` names another.
pub(crate) fn chromedriver(tools: &Toolbox) -> Option<Found> {
    match env::var_os("CHROMEDRIVER") {
        Some(path) => tools.examine(PathBuf::from(path)),
        None => tools.found("chromedriver").into_iter().next(),
    }
}

/// Chromium, or Chrome, as it is found on this machine.
pub(crate) fn chromium_itself(tools: &Toolbox) -> Option<Found> {
    const MAC: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
        .iter()
        .find_map(|name| tools.found(name).into_iter().next())
        .or_else(|| tools.examine(PathBuf::from(MAC)))
}

/// Firefox and geckodriver, and what Firefox plays its sound to.
pub(crate) fn firefox(tools: &mut Toolbox) -> Result<String> {
    const BY_HAND: &str =
        "install Firefox, and on Linux PulseAudio (Debian: apt-get install firefox-esr pulseaudio)";
    if let Some(named) = env::var_os("GECKODRIVER") {
        geckodriver(tools)
            .with_context(|| format!("GECKODRIVER names {}, which does not run", named.display()))?;
    }
    if firefox_itself(tools).is_none() {
        missing("Firefox");
        apt_get(tools, &["firefox-esr"]).with_context(|| format!("Firefox is missing: {BY_HAND}"))?;
    }
    if !sound_is_there(tools) {
        missing("PulseAudio, for the sound of Firefox");
        apt_get(tools, &[SOUND]).with_context(|| format!("PulseAudio is missing: {BY_HAND}"))?;
    }
    let firefox = firefox_itself(tools).with_context(|| format!("Firefox is missing: {BY_HAND}"))?;
    if env::var_os("GECKODRIVER").is_none() {
        cargo_tool(
            tools,
            "geckodriver",
            "geckodriver",
            GECKODRIVER,
            |version| version >= OLDEST_GECKODRIVER,
            "this takes 1 to 2 minutes, once",
        )?;
    }
    let driver = geckodriver(tools).context("geckodriver was there a moment ago")?;
    Ok(format!(
        "Firefox {} ({}) with {}",
        firefox.version.major,
        firefox.path.display(),
        driver.path.display()
    ))
}

/// Firefox's driver, as it is found on this machine: `GECKODRIVER` names another.
pub(crate) fn geckodriver(tools: &Toolbox) -> Option<Found> {
    match env::var_os("GECKODRIVER") {
        Some(path) => tools.examine(PathBuf::from(path)),
        None => tools.found("geckodriver").into_iter().next(),
    }
}

fn firefox_itself(tools: &Toolbox) -> Option<Found> {
    const MAC: &str = "/Applications/Firefox.app/Contents/MacOS/firefox";
    ["firefox", "firefox-esr"]
        .iter()
        .find_map(|name| tools.found(name).into_iter().next())
        .or_else(|| tools.examine(PathBuf::from(MAC)))
}

fn sound_is_there(tools: &Toolbox) -> bool {
    !cfg!(target_os = "linux") || tools.program(SOUND).is_some()
}

/// WebKitGTK with its driver, and the X server that its browser needs for want of a headless mode.
pub(crate) fn webkit(tools: &Toolbox) -> Result<String> {
    const BY_HAND: &str = "install WebKitGTK's driver, MiniBrowser, Xvfb and xsettingsd, on Linux \
                           (Debian: apt-get install webkit2gtk-driver xvfb xsettingsd)";
    let absent = absent_for_webkit(tools);
    if !absent.is_empty() {
        missing(&format!("for WebKitGTK: {}", absent.join(", ")));
        apt_get(tools, &["webkit2gtk-driver", "xvfb", "xsettingsd"])
            .with_context(|| format!("WebKitGTK is missing: {BY_HAND}"))?;
    }
    let absent = absent_for_webkit(tools);
    if !absent.is_empty() {
        bail!("for WebKitGTK there is no {}: {BY_HAND}", absent.join(", no "));
    }
    let (Some(driver), Some(browser)) = (tools.program(WEBKIT_DRIVER), mini_browser()) else {
        bail!("WebKitGTK is missing: {BY_HAND}");
    };
    Ok(format!("WebKitGTK ({}) with {}", browser.display(), driver.display()))
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
pub(crate) fn mini_browser() -> Option<PathBuf> {
    if let Some(named) = env::var_os("WEBKIT_BROWSER") {
        return Some(PathBuf::from(named)).filter(|path| path.is_file());
    }
    let multiarch = format!("/usr/lib/{}-linux-gnu", env::consts::ARCH);
    [multiarch.as_str(), "/usr/libexec", "/usr/lib64", "/usr/lib"]
        .iter()
        .map(|folder| Path::new(folder).join("webkit2gtk-4.1").join("MiniBrowser"))
        .find(|path| path.is_file())
}

/// Debian's packages: as root, or through sudo where it asks no password.
pub(crate) fn apt_get(tools: &Toolbox, packages: &[&str]) -> Result<()> {
    let apt = tools.program("apt-get").context("this machine has no apt-get")?;
    let mut prefix: Vec<PathBuf> = Vec::new();
    let user = process::output(tools.command("id").arg("-u"));
    if user.as_deref().map(str::trim) != Some("0") {
        let sudo = tools.program("sudo").context("apt-get needs root, and there is no sudo")?;
        process::output(tools.command(&sudo).args(["-n", "true"]))
            .context("apt-get needs root, and sudo asks for a password")?;
        prefix.extend([sudo, "-n".into()]);
    }
    let apt_get = |arguments: &[&str]| {
        let mut words = prefix.clone();
        words.push(apt.clone());
        let mut command = tools.command(words.remove(0));
        command.args(words).arg("-qq").args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        process::run(&mut command)
    };
    apt_get(&["update"])?;
    apt_get(&[&["install", "-y", "--no-install-recommends"], packages].concat())
}
