/** The panel, as one chunk: loaded when a softphone is mounted with it. Its place (`panel-place.ts`) is there before. */
export { createPanel } from './create-panel.ts';
export { followCalls } from './follow-calls.ts';
