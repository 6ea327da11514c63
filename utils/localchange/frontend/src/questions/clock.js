// Times in words.

const two = (number) => String(number).padStart(2, "0");

/** "14:02", and the day if it was not today. */
export function clock(iso) {
  const when = new Date(iso);
  const time = `${two(when.getHours())}:${two(when.getMinutes())}`;
  if (when.toDateString() === new Date().toDateString()) return time;
  return `${time} on ${when.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })}`;
}
