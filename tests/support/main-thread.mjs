// What keeps a page's own thread busy, from the browser's trace.
//
//   await withoutLongTask(await cdp(), async () => { … the page does something … });
import assert from 'node:assert/strict';

const LONG_MS = 50;
const ATTEMPTS = 3;

/// Fails when `act` has a main thread of a page work for over 50 ms in one task. Work is the thread's CPU time: a busy
/// machine takes the processor from any thread for as long as it likes, and how long a task lasts tells that machine's
/// story. A host may take the processor from the whole machine as well, and that looks like work. But a task of ours is
/// long every time, so one time without is the proof.
export async function withoutLongTask(cdp, act) {
  const seen = [];
  while (seen.length < ATTEMPTS) {
    const tasks = await longTasks(cdp, act);
    if (tasks.length === 0) return;
    seen.push(tasks);
  }
  assert.fail(`tasks over ${LONG_MS} ms each time: ${JSON.stringify(seen)}`);
}

/// The tasks of that kind during `act`: `worked` and `lasted` in milliseconds, and the `parts` that took a tenth of the
/// work or more.
export async function longTasks(cdp, act) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  cdp.on('Tracing.dataCollected', collect);
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      excludedCategories: ['*'],
      includedCategories: [
        'devtools.timeline',
        'disabled-by-default-devtools.timeline',
        '__metadata',
      ],
    },
  });
  await act();
  await endOfTask(cdp);
  const complete = new Promise((done) => cdp.once('Tracing.tracingComplete', done));
  await cdp.send('Tracing.end');
  await complete;
  cdp.off('Tracing.dataCollected', collect);
  return longOf(events);
}

/// A page answers from within a task, and a task still open at the end of the trace is in no record: the next one to
/// begin tells that it ended.
async function endOfTask(cdp) {
  const { exceptionDetails } = await cdp.send('Runtime.evaluate', {
    expression: 'new Promise((done) => setTimeout(() => setTimeout(done)))',
    awaitPromise: true,
  });
  assert.equal(exceptionDetails, undefined);
}

function longOf(events) {
  const thread = ({ pid, tid }) => `${pid}/${tid}`;
  const pages = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(thread),
  );
  const ofPages = events.filter((event) => pages.has(thread(event)) && event.tdur !== undefined);
  const tasks = ofPages.filter(({ name }) => name === 'RunTask');
  if (tasks.length === 0) throw new Error('the trace has no task of a page');
  return tasks
    .filter(({ tdur }) => tdur > LONG_MS * 1000)
    .map((task) => ({
      worked: Math.round(task.tdur / 1000),
      lasted: Math.round(task.dur / 1000),
      parts: ofPages
        .filter(
          (part) =>
            part !== task &&
            thread(part) === thread(task) &&
            part.ts >= task.ts &&
            part.ts + part.dur <= task.ts + task.dur &&
            part.tdur > task.tdur / 10,
        )
        .map(({ name, tdur }) => `${name} ${Math.round(tdur / 1000)}`),
    }));
}
