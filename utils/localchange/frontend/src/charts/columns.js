// Columns of numbers arrive from Python as raw bytes; here they become arrays.

const KINDS = { f8: Float64Array, f4: Float32Array, i4: Int32Array };

/** One column: a list of texts as it is, or numbers unpacked from their bytes. */
export function unpack(column) {
  if (Array.isArray(column)) return column;
  const { kind, data } = column;
  const bytes = data.buffer ? data : new DataView(data);
  // A copy, because the bytes need not start at a multiple of eight.
  const copy = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  return new KINDS[kind](copy);
}

/** All columns of a picture, by name. */
export function unpackAll(columns) {
  const unpacked = {};
  for (const [name, column] of Object.entries(columns ?? {})) unpacked[name] = unpack(column);
  return unpacked;
}
