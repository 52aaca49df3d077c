/** Counters of agents and skill groups. Times in seconds; ended by `Session`, `To5` (last five minutes), `ToHalf` (half hour) or `Today`. */
export const statisticsLayouts = {
  QUERY_AGENT_STATISTICS_REQ: `112
    invokeId:u4 peripheralId:u4?
    agentExtension(4,S16) agentId(5,S12) agentInstrument(6,S64)`,
  QUERY_AGENT_STATISTICS_CONF: `113
    invokeId:u4 peripheralId:u4? availTimeSession:u4 loggedOnTimeSession:u4 notReadyTimeSession:u4 icmAvailableTimeSession:u4 routableTimeSession:u4
    agentOutCallsSession:u4 agentOutCallsTalkTimeSession:u4 agentOutCallsTimeSession:u4 agentOutCallsHeldSession:u4 agentOutCallsHeldTimeSession:u4
    handledCallsSession:u4 handledCallsTalkTimeSession:u4 handledCallsAfterCallTimeSession:u4 handledCallsTimeSession:u4 incomingCallsHeldSession:u4
    incomingCallsHeldTimeSession:u4 internalCallsSession:u4 internalCallsTimeSession:u4 internalCallsRcvdSession:u4 internalCallsRcvdTimeSession:u4
    internalCallsHeldSession:u4 internalCallsHeldTimeSession:u4 autoOutCallsSession:u4 autoOutCallsTalkTimeSession:u4 autoOutCallsTimeSession:u4
    autoOutCallsHeldSession:u4 autoOutCallsHeldTimeSession:u4 previewCallsSession:u4 previewCallsTalkTimeSession:u4 previewCallsTimeSession:u4
    previewCallsHeldSession:u4 previewCallsHeldTimeSession:u4 reservationCallsSession:u4 reservationCallsTalkTimeSession:u4
    reservationCallsTimeSession:u4 reservationCallsHeldSession:u4 reservationCallsHeldTimeSession:u4 bargeInCallsSession:u4 interceptCallsSession:u4
    monitorCallsSession:u4 whisperCallsSession:u4 emergencyCallsSession:u4 availTimeToday:u4 loggedOnTimeToday:u4 notReadyTimeToday:u4
    icmAvailableTimeToday:u4 routableTimeToday:u4 agentOutCallsToday:u4 agentOutCallsTalkTimeToday:u4 agentOutCallsTimeToday:u4
    agentOutCallsHeldToday:u4 agentOutCallsHeldTimeToday:u4 handledCallsToday:u4 handledCallsTalkTimeToday:u4 handledCallsAfterCallTimeToday:u4
    handledCallsTimeToday:u4 incomingCallsHeldToday:u4 incomingCallsHeldTimeToday:u4 internalCallsToday:u4 internalCallsTimeToday:u4
    internalCallsRcvdToday:u4 internalCallsRcvdTimeToday:u4 internalCallsHeldToday:u4 internalCallsHeldTimeToday:u4 autoOutCallsToday:u4
    autoOutCallsTalkTimeToday:u4 autoOutCallsTimeToday:u4 autoOutCallsHeldToday:u4 autoOutCallsHeldTimeToday:u4 previewCallsToday:u4
    previewCallsTalkTimeToday:u4 previewCallsTimeToday:u4 previewCallsHeldToday:u4 previewCallsHeldTimeToday:u4 reservationCallsToday:u4
    reservationCallsTalkTimeToday:u4 reservationCallsTimeToday:u4 reservationCallsHeldToday:u4 reservationCallsHeldTimeToday:u4 bargeInCallsToday:u4
    interceptCallsToday:u4 monitorCallsToday:u4 whisperCallsToday:u4 emergencyCallsToday:u4
    agentExtension(4,S16) agentId(5,S12) agentInstrument(6,S64)`,
  QUERY_SKILL_GROUP_STATISTICS_REQ: '114 invokeId:u4 peripheralId:u4? skillGroupNumber:u4? skillGroupId:u4?',
  QUERY_SKILL_GROUP_STATISTICS_CONF: `115
    invokeId:u4 peripheralId:u4? skillGroupNumber:u4? skillGroupId:u4? agentsLoggedOn:u4 agentsAvail:u4 agentsNotReady:u4 agentsReady:u4
    agentsTalkingIn:u4 agentsTalkingOut:u4 agentsTalkingOther:u4 agentsWorkNotReady:u4 agentsWorkReady:u4 agentsBusyOther:u4 agentsReserved:u4
    agentsHold:u4 agentsIcmAvailable:u4 agentsApplicationAvailable:u4 agentsTalkingAutoOut:u4 agentsTalkingPreview:u4 agentsTalkingReservation:u4
    routerCallsQNow:u4 longestRouterCallQNow:u4 callsQNow:u4 callsQTimeNow:u4 longestCallQNow:u4 availTimeTo5:u4 loggedOnTimeTo5:u4 notReadyTimeTo5:u4
    agentOutCallsTo5:u4 agentOutCallsTalkTimeTo5:u4 agentOutCallsTimeTo5:u4 agentOutCallsHeldTo5:u4 agentOutCallsHeldTimeTo5:u4 handledCallsTo5:u4
    handledCallsTalkTimeTo5:u4 handledCallsAfterCallTimeTo5:u4 handledCallsTimeTo5:u4 incomingCallsHeldTo5:u4 incomingCallsHeldTimeTo5:u4
    internalCallsRcvdTo5:u4 internalCallsRcvdTimeTo5:u4 internalCallsHeldTo5:u4 internalCallsHeldTimeTo5:u4 autoOutCallsTo5:u4
    autoOutCallsTalkTimeTo5:u4 autoOutCallsTimeTo5:u4 autoOutCallsHeldTo5:u4 autoOutCallsHeldTimeTo5:u4 previewCallsTo5:u4 previewCallsTalkTimeTo5:u4
    previewCallsTimeTo5:u4 previewCallsHeldTo5:u4 previewCallsHeldTimeTo5:u4 reservationCallsTo5:u4 reservationCallsTalkTimeTo5:u4
    reservationCallsTimeTo5:u4 reservationCallsHeldTo5:u4 reservationCallsHeldTimeTo5:u4 bargeInCallsTo5:u4 interceptCallsTo5:u4 monitorCallsTo5:u4
    whisperCallsTo5:u4 emergencyCallsTo5:u4 callsQ5:u4 callsQTime5:u4 longestCallQ5:u4 availTimeToHalf:u4 loggedOnTimeToHalf:u4 notReadyTimeToHalf:u4
    agentOutCallsToHalf:u4 agentOutCallsTalkTimeToHalf:u4 agentOutCallsTimeToHalf:u4 agentOutCallsHeldToHalf:u4 agentOutCallsHeldTimeToHalf:u4
    handledCallsToHalf:u4 handledCallsTalkTimeToHalf:u4 handledCallsAfterCallTimeToHalf:u4 handledCallsTimeToHalf:u4 incomingCallsHeldToHalf:u4
    incomingCallsHeldTimeToHalf:u4 internalCallsRcvdToHalf:u4 internalCallsRcvdTimeToHalf:u4 internalCallsHeldToHalf:u4 internalCallsHeldTimeToHalf:u4
    autoOutCallsToHalf:u4 autoOutCallsTalkTimeToHalf:u4 autoOutCallsTimeToHalf:u4 autoOutCallsHeldToHalf:u4 autoOutCallsHeldTimeToHalf:u4
    previewCallsToHalf:u4 previewCallsTalkTimeToHalf:u4 previewCallsTimeToHalf:u4 previewCallsHeldToHalf:u4 previewCallsHeldTimeToHalf:u4
    reservationCallsToHalf:u4 reservationCallsTalkTimeToHalf:u4 reservationCallsTimeToHalf:u4 reservationCallsHeldToHalf:u4
    reservationCallsHeldTimeToHalf:u4 bargeInCallsToHalf:u4 interceptCallsToHalf:u4 monitorCallsToHalf:u4 whisperCallsToHalf:u4
    emergencyCallsToHalf:u4 callsQHalf:u4 callsQTimeHalf:u4 longestCallQHalf:u4 availTimeToday:u4 loggedOnTimeToday:u4 notReadyTimeToday:u4
    agentOutCallsToday:u4 agentOutCallsTalkTimeToday:u4 agentOutCallsTimeToday:u4 agentOutCallsHeldToday:u4 agentOutCallsHeldTimeToday:u4
    handledCallsToday:u4 handledCallsTalkTimeToday:u4 handledCallsAfterCallTimeToday:u4 handledCallsTimeToday:u4 incomingCallsHeldToday:u4
    incomingCallsHeldTimeToday:u4 internalCallsRcvdToday:u4 internalCallsRcvdTimeToday:u4 internalCallsHeldToday:u4 internalCallsHeldTimeToday:u4
    autoOutCallsToday:u4 autoOutCallsTalkTimeToday:u4 autoOutCallsTimeToday:u4 autoOutCallsHeldToday:u4 autoOutCallsHeldTimeToday:u4
    previewCallsToday:u4 previewCallsTalkTimeToday:u4 previewCallsTimeToday:u4 previewCallsHeldToday:u4 previewCallsHeldTimeToday:u4
    reservationCallsToday:u4 reservationCallsTalkTimeToday:u4 reservationCallsTimeToday:u4 reservationCallsHeldToday:u4
    reservationCallsHeldTimeToday:u4 bargeInCallsToday:u4 interceptCallsToday:u4 monitorCallsToday:u4 whisperCallsToday:u4 emergencyCallsToday:u4
    callsQToday:u4 callsQTimeToday:u4 longestCallQToday:u4`,
} as const;
