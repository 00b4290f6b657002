// The commerce worker: asks the shop's API and checks its answers, away from the page's thread. One per page, shared by all
// viewers and the shop's own code. Where a worker can't be had (a bundle on another origin), the page imports the same file
// and calls startHere().

import type { FromCommerce, ToCommerce } from './commerce/messages.js';
import { AnswerReader } from './commerce/worker/answers.js';
import { callApi } from './commerce/worker/calls.js';

class Service {
  private readonly reader = new AnswerReader();
  private readonly open = new Map<number, AbortController>();

  constructor(private readonly send: (message: FromCommerce) => void) {
    this.reader.warm();
  }

  receive(message: ToCommerce): void {
    if (message.type === 'abort') this.open.get(message.call)?.abort();
    else void this.call(message);
  }

  private async call({ call, request }: ToCommerce & { type: 'call' }): Promise<void> {
    const controller = new AbortController();
    this.open.set(call, controller);
    try {
      const answer = await callApi(request, this.reader, controller.signal);
      if (answer) this.send({ ...answer, call });
    } catch (problem) {
      const reason = problem instanceof Error ? problem.message : String(problem);
      const message = `Answers of the shop's API can't be checked: ${reason}`;
      const error = { code: 'decoder', message, url: request.url, status: 0, problem: null };
      this.send({ call, value: null, token: '', error });
    } finally {
      this.open.delete(call);
    }
  }
}

export function startHere(send: (message: FromCommerce) => void): (message: ToCommerce) => void {
  const service = new Service(send);
  return (message) => service.receive(message);
}

if (!('document' in globalThis)) {
  const scope = self as unknown as MessagePort; // as far as it matters here
  const receive = startHere((message) => scope.postMessage(message));
  scope.addEventListener('message', (event: MessageEvent<ToCommerce>) => receive(event.data));
}
