/** A process of a bench: asked by messages, and ended when its part is over. */
import { type ChildProcess, fork } from 'node:child_process';

export interface Child<Request, Reply extends { type: string }> {
  /** Sends the request, and waits for an answer of this type. */
  ask<Type extends Reply['type']>(request: Request | undefined, answer: Type): Promise<Extract<Reply, { type: Type }>>;
  kill(): Promise<void>;
}

export const startChild = <Request extends object, Reply extends { type: string }>(path: string, ...args: (string | number)[]): Child<Request, Reply> => {
  const child: ChildProcess = fork(path, args.map(String), { execArgv: ['--expose-gc'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return {
    ask: (request, answer) =>
      new Promise((resolve, reject) => {
        const settle = (act: () => void) => {
          child.off('message', hear);
          child.off('exit', gone);
          act();
        };
        const hear = (reply: unknown) => (reply as Reply).type === answer && settle(() => resolve(reply as never));
        const gone = () => settle(() => reject(new Error(`${path.split('/').pop()} has ended`)));
        child.on('message', hear);
        child.on('exit', gone);
        if (request) child.send(request);
      }),
    kill: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
  };
};
