// Compressed models through the element: every form, every texture format, decoders that are fetched only where they
// are needed, workers that end when idle, and decoders that fail.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, browserTest } from '../support/harness.mjs';
import { red, shows, withModels } from '../support/models.mjs';
import { distDir, noShared } from '../support/paths.mjs';
import { compare, coverage } from '../support/picture.mjs';

const bottle = (form) => `/shared/models/WaterBottle/compressed/WaterBottle.${form}.glb`;
const lamp = '/shared/models/AnisotropyBarnLamp/glTF-KTX2-Basisu/AnisotropyBarnLamp.gltf';
const { files } = JSON.parse(readFileSync(join(distDir, 'manifest.json'), 'utf8'));
const pathOf = (name) => `/dist/${files.find((file) => file.startsWith(`${name}.`))}`;
const script = pathOf('decode-worker');
const decoders = ['mesh', 'draco', 'ktx2'];

const fetched = (server) =>
  decoders.filter((name) => server.requests(pathOf(`decode-${name}`)).length > 0);

/// Decode workers that live now, anywhere in the browser of this test file.
async function decodeWorkers(browser) {
  const client = await browser.newBrowserCDPSession();
  const { targetInfos } = await client.send('Target.getTargets', { filter: [{}] });
  await client.detach();
  return targetInfos.filter(({ type, url }) => type === 'worker' && url.endsWith(script)).length;
}

async function until(what, condition, ms = 15_000) {
  const end = performance.now() + ms;
  while (!(await condition())) {
    assert.ok(performance.now() < end, `waited in vain: ${what}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

// --- every form --------------------------------------------------------------------------------------------

const forms = [
  ['meshopt and WebP', bottle('meshopt-webp'), ['mesh']],
  ['meshopt and KTX2', bottle('meshopt-ktx2'), ['mesh', 'ktx2']],
  ['Draco and WebP', bottle('draco-webp'), ['draco']],
  ['Draco and KTX2', bottle('draco-ktx2'), ['draco', 'ktx2']],
  ['Draco and JPEG', '/shared/models/ToyCar/compressed/ToyCar.draco.glb', ['draco']],
  ['KTX2 in files of their own', lamp, ['ktx2']],
];
for (const [what, src, needed] of forms)
  browserTest(
    `a model with ${what} loads, and only its decoders are fetched, once each`,
    { skip: noShared, elements: [shows(src)] },
    async ({ viewer, server }) => {
      await viewer().load();
      assert.ok(coverage(await viewer().screenshot()) > 0.02, 'nothing to see');
      assert.ok((await viewer().stats()).decodeTime > 0);
      // Tangent frames are the mesh decoder's too, so it may come for any model.
      const asked = fetched(server);
      for (const name of needed) assert.ok(asked.includes(name), `no request for ${name}`);
      for (const name of ['draco', 'ktx2'])
        assert.equal(asked.includes(name), needed.includes(name), `asked for ${asked}`);
      for (const name of asked) assert.equal(server.requests(pathOf(`decode-${name}`)).length, 1);
    },
  );

browserTest(
  'a model that is not compressed asks for no decoder and starts no worker for it',
  { setup: withModels, elements: [shows(red.src)] },
  async ({ viewer, server, browser }) => {
    await viewer().load();
    await viewer().still();
    assert.deepEqual(fetched(server), []);
    assert.equal(server.requests(script).length, 0);
    // Those of the test before this one may take a moment to end.
    await until('there is no worker', async () => (await decodeWorkers(browser)) === 0);
  },
);

// --- every texture format ----------------------------------------------------------------------------------

const extensions = [
  'WEBGL_compressed_texture_astc',
  'EXT_texture_compression_bptc',
  'WEBGL_compressed_texture_s3tc',
  'WEBGL_compressed_texture_s3tc_srgb',
  'WEBGL_compressed_texture_etc',
];
/// Leaves only `kept` of the extensions, and keeps what textures are made of in `made`.
const onlyFormats = (kept) => `(() => {
  const hidden = ${JSON.stringify(extensions.filter((name) => !kept.includes(name)))};
  const proto = self.WebGL2RenderingContext?.prototype;
  if (!proto) return;
  const get = proto.getExtension;
  proto.getExtension = function (name) {
    return hidden.includes(name) ? null : get.call(this, name);
  };
  const made = (self.made = []);
  const store = proto.texStorage2D;
  proto.texStorage2D = function (...args) {
    made.push(args[2]);
    return store.apply(this, args);
  };
  const fill = proto.compressedTexSubImage2D;
  const problems = (self.problems = []);
  proto.compressedTexSubImage2D = function (...args) {
    fill.apply(this, args);
    const error = proto.getError.call(this); // the host's context answers for itself
    if (error) problems.push([error, ...args.slice(1, 7)]);
  };
})();
`;

// [extensions, formats of which the textures must be, linear and sRGB]
const formats = {
  ASTC: [['WEBGL_compressed_texture_astc'], [0x93b0, 0x93d0]],
  BC7: [['EXT_texture_compression_bptc'], [0x8e8c, 0x8e8d]],
  'BC1 and BC3': [
    ['WEBGL_compressed_texture_s3tc', 'WEBGL_compressed_texture_s3tc_srgb'],
    [0x83f0, 0x8c4c, 0x83f3, 0x8c4f],
  ],
  ETC2: [['WEBGL_compressed_texture_etc'], [0x9274, 0x9275, 0x9278, 0x9279]],
  RGBA8: [[], [0x8058, 0x8c43]],
};
const sources = { ETC1S: bottle('draco-ktx2'), UASTC: bottle('meshopt-ktx2') };
const allBlocks = Object.values(formats)
  .slice(0, -1)
  .flatMap(([, list]) => list);
for (const [codec, src] of Object.entries(sources)) {
  const pictures = new Map();
  for (const [name, [kept, all]] of Object.entries(formats)) {
    // ETC1S is a part of ETC2, which every GPU with ASTC takes; no decoder makes ASTC of it.
    const plain = codec === 'ETC1S' && name === 'ASTC';
    const expected = plain ? formats.RGBA8[1] : all;
    browserTest(
      `${codec} textures become ${plain ? 'RGBA8' : name} where the GPU takes only ${name}`,
      {
        skip: noShared,
        elements: [shows(src)],
        server: { workerPrelude: onlyFormats(kept) },
      },
      async ({ page, viewer }) => {
        const v = viewer();
        await v.load();
        await v.still();
        const { made, problems } = await page
          .workers()[0]
          .evaluate(() => ({ made: self.made, problems: self.problems }));
        assert.deepEqual(problems, [], 'GL errors');
        const hex = made.map((format) => `0x${format.toString(16)}`).join();
        assert.ok(
          made.some((format) => expected.includes(format)),
          `textures are ${hex}`,
        );
        const others = made.filter((f) => allBlocks.includes(f) && !expected.includes(f));
        assert.deepEqual(others, [], `textures are ${hex}`);
        pictures.set(name, await v.screenshot());
        const [reference] = pictures.values();
        const { mean } = compare(reference, pictures.get(name));
        assert.ok(mean < 1, `the picture differs by ${mean} from that of the first format`);
      },
    );
  }
}

browserTest(
  'block-compressed textures take less than a third of what plain ones do',
  {
    skip: noShared,
    elements: [{ ...shows(bottle('meshopt-ktx2')), width: 390 }],
  },
  async ({ viewer, server }) => {
    const v = viewer();
    await v.load();
    const blocks = (await v.stats()).gpuTextureBytes;
    server.workerPrelude = onlyFormats([]);
    await v.page.reload();
    await v.load();
    const plain = (await v.stats()).gpuTextureBytes;
    assert.ok(blocks > 0 && blocks <= 0.3 * plain, `${blocks} bytes against ${plain}`);
  },
);

// --- where decoding runs -----------------------------------------------------------------------------------

browserTest(
  "on the page's own thread compressed models load too, in the same workers",
  {
    skip: noShared,
    init: () => {
      delete self.OffscreenCanvas;
    },
    server: { workerPrelude: 'delete self.OffscreenCanvas;\n' },
    elements: [shows(bottle('draco-ktx2'))],
  },
  async ({ viewer, server }) => {
    await viewer().load();
    assert.ok(coverage(await viewer().screenshot()) > 0.02);
    assert.ok(server.requests(script).length > 0, 'no decode worker was started');
  },
);

browserTest(
  'decode workers end when they have nothing to do, and come again',
  { skip: noShared, elements: [shows(bottle('draco-ktx2'))] },
  async ({ viewer, browser, server }) => {
    const v = viewer();
    await v.load();
    const started = server.requests(script).length;
    assert.ok(started >= 1 && started <= 3, `${started} workers were started`);
    await until('the workers end', async () => (await decodeWorkers(browser)) === 0);
    await v.set({ src: `${bottle('draco-ktx2')}?again` });
    await v.load();
    assert.ok(server.requests(script).length > started, 'no worker came again');
    assert.equal(server.requests(pathOf('decode-draco')).length, 1, 'the decoder came again');
  },
);

browserTest(
  'removing the element in the middle of decoding ends the workers with the render worker',
  { skip: noShared, elements: [shows(bottle('meshopt-ktx2'))] },
  async ({ page, browser, server }) => {
    await until('a worker starts', () => server.requests(script).length > 0);
    await page.evaluate(() => document.getElementById('v0').remove());
    await until('the workers end', async () => (await decodeWorkers(browser)) === 0);
  },
);

// --- decoders that fail ------------------------------------------------------------------------------------

/// Put before a decode worker's script: every job ends as a trap does.
const traps = `{
  const { Instance } = WebAssembly;
  WebAssembly.Instance = function (...args) {
    const { exports } = new Instance(...args);
    const vd_run = () => { throw new WebAssembly.RuntimeError('unreachable'); };
    return { exports: { ...exports, vd_run } };
  };
}
`;
/// The first `count` decode workers trap.
function trapping(server, count) {
  let left = count;
  server.serve(script, {
    arrive: () => {
      server.workerPrelude = left-- > 0 ? traps : '';
    },
  });
}

browserTest(
  'a decoder that traps once is replaced, and the model still loads',
  {
    skip: noShared,
    setup: (server) => (trapping(server, 1), { elements: [shows(bottle('draco-webp'))] }),
  },
  async ({ viewer, server }) => {
    await viewer().load();
    assert.ok(server.requests(script).length >= 2, 'the worker was not replaced');
    assert.equal((await viewer().records('error')).length, 0);
    assert.ok(coverage(await viewer().screenshot()) > 0.02);
  },
);

browserTest(
  'a decoder that always traps is "decoder", and the next load works',
  {
    skip: noShared,
    setup: (server) => (trapping(server, Infinity), { elements: [shows(bottle('draco-webp'))] }),
  },
  async ({ viewer, server }) => {
    const v = viewer();
    const error = await v.error();
    assert.equal(error.code, 'decoder');
    assert.match(error.message, /draco.*unreachable/);
    assert.equal(error.url, server.origin + bottle('draco-webp'));
    assert.equal((await v.records('error')).length, 1);
    trapping(server, 0);
    await v.set({ src: `${bottle('draco-webp')}?again` });
    await v.load();
    assert.ok(coverage(await v.screenshot()) > 0.02);
  },
);

for (const [what, path] of [
  ['the decoder', pathOf('decode-draco')],
  ['the worker script', script],
])
  browserTest(
    `${what} that is missing on the server is "decoder", and the next load works`,
    {
      skip: noShared,
      setup: (server) => {
        server.serve(path, { status: 404, body: '' });
        return { elements: [shows(bottle('draco-webp'))] };
      },
      expected: [/404/],
    },
    async ({ viewer, server }) => {
      const v = viewer();
      assert.equal((await v.error()).code, 'decoder');
      server.serve(path, {});
      await v.set({ src: `${bottle('draco-webp')}?again` });
      await v.load();
    },
  );

for (const [what, form, code, damage] of [
  ['Draco', 'draco-webp', 'bad-compression', Buffer.from('DRACO')],
  ['KTX2', 'draco-ktx2', 'bad-image', Buffer.from([0xab, 0x4b, 0x54, 0x58, 0x20, 0x32, 0x30])],
])
  browserTest(
    `damaged ${what} data is "${code}", and the next load works`,
    {
      skip: noShared,
      setup: (server) => {
        const bytes = readFileSync(
          join(server.mounts.shared, bottle(form).slice('/shared/'.length)),
        );
        const at = bytes.indexOf(damage);
        assert.ok(at > 0);
        // Behind the magic, so that it is still taken for what it was.
        bytes.fill(0xff, at + 12, at + 60);
        server.serve('/models/damaged.glb', { body: bytes, type: 'model/gltf-binary' });
        withModels(server);
        return { elements: [shows('/models/damaged.glb')] };
      },
    },
    async ({ viewer }) => {
      const v = viewer();
      const error = await v.error();
      assert.equal(error.code, code, error.message);
      await v.set({ src: red.src });
      await v.load();
    },
  );
