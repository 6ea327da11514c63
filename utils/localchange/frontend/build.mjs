// Builds static/loader.js from src/loader.js, and static/<name>.js from src/<name>/index.js for every name there:
//   npm ci && npm run build
// `node build.mjs FOLDER` writes into another folder, to compare.
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, "static");
const bundles = readdirSync(join(here, "src")).filter((name) => existsSync(join(here, "src", name, "index.js")));
const entries = { loader: "src/loader.js", ...Object.fromEntries(bundles.map((name) => [name, `src/${name}/index.js`])) };

for (const [name, entry] of Object.entries(entries)) {
  await build({
    absWorkingDir: here,
    entryPoints: [entry],
    outfile: join(out, `${name}.js`),
    bundle: true,
    format: "esm",
    target: "es2020",
    minify: true,
    charset: "utf8",
    legalComments: "eof",
    loader: { ".css": "text" },
    logLevel: "warning",
  });
}
