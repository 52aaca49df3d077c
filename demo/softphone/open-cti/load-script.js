/** Loads a script of the CRM. Where that cannot be done, the page says so instead of staying empty. */
import { element } from './element.js';

export const showAlone = (text) => {
  document.querySelector('main').replaceChildren(element('h1', {}, 'This softphone lives in a CRM'), element('p', { class: 'muted' }, text));
};

export const loadScript = (source, onLoad) => {
  const script = document.createElement('script');
  script.src = source;
  script.onload = onLoad;
  script.onerror = () => showAlone('The script of Open CTI could not be loaded from it.');
  document.head.append(script);
};
