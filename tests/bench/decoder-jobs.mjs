// The compressed parts of glTF files: what a decoder gets.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const COMPONENTS = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4 };

function parse(path) {
  const file = readFileSync(path);
  if (file.readUInt32LE(0) !== 0x46546c67) return { json: JSON.parse(file.toString('utf8')) };
  const length = file.readUInt32LE(12);
  const json = JSON.parse(file.toString('utf8', 20, 20 + length));
  const bin = 20 + length < file.length ? file.subarray(28 + length) : undefined;
  return { json, bin };
}

/// { meshopt, draco, ktx2 }: arrays of jobs, each with its bytes.
export function collectJobs(paths) {
  const jobs = { meshopt: [], draco: [], ktx2: [] };
  for (const path of paths) {
    const { json, bin } = parse(path);
    const buffers = (json.buffers ?? []).map((buffer, i) => {
      if (!buffer.uri) return i === 0 ? bin : undefined;
      if (buffer.uri.startsWith('data:')) return Buffer.from(buffer.uri.split(',')[1], 'base64');
      return readFileSync(join(dirname(path), decodeURIComponent(buffer.uri)));
    });
    const range = (v) =>
      Uint8Array.from(
        buffers[v.buffer].subarray(v.byteOffset ?? 0, (v.byteOffset ?? 0) + v.byteLength),
      );

    for (const view of json.bufferViews ?? []) {
      const packed = view.extensions?.EXT_meshopt_compression;
      if (!packed) continue;
      jobs.meshopt.push({
        count: packed.count,
        stride: packed.byteStride,
        mode: packed.mode,
        filter: packed.filter ?? 'NONE',
        bytes: range(packed),
      });
    }
    for (const primitive of (json.meshes ?? []).flatMap((mesh) => mesh.primitives)) {
      const packed = primitive.extensions?.KHR_draco_mesh_compression;
      if (!packed) continue;
      const attributes = Object.entries(packed.attributes).map(([name, id]) => {
        const accessor = json.accessors[primitive.attributes[name]];
        return { id, type: accessor.componentType, components: COMPONENTS[accessor.type] };
      });
      jobs.draco.push({
        indices: json.accessors[primitive.indices].count,
        vertices: json.accessors[primitive.attributes.POSITION].count,
        attributes,
        bytes: range(json.bufferViews[packed.bufferView]),
      });
    }
    for (const image of json.images ?? []) {
      const uri = image.uri && decodeURIComponent(image.uri);
      if (image.mimeType !== 'image/ktx2' && !uri?.endsWith('.ktx2')) continue;
      const bytes = uri
        ? new Uint8Array(readFileSync(join(dirname(path), uri)))
        : range(json.bufferViews[image.bufferView]);
      const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      jobs.ktx2.push({
        bytes,
        width: words.getUint32(20, true),
        height: words.getUint32(24, true),
        uastc: words.getUint8(words.getUint32(48, true) + 12) === 166,
      });
    }
  }
  return jobs;
}
