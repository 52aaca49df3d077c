/** Buttons for what a call does not need by itself. */

/** `view`: the record that was on the CRM's screen last. */
export const lightningMethods = ({ opencti, ask, log, view }) => {
  const { SCREENPOP_TYPE, CALL_TYPE } = opencti;
  let subscription;
  /** What the last deferred search would have opened. */
  let popData;

  const pop = (type, params) => ask('screenPop', { type, params });
  const listener = (message) => log.heard('Contact_Shown__c', message);

  return [
    {
      title: 'Screen pop',
      methods: [
        { label: 'Open record', field: { label: 'Record', value: 'contact/1' }, run: (recordId) => pop(SCREENPOP_TYPE.SOBJECT, { recordId }) },
        { label: 'Open page', field: { label: 'Path', value: '/calls' }, run: (url) => pop(SCREENPOP_TYPE.URL, { url }) },
        { label: 'Open search', field: { label: 'Text', value: 'Ash' }, run: (searchString) => pop(SCREENPOP_TYPE.SEARCH, { searchString }) },
        { label: 'All contacts', run: () => pop(SCREENPOP_TYPE.OBJECTHOME, { scope: 'Contact' }) },
        { label: 'List of calls', run: () => pop(SCREENPOP_TYPE.LIST, { listViewId: 'latest_calls', scope: 'Contact' }) },
        {
          label: 'New contact',
          run: () =>
            ask('screenPop', { type: SCREENPOP_TYPE.NEW_RECORD_MODAL, params: { entityName: 'Contact', defaultFieldValues: { LastName: 'New caller' } } }),
        },
        {
          label: 'Flow',
          run: () => pop(SCREENPOP_TYPE.FLOW, { flowDevName: 'New_Caller', flowArgs: [{ name: 'Phone', type: 'String', value: '+442079460999' }] }),
        },
        {
          label: 'Search, pop later',
          field: { label: 'Number', type: 'tel', value: '+442079460999' },
          run: (searchParams) =>
            ask(
              'searchAndScreenPop',
              { searchParams, callType: CALL_TYPE.INBOUND, deferred: true, defaultFieldValues: { Phone: searchParams } },
              (response) => {
                popData = response.returnValue.SCREEN_POP_DATA;
              },
            ),
        },
        { label: 'Pop now', run: () => popData && ask('screenPop', popData) },
      ],
    },
    {
      title: 'Records and actions',
      methods: [
        { label: 'Which page?', run: () => ask('getAppViewInfo') },
        { label: 'Refresh', run: () => ask('refreshView') },
        {
          label: 'Set title',
          field: { label: 'Title of the last contact', value: 'Purchasing' },
          run: (Title) => ask('saveLog', { value: { Id: view.recordId, Title } }, () => ask('refreshView')),
        },
        {
          label: 'Save what is refused',
          run: () => ask('saveLog', { value: { entityApiName: 'Task', Subject: 'Refused', WhoId: '003000000000000', Mood: 'good' } }),
        },
        {
          label: 'Count colleagues',
          field: { label: 'Company', value: 'Ashford Ltd' },
          run: (company) => ask('runApex', { apexClass: 'Contacts', methodName: 'countByCompany', methodParams: `company=${encodeURIComponent(company)}` }),
        },
      ],
    },
    {
      title: 'Panel',
      methods: [
        {
          label: 'Set height',
          field: { label: 'Pixels', type: 'number', value: '560', min: '240', max: '2560' },
          run: (heightPX) => ask('setSoftphonePanelHeight', { heightPX }),
        },
        {
          label: 'Set width',
          field: { label: 'Pixels', type: 'number', value: '420', min: '200', max: '1920' },
          run: (widthPX) => ask('setSoftphonePanelWidth', { widthPX }),
        },
        { label: 'Set label', field: { label: 'Label', value: 'My phone' }, run: (label) => ask('setSoftphonePanelLabel', { label }) },
        { label: 'Set icon', field: { label: 'Icon', value: 'headset' }, run: (key) => ask('setSoftphonePanelIcon', { key }) },
        { label: 'Is it open?', run: () => ask('isSoftphonePanelVisible') },
        { label: 'Minimise', run: () => ask('setSoftphonePanelVisibility', { visible: false }) },
      ],
    },
    {
      title: 'Messages',
      methods: [
        {
          label: 'Send to the CRM',
          field: { label: 'Text', value: 'Hello' },
          run: (text) => ask('publish', { channelName: 'Phone_Note__c', message: { text } }),
        },
        {
          label: 'Hear of contacts shown',
          run: () =>
            ask('subscribe', { channelName: 'Contact_Shown__c', listener }, (response) => {
              subscription = response.subscription;
            }),
        },
        { label: 'Hear no more', run: () => subscription && ask('unsubscribe', { subscription }) },
      ],
    },
  ];
};
