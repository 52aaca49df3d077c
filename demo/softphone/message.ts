/** Pages without a phone: why, and where to go. */
import { isCtiError } from 'ringframe';
import type { SoftphoneConfig } from './config.ts';

const paragraph = (...children: (Node | string)[]) => {
  const element = document.createElement('p');
  element.append(...children);
  return element;
};

const link = (href: string) => {
  const element = document.createElement('a');
  element.href = href;
  element.target = '_top';
  element.textContent = href;
  return element;
};

export const showMessage = (main: HTMLElement, title: string, ...paragraphs: HTMLElement[]): void => {
  const heading = document.createElement('h1');
  heading.textContent = title;
  const box = document.createElement('section');
  box.className = 'message';
  box.append(heading, ...paragraphs);
  main.replaceChildren(box);
  main.removeAttribute('aria-busy');
};

/** The page was opened by itself. */
export const showAlone = (main: HTMLElement, { crmOrigins }: SoftphoneConfig): void =>
  showMessage(
    main,
    'This softphone lives in a CRM',
    paragraph('It makes no calls by itself. Open the CRM, which shows it at its side:'),
    ...crmOrigins.map((origin) => paragraph(link(origin))),
  );

/** There is an embedding page, and it is not to be talked to. */
export const showRefusal = (main: HTMLElement, error: unknown, { crmOrigins }: SoftphoneConfig): void => {
  if (isCtiError(error, 'ORIGIN_REFUSED')) {
    const origin = typeof error.details?.origin === 'string' ? error.details.origin : 'a page of another origin';
    showMessage(
      main,
      'Refused',
      paragraph(
        `This softphone was embedded by ${origin}, which is not one of its CRMs. It tells that page nothing and takes no commands from it; no phone is connected.`,
      ),
      paragraph(`Allowed: ${crmOrigins.join(', ')}`),
    );
    return;
  }
  showMessage(main, 'No CRM answers', paragraph(error instanceof Error ? error.message : 'Something unexpected went wrong.'));
};
