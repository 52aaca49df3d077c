/**
 * Makes the offers of a running call take effect when they are accepted, and not before. A refused re-INVITE is otherwise
 * undone by a rollback, after which Chromium (156) no longer sends or plays anything if it was the one that answered the call.
 * An offer made without an ICE restart already has all candidates (RFC 8829 §5.2.2), so nothing has to be gathered for it.
 */
export interface PatientOffers {
  /** The offer under way was refused: it never was. */
  forget(): void;
}

/** Along the whole chain: monitoring scripts put classes of their own in front of the browser's. */
const getterOf = (target: object, name: string): (() => RTCSessionDescription | null) | undefined => {
  for (let holder: object | null = target; holder; holder = Object.getPrototypeOf(holder)) {
    const { get } = Object.getOwnPropertyDescriptor(holder, name) ?? {};
    if (get) return get.bind(target);
  }
  return undefined;
};

export const makeOffersPatient = (connection: RTCPeerConnection): PatientOffers => {
  const setLocal = connection.setLocalDescription.bind(connection);
  const setRemote = connection.setRemoteDescription.bind(connection);
  const getLocal = getterOf(connection, 'localDescription');
  let offered: RTCLocalSessionDescriptionInit | undefined;

  connection.setLocalDescription = async (description?: RTCLocalSessionDescriptionInit) => {
    const running = connection.currentRemoteDescription !== null && connection.signalingState === 'stable';
    if (running && description?.type === 'offer') offered = description;
    else await setLocal(description);
  };
  connection.setRemoteDescription = async (description: RTCSessionDescriptionInit) => {
    const accepted = offered;
    offered = undefined;
    if (accepted && description.type === 'answer') await setLocal(accepted);
    await setRemote(description);
  };
  // JsSIP sends what it reads here.
  Object.defineProperty(connection, 'localDescription', {
    configurable: true,
    get: () => (offered ? new RTCSessionDescription(offered as RTCSessionDescriptionInit) : getLocal?.()),
  });

  return {
    forget() {
      offered = undefined;
    },
  };
};
