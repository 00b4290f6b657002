// Where the peer finds its decoders: beside it, instead of on another host. Read before its module runs.
'use strict';
self.ModelViewerElement = Object.assign(self.ModelViewerElement ?? {}, {
  dracoDecoderLocation: '/decoders/three/examples/jsm/libs/draco/gltf/',
  ktx2TranscoderLocation: '/decoders/three/examples/jsm/libs/basis/',
  meshoptDecoderLocation: '/decoders/meshoptimizer/meshopt_decoder.js',
});
