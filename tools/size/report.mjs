// Size report of the web bundle: raw, gzip and brotli bytes of every file and of the groups that matter, checked
// against a budget. Reads the precompressed files that the build left beside each file.
//
//   node tools/size/report.mjs [dist folder] [budget file]

import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const ENCODINGS = ['raw', 'gzip', 'brotli'];
const SUFFIX = { raw: '', gzip: '.gz', brotli: '.br' };

/** Bytes of one file of the bundle in each encoding. */
function sizeOf(dist, file) {
  const sizes = {};
  for (const encoding of ENCODINGS) {
    const path = join(dist, file + SUFFIX[encoding]);
    if (!existsSync(path)) throw new Error(`${path} is missing; build the bundle first.`);
    sizes[encoding] = statSync(path).size;
  }
  return sizes;
}

function sum(list) {
  const total = { raw: 0, gzip: 0, brotli: 0 };
  for (const sizes of list) for (const encoding of ENCODINGS) total[encoding] += sizes[encoding];
  return total;
}

/** `manifest.json` of the bundle says which files there are and which groups they form. */
export function measure(dist) {
  const manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8'));
  const files = {};
  for (const file of manifest.files) files[file] = sizeOf(dist, file);
  const groups = {};
  for (const [name, members] of Object.entries(manifest.groups)) {
    groups[name] = sum(members.map((file) => files[file]));
  }
  return { files, groups };
}

/** Sentences about what is over budget; empty when all is well. */
export function check(report, budget) {
  const problems = [];
  for (const [group, limits] of Object.entries(budget)) {
    const sizes = report.groups[group];
    if (!sizes) {
      problems.push(`The budget names "${group}", which the bundle does not have.`);
      continue;
    }
    for (const [encoding, limit] of Object.entries(limits)) {
      const over = sizes[encoding] - limit;
      if (over > 0) {
        problems.push(
          `"${group}" is ${sizes[encoding]} bytes (${encoding}), ${over} over its budget of ${limit}.`,
        );
      }
    }
  }
  return problems;
}

export function print(report) {
  const rows = [...Object.entries(report.files), null, ...Object.entries(report.groups)];
  const width = Math.max(...rows.filter(Boolean).map(([name]) => name.length));
  const line = (name, cells) =>
    console.log(name.padEnd(width) + cells.map((cell) => String(cell).padStart(11)).join(''));
  line('', ENCODINGS);
  for (const row of rows) {
    if (!row) console.log('-'.repeat(width + 33));
    else
      line(
        row[0],
        ENCODINGS.map((encoding) => row[1][encoding].toLocaleString('en')),
      );
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dist = resolve(process.argv[2] ?? join(ROOT, 'build/dist'));
  const budget = resolve(process.argv[3] ?? join(ROOT, 'web/budget.json'));
  try {
    const report = measure(dist);
    print(report);
    const problems = check(report, JSON.parse(readFileSync(budget, 'utf8')));
    for (const problem of problems) console.error(`over budget: ${problem}`);
    process.exitCode = problems.length ? 1 : 0;
  } catch (problem) {
    console.error(`size report: ${problem.message}`);
    process.exitCode = 1;
  }
}
