// Builds static/<name>.js from src/<name>/index.js, for every name there: npm ci && npm run build
// `node build.mjs FOLDER` writes into another folder, to compare.
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, "static");
const entries = readdirSync(join(here, "src")).filter((name) => existsSync(join(here, "src", name, "index.js")));

for (const name of entries) {
  await build({
    absWorkingDir: here,
    entryPoints: [`src/${name}/index.js`],
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
