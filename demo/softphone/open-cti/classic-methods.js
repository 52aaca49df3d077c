/** Buttons for what a call does not need by itself. */

/** `view`: the record that was on the CRM's screen last. */
export const classicMethods = ({ ask, log, view, salesforceConsole }) => {
  /** Where the last deferred search would have gone. */
  let popUrl;
  const onEvent = ({ message }) => log.heard('sforce.console CTIEvent', message);

  return [
    {
      title: 'Screen pop',
      methods: [
        { label: 'Open page', field: { label: 'Path', value: '/calls' }, run: (path) => ask('screenPop', [path, true]) },
        { label: 'Last record', run: () => ask('screenPop', [`/${view.objectId}`]) },
        {
          label: 'Search, pop later',
          field: { label: 'Number', type: 'tel', value: '+442079460999' },
          run: (number) =>
            ask('searchAndGetScreenPopUrl', [number, `Phone=${number}`, 'inbound'], ({ result }) => {
              popUrl = JSON.parse(result).screenPopUrl;
            }),
        },
        { label: 'Pop now', run: () => popUrl && ask('screenPop', [popUrl, true]) },
      ],
    },
    {
      title: 'Records and actions',
      methods: [
        { label: 'Which page?', run: () => ask('getPageInfo', []) },
        { label: 'In a console?', run: () => ask('isInConsole', []) },
        { label: 'Refresh page', run: () => ask('refreshPage', []) },
        { label: 'Refresh list', run: () => ask('refreshRelatedList', ['Activities']) },
        { label: 'Refresh record', run: () => ask('entityFeed.refreshObject', [view.objectId, true, true, true]) },
        { label: 'Reload frame', run: () => ask('entityFeed.reloadFrame', []) },
        {
          label: 'Set title',
          field: { label: 'Title of the last contact', value: 'Purchasing' },
          run: (title) =>
            ask('saveLog', ['Contact', `id=${encodeURIComponent(view.objectId)}&Title=${encodeURIComponent(title)}`], () => ask('refreshPage', [])),
        },
        { label: 'Save what is refused', run: () => ask('saveLog', ['Task', 'Subject=Refused&WhoId=003000000000000&Mood=good']) },
        {
          label: 'Count colleagues',
          field: { label: 'Company', value: 'Ashford Ltd' },
          run: (company) => ask('runApex', ['Contacts', 'countByCompany', `company=${encodeURIComponent(company)}`]),
        },
      ],
    },
    {
      title: 'Panel',
      methods: [
        { label: 'Set height', field: { label: 'Pixels', type: 'number', value: '560', min: '0' }, run: (px) => ask('cti.setSoftphoneHeight', [px]) },
        { label: 'Set width', field: { label: 'Pixels', type: 'number', value: '420', min: '0' }, run: (px) => ask('cti.setSoftphoneWidth', [px]) },
        { label: 'Is it open?', run: () => ask('isVisible', []) },
        { label: 'Minimise', run: () => ask('setVisible', [false]) },
      ],
    },
    {
      title: 'Messages',
      methods: [
        {
          label: 'Send to the CRM',
          field: { label: 'Text', value: 'Hello' },
          run: (text) => {
            const answered = log.asked('sforce.console.sendCTIMessage', [text]);
            salesforceConsole.sendCTIMessage(text, ({ result, error }) => answered(result, error));
          },
        },
        { label: 'Hear the CRM', run: () => salesforceConsole.addEventListener('CTIEvent', onEvent) },
        { label: 'Hear no more', run: () => salesforceConsole.removeEventListener('CTIEvent', onEvent) },
      ],
    },
  ];
};
