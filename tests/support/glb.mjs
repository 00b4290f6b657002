// Small models made in code, for tests that need to know every byte.

const pad = (bytes, fill) =>
  Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4, fill)]);

/// A GLB from a glTF object, or its text, and a binary chunk. `borders` are the byte counts at which a chunk or header ends.
export function glb(json, bin) {
  const text = pad(Buffer.from(typeof json === 'string' ? json : JSON.stringify(json)), 0x20);
  const data = pad(bin, 0);
  const total = 12 + 8 + text.length + 8 + data.length;
  const u32 = (...values) => Buffer.from(Uint32Array.from(values).buffer);
  const bytes = Buffer.concat([
    u32(0x46546c67, 2, total),
    u32(text.length, 0x4e4f534a),
    text,
    u32(data.length, 0x004e4942),
    data,
  ]);
  return {
    bytes,
    borders: { header: 12, jsonHeader: 20, json: 20 + text.length, binHeader: 28 + text.length },
  };
}

/// A box of the given size and colour (linear 0…1), flat-shaded. `ballast`: bytes before its own that nothing refers to, in
/// fours. `variants`: name → another colour, as KHR_materials_variants.
export function box({
  size = [1, 1, 1],
  color = [0.8, 0.1, 0.05, 1],
  ballast = 0,
  variants = {},
  name,
} = {}) {
  const material = (baseColorFactor, at) => ({
    ...(name && at === 0 ? { name } : {}),
    pbrMetallicRoughness: { baseColorFactor, metallicFactor: 0, roughnessFactor: 0.6 },
  });
  const names = Object.keys(variants);
  const extension = (content) =>
    names.length ? { extensions: { KHR_materials_variants: content } } : {};
  const positions = [],
    normals = [],
    indices = [];
  for (let axis = 0; axis < 3; ++axis)
    for (const sign of [-1, 1]) {
      const first = positions.length / 3;
      for (const [u, v] of [
        [-1, -1],
        [1, -1],
        [1, 1],
        [-1, 1],
      ]) {
        const p = [0, 0, 0],
          n = [0, 0, 0];
        p[axis] = (sign * size[axis]) / 2;
        p[(axis + 1) % 3] = (u * size[(axis + 1) % 3]) / 2;
        p[(axis + 2) % 3] = (v * size[(axis + 2) % 3]) / 2;
        n[axis] = sign;
        positions.push(...p);
        normals.push(...n);
      }
      indices.push(...(sign > 0 ? [0, 1, 2, 0, 2, 3] : [0, 2, 1, 0, 3, 2]).map((i) => first + i));
    }
  const p = Buffer.from(Float32Array.from(positions).buffer);
  const n = Buffer.from(Float32Array.from(normals).buffer);
  const i = Buffer.from(Uint16Array.from(indices).buffer);
  const filling = Buffer.from(
    Uint8Array.from({ length: ballast }, (_, at) => (at * 2654435761) >>> 13),
  );
  const half = size.map((s) => s / 2);
  return glb(
    {
      asset: { version: '2.0' },
      scene: 0,
      scenes: [{ nodes: [0] }],
      nodes: [{ mesh: 0 }],
      ...(names.length ? { extensionsUsed: ['KHR_materials_variants'] } : {}),
      ...extension({ variants: names.map((name) => ({ name })) }),
      meshes: [
        {
          primitives: [
            {
              attributes: { POSITION: 0, NORMAL: 1 },
              indices: 2,
              material: 0,
              ...extension({
                mappings: names.map((_, at) => ({ material: at + 1, variants: [at] })),
              }),
            },
          ],
        },
      ],
      materials: [color, ...Object.values(variants)].map(material),
      buffers: [{ byteLength: ballast + p.length + n.length + i.length }],
      bufferViews: [
        { buffer: 0, byteOffset: ballast, byteLength: p.length },
        { buffer: 0, byteOffset: ballast + p.length, byteLength: n.length },
        { buffer: 0, byteOffset: ballast + p.length + n.length, byteLength: i.length },
      ],
      accessors: [
        {
          bufferView: 0,
          componentType: 5126,
          count: 24,
          type: 'VEC3',
          min: half.map((h) => -h),
          max: half,
        },
        { bufferView: 1, componentType: 5126, count: 24, type: 'VEC3' },
        { bufferView: 2, componentType: 5123, count: 36, type: 'SCALAR' },
      ],
    },
    Buffer.concat([filling, p, n, i]),
  );
}
