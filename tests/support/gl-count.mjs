// Put before the render worker's script by the test server: counts the GL objects that are alive there.
export const countGl = `(() => {
  const live = (self.__glLive = {});
  const made = new WeakSet();
  const kinds = ['Buffer', 'Texture', 'Framebuffer', 'Renderbuffer', 'VertexArray', 'Program', 'Shader', 'Sampler', 'Query'];
  const proto = self.WebGL2RenderingContext?.prototype;
  if (!proto) return;
  for (const kind of kinds) {
    live[kind] = 0;
    const create = proto['create' + kind], drop = proto['delete' + kind];
    proto['create' + kind] = function (...args) {
      const object = create.apply(this, args);
      if (object) { made.add(object); live[kind] += 1; }
      return object;
    };
    proto['delete' + kind] = function (object) {
      if (object && made.delete(object)) live[kind] -= 1;
      return drop.call(this, object);
    };
  }
  const fence = proto.fenceSync, unfence = proto.deleteSync;
  live.Sync = 0;
  proto.fenceSync = function (...args) { live.Sync += 1; return fence.apply(this, args); };
  proto.deleteSync = function (sync) { if (sync) live.Sync -= 1; return unfence.call(this, sync); };
})();
`;
