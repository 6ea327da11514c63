// What is typed and not yet saved, kept for this window only (it goes when the window is closed).

export class Draft {
  constructor(spec) {
    this.name = `localchange-draft/${spec.place}/${spec.key}/${spec.stage ?? ""}`;
  }

  keep(value) {
    try {
      sessionStorage.setItem(this.name, JSON.stringify({ value, at: Date.now() }));
    } catch {
      // Storage is full or forbidden: the words still stand on the page, and the page says that they are not saved.
    }
  }

  drop() {
    try {
      sessionStorage.removeItem(this.name);
    } catch {
      // As above.
    }
  }

  /** What was typed after the last save, or undefined. */
  newerThan(saved) {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.name));
      if (kept && (!saved || kept.at > Date.parse(saved))) return kept.value;
    } catch {
      // Not ours or not readable: as if there were none.
    }
    return undefined;
  }
}
