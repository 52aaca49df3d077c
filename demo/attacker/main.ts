import { showAttempt } from './attempt.ts';
import { attempts } from './attempts.ts';

interface AttackerConfig {
  softphoneUrl: string;
  /** Path of the softphone page without `frame-ancestors`. */
  unprotectedPath: string;
}

const verdict = document.querySelector('.verdict');
const list = document.querySelector('#attempts');

const say = (text: string, isBad: boolean): void => {
  if (!verdict) return;
  verdict.textContent = text;
  verdict.classList.add(isBad ? 'bad' : 'good');
};

try {
  const { softphoneUrl, unprotectedPath } = (await (await fetch('/config.json')).json()) as AttackerConfig;
  let succeeded = 0;
  for (const attempt of attempts(softphoneUrl, softphoneUrl + unprotectedPath)) {
    if (list && (await showAttempt(list, attempt)).succeeded) succeeded++;
  }
  if (succeeded === 0) say('Everything was refused. No call was made and nothing was learnt about yours.', false);
  else say(`${succeeded} of these attempts succeeded. Please report it as SECURITY.md says.`, true);
} catch {
  say('The attacks could not be carried out: this page could not be loaded properly.', true);
}
