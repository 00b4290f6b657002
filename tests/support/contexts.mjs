// Put before the render worker's script by the test server: keeps its WebGL contexts within a test's reach.
export const keepContexts = `(() => {
  self.__contexts = [];
  const get = self.OffscreenCanvas?.prototype.getContext;
  if (!get) return;
  OffscreenCanvas.prototype.getContext = function (kind, ...rest) {
    const context = get.call(this, kind, ...rest);
    if (context && kind === 'webgl2') self.__contexts.push(context);
    return context;
  };
})();
`;

/// Takes the context away from the render worker, as a GPU that is reset does.
export const loseContext = (worker) =>
  worker.evaluate(() => self.__contexts[0].getExtension('WEBGL_lose_context').loseContext());
