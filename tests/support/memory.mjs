// Memory of a process tree on Linux: the proportional set size, so that pages shared between processes count once.
import { readdirSync, readFileSync } from 'node:fs';

/// All processes below `pid`, and itself.
export function processTree(pid) {
  const parents = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It ended meanwhile.
    }
  }
  const tree = new Set([pid]);
  for (let grown = true; grown;) {
    grown = false;
    for (const [child, parent] of parents)
      if (tree.has(parent) && !tree.has(child)) {
        tree.add(child);
        grown = true;
      }
  }
  return [...tree];
}

/// Sum of the proportional set sizes of the tree, in bytes.
export function treeMemory(pid) {
  let bytes = 0;
  for (const process of processTree(pid))
    try {
      bytes +=
        1024 *
        Number(
          /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${process}/smaps_rollup`, 'utf8'))?.[1] ?? 0,
        );
    } catch {
      // It ended meanwhile.
    }
  return bytes;
}
