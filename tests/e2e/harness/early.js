// Records the lines of the page's console, and every error that would be seen there.
{
  const lines = [];
  const say = (level, message) => lines.push({ level, message });
  const levels = { error: "SEVERE", assert: "SEVERE", warn: "WARNING", info: "INFO", log: "INFO", debug: "DEBUG" };
  for (const [name, level] of Object.entries(levels)) {
    const real = console[name].bind(console);
    console[name] = (...words) => {
      if (name !== "assert" || !words[0]) say(level, words.map(String).join(" "));
      real(...words);
    };
  }
  addEventListener("error", event => {
    const { target, message, filename } = event;
    if (message) say("SEVERE", `${message} (${filename})`);
    else say("SEVERE", `<${target?.localName}> could not be loaded: ${target?.currentSrc || target?.src || target?.href}`);
  }, true);
  addEventListener("unhandledrejection", event => say("SEVERE", `Uncaught (in promise) ${event.reason}`));
  addEventListener("securitypolicyviolation", event => say("SEVERE", `${event.violatedDirective} forbids ${event.blockedURI}`));
  // Lines of a page that the reader leaves by a link or a form would be lost with it.
  addEventListener("pagehide", () => lines.length && navigator.sendBeacon("/.console", JSON.stringify(lines.splice(0))));
  Object.defineProperty(window, "consoleLines", { value: () => lines.splice(0) });
}
