export function inbox() { return () => {}; }
