// A chart of colour patches as a model: squares side by side on a plane that faces +Z, and on planes that face other
// ways if asked.
import { encode } from './picture.mjs';
import { glb } from './glb.mjs';

/// `patches`: material objects of glTF, one per square, left to right and top to bottom in `columns`. `facing`: degrees
/// about +Y, one plane each, all at the same distance from the middle. Squares measure 1. Returns { bytes, rows }.
export function chart(patches, { columns, facing = [0], textures = [] }) {
  const rows = Math.ceil(patches.length / columns);
  const positions = [],
    normals = [],
    places = [];
  patches.forEach((_, i) => {
    const left = (i % columns) - columns / 2;
    const top = rows / 2 - Math.floor(i / columns);
    for (const [x, y] of [
      [0, 1],
      [1, 1],
      [1, 0],
      [0, 0],
    ]) {
      positions.push(left + x, top - y, columns / 2);
      normals.push(0, 0, 1);
      places.push(x, y);
    }
  });
  const corners = Uint16Array.from(
    patches.flatMap((_, i) => [0, 1, 2, 0, 2, 3].map((c) => 4 * i + c)),
  );
  const parts = [
    Float32Array.from(positions),
    Float32Array.from(normals),
    Float32Array.from(places),
    corners,
    ...textures.map((colour) => encode({ width: 1, height: 1, data: Uint8Array.from(colour) })),
  ].map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength));
  let end = 0;
  const bufferViews = parts.map((part) => {
    const view = { buffer: 0, byteOffset: end, byteLength: part.length };
    end += (part.length + 3) & ~3;
    return view;
  });
  const padded = parts.map((part) => Buffer.concat([part, Buffer.alloc(-part.length & 3)]));
  const count = 4 * patches.length;
  const vertices = (view, type, more = {}) => ({
    bufferView: view,
    componentType: 5126,
    count,
    type,
    ...more,
  });
  const half = [columns / 2, rows / 2, columns / 2];
  const extensionsUsed = [...new Set(patches.flatMap((m) => Object.keys(m.extensions ?? {})))];
  const { bytes } = glb(
    {
      asset: { version: '2.0' },
      ...(extensionsUsed.length ? { extensionsUsed } : {}),
      scene: 0,
      scenes: [{ nodes: facing.map((_, i) => i) }],
      nodes: facing.map((angle) => {
        const a = (angle * Math.PI) / 360;
        return { mesh: 0, rotation: [0, Math.sin(a), 0, Math.cos(a)] };
      }),
      meshes: [
        {
          primitives: patches.map((_, i) => ({
            attributes: { POSITION: 0, NORMAL: 1, TEXCOORD_0: 2 },
            indices: 3 + i,
            material: i,
          })),
        },
      ],
      materials: patches,
      ...(textures.length
        ? {
            textures: textures.map((_, i) => ({ source: i })),
            images: textures.map((_, i) => ({ bufferView: 4 + i, mimeType: 'image/png' })),
          }
        : {}),
      buffers: [{ byteLength: end }],
      bufferViews,
      accessors: [
        vertices(0, 'VEC3', { min: [-half[0], -half[1], half[2]], max: half }),
        vertices(1, 'VEC3'),
        vertices(2, 'VEC2'),
        ...patches.map((_, i) => ({
          bufferView: 3,
          byteOffset: 12 * i,
          componentType: 5123,
          count: 6,
          type: 'SCALAR',
        })),
      ],
    },
    Buffer.concat(padded),
  );
  return { bytes, rows };
}
