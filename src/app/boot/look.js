// Sets the reader's choices of look before the first paint (see src/features/settings/mod.rs).
try {
  for (const name of ["theme", "text-size", "line-length", "line-spacing", "typeface", "keys"]) {
    const chosen = localStorage.getItem(`london-daily-${name}`) ?? "";
    if (/^[a-z0-9]+$/.test(chosen)) {
      document.documentElement.setAttribute(`data-${name}`, chosen);
      // The theme has a colour for the browser's own bars, too.
      for (const meta of document.querySelectorAll(`meta[data-${name}]`)) {
        meta.media = meta.dataset.theme === chosen ? "all" : "not all";
      }
    }
  }
} catch {
  // Storage may be forbidden; then the system's preference applies.
}
