/** `sforce.opencti`, for softphones written for Lightning. No method throws or returns anything. */
import { createInventions } from './inventions.ts';
import { type LightningMethod, lightningMethod, listenerMethod } from './lightning-call.ts';
import { createLightningMethods } from './lightning-methods.ts';
import { clickPayload, navigationPayload } from './payloads.ts';
import { SCREENPOP_TYPE } from './screen-pop-data.ts';
import { CALL_TYPE } from './search-request.ts';
import type { Session } from './session.ts';

export const createLightning = (session: Session): Record<string, unknown> => {
  const answered = Object.entries(createLightningMethods()).map(([name, prepare]): [string, LightningMethod] => [
    name,
    lightningMethod(session, name, prepare),
  ]);
  const { 'hvs.completeWork': completeWork, ...methods }: Record<string, LightningMethod> = {
    ...Object.fromEntries(answered),
    onClickToDial: listenerMethod('onClickToDial', (listener) => session.on('clickToDial', (click) => listener(clickPayload(click)))),
    onNavigationChange: listenerMethod('onNavigationChange', (listener) => session.on('navigation', (view) => listener(navigationPayload(view)))),
  };
  const onWorkStart = listenerMethod('hvs.onWorkStart', (listener) => session.on('workStart', listener));
  return { SCREENPOP_TYPE, CALL_TYPE, ...methods, hvs: { onWorkStart, completeWork }, ...createInventions(methods) };
};
