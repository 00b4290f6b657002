// vitrine-render, run as a person would.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from './paths.mjs';

const tool = resolve(
  process.env.VITRINE_RENDER ??
    join(root, 'build', 'native-release', 'tools', 'render', 'vitrine-render'),
);

export const noTool = existsSync(tool)
  ? false
  : 'needs vitrine-render (tools/bootstrap/cmake-preset native-release vitrine-render)';

/// Resolves with { status, stdout, stderr }.
export function render(...args) {
  return new Promise((done, fail) => {
    const child = spawn(tool, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const texts = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'])
      child[name].setEncoding('utf8').on('data', (text) => (texts[name] += text));
    child.on('error', fail).on('close', (status) => done({ status, ...texts }));
  });
}
