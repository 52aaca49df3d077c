/** The ten call variables, each 40 characters and a NUL. */
export const callVariables = `
    callVariable1(13,S41) callVariable2(14,S41) callVariable3(15,S41) callVariable4(16,S41) callVariable5(17,S41)
    callVariable6(18,S41) callVariable7(19,S41) callVariable8(20,S41) callVariable9(21,S41) callVariable10(22,S41)`;
