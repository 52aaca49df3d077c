/** What `host` and `softphone` use of the bridge. */
export type { RequestOptions } from './caller.ts';
export { connectPeer, type PeerConnection, type RemotePeer } from './connect-peer.ts';
export { issuesOf } from './issues.ts';
export { measure } from './measure.ts';
export { createTable, type Handlers } from './service-table.ts';
export { openSession, type Session, type SessionLogger } from './session.ts';
export { createTokenBucket } from './token-bucket.ts';
export { fromWireError, toWireError } from './wire-error.ts';
