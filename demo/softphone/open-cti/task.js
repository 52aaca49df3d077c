/** A call as the fields of a task, which is how both interfaces log it. */
export const taskOf = (call) => ({
  Subject: `Call ${call.direction === 'Inbound' ? 'from' : 'to'} ${call.name || call.number}`,
  Status: 'Completed',
  Priority: 'Normal',
  TaskSubtype: 'Call',
  CallType: call.direction,
  CallDurationInSeconds: call.durationSeconds,
  CallObject: call.id,
  ActivityDate: new Date().toISOString().slice(0, 10),
  Phone: call.number,
  WhoId: call.record || '',
});
