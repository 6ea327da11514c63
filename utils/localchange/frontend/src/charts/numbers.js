// How a number is written for a person to read. `plain` is how it is written for a spreadsheet.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const thousands = (value, places = 0) =>
  value.toLocaleString("en-GB", { minimumFractionDigits: places, maximumFractionDigits: places });

const FORMATS = {
  percent: (value) => `${(100 * value).toFixed(1)}%`,
  percent0: (value) => `${Math.round(100 * value)}%`,
  number: (value) => thousands(value),
  number1: (value) => thousands(value, 1),
  number2: (value) => thousands(value, 2),
  minutes: (value) => `${thousands(value)} min`,
  month: (value) => `${MONTHS[new Date(value).getUTCMonth()]} ${new Date(value).getUTCFullYear()}`,
  year: (value) => `${new Date(value).getUTCFullYear()}`,
  text: (value) => `${value}`,
  hours: (value) => (value % 60 === 0 ? `${value / 60} h` : ""),
};

export function show(value, format) {
  if (value === null || value === undefined || Number.isNaN(value)) return "not known";
  return FORMATS[format](value);
}

export function plain(value, format) {
  if (value === null || value === undefined || Number.isNaN(value)) return "";
  if (format === "month") return new Date(value).toISOString().slice(0, 10);
  return `${value}`;
}

/** Every number of a column in words or figures, from `show`; ticks of an axis leave unknowns out. */
export const tick = (format) => (value) => FORMATS[format](value);
