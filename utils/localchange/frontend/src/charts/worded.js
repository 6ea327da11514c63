/** Say a value of a handle, as "95%", "50% of tries" or "12 clinicians". */
export const worded = (handle, value) => {
  const named = (handle.names ?? []).find((name) => name[0] === value);
  if (named) return named[1];
  const places = (String(handle.step).split(".")[1] ?? "").length;
  const number = Number(value).toFixed(places);
  return handle.unit.startsWith("%") ? `${number}${handle.unit}` : `${number} ${handle.unit}`.trim();
};
