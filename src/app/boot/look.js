// Sets the reader's choice of theme and text size before the first paint (see src/features/settings/mod.rs).
try {
  for (const name of ["theme", "text-size"]) {
    const chosen = localStorage.getItem(`london-daily-${name}`) ?? "";
    if (/^[a-z0-9]+$/.test(chosen)) document.documentElement.setAttribute(`data-${name}`, chosen);
  }
} catch {
  // Storage may be forbidden; then the system's preference applies.
}
