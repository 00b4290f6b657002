# The files of Filament that we compile, relative to its root. Explicit, so that what is in the wasm is a decision.

set(FILAMENT_UTILS_SOURCES
    Allocator.cpp CString.cpp CallStack.cpp CountDownLatch.cpp CyclicBarrier.cpp EntityManager.cpp JobSystem.cpp
    Log.cpp NameComponentManager.cpp Panic.cpp Path.cpp Profiler.cpp Systrace.cpp api_level.cpp ashmem.cpp debug.cpp
    ostream.cpp sstream.cpp)
list(TRANSFORM FILAMENT_UTILS_SOURCES PREPEND libs/utils/src/)
set(FILAMENT_UTILS_LINUX_SOURCES
    libs/utils/src/linux/Condition.cpp libs/utils/src/linux/Mutex.cpp libs/utils/src/linux/Path.cpp)

set(FILAMENT_LIB_SOURCES
    filabridge/src/SamplerBindingMap.cpp filabridge/src/SamplerInterfaceBlock.cpp filabridge/src/SibGenerator.cpp
    filabridge/src/UibGenerator.cpp filabridge/src/UniformInterfaceBlock.cpp
    filaflat/src/ChunkContainer.cpp filaflat/src/DictionaryReader.cpp filaflat/src/MaterialChunk.cpp
    filaflat/src/ShaderBuilder.cpp filaflat/src/Unflattener.cpp
    ibl/src/Cubemap.cpp ibl/src/CubemapIBL.cpp ibl/src/CubemapSH.cpp ibl/src/CubemapUtils.cpp ibl/src/Image.cpp
    geometry/src/SurfaceOrientation.cpp geometry/src/Transcoder.cpp)
list(TRANSFORM FILAMENT_LIB_SOURCES PREPEND libs/)

set(FILAMENT_BACKEND_SOURCES
    BackendUtils.cpp Callable.cpp CircularBuffer.cpp CommandBufferQueue.cpp CommandStream.cpp Driver.cpp Handle.cpp
    Platform.cpp Program.cpp SamplerGroup.cpp TextureReshaper.cpp
    noop/NoopDriver.cpp noop/PlatformNoop.cpp
    opengl/GLUtils.cpp opengl/OpenGLBlitter.cpp opengl/OpenGLContext.cpp opengl/OpenGLDriver.cpp
    opengl/OpenGLPlatform.cpp opengl/OpenGLProgram.cpp opengl/TimerQuery.cpp opengl/gl_headers.cpp)
list(TRANSFORM FILAMENT_BACKEND_SOURCES PREPEND filament/backend/src/)
set(FILAMENT_BACKEND_WEB_SOURCES filament/backend/src/opengl/PlatformWebGL.cpp)

set(FILAMENT_SOURCES
    Box.cpp BufferObject.cpp Camera.cpp Color.cpp ColorGrading.cpp Culler.cpp DFG.cpp DebugRegistry.cpp Engine.cpp
    Exposure.cpp Fence.cpp FrameGraphRenderPass.cpp FrameInfo.cpp FrameSkipper.cpp Froxelizer.cpp Frustum.cpp
    GPUBuffer.cpp IndexBuffer.cpp IndirectLight.cpp Material.cpp MaterialInstance.cpp MaterialParser.cpp
    PostProcessManager.cpp RenderPrimitive.cpp RenderTarget.cpp Renderer.cpp ResourceAllocator.cpp Scene.cpp
    ShadowMap.cpp ShadowMapManager.cpp Skybox.cpp Stream.cpp SwapChain.cpp Texture.cpp ToneMapping.cpp
    UniformBuffer.cpp VertexBuffer.cpp View.cpp Viewport.cpp
    components/CameraManager.cpp components/LightManager.cpp components/RenderableManager.cpp
    components/TransformManager.cpp
    fg2/Blackboard.cpp fg2/DependencyGraph.cpp fg2/FrameGraph.cpp fg2/FrameGraphPass.cpp fg2/FrameGraphResources.cpp
    fg2/FrameGraphTexture.cpp fg2/PassNode.cpp fg2/Resource.cpp fg2/ResourceNode.cpp)
list(TRANSFORM FILAMENT_SOURCES PREPEND filament/src/)

# Materials that the engine has built in. Only the ones that we can meet are compiled; all are post-processing but
# for the default one (whose depth shader every material falls back on).
set(FILAMENT_MATERIALS filament/src/materials/defaultMaterial.mat)
set(FILAMENT_EMPTY_MATERIALS
    SKYBOX SAO MIPMAPDEPTH VSMMIPMAP BILATERALBLUR SEPARABLEGAUSSIANBLUR BLOOMDOWNSAMPLE BLOOMUPSAMPLE FLARE BLITLOW
    BLITMEDIUM BLITHIGH COLORGRADING COLORGRADINGASSUBPASS FXAA TAA DOFDOWNSAMPLE DOFCOC DOFMIPMAP DOFTILES
    DOFTILESSWIZZLE DOFDILATE DOF DOFMEDIAN DOFCOMBINE)
