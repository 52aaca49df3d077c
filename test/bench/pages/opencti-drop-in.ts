/** A softphone page that calls Open CTI, and tells how long the first call took, counted from asking for the script. */
import { timeCalls } from './timed-calls.ts';

interface Answer {
  success: boolean;
  errors: { description: string }[] | null;
}

declare const sforce: { opencti: { screenPop(request: object): void } };

const screenPop = () =>
  new Promise<void>((resolve, reject) => {
    const callback = ({ success, errors }: Answer) => (success ? resolve() : reject(new Error(errors?.[0]?.description)));
    sforce.opencti.screenPop({ type: 'sobject', params: { recordId: 'contact/17' }, callback });
  });

const script = document.createElement('script');
script.src = new URLSearchParams(location.search).get('script') ?? '';
script.onload = async () => {
  await screenPop();
  parent.postMessage({ firstAnswerMs: performance.now() - from }, new URL(script.src).origin);
  timeCalls(screenPop);
};
const from = performance.now();
document.head.append(script);
