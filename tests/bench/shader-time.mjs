// How long shaders take to compile and link until the first view, on the page's own thread and on workers. In a run of
// its own, because the clock is put before the scripts of both.
import { launch } from '../support/browser.mjs';
import { TestServer } from '../support/server.mjs';
import { pageOf } from './measure.mjs';

// It runs in every call that makes a program or waits for one.
const timeShaders = `(() => {
  self.__shaders = { ms: 0, programs: 0 };
  const proto = self.WebGL2RenderingContext?.prototype;
  if (!proto) return;
  let depth = 0;
  for (const name of [
    'compileShader', 'linkProgram', 'getShaderParameter', 'getProgramParameter', 'getShaderInfoLog',
    'getProgramInfoLog', 'getUniformLocation', 'getActiveUniform', 'getActiveUniforms', 'getUniformBlockIndex',
    'getActiveUniformBlockParameter', 'uniformBlockBinding', 'getAttribLocation', 'getActiveAttrib',
  ]) {
    const call = proto[name];
    proto[name] = function (...args) {
      const start = performance.now();
      depth += 1;
      try {
        return call.apply(this, args);
      } finally {
        depth -= 1;
        if (depth === 0) self.__shaders.ms += performance.now() - start;
        if (name === 'linkProgram') self.__shaders.programs += 1;
      }
    };
  }
})();
`;

/// `shaders`: milliseconds on all threads; `shadersOnPage`: those of the page's thread; `programs`: how many.
export async function measureShaders(side, model) {
  const server = await new TestServer({ policy: null, workerPrelude: timeShaders }).start();
  const browser = await launch(['--disable-http-cache']);
  try {
    const context = await browser.newContext({ viewport: { width: 800, height: 600 } });
    await context.addInitScript({ content: timeShaders });
    const page = await context.newPage();
    await page.goto(server.page(pageOf(side, model)), { waitUntil: 'commit' });
    await page.waitForSelector('#v0', { state: 'attached' });
    const load = await page.evaluate(() => harness.next('v0', ['load', 'error']));
    if (load.kind === 'error')
      throw new Error(`${model.name} on ${side.tag}: ${JSON.stringify(load.detail)}`);
    const read = (place) => place.evaluate(() => self.__shaders ?? { ms: 0, programs: 0 });
    const onPage = await read(page);
    const all = [onPage, ...(await Promise.all(page.workers().map(read)))];
    const sum = (key) => all.reduce((s, thread) => s + thread[key], 0);
    return { shaders: sum('ms'), shadersOnPage: onPage.ms, programs: sum('programs') };
  } finally {
    await browser.close();
    await server.stop();
  }
}
