/** What really arrives at, and leaves, this page: asked from the browser's peer connections, not from the phone. */

export interface MediaTotals {
  packetsReceived: number;
  packetsSent: number;
  /** Sum of squared levels times seconds, and the seconds: W3C `totalAudioEnergy`, `totalSamplesDuration`. */
  energyReceived: number;
  secondsReceived: number;
}

const connections: RTCPeerConnection[] = [];

/** From now on every peer connection of this page is known, oldest first. */
export const trackConnections = (): void => {
  globalThis.RTCPeerConnection = new Proxy(RTCPeerConnection, {
    construct: (native, parameters: [RTCConfiguration?]) => {
      const connection = new native(...parameters);
      connections.push(connection);
      return connection;
    },
  });
};

export const connectionCount = (): number => connections.length;

interface AudioStats {
  type: string;
  kind?: string;
  packetsReceived?: number;
  packetsSent?: number;
  totalAudioEnergy?: number;
  totalSamplesDuration?: number;
}

const totalsOf = async (connection: RTCPeerConnection): Promise<MediaTotals> => {
  const totals: MediaTotals = { packetsReceived: 0, packetsSent: 0, energyReceived: 0, secondsReceived: 0 };
  for (const entry of (await connection.getStats()).values() as Iterable<AudioStats>) {
    if (entry.type === 'inbound-rtp' && entry.kind === 'audio') {
      totals.packetsReceived += entry.packetsReceived ?? 0;
      totals.energyReceived += entry.totalAudioEnergy ?? 0;
      totals.secondsReceived += entry.totalSamplesDuration ?? 0;
    }
    if (entry.type === 'outbound-rtp' && entry.kind === 'audio') totals.packetsSent += entry.packetsSent ?? 0;
  }
  return totals;
};

/** Totals of the connection with this number, counted from the first one of the page. */
export const mediaTotals = async (index: number): Promise<MediaTotals> => {
  const connection = connections[index];
  if (!connection) throw new Error(`there is no connection ${index}, only ${connections.length}`);
  return totalsOf(connection);
};
