/** Captures at a real site, without its data: for checking against a CTI Server what was made without one. */
export { captureDump, type DumpOptions as CiscoDumpOptions } from './capture-dump.ts';
export { type CaptureOptions as CiscoCaptureOptions, captureSession } from './capture-session.ts';
export { MAX_MESSAGES as MAX_CAPTURED_MESSAGES, MAX_SECONDS as MAX_CAPTURE_SECONDS } from './limits.ts';
export type { CaptureLine as CiscoCaptureLine } from './recorder.ts';
export { createStripper, type Stripper as FrameStripper } from './strip-frame.ts';
export type { CaptureSummary as CiscoCaptureSummary } from './summary.ts';
