// What the JavaScript of a page, and of its render worker, holds once garbage was collected: objects, arrays, closures,
// texts. Code that was compiled meanwhile and what the browser keeps for its developer tools do not count.
const COUNTED = new Set([
  'object',
  'array',
  'closure',
  'string',
  'concatenated string',
  'sliced string',
  'regexp',
  'number',
  'symbol',
  'bigint',
]);

function sum({ snapshot, nodes }) {
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const type = fields.indexOf('type');
  const size = fields.indexOf('self_size');
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += fields.length)
    if (COUNTED.has(types[type][nodes[at + type]])) bytes += nodes[at + size];
  return bytes;
}

/// `ask(method)` sends a command; `listen(handler)` hands over events as (method, params).
async function heapOf(ask, listen) {
  const chunks = [];
  listen((method, params) => {
    if (method === 'HeapProfiler.addHeapSnapshotChunk') chunks.push(params.chunk);
  });
  await ask('HeapProfiler.takeHeapSnapshot'); // collects garbage first
  return sum(JSON.parse(chunks.join('')));
}

/// Bytes; `client` is a CDP session of the page.
export async function pageHeap(client) {
  let hear = () => {};
  const chunk = (params) => hear('HeapProfiler.addHeapSnapshotChunk', params);
  client.on('HeapProfiler.addHeapSnapshotChunk', chunk);
  try {
    return await heapOf(
      (method) => client.send(method),
      (handler) => (hear = handler),
    );
  } finally {
    client.off('HeapProfiler.addHeapSnapshotChunk', chunk);
  }
}

/// The same of its one worker.
export async function workerHeap(client) {
  let sessionId = '';
  let hear = () => {};
  const answers = new Map();
  const attached = (event) => (sessionId = event.sessionId);
  const received = ({ message }) => {
    const { id, method, params, result } = JSON.parse(message);
    if (id) answers.get(id)?.(result);
    else hear(method, params);
  };
  client.on('Target.attachedToTarget', attached);
  client.on('Target.receivedMessageFromTarget', received);
  const auto = (autoAttach) =>
    client.send('Target.setAutoAttach', { autoAttach, waitForDebuggerOnStart: false });
  const ask = (method) =>
    new Promise((done) => {
      const id = answers.size + 1;
      answers.set(id, done);
      const message = JSON.stringify({ id, method });
      void client.send('Target.sendMessageToTarget', { sessionId, message });
    });
  try {
    await auto(true);
    return await heapOf(ask, (handler) => (hear = handler));
  } finally {
    await auto(false);
    client.off('Target.attachedToTarget', attached);
    client.off('Target.receivedMessageFromTarget', received);
  }
}
